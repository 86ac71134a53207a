"""Given folded figures, only ended months are published, once, above the threshold, and a rebuild changes nothing."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.impact import services
from saphan.impact.models import IndicatorValue, Publication, ReleaseGround
from saphan.store import Counting, Staff, System, acting_as, clock
from saphan.store.acting import current_caller
from saphan.vault.models import Event
from saphan.vault.recording import record

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def contacts(number: int) -> None:
    with acting_as(System("test")):
        for _ in range(number):
            record("voice.received", uuid4(), fact={"channel": "web", "language": "my", "icon": "pay"})


def issues(*, verified: list[int], open_ones: list[int]) -> list[UUID]:
    """Of so many affected workers each; returns them."""
    with acting_as(System("test")):
        made = [_issue(number) for number in (*verified, *open_ones)]
    for issue_id in made[: len(verified)]:
        verify(issue_id)
    return made


def _issue(number: int) -> UUID:
    issue_id = uuid4()
    record("verification.issue_opened", issue_id, fact={}, subject=issue_id)
    told = {"voice": str(uuid4()), "concern": str(uuid4()), "number": number}
    record("verification.voice_counted", issue_id, fact=told, subject=issue_id)
    return issue_id


def verify(issue_id: UUID) -> None:
    with acting_as(System("test")):
        record("issue.moved", issue_id, fact={"from": "received", "to": "verified"}, subject=issue_id)


def kept_in() -> list[Event]:
    with acting_as(System("test")):
        return list(Event.objects.filter(act="impact.release_kept_in"))


def until(day: date) -> None:
    clock.pass_time(day - clock.today())


def behind(month: date, name: str = "contacts") -> int | None:
    with acting_as(System("test")):
        ground = ReleaseGround.objects.get(release_id=Publication.objects.get(month=month).id)
    return ground.counts[name]["behind"] if name in ground.counts else None


def published(month: date) -> int | None:
    shown = Publication.objects.get(month=month).values["contacts"]
    return None if shown is None else int(shown["value"])


def test_fewer_than_eleven_stay_unsaid(day_one: datetime) -> None:
    contacts(10)
    until(APRIL)
    assert services.release_month(MARCH)
    assert published(MARCH) is None


def test_eleven_are_said(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    services.release_month(MARCH)
    assert published(MARCH) in (10, 15)
    assert behind(MARCH) == 11


def test_a_figure_changes_only_when_eleven_are_new(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    contacts(10)
    until(date(2026, 5, 1))
    contacts(1)
    until(date(2026, 6, 1))
    assert services.release_ended_months() == 3
    assert [behind(month) for month in (MARCH, APRIL, date(2026, 5, 1))] == [11, 11, 22]
    assert published(MARCH) == published(APRIL) != published(date(2026, 5, 1))


def test_of_people_of_whom_two_figures_tell_too_few_are_never_between_them(day_one: datetime) -> None:
    """Of forty affected workers thirty-two stand in issues that were verified, so that eight stand between."""
    issues(verified=[20, 12], open_ones=[8])
    until(APRIL)
    services.release_month(MARCH)
    assert (behind(MARCH, "affected_reported"), behind(MARCH, "affected_verified")) == (40, None)
    issues(verified=[], open_ones=[15])
    until(date(2026, 5, 1))
    services.release_month(APRIL)
    assert (behind(APRIL, "affected_reported"), behind(APRIL, "affected_verified")) == (55, 32)


def test_what_would_leave_too_few_beside_what_is_known_already_stays_as_it_was(day_one: datetime) -> None:
    issues(verified=[20], open_ones=[5])
    (open_one,) = issues(verified=[], open_ones=[15])
    until(APRIL)
    services.release_month(MARCH)
    assert behind(MARCH, "affected_verified") == 20
    verify(open_one)  # fewer than eleven are left between the two
    until(date(2026, 5, 1))
    services.release_month(APRIL)
    assert (behind(APRIL, "affected_reported"), behind(APRIL, "affected_verified")) == (40, 20)
    assert [row.detail["attack"] for row in kept_in()] == ["reconstruction"]


def test_a_month_is_published_once(day_one: datetime) -> None:
    contacts(11)
    until(APRIL)
    assert services.release_month(MARCH)
    assert not services.release_month(MARCH)
    assert Publication.objects.count() == 1


def test_a_month_that_has_not_ended_is_refused(day_one: datetime) -> None:
    contacts(20)
    with pytest.raises(services.MonthNotOver):
        services.release_month(MARCH)
    assert not Publication.objects.exists()
    with acting_as(Counting()):
        assert not IndicatorValue.objects.exists()


def test_the_sweep_makes_up_for_months_that_were_missed_and_then_rests(day_one: datetime) -> None:
    contacts(11)
    until(date(2026, 7, 15))
    assert services.release_ended_months() == 4
    assert services.release_ended_months() == 0
    assert Publication.objects.count() == 4


def test_nothing_happened_nothing_is_published(day_one: datetime) -> None:
    clock.pass_time(timedelta(days=90))
    assert services.release_ended_months() == 0


def test_a_rebuild_equals_what_was_folded_month_by_month(day_one: datetime) -> None:
    for month in (APRIL, date(2026, 5, 1), date(2026, 6, 1)):
        contacts(7)
        until(month)
        services.fold(month)
    grown = figures()
    assert len({month for _, month, *_ in grown}) == 3
    services.rebuild(date(2026, 6, 1))
    assert figures() == grown


def figures() -> list[tuple[object, ...]]:
    with acting_as(Counting()):
        return sorted(IndicatorValue.objects.values_list("indicator", "month", "value", "behind"))


def test_staff_and_strangers_cannot_read_what_was_not_released(day_one: datetime) -> None:
    contacts(3)
    until(APRIL)
    services.release_month(MARCH)
    with acting_as(Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        assert not IndicatorValue.objects.exists()
    assert current_caller() is None
    assert "3" not in str(Publication.objects.get().values)
