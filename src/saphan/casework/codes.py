"""Codes of casework and their words for staff. A code is what is kept; words are what is shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.standards.concern_kinds import families, kind

FULL = "full"

NEEDS = {
    "shelter": _("A safe place to stay"),
    "medical": _("Medical care"),
    "legal": _("Legal advice"),
    "interpreter": _("An interpreter"),
    "money": _("Money for the next days"),
    "documents": _("Documents"),
    "contact": _("Contact with family"),
    "other": _("Something else"),
}

OUTCOMES = {
    FULL: _("Remedied in full, confirmed by her"),
    "partial": _("Remedied in part"),
    "promised": _("Promised, not delivered"),
    "refused": _("Refused"),
    "partner_unreachable": _("Company not reached"),
    "workers_not_reached": _("Done on evidence, workers not reached"),
    "told_to_say_yes": _("She was told to say yes"),
    "withdrew_fear": _("She withdrew: fear"),
    "withdrew_left": _("She withdrew: she left"),
    "withdrew_satisfied": _("She withdrew: satisfied"),
    "withdrew_other": _("She withdrew: another reason"),
    "referred_state": _("Referred to the state"),
    "referred_union": _("Referred to a union"),
    "information_given": _("Information given"),
}

STAGES = {
    "origin": _("At home, before leaving"),
    "transit": _("On the way"),
    "arrival": _("On arrival"),
    "employment": _("At work"),
    "exit": _("Leaving the job"),
    "return": _("Going home"),
}

PROOFS = {
    "payslip": _("Payslip"),
    "contract": _("Contract"),
    "receipt": _("Receipt"),
    "photo": _("Photo"),
    "recording": _("Recording"),
    "document": _("Other document"),
}

MOVES = {
    "language": _("They speak her language"),
    "country": _("She is in their country"),
    "kind": _("They know this kind of trouble"),
    "safety": _("She is safer with them"),
    "wish": _("She asked for them"),
}

ICONS = {
    "pay": _("Pay"),
    "hours": _("Hours"),
    "papers": _("Papers"),
    "fees": _("Fees"),
    "hurt": _("Hurt"),
    "unsafe": _("Unsafe"),
    "ask": _("Question"),
    "other": _("Something else"),
}

CHANNELS: dict[str, str | Promise] = {
    "web": _("Web page"),
    "phone": _("Telephone"),
    "visit": _("Visit"),
    "sms": _("Text message"),
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "messenger": "Messenger",
    "line": "LINE",
    "viber": "Viber",
    "app": _("App of others"),
    "other": _("Another way"),
    "import": _("Imported"),
}

TELL = {
    "nobody": _("Tell nobody"),
    "ask_first": _("Ask me first"),
    "words_without_name": _("Words without my name"),
}

STEPS = {
    "received": _("We have it"),
    "read": _("Somebody read it"),
    "answered": _("Answered"),
    "case_opened": _("We work on it"),
    "understood": _("Understood"),
    "checked": _("Checked"),
    "consent_asked": _("Asked for her yes"),
    "shared": _("Shared"),
    "accepted": _("Company accepts the promises"),
    "planned": _("There is a plan"),
    "plan_asked": _("Asked whether it is enough"),
    "agreed": _("Plan agreed"),
    "delivered": _("Company says it is done"),
    "confirm_asked": _("Asked whether it is true"),
    "remedied": _("Remedied"),
    "reopened": _("Opened again"),
    "stepped_down": _("Less certain than before"),
    "taken_back": _("Consent taken back, page closed"),
    "moved": _("Another desk answers now"),
    "slip": _("Told that somebody else read something of hers"),
    "closed": _("Closed"),
}


def kind_name(code: str) -> str:
    """A concern kind in the language of the staff who reads; the catalogue holds each English name."""
    return gettext(kind(code).name)


def family_name(letter: str) -> str:
    return gettext(families()[letter])
