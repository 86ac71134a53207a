"""Photos and recordings, known by their content and not by their name, without their metadata. Pure.

A photo is drawn anew: what is not a pixel is gone. A recording keeps its sound; tags, places and dates are taken out.
"""

from io import BytesIO
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageOps, UnidentifiedImageError

from saphan.voice.inbound import Media
from saphan.voice.recordings import CannotStrip, kind_of_recording, without_metadata

LONGEST_SIDE = 2000  # pixels: a payslip stays readable
MOST_PIXELS = 60_000_000
QUALITY = 85
HEIC_BRANDS = {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif"}
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class MediaRefused(ValueError):
    """The file was not taken. `code` names why; nothing of the file is carried."""

    code = "refused"


class TooLarge(MediaRefused):
    code = "too_large"


class WrongKind(MediaRefused):
    """Neither a photo nor a recording."""

    code = "wrong_kind"


class Broken(MediaRefused):
    """It begins like a photo or a recording, and cannot be read to its end."""

    code = "broken"


class UnreadPhotoFormat(MediaRefused):
    """A HEIC or AVIF photo, which newer phones make; the phone can send it as JPEG."""

    code = "heic"


def read_media(content: bytes, *, largest: int, keep_as_proof: bool = False) -> Media:
    """A photo or recording as it is kept. largest: bytes. Raises a MediaRefused."""
    if len(content) > largest:
        raise TooLarge
    media_type, stripped = _recording(content) or _photo(content)
    return Media(media_type, stripped, original=content if keep_as_proof else None)


def _recording(content: bytes) -> tuple[str, bytes] | None:
    kind = kind_of_recording(content)
    if kind is None:
        return None
    try:
        return kind, without_metadata(content, kind)
    except CannotStrip:
        raise Broken from None


def _photo(content: bytes) -> tuple[str, bytes]:
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise UnreadPhotoFormat
    try:
        with catch_warnings():
            simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=PHOTO_FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise TooLarge
        return "image/jpeg", _drawn_anew(image)
    except UnidentifiedImageError:
        raise WrongKind from None
    except Image.DecompressionBombError:
        raise TooLarge from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        if isinstance(error, MediaRefused):
            raise
        raise Broken from None


def _drawn_anew(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    on_white = Image.new("RGB", upright.size, "white")
    with_alpha = upright.convert("RGBA")
    on_white.paste(with_alpha, mask=with_alpha.getchannel("A"))
    out = BytesIO()
    on_white.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
