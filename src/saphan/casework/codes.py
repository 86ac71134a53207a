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

SPEAKS_AS = {
    "union": _("Union"),
    "committee": _("Workers' committee"),
    "friend": _("Friend or family"),
    "other": _("Somebody else"),
}

MANDATES = {
    "signed_list": _("A signed list"),
    "elected": _("Elected by them"),
    "members": _("They are members"),
    "asked_each": _("Each asked them"),
    "own_word": _("Their own word"),
}

CHECKS = {
    "saw_list": _("I saw the list"),
    "called_some": _("I called some of them"),
    "met_them": _("I met them"),
    "registered": _("I looked up the registration"),
}

PARTS = {
    "name": _("Her name"),
    "said": _("What she said"),
    "where": _("Where it is"),
    "reach": _("How to reach her"),
    "needs": _("What she needs"),
    "concerns": _("What it is about"),
    "before": _("What she kept with her story"),
    "why": _("Why you are asked"),
}

FILE_STATES = {
    "asked": _("She is asked"),
    "agreed": _("She agreed"),
    "refused": _("She said no"),
    "over": _("Consent was withdrawn"),
}

LEFT = {
    "first_hand": _("Whether it happened to her or she heard of it"),
    "number_affected": _("How many people it concerns"),
    "proof": _("What she can show"),
}

REFERRAL_STATES = {
    "asked": _("She is asked"),
    "refused": _("She said no"),
    "sent": _("Sent, not answered yet"),
    "to_tell": _("She agreed; we tell them"),
    "told": _("We told them"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "withdrawn": _("Consent was withdrawn"),
    "expired": _("The time is over"),
}

DECLINE_REASONS = {
    "no_capacity": _("We have nobody for it now"),
    "not_our_field": _("It is not our field"),
    "no_language": _("Nobody here speaks her language"),
    "not_safe": _("We cannot do it safely"),
    "other": _("Another reason"),
}

REFERRAL_REASONS = {**DECLINE_REASONS, "desk_closed": _("That desk is closed for now")}

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

SLIPS = {
    "nothing": _("Nothing of anybody: the wrong words only"),
    "name": _("Somebody's name"),
    "number": _("Somebody's number or address"),
    "place": _("Where somebody works or lives"),
    "story": _("What happened to somebody"),
    "desk": _("Something of the desk"),
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
    "gateway": _("Text message"),
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "messenger": "Messenger",
    "line": "LINE",
    "viber": "Viber",
    "rapidpro": "RapidPro",
    "kobo": "KoboToolbox",
    "mail": _("E-mail of a partner"),
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
    "taken_back": _("They cannot open it any more"),
    "moved": _("Another desk answers now"),
    "move_shut": _("Told that the other desk cannot take her"),
    "slip": _("Told that somebody else read something of hers"),
    "closed": _("Closed"),
    "claim_wished": _("Wants her own case raised"),
    "claim_asked": _("Asked what they may read of her own case"),
    "claim_shown": _("Her own case shown"),
    "claim_answered": _("Answer to her own case"),
    "refer_asked": _("Asked what others may read"),
    "referred": _("Referred"),
    "referral_accepted": _("The other desk accepted"),
    "referral_declined": _("The other desk declined"),
    "referral_over": _("The referral's time is over"),
    "taken_back_untold": _("Taken back before we told them"),
    "taken_back_told": _("Taken back after we told them"),
    "referral_over_told": _("The time in which we may tell them is over"),
    "ends_soon": _("Told that her story is deleted in a month"),
    "linked": _("Put together with another story of hers"),
    "unlinked": _("Parted from her other story"),
}


def kind_name(code: str) -> str:
    """A concern kind in the language of the staff who reads; the catalogue holds each English name."""
    return gettext(kind(code).name)


def family_name(letter: str) -> str:
    return gettext(families()[letter])
