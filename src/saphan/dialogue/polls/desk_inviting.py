"""A lead sends a poll to workers who said yes: about how many, and never who."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from saphan.dialogue.polls import desk_reading, inviting
from saphan.dialogue.polls.audience import INVITATIONS_A_MONTH
from saphan.dialogue.polls.desk_inviting_words import WHY
from saphan.network.doors import DeskRequest, desk_page
from saphan.remedy.words import BANDS
from saphan.store.refusals import NotAllowed, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("lead")
def send(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    try:
        sheet = desk_reading.poll_of(request.caller, poll_id)
    except NotAllowed:
        raise Http404 from None
    problems = list[object]()
    if request.method == "POST":
        try:
            inviting.invite(poll_id=poll_id, by=request.caller)
            return redirect("dialogue:send_poll", poll_id)
        except Refusal as refusal:
            problems = [WHY[code] for code in refusal.ways_out]
    reaching = inviting.reaching(poll_id=poll_id, by=request.caller)
    context = {
        "sheet": sheet,
        "reaching": reaching,
        "about": BANDS.get(reaching.about or reaching.sent_to, ""),
        "problems": problems,
        "a_month": INVITATIONS_A_MONTH,
    }
    return render(request, "dialogue/desk/send.html", context, status=409 if problems else 200)
