"""The words of moderators' pages."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saphan.network.models import OrganisationKind
from saphan.store.refusals import Refusal

REASONS: Final = {
    "names_somebody": gettext_lazy("It names somebody"),
    "points_at_her": gettext_lazy("It can point at whoever wrote it"),
    "no_review": gettext_lazy("It says nothing about them"),
    "hateful": gettext_lazy("It is hateful"),
    "untrue_fact": gettext_lazy("A fact in it is known to be untrue"),
    "asks_who": gettext_lazy("It asks who said it"),
    "threatens": gettext_lazy("It threatens"),
    "no_answer": gettext_lazy("It answers nothing"),
    "not_about_them": gettext_lazy("It is about another organisation"),
    "copied": gettext_lazy("It is copied or planted"),
    "court": gettext_lazy("A court ordered it"),
    "within_the_rules": gettext_lazy("It stays: it keeps to the rules"),
}
WEIGHS: Final = {
    "tied": gettext_lazy("one voice with others: the same browser or the same words"),
    "burst": gettext_lazy("came in a week in which far more came than usual"),
    "peers": gettext_lazy("judged the same organisations alike, near others"),
    "apart": gettext_lazy("far from what those say whom we met"),
    "old": gettext_lazy("old"),
    "not_first_hand": gettext_lazy("not first-hand"),
}
STATES: Final = {
    "taken": gettext_lazy("Nobody has read it"),
    "moderated": gettext_lazy("It needs public words"),
    "translated": gettext_lazy("It waits for the next release"),
    "released": gettext_lazy("Released"),
    "kept_back": gettext_lazy("Kept back"),
}
REPLY_STATES: Final = {
    "waiting": gettext_lazy("A moderator reads it first"),
    "shown": gettext_lazy("Everybody can read it"),
    "sent_back": gettext_lazy("Sent back"),
}
GROUP_WORDS: Final = {
    "recruiter": OrganisationKind.RECRUITER.label,
    "employer": OrganisationKind.WORKPLACE.label,
    "provider": OrganisationKind.SERVICE.label,
}
ANSWER: Final = gettext_lazy(
    "We have read your letter. What we publish are counts of many people, made by fixed rules. "
    "We say nothing about who they are. You may answer in public on your own page."
)
"""What every letter is answered with, whatever was decided."""


def refused(refusal: Refusal | None) -> str:
    """Why nothing happened, to staff or to a company."""
    sentences = {
        "reason": _("Please choose a reason."),
        "words": _("Public words are needed in English."),
        "read_it": _("Read it first: it names nobody, and it asks for nobody."),
        "reaches": _("Leave out numbers, addresses and links: nobody can be asked to come forward."),
        "length": _("Write between one word and 2,000 signs."),
        "one_waits": _("One answer waits already."),
        "nothing_published": _("Nothing is published that could be answered."),
    }
    way = next(iter(refusal.ways_out), "") if refusal else ""
    return sentences.get(way, _("This does not stand where that can be done."))
