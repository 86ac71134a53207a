"""The figures count workers, and the numbers that they gave, from coded facts alone, whatever has come and gone."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest

from saphan.network.selectors import pool_of_desk
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.ids import ordered_id
from saphan.store.tasks import run_waiting
from saphan.vault import recording
from saphan.vault.models import Fact
from saphan.verification import facts, gathering
from saphan.verification.again import Voices
from saphan.verification.facts import AnyFact, Coded
from saphan.verification.models import Issue
from saphan.verification.recounting.recount import recount
from saphan.voice.deleting import delete_story
from saphan.voice.linking import joining
from saphan.voice.linking.models import Link
from saphan.voice.models import Conversation
from tests.verification.test_count_as_one import join as put_together
from tests.verification.test_following import join, leave
from tests.verification.world import World

Hers = tuple[UUID, str, UUID, UUID]  # pool, kind family, respondent, voice
HEARD = COUNTED, TAKEN_BACK = "verification.voice_counted", "verification.voice_taken_back"


def hers(fact: AnyFact) -> Hers:
    return fact.pool_id, fact.family, fact.respondent_id, fact.voice_group


@pytest.mark.parametrize("seed", range(10))
def test_in_memory_each_worker_counts_once(seed: int) -> None:
    # Given facts of two pools, places, families and voices, of which some stand already
    chance = random.Random(seed)
    ids = [UUID(int=each) for each in range(2)]
    made = [_fact(UUID(int=each), chance, ids) for each in range(12)]
    standing, out = made[:4], made[4:]
    voices, workers = Voices(standing), Counter(set(map(hers, standing)))

    # When they come and go, then whoever has something that stands counts once
    for _ in range(40):
        comes = bool(out) and (not standing or chance.random() < 0.5)
        here, there = (out, standing) if comes else (standing, out)
        fact = here.pop(chance.randrange(len(here)))
        there.append(fact)
        again = voices.take_in(fact) if comes else voices.take_out(fact)
        if not again:
            workers[hers(fact)] += 1 if comes else -1
        assert +workers == Counter(set(map(hers, standing)))
        assert min(workers.values()) >= 0


def _fact(source: UUID, chance: random.Random, ids: list[UUID]) -> Coded:
    pool_id, place, voice = (chance.choice(ids) for _ in range(3))
    said = (voice, UUID(int=9), "web", "my", True, "", "under 10", "", 1)
    return Coded(pool_id, source, "late_pay", chance.choice("CD"), place, "employment", date(2026, 1, 5), *said)


@dataclass
class Ledger:
    """What the figures heard so far: of each worker behind one issue how often she counts, and by which numbers."""

    numbers: dict[UUID, int] = field(default_factory=dict)  # by concern
    workers: Counter[Hers] = field(default_factory=Counter)
    said: Counter[tuple[Hers, int]] = field(default_factory=Counter)
    heard: set[UUID] = field(default_factory=set)
    whose: dict[UUID, Hers] = field(default_factory=dict)  # by concern, as whose it counted last

    def check(self) -> None:
        with acting_as(System("test")):
            new = list(Fact.objects.filter(kind__in=HEARD).exclude(id__in=self.heard).order_by("id"))
            issues = {issue.id: issue for issue in Issue.objects.all()}
            standing = {fact.source: hers(fact) for fact in facts.standing()}
        for fact in new:
            self._hear(fact, issues[fact.subject])
        assert self.workers == Counter(set(standing.values()))
        assert self.said == Counter((whose, self.numbers[concern]) for concern, whose in standing.items())
        self.heard |= {fact.id for fact in new}

    def _hear(self, fact: Fact, issue: Issue) -> None:
        told, counts = fact.payload, fact.kind == COUNTED
        assert set(told) == {"concern", "number", "again"} | ({"voice"} if counts else set())
        concern, about = UUID(told["concern"]), (issue.pool_id, issue.family, issue.respondent_id)
        if counts:
            self.whose[concern] = (*about, UUID(told["voice"]))
        whose = self.whose[concern]
        assert whose[:3] == about
        self.said[whose, told["number"]] += 1 if counts else -1
        if not told["again"]:
            self.workers[whose] += 1 if counts else -1


@dataclass
class Life:
    """Random acts of workers and desks by the real services."""

    world: World
    chance: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    standing: list[UUID] = field(default_factory=list)

    def speaks(self) -> None:
        desk_id = self.chance.choice([self.world.bridge, self.world.bridge, self.world.river])
        gathering.gather(self._concern(self.world.story(desk_id=desk_id)))

    def says_more(self) -> None:
        earlier = self.chance.choice(self.standing)
        gathering.gather(self._concern(self.world.conversation_of(earlier), group=self.world.group_of(earlier)))

    def is_corrected(self) -> None:
        """Both tasks in either order."""
        wrong = self._one_of()
        right = self._concern(self.world.conversation_of(wrong), self.world.group_of(wrong), supersedes=wrong)
        if self.chance.random() < 0.5:
            gathering.gather(right)
        self.world.withdraw(wrong)
        gathering.gather(right)

    def withdraws(self) -> None:
        self.world.withdraw(self._one_of())

    def deletes(self) -> None:
        story = self.world.conversation_of(self._one_of())
        self.standing = [each for each in self.standing if self.world.conversation_of(each) != story]
        delete_story(conversation_id=story, by=Story(story))
        run_waiting()

    def is_put_together(self) -> None:
        with acting_as(System("test")):
            linked = {each for link in Link.objects.all() for each in (link.conversation_id, link.earlier_id)}
            told = {self.world.conversation_of(each) for each in self.standing} - linked
            here = Conversation.objects.filter(id__in=told, desk_id=self.world.bridge)
            stories = sorted(here.values_list("id", flat=True))
        if len(stories) > 1:
            put_together(self.world, *self.chance.sample(stories, 2))

    def is_parted(self) -> None:
        with acting_as(System("test")):
            link = Link.objects.filter(undone_on=None).first()
        if link:
            joining.undo(link_id=link.id, by=self.world.member("caseworker"))
            run_waiting()

    def desk_moves(self) -> None:
        if pool_of_desk(self.world.river) == self.world.pool():
            leave(self.world, self.world.river)
        else:
            join(self.world, self.world.river, self.world.bridge)

    def two_were_lost(self) -> None:
        """Of one voice; what is missing is written at once."""
        story = self.world.story()
        group = self.world.group_of(self._concern(story))
        self._concern(story, group)
        if self.standing:
            earlier = self.chance.choice(self.standing)
            self._concern(self.world.conversation_of(earlier), self.world.group_of(earlier))
        for pool_id in {self.world.pool(), pool_of_desk(self.world.river)}:
            recount(pool_id)

    def _concern(self, story: UUID, group: UUID | None = None, supersedes: UUID | None = None) -> UUID:
        number = self.chance.choice([1, 4, 60])
        kind = self.chance.choice(["late_pay", "unpaid_overtime", "heat"])
        made = self.world.concern(story, kind=kind, group=group, supersedes=supersedes, number=number)
        self.ledger.numbers[made] = number
        self.standing.append(made)
        return made

    def _one_of(self) -> UUID:
        return self.standing.pop(self.chance.randrange(len(self.standing)))


@pytest.mark.django_db
def test_what_the_figures_hear_of_one_worker_who_says_two_things(world: World) -> None:
    # Given one who says two things, and then takes both back
    story, voice = world.story(), UUID(int=7)
    first, second = (world.concern(story, group=voice, number=number) for number in (4, 60))
    for act in (gathering.gather, world.withdraw):
        for concern in (first, second):
            act(concern)

    # Then she came once, and went once, with each number that she gave
    with acting_as(System("test")):
        told = {(fact.kind, fact.payload["concern"]): fact.payload for fact in Fact.objects.filter(kind__in=HEARD)}
    assert [told[kind, str(concern)] for kind in HEARD for concern in (first, second)] == [
        {"concern": str(first), "voice": str(voice), "number": 4, "again": False},
        {"concern": str(second), "voice": str(voice), "number": 60, "again": True},
        {"concern": str(first), "number": 4, "again": True},
        {"concern": str(second), "number": 60, "again": False},
    ]


ACTS = (
    *(Life.speaks, Life.speaks, Life.says_more, Life.says_more, Life.is_corrected, Life.withdraws, Life.deletes),
    *(Life.is_put_together, Life.is_put_together, Life.is_parted, Life.desk_moves, Life.two_were_lost),
)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_over_any_history_the_figures_count_each_worker_and_her_numbers_once(
    world: World, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "random_id", ordered_id)  # to be read in the order in which they were written
    life = Life(world, random.Random(seed))
    for _ in range(18):
        act = life.chance.choice(ACTS) if life.standing else Life.speaks
        act(life)
        life.ledger.check()
