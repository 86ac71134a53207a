"""Codes of individual claims and their words: the safety check, the fields, the states."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from saphan.verification.words import Words

EMPLOYERS: Final = frozenset({"supplier", "workplace", "recruiter", "sub_agent"})

SAFETY: Final[Words] = {
    "guess": _("Could others at work guess it was her, before or after?"),
    "home": _("Does she live in a place of the company?"),
    "papers": _("Does the boss or a broker hold her papers?"),
    "sent_away": _("Could she be dismissed, reported or sent out of the country?"),
    "family": _("Could somebody in her family be pressed?"),
    "place": _("Has she somewhere safe to go tonight, if it goes wrong?"),
    "knows": _("Does she know that they will know it is her?"),
}
SAFETY_ANSWERS: Final[Words] = {"yes": _("Yes"), "no": _("No"), "unknown": _("We do not know")}

FIELDS: Final[Words] = {
    "name": _("Her name"),
    "number": _("Her work number"),
    "amount": _("The amount"),
    "dates": _("The dates"),
}
PARTS: Final[Words] = {"claim": _("What we write to them"), **FIELDS}

FOR_THE_COMPANY: Final[Words] = {**PARTS, "claim": _("What she asks")}

STATES: Final[Words] = {
    "wished": _("She wants it; not checked yet"),
    "checked": _("Checked: safe enough"),
    "asked": _("She is asked"),
    "refused": _("She said no"),
    "agreed": _("She agreed; not shown yet"),
    "shown": _("Shown"),
    "over": _("Over: taken back"),
    "settled": _("Over: settled"),
    "closed": _("Over: closed"),
}
OUTCOMES: Final[Words] = {
    "yes": _("She says: it came"),
    "partly": _("She says: only a part came"),
    "no": _("She says: it did not come"),
    "told_to_say_yes": _("She was told to say yes"),
    "retaliation": _("She says: they punish me"),
}
