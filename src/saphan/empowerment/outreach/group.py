"""What is written down of a group that was met: the shape that the tablet seals and that the page sends."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from saphan.empowerment.outreach.topics import ASKED, TOPICS
from saphan.network.naming import CODES
from saphan.voice.refusals import EntryNotRead

MOST = 1000  # people of one group
Number = Annotated[int, BeforeValidator(lambda typed: typed or 0), Field(ge=0, le=MOST)]


class Group(BaseModel):
    """People of one language. asked, taught: codes of `topics`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    women: Number = 0
    men: Number = 0
    unsaid: Number = 0
    asked: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()

    @field_validator("language")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in CODES:
            raise ValueError
        return code

    @field_validator("asked", "taught")
    @classmethod
    def _in_order(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        if not set(codes) <= set(ASKED):
            raise ValueError
        return tuple(code for code in ASKED if code in codes)

    @property
    def people(self) -> int:
        return self.women + self.men + self.unsaid


def read_group(given: Any) -> Group:
    """Raises EntryNotRead; also for a group of nobody, and for a lesson that there is none of."""
    try:
        group = Group.model_validate(given)
    except ValidationError:
        raise EntryNotRead from None
    if not group.people or not set(group.taught) <= set(TOPICS):
        raise EntryNotRead
    return group
