"""Where somebody goes who has just signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from saphan.network.doors import signed_in_page


@signed_in_page
def landing(request: HttpRequest) -> HttpResponse:
    """The first page of her menu: the inbox for those who work with stories, another for every other role."""
    seen: Any = request
    return redirect(seen.menu[0].url)
