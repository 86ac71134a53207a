"""Why somebody asks to look, in codes: what is typed could say more than she may know. And what became of it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]
GLASS_REASONS: Final[Words] = {
    "fault": _("Something is broken and can be seen only there"),
    "complaint": _("A complaint about how the desk worked"),
    "order": _("A court or an authority ordered it"),
    "danger": _("Somebody is in danger and no caseworker is there"),
}
IDENTITY_REASONS: Final[Words] = {
    "safety": _("She may be in danger"),
    "call_back": _("Somebody else must call her back"),
    "claim": _("A claim of hers needs her name"),
    "order": _("A court or an authority ordered it"),
}
STATES: Final[Words] = {
    "asked": _("waits for an answer"),
    "open": _("open"),
    "over": _("over"),
    "refused": _("refused"),
    "shown": _("shown once"),
    "accepted": _("being translated"),
    "left": _("handed back unseen: she does not work here any more"),
    "conflict": _("handed back unseen: she knows somebody there"),
    "done": _("translated by a person"),
    "ended": _("ended: the story moved"),
}
KINDS: Final[Words] = {
    "glass": _("Broken glass"),
    "identity": _("Her number"),
    "interpreting": _("Translation"),
}
REASONS: Final[Words] = {**GLASS_REASONS, **IDENTITY_REASONS, "translate": _("To translate one message")}
