"""Given a table of people: it leaves as a version that stays, the next beside it, and what gives away stays in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from saphan.impact.models import Release, ReleaseGround
from saphan.impact.refusals import GivesAway
from saphan.impact.releases import selectors, services
from saphan.impact.releases.services import Counted
from saphan.release import engine
from saphan.release.cubes import Cube, cube_of
from saphan.release.noise import key_of
from saphan.store import System, acting_as, clock
from saphan.store.callers import Counting
from saphan.vault.models import Event

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
MARGINS = [frozenset[int](), frozenset({0}), frozenset({1}), frozenset({0, 1})]


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 7, 2, 9, 0, tzinfo=UTC)):
        yield


def counted(people: dict[tuple[str, str], int]) -> Counted:
    keys = services.secret()
    told = [(codes, key_of(uuid4(), keys)) for codes, many in people.items() for _ in range(many)]
    cube: Cube = cube_of(["kind", "way"], [["pay", "hours"], ["MM-TH", "NP-MY", "KH-TH"]], told)
    return Counted(cube, len(told), date(2026, 5, 30))


SOME = {("pay", "MM-TH"): 60, ("pay", "NP-MY"): 30, ("pay", "KH-TH"): 25, ("hours", "MM-TH"): 40, ("hours", "NP-MY"): 3}


def test_a_table_leaves_once_a_month_as_a_version() -> None:
    first = services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    again = services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    assert first.id == again.id and (first.version, first.facts) == (1, 158)
    read = selectors.newest("voices")
    assert read is not None and read.month == MAY and len(read.rows) == 1 + 2 + 3 + 6
    whole = next(row for row in read.rows if not row.codes)
    assert whole.value is not None and abs(whole.value - 158) <= 5
    assert next(row for row in read.rows if row.codes == {"kind": "hours", "way": "NP-MY"}).value is None


def test_the_next_month_is_the_next_version_and_the_first_stays() -> None:
    services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    more = {**SOME, ("pay", "MM-TH"): 90}
    services.release_table(name="voices", month=JUNE, counted=counted(more), margins=MARGINS)
    assert [one.version for one in selectors.versions("voices")] == [2, 1]
    with acting_as(System("test")):
        assert Event.objects.filter(act="impact.table_released").count() == 2
        newest = ReleaseGround.objects.get(release_id=Release.objects.get(version=2).id)
        assert newest.counts[-1][-1] == 188


def test_a_correction_is_a_new_version_that_says_so() -> None:
    services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    fewer = {**SOME, ("pay", "MM-TH"): 30}
    services.release_table(name="voices", month=MAY, counted=counted(fewer), margins=MARGINS, corrects="counted_twice")
    assert [(one.version, one.corrects) for one in selectors.versions("voices")] == [(2, "counted_twice"), (1, "")]


def test_what_gives_somebody_away_stays_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.hiding, "complementary", lambda counts, hidden, thresholds: hidden)
    with pytest.raises(GivesAway) as refused:
        services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    assert refused.value.ways_out == ("reconstruction",) and selectors.newest("voices") is None
    with acting_as(System("test")):
        assert Event.objects.get(act="impact.release_kept_in").detail["attack"] == "reconstruction"


def test_another_table_has_another_name_and_nobody_reads_what_is_behind() -> None:
    services.release_table(name="voices", month=MAY, counted=counted(SOME), margins=MARGINS)
    other = cube_of(["kind"], [["pay"]], [])
    with pytest.raises(ValueError, match="another name"):
        services.release_table(name="voices", month=JUNE, counted=Counted(other, 0, None), margins=MARGINS[:1])
    with acting_as(Counting()):
        assert not ReleaseGround.objects.exists()
