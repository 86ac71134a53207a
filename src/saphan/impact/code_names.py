"""By what an indicator is kept apart (languages, corridors, kinds of partner …), and what each code is called."""

from collections.abc import Callable, Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework.fees.banding import NO_RATE
from saphan.empowerment.offers.places import PROVINCES
from saphan.impact.behaviour_names import BEHAVIOURS
from saphan.impact.indicators.catalogue import catalogue
from saphan.network.naming import country_name, language_name
from saphan.web.sector_names import sector_name

Words = str | Promise

CHANNELS: Mapping[str, Words] = {
    "web": _("Our pages"),
    "phone": _("Telephone"),
    "visit": _("Outreach visit"),
    "sms": "SMS",
    "twilio": "SMS",
    "mail": _("E-mail"),
    "import": _("Spreadsheet"),
    "line": "LINE",
    "messenger": "Messenger",
    "telegram": "Telegram",
    "viber": "Viber",
    "whatsapp": "WhatsApp",
    "rapidpro": "RapidPro / TextIt",
    "kobo": "KoboToolbox",
}
STAGES: Mapping[str, Words] = {
    "origin": _("At home, before leaving"),
    "transit": _("On the way"),
    "arrival": _("On arrival"),
    "employment": _("At work"),
    "exit": _("Leaving the job"),
    "return": _("Going home"),
}
FAMILIES: Mapping[str, Words] = {
    "A": _("Recruitment"),
    "B": _("Documents and movement"),
    "C": _("Pay"),
    "D": _("Hours and rest"),
    "E": _("Health and safety"),
    "F": _("Dignity"),
    "G": _("Housing and food"),
    "H": _("Voice"),
    "I": _("Exit and return"),
    "J": _("Severe protection"),
    "K": _("Question"),
    "L": _("Praise"),
    "M": _("Test call"),
}
RECIPIENTS: Mapping[str, Words] = {
    "brand": _("Brand"),
    "retailer": _("Retailer"),
    "supplier": _("Supplier"),
    "workplace": _("Workplace"),
    "recruiter": _("Recruiter"),
    "sub_agent": _("Sub-agent"),
    "government": _("Government body"),
    "service": _("Service organisation"),
}
SPEAKERS: Mapping[str, Words] = {
    "union": _("Union"),
    "committee": _("Workers' committee"),
    "friend": _("Friend or family"),
    "other": _("Somebody else"),
}
WORST: Mapping[str, Words] = {"red": _("Danger sign"), "amber": _("Be careful"), "green": _("Good sign")}
METHODS: Mapping[str, Words] = {
    "rise": _("More than usual"),
    "season": _("More than at this time of other years"),
    "newcomer": _("A name new in several places"),
    "praise": _("Much praise at once"),
}
WAITED: Mapping[str, Words] = {
    "same_month": _("in the same month"),
    "to_2_months": _("1 or 2 months later"),
    "to_5_months": _("3 to 5 months later"),
    "to_11_months": _("6 to 11 months later"),
    "longer": _("a year or more later"),
}
HEARD: Mapping[str, Words] = {
    "friend": _("From a friend or family"),
    "visit": _("On a visit of ours"),
    "poster": _("From a poster or a card"),
    "online": _("On the internet"),
    "other": _("In another way"),
}
STATE_DID: Mapping[str, Words] = {
    "acknowledged": _("Said that it has it"),
    "acted": _("Acted on it"),
    "refused": _("Refused"),
}
KEPT_APART: Mapping[str, Words] = {
    "language": _("By language"),
    "channel": _("By channel"),
    "stage": _("By stage of the journey"),
    "family": _("By kind of concern"),
    "recipient_kind": _("By kind of partner"),
    "kind": _("By who speaks for others"),
    "worst": _("By the worst that was found"),
    "corridor": _("By corridor"),
    "currency": _("By currency"),
    "sector": _("By sector"),
    "place": _("By place"),
    "method": _("By how the sign was found"),
    "dialect": _("By language"),
    "waited": _("By how long after the harm"),
    "country": _("By country"),
    "code": _("By how they heard of us"),
    "did": _("By what the office did"),
    "harm": _("By who is answerable, and what it was"),
    "better": _("By who is answerable, and what it is"),
    "year": _("By year"),
    "band": _("By corridor and US dollars"),
}


@cache
def split(indicator: str) -> str:
    """The field of a fact by which it is kept apart, as `language`; "" where it is not."""
    by = catalogue()[indicator].by
    return next((mark.split for mark in catalogue().marks if mark.id == by), "")


def heading(indicator: str) -> Words:
    """`By language`; "" where nothing is kept apart."""
    return KEPT_APART.get(split(indicator), "")


def name(indicator: str, code: str) -> str:
    """What a code is called in the reader's language; the code itself where it has no name."""
    return str(_NAMES.get(split(indicator), str)(code))


def of_corridor(code: str) -> str:
    """`Myanmar → Thailand`."""
    origin, _arrow, destination = code.partition("-")
    return f"{country_name(origin)} → {country_name(destination)}" if destination else code


def of_place(code: str) -> str:
    """`Thailand · Samut Sakhon`; of a country its name, and of a province without one here its code."""
    country, dash, _province = code.partition("-")
    return f"{country_name(country)} · {PROVINCES.get(code, code)}" if dash else country_name(country)


def of_band(code: str) -> str:
    """`Myanmar → Thailand, 250-499 US$`."""
    corridor, _space, dollars = code.partition(" ")
    return f"{of_corridor(corridor)}, {'?' if dollars == NO_RATE else dollars} US$"


def of_behaviour(code: str) -> str:
    """`Recruiter: Passports, permits and movement in the hands of others`."""
    kind, _space, behaviour = code.partition(" ")
    return f"{RECIPIENTS.get(kind, kind)}: {BEHAVIOURS.get(behaviour, behaviour)}"


def _of(table: Mapping[str, Words]) -> Callable[[str], Words]:
    return lambda code: table.get(code, code)


_NAMES: Mapping[str, Callable[[str], Words]] = {
    "language": language_name,
    "corridor": of_corridor,
    "channel": _of(CHANNELS),
    "stage": _of(STAGES),
    "family": _of(FAMILIES),
    "recipient_kind": _of(RECIPIENTS),
    "kind": _of(SPEAKERS),
    "worst": _of(WORST),
    "method": _of(METHODS),
    "sector": sector_name,
    "place": of_place,
    "dialect": language_name,
    "waited": _of(WAITED),
    "country": country_name,
    "code": _of(HEARD),
    "did": _of(STATE_DID),
    "harm": of_behaviour,
    "better": of_behaviour,
    "band": of_band,
}
