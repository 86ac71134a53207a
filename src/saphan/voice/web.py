"""Addresses without a language: they lead to the same page in hers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from saphan.voice.speaking import is_spoken


def in_a_language(request: HttpRequest, page: str) -> HttpResponse:
    """`/danger/`, `/story/`, `/say/`: in the language that this browser was given last, else English."""
    language = get_language() or "en"
    return redirect(f"voice:{page}", language if is_spoken(language) else "en")
