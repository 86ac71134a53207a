"""Where somebody goes who has just signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from saphan.network.doors import signed_in_page
from saphan.store import callers


@signed_in_page
def landing(request: HttpRequest) -> HttpResponse:
    """The inbox for staff of a desk, what was disclosed to them for partners."""
    caller = request.caller  # type: ignore[attr-defined]
    return redirect("casework:inbox" if isinstance(caller, callers.Staff) else "remedy:partner")
