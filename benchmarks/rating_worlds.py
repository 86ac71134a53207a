"""Invented worlds of reviews with planted rings, and the truth of each, for `benchmarks/rating.py` and its small test.

Honest: 8 to 45 reviewers of each organisation, each with a mood; one in seven ticks one answer all the way down; some
go on to a second organisation near the first (a recruiter and the employer it sends to); some come together in one
week, because a team met them. One organisation in seven treats three people in ten far worse than the others. Planted:
rings of 2 to 20 accounts, until 30 % of all reviews are theirs. No trace ties any two of them: what the house's own
engine would catch is not counted here. Truth: the mean of what endlessly many honest people would say.
"""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saphan.empowerment.reviews.sheet import Sheet

Numbers = NDArray[np.float64]
Rng = np.random.Generator

ATTACKS: Final = ("praise", "blame", "mixed", "slow", "camouflage", "mild")
PATIENT: Final = "patient"  # cannot be caught; scored apart
CROWDED: Final = "crowded"  # all rings at one organisation in six: there most of what is said is planted; scored apart
CRITERIA, WEEKS, PLANTED, WORSE = 6, 104, 0.30, 2.0
KINDS, NEIGHBOURS = 2, 3


@dataclass
class Rows:
    voice: list[int] = field(default_factory=list)
    organisation: list[int] = field(default_factory=list)
    week: list[int] = field(default_factory=list)
    answers: list[Numbers] = field(default_factory=list)
    verified: list[bool] = field(default_factory=list)
    planted: list[bool] = field(default_factory=list)
    voices: int = 0

    def account(self) -> int:
        self.voices += 1
        return self.voices - 1

    def add(self, voice: int, organisation: int, week: float, answers: Numbers, verified: bool, planted: bool) -> None:
        self.voice.append(voice)
        self.organisation.append(organisation)
        self.week.append(int(np.clip(week, 0, WEEKS - 1)))
        self.answers.append(answers)
        self.verified.append(verified)
        self.planted.append(planted)


@dataclass(frozen=True)
class People:
    """How honest people write in one world; each world draws its own, near what the rating expects and beside it."""

    level: Numbers  # (O, C)
    mood: float
    slip: float
    verified: float
    torn: NDArray[np.bool_]  # (O,) treats some people far worse than the others

    def say(self, organisation: int, by: Rng, many: int = 1) -> Numbers:
        """(many, C) answers."""
        mood = by.normal(0, self.mood, (many, 1))
        slips = by.normal(0, self.slip, (many, CRITERIA))
        straight = by.random((many, 1)) < 1 / 7
        worse = np.where(self.torn[organisation] & (by.random((many, 1)) < 0.3), WORSE, 0.0)
        heard = self.level[organisation] + mood - worse + np.where(straight, slips[:, :1], slips)
        heard = np.where(straight, heard.mean(axis=1, keepdims=True), heard)
        return np.clip(np.rint(heard), 1, 5)


@dataclass(frozen=True)
class World:
    sheet: Sheet
    truth: Numbers  # (O, C)
    planted: NDArray[np.bool_]
    attacked: NDArray[np.bool_]  # (O,)


def world(attack: str, seed: int, organisations: int = 40, verified: float | None = None) -> World:
    by = np.random.default_rng(seed)
    level = np.clip(by.normal(3.2, 0.85, (organisations, 1)) + by.normal(0, 0.4, (organisations, CRITERIA)), 1, 5)
    known = by.uniform(0.2, 0.45) if verified is None else verified
    people = People(level, by.uniform(0.3, 0.7), by.uniform(0.65, 0.95), known, by.random(organisations) < 0.15)
    rows = Rows()
    for organisation in range(organisations):
        _honest(rows, people, organisation, by)
    _rings(rows, people, attack, by)
    truth = np.stack([people.say(organisation, by, 4000).mean(axis=0) for organisation in range(organisations)])
    return _made(rows, truth, organisations)


def _honest(rows: Rows, people: People, organisation: int, by: Rng) -> None:
    many, together = int(by.integers(8, 46)), by.random() < 0.3
    met = int(by.integers(5, 15)) if together else 0
    met_in = by.integers(0, WEEKS)
    for number in range(many):
        voice = rows.account()
        week = met_in + by.integers(-1, 2) if number < met else by.integers(0, WEEKS)
        is_known = by.random() < (0.8 if number < met else people.verified)
        rows.add(voice, organisation, week, people.say(organisation, by)[0], is_known, False)
        if by.random() < 0.2:
            second = (organisation + int(by.integers(1, NEIGHBOURS + 1))) % len(people.level)
            rows.add(voice, second, week + by.integers(0, 9), people.say(second, by)[0], is_known, False)


def _rings(rows: Rows, people: People, attack: str, by: Rng) -> None:
    honest, wanted = len(rows.voice), int(len(rows.voice) * PLANTED / (1 - PLANTED))
    while sum(rows.planted) < wanted:
        _ring(rows, people, attack, int(by.integers(2, 21)), by)
    assert len(rows.voice) > honest


def _ring(rows: Rows, people: People, attack: str, size: int, by: Rng) -> None:
    """One ring: whom it is for, whom it is against, and how it goes about it."""
    worse, better = _whom(people, attack, by)
    targets = {"praise": [(worse, 1)], "blame": [(better, -1)]}.get(attack, [(worse, 1), (better, -1)])
    if attack in {"mild", "slow", PATIENT}:
        targets = [targets[int(by.integers(2))]]
    began, spread = by.integers(0, WEEKS), 1
    accounts = [rows.account() for _ in range(size)]
    for account in accounts:
        for target, sign in targets:
            week = by.integers(0, WEEKS) if attack in {"slow", PATIENT} else began + by.integers(-spread, spread + 1)
            is_known = bool(by.random() < 0.02)
            rows.add(account, target, week, _planted(people, attack, target, sign, by), is_known, True)
        if attack == "camouflage":
            for _ in range(int(by.integers(1, 4))):
                other = int(by.integers(0, len(people.level)))
                rows.add(account, other, by.integers(0, WEEKS), people.say(other, by)[0], False, False)


def _whom(people: People, attack: str, by: Rng) -> tuple[int, int]:
    """A ring is for somebody whom truth does not flatter, and against somebody whom it does."""
    order = np.argsort(people.level.mean(axis=1))
    if attack == CROWDED:
        order = order[::6]
    half = len(order) // 2
    return int(by.choice(order[: half + half // 3])), int(by.choice(order[half - half // 3 :]))


def _planted(people: People, attack: str, target: int, sign: int, by: Rng) -> Numbers:
    if attack == PATIENT:  # as somebody would write whose truth is two better, or two worse
        other = People(people.level + 2.0 * sign, people.mood, people.slip, 0, people.torn)
        return other.say(target, by)[0]
    chances = [0.1, 0.35, 0.55] if attack == "mild" else [0.03, 0.12, 0.85]
    steps = by.choice([2, 1, 0], size=CRITERIA, p=chances)
    return np.asarray(5.0 - steps if sign > 0 else 1.0 + steps)


def _made(rows: Rows, truth: Numbers, organisations: int) -> World:
    verified, planted = np.array(rows.verified), np.array(rows.planted)
    place = np.array(rows.organisation, dtype=np.intp)
    # of one account's two reviews of one organisation the first stays
    _, first = np.unique(np.array(rows.voice) * organisations + place, return_index=True)
    sheet = Sheet(
        voices=[UUID(int=number) for number in range(rows.voices)],
        organisations=[UUID(int=number) for number in range(organisations)],
        criteria=[f"c{number}" for number in range(CRITERIA)],
        voice=np.array(rows.voice, dtype=np.intp)[first],
        organisation=place[first],
        kind=np.arange(organisations, dtype=np.intp) % KINDS,
        week=np.array(rows.week, dtype=np.intp)[first],
        answers=np.stack(rows.answers)[first],
        verified=verified[first],
        base=np.ones(len(first)),
        row_of=np.arange(len(first), dtype=np.intp),
    )
    attacked = np.bincount(sheet.organisation, weights=planted[first], minlength=organisations) > 0
    return World(sheet, truth, planted[first], attacked)
