"""What a phone sealed without net becomes a story: through the one door of all voices, once, however often it comes."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationError

from saphan.empowerment.offline.keys import GIVEN_OUT, OPENS, KeyGone, NoSuchKey, key_to_open
from saphan.empowerment.speaking import learner_languages
from saphan.network import selectors as network
from saphan.store import clock
from saphan.vault.codes import Mistyped, read_code
from saphan.vault.envelope import NotOpened, open_envelope
from saphan.voice.inbound import WEB, Inbound
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.intake import NothingSaid, accept
from saphan.voice.refusals import CodeTaken, StoryGone, WasDeleted
from saphan.voice.reports import LONGEST_TEXT, Icon, Shape

LARGEST = 96 * 1024  # bytes of one envelope


class Unreadable(ValueError):
    """Cut short, changed, foreign, too large, or empty. Nothing was kept, and nothing is told of why."""


def label_of(key_id: UUID, entry_id: UUID) -> str:
    return f"saphan offline 1|{key_id}|{entry_id}"


def _a_code(digits: str) -> str:
    try:
        return read_code(digits)
    except Mistyped:
        raise ValueError("not a code") from None


def _a_language(code: str) -> str:
    if code not in learner_languages():
        raise ValueError("not a language of ours")
    return code


class Words(Shape):
    """What she wrote. code: drawn on her phone and shown to her. poster: of the one that she came by."""

    language: Annotated[str, AfterValidator(_a_language)]
    said: str = Field(default="", max_length=LONGEST_TEXT)
    icon: Icon | Literal[""] = ""
    poster: str = Field(default="", max_length=16, pattern=r"^[\w-]*$")
    written: date | None = None
    code: Annotated[str, Field(max_length=40), AfterValidator(_a_code)]


def take(*, entry_id: UUID, key_id: UUID, sealed: bytes, browser: str = "") -> bool:
    """Open one envelope and keep it; False when her code could not be hers, so that it was kept under another one.

    On disk when this returns. One that was kept before, or that she has deleted since, changes nothing.
    browser: the number of the cookie that it came with. Raises Unreadable.
    """
    desk_id, words = _opened(entry_id, key_id, sealed)
    inbound = _inbound(desk_id, entry_id, words, browser)
    try:
        return accept(inbound).claim_code == words.code
    except CodeTaken:
        accept(replace(inbound, code=""))
        return False
    except (WasDeleted, StoryGone):
        return True
    except NothingSaid:
        raise Unreadable from None


def _opened(entry_id: UUID, key_id: UUID, sealed: bytes) -> tuple[UUID, Words]:
    if len(sealed) > LARGEST:
        raise Unreadable
    try:
        key = key_to_open(key_id)
        content = open_envelope(sealed, key.scalar, label_of(key_id, entry_id))
        return key.desk_id, Words.model_validate_json(content)
    except (NoSuchKey, KeyGone, NotOpened, ValidationError):
        raise Unreadable from None


def _inbound(desk_id: UUID, entry_id: UUID, words: Words, browser: str) -> Inbound:
    poster = network.poster(words.poster) if words.poster else None
    return Inbound(
        desk_id=poster.desk_id if poster else desk_id,
        channel=WEB,
        language=words.language,
        once=f"offline {entry_id}",
        text=words.said,
        icon=words.icon,
        place_organisation_id=poster.organisation_id if poster else None,
        place_line=poster.line if poster else "",
        code=words.code,
        door=f"poster {words.poster}" if poster else "",
        browser=browser,
        waited_since=_waited_since(words.written),
        rule=SHE_BEGAN,
    )


def _waited_since(written: date | None) -> date | None:
    """None for what came on its day, and for what a clock says that is wrong."""
    today = clock.today()
    return written if written and today - GIVEN_OUT - OPENS <= written < today else None
