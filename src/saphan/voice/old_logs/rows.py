"""One row of a log as what she said, or the code of what is wrong with it. Pure but for the telephone numbers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from saphan.languages.identify import identify
from saphan.languages.writing import clean
from saphan.voice import numbers
from saphan.voice.inbound import Agreed, Handle
from saphan.voice.old_logs.days import read_moment
from saphan.voice.old_logs.mapping import HANDLES, Mapping
from saphan.voice.old_logs.sheets import Row
from saphan.voice.reports import LONGEST_LINE
from saphan.voice.vocabulary import ICONS

NUMBERS = frozenset({"phone", "whatsapp", "viber"})
OPEN = frozenset({"open", "waiting"})
STATUSES = frozenset({"open", "waiting", "closed", ""})
LONGEST_TEXT = 40_000
FIRST_YEAR = 1990  # no hotline's log is older
OTHER_CALENDAR = 30  # years ahead: Buddhist and Nepali years are further

Find = Callable[[str], UUID | None]


class BadRow(ValueError):
    """A row that is not taken over. `code` says why and nothing of the row."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says. consent_incomplete: a consent without for whom or when, which counts as none."""

    opened_at: datetime
    text: str = field(repr=False)
    language: str
    icon: str
    place: str = field(repr=False)
    happened_on: date | None
    handle: Handle | None
    is_open: bool
    consent: Agreed | None
    consent_incomplete: bool


def read_row(row: Row, mapping: Mapping, *, now: datetime, organisation: Find) -> Said:
    """organisation: its id by a name, or None. Raises BadRow."""
    if row.problem:
        raise BadRow(row.problem)
    cell = Cells(row, mapping)
    opened_at = cell.moment("opened_at", now)
    if opened_at is None:
        raise BadRow("no_date")
    text, icon = clean(cell["text"]), cell.code("icon")
    if not (text or icon):
        raise BadRow("nothing_said")
    if len(text) > LONGEST_TEXT or len(cell["place"]) > LONGEST_LINE:
        raise BadRow("too_long")
    if icon and icon not in ICONS:
        raise BadRow("topic_not_known")
    happened = cell.moment("happened_on", now)
    consent, incomplete = _consent(cell, mapping, now, organisation)
    return Said(
        opened_at=opened_at,
        text=text,
        language=_language(cell, mapping, text),
        icon=icon,
        place=cell["place"],
        happened_on=happened.astimezone(mapping.time_zone).date() if happened else None,
        handle=_handle(cell, mapping),
        is_open=_is_open(cell),
        consent=consent,
        consent_incomplete=incomplete,
    )


class Cells:
    """The cells of one row by our names of the fields."""

    def __init__(self, row: Row, mapping: Mapping) -> None:
        self._row = row
        self._mapping = mapping

    def __getitem__(self, name: str) -> str:
        return self._row.cells.get(self._mapping.columns.get(name, ""), "")

    def code(self, name: str) -> str:
        """Our code for the cell where the mapping has one; else the cell itself."""
        return self._mapping.values.get(name, {}).get(self[name].casefold(), self[name])

    def moment(self, name: str, now: datetime) -> datetime | None:
        """In UTC; None for an empty cell. Raises BadRow."""
        if not self[name]:
            return None
        today = now.astimezone(self._mapping.time_zone).date()
        found = read_moment(self[name], self._mapping.calendar, self._mapping.dates, today)
        if found is None:
            raise BadRow("date_not_read")
        moment = found if found.tzinfo else found.replace(tzinfo=self._mapping.time_zone)
        if moment.year >= now.year + OTHER_CALENDAR or moment.year < FIRST_YEAR:
            raise BadRow("date_in_another_calendar")
        if moment > now:
            raise BadRow("date_to_come")
        return moment.astimezone(UTC)


def _language(cell: Cells, mapping: Mapping, text: str) -> str:
    return _tag(cell.code("language") or mapping.language or identify(text, mapping.country).language or "en")


def _tag(code: str) -> str:
    """A language as it stands unsealed: nothing but a code can. Raises BadRow."""
    if not (2 <= len(code) <= 12 and code.replace("-", "").isascii() and code.replace("-", "").isalnum()):
        raise BadRow("language_not_known")
    if not (code[:2].isalpha() and code == code.strip() and code[0].islower()):
        raise BadRow("language_not_known")
    return code


def _handle(cell: Cells, mapping: Mapping) -> Handle | None:
    kind = next((kind for kind in HANDLES if cell[kind]), "")
    if not kind:
        return None
    if kind not in NUMBERS:
        return Handle(kind, cell[kind][:120])
    try:
        return Handle(kind, numbers.read_number(cell[kind], mapping.country))
    except numbers.NotRead:
        raise BadRow("number_not_read") from None


def _is_open(cell: Cells) -> bool:
    status = cell.code("status").casefold()
    if status not in STATUSES:
        raise BadRow("status_not_known")
    return status in OPEN


def _consent(cell: Cells, mapping: Mapping, now: datetime, organisation: Find) -> tuple[Agreed | None, bool]:
    """Only where the row says for whom and when; whether one was begun and not said whole."""
    whom, on = cell.code("consent_for"), cell.moment("consent_on", now)
    if not whom or on is None:
        return None, bool(whom or on)
    recipient = organisation(whom)
    if recipient is None:
        raise BadRow("consent_for_nobody_we_know")
    language = _tag(cell["consent_language"] or mapping.language or cell.code("language") or "en")
    day = on.astimezone(mapping.time_zone).date()
    return Agreed("disclose", recipient, mapping.consent_words[:40], language, day), False
