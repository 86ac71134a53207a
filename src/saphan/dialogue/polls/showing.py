"""Results in the words of one language, as each page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.polls.results import Ended, Result
from saphan.dialogue.speaking import in_language

YES_NO: Sequence[str | Promise] = (_("No"), _("Yes"))


@dataclass(frozen=True, slots=True)
class Row:
    """One choice. people: about how many; None: not shown."""

    words: str | Promise
    people: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """share, low, high: of a delicate question, in percent. hides: some choice is not shown."""

    place: int
    words: str
    people: int | None
    rows: tuple[Row, ...]
    share: int | None
    low: int | None
    high: int | None

    @property
    def hides(self) -> bool:
        return any(row.people is None for row in self.rows)


def shown(ended: Ended, language: str) -> tuple[Shown, ...]:
    return tuple(_shown(one, language) for one in ended.results)


def _shown(one: Result, language: str) -> Shown:
    labels = in_language(one.choices, language) if one.choices else YES_NO
    rows = tuple(Row(words, people) for words, people in zip(labels, one.counts, strict=False))
    found = one.estimate
    share, low, high = (round(100 * each) for each in (found.share, found.low, found.high)) if found else (None,) * 3
    return Shown(one.place, in_language(one.words, language), one.people, rows, share, low, high)
