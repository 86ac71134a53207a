"""The public community dashboard and the downloads beside its charts."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.impact import selectors
from saphan.impact.caching import same_for_all
from saphan.impact.dashboard import by_name, tables
from saphan.impact.dashboard.charts import CHARTS
from saphan.impact.dashboard.page import NOTHING, dashboard
from saphan.impact.dashboard.promising import of_partners
from saphan.impact.publishing import reading

NAMED = "named"


@same_for_all()
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    return render(request, "impact/dashboard/public.html", {"page": dashboard(), "least": selectors.LEAST})


@same_for_all()
@require_safe
def chart_table(request: HttpRequest, code: str) -> HttpResponse:
    """What one chart rests on, in English codes."""
    if code not in {NAMED, *CHARTS}:
        raise Http404
    edition = reading.newest() or NOTHING
    rows = by_name.rows(of_partners()) if code == NAMED else tables.of_chart(edition, CHARTS[code])
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="saphan-{code}.csv"'
    csv.writer(answer).writerows(rows)
    return answer
