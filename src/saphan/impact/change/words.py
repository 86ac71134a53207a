"""Figures, periods and findings in the reader's language."""

from datetime import date
from decimal import Decimal
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saphan.impact.change.comparing import Compared, Finding
from saphan.impact.indicators.catalogue import Indicator
from saphan.impact.publishing.reading import Figure
from saphan.impact.titles import unit
from saphan.languages import cldr
from saphan.languages.writing import own_digits

NAME: str | Promise = _("Theory of change")
OF_MONEY = "whole units of each currency"

FINDINGS: dict[Finding, str | Promise] = {
    Finding.MORE: _("More in %(period)s than a year before"),
    Finding.FEWER: _("Less in %(period)s than a year before"),
    Finding.SAME: _("No change in %(period)s that numbers of this size can show"),
    Finding.NOT_KNOWN: _("Nothing known of a year before %(period)s"),
}
IN_SHORT: dict[Finding, str | Promise] = {
    Finding.MORE: _("More than a year before"),
    Finding.FEWER: _("Less"),
    Finding.SAME: _("No change that numbers of this size can show"),
    Finding.NOT_KNOWN: _("Not known"),
}
ROLES: dict[str, str | Promise] = {
    "base": _("Counted from"),
    "without": _("Left out where"),
    "hit": _("A hit where"),
    "weigh": _("Each weighs as many as"),
    "top": _("Numerator, summed"),
    "most": _("Or the largest of these"),
    "bottom": _("Denominator, summed"),
    "start": _("First day"),
    "end": _("Last day"),
    "by": _("Kept apart by"),
}


def figure(one: Figure, of: Indicator) -> str:
    """`62%`, `3.5 days`, `1,250`, `90,400 THB`; "" where too few stand behind it."""
    return "" if one.value is None else measure(one.value, of, one.code)


def measure(value: float, of: Indicator, code: str = "") -> str:
    """A value in the unit of its indicator."""
    if of.shape == "share":
        return cldr.percent(value, _reader())
    if of.shape == "days":
        return days(value)
    return f"{number(value)} {code}" if of.unit == OF_MONEY and code else number(value)


def days(value: float) -> str:
    return ngettext("%(n)s day", "%(n)s days", 1 if value == 1 else max(ceil(value), 2)) % {"n": number(value)}


def number(value: float) -> str:
    """With one digit after the point where there is one."""
    rounded = round(value, 1)
    return cldr.number(int(rounded) if rounded == int(rounded) else Decimal(str(rounded)), _reader())


def between(one: Figure, of: Indicator) -> str:
    """`58% to 66%`; "" where nobody can say."""
    if one.low is None or one.high is None:
        return ""
    return gettext("%(low)s to %(high)s") % {"low": measure(one.low, of), "high": measure(one.high, of)}


def behind(one: Figure, of: Indicator) -> str:
    """What it rests on: `n = 120`; of a count what is counted: `stories`; "" where not even that may be said."""
    if of.shape == "count":
        return str(unit(of.unit)) if of.unit != OF_MONEY else _n(one)
    return _n(one)


def _n(one: Figure) -> str:
    return "" if one.n is None else gettext("n = %(n)s") % {"n": number(one.n)}


def period(code: str) -> str:
    """`2026-Q3` in the reader's digits; `until now`."""
    return own_digits(code, _reader()) if code else gettext("all until now")


def finding(found: Compared | None) -> str:
    """ "" where no quarter is known."""
    if found is None:
        return ""
    return str(FINDINGS[found.finding]) % {"period": period(found.after.period)}


def difference(found: Compared, of: Indicator) -> str:
    """`+5 percentage points`, `−2 days`, `+35`; "" where one of both is not known."""
    if found.difference is None:
        return ""
    sign = "−" if found.difference < 0 else "+" if found.difference > 0 else "±"
    size = abs(found.difference)
    if of.shape == "share":
        points = round(100 * size)
        said = ngettext("%(n)s percentage point", "%(n)s percentage points", points) % {"n": number(points)}
    else:
        said = measure(size, of, found.after.code)
    return f"{sign}{said}"


def month(on: date) -> str:
    return cldr.month(on, _reader())


def _reader() -> str:
    return get_language() or "en"
