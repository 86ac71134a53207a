"""What worker voice is, and what it is not: for whoever speaks, for whoever asks, and for the public."""

from django.http import HttpResponse

from saphan.voice.pages.visits import WorkerRequest, show, worker_page


@worker_page
def what_voice_is(request: WorkerRequest) -> HttpResponse:
    return show(request, "what_voice_is", {"page_name": "what_voice_is"})
