"""One answer to many: choose, see exactly who reads what, send, watch it being delivered, stop it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from saphan.casework import approved_replies, batches, codes
from saphan.casework.alike import WHY_LEFT_OUT, stories_alike
from saphan.casework.forms import as_id
from saphan.casework.sentences import said
from saphan.casework.web import door, or_404
from saphan.casework.wording import language_name
from saphan.network.doors import DeskRequest
from saphan.store.refusals import Refusal
from saphan.web.once import once_of


@door
@require_safe
def choose(request: DeskRequest) -> HttpResponse:
    """The stories of a filter, each with a box; those in danger or with a case are never ticked by the first button."""
    return _choose(request)


@door
@require_POST
def preview(request: DeskRequest) -> HttpResponse:
    """Exactly how many, in which languages, in which words; nothing is sent yet."""
    ids, singly, answer = _chosen(request)
    try:
        shown = batches.preview(request.caller, ids, answer, singly)
    except Refusal as refusal:
        return _choose(request, refusal)
    content = {
        "shown": shown,
        "going": [(each, language_name(each.language), len(each.ids)) for each in shown.going],
        "left_out": _left_out(shown.left_out),
        "answer": answer,
        "label": approved_replies.ALL[answer.approved].label if answer.approved else "",
        "ids": ids,
        "singly": singly,
    }
    return render(request, "casework/alike_preview.html", content)


@door
@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    ids, singly, answer = _chosen(request)
    try:
        batch_id = batches.send_to_many(
            conversation_ids=ids, singly=singly, answer=answer, by=request.caller, once=once_of(request)
        )
    except Refusal as refusal:
        return _choose(request, refusal)
    return redirect("casework:batch", batch_id)


@door
@require_safe
def batch(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    shown = or_404(lambda: batches.progress(request.caller, batch_id))
    return render(request, "casework/batch.html", {"batch": shown, "left_out": _left_out(shown.left_out)})


@door
@require_POST
def stop(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    or_404(lambda: batches.stop(batch_id=batch_id, by=request.caller))
    return redirect("casework:batch", batch_id)


def _choose(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = stories_alike(request.caller, request.GET)
    everybody = {name: value for name, value in request.GET.items() if name != "all"} | {"all": "yes"}
    content = {
        "page": page,
        "all_url": f"{reverse('casework:alike')}?{urlencode(everybody)}",
        "all": request.GET.get("all") == "yes",
        "chosen": set(request.POST.getlist("story")) | set(request.POST.getlist("singly")),
        "replies": approved_replies.ALL.values(),
        "icons": codes.ICONS.items(),
        "typed": request.POST,
        "refusal": said(refusal) if refusal else None,
    }
    return render(request, "casework/alike.html", content, status=409 if refusal else 200)


def _chosen(request: DeskRequest) -> tuple[list[UUID], list[UUID], batches.Answer]:
    approved = request.POST.get("approved", "")
    if approved == "written":
        answer = batches.Answer(text=request.POST.get("text", ""), language=request.POST.get("language", "")[:12])
    else:
        answer = batches.Answer(approved=approved)
    return _ids(request, "story"), _ids(request, "singly"), answer


def _ids(request: DeskRequest, name: str) -> list[UUID]:
    return [each for typed in request.POST.getlist(name)[: batches.MOST + 1] if (each := as_id(typed))]


def _left_out(rows: tuple[batches.LeftOut, ...]) -> list[tuple[Any, str, Any]]:
    return [(row, language_name(row.language), WHY_LEFT_OUT.get(row.why, row.why)) for row in rows]
