"""A sheet of organisations taken in on a page: the file, what would happen to each row, then it happens. Thin view.

The file stands on no disk: what was read of it travels with the page that asks whether to take it.
"""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from saphan.empowerment.directory import importing
from saphan.empowerment.directory.desk import WHO
from saphan.empowerment.directory.desk_words import STATES, why
from saphan.empowerment.directory.planning import DOUBTFUL, MORE, NEW, REFUSED, Planned
from saphan.empowerment.directory.sheet import COLUMNS
from saphan.network import policies
from saphan.network.doors import DeskRequest, desk_page
from saphan.voice.old_logs.sheets import Row, SheetError

MOST_ROWS = 1_000  # the command takes any number
MOST_SHOWN = 300
MOST_CHOICES = 80  # a form carries 100 fields; what is left comes with the same sheet again


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*WHO)
def import_directory(request: DeskRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is not None:
        try:
            rows = importing.rows_sent(sent.name or "", sent.read())
        except SheetError:
            return _ask(request, unread=True)
        return _ask(request, unread=True) if len(rows) > MOST_ROWS else _show(request, rows)
    if "rows" in request.POST:
        rows = _unpacked(request.POST["rows"])
        said = {row.number: request.POST.get(f"row-{row.number}", "") for row in rows}
        return _ask(request, taken=importing.take(rows, said, by=request.caller))
    return _ask(request)


def _ask(request: DeskRequest, *, unread: bool = False, taken: importing.Taken | None = None) -> HttpResponse:
    left = [(each, why(each.reason)) for each in taken.left] if taken else []
    context = {"unread": unread, "taken": taken, "left": left[:MOST_SHOWN], "columns": COLUMNS}
    return render(request, "empowerment/desk/import_directory.html", context, status=422 if unread else 200)


def _show(request: DeskRequest, rows: tuple[Row, ...]) -> HttpResponse:
    planned = importing.look(rows, request.caller)
    counts = [(STATES[code], sum(each.state == code for each in planned)) for code in STATES]
    context = {
        "counts": [each for each in counts if each[1]],
        "rows": _in_words(planned),
        "packed": json.dumps([[row.number, row.cells, row.problem] for row in rows], ensure_ascii=False),
        "may_add": policies.may_manage(request.caller),
        "something": any(each.state in (NEW, MORE, DOUBTFUL) for each in planned),
    }
    return render(request, "empowerment/desk/import_directory_rows.html", context)


def _in_words(planned: tuple[Planned, ...]) -> list[tuple[Planned, str, str]]:
    """Those that somebody has to look at first; not those that say nothing new."""
    doubtful = [each for each in planned if each.state == DOUBTFUL][:MOST_CHOICES]
    refused = [each for each in planned if each.state == REFUSED]
    taken = [each for each in planned if each.state in (NEW, MORE)]
    shown = [*doubtful, *refused, *taken][:MOST_SHOWN]
    return [(each, str(STATES[each.state]), why(each.reason) if each.reason else "") for each in shown]


def _unpacked(packed: str) -> tuple[Row, ...]:
    """What `_show` packed. Raises Http404 for anything else."""
    try:
        return tuple(
            Row(int(number), {str(name): str(cell) for name, cell in cells.items()}, str(problem))
            for number, cells, problem in json.loads(packed)[:MOST_ROWS]
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        raise Http404 from None
