"""Public pages of fees, their download, and the same in a job seeker's words."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.empowerment.fees.fee_statistics import Spread
from saphan.empowerment.fees.pages import CorridorPage, corridor_page, ways
from saphan.empowerment.speaking import learner_languages
from saphan.network.reach.selectors import told_to_all
from saphan.release.thresholds import DEFAULT
from saphan.voice.pages.visits import WorkerRequest, worker_page
from saphan.voice.speaking import worker_languages

LEAST = DEFAULT.public_cell


@require_safe
def all_fees(request: HttpRequest) -> HttpResponse:
    return render(request, "empowerment/fees/public_list.html", {"ways": ways()})


@require_safe
def fees(request: HttpRequest, corridor: str) -> HttpResponse:
    page = _page(corridor)
    context = {"page": page, "least": LEAST, "met": told_to_all(corridor=page.way.key)}
    return render(request, "empowerment/fees/public.html", context)


@require_safe
def table(request: HttpRequest, corridor: str) -> HttpResponse:
    """The same figures for a spreadsheet, in English codes; an empty cell is few people, or would give few away."""
    page = _page(corridor)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fees-{page.way.key}.csv"'
    rows = csv.writer(answer)
    rows.writerow(("corridor", "figure", "people", "lower_quartile_usd", "median_usd", "upper_quartile_usd"))
    for name, one in (*page.figures.by_amount.items(), ("asked", page.figures.asked)):
        rows.writerow((page.way.key, name, *_cells(one)))
    for year, one in page.figures.by_year:
        rows.writerow((page.way.key, f"worker in {year}", *_cells(one)))
    return answer


@worker_page
@require_safe
def to_her(request: WorkerRequest) -> HttpResponse:
    return _show(request, "her_list", {"ways": ways()})


@worker_page
@require_safe
def to_her_on(request: WorkerRequest, corridor: str) -> HttpResponse:
    return _show(request, "hers", {"page": _page(corridor)})


def _show(request: WorkerRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """No form stands here, so her browser is given nothing to keep."""
    rest = request.path.removeprefix(f"/{request.language}/")
    spoken = learner_languages()
    others = [(code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in spoken]
    frame = {"lang": request.language, "other_languages": others}
    return render(request, f"empowerment/fees/{template}.html", {**frame, **context})


def _page(corridor: str) -> CorridorPage:
    page = corridor_page(corridor)
    if page is None:
        raise Http404
    return page


def _cells(one: Spread | None) -> tuple[object, ...]:
    return (one.people, one.low, one.median, one.high) if one else ("", "", "", "")
