"""Annual reports: set by the worker as soon as there is a newer edition, or by the command, and then only read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from django.conf import settings
from django.utils import translation

from saphan.impact import selectors
from saphan.impact.exports.models import AnnualReport
from saphan.impact.exports.report import content, typesetting
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition
from saphan.languages.catalogue import by_code
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import Refusal
from saphan.vault.recording import record

LANGUAGES = ("en", "th", "my", "km")
OURSELVES = System("impact.make_reports")


class NothingToReport(Refusal):
    """No number of this year was let out yet."""

    code = "nothing_to_report"


@dataclass(frozen=True, slots=True)
class Listed:
    """A year with its reports: code and own name of each language."""

    year: int
    languages: tuple[tuple[str, str], ...]


def make(year: int, language: str) -> bytes:
    """The report of the newest edition, kept for everybody to take. Raises NothingToReport or CannotBeSet."""
    edition = reading.newest()
    if edition is None or year not in years(edition):
        raise NothingToReport
    counters = selectors.public_page(until=content.end(edition, year))
    with translation.override(language):
        told = content.report(edition, counters, year, language)
    made = typesetting.as_pdf(told)
    with acting_as(OURSELVES) as moment:
        AnnualReport.objects.filter(year=year, language=language).delete()
        row = AnnualReport.objects.create(
            year=year,
            language=language,
            edition=edition.version,
            made_on=moment.day,
            content=made,
            digest=sha256(made).hexdigest(),
        )
        record("impact.report_made", row.id, detail={"year": year, "language": language, "edition": edition.version})
    return made


def make_missing() -> int:
    """For the sweep: what the newest edition has no report of yet, of the last two years that it counts."""
    edition = reading.newest() if typesetting.has_typst() else None
    if edition is None:
        return 0
    wanted = [(year, language) for year in sorted(years(edition))[-2:] for language in offered()]
    kept = AnnualReport.objects.filter(edition=edition.version).values_list("year", "language")
    missing = [one for one in wanted if one not in set(kept)]
    for year, language in missing:
        make(year, language)
    return len(missing)


def offered() -> tuple[str, ...]:
    """Languages with pages whose letters this machine has."""
    return tuple(one for one in LANGUAGES if one in dict(settings.LANGUAGES) and typesetting.can_be_set(one))


def years(edition: Edition) -> frozenset[int]:
    """Of which something was let out, until the last month that is counted."""
    of_figures = {int(one.period[:4]) for one in edition.figures.values() if one.period and one.value is not None}
    of_months = {one.month.year for one in reading.editions()}
    return frozenset(year for year in of_figures | of_months if year <= edition.month.year)


def kept(year: int, language: str) -> AnnualReport | None:
    return AnnualReport.objects.filter(year=year, language=language).first()


def listed() -> tuple[Listed, ...]:
    """The newest year first."""
    rows = AnnualReport.objects.order_by("-year").values_list("year", "language")
    return tuple(
        Listed(year, tuple(_named(code for _, code in some))) for year, some in groupby(rows, lambda row: row[0])
    )


def _named(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((code, by_code()[code].own_name) for code in sorted(codes, key=LANGUAGES.index))
