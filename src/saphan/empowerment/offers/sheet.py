"""Her answers while she checks an offer: sealed under a cookie of their own, or carried by the page without cookies."""

import json
from dataclasses import dataclass

from django.http import HttpResponse

from saphan.empowerment.offers import steps
from saphan.empowerment.offers.steps import Answers
from saphan.voice import kept_pages
from saphan.voice.pages.visits import WorkerRequest

COOKIE = "offer"
LONGEST = 4000
NAMES = frozenset(
    name
    for of, before in ((steps.OFFER, ""), (steps.CONTRACT, steps.SIGNED))
    for step in steps.STEPS[of]
    for name in (before + part for part in steps.names_of(step))
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """in_the_page: the browser keeps no cookies, so that the next page has to carry the answers."""

    answers: Answers
    in_the_page: bool

    @property
    def as_text(self) -> str:
        return json.dumps(self.answers)


def sheet_of(request: WorkerRequest) -> Sheet:
    in_the_page = request.method == "POST" and not request.visit.token
    text = request.POST.get("kept", "") if in_the_page else kept_pages.read(request, COOKIE)
    return Sheet(_answers(text or ""), in_the_page)


def keep(request: WorkerRequest, response: HttpResponse, sheet: Sheet) -> HttpResponse:
    if sheet.in_the_page:
        return response
    return kept_pages.keep(request, response, COOKIE, sheet.as_text)


def forget(request: WorkerRequest, response: HttpResponse) -> HttpResponse:
    return kept_pages.forget(request, response, COOKIE)


def _answers(text: str) -> Answers:
    """What is not of ours is left out: a page that carries the answers can carry anything."""
    try:
        found = json.loads(text[:LONGEST])
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if name in NAMES and isinstance(value, str)}
