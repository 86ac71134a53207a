"""Addresses that break, each in its own way; used as ROOT_URLCONF by test_whole_stack."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from saphan.config.urls import handler400, handler403, handler404, handler500  # noqa: F401


@csrf_exempt
def database_lost(request: HttpRequest, language: str = "") -> HttpResponse:
    raise OperationalError("server closed the connection: said='my boss'")


@csrf_exempt
def unforeseen(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("said='my boss'")


@csrf_exempt
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@csrf_exempt
def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} {len(request.FILES)}")


@csrf_protect
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


urlpatterns = [
    path("<slug:language>/lost/", database_lost),
    path("desk/lost/", database_lost),
    path("unforeseen/", unforeseen),
    path("refused/", refused),
    path("reads/", reads),
    path("desk/guarded/", guarded),
]
