"""The ways to talk to us that her desk has switched on, and who learns what by each. Nothing is kept of looking."""

from django.http import HttpResponse

from saphan.network import selectors as network
from saphan.voice.channels.accounts.open_to_her import ways_open
from saphan.voice.doors import LONGEST, came_by
from saphan.voice.pages.visits import WorkerRequest, show, worker_page


@worker_page
def ways(request: WorkerRequest) -> HttpResponse:
    """A poster's desk, where she came by one; else the desk for her language."""
    poster = request.GET.get("p", "")[:LONGEST]
    door = came_by(poster)
    desk_id = door.desk_id if door else network.desk_for(request.language)
    context = {"page_name": "ways", "ways": ways_open(desk_id), "poster": poster}
    return show(request, "ways", context)
