"""A job seeker's page of this room: as voice's, in the languages in which this room speaks."""

from typing import Any

from django.http import HttpResponse

from saphan.empowerment.speaking import learner_languages
from saphan.voice.pages.visits import WorkerRequest, show
from saphan.voice.speaking import worker_languages


def show_page(request: WorkerRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """template: below `empowerment/`, without its ending."""
    frame = {"other_languages": _addresses(request)}
    return show(request, f"empowerment/{template}.html", {**frame, **context}, status)


def _addresses(request: WorkerRequest) -> list[tuple[str, str, str]]:
    rest = request.path.removeprefix(f"/{request.language}/")
    return [(code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in learner_languages()]
