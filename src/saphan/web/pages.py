"""How the house looks, on one page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.web.icons import DRAWINGS


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the look on one page; exists in a demo database only."""
    if not settings.SAPHAN_DEMO:
        raise Http404
    return render(request, "web/style.html", {"icons": list(DRAWINGS)})
