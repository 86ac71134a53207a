"""Given facts in the database, ended days are folded once, a recount gives the same, and late facts are not lost."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from saphan.config import command
from saphan.impact import keeping, recounting
from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.models import FoldedUntil, SubjectState, TallyCell
from saphan.store import Counting, System, acting_as, clock
from saphan.vault.models import Fact
from saphan.vault.recording import record
from tests.impact.indicators.histories import ACTS, FIRST

pytestmark = pytest.mark.django_db

LAST = date(2026, 7, 1)


def world() -> list[Said]:
    """One history of 300 acts, the same each time."""
    chance = random.Random(7)
    acts = [(chance.randrange(120), chance.choice(ACTS), chance.randrange(12)) for _ in range(300)]
    return [said for on, act, number in sorted(acts, key=lambda one: one[0]) for said in act(on, number)]


def write(facts: Sequence[Said]) -> None:
    rows = [Fact(id=uuid4(), on=one.on, kind=one.kind, subject=one.subject, payload=one.payload) for one in facts]
    with acting_as(System("test")):
        Fact.objects.bulk_create(rows)


def at(day: date, hour: int = 12) -> None:
    clock.pass_time(datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - clock.now())


def kept() -> tuple[dict[Cell, Sums], dict[UUID, str], date]:
    with acting_as(System("test")):
        states = dict(SubjectState.objects.values_list("subject", "coded"))
        return dict(keeping.kept_tally()), states, FoldedUntil.objects.get().day


def test_day_by_day_and_a_recount_give_the_same(day_one: datetime) -> None:
    facts, done = world(), 0
    days = sorted({said.on for said in facts})
    for first, second in zip(days[::5], [*days[5::5], LAST], strict=False):
        write([said for said in facts if first <= said.on < second])
        at(second)
        done += recounting.fold_ended_days()
    day_by_day = kept()
    assert recounting.recount().differed == 0
    assert kept() == day_by_day
    assert done == sum(said.kind in catalogue().kinds for said in facts)
    assert kept()[0]


def test_in_small_batches_it_is_the_same(day_one: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    write(world())
    at(LAST)
    recounting.recount()
    whole = kept()
    monkeypatch.setattr(keeping, "BATCH", 2)
    recounting.recount()
    assert kept() == whole


def test_today_is_not_folded_and_nor_is_yesterday_in_the_first_hour(day_one: datetime) -> None:
    at(FIRST)
    write([Said(FIRST, "voice.received", uuid4(), {"language": "my", "channel": "web"})])
    assert recounting.fold_ended_days() == 0
    at(FIRST + timedelta(days=1), hour=0)
    assert recounting.fold_ended_days() == 0
    at(FIRST + timedelta(days=1), hour=1)
    assert recounting.fold_ended_days() == 1
    assert recounting.fold_ended_days() == 0


def test_a_fact_that_came_late_is_counted_by_the_next_night(day_one: datetime) -> None:
    received = {"language": "my", "channel": "web"}
    write([Said(FIRST, "voice.received", uuid4(), received)])
    at(FIRST + timedelta(days=1))
    recounting.fold_ended_days()
    write([Said(FIRST, "voice.received", uuid4(), received)])
    at(FIRST + timedelta(days=2))
    assert recounting.fold_ended_days() == 2
    assert recounting.figures(FIRST)["voices_by_language", "my"].numerator == 2


def test_another_catalogue_folds_everything_anew(day_one: datetime) -> None:
    write(world())
    at(LAST)
    recounting.fold_ended_days()
    whole = kept()
    with acting_as(System("test")):
        FoldedUntil.objects.update(digest="of another edition")
        TallyCell.objects.all().delete()
    recounting.fold_ended_days()
    assert kept() == whole


def test_a_recount_says_what_stood_otherwise(day_one: datetime) -> None:
    write(world())
    at(LAST)
    recounting.recount()
    with acting_as(System("test")):
        TallyCell.objects.filter(indicator="voices_answered").delete()
    assert recounting.recount().differed > 0
    assert recounting.recount().differed == 0


def test_a_figure_as_of_a_month_is_what_was_known_then(day_one: datetime) -> None:
    facts = world()
    write(facts)
    at(LAST)
    recounting.fold_ended_days()
    for month_end in (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)):
        assert recounting.figures(month_end) == recounting.figures_as_of(month_end)
    cohort = recounting.figures(LAST, cohorts=[date(2026, 2, 1)])
    assert cohort and all(one.n <= recounting.figures(LAST)[key].n for key, one in cohort.items())


def test_counters_read_the_tally_and_nobody_reads_a_subject(day_one: datetime) -> None:
    write(world())
    at(LAST)
    recounting.recount()
    with acting_as(Counting()):
        assert TallyCell.objects.exists() and FoldedUntil.objects.exists()
        assert not SubjectState.objects.exists()


def test_what_a_service_records_is_folded(day_one: datetime) -> None:
    with acting_as(System("test")):
        record("remedy.delivered", uuid4(), fact={"amount": "12000.50", "currency": "THB"}, subject=(one := uuid4()))
        record("verification.voice_counted", one, fact={"number": 4, "again": False})
        record("issue.moved", one, fact={"from": "confirming", "to": "remedied"})
    today = clock.today()
    at(today + timedelta(days=1))
    recounting.fold_ended_days()
    assert recounting.figures(today)["money_returned", "THB"].numerator == 12_000


def test_the_command_says_how_many_and_no_figure(day_one: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    write(world())
    at(LAST)
    command.main(["recount-indicators"])
    assert " facts of " in (told := capsys.readouterr().out) and "stood otherwise before" in told
