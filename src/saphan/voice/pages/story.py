"""Her own story: where it stands, our answers, what she is asked, and what she may take back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from saphan.store import clock
from saphan.store.callers import Story
from saphan.store.refusals import Refusal
from saphan.voice import drafts, services
from saphan.voice.drafts import Draft
from saphan.voice.intake import NothingSaid
from saphan.voice.inviting.keeping import is_offered, says_yes
from saphan.voice.inviting.showing import on_her_page
from saphan.voice.letters import typed_by_her
from saphan.voice.linking.page import other_ids
from saphan.voice.machines import machines_elsewhere
from saphan.voice.pages.first import say_all
from saphan.voice.pages.on_duty import desk_now
from saphan.voice.pages.sent_files import sent_files
from saphan.voice.pages.telling import IF_OTHERS, show_numbers
from saphan.voice.pages.visits import (
    BROWSER,
    COOKIE,
    LONGEST_TEXT,
    WorkerRequest,
    begin,
    go,
    in_her_story,
    note,
    show,
    take_note,
)
from saphan.voice.reading import AskCard
from saphan.voice.refusals import TooManyTries
from saphan.voice.selectors import desk_of_story, keeping, story
from saphan.voice.vocabulary import ANSWERS, IN_PARTS, NOTHING_WITHOUT, PICTURES
from saphan.voice.wishes.who_is_here import line_for


def story_context(conversation_id: UUID, language: str, word_given: bool) -> dict[str, Any]:
    """What the story's page shows; its answers count as read today, before they are read from the database."""
    for story_id in (conversation_id, *other_ids(conversation_id)):
        services.see_answers(conversation_id=story_id)
    page = story(conversation_id, word_given)
    desk_id = desk_of_story(conversation_id)
    desk = desk_now(desk_id, language)
    nobody = None
    if not (desk.frozen or page.is_urgent or page.wish.among):
        nobody = line_for(desk_id=desk_id, speaks=page.wish.speaks, pages=language, now=clock.now())
    return {
        "page_name": "mine",
        "page": page,
        "desk": desk,
        "longest": LONGEST_TEXT,
        "zawgyi": page.reads_zawgyi and language == "my",
        "machines": machines_elsewhere(desk_id),
        "nobody_speaks": nobody,
    }


@in_her_story
def mine(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    draft = request.visit.draft
    context = story_context(conversation_id, request.language, word_given=_own_visit(request))
    context["typed"] = typed_by_her(draft.typed, reads_zawgyi=context["zawgyi"]) if draft else ""
    if draft and draft.zawgyi != context["zawgyi"]:
        note(request, zawgyi=context["zawgyi"])
    context["offered"], context["says_yes"] = is_offered(conversation_id), says_yes(conversation_id)
    context["polls"] = on_her_page(conversation_id, request.language) if context["says_yes"] else ()
    return show(request, "mine", {**context, "remark": take_note(request)})


@in_her_story
def letters(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """An old phone shows Burmese only in Zawgyi; the wish stays with her story."""
    if request.method == "POST":
        wish = request.POST.get("letters") == "zawgyi"
        services.set_letters(conversation_id=conversation_id, zawgyi=wish, by=Story(conversation_id))
    return go(request, "mine")


def _own_visit(request: WorkerRequest) -> bool:
    """Whether her own words may be shown: she gave her word, or made the story in this visit."""
    draft = request.visit.draft
    return draft is not None and (draft.word_given or not draft.returned)


@in_her_story
def write_on(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """More words, a photo or a recording, into the same story."""
    if request.method != "POST":
        return go(request, "mine")
    files = sent_files(request)
    text = request.POST.get("said", "")
    if len(text) > LONGEST_TEXT:
        note(request, note="too_long", typed=text[:LONGEST_TEXT])
        return go(request, "mine")
    try:
        say_all(request, files)
    except NothingSaid:
        note(request, note=files.refused or "nothing")
        return go(request, "mine")
    note(request, note=files.refused or "kept", typed="")
    return go(request, "mine")


@in_her_story
def answer(request: WorkerRequest, conversation_id: UUID, ask_id: UUID) -> HttpResponse:
    """One question to her, with the very words that it is about, and its answers as big buttons."""
    page = story(conversation_id, word_given=_own_visit(request))
    asked = page.ask(ask_id)
    if asked is None:
        note(request, note="closed")
        return go(request, "mine")
    if asked.question in IN_PARTS:
        return go(request, "word") if page.words_hidden else _answer_in_parts(request, conversation_id, asked)
    if request.method != "POST":
        return show(
            request, "ask", {"page_name": f"ask_{asked.question}", "ask": asked, "answers": ANSWERS[asked.question]}
        )
    try:
        services.answer(ask_id=ask_id, code=request.POST.get("code", "")[:20], by=Story(conversation_id))
    except Refusal:
        note(request, note="closed")
        return go(request, "mine")
    note(request, note="answer_kept")
    return go(request, "mine")


def _answer_in_parts(request: WorkerRequest, conversation_id: UUID, asked: AskCard) -> HttpResponse:
    """One question whose parts she ticks: exactly those are shown, and nothing else."""
    parts = request.POST.getlist("part")
    code = request.POST.get("code", "")[:20]
    context = {"page_name": f"ask_{asked.question}", "ask": asked}
    if request.method != "POST":
        return show(request, "ask_parts", context)
    if code == "yes" and not parts:
        return show(request, "ask_parts", {**context, "remark": "tick_one"}, status=422)
    if code == "yes" and NOTHING_WITHOUT.get(asked.question, parts[0]) not in parts:
        return show(request, "ask_parts", {**context, "remark": f"tick_{asked.question}"}, status=422)
    try:
        services.answer(ask_id=asked.id, code=code, parts=parts, by=Story(conversation_id))
    except Refusal:
        note(request, note="closed")
        return go(request, "mine")
    note(request, note="answer_taken")
    return go(request, "mine")


@in_her_story
def shared(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """What she agreed to, for whom, in which words; each can be taken back."""
    page = story(conversation_id, word_given=_own_visit(request))
    return show(request, "shared", {"page_name": "shared", "page": page, "remark": take_note(request)})


@in_her_story
def take_back(request: WorkerRequest, conversation_id: UUID, consent_id: UUID) -> HttpResponse:
    """What taking back does and cannot do; then it is done."""
    consent = story(conversation_id, word_given=False).consent(consent_id)
    if consent is None or consent.ended_on or consent.may_write:
        note(request, note="closed")
        return go(request, "shared")
    if request.method != "POST":
        return show(request, "take_back", {"page_name": "take_back", "consent": consent})
    services.end_consent(consent_id=consent_id, by=Story(conversation_id))
    note(request, note="asked_no_more" if consent.for_questions else "taken_back")
    return go(request, "shared")


@in_her_story
def kept(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Until when we keep what is hers, and what stays without her."""
    return show(request, "kept", {"page_name": "kept", "page": keeping(conversation_id)})


@in_her_story
def may_tell(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Her mind about telling others may change at any time."""
    chosen = request.POST.get("tell", "")
    if request.method == "POST" and chosen != IF_OTHERS:
        services.set_details(conversation_id=conversation_id, tell=chosen)
        note(request, note="kept")
        return go(request, "mine")
    page = story(conversation_id, word_given=False)
    if chosen == IF_OTHERS:
        return show_numbers(request, reverse("voice:may_tell", args=[request.language]), now=page.tell)
    return show(request, "may_tell", {"page_name": "tell", "page": page})


@in_her_story
def claim(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Her own case, raised with her employer: only when she asks, and after a talk about what is safe."""
    if request.method != "POST":
        return show(request, "claim", {"page_name": "claim"})
    services.wish_claim(conversation_id=conversation_id)
    note(request, note="claim_wished")
    return go(request, "mine")


@in_her_story
def word(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Her word or picture opens her own earlier words; five wrong ones a day."""
    if request.method != "POST":
        return show(request, "word", {"page_name": "word", "pictures": PICTURES})
    try:
        opens = services.word_opens(conversation_id=conversation_id, word=_said_word(request))
    except TooManyTries:
        return show(request, "word", {"page_name": "word", "problem": "too_many"}, status=422)
    if not opens:
        return show(request, "word", {"page_name": "word", "pictures": PICTURES, "problem": "wrong"}, status=422)
    note(request, word_given=True)
    return go(request, "mine")


@in_her_story
def earlier(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """A story whose code she lost, joined by the desk: shown only after the word or picture that she chose then."""
    if request.method != "POST":
        return show(request, "word", {"page_name": "earlier", "pictures": PICTURES, "earlier": True})
    try:
        opened = services.open_linked(conversation_id=conversation_id, word=_said_word(request))
    except TooManyTries:
        return show(request, "word", {"page_name": "earlier", "problem": "too_many"}, status=422)
    if opened is None:
        context = {"page_name": "earlier", "pictures": PICTURES, "problem": "wrong", "earlier": True}
        return show(request, "word", context, status=422)
    return begin(request, Draft(conversation=str(opened), returned=True, word_given=True), "mine")


def _said_word(request: WorkerRequest) -> str:
    return request.POST.get("word", "").strip()[:500] or f"picture:{request.POST.get('picture', '')}"


@in_her_story
def open_again(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    if request.method == "POST":
        services.reopen(conversation_id=conversation_id, by=Story(conversation_id))
    return go(request, "mine")


@in_her_story
def delete(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """What deleting reaches and what it cannot; then it is gone, and so is this visit."""
    if request.method != "POST":
        return show(request, "delete", {"page_name": "delete"})
    services.delete_story(conversation_id=conversation_id, by=Story(conversation_id))
    drafts.drop(request.visit.token)
    request.visit.token, request.visit.draft = "", None
    response = show(request, "deleted", {"page_name": "deleted"})
    for name in (COOKIE, BROWSER):
        response.delete_cookie(name, samesite="Lax")
    return response
