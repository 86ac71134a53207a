"""What phones record: known by the first bytes, and freed of tags, places and dates. Pure.

MP4 and 3GP keep the place of a recording in boxes that tag libraries do not know, so they are walked here: such a box
becomes `free` and is filled with zeros, which moves nothing.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from mutagen import File, MutagenError
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

MP4_BRANDS = (
    b"M4A ",
    b"M4B ",
    b"mp41",
    b"mp42",
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"dash",
    b"3gp",
    b"3g2",
    b"qt  ",
)
TELLING_BOXES = (b"udta", b"meta", b"uuid")
CONTAINERS = (b"moov", b"trak", b"mdia")
DATED = (b"mvhd", b"tkhd", b"mdhd")
VIDEO_CODECS_OF_WEBM = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")


class CannotStrip(ValueError):
    """Not readable to its end, so that nobody can say what it would tell."""


def kind_of_recording(content: bytes) -> str | None:
    """Media type of a recording by its content, or None. A film is no recording."""
    start = content[:16]
    if start[4:8] == b"ftyp" and start[8:12].startswith(MP4_BRANDS):
        return None if _shows_pictures(content) else "audio/mp4"
    if start.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return "audio/amr"
    if start.startswith(b"OggS"):
        return "audio/ogg"
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return None if any(codec in content[:4096] for codec in VIDEO_CODECS_OF_WEBM) else "audio/webm"
    if start.startswith(b"RIFF") and start[8:12] == b"WAVE":
        return "audio/wav"
    if start.startswith(b"fLaC"):
        return "audio/flac"
    if start[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return "audio/aac"
    if start.startswith(b"ID3") or start[:1] == b"\xff" and len(start) > 1 and start[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    return None


def without_metadata(content: bytes, kind: str) -> bytes:
    """The same sound without what tells who, where and when. Raises CannotStrip."""
    if kind == "audio/mp4":
        return _mp4(content)
    if kind in ("audio/amr", "audio/aac", "audio/webm"):  # recorders write no tags into these
        return content
    try:
        return _by_tag_library(content, kind)
    except (MutagenError, ValueError, struct.error, EOFError):
        raise CannotStrip from None


def seconds_of(content: bytes) -> float:
    """How long a recording is; 0 where the file does not say."""
    try:
        found = File(BytesIO(content))
    except (MutagenError, ValueError, struct.error, EOFError):
        return 0.0
    return float(getattr(found.info, "length", 0.0)) if found is not None else 0.0


def _by_tag_library(content: bytes, kind: str) -> bytes:
    file = BytesIO(content)
    if kind == "audio/mpeg":
        MP3(file).delete(file)
    elif kind == "audio/wav":
        WAVE(file).delete(file)
    elif kind == "audio/flac":
        flac = FLAC(file)
        flac.clear_pictures()
        flac.delete(file)
    else:
        (OggOpus if b"OpusHead" in content[:512] else OggVorbis)(file).delete(file)
    return file.getvalue()


def _mp4(content: bytes) -> bytes:
    cleaned = bytearray(content)
    names = {name for name, _, _ in _boxes(content, 0, len(content))}
    if not {b"moov", b"mdat"} <= names and b"moof" not in names:
        raise CannotStrip
    _quieten(cleaned, 0, len(cleaned))
    return bytes(cleaned)


def _quieten(content: bytearray, start: int, end: int) -> None:
    for name, body, after in _boxes(bytes(content), start, end):
        if name in TELLING_BOXES:
            content[body - 4 : body] = b"free"
            content[body:after] = bytes(after - body)
        elif name in DATED:
            _undate(content, body)
        elif name in CONTAINERS:
            _quieten(content, body, after)


def _undate(content: bytearray, body: int) -> None:
    """Both times of a header box, made and changed, to zero: 4 bytes each, 8 in version 1."""
    width = 16 if content[body] == 1 else 8
    content[body + 4 : body + 4 + width] = bytes(width)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin of the body and end of each box. Raises CannotStrip where they do not fit."""
    at = start
    while at + 8 <= end:
        size, name = struct.unpack(">I4s", content[at : at + 8])
        body = at + 8
        if size == 1:
            (size,) = struct.unpack(">Q", content[body : body + 8])
            body += 8
        after = end if size == 0 else at + size
        if after > end or after < body:
            raise CannotStrip
        yield name, body, after
        at = after


def _shows_pictures(content: bytes) -> bool:
    """A film has a track whose handler says `vide`."""
    at = content.find(b"hdlr")
    while at != -1:
        if content[at + 12 : at + 16] == b"vide":
            return True
        at = content.find(b"hdlr", at + 4)
    return False
