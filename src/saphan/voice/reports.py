"""What another system sends and what it is answered: the shapes of the interface, version 1."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from saphan.languages.writing import clean
from saphan.store import clock

LONGEST_TEXT = 10_000  # signs
LONGEST_LINE = 500
BCP_47 = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"

Icon = Literal["pay", "hours", "papers", "fees", "hurt", "unsafe", "ask", "other"]
Channel = Literal["phone", "sms", "telegram", "whatsapp", "messenger", "line", "viber", "app", "visit", "other"]


def _not_to_come(day: date) -> date:
    if day > clock.today():
        raise ValueError("Give a day that is not in the future.")
    return day


PastDay = Annotated[date, AfterValidator(_not_to_come)]
Language = Annotated[str, Field(pattern=BCP_47, max_length=12, examples=["my"])]


class Shape(BaseModel):
    """Fields that we do not know are refused: a word that is lost in silence is worse than an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Way(Shape):
    """A way to reach her that she gave. Kept sealed, and found again by a keyed hash."""

    kind: Literal["phone", "telegram", "whatsapp", "messenger", "line", "viber"] = Field(
        description="By which channel."
    )
    value: str = Field(
        min_length=2, max_length=120, description="For phone, whatsapp and viber a number; else an account's id."
    )


class Consent(Shape):
    """What she agreed to with you. Kept on record. We ask her again, in our own words, before anything is shown."""

    purpose: Literal["disclose", "refer"] = Field(description="Tell an organisation, or hand her over to a service.")
    recipient: UUID = Field(description="An organisation that this installation knows.")
    words_version: Annotated[str, AfterValidator(clean)] = Field(
        min_length=1, max_length=40, description="Which words were read to her."
    )
    language: Language = Field(description="In which they were read to her, BCP 47.")
    given_on: PastDay = Field(description="A day that is not in the future.")


class Report(Shape):
    """One worker's first message. Words, an icon or danger: one of them has to be there."""

    text: str = Field(default="", max_length=LONGEST_TEXT, description="Her own words, in her language.")
    language: Language | None = Field(default=None, description="BCP 47. Null: we look at the script.")
    channel: Channel = Field(description="How she reached you.")
    icon: Icon | None = Field(default=None, description="What it is about, where she or you chose one.")
    handle: Way | None = Field(default=None, description="How to reach her, if she gave it for that.")
    place: str = Field(default="", max_length=LONGEST_LINE, description="Where it happened, in words.")
    happened_on: PastDay | None = Field(default=None, description="A day that is not in the future. Sealed.")
    danger: bool = Field(default=False, description="True: she is in danger now. Wakes whoever is on duty.")
    consents: tuple[Consent, ...] = Field(default=(), max_length=5, description="None: nobody else may be told.")


class Links(BaseModel):
    """story: where she types her code. documentation: this page."""

    story: str
    documentation: str


class Taken(BaseModel):
    """It is on disk. The same request with the same key is answered the same for 30 days."""

    id: UUID = Field(description="Of the story, for your records. It opens nothing.")
    claim_code: str | None = Field(
        description="Sixteen digits that open her story. Give them to her, keep them nowhere. Null where a company "
        "that may be spoken about runs or pays for the line: it must not be able to read our answers."
    )
    received_on: date = Field(description="The day by our clock, UTC.")
    come_back: str = Field(description="A sentence for her, in English.")
    links: Links


class FieldProblem(BaseModel):
    """Which field, as a JSON pointer, and what to do."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. Nothing of what was sent is repeated."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None
