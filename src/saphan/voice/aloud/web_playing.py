"""Sends sounds: to everybody what was accepted, to be kept for good; in parts, as some phones ask for them."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from saphan.voice.aloud import playing
from saphan.voice.aloud.models import SpokenQuestion
from saphan.voice.aloud.sounds import Sound

RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})")
FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def sound(request: HttpRequest, sound_id: UUID) -> HttpResponse:
    try:
        found = playing.sound(sound_id)
    except SpokenQuestion.DoesNotExist:
        raise Http404 from None
    response = sent(request, found)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


def sent(request: HttpRequest, found: Sound) -> HttpResponse:
    """All of it, or the part that is asked for."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    size = len(found.content)
    if asked is None:
        response = HttpResponse(found.content, content_type=found.kind)
    elif int(asked[1]) >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        first, last = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
        response = HttpResponse(found.content[first : last + 1], content_type=found.kind, status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    return response
