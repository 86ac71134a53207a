"""Cards and posters of one place in one language, to print. What is scanned fills in where, and nothing else."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from saphan.empowerment.outreach import to_her
from saphan.empowerment.outreach.desk_reading import place_card
from saphan.network import pages
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.sign_in import qr_svg
from saphan.store.refusals import NotAllowed
from saphan.voice.visits.visits import PLANS

SIZES: Final = {"cards": (_("Ten cards a sheet"), 10), "a6": (_("Four A6 a sheet"), 4), "a4": (_("One A4"), 1)}


@require_safe
@desk_page(*PLANS)
def place_cards(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """One sheet of A4: ten cards, four of A6, or one poster."""
    try:
        place = place_card(request.caller, place_id)
    except NotAllowed:
        raise Http404 from None
    languages = list(to_her.languages())
    size, language = request.GET.get("size", "cards"), request.GET.get("in", "en")
    if size not in SIZES or language not in dict(languages):
        raise Http404
    question, who = to_her.words(language)
    address = pages.poster_row(request.caller.desk_id, place.poster).address
    context = {
        "place": place,
        "size": size,
        "sizes": [(code, words) for code, (words, _number) in SIZES.items()],
        "chosen": language,
        "languages": languages,
        "question": question,
        "who": who,
        "address": address,
        "qr": qr_svg(address),
        "each": range(SIZES[size][1]),
    }
    return render(request, "empowerment/desk/cards.html", context)
