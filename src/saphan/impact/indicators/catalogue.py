"""The indicators of the theory of change, read from `data/catalogue.toml`: what leaves a mark, and what counts. Pure.

A fact leaves marks on its subject (an issue, a story, a case …). An indicator is a rule over the marks of one subject;
its figure is the sum over all subjects. So the order in which facts are read never matters, and one that takes
something back is a mark of the other sign.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from saphan.impact.facts import Coded

FILE = Path(__file__).parent / "data" / "catalogue.toml"
FORMAT = b"3"  # of the states and tallies that are kept; another one means that all is folded anew

ACTORS = {1: "job seekers and workers", 2: "recruiters and employers", 3: "government, brands and retailers"}
OBJECTIVES = {
    1: "workers identify and avoid exploitation",
    2: "recruiters and employers stop exploiting",
    3: "brands, retailers and government actively stop it",
}
PROGRAMMES = {
    "labour_monitoring": "labour monitoring",
    "strategic_partnership": "strategic partnership",
    "ethical_recruitment": "ethical recruitment",
    "outreach_empowerment": "outreach and empowerment",
    "job_seeker_marketplace": "job-seeker marketplace",
    "academy": "academy",
}
SHAPES = frozenset({"count", "share", "days"})
DIRECTIONS = frozenset({"up", "down", "none"})
CRITERIA = frozenset(
    {
        *("legitimate", "accessible", "predictable", "equitable", "transparent", "rights_compatible"),
        *("continuous_learning", "dialogue"),
    }
)
"""UNGP 31: of which of its eight criteria an indicator is evidence."""


class BadCatalogue(ValueError):
    """The file names something that is not there, or twice. The message says where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a fact of this kind leaves on its subject, where its payload fits.

    sign: -1 takes back. weight: the number in the payload that is added, else 1. split: the code in the payload under
    which it is kept apart, as a language.
    """

    id: str
    fact: str
    when: Mapping[str, tuple[Coded, ...]] = field(default_factory=dict)
    sign: int = 1
    weight: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number and what it means.

    Which subjects: those with every mark of `base` and none of `without`. Cohort: the month of the first mark of
    `base`. by: a mark that is kept apart by a code; the figure is kept apart too.

    count: subjects, or the sum of `top`, of each at least the largest code of `most`, a number. share: of these
    subjects those with every mark of `hit` (within so many days of the first of `base`), each weighing as much as
    `weigh` says, else 1; or the sum of `top` over the sum of `bottom`; or of all with a `start` those without an `end`
    more than `within` days after it, as of a day. days: from the first `start` to the first `end`; denominator: all
    with a start, so that who waits is seen.

    foremost: of all until now it is told rather than another, where one of the two must be hidden.
    """

    id: str
    actor: Literal[1, 2, 3]
    objective: Literal[1, 2, 3]
    programmes: tuple[str, ...]
    shape: Literal["count", "share", "days"]
    unit: str
    direction: Literal["up", "down", "none"]
    definition: str
    caveats: str
    base: tuple[str, ...]
    without: tuple[str, ...] = ()
    by: str = ""
    hit: tuple[str, ...] = ()
    within: int | None = None
    weigh: str = ""
    top: tuple[str, ...] = ()
    most: str = ""
    bottom: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    criteria: tuple[str, ...] = ()
    foremost: bool = False

    @property
    def reads(self) -> frozenset[str]:
        """Every mark that can change it."""
        named = (
            *self.base,
            *self.without,
            *self.hit,
            *self.top,
            *self.bottom,
            self.by,
            self.most,
            self.weigh,
            self.start,
            self.end,
        )
        return frozenset(named) - {""}

    @property
    def waits(self) -> bool:
        """It asks what no fact says but time alone: who still waits, after so many days."""
        return self.shape == "share" and bool(self.start)

    @property
    def sums(self) -> frozenset[str]:
        """Of these it asks how many; of the others only whether they stand, and since when."""
        return frozenset((*self.top, *self.bottom, self.weigh)) - {""}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """edition: raised when a definition changes. digest: of the file; another one means that all is folded anew."""

    edition: int
    digest: str
    marks: tuple[Mark, ...]
    indicators: tuple[Indicator, ...]
    by_fact: Mapping[str, tuple[Mark, ...]]
    by_mark: Mapping[str, tuple[Indicator, ...]]
    by_number: Mapping[str, tuple[Indicator, ...]]

    @property
    def kinds(self) -> frozenset[str]:
        """The facts that are read; all others are passed over."""
        return frozenset(self.by_fact)

    def __getitem__(self, indicator: str) -> Indicator:
        return next(each for each in self.indicators if each.id == indicator)


@cache
def catalogue() -> Catalogue:
    return read(FILE.read_bytes())


def read(written: bytes) -> Catalogue:
    """Raises BadCatalogue."""
    told = tomllib.loads(written.decode())
    marks = tuple(_mark(each) for each in told["mark"])
    indicators = tuple(_indicator(each) for each in told["indicator"])
    _check(marks, indicators)
    named = {each.id for each in marks}
    return Catalogue(
        edition=told["edition"],
        digest=sha256(FORMAT + written).hexdigest(),
        marks=marks,
        indicators=indicators,
        by_fact={kind: tuple(each for each in marks if each.fact == kind) for kind in {each.fact for each in marks}},
        by_mark={mark: tuple(each for each in indicators if mark in each.reads) for mark in named},
        by_number={mark: tuple(each for each in indicators if mark in each.sums) for mark in named},
    )


def _mark(told: dict[str, Any]) -> Mark:
    when = {key: tuple(known if isinstance(known, list) else [known]) for key, known in told.pop("when", {}).items()}
    return Mark(when=when, **told)


def _indicator(told: dict[str, Any]) -> Indicator:
    known: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return Indicator(**known)


def _check(marks: Iterable[Mark], indicators: Iterable[Indicator]) -> None:
    known = {each.id for each in marks}
    seen: set[str] = set()
    for each in indicators:
        if each.id in seen:
            raise BadCatalogue(f"{each.id} twice")
        seen.add(each.id)
        for fault in _faults(each, known):
            raise BadCatalogue(f"{each.id}: {fault}")


def _faults(one: Indicator, known: set[str]) -> Iterable[str]:
    if unknown := sorted(one.reads - known):
        yield f"no mark {unknown}"
    if len({mark.partition(".")[0] for mark in one.reads}) != 1:
        yield "marks of more than one kind of subject"
    if not one.base or one.shape not in SHAPES or one.direction not in DIRECTIONS:
        yield "base, shape or direction"
    if one.actor not in ACTORS or one.objective not in OBJECTIVES or not {*one.programmes} <= {*PROGRAMMES}:
        yield "actor, objective or programme"
    if not {*one.criteria} <= CRITERIA or not one.programmes:
        yield "criteria or no programme"
    if one.shape == "share" and [bool(one.hit), bool(one.top and one.bottom), one.waits].count(True) != 1:
        yield "a share is of hits, or of sums, or of those who wait"
    if one.most and not (one.shape == "count" and one.top):
        yield "the most of what"
    if one.waits and (one.within is None or not one.end):
        yield "who waits: for what, and how many days"
    if one.shape == "days" and not (one.start and one.end):
        yield "days are from a mark to a mark"
