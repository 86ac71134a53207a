"""Quick exit: the visit ends, and what stays on the screen and behind "back" is a page about bridges."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from saphan.voice import drafts, kept_pages, services
from saphan.voice.aloud.hearing import COOKIE as HEARD_COOKIE
from saphan.voice.pages.visits import BROWSER, COOKIE, RESTING
from saphan.voice.speaking import is_spoken
from saphan.web.middleware import COOKIE as LANGUAGE_COOKIE

REST_SECONDS = 15 * 60
CLEAR = '"cache", "cookies"'
"""No storage: none of her pages has any, and on the tablet of a visit sealed entries wait there to be sent."""
PAGES_WITH_AN_ADDRESS = ("say", "code", "danger", "enter", "mine", "done")


@csrf_exempt
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit, whoever asks: the worst that another site can do with it is to close a page."""
    response = HttpResponse(status=303, headers={"Location": "/bridges/"})
    if request.method == "POST":
        token = request.COOKIES.get(COOKIE, "")
        if token:
            drafts.drop(token)
        for name in (COOKIE, BROWSER, LANGUAGE_COOKIE, HEARD_COOKIE):
            response.delete_cookie(name, samesite="Lax")
        kept_pages.forget_all(request, response)
        response.headers["Clear-Site-Data"] = CLEAR
    return response


def neutral(request: HttpRequest) -> HttpResponse:
    """A calm page about bridges. While it rests, every worker's page that Back would find leads here."""
    response = render(request, "voice/bridges.html")
    response.set_cookie(RESTING, "1", max_age=REST_SECONDS, httponly=True, samesite="Lax")
    return response


@csrf_exempt
def clear(request: HttpRequest) -> HttpResponse:
    """ "Was this page clear?": a page's name, a language, yes or no, and nothing of whoever says it."""
    if request.method != "POST":
        return redirect("/")
    page, language = request.POST.get("page", ""), request.POST.get("language", "")
    if not (page.isidentifier() and page.isascii() and is_spoken(language)):
        return redirect("/")
    services.page_was_clear(page=page, language=language, clear=request.POST.get("clear") == "yes")
    back = f"voice:{page}" if page in PAGES_WITH_AN_ADDRESS else "voice:say"
    return render(request, "voice/thanks.html", {"back_to": back, "lang": language})
