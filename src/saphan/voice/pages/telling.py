"""She lets others be told only if she is not the only one: from how many on is one tap more."""

from typing import Final

from django.http import HttpResponse

from saphan.voice.pages.visits import WorkerRequest, show
from saphan.voice.vocabulary import WAITS_FOR

IF_OTHERS: Final = "if_others"


def show_numbers(request: WorkerRequest, back: str, now: str = "") -> HttpResponse:
    """back: the page of "may anyone else be told?", which also takes the number. now: what she chose before."""
    return show(request, "tell_from", {"page_name": "tell", "back": back, "numbers": tuple(WAITS_FOR), "now": now})
