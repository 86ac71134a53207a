"""New names that are told of in several places, and praise in a burst."""

from uuid import UUID, uuid4

from saphan.verification.signals.counting import Unit
from saphan.verification.signals.heard import Heard
from saphan.verification.signals.more import new_names, praise_in_a_burst
from saphan.verification.signals.rises import Ground

WEEK = 2900
DESK = uuid4()
BROKER, KNOWN = uuid4(), uuid4()
PLANTS = tuple(uuid4() for _ in range(12))
UNITS = {
    BROKER: frozenset({Unit("recruiter", str(BROKER)), Unit("province", "MM-05")}),
    KNOWN: frozenset({Unit("recruiter", str(KNOWN))}),
    **{
        plant: frozenset(
            {Unit("workplace", str(plant)), Unit("province", f"TH-{at % 6}"), Unit("recruiter", str(KNOWN))}
        )
        for at, plant in enumerate(PLANTS)
    },
}


def heard(week: int, about: UUID, voice: UUID | None = None, family: str = "A", aside: str = "") -> Heard:
    cluster = voice or uuid4()
    return Heard(week, DESK, about, family, cluster, {cluster}, aside)


def record() -> list[Heard]:
    """Half a year in which somebody else is spoken of."""
    return [heard(WEEK - back, PLANTS[back % 12], family="D") for back in range(6, 32)]


def named_at(provinces: int, week: int = WEEK, about: UUID = BROKER, aside: str = "") -> list[Heard]:
    """So many voices, each of a province, name a broker; each spoke of her workplace too."""
    voices = [uuid4() for _ in range(provinces)]
    places = [heard(week, PLANTS[at], voice, "D") for at, voice in enumerate(voices)]
    return places + [heard(week - at % 3, about, voice, "A", aside) for at, voice in enumerate(voices)]


def test_a_name_nobody_knew_in_three_provinces_is_a_signal() -> None:
    # Given a broker whom nobody named before, and now workers of three provinces do
    said = record() + named_at(3)
    (seen,) = new_names(Ground(WEEK, (), UNITS), said)

    # Then it is a signal of the broker, of any family, that says since when
    assert (seen.method, seen.family, seen.unit) == ("newcomer", "", Unit("recruiter", str(BROKER)))
    assert (seen.voices, seen.score, seen.began, seen.until) == (3, 3.0, WEEK - 2, WEEK)
    assert seen.respondents == {BROKER}


def test_in_two_provinces_or_known_for_long_or_on_known_days_it_is_none() -> None:
    ground = Ground(WEEK, (), UNITS)
    assert new_names(ground, record() + named_at(2)) == []
    assert new_names(ground, record() + named_at(3, week=WEEK - 20) + named_at(3)) == []
    assert new_names(ground, record() + named_at(3, aside="outreach")) == []
    assert new_names(ground, named_at(3)) == []


def test_who_named_no_workplace_comes_from_her_desk() -> None:
    # Given four voices at one desk that name the broker and nothing else
    said = record() + [heard(WEEK, BROKER) for _ in range(4)]
    assert new_names(Ground(WEEK, (), UNITS), said) == []


def test_praise_in_a_burst_is_a_signal_of_its_own() -> None:
    # Given praise now and then, and in one week five times at one plant
    usual = [heard(WEEK - back, PLANTS[back % 12], family="L") for back in range(6, 60, 3)]
    burst = [heard(WEEK, PLANTS[3], family="L") for _ in range(5)]
    (seen,) = praise_in_a_burst(Ground(WEEK, (), UNITS), usual + burst)
    assert (seen.method, seen.family, seen.unit.id, seen.voices) == ("praise", "L", str(PLANTS[3]), 5)
    assert praise_in_a_burst(Ground(WEEK, (), UNITS), usual) == []
