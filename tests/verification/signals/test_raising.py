"""A rise becomes one signal: raised once, renewed by later looks, and left out where known days explain it."""

from datetime import timedelta

import pytest

from saphan.network.merging.acts import merge_organisations
from saphan.network.models import Notice
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.models import Issue, Watch
from saphan.verification.ruling import rule_on_voices
from saphan.verification.signals import pages, raising
from saphan.verification.signals.services import record_outage, say_what_it_was, take_back_outage
from saphan.verification.signals.weeks import monday_of, week_of
from tests.verification.signals.around import Around

pytestmark = pytest.mark.django_db


def rung() -> set[object]:
    return set(Notice.objects.filter(kind="verification.signal").values_list("staff_id", flat=True))


def test_usual_weeks_raise_nothing(around: Around) -> None:
    assert around.look() == []
    assert rung() == set()


def test_a_rise_over_the_plants_of_one_recruiter_is_one_signal(around: Around) -> None:
    # Given five people at five plants of one recruiter, in one week
    around.rise(5)

    # When the pool is looked at
    (signal,) = around.look()

    # Then the recruiter stands in it, with the voices and how many are usual
    assert (signal.unit_kind, signal.unit_id) == ("recruiter", str(around.recruiter))
    assert (signal.method, signal.family, signal.voices) == ("rise", "A", 5)
    assert signal.expected < 2
    assert signal.began <= clock.today() <= signal.until + timedelta(days=6)
    assert set(signal.respondents) == set(around.plants[:5])
    # And the verifier of the desk that heard it is rung, and nobody else
    assert rung() == {around.world.verifier().id}


def test_a_look_that_is_run_twice_makes_one_signal(around: Around) -> None:
    around.rise(5)
    (first,) = around.look()
    (second,) = around.look()
    assert first.id == second.id
    assert Notice.objects.filter(kind="verification.signal").count() == 1


def test_the_same_happening_grows_and_stays_one_signal(around: Around) -> None:
    # Given a signal
    around.rise(5)
    (before,) = around.look()

    # When more speak in the next week
    clock.pass_time(timedelta(weeks=1))
    around.rise(3)
    (after,) = around.look()

    # Then it is the same one, longer and larger
    assert (after.id, after.raised_on, after.began) == (before.id, before.raised_on, before.began)
    assert after.until == before.until + timedelta(weeks=1)
    assert after.voices == 8


def test_much_later_it_is_another_happening(around: Around) -> None:
    around.rise(5)
    around.look()
    clock.pass_time(timedelta(weeks=16))
    around.rise(6)
    assert len(around.look()) == 2


def test_weeks_of_an_outage_raise_nothing(around: Around) -> None:
    # Given what had waited came in at once when the line was mended
    around.rise(5)
    by, today = around.world.member("caseworker"), clock.today()
    outage = record_outage(why="down", first_day=today - timedelta(days=5), last_day=today, by=by)

    # Then nothing is raised; and when it was no outage after all, it is
    assert around.look() == []
    take_back_outage(outage_id=outage, by=by)
    assert len(around.look()) == 1


def test_an_outage_of_another_desk_or_company_hides_nothing(around: Around) -> None:
    around.rise(5)
    today = clock.today()
    record_outage(why="closed", first_day=today, last_day=today, by=around.world.member("lead", around.world.river))
    record_outage(
        why="old_reports",
        first_day=today,
        last_day=today,
        organisation_id=around.plants[8],
        by=around.world.member("lead"),
    )
    assert len(around.look()) == 1


def test_a_severe_concern_raises_at_once_where_its_neighbourhood_says_so(around: Around) -> None:
    # Given the nightly look was done, and people were locked in at several plants of one recruiter
    around.look()
    for plant in around.plants[:4]:
        around.says(plant, kind="confinement")

    # When the tasks run that the concerns set going
    tasks.run_waiting()

    # Then it is raised without waiting for the night
    signal = around.signal()
    assert (signal.family, signal.voices) == ("J", 4)
    assert rung() == {around.world.verifier().id}


def test_a_severe_concern_by_itself_is_no_signal(around: Around) -> None:
    around.look()
    around.says(around.plants[3], kind="confinement")
    tasks.run_waiting()
    assert around.signals() == []


def test_at_once_before_the_first_night_it_is_looked_at_from_the_ground(around: Around) -> None:
    for plant in around.plants[:4]:
        around.says(plant, kind="confinement")
    tasks.run_waiting()
    assert [signal.family for signal in around.signals()] == ["J"]


def test_a_first_week_has_no_usual_and_raises_nothing(around: Around) -> None:
    # Given another pool that began today
    stranger = around.world.stranger
    around.says(around.plants[0], kind="confinement", desk_id=stranger)
    tasks.run_waiting()
    assert around.signals() == []


def test_every_pool_is_looked_at_once_a_day(around: Around) -> None:
    # Given something was said in two pools
    around.rise(5)
    around.says(around.plants[0], desk_id=around.world.stranger)

    # When the sweep runs twice on one day, then each is looked at once
    raising.set_going()
    raising.set_going()
    with acting_as(System("test.signals")):
        assert Watch.objects.count() == 2
    tasks.run_waiting()
    assert len(around.signals()) == 1

    # And the next day again
    clock.pass_time(timedelta(days=1))
    raising.set_going()
    tasks.run_waiting()
    assert around.signal().seen_on == clock.today()


def test_after_false_more_voices_ring_again(around: Around) -> None:
    # Given a signal that a verifier found to be nothing, and whose bell she saw
    around.rise(5)
    (signal,) = around.look()
    say_what_it_was(signal_id=signal.id, outcome="false", by=around.world.verifier())
    Notice.objects.update(seen_at=clock.now())

    # When nothing is new, then nobody is rung; when more speak, she is
    around.look()
    assert Notice.objects.filter(seen_at=None, kind="verification.signal").count() == 0
    clock.pass_time(timedelta(weeks=1))
    around.rise(3)
    around.look()
    assert Notice.objects.filter(seen_at=None, kind="verification.signal").count() == 1


def test_weeks_are_numbered_from_a_monday() -> None:
    assert monday_of(week_of(clock.today())).weekday() == 0
    assert week_of(monday_of(2900)) == 2900


# One voice, one organisation


def test_twenty_accounts_that_a_verifier_puts_together_are_one_voice(around: Around) -> None:
    # Given five voices, three of them at one plant
    concerns = [around.says(around.plants[0]) for _ in range(3)] + [around.says(each) for each in around.plants[1:3]]
    (signal,) = around.look()
    assert signal.voices == 5
    with acting_as(System("test.signals")):
        issue = Issue.objects.get(respondent_id=around.plants[0], family="A")

    # When a verifier says that two of the three are one person
    left, right = (around.world.group_of(each) for each in concerns[:2])
    by = around.world.verifier()
    rule_on_voices(issue_id=issue.id, left=left, right=right, together=True, reason="same_person", by=by)

    # Then the page shows four, and what became of the fifth
    page = pages.signal(by, signal.id)
    assert (page.row.voices, page.height, page.gone.joined) == (4, 5, 1)
    assert sorted({row.number for row in page.behind}) == [1, 2, 3, 4]
    assert len(page.behind) == 5


def test_what_is_read_as_one_company_is_one_place(around: Around) -> None:
    # Given two names of one plant outside the recruiter's, and three voices about each
    first, second = around.plants[8:10]
    merge_organisations(organisation_id=second, read_as_id=first, why="told", by=System("test.signals"))
    for number in range(6):
        around.says((first, second)[number % 2])

    # Then it is one signal at the one that both are read as
    (signal,) = around.look()
    assert (signal.unit_kind, signal.unit_id, signal.voices) == ("workplace", str(first), 6)
    page = pages.signal(around.world.verifier(), signal.id)
    assert {row.respondent for row in page.behind} == {"Plant 8"}
    assert {link.respondent for link in page.issues} == {"Plant 8"}
