"""One voice, heard for the first time about one respondent: what signals count. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice said something of one family about a respondent for the first time. week: weeks.week_of.

    groups: all who are this voice. aside: why it makes no signal: outage, outreach, or "".
    """

    week: int
    desk_id: UUID
    respondent: UUID
    family: str
    cluster: UUID
    groups: set[UUID]
    aside: str = ""


def among(heard: Iterable[Heard], respondents: Collection[UUID], family: str, first: int, last: int) -> list[Heard]:
    """What was first said of these respondents in these weeks, of one family, or of any where it is ""."""
    about = frozenset(respondents)
    return [
        one for one in heard if one.respondent in about and first <= one.week <= last and family in ("", one.family)
    ]


def voices(heard: Iterable[Heard]) -> frozenset[UUID]:
    """Those that are no known day's."""
    return frozenset(one.cluster for one in heard if not one.aside)
