"""What a desk reads of stories for everybody."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

STATES: Mapping[str, str | Promise] = {
    "": _("Tell her story to everybody"),
    "written": _("Story for everybody: a lead reads it first"),
    "asked": _("Story for everybody: she is asked"),
    "agreed": _("Story for everybody: she said yes, it waits some days"),
    "refused": _("Story for everybody: she said no"),
    "shown": _("Story for everybody: everybody can read it"),
    "dropped": _("taken out"),
}
PARTS: Mapping[str, str | Promise] = {
    "sector": _("the sector"),
    "country": _("the country"),
    "province": _("the province"),
    "family": _("what it is about"),
}
REFUSED: Mapping[str, str | Promise] = {
    "words": _("Write it in her language, at most 1,500 signs in each language."),
    "described": _("Choose one of her concerns."),
    "asked": _("She is asked already."),
    "story_gone": _("She deleted her story. There is nobody to ask."),
    "not_allowed": _("A lead who did not write it reads it first."),
}
TOO_FEW = _("Fewer than eleven people here fit this. Describe her less closely.")
LEAVE_OUT = _("Enough fit without %(part)s.")


def why(refusal: Refusal) -> tuple[str, ...]:
    """What to do, one sentence a reason."""
    if refusal.code == "too_few_fit":
        return (str(TOO_FEW), *(LEAVE_OUT % {"part": PARTS[part]} for part in refusal.ways_out))
    return tuple(str(REFUSED[code]) for code in refusal.ways_out or (refusal.code,))
