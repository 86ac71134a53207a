"""A sheet of paper with the way to a poll: a code to scan, its address, and one sentence in each of its languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from saphan.dialogue.polls.desk import PAGE
from saphan.dialogue.polls.desk_reading import PollSheet
from saphan.dialogue.promises.desk_forms import languages
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.sign_in import qr_svg


@dataclass(frozen=True, slots=True)
class Invitation:
    """One language: its sentence, and the address at which the poll speaks it."""

    code: str
    sentence: str
    address: str


@require_safe
@desk_page("lead")
def poster(request: DeskRequest, poll_id: UUID) -> HttpResponse:
    """Only of one that runs: nobody is led to what may never be asked."""
    sheet = PAGE.find(request, poll_id)
    if sheet.state != "running":
        raise Http404
    found = list(_invitations(request, sheet))
    context = {"sheet": sheet, "invitations": found, "qr": qr_svg(found[0].address)}
    return render(request, "dialogue/desk/poster.html", context)


def _invitations(request: DeskRequest, sheet: PollSheet) -> Iterator[Invitation]:
    spoken = dict(languages())
    base = settings.SAPHAN_ADDRESS or request.build_absolute_uri("/")
    for code in sheet.draft.languages:
        if code in spoken:
            with override(code):
                sentence = gettext("A few questions. No name. A company has promised to answer.")
            address = base.rstrip("/") + reverse("dialogue:poll", args=[code, sheet.card.id])
            yield Invitation(code, sentence, address)
