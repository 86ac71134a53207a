"""The page of native reviewers, and the desk's word list. Thin views."""

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from saphan.languages.switched_on import ROOMS, STAFF_ROOMS
from saphan.network import desk_terms, word_reviews
from saphan.network.doors import DeskRequest, desk_page
from saphan.network.models import Role
from saphan.network.naming import language_name
from saphan.network.web import says_why
from saphan.network.word_reviews import Sentence
from saphan.store.refusals import Refusal
from saphan.web import samples

REVIEWER = Role.REVIEWER.value
LISTS = (Role.CASEWORKER.value, Role.VERIFIER.value, Role.LEAD.value)


@require_safe
@desk_page(REVIEWER)
@csp_update({"frame-src": [SELF]})  # type: ignore[untyped-decorator]
def review(request: DeskRequest) -> HttpResponse:
    """Her languages and rooms; in one of them, the sentence that is asked for, else the first that waits."""
    languages = word_reviews.languages_to_review(request.caller)
    language, room = request.GET.get("language", ""), request.GET.get("room", "")
    context: dict[str, object] = {
        "languages": [(code, language_name(code), word_reviews.states(code)) for code in languages]
    }
    if language in languages and room in {state.room for state in word_reviews.states(language)}:
        context |= _one(language, room, request.GET.get("at", ""))
    return render(request, "network/words.html", context)


@require_POST
@desk_page(REVIEWER)
@says_why
def say(request: DeskRequest) -> HttpResponse:
    """Accept the words, or propose others; then the next sentence."""
    given = request.POST
    about = {key: given.get(key, "") for key in ("language", "room", "digest", "name")}
    if given.get("verdict") == "accepted":
        word_reviews.accept_words(**about, by=request.caller)
    else:
        word_reviews.propose_words(**about, said=given.getlist("said"), by=request.caller)
    where = {"language": about["language"], "room": about["room"], "at": given.get("next", "")[:32]}
    return redirect(f"{reverse('network:words')}?{urlencode(where)}")


@require_safe
@desk_page(REVIEWER)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[untyped-decorator]
def place(request: DeskRequest) -> HttpResponse:
    """The page on which a sentence stands, without anybody's data, for the frame beside it."""
    language, room = request.GET.get("language", ""), request.GET.get("room", "")
    if language not in word_reviews.languages_to_review(request.caller) or room not in STAFF_ROOMS:
        raise Http404
    found = _find(word_reviews.sentences(language, room), request.GET.get("at", ""))
    try:
        return HttpResponse(samples.excerpt(ROOMS / room, found.english[0], language))
    except KeyError:
        raise Http404 from None


@desk_page(*LISTS)
def terms(request: DeskRequest) -> HttpResponse:
    """The desk's word list of languages without pages."""
    refusal = None
    language = request.GET.get("language", "")
    if request.method == "POST":
        try:
            given = {key: request.POST.get(key, "") for key in ("language", "term", "meaning", "note")}
            desk_terms.note_term(**given, by=request.caller)
            return redirect(f"{reverse('network:terms')}?{urlencode({'language': given['language']})}")
        except Refusal as refused:
            refusal, language = refused, given["language"]
    choices = [(code, language_name(code)) for code in desk_terms.WITHOUT_PAGES]
    context = {"refusal": refusal, "language_chosen": language, "choices": choices, "typed": request.POST}
    rows = [(card, language_name(card.language)) for card in desk_terms.terms(request.caller)]
    return render(request, "network/terms.html", {**context, "rows": rows}, status=409 if refusal else 200)


@require_POST
@desk_page(*LISTS)
@says_why
def remove_term(request: DeskRequest, term_id: UUID) -> HttpResponse:
    desk_terms.remove_term(term_id=term_id, by=request.caller)
    return redirect("network:terms")


def _one(language: str, room: str, at: str) -> dict[str, object]:
    all_of_it = word_reviews.sentences(language, room)
    waiting = [one for one in all_of_it if not one.by]
    shown = next((one for one in all_of_it if one.digest == at), None) or next(iter(waiting or all_of_it))
    number = all_of_it.index(shown)
    later = [one for one in all_of_it[number + 1 :] if not one.by] or [one for one in waiting if one != shown]
    return {
        "language_here": language,
        "language_called": language_name(language),
        "room": room,
        "sentence": shown,
        "forms": list(zip(shown.english[-1:] * len(shown.said), shown.said, strict=True)),
        "number": number + 1,
        "of": len(all_of_it),
        "before": all_of_it[number - 1].digest if number else "",
        "after": all_of_it[number + 1].digest if number + 1 < len(all_of_it) else "",
        "next": later[0].digest if later else "",
    }


def _find(sentences: tuple[Sentence, ...], digest: str) -> Sentence:
    found = next((one for one in sentences if one.digest == digest), None)
    if found is None:
        raise Http404
    return found
