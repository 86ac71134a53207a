"""The administrator's page of what was done, and a page for roles that have no room of their own yet."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.network import backups, selectors
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.vault import trail as kept


@require_safe
@desk_page(Role.ADMINISTRATOR.value)
def trail(request: DeskRequest) -> HttpResponse:
    """Codes, ids, who and when, newest first; never a word of anybody."""
    page = kept.trail(
        request.caller,
        before=_id(request.GET.get("before", "")),
        act=request.GET.get("act", "")[:60],
        about=_id(request.GET.get("about", "")),
    )
    names = selectors.staff_names({row.caller_id for row in page.rows if row.caller_id})
    rows = [(row, names.get(row.caller_id, "") if row.caller_id else "") for row in page.rows]
    context = {"rows": rows, "page": page, "asked": request.GET, "backup": backups.line_for(request.caller)}
    return render(request, "network/trail.html", context)


@require_safe
@desk_page()
def home(request: DeskRequest) -> HttpResponse:
    """What each of her roles may open here, and what never."""
    roles = [(Role(role).label, role) for role in sorted(request.caller.roles)]
    leads = selectors.staff_names(selectors.lead_ids(request.caller.desk_id)).values()
    return render(request, "network/home.html", {"roles": roles, "leads": sorted(leads)})


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
