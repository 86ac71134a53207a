"""Given facts of some months, the indicators leave once a month as one edition, and a correction is another version."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from saphan.config import command
from saphan.demo import history
from saphan.impact import recounting
from saphan.impact.facts import Said
from saphan.impact.models import EditionGround
from saphan.impact.publishing import reading, services
from saphan.impact.refusals import GivesAway, NotCountedYet, NothingToCorrect
from saphan.network.models import Reach
from saphan.release import linked
from saphan.release.threads import Threads
from saphan.store import Counting, System, acting_as
from saphan.vault.models import Event
from tests.impact.test_recounting import at, write

pytestmark = pytest.mark.django_db
MARCH, MAY, JUNE, JULY = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def a_year(until: date = JULY, seed: int = 1) -> list[Said]:
    told = [Said(one.on, one.kind, one.subject, one.payload) for one in history._facts(until, random.Random(seed))]
    return [said for said in told if said.on < until]


def test_an_ended_month_leaves_once_and_says_when_and_of_what(day_one: object) -> None:
    write(a_year())
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    assert (services.publish_ended_month(), services.publish_ended_month()) == (1, 0)
    edition = reading.newest()
    assert edition is not None and (edition.month, edition.version) == (JUNE, 1)
    assert edition.made_on == date(2026, 7, 2)
    stories = edition.figure("voices_by_language")
    assert stories.value == stories.n == edition.figure("voices_answered").n
    assert (stories.value or 0) % 5 == 0 and 200 < (stories.value or 0) < 320
    assert edition.figure("voices_by_language", "vi").value is None
    assert edition.figure("voices_by_language", "vi") in edition.by_code("voices_by_language")
    with acting_as(System("test")):
        assert Event.objects.get(act="impact.edition_published").detail == {"version": 1, "month": "2026-06-01"}
        assert EditionGround.objects.count() == 1
    with acting_as(Counting()):
        assert not EditionGround.objects.exists()


def test_a_correction_is_a_new_version_of_the_same_month_and_the_old_one_stays(
    day_one: object, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NothingToCorrect):
        services.correct("counted_wrong")
    write(a_year())
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    services.publish_ended_month()
    write(a_year(seed=2))
    at(date(2026, 7, 3))
    recounting.fold_ended_days()
    services.correct("facts_came_late")
    first, second = reversed(reading.editions())
    assert (second.version, second.month, second.corrects) == (2, JUNE, "facts_came_late")
    with pytest.raises(SystemExit, match="one of counted_wrong"):
        command.main(["correct-edition", "--because", "so"])
    command.main(["correct-edition", "--because", "counted_wrong"])
    assert capsys.readouterr().out == "Version 3 of 2026-06 stands: counted_wrong.\n"
    assert (second.figure("voices_by_language").value or 0) > (first.figure("voices_by_language").value or 0) + 100


def test_a_month_that_is_not_over_or_not_folded_stays_in(day_one: object) -> None:
    write(a_year())
    at(date(2026, 7, 2))
    assert services.publish_ended_month() == 0
    with pytest.raises(NotCountedYet):
        services.publish(JUNE)
    recounting.fold_ended_days()
    with pytest.raises(NotCountedYet):
        services.publish(JULY)
    with pytest.raises(ValueError, match="some reason"):
        services.correct("some reason")
    assert reading.newest() is None


def test_what_was_read_stays_until_eleven_are_new(day_one: object) -> None:
    facts = a_year()
    write([said for said in facts if said.on < JUNE])
    at(date(2026, 6, 2))
    recounting.fold_ended_days()
    services.publish(MAY)
    write([said for said in facts if said.on >= JUNE])
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    services.publish(JUNE)
    after, before = reading.editions()
    shown = [key for key, one in before.figures.items() if one.value is not None]
    stands = {key for key in shown if after.figures[key] == before.figures[key]}
    assert stands and stands != set(shown)


def test_what_an_attack_undoes_does_not_leave_and_that_is_on_record(
    day_one: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a_year())
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    # When nothing is hidden but what is small
    monkeypatch.setattr(linked, "complementary", lambda threads, hidden, *_: hidden)
    monkeypatch.setattr(linked, "follows", partial(blind, linked.follows, []))
    assert [services.publish_ended_month() for _ in range(3)] == [0, 0, 0]
    # Then it is tried once a day
    assert reading.newest() is None
    with acting_as(System("test")):
        (kept_in,) = Event.objects.filter(act="impact.release_kept_in")
        assert kept_in.detail["name"] == "editions" and kept_in.detail["cells"] > 0
    with pytest.raises(GivesAway):
        services.publish(JUNE)
    # And the next day, whole again, it leaves
    monkeypatch.undo()
    at(date(2026, 7, 3))
    assert services.publish_ended_month() == 1


def blind(follows: Callable[..., Any], asked: list[bool], threads: Threads, hidden: Any, *more: Any) -> Any:
    """Sees nothing while it is let out; only the attack before it leaves does."""
    asked.append(True)
    return follows(threads, hidden, *more) if len(asked) % 4 in (0, 3) else hidden & False


def test_what_pages_of_corridors_tell_hides_a_total_beside_it(day_one: object) -> None:
    """A hundred people of one corridor were met in the last quarter, and eight of another."""
    write([met(day + timedelta(days=at), 9) for at in range(12) for day in (MARCH, JUNE)])
    with acting_as(System("test")):
        for corridor, people in (("MM-TH", 100), ("KH-TH", 8)):
            row = {"corridor": corridor, "people": people, "language": "my", "day": JUNE, "place_kind": "dormitory"}
            Reach.objects.create(source_id=uuid4(), desk_id=uuid4(), country="TH", **row)
    at(date(2026, 7, 2))
    recounting.fold_ended_days()
    services.publish(JUNE)
    edition = reading.newest()
    assert edition and edition.figure("people_met", period="2026-Q2").value is None
    with acting_as(System("test")):
        Reach.objects.all().delete()
    services.correct("counted_wrong")
    edition = reading.newest()
    assert edition and edition.figure("people_met", period="2026-Q2").value in (105, 110)


def met(on: date, people: int) -> Said:
    return Said(on, "empowerment.group_met", uuid4(), {"people": people, "language": "my", "place": "TH-74"})
