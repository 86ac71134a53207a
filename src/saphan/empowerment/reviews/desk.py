"""A review that somebody of a desk enters together with her: on one page, in her words, with her yes. Thin views."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saphan.casework.forms import as_id
from saphan.empowerment.directory import selectors as directory
from saphan.empowerment.directory.selectors import Entry
from saphan.empowerment.offers import places
from saphan.empowerment.offers.wording import PROBLEMS
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import steps
from saphan.empowerment.reviews.claimed import WhereFrom, read_claimed
from saphan.empowerment.reviews.criteria import asked_of
from saphan.empowerment.reviews.taking import LONGEST, take_with_her
from saphan.empowerment.reviews.unplaced import unplaced
from saphan.empowerment.reviews.words import FACES, QUESTIONS, period_words, why_not
from saphan.empowerment.sums import NotRead, WhichMoney
from saphan.languages.amounts.reading import Amount
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.store import clock
from saphan.voice.speaking import worker_languages
from saphan.web.once import once_of

HELPS = (Role.OUTREACH.value, Role.CASEWORKER.value)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*HELPS)
def review_with_her(request: DeskRequest) -> HttpResponse:
    """First whom it is about and in which language, then the questions in both languages, then her yes."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = as_id(sent.get("organisation", ""))
    entry = directory.entry(chosen) if chosen else None
    language = sent.get("language", "en")
    language = language if language in dict(worker_languages()) else "en"
    if entry is None:
        return _choose(request, language)
    if request.method != "POST" or "answered" not in request.POST:
        return _sheet(request, entry, language)
    given = steps.read(entry.kind, request.POST.dict(), clock.today())
    once = once_of(request)
    if once is None:
        return _sheet(request, entry, language, status=422)
    try:
        take_with_her(
            organisation_id=entry.id,
            given=given,
            language=language,
            once=once,
            agreed="agreed" in request.POST,
            by=request.caller,
            claimed=read_claimed(request.POST.dict(), language),
        )
    except DoesNotFit as refusal:
        return _sheet(request, entry, language, status=409, problem=why_not(refusal))
    except NotRead:
        return _sheet(request, entry, language, status=422, problem=str(PROBLEMS["not_read"]))
    except WhichMoney as unsure:
        return _sheet(request, entry, language, 422, str(PROBLEMS["which_money"]), unsure.among)
    except WhereFrom:
        return _sheet(request, entry, language, 422, _("Choose from where and to where."))
    severe = steps.severe_in(entry.kind, given)
    return render(request, "empowerment/desk/review_kept.html", {"entry": entry, "severe": severe})


def _choose(request: DeskRequest, language: str) -> HttpResponse:
    """The name comes in a form: what she asks about stands in no address."""
    typed = request.POST.get("name", "")[:200].strip()
    context = {"typed": typed, "found": directory.search(typed) if typed else (), "languages": worker_languages()}
    context["unplaced"] = unplaced(request.caller)
    return render(request, "empowerment/desk/review_whom.html", {**context, "language_chosen": language})


def _sheet(
    request: DeskRequest,
    entry: Entry,
    language: str,
    status: int = 200,
    problem: str = "",
    among: tuple[Amount, ...] = (),
) -> HttpResponse:
    asked = asked_of(entry.kind)
    with translation.override(language):
        hers = _words((*asked.criteria, *asked.facts))
        agree = translation.gettext("They never learn that you answered.")
    context: dict[str, Any] = {
        "entry": entry,
        "hers": language,
        "agree": agree,
        "criteria": [(code, str(QUESTIONS[code]), hers[code]) for code in asked.criteria],
        "facts": [(code, str(QUESTIONS[code]), hers[code]) for code in asked.facts],
        "faces": FACES,
        "periods": [(f"{year}-{half}", period_words(year, half)) for year, half in steps.periods(clock.today())],
        "sent": request.POST if "answered" in request.POST else {},
        "problem": problem,
        "asks_fee": asked.fee,
        "among": among,
        "origins": places.countries(places.ORIGINS, translation.get_language() or "en"),
        "destinations": places.countries(places.DESTINATIONS, translation.get_language() or "en"),
        "longest": LONGEST,
    }
    return render(request, "empowerment/desk/review_sheet.html", context, status=status)


def _words(codes: tuple[str, ...]) -> dict[str, str]:
    return {code: str(QUESTIONS[code]) for code in codes}
