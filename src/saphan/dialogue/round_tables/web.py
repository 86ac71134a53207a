"""What round tables agreed, as everybody may read it."""

from django.http import HttpResponse

from saphan.dialogue.round_tables import reading
from saphan.dialogue.round_tables.words import KEPT
from saphan.dialogue.speaking import polled_languages
from saphan.voice.pages.visits import WorkerRequest, show, worker_page
from saphan.voice.speaking import worker_languages


@worker_page
def agreed(request: WorkerRequest) -> HttpResponse:
    tables = [(table, [(one, KEPT[one.state]) for one in table.promises]) for table in reading.public_tables()]
    here = [(code, name, f"/{code}/round-tables/") for code, name in worker_languages() if code in polled_languages()]
    context = {"page_name": "round_tables", "tables": tables, "other_languages": here}
    return show(request, "dialogue/round_tables.html", context)
