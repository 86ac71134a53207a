"""The theory of change for everybody: the picture, each number, and ways of reading them together."""

import csv
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.impact.caching import same_for_all
from saphan.impact.change import tables
from saphan.impact.change.branches import branch
from saphan.impact.change.donor import donor_page
from saphan.impact.change.eight import criteria_page
from saphan.impact.change.one_number import is_known, number_page
from saphan.impact.change.over_time import every, most_telling
from saphan.impact.change.picture import counted, picture
from saphan.impact.change.showing import current
from saphan.impact.change.side_by_side import compare_page
from saphan.impact.publishing.reading import Edition
from saphan.impact.titles import OBJECTIVES


@same_for_all()
@require_safe
def change(request: HttpRequest) -> HttpResponse:
    edition = current()
    known, number_of_all = counted(edition)
    return _show(request, "picture", edition, piers=picture(edition), known=known, every=number_of_all)


@same_for_all()
@require_safe
def number(request: HttpRequest, indicator: str) -> HttpResponse:
    edition = current()
    return _show(request, "number", edition, page=number_page(edition, _known(indicator)))


@same_for_all()
@require_safe
def number_table(request: HttpRequest, indicator: str) -> HttpResponse:
    edition = current()
    return _table(f"saphan-{_known(indicator)}.csv", tables.of_indicator(edition, indicator))


@same_for_all()
@require_safe
def part(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """One programme, objective or actor."""
    edition = current()
    page = branch(edition, kind, code)
    if page is None:
        raise Http404
    return _show(request, "branch", edition, page=page)


@same_for_all()
@require_safe
def over_time(request: HttpRequest) -> HttpResponse:
    edition = current()
    return _show(request, "over_time", edition, parts=most_telling(edition))


@same_for_all()
@require_safe
def objective_over_time(request: HttpRequest, objective: int) -> HttpResponse:
    if objective not in OBJECTIVES:
        raise Http404
    edition = current()
    return _show(request, "over_time", edition, parts=every(edition, objective), is_whole=True)


@same_for_all()
@require_safe
def over_time_table(request: HttpRequest) -> HttpResponse:
    return _table("saphan-over-time.csv", tables.of_quarters(current()))


@same_for_all("indicator", "a", "b")
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """400 where what is asked for cannot be compared; what was chosen stays."""
    edition = current()
    page = compare_page(edition, request.GET.dict())
    return _show(request, "compare", edition, 400 if page.wrong else 200, page=page)


@same_for_all()
@require_safe
def donor(request: HttpRequest) -> HttpResponse:
    edition = current()
    return _show(request, "donor", edition, parts=donor_page(edition))


@same_for_all()
@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    edition = current()
    return _show(request, "criteria", edition, criteria=criteria_page(edition))


def _known(indicator: str) -> str:
    if not is_known(indicator):
        raise Http404
    return indicator


def _show(request: HttpRequest, template: str, edition: Edition, status: int = 200, **context: object) -> HttpResponse:
    here = {"edition": edition, "current": template}
    return render(request, f"impact/change/{template}.html", {**context, **here}, status=status)


def _table(name: str, rows: Iterable[tables.Row]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(answer).writerows(rows)
    return answer
