"""Everything that the indicators, the five counters among them, and pages of corridors tell of the same people, over
two months.

Whoever attacks knows of each kind of subject in which numbers it is counted, but not how many there are of it: those
that are counted alike are one unknown. So it makes no difference by which sums an edition protects itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

import numpy as np

from saphan.impact.facts import Coded, Said, month_of
from saphan.impact.indicators.catalogue import Catalogue, catalogue
from saphan.impact.indicators.folding import Sums, fold
from saphan.impact.indicators.marking import State, parts
from saphan.impact.publishing.elsewhere import Elsewhere, beside
from saphan.impact.publishing.parts import numbers_of
from saphan.impact.publishing.periods import ALL, quarter_of, year_of
from saphan.impact.publishing.weaving import TOGETHER, UNCODED, Woven, name_of, weave
from saphan.release import linked, together
from saphan.release.linked import Stands
from tests.release.attacked import WORLDS, Outcome

SECRET = b"s" * 32
PARTS = 4
BEGINS, JUNE, JULY = date(2026, 4, 1), date(2026, 6, 1), date(2026, 7, 1)
ABOUT = (
    *("voices_by_language", "voices_by_channel", "voices_answered", "answered_in_her_language", "stories_deleted"),
    *("issues_by_kind", "issues_by_sector", "issues_corroborated", "issues_verified", "verified_shown_to_a_partner"),
    *("issues_remedied", "workers_affected", "workers_affected_verified", "workers_affected_remedied"),
    *("money_returned", "people_met", "people_met_by_place"),
)
COUNTERS = tuple(
    name_of(one, "all", TOGETHER, ALL)
    for one in ("voices_by_language", "issues_by_kind", *(name for name in ABOUT if name.startswith("workers_")))
)
Atom = tuple[str, ...]  # the numbers in which such a subject is counted
MET, QUARTER = name_of("people_met", "all", TOGETHER, "2026-Q2"), "2026-Q2"


def _those(names: Iterable[str]) -> Catalogue:
    whole = catalogue()
    kept = tuple(whole[name] for name in names)

    def of(known: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
        return {mark: tuple(one for one in some if one in kept) for mark, some in known.items()}

    return replace(whole, indicators=kept, by_mark=of(whole.by_mark), by_number=of(whole.by_number))


KNOWN = _those(ABOUT)


@dataclass(slots=True)
class World:
    """woven: with what pages of corridors tell; alone: without. value, subjects: of each number. atoms: how many
    subjects of each kind there are.
    """

    woven: Woven
    alone: Woven
    value: Counter[str] = field(default_factory=Counter)
    subjects: Counter[str] = field(default_factory=Counter)
    atoms: Counter[Atom] = field(default_factory=Counter)


class Reader:
    """Whoever reads numbers of a world and wants those that are kept.

    Of each number she knows of which unknowns it is the sum. What nobody shall find out: small numbers, and unknowns
    of few subjects.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        names = {*world.woven.first, *(name for name in world.value if name.startswith("met|"))}
        sums: dict[str, list[tuple[object, float]]] = {name: [(name, -1.0)] for name in sorted(names)}
        self._inside: dict[str, set[object]] = {name: set() for name in sums}
        few: set[object] = set()
        for atom in world.atoms.keys() | _kinds().keys():
            for name in atom:
                if name in sums:
                    one = _unknown(name, atom)
                    sums[name].append((one, 1.0))
                    self._inside[name].add(one)
                    few |= {one} if 0 < world.atoms[atom] < 11 else set()
        anything = (0.0, np.inf)
        many = {one: anything for some in self._inside.values() for one in some if one not in few}
        large: dict[object, tuple[float, float]] = {name: anything for name in sums if world.subjects[name] >= 11}
        self._system = together.system({}, sums.values(), many | large)
        self._place = {name: at for at, name in enumerate(self._system.names)}

    def finds(self, told: Iterable[str]) -> set[object]:
        """And of two numbers that are told, of which one is within the other, those with few in the other alone."""
        known = [name for name in told if name in self._world.value]
        low, high, hidden = self._system.low.copy(), self._system.high.copy(), self._system.hidden.copy()
        for name in known:
            at = self._place[name]
            low[at] = high[at] = self._world.value[name]
            hidden[at] = False
        found = together.recovered([replace(self._system, low=low, high=high, hidden=hidden)])
        return {one.name for one in found} | set(self._few_between(known))

    def _few_between(self, known: Sequence[str]) -> Iterator[object]:
        for inner in known:
            counts = self._world.value if inner.startswith("met|") else self._world.subjects  # pages tell of people
            for outer in known:
                if 0 < counts[outer] - counts[inner] < 11 and self._inside[inner] < self._inside[outer]:
                    yield inner, outer


def attacked(worlds: int = WORLDS, part: int = 0) -> Outcome:
    """Without protection: whatever eleven subjects or more stand behind. part: other worlds in each."""
    return _attacked(worlds, lambda world, now: _large(world), part)


def beside_counters(worlds: int = WORLDS) -> Outcome:
    """Without one web: the five counters let out by themselves, beside an edition that is protected by itself."""
    return _attacked(worlds, lambda world, now: {*now, *(name for name in COUNTERS if world.subjects[name] >= 11)})


def beside_pages(worlds: int = WORLDS) -> Outcome:
    """Without knowing of them: an edition that is protected by itself, beside pages of corridors."""
    return _attacked(worlds, lambda world, _: {*world.alone.under_every_name(linked.let_out(world.alone.web))})


def _attacked(worlds: int, bare: Callable[[World, Mapping[str, Stands]], set[str]], part: int = 0) -> Outcome:
    random, outcome = np.random.default_rng(31 + part), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        facts = list(_facts(random, int(random.integers(20, 70)), int(random.integers(12, 45))))
        first, second = _world(facts, JUNE), _world(facts, JULY)
        now = first.woven.under_every_name(linked.let_out(first.woven.web))
        former = second.woven.before(now)
        later = second.woven.under_every_name(linked.let_out(second.woven.web, former))
        told = second.woven.under_every_name(former)
        reader, pages = Reader(first), first.woven.web.elsewhere
        outcome.found += bool(reader.finds({*now, *pages}) or _new_in_the_second(second, told, later))
        outcome.bare += bool(reader.finds(bare(first, now) | pages))
        for name in _large(first) & first.woven.first.keys():
            stands = now.get(name)
            read = linked.rounded(name, stands.value, SECRET) if stands and stands.shown else None
            outcome.reads(first.value[name], read)
    return outcome


def _new_in_the_second(world: World, former: Mapping[str, Stands], later: Mapping[str, Stands]) -> bool:
    """Beyond what the first one tells somebody who takes it for the second; or a number moved by few."""
    if any(0 < abs(later[name].subjects - one.subjects) < 11 for name, one in former.items() if name in later):
        return True
    reader, pages = Reader(world), world.woven.web.elsewhere
    return bool(reader.finds(_still(world, later) | pages) - reader.finds(_still(world, former) | pages))


def _large(world: World) -> set[str]:
    return {name for name, many in world.subjects.items() if many >= 11}


def _still(world: World, stands: Mapping[str, Stands]) -> set[str]:
    return {
        name for name, one in stands.items() if (one.value, one.subjects) == (world.value[name], world.subjects[name])
    }


def _unknown(name: str, atom: Atom) -> object:
    """How many subjects, or what they weigh."""
    indicator, _, part = name.partition("|")[0].partition(".")
    return ("" if part == "behind" else _weight("people_met" if indicator == "met" else indicator), atom)


@cache
def _weight(indicator: str) -> str:
    one = KNOWN[indicator]
    if one.unit == "people" and one.by:
        return "people met"
    return f"{one.by if one.by in one.top else ''}{one.top}" if one.top else ""


def _world(facts: list[Said], month: date) -> World:
    states, tally = fold((one for one in facts if month_of(one.on) <= month), KNOWN)
    alone = weave({cell: sums for cell, sums in tally.items() if cell.month <= month}, KNOWN, month)
    on_pages = {one.subject: _cell(one) for one in facts if "corridor" in one.payload and quarter_of(one.on) == QUARTER}
    cells: Counter[str] = Counter()
    for name, people in on_pages.values():
        cells[name] += people
    world = World(beside(alone, [Elsewhere(MET, cells)]), alone)
    for subject, state in states.items():
        told = dict(_told_of(state))
        if subject in on_pages:
            name, people = on_pages[subject]
            told[name] = people, people
        for name, (value, subjects) in told.items():
            world.value[name] += value
            world.subjects[name] += subjects
        world.atoms[tuple(sorted(told))] += 1
    return world


def _cell(said: Said) -> tuple[str, int]:
    """Of a page, and how many people of one meeting are in it."""
    return f"met|{said.payload['corridor']}", int(str(said.payload["people"]))


def _told_of(state: State) -> Iterator[tuple[str, tuple[int, int]]]:
    for part in parts(state.shape.marks, KNOWN.indicators):
        one, sums = KNOWN[part.indicator], Sums()
        sums.add(part, 1, state.since)
        quarter = quarter_of(date.fromordinal(state.since + part.cohort))
        code = part.code or (UNCODED if one.by else TOGETHER)
        places = [(each, period) for each in {TOGETHER, code} for period in (ALL, year_of(quarter))]
        for each, period in (*places, (TOGETHER, quarter)):
            for name, number in numbers_of(one, sums).items():
                if number.subjects:
                    yield name_of(one.id, name, each, period), (number.value, number.subjects)


@cache
def _kinds() -> Counter[Atom]:
    """That there can be."""
    random = np.random.default_rng(1)
    facts = list(_facts(random, 1500, 800))
    return _world(facts, JULY).atoms


def _facts(random: np.random.Generator, stories: int, issues: int) -> Iterator[Said]:
    """Of four months; stories, issues and meetings by their size at random."""
    ids = (UUID(int=one) for one in count(1))
    languages = random.dirichlet((4, 2, 1, 0.5))
    families, sectors = random.dirichlet((4, 2, 1)), random.dirichlet((3, 2, 1))
    for _ in range(stories):
        yield from _story(random, next(ids), str(random.choice(["my", "km", "ne", "lo"], p=languages)))
    for _ in range(issues):
        about = {
            "family": str(random.choice(list("ACE"), p=families)),
            "sector": str(random.choice(["fish", "sew", "build"], p=sectors)),
        }
        yield from _issue(random, next(ids), about)
    for _ in range(issues // 2):
        people: dict[str, Coded] = {
            "people": int(random.integers(2, 30)),
            "language": str(random.choice(["my", "km"])),
            "place": str(random.choice(["TH-74", "TH-20"])),
            "corridor": str(random.choice(["MM-TH", "KH-TH", "NP-TH"], p=[0.6, 0.3, 0.1])),
        }
        yield Said(_day(random), "empowerment.group_met", next(ids), people)


def _day(random: np.random.Generator) -> date:
    return BEGINS + timedelta(days=int(random.integers(0, 120)))


def _story(random: np.random.Generator, story: UUID, language: str) -> Iterator[Said]:
    on = _day(random)
    told: dict[str, Coded] = {"language": language, "channel": ("web", "phone")[random.random() < 0.3]}
    yield Said(on, "voice.received", story, told)
    if random.random() < 0.8:
        answered = on + timedelta(days=int(random.integers(0, 30)))
        yield Said(answered, "voice.replied", story, {"hers": bool(random.random() < 0.7)})
    if random.random() < 0.1:
        yield Said(on + timedelta(days=30), "voice.story_deleted", story, told)


def _issue(random: np.random.Generator, issue: UUID, about: Mapping[str, Coded]) -> Iterator[Said]:
    on = _day(random)
    yield Said(on, "verification.issue_opened", issue, about)
    for _ in range(int(random.integers(1, 4))):
        yield Said(on, "verification.voice_counted", issue, {"number": int(random.geometric(0.16)), "again": False})
    path = ["received", "corroborated", "verified", "disclosed", "agreed", "delivered", "remedied"]
    if random.random() < 0.1:
        del path[int(random.integers(1, 3)) : 3]  # danger at a place: the partner is asked for a check
    for source, target in zip(path[: int(random.integers(0, 8))], path[1:], strict=False):
        on += timedelta(days=int(random.integers(1, 15)))
        yield Said(on, "issue.moved", issue, {"from": source, "to": target})
        if target == "disclosed":
            yield Said(on, "remedy.disclosed", issue, {"recipient_kind": "supplier"})
        if target == "delivered" and random.random() < 0.5:
            yield Said(on, "remedy.delivered", issue, {"amount": "1000", "currency": "THB"})
