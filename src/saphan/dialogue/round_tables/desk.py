"""A lead's pages of round tables: the list, and one table from the first seat to the last promise. Thin views."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from saphan.dialogue.promises.desk_pages import Page, told
from saphan.dialogue.round_tables import agreeing, keeping, reading, services
from saphan.dialogue.round_tables.desk_forms import (
    CompanyForm,
    DayForm,
    SummaryForm,
    TableForm,
    WorkersForm,
    YesForm,
    promise_forms,
)
from saphan.dialogue.round_tables.desk_words import ANSWERS, CHOSEN, MISSING, PROMISE_STATES, STATES, why
from saphan.dialogue.round_tables.reading import TableSheet
from saphan.network.doors import DeskRequest, desk_page
from saphan.store.refusals import Refusal
from saphan.web.once import once_of

FORMS: Mapping[str, type[forms.Form]] = {
    "invite": CompanyForm,
    "seat": WorkersForm,
    "hold": DayForm,
    "write": SummaryForm,
    "yes": YesForm,
}
"""Of each act that has one; `publish` and `kept` have none."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def round_tables(request: DeskRequest) -> HttpResponse:
    """All of this desk; its form lays a new one."""
    form = TableForm(request.POST or None).of(request.caller)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table_id = services.lay(
                name=given["name"],
                issue_id=form.issue_id,
                sector=given["sector"],
                by=request.caller,
                once=once_of(request),
            )
        except Refusal as refusal:
            problems = why(refusal)
        else:
            return redirect("dialogue:desk_round_table", table_id)
    rows = [(card, STATES[card.state]) for card in reading.tables_of(request.caller)]
    context = {"rows": rows, "form": form, "problems": problems}
    status = 422 if request.method == "POST" else 200
    return render(request, "dialogue/desk/round_tables.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def round_table(request: DeskRequest, round_table_id: UUID) -> HttpResponse:
    """Each of its forms is one act, named by its button."""
    sheet = PAGE.find(request, round_table_id)
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _show(request, sheet)
    form = _form(act, sheet, request.POST) if act in FORMS else None
    rows = promise_forms(sheet.seats, sheet.promises, request.POST) if act == "write" else []
    if not all(each.is_valid() for each in (form, *rows) if each is not None):
        return _show(request, sheet, {act: form, "rows": rows}, 422)
    does = partial(_act, request, sheet, act, form, [row.promise for row in rows])
    return PAGE.act(request, round_table_id, does, typed={act: form, "rows": rows})


def _act(request: DeskRequest, sheet: TableSheet, act: str, form: Any, promises: list[agreeing.Promise | None]) -> None:
    by, table_id = request.caller, sheet.card.id
    given = form.cleaned_data if form else {}
    acts: Mapping[str, Callable[[], None]] = {
        "invite": lambda: services.invite_company(table_id=table_id, organisation_id=given["company"].id, by=by),
        "seat": lambda: services.seat_workers(table_id=table_id, name=given["name"], chosen=given["chosen"], by=by),
        "hold": lambda: services.hold(table_id=table_id, meets_on=given["meets_on"], by=by),
        "write": lambda: agreeing.write_down(
            table_id=table_id,
            summary=given["summary"],
            language=get_language() or "en",
            promises=[one for one in promises if one],
            by=by,
        ),
        "yes": lambda: agreeing.workers_say_yes(
            table_id=table_id, seat_id=UUID(given["seat"]), how=given["how"], by=by
        ),
        "publish": lambda: agreeing.publish(table_id=table_id, by=by),
        "kept": lambda: keeping.workers_say_it_is_kept(promise_id=_promise(request, sheet), by=by),
    }
    if act not in acts:
        raise Http404
    acts[act]()


def _promise(request: DeskRequest, sheet: TableSheet) -> UUID:
    found = {str(one.id): one.id for one in sheet.promises}.get(request.POST.get("promise", ""))
    if found is None:
        raise Http404
    return found


def _form(act: str, sheet: TableSheet, sent: Any = None) -> forms.Form:
    if act == "write":
        return SummaryForm(sent, initial={"summary": sheet.summary})
    if act == "hold":
        return DayForm(sent, initial={"meets_on": sheet.card.meets_on})
    form = FORMS[act](sent, auto_id=f"{act}_%s")
    return form.of(sheet.seats) if isinstance(form, YesForm) else form


def _show(
    request: DeskRequest,
    sheet: TableSheet,
    typed: Mapping[str, Any] | None = None,
    status: int = 200,
    problems: tuple[str, ...] = (),
) -> HttpResponse:
    typed = typed or {}
    missing = [str(MISSING[code]) for code in services.lacks(table_id=sheet.card.id, by=request.caller)]
    context = {
        "sheet": sheet,
        "state": STATES[sheet.card.state],
        "seats": [(seat, ANSWERS[seat.answer], CHOSEN.get(seat.chosen, "")) for seat in sheet.seats],
        "promises": [(one, PROMISE_STATES[one.state]) for one in sheet.promises],
        "forms": {act: typed.get(act) or _form(act, sheet) for act in FORMS},
        "rows": typed.get("rows") or promise_forms(sheet.seats, sheet.promises),
        **told(missing, problems),
    }
    return render(request, "dialogue/desk/round_table.html", context, status=status)


PAGE: Final = Page("dialogue:desk_round_table", reading.table_of, _show, why)
