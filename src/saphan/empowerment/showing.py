"""A job seeker's page of this room: in the languages that it is written in, with what its forms need."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from saphan.empowerment.speaking import learner_languages
from saphan.voice import drafts
from saphan.voice.pages.visits import WorkerRequest, give_cookie
from saphan.voice.speaking import worker_languages


def show_hers(request: WorkerRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """template: its name under `empowerment/`. The browser gets a cookie if it has none."""
    token = request.visit.token or drafts.blank_token()
    frame = {
        "once": drafts.new_token(),
        "key": drafts.form_key(token),
        "lang": request.language,
        "other_languages": _addresses(request),
    }
    response = render(request, f"empowerment/{template}.html", {**frame, **context}, status=status)
    if not request.visit.token:
        give_cookie(response, token)
    return response


def _addresses(request: WorkerRequest) -> list[tuple[str, str, str]]:
    rest = request.path.removeprefix(f"/{request.language}/")
    taught = learner_languages()
    return [(code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in taught]
