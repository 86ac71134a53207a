"""A pool with half a year of few voices at a dozen plants, so that a rise stands out from something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from saphan.network import services
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.verification import gathering
from saphan.verification.models import CodedFact, Signal
from saphan.verification.signals import raising
from tests.verification.world import World

WEEKS = 40
FAMILIES = {"C": "unpaid_overtime", "D": "no_rest_day", "A": "fee_overcharge", "F": "verbal_abuse"}


@dataclass
class Around:
    """The plants, and who recruits for the first five of them."""

    world: World
    plants: tuple[UUID, ...]
    recruiter: UUID

    def says(self, at: UUID, kind: str = "fee_overcharge", desk_id: UUID | None = None, gather: bool = True) -> UUID:
        """A new voice speaks; returns the concern."""
        concern = self.world.concern(self.world.story(desk_id=desk_id), kind=kind, at=at)
        if gather:
            gathering.gather(concern)
        return concern

    def rise(self, voices: int = 5, desks: Iterable[UUID | None] = (None,)) -> list[UUID]:
        """So many voices at as many plants of one recruiter, in this week, by these desks in turn."""
        turns = list(desks)
        return [self.says(self.plants[number % 5], desk_id=turns[number % len(turns)]) for number in range(voices)]

    def look(self) -> list[Signal]:
        raising.look(self.world.pool())
        return self.signals()

    def signals(self) -> list[Signal]:
        with acting_as(System("test.signals")):
            return list(Signal.objects.order_by("raised_on", "id"))

    def signal(self) -> Signal:
        (one,) = self.signals()
        return one


def make(world: World) -> Around:
    recruiter = services.create_organisation(kind="recruiter", name="Hill Station Overseas", country="MM")
    plants = tuple(
        services.create_organisation(kind="supplier", name=f"Plant {number}", country="TH", place=f"Town {number % 4}")
        for number in range(12)
    )
    since = clock.today() - timedelta(weeks=60)
    for plant in plants[:5]:
        services.relate(source_id=recruiter, kind="recruits_for", target_id=plant, since=since)
    with acting_as(System("test.signals")):
        CodedFact.objects.bulk_create(_history(world, plants))
    return Around(world, plants, recruiter)


def _history(world: World, plants: tuple[UUID, ...]) -> Iterable[CodedFact]:
    """One voice or none a week, at each plant and of each family in turn."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    for back in range(6, WEEKS):
        if back % 4 != 3:
            family = list(FAMILIES)[back % len(FAMILIES)]
            yield _fact(world, plants[back % len(plants)], family, monday - timedelta(weeks=back))


def _fact(world: World, plant: UUID, family: str, monday: date) -> CodedFact:
    return CodedFact(
        pool_id=world.pool(),
        source=random_id(),
        kind=FAMILIES[family],
        family=family,
        respondent_id=plant,
        stage="employment",
        week=monday,
        voice_group=random_id(),
        desk_id=world.bridge,
        channel="web",
        language="my",
        first_hand=True,
        number_band="under 10",
    )
