"""Two periods, or two groups, of one number side by side. What is asked for stands in the address: it may be wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from saphan.impact import code_names, titles
from saphan.impact.change import words
from saphan.impact.change.comparing import Compared, Finding, compare, has_ended, months_since
from saphan.impact.change.one_number import is_known
from saphan.impact.change.showing import Shown, end_of_line, of_figure
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing.reading import Edition, Figure

ALL = "all"
SHORT = 6  # months: what began later has had too little time to end


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides as they are shown, and what follows. late: one side had little time to end, or has not ended."""

    names: tuple[str, str]
    sides: tuple[Shown, Shown]
    finding: str
    difference: str
    overlap: bool | None
    late: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """wrong: what is to be chosen anew, in words; "" where nothing is. pair: None until both sides are chosen."""

    indicator: str
    indicators: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    a: str
    b: str
    wrong: str
    pair: Pair | None


def compare_page(edition: Edition, asked: Mapping[str, str]) -> ComparePage:
    """asked: `indicator`, `a`, `b` as in the address."""
    indicator, a, b = (asked.get(name, "").strip() for name in ("indicator", "a", "b"))
    known = is_known(indicator)
    offered = tuple(_choices(edition, indicator)) if known else ()
    found = {one.value: one for _group, some in offered for one in some}
    wrong = _wrong(indicator, a, b, found)
    pair = _pair(edition, found[a], found[b]) if a and b and not wrong else None
    return ComparePage(indicator if known else "", _indicators(), offered, a, b, wrong, pair)


def _wrong(indicator: str, a: str, b: str, found: Mapping[str, Choice]) -> str:
    if not indicator and not a and not b:
        return ""
    if not is_known(indicator):
        return _("There is no such number. Choose one from the list.")
    if not a and not b:
        return ""
    if not {a, b} <= set(found):
        return _("Choose both sides from what is offered for this number.")
    if a == b:
        return _("Both sides are the same. Choose two different ones.")
    if {_kind(found[a]), _kind(found[b])} == {"period", "code"}:
        return _("Compare two periods, or two groups; not one of each.")
    return ""


def _kind(one: Choice) -> str:
    return "period" if one.figure.period else "code" if one.figure.code else ALL


def _indicators() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (
            str(name),
            tuple((one.id, str(titles.title(one.id))) for one in catalogue().indicators if one.objective == key),
        )
        for key, name in titles.OBJECTIVES.items()
    )


def _choices(edition: Edition, indicator: str) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """In groups: all together; years; quarters; then what it is kept apart by. Also those of which nothing is known."""
    periods = sorted({period for key, code, period in edition.figures if key == indicator and not code and period})
    years, quarters = ([each for each in periods if ("-Q" in each) == wanted] for wanted in (False, True))
    yield words.period(""), (Choice(ALL, words.period(""), edition.figure(indicator)),)
    for heading, some in ((_("Years"), years), (_("Quarters"), quarters)):
        if some:
            yield (
                heading,
                tuple(Choice(each, words.period(each), edition.figure(indicator, period=each)) for each in some),
            )
    if codes := edition.by_code(indicator):
        apart = tuple(Choice(one.code, code_names.name(indicator, one.code), one) for one in codes)
        yield str(code_names.heading(indicator)), apart


def _pair(edition: Edition, a: Choice, b: Choice) -> Pair:
    found, one = compare(a.figure, b.figure), catalogue()[a.figure.indicator]
    most = end_of_line([a.figure, b.figure], one)
    return Pair(
        names=(a.name, b.name),
        sides=(of_figure(a.figure, most), of_figure(b.figure, most)),
        finding=_finding(found, a.name, b.name),
        difference=words.difference(found, one),
        overlap=found.overlap,
        late=any(_is_late(each.figure.period, edition) for each in (a, b)),
    )


def _is_late(period: str, edition: Edition) -> bool:
    return bool(period) and (not has_ended(period, edition.month) or months_since(period, edition.month) < SHORT)


def _finding(found: Compared, before: str, after: str) -> str:
    said = {
        Finding.MORE: _("More in %(after)s than in %(before)s"),
        Finding.FEWER: _("Less in %(after)s than in %(before)s"),
        Finding.SAME: _("No difference that numbers of this size can show"),
        Finding.NOT_KNOWN: _("Too few stand behind one side to compare"),
    }
    return said[found.finding] % {"before": before, "after": after}
