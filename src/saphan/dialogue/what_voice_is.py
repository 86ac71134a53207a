"""What worker voice is, and what it is not: for whoever speaks, and for whoever asks."""

from django.http import HttpResponse

from saphan.dialogue.speaking import polled_languages
from saphan.voice.pages.visits import WorkerRequest, show, worker_page
from saphan.voice.speaking import worker_languages


@worker_page
def what_voice_is(request: WorkerRequest) -> HttpResponse:
    here = [(code, name, f"/{code}/voice/") for code, name in worker_languages() if code in polled_languages()]
    return show(request, "dialogue/voice.html", {"page_name": "what_voice_is", "other_languages": here})
