"""One review, one question a page. Thin views, no JavaScript; nothing is kept before she sends it."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saphan.empowerment.directory import selectors as directory
from saphan.empowerment.directory.selectors import Entry
from saphan.empowerment.journey.keeping import Kept, keep_in, story_for_it, wants_it, with_its_visit
from saphan.empowerment.journey.of_reviews import of_review
from saphan.empowerment.offers import places
from saphan.empowerment.offers.wording import PROBLEMS
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import steps
from saphan.empowerment.reviews.claimed import Claimed, WhereFrom, read_claimed, read_fee
from saphan.empowerment.reviews.taking import LONGEST, Beside, require_whole, take_review
from saphan.empowerment.reviews.words import FACES, QUESTIONS, period_words, why_not
from saphan.empowerment.showing import show_hers
from saphan.empowerment.sums import NotRead, WhichMoney
from saphan.languages.amounts.reading import Amount
from saphan.languages.homes import HOME
from saphan.network import selectors as network
from saphan.store import clock
from saphan.voice.pages.first import once_of
from saphan.voice.pages.visits import WorkerRequest, browser_of, is_ours, worker_page
from saphan.voice.selectors import desk_of_story

PART_OF = {step: step for step in (steps.FEE, steps.WAY, steps.COMMENT)}


@require_http_methods(["GET", "HEAD", "POST"])
@worker_page
def review(request: WorkerRequest, organisation_id: UUID) -> HttpResponse:
    """GET: the first question. POST: the next one, with the answers so far; at the end it is kept."""
    entry = directory.entry(organisation_id)
    if entry is None:
        raise Http404
    every = steps.steps_of(entry.kind)
    if request.method != "POST" or not is_ours(request):
        return _ask(request, entry, every[0])
    at = request.POST.get("at", "")
    if at not in every and at != steps.END:
        return _ask(request, entry, every[0])
    try:
        claimed = _claimed(request, entry, at)
    except NotRead:
        return _ask(request, entry, steps.FEE, problem=str(PROBLEMS["not_read"]), status=422)
    except WhichMoney as unsure:
        return _ask(request, entry, steps.FEE, problem=str(PROBLEMS["which_money"]), status=422, among=unsure.among)
    except WhereFrom:
        return _ask(request, entry, steps.WAY, problem=_("Please choose both, or skip."), status=422)
    if at == steps.END:
        return _take(request, entry, claimed)
    paid_nothing = at == steps.WAY and not request.POST.get(steps.FEE)
    return _ask(request, entry, steps.COMMENT if paid_nothing else at)


def _claimed(request: WorkerRequest, entry: Entry, at: str) -> Claimed | None:
    """As far as she was asked. Raises NotRead, WhichMoney, WhereFrom."""
    sent = _sent(request, entry.kind)
    if at == steps.WAY:
        read_fee(sent, request.language)
    return read_claimed(sent, request.language) if at in (steps.COMMENT, steps.END) else None


def _take(request: WorkerRequest, entry: Entry, claimed: Claimed | None) -> HttpResponse:
    given = steps.read(entry.kind, _sent(request, entry.kind), clock.today())
    try:
        require_whole(given)
        kept = story_for_it(request) if wants_it(request) else None
        review_id = take_review(organisation_id=entry.id, given=given, beside=_beside(request, kept), claimed=claimed)
    except DoesNotFit as refusal:
        step = steps.WHEN if "when" in refusal.ways_out else steps.COMMENT
        return _ask(request, entry, step, problem=why_not(refusal), status=422)
    context = {"severe": steps.severe_in(entry.kind, given), "kept": kept}
    if kept is None:
        return show_hers(request, "reviews/thanks", context)
    keep_in(kept, of_review(entry.name, given, request.language, claimed), request, review_id)
    return with_its_visit(request, show_hers(request, "reviews/thanks", context), kept)


def _beside(request: WorkerRequest, kept: Kept | None) -> Beside:
    """The same form sent twice is one review."""
    once = hashlib.sha256(f"review {once_of(request)}".encode()).digest()
    return Beside(
        desk_id=desk_of_story(kept.conversation_id) if kept else network.desk_for(request.language),
        language=request.language,
        once=UUID(bytes=once[:16], version=4),
        conversation_id=kept.conversation_id if kept else None,
        browser=browser_of(request),
    )


def _ask(
    request: WorkerRequest,
    entry: Entry,
    step: str,
    problem: str = "",
    status: int = 200,
    among: tuple[Amount, ...] = (),
) -> HttpResponse:
    sent, every = _sent(request, entry.kind), steps.steps_of(entry.kind)
    place, before = every.index(step), steps.before(entry.kind, step, sent)
    context: dict[str, Any] = {
        "entry": entry,
        "step": step,
        "question": _question(step),
        "place": place + 1,
        "places": len(every),
        "before": before,
        "after": steps.after(entry.kind, step),
        "carried": [(name, value) for name, value in sent.items() if name not in steps.fields_of(step)],
        "part": f"empowerment/reviews/parts/{PART_OF.get(step, 'choices')}.html",
        "sent": sent,
        "among": among,
        **(_ways(sent, request.language) if step == steps.WAY else {}),
        "choices": _choices(step),
        "faces": step in steps.criteria_of(entry.kind),
        "chosen": sent.get(step, ""),
        "typed": sent.get(steps.COMMENT, ""),
        "severe": steps.is_severe_answer(entry.kind, before, sent),
        "longest": LONGEST,
        "problem": problem,
    }
    return show_hers(request, "reviews/question", context, status=status)


def _sent(request: WorkerRequest, kind: str) -> Mapping[str, str]:
    """What the pages before this one carried, without the one that she skips now."""
    skipped = request.POST.get("skip", "")
    asked = [step for step in steps.steps_of(kind) if step != skipped]
    names = [name for step in asked for name in steps.fields_of(step) if name in request.POST]
    return {name: request.POST[name] for name in names}


def _ways(sent: Mapping[str, str], language: str) -> dict[str, Any]:
    origins, destinations = (places.countries(codes, language) for codes in (places.ORIGINS, places.DESTINATIONS))
    here = sent.get("origin") or HOME.get(language, "")
    return {"origins": origins, "destinations": destinations, "here": here}


def _question(step: str) -> str:
    own = {
        steps.FIRST_HAND: _("Did it happen to you?"),
        steps.WHEN: _("When was it?"),
        steps.FEE: _("How much did you pay them in all?"),
        steps.WAY: _("On which way was it?"),
        steps.COMMENT: _("What else should we know?"),
    }
    return own.get(step) or str(QUESTIONS[step])


def _choices(step: str) -> list[tuple[str, str]]:
    if step == steps.FIRST_HAND:
        return [(steps.YES, _("Yes, to me")), (steps.NO, _("No, I heard of it"))]
    if step == steps.WHEN:
        return [(f"{year}-{half}", period_words(year, half)) for year, half in steps.periods(clock.today())]
    if step in dict.fromkeys(steps.every_fact()):
        return [(steps.YES, _("Yes")), (steps.NO, _("No"))]
    if step in PART_OF:
        return []
    return [(str(value), str(words)) for value, words in FACES]
