"""Where somebody goes who has just signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from saphan.casework.hand_over import comes_first
from saphan.network.doors import signed_in_page
from saphan.store import callers


@signed_in_page
def landing(request: HttpRequest) -> HttpResponse:
    """The first page of her menu: the inbox for those who work with stories, another for every other role.

    Before it, a note of the shift before that waits for whoever is on duty now.
    """
    seen: Any = request
    if isinstance(seen.caller, callers.Staff) and comes_first(seen.caller):
        return redirect("casework:hand_over")
    return redirect(seen.menu[0].url)
