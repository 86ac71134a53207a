"""What may be shown to a worker, and whose names stand behind it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from saphan.empowerment.acceptance.models import Acceptance
from saphan.network import demo_log_ins
from saphan.store.acting import acting_as
from saphan.store.callers import System

Kind = Literal["lesson", "rule"]
OURSELVES = System("empowerment.shown")


@dataclass(frozen=True, slots=True)
class Shown:
    """accepted_by: names, as they were given; empty where only a demo shows it."""

    visible: bool
    accepted_by: tuple[str, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Shown in a demo though no named person has accepted it: pages say so, in words and by a sign."""
        return self.visible and not self.accepted_by


@dataclass(frozen=True, slots=True)
class Word:
    """What one person said last of one text."""

    verdict: str
    name: str
    standing: str
    remark: str
    at: datetime


def shown(kind: Kind, key: str, digest: str, language: str) -> Shown:
    """Whether a worker sees these very words of a lesson (language) or a rule (language "")."""
    return shown_of(kind, [(key, digest, language)])[key, digest, language]


def shown_of(kind: Kind, texts: Collection[tuple[str, str, str]]) -> dict[tuple[str, str, str], Shown]:
    """The same for many at once; a text is key, digest and language."""
    said = words_on(kind, texts)
    in_demo = demo_log_ins.are_allowed()
    return {text: _shown(said.get(text, ()), in_demo) for text in texts}


def words_on(kind: Kind, texts: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], tuple[Word, ...]]:
    """The last word of each person on each text."""
    with acting_as(OURSELVES):
        rows = Acceptance.objects.filter(kind=kind, key__in={key for key, _, _ in texts}).order_by("at", "id")
        found: dict[tuple[str, str, str], dict[object, Word]] = defaultdict(dict)
        for row in rows:
            said = Word(row.verdict, row.name, row.standing, row.remark, row.at)
            found[row.key, row.digest, row.language][row.by] = said
    return {text: tuple(words.values()) for text, words in found.items()}


def _shown(words: Iterable[Word], in_demo: bool) -> Shown:
    verdicts = {word.verdict for word in words}
    if "accepted" in verdicts and "sent_back" not in verdicts:
        return Shown(True, tuple(sorted({word.name for word in words})))
    return Shown(in_demo)
