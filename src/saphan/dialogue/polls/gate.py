"""The voice gate: what has to hold before anybody may be asked anything. Pure.

A poll is not voice. It may begin only where somebody who can change something has promised to answer, by a day, in the
open; where whoever answers it can tell of a wrong at any moment; and where workers are not asked too much. Source:
domain model §8.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from saphan.dialogue.promises.rule import ACCEPTED, lacks_of_terms

FILE: Final = Path(__file__).parent / "data" / "dials.toml"


@dataclass(frozen=True, slots=True)
class Dials:
    """edition: of these numbers. Days, questions and answers, as the file says."""

    edition: int
    questions_a_month: int
    longest_days: int
    answer_within_days: int
    threshold_least: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands of one poll. delicate: some question is garbled. accepted: the responder agreed to these very terms.

    whom: a workplace or a corridor is named. spoken: every question stands in every language of the poll. spent:
    questions that it was asked within 30 days. owes: the responder let the day of an earlier answer pass. crowded:
    fewer people speak there since they are asked, and no lead has written why it goes on.
    """

    responder: UUID | None
    accepted: bool
    begins_on: date | None
    ends_on: date | None
    respond_by: date | None
    remedy: str
    threshold: int | None
    questions: int
    spoken: bool
    spent: int = 0
    owes: bool = False
    crowded: bool = False
    whom: bool = True


def read(file: Path = FILE) -> Dials:
    return Dials(**tomllib.loads(file.read_text(encoding="utf-8")))


DEFAULT: Final = read()


def missing(asked: Asked, dials: Dials = DEFAULT) -> tuple[str, ...]:
    """Codes of what is not there yet, in the order in which it is mended; nothing: it may begin."""
    return tuple(_missing(asked, dials))


def _missing(asked: Asked, dials: Dials) -> Iterator[str]:
    if asked.questions == 0:
        yield "questions"
    elif not asked.spoken:
        yield "languages"
    if not asked.whom:
        yield "whom"
    if not _days_fit(asked, dials):
        yield "days"
    if asked.responder is None:
        yield "responder"
    if not _answers_soon(asked, dials):
        yield "respond_by"
    yield from lacks_of_terms(asked.remedy, asked.threshold, dials.threshold_least)
    if asked.spent + asked.questions > dials.questions_a_month:
        yield "burden"
    if asked.owes:
        yield "owes_an_answer"
    if asked.crowded:
        yield "crowded"
    if not asked.accepted:
        yield ACCEPTED


def _days_fit(asked: Asked, dials: Dials) -> bool:
    if asked.begins_on is None or asked.ends_on is None:
        return False
    return timedelta(0) <= asked.ends_on - asked.begins_on < timedelta(days=dials.longest_days)


def _answers_soon(asked: Asked, dials: Dials) -> bool:
    if asked.ends_on is None or asked.respond_by is None:
        return asked.respond_by is not None  # of a poll without a last day the days are named
    return timedelta(0) < asked.respond_by - asked.ends_on <= timedelta(days=dials.answer_within_days)
