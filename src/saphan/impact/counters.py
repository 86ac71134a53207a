"""The five counters, which are never added to one another: which indicator each is, and its words for everybody."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Indicator:
    """code: under which it is read. of: the indicator of the catalogue, of all until now. by_currency: one of each."""

    code: str
    of: str
    name: str | Promise
    definition: str | Promise
    limits: str | Promise
    by_currency: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the five."""

    code: str
    name: str | Promise
    indicators: tuple[Indicator, ...]


CONTACTS = Indicator(
    "contacts",
    "voices_by_language",
    _("Contacts"),
    _("Every time a worker or job seeker began to tell us something, less the stories that were deleted."),
    _("One person may have come more than once. Most contacts are questions or test calls."),
)
CASES = Indicator(
    "cases",
    "cases_opened",
    _("Cases"),
    _("Every time a desk took up work for one or more workers."),
    _("A case may concern one person or many; it says nothing about who was right."),
)
ISSUES = Indicator(
    "issues",
    "issues_by_kind",
    _("Issues"),
    _("Concerns of one kind at one organisation, taken together. Several workers make one issue."),
    _("An issue here may still be unverified. Few issues may mean few problems, or that nobody was met there."),
)
REPORTED = Indicator(
    "affected_reported",
    "workers_affected",
    _("Workers affected, as reported"),
    _("For each issue the largest number that one worker gave, or the number of workers who spoke, if larger."),
    _("Workers' own estimates. The same person may be affected by two issues."),
)
VERIFIED = Indicator(
    "affected_verified",
    "workers_affected_verified",
    _("Workers affected, verified"),
    _("The same, only for issues that a named person has verified, with method and confidence."),
    _("Not yet verified does not mean untrue."),
)
REMEDIED = Indicator(
    "affected_remedied",
    "workers_affected_remedied",
    _("Workers affected, remedied"),
    _("The same, only for issues whose remedy the affected workers themselves have confirmed."),
    _("An issue that was opened again counts no more. What a company says counts for nothing here."),
)
MONEY = Indicator(
    "money",
    "money_returned",
    _("Money returned"),
    _("Wages and fees paid back in issues whose remedy the workers confirmed. Each currency is kept apart."),
    _("Whole units, as stated with the payment. Money that workers have not confirmed is left out."),
    by_currency=True,
)

COUNTERS = (
    Counter("contacts", _("Contacts"), (CONTACTS,)),
    Counter("cases", _("Cases"), (CASES,)),
    Counter("issues", _("Issues"), (ISSUES,)),
    Counter("affected", _("Workers affected"), (REPORTED, VERIFIED, REMEDIED)),
    Counter("money", _("Money returned"), (MONEY,)),
)
