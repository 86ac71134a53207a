"""What is said for the respondent, beside an issue: another stream, counted as voices are, that changes nothing."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.clock import today
from saphan.store.ids import random_id
from saphan.verification import gathering, selectors
from saphan.verification.models import Signal
from saphan.verification.picture.contrary import Beside, beside_issue
from saphan.voice import intake
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import THEIR_LINE
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def beside(world: World, role: str = "verifier", desk_id: UUID | None = None) -> Beside | None:
    by = world.member(role, desk_id)
    return beside_issue(by, selectors.issue(by, world.issue_of("C").id))


def counted(found: Beside | None) -> dict[str, tuple[int, int, bool]]:
    return {each.kind: (each.accounts, each.voices, each.burst) for each in found.said} if found else {}


def by_their_line(world: World, desk_id: UUID, kind: str = "good_practice") -> None:
    said = Inbound(desk_id, "app", "my", f"line-{random_id()}", text="All is well", rule=THEIR_LINE)
    gathering.gather(world.concern(intake.accept(said).conversation_id, kind=kind))


def test_accounts_and_independent_voices_are_two_numbers(world: World) -> None:
    # Given an issue, two people who praise, and five accounts of one browser that say it is not so
    world.speak()
    for _ in range(2):
        world.speak(kind="good_practice")
    world.from_one_browser(*(world.speak(kind="says_not_so") for _ in range(5)))

    # Then it stands beside: the denials first, as the one voice that they are, with the reason
    found = beside(world)
    assert found is not None
    assert counted(found) == {"says_not_so": (5, 1, False), "good_practice": (2, 2, False)}
    denial, _ = found.said
    assert [(why.reason, why.ties) for why in denial.why][0][0] == "same_browser"
    assert (denial.first, denial.last, found.since) == (date(2026, 3, 1), date(2026, 3, 1), date(2026, 2, 1))


def test_nothing_beside_ever_changes_what_stands_behind(world: World) -> None:
    world.corroborated()
    before = selectors.issue(world.verifier(), world.issue_of("C").id)
    for place in range(12):
        world.speak(kind=("says_not_so", "good_practice")[place % 2])
    after = selectors.issue(world.verifier(), world.issue_of("C").id)
    assert after == before
    assert counted(beside(world)) == {"says_not_so": (6, 6, False), "good_practice": (6, 6, False)}


def test_many_by_one_door_within_a_day_are_marked_as_a_burst(world: World) -> None:
    world.speak()
    denials = [world.speak(kind="says_not_so") for _ in range(20)]
    with acting_as(System("test")):
        from saphan.voice.models import Trace

        stories = [world.conversation_of(concern) for concern in denials]
        Trace.objects.filter(conversation_id__in=stories).update(sources=[b"\x01a poster"])
    (found,) = beside(world).said  # type: ignore[union-attr]
    assert found.burst


def test_what_came_by_a_companys_line_is_said_and_counted_nowhere(world: World) -> None:
    world.speak()
    by_their_line(world, world.bridge)
    by_their_line(world, world.bridge, "says_not_so")
    by_their_line(world, world.river)
    found = beside(world)
    assert found is not None
    assert (found.said, found.own_line) == ((), 2)
    world.speak(desk_id=world.river)
    elsewhere = beside(world, desk_id=world.river)
    assert elsewhere is not None
    assert elsewhere.own_line == 1


def test_only_of_the_same_time_and_the_same_respondent(world: World) -> None:
    # Given praise of half a year ago, and praise of another plant
    world.speak(kind="good_practice")
    gathering.gather(world.concern(world.story(), kind="good_practice", at=world.another_plant()))
    clock.pass_time(timedelta(days=180))

    # When somebody speaks now
    world.speak()

    # Then nothing stands beside it
    assert beside(world) is None


def test_a_signal_of_praise_is_led_to(world: World, client: Client) -> None:
    world.speak()
    world.speak(kind="good_practice")
    with acting_as(System("test")):
        signal = Signal.objects.create(
            pool_id=world.pool(),
            method="praise",
            family="L",
            unit_kind="workplace",
            unit_id=str(world.plant),
            began=today(),
            until=today(),
            voices=1,
            expected=0.1,
            score=3,
            respondents=[world.plant],
            raised_on=today(),
            seen_on=today(),
        )
    assert beside(world).signal == signal.id  # type: ignore[union-attr]
    sign_in(client, world.people[f"verifier {world.bridge}"])
    assert f"/desk/signals/{signal.id}/" in client.get(f"/desk/issues/{world.issue_of('C').id}/").content.decode()


def test_counts_for_everybody_and_stories_only_for_who_may_open_them(world: World, client: Client) -> None:
    # Given a denial at each of two desks
    world.speak()
    ours = world.conversation_of(world.speak(kind="says_not_so"))
    theirs = world.conversation_of(world.speak(kind="says_not_so", desk_id=world.river))
    address = f"/desk/issues/{world.issue_of('C').id}/"

    # Then the verifier reads counts and no story
    shown = sign_in(client, world.people[f"verifier {world.bridge}"]).get(address).content.decode()
    assert "Says that it is not so" in shown
    assert "It never lowers the count of voices." in shown
    assert "/desk/story/" not in shown

    # And a caseworker is led to her own desk's
    shown = sign_in(client, world.people[f"caseworker {world.bridge}"]).get(address).content.decode()
    assert f"/desk/story/{ours}/" in shown
    assert str(theirs) not in shown


def test_a_desk_that_left_the_pool_reads_nothing_beside(world: World) -> None:
    from dataclasses import replace

    world.speak()
    world.speak(kind="says_not_so")
    by = world.verifier()
    page = selectors.issue(by, world.issue_of("C").id)
    assert beside_issue(replace(by, pool_id=None), page) is None
