"""Given a file, it is known by its content; what tells who, where and when is taken out."""

import struct
import wave
from io import BytesIO

import pytest
from mutagen.id3 import TIT2
from mutagen.wave import WAVE
from PIL import Image

from saphan.voice.media import LONGEST_SIDE, Broken, TooLarge, UnreadPhotoFormat, WrongKind, read_media
from saphan.voice.recordings import kind_of_recording

MOST = 8 * 1024 * 1024


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp4(handler: bytes = b"soun", brand: bytes = b"M4A ") -> bytes:
    """A small recording with a time, a place and a name in it."""
    header = box(b"mvhd", b"\0\0\0\0" + struct.pack(">II", 3_800_000_000, 3_800_000_001) + b"\0\0\3\xe8" + b"\0" * 84)
    track = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12)))
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+13.5463+100.2744/"))
    return box(b"ftyp", brand + b"\0\0\0\0") + box(b"moov", header + track + place) + box(b"mdat", b"sound")


def jpeg(size: tuple[int, int] = (60, 40), orientation: int = 6) -> bytes:
    image = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def wav() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 800)
    out.seek(0)
    tagged = WAVE(out)
    tagged.add_tags()
    tagged.tags.add(TIT2(encoding=3, text="Thiri at Blue Prawn"))
    out.seek(0)
    tagged.save(out)
    return out.getvalue()


def test_a_photo_stands_upright_and_tells_nothing() -> None:
    original = jpeg()
    kept = read_media(original, largest=MOST, keep_as_proof=True)
    image = Image.open(BytesIO(kept.content))
    assert image.size == (40, 60) and not image.getexif()
    assert b"PhoneMaker" not in kept.content and kept.original == original
    assert read_media(original, largest=MOST).original is None


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "BMP"])
def test_other_photos_become_jpeg(form: str) -> None:
    out = BytesIO()
    Image.new("RGBA" if form != "BMP" else "RGB", (30, 30)).save(out, form)
    assert read_media(out.getvalue(), largest=MOST).media_type == "image/jpeg"


def test_a_large_photo_is_made_smaller() -> None:
    kept = read_media(jpeg((3000, 1000), orientation=1), largest=MOST)
    assert Image.open(BytesIO(kept.content)).size[0] == LONGEST_SIDE


@pytest.mark.parametrize("brand", [b"M4A ", b"mp42", b"3gp5", b"isom"])
def test_a_recording_loses_its_place_and_its_time_and_keeps_its_sound(brand: bytes) -> None:
    kept = read_media(mp4(brand=brand), largest=MOST)
    assert kept.media_type == "audio/mp4" and len(kept.content) == len(mp4(brand=brand))
    assert b"100.2744" not in kept.content and struct.pack(">I", 3_800_000_000) not in kept.content
    assert b"sound" in kept.content


def test_tags_of_a_recording_are_taken_out() -> None:
    kept = read_media(wav(), largest=MOST)
    assert kept.media_type == "audio/wav" and b"Thiri" not in kept.content


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"#!AMR\nxxxx", "audio/amr"),
        (b"OggS\0\2" + b"\0" * 20 + b"OpusHead", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webmA_OPUS", "audio/webm"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webmV_VP8", None),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"fLaC", "audio/flac"),
        (b"\xff\xd8\xff\xe0", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_recordings_are_known_by_their_first_bytes(start: bytes, kind: str | None) -> None:
    assert kind_of_recording(start) == kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"x" * (MOST + 1), TooLarge),
        (b"%PDF-1.7", WrongKind),
        (b"", WrongKind),
        (b"\0\0\0\x18ftypheic\0\0\0\0", UnreadPhotoFormat),
        (mp4(handler=b"vide"), WrongKind),
        (mp4()[:60], Broken),
        (jpeg()[:300], Broken),
        (b"OggS" + b"\0" * 40, Broken),
        (b"RIFF\0\0\0\0WAVE", Broken),
        (b"ID3\4\0\0", Broken),
    ],
)
def test_what_cannot_be_taken_is_refused_by_kind_and_says_nothing_of_the_file(
    content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        read_media(content, largest=MOST)
    assert str(refused.value) == ""


def test_a_photo_that_unfolds_into_too_many_pixels_is_not_opened() -> None:
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    with pytest.raises(TooLarge):
        read_media(out.getvalue(), largest=MOST)
