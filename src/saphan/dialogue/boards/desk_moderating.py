"""A moderator's pages of boards: what waits, one question with what becomes of it, and the answers. Thin views."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.dialogue.boards import desk_looking, moderating
from saphan.dialogue.boards.desk_words import DECLINED, SENT_BACK, why
from saphan.dialogue.refusals import NotNow
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal

door = desk_page(Role.MODERATOR.value)


@require_safe
@door
def moderation(request: DeskRequest) -> HttpResponse:
    return _list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@door
def moderate(request: DeskRequest, board_question_id: UUID) -> HttpResponse:
    """As it was written; it is posted in these words, or not at all."""
    if request.method != "POST":
        return _one(request, board_question_id)
    given, by = request.POST, request.caller
    try:
        if "post" in given:
            words = {name.removeprefix("words_"): given[name] for name in given if name.startswith("words_")}
            moderating.post(
                question_id=board_question_id,
                words=words,
                names_nobody="names_nobody" in given,
                style_tells_nobody="style_tells_nobody" in given,
                by=by,
            )
        else:
            moderating.decline(question_id=board_question_id, reason=given.get("reason", ""), by=by)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _one(request, board_question_id, why(refusal), 409)
    return redirect("dialogue:board_moderation")


@require_POST
@door
def judge(request: DeskRequest, board_answer_id: UUID) -> HttpResponse:
    given, by = request.POST, request.caller
    try:
        desk_looking.require_answer(by, board_answer_id)
        if "show" in given:
            words = {name.removeprefix("words_"): given[name] for name in given if name.startswith("words_")}
            moderating.show_answer(
                answer_id=board_answer_id,
                words=words,
                names_nobody="names_nobody" in given,
                asks_for_nobody="asks_for_nobody" in given,
                by=by,
            )
        else:
            moderating.send_answer_back(answer_id=board_answer_id, reason=given.get("reason", ""), by=by)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _list(request, why(refusal), 409)
    return redirect("dialogue:board_moderation")


def _list(request: DeskRequest, problems: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    context = {
        "rows": desk_looking.unread(request.caller),
        "answers": desk_looking.answers(request.caller),
        "reasons": SENT_BACK.items(),
        "problems": problems,
    }
    return render(request, "dialogue/boards/desk_moderation.html", context, status=status)


def _one(
    request: DeskRequest, board_question_id: UUID, problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    try:
        found = desk_looking.one_question(request.caller, board_question_id)
    except NotAllowed:
        raise Http404 from None
    except NotNow:
        return redirect("dialogue:board_moderation")
    typed = request.POST
    rows = [
        (code, name, typed.get(f"words_{code}", found.said if code == found.language else ""))
        for code, name in found.in_languages
    ]
    context = {"one": found, "rows": rows, "reasons": DECLINED.items(), "problems": problems}
    return render(request, "dialogue/boards/desk_moderate.html", context, status=status)
