"""A lead's page of the monitor. A thin view."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.dialogue.crowding import reading
from saphan.dialogue.crowding.desk_words import TITLE, VERDICTS, WHAT
from saphan.dialogue.crowding.statistics import LEVEL, QUIET_MONTHS, QUIET_VOICES
from saphan.network.doors import DeskRequest, desk_page


@require_safe
@desk_page("lead")
def crowding(request: DeskRequest) -> HttpResponse:
    judged = reading.findings_of(request.caller)
    context = {
        "title": TITLE,
        "month": judged.month,
        "rows": [(row, WHAT[row.what], VERDICTS[row.verdict]) for row in judged.rows],
        "months": QUIET_MONTHS,
        "voices": QUIET_VOICES,
        "level": round(100 * LEVEL),
    }
    return render(request, "dialogue/desk/crowding.html", context)
