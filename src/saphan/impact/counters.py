"""What each public figure means, in words for everybody. Changing a definition changes its edition."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.impact import counting

EDITION = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """code: as in the values. unit: what one of it is."""

    code: str
    name: str | Promise
    definition: str | Promise
    limits: str | Promise


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the five counters, which are never added to one another."""

    code: str
    name: str | Promise
    indicators: tuple[Indicator, ...]


CONTACTS = Indicator(
    counting.CONTACTS,
    _("Contacts"),
    _("Every time a worker or job seeker began to tell us something, less the stories that were deleted."),
    _("One person may have come more than once. Most contacts are questions or test calls."),
)
CASES = Indicator(
    counting.CASES,
    _("Cases"),
    _("Every time a desk took up work for one or more workers."),
    _("A case may concern one person or many; it says nothing about who was right."),
)
ISSUES = Indicator(
    counting.ISSUES,
    _("Issues"),
    _("Concerns of one kind at one organisation, taken together. Several workers make one issue."),
    _("An issue here may still be unverified. Few issues may mean few problems, or that nobody was met there."),
)
REPORTED = Indicator(
    counting.REPORTED,
    _("Workers affected, as reported"),
    _("For each issue the largest number that one worker gave, or the number of workers who spoke, if larger."),
    _("Workers' own estimates. The same person may be affected by two issues."),
)
VERIFIED = Indicator(
    counting.VERIFIED,
    _("Workers affected, verified"),
    _("The same, only for issues that a named person has verified, with method and confidence."),
    _("Not yet verified does not mean untrue."),
)
REMEDIED = Indicator(
    counting.REMEDIED,
    _("Workers affected, remedied"),
    _("The same, only for issues whose remedy the affected workers themselves have confirmed."),
    _("An issue that was opened again counts no more. What a company says counts for nothing here."),
)
MONEY = Indicator(
    counting.MONEY,
    _("Money returned"),
    _("Wages and fees paid back in issues whose remedy the workers confirmed. Each currency is kept apart."),
    _("Whole units, as stated with the payment. Money that workers have not confirmed is left out."),
)

COUNTERS = (
    Counter("contacts", _("Contacts"), (CONTACTS,)),
    Counter("cases", _("Cases"), (CASES,)),
    Counter("issues", _("Issues"), (ISSUES,)),
    Counter("affected", _("Workers affected"), (REPORTED, VERIFIED, REMEDIED)),
    Counter("money", _("Money returned"), (MONEY,)),
)
