"""Pages of content staff: how far each lesson is, and one text beside its English. Thin views."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saphan.empowerment.acceptance import services as acceptance
from saphan.empowerment.acceptance.refusals import ChangedSince
from saphan.empowerment.lessons import aloud, desk_states, editing, shelf
from saphan.empowerment.lessons.reading import ENGLISH
from saphan.empowerment.lessons.web import sound_address
from saphan.languages.catalogue import worker_languages
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.naming import language_name
from saphan.store.refusals import Refusal

LEAD, EDITOR, REVIEWER = Role.LEAD.value, Role.EDITOR.value, Role.REVIEWER.value


@require_safe
@desk_page(LEAD, EDITOR, REVIEWER)
def lessons(request: DeskRequest) -> HttpResponse:
    """Every lesson in every language, and what should be looked at by now."""
    languages = desk_states.languages()
    context = {
        "rows": desk_states.rows(request.caller),
        "languages": [(code, language_name(code)) for code in languages],
        "over": desk_states.facts_over(),
        "is_edited": bool(editing.edited_here(request.caller)),
    }
    return render(request, "empowerment/desk/lessons.html", context)


@require_http_methods(["GET", "HEAD"])
@desk_page(LEAD, EDITOR, REVIEWER)
def text(request: DeskRequest, slug: str, language: str) -> HttpResponse:
    """One lesson in one language, beside its English: to read, to judge, to edit."""
    return _text(request, slug, language)


@require_POST
@desk_page(EDITOR, REVIEWER)
def judge(request: DeskRequest, slug: str, language: str) -> HttpResponse:
    """Accepted under her name, or sent back with a remark."""
    given = request.POST
    lesson = shelf.lesson_now(slug)
    written = lesson.written(language) if lesson else None
    if written is None:
        raise Http404
    try:
        if written.digest != given.get("digest"):
            raise ChangedSince
        acceptance.judge_lesson(
            key=slug,
            digest=written.digest,
            language=language,
            verdict="accepted" if given.get("verdict") == "accepted" else "sent_back",
            name=given.get("name", ""),
            remark=given.get("remark", ""),
            by=request.caller,
        )
    except Refusal as refusal:
        return _text(request, slug, language, refusal)
    return redirect("empowerment:desk_lessons")


@require_POST
@desk_page(EDITOR)
def edit(request: DeskRequest, slug: str, language: str) -> HttpResponse:
    """Another text over the one that stands."""
    given = request.POST
    try:
        editing.edit_lesson(
            slug=slug, language=language, text=given.get("text", ""), was=given.get("was", ""), by=request.caller
        )
    except Refusal as refusal:
        return _text(request, slug, language, refusal)
    return redirect("empowerment:desk_lesson", slug, language)


@require_safe
@desk_page(EDITOR)
def export(request: DeskRequest) -> HttpResponse:
    """What was edited here, as files of the repository."""
    response = HttpResponse(editing.as_files(request.caller), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="lessons.zip"'
    return response


def _text(request: DeskRequest, slug: str, language: str, refusal: Refusal | None = None) -> HttpResponse:
    lesson = shelf.lesson_now(slug)
    if lesson is None or language not in {one.code for one in worker_languages()}:
        raise Http404
    written = lesson.written(language)
    sound = aloud.heard(slug, written) if written else None
    context = {
        "lesson": lesson,
        "written": written,
        "code": language,
        "language_called": language_name(language),
        "is_english": language == ENGLISH,
        "state": desk_states.state_of(lesson, language),
        "pairs": desk_states.side_by_side(slug, lesson, language),
        "facts": lesson.english.facts,
        "may_accept": language in acceptance.languages_of(request.caller),
        "may_edit": editing.may_edit(request.caller),
        "text": request.POST.get("text") or editing.to_edit(lesson, language),
        "sound_address": sound_address(sound) if sound else "",
        "refusal": refusal,
    }
    return render(request, "empowerment/desk/lesson.html", context, status=409 if refusal else 200)
