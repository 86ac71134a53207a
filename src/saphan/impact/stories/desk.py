"""A desk's page about one worker's story for everybody: written, read by a lead, asked, taken out. Thin views."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saphan.casework.links import Link
from saphan.casework.policies import may_work_with_stories
from saphan.impact.stories import reading, services
from saphan.impact.stories.described import in_words
from saphan.impact.stories.desk_words import PARTS, STATES, why
from saphan.impact.stories.fitting import MAY_BE_LEFT_OUT, Description
from saphan.impact.stories.reading import Sheet
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.naming import language_name
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed, Refusal
from saphan.voice.refusals import StoryGone


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("caseworker", "lead")
def story(request: DeskRequest, conversation_id: UUID) -> HttpResponse:
    """Each of its forms is one act, named by its button."""
    sheet = _sheet(request, conversation_id)
    if request.method != "POST":
        return _show(request, sheet)
    try:
        _act(request, sheet, request.POST.get("act", ""))
    except Refusal as refusal:
        return _show(request, _sheet(request, conversation_id), 409, why(refusal))
    return redirect("impact:story", conversation_id)


def beside_story(by: Staff, conversation_id: UUID) -> Link | None:
    if not may_work_with_stories(by):
        return None
    return Link(STATES[reading.state_of(by, conversation_id)], reverse("impact:story", args=[conversation_id]))  # type: ignore[arg-type]


def _act(request: DeskRequest, sheet: Sheet, act: str) -> None:
    by, card = request.caller, sheet.current
    acts: Mapping[str, Callable[[], object]] = {
        "write": lambda: services.write(
            conversation_id=sheet.conversation_id,
            words={code: request.POST.get(f"words_{code}", "") for code in _languages(sheet)},
            description=_description(request, sheet),
            by=by,
        ),
        "ask": lambda: services.let_her_read(story_id=card.id, by=by) if card else None,
        "drop": lambda: services.drop(story_id=card.id, by=by) if card else None,
    }
    if act not in acts:
        raise Http404
    acts[act]()


def _description(request: DeskRequest, sheet: Sheet) -> Description:
    """Of the concern that was chosen, the parts that were ticked."""
    by_id = {str(concern_id): each for concern_id, each in sheet.described.items()}
    chosen = by_id.get(request.POST.get("concern", ""), Description(language=""))
    ticked = request.POST.getlist("part")
    return replace(chosen, **{part: "" for part in MAY_BE_LEFT_OUT if part not in ticked})


def _languages(sheet: Sheet) -> tuple[str, ...]:
    return tuple(dict.fromkeys((sheet.language, "en")))


def _sheet(request: DeskRequest, conversation_id: UUID) -> Sheet:
    try:
        return reading.sheet(request.caller, conversation_id)
    except (NotAllowed, StoryGone):
        raise Http404 from None


def _show(request: DeskRequest, sheet: Sheet, status: int = 200, problems: tuple[str, ...] = ()) -> HttpResponse:
    card = sheet.current
    context = {
        "sheet": sheet,
        "card": card,
        "state": STATES[card.state] if card else "",
        "described": in_words(card.described) if card else (),
        "texts": list(card.words.items()) if card else [],
        "concerns": [(concern_id, in_words(each)) for concern_id, each in sheet.described.items()],
        "boxes": [(code, language_name(code), request.POST.get(f"words_{code}", "")) for code in _languages(sheet)],
        "parts": [(part, PARTS[part], part in request.POST.getlist("part")) for part in MAY_BE_LEFT_OUT],
        "chosen": request.POST.get("concern", ""),
        "problems": problems,
    }
    return render(request, "impact/stories/desk.html", context, status=status)
