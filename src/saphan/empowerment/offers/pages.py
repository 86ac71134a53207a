"""The pages on which a job seeker checks an offer, or what a contract says beside what she was promised."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from saphan.empowerment import before as hub
from saphan.empowerment.journey.keeping import keep_in, story_for_it, wants_it, with_its_visit
from saphan.empowerment.journey.of_offers import of_check
from saphan.empowerment.journey.things import Thing
from saphan.empowerment.offers import again, answering, fees, places, services, sheet, steps, whom, wording
from saphan.empowerment.offers.models import Intent
from saphan.empowerment.offers.sheet import Sheet
from saphan.empowerment.offers.steps import CONTRACT, OFFER
from saphan.empowerment.pages import show_page
from saphan.empowerment.sums import LONGEST, NotRead, WhichMoney
from saphan.languages.homes import HOME
from saphan.store import clock
from saphan.voice.pages.first import once_of
from saphan.voice.pages.visits import WorkerRequest, is_ours, worker_page

KIND_OF_PAGE = {
    **{step: step for step in ("where", "province", "name", "hours")},
    **dict.fromkeys(("pay", "charge"), "money"),
}
ANSWER_OF = {OFFER: "offer_answer", CONTRACT: "contract_answer"}
STEP_OF = {OFFER: "offer", CONTRACT: "contract"}


class StepOfOffer:
    """The name of a question about an offer, in an address."""

    regex = "|".join(steps.STEPS[OFFER])

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StepOfContract(StepOfOffer):
    regex = "|".join(steps.STEPS[CONTRACT])


@worker_page
def before(request: WorkerRequest) -> HttpResponse:
    """Before you pay or sign: the ways on."""
    return show_page(request, "offers/before", {"page_name": "before", "tiles": hub.tiles()})


@worker_page
def begin(request: WorkerRequest) -> HttpResponse:
    """The first question of a check; what an earlier check of this browser said is forgotten."""
    return sheet.forget(request, _to(request, STEP_OF[OFFER], steps.STEPS[OFFER][0]))


@worker_page
def offer(request: WorkerRequest, step: str) -> HttpResponse:
    return _question(request, OFFER, step)


@worker_page
def contract(request: WorkerRequest, code: str) -> HttpResponse:
    return _question(request, CONTRACT, code)


@worker_page
def offer_answer(request: WorkerRequest) -> HttpResponse:
    """What we found in the offer, and then, by POST, what she will do."""
    return _answer_page(request, OFFER)


@worker_page
def contract_answer(request: WorkerRequest) -> HttpResponse:
    """What is promised beside what is signed."""
    return _answer_page(request, CONTRACT)


@worker_page
def ask_again(request: WorkerRequest) -> HttpResponse:
    """She wants to be asked in thirty days: a code, and the day from which our question waits for her."""
    if request.method != "POST" or not is_ours(request):
        return _to(request, "offer_done")
    accepted = again.wish_to_be_asked(language=request.language, once=once_of(request))
    day = (accepted.on or clock.today()) + again.LATER
    context = {"page_name": "ask_again", "code": accepted.claim_code, "day": day}
    return show_page(request, "offers/again", context)


@worker_page
def offer_done(request: WorkerRequest) -> HttpResponse:
    """Nothing more is needed."""
    return _done(request)


def _question(request: WorkerRequest, of: str, step: str) -> HttpResponse:
    """One question. Her answer is kept, then the next one comes; every one may be skipped."""
    kept = sheet.sheet_of(request)
    if request.method != "POST":
        return _ask(request, of, step, kept)
    if not is_ours(request):
        return _ask(request, of, step, kept, "expired", 403)
    if _looks_for_a_name(request, step):
        return _ask(request, of, step, kept)
    left = steps.without(of, step, kept.answers)
    try:
        said = {} if "skip" in request.POST else steps.read(of, step, request.POST.dict(), left, request.language)
    except NotRead:
        return _ask(request, of, step, kept, "not_read", 422)
    except WhichMoney as unsure:
        return _ask(request, of, step, kept, "which_money", 422, unsure)
    return _go_on(request, of, step, replace(kept, answers={**left, **said}))


def _looks_for_a_name(request: WorkerRequest, step: str) -> bool:
    """She typed one that she was not shown an answer to yet, and went no other way."""
    typed = _typed_name(request)
    others = {"skip", "finish", "organisation"} & request.POST.keys()
    return step == "name" and bool(typed) and not others and typed != request.POST.get("looked")


def _typed_name(request: WorkerRequest) -> str:
    return request.POST.get("name", "")[:LONGEST].strip()


def _go_on(request: WorkerRequest, of: str, step: str, kept: Sheet) -> HttpResponse:
    coming = "" if "finish" in request.POST else steps.following(of, step, kept.answers)
    if kept.in_the_page:
        return _ask(request, of, coming, kept) if coming else _show_answer(request, of, kept)
    to = _to(request, STEP_OF[of], coming) if coming else _to(request, ANSWER_OF[of])
    return sheet.keep(request, to, kept)


def _ask(
    request: WorkerRequest,
    of: str,
    step: str,
    kept: Sheet,
    problem: str = "",
    status: int = 200,
    unsure: WhichMoney | None = None,
) -> HttpResponse:
    words = wording.IN_THE_CONTRACT if of == CONTRACT else wording.QUESTIONS
    earlier = steps.before(of, step, kept.answers)
    context = {
        "page_name": f"{of}_{step}",
        "question": words[step],
        "step": step,
        "action": reverse(f"empowerment:{STEP_OF[of]}", args=[request.language, step]),
        "before": reverse(f"empowerment:{STEP_OF[of]}", args=[request.language, earlier]) if earlier else "",
        "line": _line(of, step, kept),
        "problem": wording.PROBLEMS.get(problem, ""),
        "among": unsure.among if unsure else (),
        "typed": request.POST.dict() if problem else {},
        "kept": kept.as_text if kept.in_the_page else "",
        **_parts(request.language, of, step, kept),
        **(_names(request) if step == "name" else {}),
    }
    return show_page(request, f"offers/{KIND_OF_PAGE.get(step, 'choice')}", context, status)


def _parts(language: str, of: str, step: str, kept: Sheet) -> dict[str, Any]:
    """What one kind of page needs beside."""
    if step == "where":
        here = kept.answers.get("origin") or HOME.get(language, "")
        origins = places.countries(places.ORIGINS, language)
        there = places.countries(places.DESTINATIONS, language)
        return {"origins": origins, "destinations": there, "here": here, "there": kept.answers.get("destination", "")}
    if step == "province":
        return {"provinces": places.provinces(), "chosen": kept.answers.get("province", "")}
    if step in steps.FIELD:
        chosen = kept.answers.get((steps.SIGNED if of == CONTRACT else "") + steps.FIELD[step], "")
        return {"choices": wording.CHOICES[step].items(), "drawings": wording.DRAWINGS, "chosen": chosen}
    return {}


def _names(request: WorkerRequest) -> dict[str, Any]:
    """What she typed stands in a form alone: in no address, no log and no cookie."""
    typed = _typed_name(request)
    return {"typed_name": typed, "found": whom.like(typed)}


def _line(of: str, step: str, kept: Sheet) -> list[dict[str, str]]:
    """Five circles, whatever the number of questions: a phone has room for no more."""
    every = steps.asked(of, kept.answers)
    at = (every.index(step) if step in every else 0) * 5 // max(len(every), 5)
    return [{"label": "", "state": "now" if n == at else "done" if n < at else "next"} for n in range(5)]


def _answer_page(request: WorkerRequest, of: str) -> HttpResponse:
    kept = sheet.sheet_of(request)
    if request.method != "POST":
        return _show_answer(request, of, kept)
    intent = request.POST.get("intent", "")
    if not is_ours(request) or intent not in Intent.values:
        return _show_answer(request, of, kept, status=403 if not is_ours(request) else 422)
    found, once = answering.found(of, kept.answers), once_of(request)
    services.keep_check(
        answer=found.answer,
        of=of,
        corridor=found.corridor.key if found.corridor else "",
        intent=intent,
        language=request.language,
        once=once,
    )
    if of == OFFER and found.corridor:
        fees.note_what_is_asked(
            offer=steps.promised(kept.answers),
            way=found.corridor,
            organisation_id=whom.named(kept.answers),
            language=request.language,
            once=once,
        )
    if wants_it(request):
        return _keep(request, of_check(of, kept.answers, found, intent, request.language))
    return _done(request) if kept.in_the_page else _to(request, "offer_done")


def _keep(request: WorkerRequest, thing: Thing) -> HttpResponse:
    """She ticked it: into her story, and the code of one that was begun for it."""
    kept = story_for_it(request)
    keep_in(kept, thing, request)
    response = show_page(request, "offers/done", {"page_name": "offer_done", "story": kept})
    return with_its_visit(request, response, kept)


def _show_answer(request: WorkerRequest, of: str, kept: Sheet, status: int = 200) -> HttpResponse:
    context = {
        "page_name": f"{of}_answer",
        "of": of,
        "page": answering.page_of(of, kept.answers, request.language),
        "intents": wording.INTENTS.items(),
        "action": reverse(f"empowerment:{ANSWER_OF[of]}", args=[request.language]),
        "first": reverse(f"empowerment:{STEP_OF[of]}", args=[request.language, steps.STEPS[of][0]]),
        "kept": kept.as_text if kept.in_the_page else "",
    }
    return show_page(request, "offers/answer", context, status)


def _done(request: WorkerRequest) -> HttpResponse:
    return show_page(request, "offers/done", {"page_name": "offer_done"})


def _to(request: WorkerRequest, page: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"empowerment:{page}", args=[request.language, *args]), status=303)
