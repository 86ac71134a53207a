"""The photo and the recording of a form, read by their content; what cannot be taken is named by a code."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from saphan.voice.inbound import Media
from saphan.voice.media import MediaRefused, read_media

FIELDS = ("photo", "recording")


@dataclass(frozen=True, slots=True)
class SentFiles:
    """refused: "" or the code of the last file that was not taken."""

    taken: tuple[Media, ...]
    refused: str


def sent_files(request: HttpRequest) -> SentFiles:
    """Every file of the form. An empty one counts as none."""
    taken: list[Media] = []
    refused = ""
    for content in _contents(request):
        try:
            taken.append(
                read_media(content, largest=settings.SAPHAN_LARGEST_FILE, keep_as_proof="proof" in request.POST)
            )
        except MediaRefused as refusal:
            refused = refusal.code
    return SentFiles(tuple(taken), refused)


def _contents(request: HttpRequest) -> Iterator[bytes]:
    for name in FIELDS:
        yield from (file.read() for file in request.FILES.getlist(name) if file.size)
