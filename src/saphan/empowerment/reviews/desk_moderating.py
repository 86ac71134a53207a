"""The pages of moderators: what waits, one review with its comment, a company's answer, a letter. Thin views."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.empowerment.directory import selectors as directory
from saphan.empowerment.reviews import moderating
from saphan.empowerment.reviews.desk_words import ANSWER, REASONS, refused
from saphan.empowerment.reviews.looking import letters, one_letter, one_review, replies_waiting, waiting
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store.refusals import NotAllowed, Refusal

door = desk_page(Role.MODERATOR.value)


@require_safe
@door
def moderation(request: DeskRequest) -> HttpResponse:
    return _list(request)


def _list(request: DeskRequest, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "rows": waiting(request.caller),
        "replies": replies_waiting(request.caller),
        "letters": letters(request.caller),
        "reply_reasons": [(code, REASONS[code]) for code in moderating.REPLY_REASONS],
        "answer": ANSWER,
        "problem": problem,
    }
    return render(request, "empowerment/desk/moderation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door
def moderate_review(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """What she answered, how much it weighs and why, and her words; then what becomes of them."""
    problem = ""
    if request.method == "POST":
        try:
            _act(request, review_id)
            return redirect("empowerment:moderation")
        except NotAllowed:
            raise Http404 from None
        except Refusal as refusal:
            problem = refused(refusal)
    try:
        card = one_review(request.caller, review_id)
    except NotAllowed:
        raise Http404 from None
    context = {
        "card": card,
        "problem": problem,
        "back_reasons": [(code, REASONS[code]) for code in moderating.KEEP_BACK_REASONS],
        "out_reasons": [(code, REASONS[code]) for code in moderating.LETTER_REASONS[:-1]],
    }
    return render(request, "empowerment/desk/moderate_review.html", context, status=409 if problem else 200)


def _act(request: DeskRequest, review_id: UUID) -> None:
    given, by = request.POST, request.caller
    words = {given.get("language", ""): given.get("own", ""), "en": given.get("en", "")}
    acts: dict[str, Callable[[], None]] = {
        "pass": lambda: moderating.pass_comment(review_id=review_id, by=by),
        "back": lambda: moderating.keep_comment_back(review_id=review_id, reason=given.get("reason", ""), by=by),
        "word": lambda: moderating.word_comment(review_id=review_id, words=words, by=by),
        "out": lambda: moderating.take_out(review_id=review_id, reason=given.get("reason", ""), by=by),
    }
    act = acts.get(given.get("act", ""))
    if act is None:
        raise Http404
    act()


@require_POST
@door
def judge_reply(request: DeskRequest, public_reply_id: UUID) -> HttpResponse:
    given = request.POST
    try:
        if "show" in given:
            names, asks = "names_nobody" in given, "asks_for_nobody" in given
            moderating.show_reply(reply_id=public_reply_id, names_nobody=names, asks_for_nobody=asks, by=request.caller)
        else:
            moderating.send_reply_back(reply_id=public_reply_id, reason=given.get("reason", ""), by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _list(request, refused(refusal), status=409)
    return redirect("empowerment:moderation")


@require_POST
@door
def record_letter(request: DeskRequest) -> HttpResponse:
    """Whom it is about is named as the directory finds it."""
    found = directory.search(request.POST.get("organisation", "")[:200])
    if not found:
        return _list(request, refused(None), status=409)
    try:
        moderating.record_letter(organisation_id=found[0].id, says=request.POST.get("says", ""), by=request.caller)
    except Refusal as refusal:
        return _list(request, refused(refusal), status=409)
    return redirect("empowerment:moderation")


@require_http_methods(["GET", "HEAD", "POST"])
@door
def decide_letter(request: DeskRequest, letter_id: UUID) -> HttpResponse:
    """What the letter says, to moderators alone, and what is decided."""
    if request.method != "POST":
        return _letter(request, letter_id)
    reason = request.POST.get("reason", "")
    taken_out = reason != moderating.LETTER_REASONS[-1]
    try:
        moderating.decide_letter(letter_id=letter_id, taken_out=taken_out, reason=reason, by=request.caller)
    except NotAllowed:
        raise Http404 from None
    except Refusal as refusal:
        return _letter(request, letter_id, refused(refusal), status=409)
    return redirect("empowerment:moderation")


def _letter(request: DeskRequest, letter_id: UUID, problem: str = "", status: int = 200) -> HttpResponse:
    try:
        letter, says = one_letter(request.caller, letter_id)
    except NotAllowed:
        raise Http404 from None
    reasons = [(code, REASONS[code]) for code in moderating.LETTER_REASONS]
    context = {"letter": letter, "says": says, "letter_reasons": reasons, "answer": ANSWER, "problem": problem}
    return render(request, "empowerment/desk/letter.html", context, status=status)
