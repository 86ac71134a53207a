"""The chart of those partners who may be named, and its rows for a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saphan.impact.dashboard import saying
from saphan.impact.dashboard.bands import ends
from saphan.impact.dashboard.drawing import Line, Row, bars
from saphan.impact.dashboard.promising import OfPartner
from saphan.impact.dashboard.words import NOT_SHOWN

HEAD = ("partner", "month", "promises", "kept_in_time")
KEPT: Mapping[str, str | Promise] = {
    "nearly_all": _("nearly all"),
    "most": _("most"),
    "half": _("about half"),
    "fewer": _("fewer than half"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """table: name, promises and how many of them were kept, in words."""

    finding: str
    lines: tuple[Line, ...]
    table: tuple[tuple[str, str, str], ...]


def by_name(partners: tuple[OfPartner, ...]) -> Named:
    shown = sorted(partners, key=lambda one: (one.promises is None, one.name.casefold()))
    return Named(
        finding=_finding(partners),
        lines=bars([_row(one) for one in shown], 1),
        table=tuple((one.name, promises(one), kept(one)) for one in shown),
    )


def rows(partners: tuple[OfPartner, ...]) -> Iterator[tuple[str, ...]]:
    yield HEAD
    for one in partners:
        month = one.month.strftime("%Y-%m") if one.month else ""
        told = (str(one.promises), one.band) if one.promises is not None else ("not shown", "not shown")
        yield one.name, month, *told


def promises(one: OfPartner) -> str:
    return str(NOT_SHOWN) if one.promises is None else saying.number(one.promises)


def kept(one: OfPartner) -> str:
    return str(KEPT[one.band]) if one.band else str(NOT_SHOWN)


def _finding(partners: tuple[OfPartner, ...]) -> str:
    if not partners:
        return gettext("No partner has agreed yet to be named")
    named = ngettext("%(n)s partner agreed to be named", "%(n)s partners agreed to be named", len(partners))
    return named % {"n": saying.number(len(partners))}


def _row(one: OfPartner) -> Row:
    if one.promises is None:
        return Row(one.name, str(NOT_SHOWN), None)
    least, most = ends(one.band)
    said = gettext("kept %(kept)s of %(all)s") % {"kept": kept(one), "all": promises(one)}
    return Row(one.name, said, least, least, most)
