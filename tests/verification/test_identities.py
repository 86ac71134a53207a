"""Whatever was said: a merge and its split leave what there was, and no amount of praise moves anything."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting
from saphan.verification import gathering, selectors
from saphan.verification.models import Issue
from saphan.verification.services import record_finding, verify
from tests.verification.recounting.stories import rolled_back
from tests.verification.world import World

pytestmark = pytest.mark.django_db
SLOWLY = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Words:
    """One voice, about one of three names. browser: whoever shares it is counted as one."""

    place: int
    kind: str
    language: str
    desk: str
    browser: bool


def words(*kinds: str) -> some.SearchStrategy[Words]:
    return some.builds(
        Words,
        some.integers(0, 2),
        some.sampled_from(kinds),
        some.sampled_from(["my", "ne"]),
        some.sampled_from(["bridge", "bridge", "river"]),
        some.booleans(),
    )


voices = some.lists(words("late_pay", "unpaid_overtime", "heat", "locked_exit"), min_size=2, max_size=8)
praise = some.lists(words("good_practice", "says_not_so"), min_size=1, max_size=6)


@dataclass
class Names:
    """One pool in which people speak about three names."""

    world: World

    def __post_init__(self) -> None:
        made = [
            network.create_organisation(kind="workplace", name=name, country="TH", provisional=True)
            for name in ("Blu Praun", "Prawn of Blue")
        ]
        self.ids = [self.world.plant, *made]

    def say(self, said: list[Words]) -> None:
        concerns = []
        for each in said:
            story = self.world.story(desk_id=getattr(self.world, each.desk), language=each.language)
            concerns.append(self.world.concern(story, at=self.ids[each.place], kind=each.kind))
        if shared := [concern for concern, each in zip(concerns, said, strict=True) if each.browser]:
            self.world.from_one_browser(*shared)
        for concern in concerns:
            gathering.gather(concern)

    def verify(self) -> None:
        """A named verifier calls one back and says so, wherever she may."""
        by = self.world.verifier()
        for row in selectors.issues(by):
            if row.stage == "corroborated" and row.is_ours:
                heard = selectors.voices_of(row.id)[0].voice_group
                record_finding(issue_id=row.id, kind="call_back", voice_group=heard, by=by)
                verify(issue_id=row.id, method="call_back", confidence="high", by=by)

    def merge(self, away: int, stays: int) -> object:
        made = merge_organisations(
            organisation_id=self.ids[away], read_as_id=self.ids[stays], why="name", by=self.world.verifier()
        )
        run_waiting()
        return made

    def split(self, merge_id: object) -> None:
        split_organisations(merge_id=merge_id, by=self.world.verifier())  # type: ignore[arg-type]
        run_waiting()

    def everything(self) -> object:
        """All that either desk can see of issues, and the issues themselves; steps that were made stay on record."""
        seen = []
        for desk_id in (self.world.bridge, self.world.river):
            rows = selectors.issues(self.world.verifier(desk_id))
            pages = [selectors.issue(self.world.verifier(desk_id), row.id) for row in rows]
            seen.append((rows, [replace(page, steps=(), way=()) for page in pages]))
        with acting_as(System("test")):
            return seen, list(Issue.objects.order_by("id").values())


@SLOWLY
@given(voices, some.permutations([0, 1, 2]), some.booleans())
def test_a_merge_and_its_split_are_the_identity(
    world: World, said: list[Words], names: list[int], one_before: bool
) -> None:
    first, second, third = names
    with rolled_back():
        # Given what was said about three names, of which two may be read as one already
        there = Names(world)
        there.say(said)
        if one_before:
            there.merge(second, third)
        before = there.everything()

        # When another one is read as theirs, and that is undone
        there.split(there.merge(first, second))

        # Then everything is as it was
        assert there.everything() == before


@SLOWLY
@given(voices, praise, some.booleans())
def test_no_praise_moves_a_rung_a_mass_or_a_count(
    world: World, said: list[Words], flood: list[Words], one_before: bool
) -> None:
    with rolled_back():
        # Given what was said, and what a verifier made of it
        there = Names(world)
        there.say(said)
        if one_before:
            there.merge(1, 0)
        there.verify()
        before = there.everything()

        # When many praise, or say that it is not so, some of them by the browser that others used
        there.say([*flood, *flood])

        # Then nothing has moved, up or down, and no issue was opened
        assert there.everything() == before
