"""The public dashboard from what was let out: the way of a voice in numbers, the charts, and where to read on."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saphan.impact import selectors
from saphan.impact.dashboard import saying
from saphan.impact.dashboard.by_name import Named, by_name
from saphan.impact.dashboard.charts import PARTS, Chart, chart
from saphan.impact.dashboard.promising import of_partners
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition
from saphan.impact.selectors import CounterOverTime

Words = str | Promise
NOTHING = Edition(month=date.min, made_on=date.min, version=0, figures={})

STOPS: tuple[tuple[str, str, Words], ...] = (
    ("reach", "people_met", _("people met")),
    ("voices", "voices_by_language", _("stories told")),
    ("issues", "issues_by_kind", _("issues known")),
    ("times", "acknowledged_in_time", _("read by partners in time")),
    ("promises", "promises_delivered", _("of promises kept, partners say")),
    ("remedy", "issues_remedied", _("remedied, workers say")),
)
"""The way of a voice: which part of the page, which figure, and what it is."""

WAYS_ON: tuple[tuple[str, str, Words, Words], ...] = (
    ("empowerment:begin_offer", "shield", _("Check a job offer"), _("Before you pay or sign.")),
    ("empowerment:lessons", "clock", _("Know your rights"), _("Short lessons to read or hear.")),
    ("empowerment:her_fees", "fees", _("What a job may cost"), _("Fees that other workers paid.")),
    ("empowerment:who", "search", _("Who is who"), _("Recruiters, and who can help.")),
    ("voice:what_voice_is", "speak", _("What worker voice is"), _("And what it is not.")),
    ("impact:change", "bridge", _("How change happens"), _("Our aims, each with its number.")),
    ("impact:data", "chart", _("Open data"), _("All figures, to work with.")),
    ("impact:languages", "person", _("Our languages"), _("Who has read our words.")),
)
"""Address, drawing, name, and one line of what is there."""


@dataclass(frozen=True, slots=True)
class Stop:
    """value: "" where nothing may be said."""

    part: str
    value: str
    what: Words


@dataclass(frozen=True, slots=True)
class PartShown:
    code: str
    name: Words
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class WayOn:
    address: str
    drawing: str
    name: Words
    what: Words


@dataclass(frozen=True, slots=True)
class Dashboard:
    """month, made_on: of the newest edition, None before the first."""

    month: date | None
    made_on: date | None
    stops: tuple[Stop, ...]
    parts: tuple[PartShown, ...]
    counters: tuple[CounterOverTime, ...]
    ways_on: tuple[WayOn, ...]
    named: Named


def dashboard() -> Dashboard:
    edition = reading.newest()
    known = edition or NOTHING
    return Dashboard(
        month=edition.month if edition else None,
        made_on=edition.made_on if edition else None,
        stops=tuple(_stop(known, *one) for one in STOPS),
        parts=tuple(PartShown(part.code, part.name, tuple(chart(known, one) for one in part.charts)) for part in PARTS),
        counters=tuple(selectors.public_page().counters),
        ways_on=ways_on(),
        named=by_name(of_partners()),
    )


def _stop(edition: Edition, part: str, indicator: str, what: Words) -> Stop:
    value = edition.figure(indicator).value
    return Stop(part, "" if value is None else saying.value(value, catalogue()[indicator]), what)


def ways_on() -> tuple[WayOn, ...]:
    found = ((_address(name), drawing, words, what) for name, drawing, words, what in WAYS_ON)
    return tuple(WayOn(address, drawing, words, what) for address, drawing, words, what in found if address)


def _address(name: str) -> str:
    """In the reader's language where that page has it, else in English; "" for a page that is not here."""
    for arguments in ([get_language()], ["en"], []):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return ""
