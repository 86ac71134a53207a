"""The analyst's pages: the table and its download."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.network.doors import DeskRequest, desk_page
from saphan.verification.coded_table import COLUMNS, MOST_DOWNLOADED, coded_table

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@desk_page("analyst")
@require_safe
def coded_facts(request: DeskRequest) -> HttpResponse:
    table = coded_table(request.caller, request.GET.dict())
    asked = {name: request.GET.get(name, "") for name in table.choices}
    return render(
        request,
        "verification/coded.html",
        {
            "table": table,
            "filters": [(name, codes, asked[name]) for name, codes in table.choices.items()],
            "query": request.GET.urlencode(),
        },
    )


@desk_page("analyst")
@require_safe
def coded_csv(request: DeskRequest) -> HttpResponse:
    """The same rows for a spreadsheet, in codes."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="saphan-facts.csv"'
    answer["Cache-Control"] = "no-store"
    out = csv.writer(answer)
    out.writerow(COLUMNS)
    rows = coded_table(request.caller, request.GET.dict(), MOST_DOWNLOADED).rows
    out.writerows([_plain(getattr(row, name)) for name in COLUMNS] for row in rows)
    return answer


def _plain(cell: object) -> object:
    """A name that somebody typed is never a formula to a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
