"""A questionnaire that somebody wrote in a sheet, as questions of a draft, which is proposed like any other.

One row a question. Columns: `question en`, `question my`, …; `choices en`, … with a bar between; `delicate`: yes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from saphan.dialogue.polls.gate import DEFAULT
from saphan.dialogue.polls.services import LONGEST_WORDS, Question
from saphan.dialogue.refusals import DoesNotFit
from saphan.languages.writing import clean
from saphan.voice.old_logs.mapping import Mapping
from saphan.voice.old_logs.sheets import Row, SheetError, opened_in_memory

LARGEST: Final = 500_000  # bytes
QUESTION, CHOICES, DELICATE, BAR = "question ", "choices ", "delicate", "|"
YES: Final = frozenset({"yes", "y", "1", "true", "x"})


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """languages: codes, as the columns stand."""

    languages: tuple[str, ...]
    questions: tuple[Question, ...]


def read(name: str, content: bytes, spoken: frozenset[str]) -> Questionnaire:
    """spoken: languages in which polls can be asked; columns of others are refused. Raises DoesNotFit.

    The way out is `sheet` for what is no such sheet, `sheet_languages`, or `sheet_rows` for too many or damaged rows.
    """
    if len(content) > LARGEST:
        raise DoesNotFit("sheet")
    try:
        with opened_in_memory(name, content, Mapping(name, {})) as sheet:
            headings = tuple(each.strip().lower() for each in sheet.headings)
            languages = tuple(each.removeprefix(QUESTION).strip() for each in headings if each.startswith(QUESTION))
            if not languages:
                raise DoesNotFit("sheet")
            if not set(languages) <= spoken:
                raise DoesNotFit("sheet_languages")
            return Questionnaire(languages, tuple(_questions(sheet.rows, languages)))
    except SheetError:
        raise DoesNotFit("sheet") from None


def _questions(rows: Iterator[Row], languages: tuple[str, ...]) -> Iterator[Question]:
    number = 0
    for row in rows:
        if row.problem:
            raise DoesNotFit("sheet_rows")
        cells = {heading.strip().lower(): clean(text).strip() for heading, text in row.cells.items()}
        words = {code: text for code in languages if (text := cells.get(f"{QUESTION}{code}", ""))}
        if not words:
            continue
        number += 1
        if number > DEFAULT.questions_a_month or any(len(text) > LONGEST_WORDS for text in words.values()):
            raise DoesNotFit("sheet_rows")
        choices = {code: found for code in languages if (found := _choices(cells.get(f"{CHOICES}{code}", "")))}
        yield Question(words, choices, cells.get(DELICATE, "").lower() in YES)


def _choices(cell: str) -> list[str]:
    return [one for each in cell.split(BAR) if (one := each.strip())]
