"""What stands in one entry: the shape that the tablet seals, and that the form without script sends."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationError

from saphan.vault.codes import Mistyped, read_code
from saphan.voice.refusals import EntryNotRead
from saphan.voice.reports import LONGEST_LINE, LONGEST_TEXT, Icon, Language, Shape

Times = Literal["morning", "midday", "afternoon", "evening", "night"]


def _a_code(digits: str) -> str:
    try:
        return read_code(digits) if digits else ""
    except Mistyped:
        raise ValueError("not a code") from None


class Entry(Shape):
    """One worker. words: which sentences were read to her, and `asked_in` in which language.

    code: drawn on the tablet and shown to her; empty where the house draws it. typed_herself: she held the tablet.
    """

    language: Language
    asked_in: Language
    words: str = Field(pattern=r"^[0-9a-f]{12}$")
    said: str = Field(default="", max_length=LONGEST_TEXT)
    icon: Icon | Literal[""] = ""
    typed_herself: bool = False
    place: str = Field(default="", max_length=LONGEST_LINE)
    phone: str = Field(default="", max_length=LONGEST_LINE)
    times: tuple[Times, ...] = Field(default=(), max_length=5)
    keep: bool = False
    ring: bool = False
    tell: Literal["nobody", "ask_first", "words_without_name"] = "ask_first"
    danger: bool = False
    code: Annotated[str, Field(max_length=40), AfterValidator(_a_code)] = ""


def label_of(visit_id: UUID, entry_id: UUID) -> str:
    """What an entry is sealed as: of this visit, under this name."""
    return f"saphan visit 1|{visit_id}|{entry_id}"


def read_sealed(content: bytes) -> Entry:
    """What came out of an envelope. Raises EntryNotRead; nothing of the entry is in it."""
    try:
        return Entry.model_validate_json(content)
    except ValidationError:
        raise EntryNotRead from None


def read_form(**given: object) -> Entry:
    """Raises EntryNotRead."""
    try:
        return Entry.model_validate(given)
    except ValidationError:
        raise EntryNotRead from None
