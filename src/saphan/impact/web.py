"""The public page and its download."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.impact import languages, selectors
from saphan.impact.caching import same_for_all


@require_safe
def our_languages(request: HttpRequest) -> HttpResponse:
    """Which words a named person has read, and what is offered in languages without pages."""
    context = {"pages": languages.with_pages(), "without": languages.without_pages()}
    return render(request, "impact/languages.html", context)


@same_for_all()
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The same figures as a table for a spreadsheet, in English codes."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="saphan-figures.csv"'
    rows = csv.writer(answer)
    rows.writerow(("indicator", "month", "value"))
    rows.writerows(selectors.table(selectors.public_page()))
    return answer
