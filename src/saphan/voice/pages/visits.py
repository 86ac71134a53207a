"""One visit of a worker: her cookie, what it opens, and whether a form came from our own page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from saphan.network.refusals import NoDeskYet
from saphan.voice import drafts
from saphan.voice.aloud.hearing import heard_on
from saphan.voice.drafts import Draft
from saphan.voice.letters import for_her
from saphan.voice.refusals import StoryGone, WasDeleted
from saphan.voice.speaking import worker_languages
from saphan.voice.traces.arriving import REMEMBERED
from saphan.web import failures

COOKIE = "page"
BROWSER = "browser"  # a random number that says nothing but that two voices came from here
RESTING = "rest"  # set by the neutral page: until it ends, Back finds neutral pages only
LONGEST_TEXT = 200_000  # signs

P = ParamSpec("P")


@dataclass(slots=True)
class Visit:
    """token: "" when the browser sent no cookie. draft: None when the cookie opens nothing.

    browser: the number that it keeps; "" when it has none. new_browser: the one that it is given.
    """

    token: str
    draft: Draft | None
    browser: str = ""
    new_browser: str = ""

    @property
    def conversation_id(self) -> UUID | None:
        return self.draft.conversation_id if self.draft else None


class WorkerRequest(HttpRequest):
    """What `worker_page` hands to a view."""

    visit: Visit
    language: str


Page = Callable[..., HttpResponse]
View = Callable[Concatenate[WorkerRequest, P], HttpResponse]


def worker_page(view: View[P]) -> Page:
    """Speak the language of the address, find the visit, and keep quiet after she has left.

    Forms carry their own key, bound to the cookie: Django's would need a cookie before the first word is kept.
    """

    @csrf_exempt
    @wraps(view)
    def in_her_language(request: HttpRequest, language: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "GET" and request.COOKIES.get(RESTING):
            return redirect("voice:neutral")
        hers = cast(WorkerRequest, request)
        hers.language = language
        with translation.override(language):
            try:
                hers.visit = _visit_of(request)
                return _give_number(view(hers, *args, **kwargs), hers.visit)
            except StoryGone:
                return gone(hers)
            except WasDeleted:
                return show(hers, "deleted", {"page_name": "deleted"}, status=410)
            except NoDeskYet:
                return failures.try_again(request)

    return in_her_language


def in_her_story(
    view: Callable[Concatenate[WorkerRequest, UUID, P], HttpResponse],
) -> Page:
    """A page inside a story: needs a visit that has one; a form must be ours. Else she is asked for her code."""

    def inside(request: WorkerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        conversation_id = request.visit.conversation_id
        if conversation_id is None or (request.method == "POST" and not is_ours(request)):
            return gone(request)
        if not stays(request):
            return gone(request)
        return view(request, conversation_id, *args, **kwargs)

    return wraps(view)(worker_page(inside))


def stays(request: WorkerRequest) -> bool:
    """True while the phone is surely still in her hand; each page begins the time anew.

    A phone that was left lying shows no story: whoever takes it up needs the code.
    """
    draft = request.visit.draft
    if draft is None or not draft.is_fresh:
        return False
    if draft.is_ageing:
        request.visit.draft = drafts.change(request.visit.token, draft)
    return True


def is_ours(request: WorkerRequest) -> bool:
    """True when a form was sent from a page that we gave to this browser.

    Without a cookie there is nothing that another site could misuse, so the form is taken.
    """
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    return not request.visit.token or drafts.is_form_key(request.visit.token, request.POST.get("key", ""))


def show(request: WorkerRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A worker's page, with what its forms need; the browser gets a cookie if it has none.

    template: a page of voice, or the file of one of an upper room.
    """
    token = request.visit.token or drafts.blank_token()
    frame = {
        "once": drafts.new_token(),
        "key": drafts.form_key(token),
        "draft": request.visit.draft,
        "other_languages": _addresses(request),
        "lang": request.language,
        "heard": heard_on(request, request.language, context),
    }
    file = template if template.endswith(".html") else f"voice/{template}.html"
    response = render(request, file, {**frame, **context}, status=status)
    if context.get("zawgyi", _reads_zawgyi(request)):
        response.content = for_her(response.content.decode(), reads_zawgyi=True).encode()
    if not request.visit.token:
        give_cookie(response, token)
    return response


def _reads_zawgyi(request: WorkerRequest) -> bool:
    """Burmese pages of a visit in which her story was opened, when she wished for it."""
    draft = request.visit.draft
    return request.language == "my" and draft is not None and draft.zawgyi


def begin(request: WorkerRequest, draft: Draft, to: str) -> HttpResponse:
    """A visit with a story: a fresh cookie, so that nobody who knew the former one comes along."""
    if request.visit.draft:
        drafts.drop(request.visit.token)
    return give_cookie(go(request, to), drafts.begin(draft))


def note(request: WorkerRequest, **changes: str | bool) -> None:
    """Change the visit's draft."""
    if request.visit.draft:
        request.visit.draft = drafts.change(request.visit.token, request.visit.draft, **changes)


def take_note(request: WorkerRequest) -> str:
    """The remark for the next page, once."""
    said = request.visit.draft.note if request.visit.draft else ""
    if said:
        note(request, note="")
    return said


def go(request: WorkerRequest, to: str, *args: object) -> HttpResponse:
    """To another page in her language, by GET."""
    return HttpResponseRedirect(reverse(f"voice:{to}", args=[request.language, *args]), status=303)


def gone(request: WorkerRequest) -> HttpResponse:
    """The page was open too long: what she typed is still there, and her code opens her story again."""
    typed = failures.typed(request)
    return show(request, "expired", {"typed": typed}, status=403 if request.method == "POST" else 200)


def give_cookie(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


def browser_of(request: WorkerRequest) -> str:
    """The number of this browser, for what it sends and we keep: its own, else a new one; "" where cookies are off."""
    visit = request.visit
    if visit.token and not visit.browser:
        visit.browser = visit.new_browser = drafts.new_token()
    return visit.browser


def _give_number(response: HttpResponse, visit: Visit) -> HttpResponse:
    """Only where something was kept; its days are counted from now, not from when it is used."""
    if visit.new_browser and visit.token and response.status_code < 400:
        response.set_cookie(
            BROWSER,
            visit.new_browser,
            max_age=REMEMBERED,
            httponly=True,
            samesite="Lax",
            secure=settings.SECURE_COOKIES,
        )
    return response


def _visit_of(request: HttpRequest) -> Visit:
    token, browser = (_sent(request, name) for name in (COOKIE, BROWSER))
    return Visit(token, drafts.read(token), browser) if token else Visit("", None)


def _sent(request: HttpRequest, name: str) -> str:
    token = request.COOKIES.get(name, "")
    return token if 20 <= len(token) <= 64 else ""


def _addresses(request: WorkerRequest) -> list[tuple[str, str, str]]:
    """This page in each language: code, name, address; a poster that she came by goes along."""
    asked = request.GET.copy()
    asked.pop("language", None)
    rest = request.path.removeprefix(f"/{request.language}/") + (f"?{asked.urlencode()}" if asked else "")
    return [(code, name, f"/{code}/{rest}") for code, name in worker_languages()]
