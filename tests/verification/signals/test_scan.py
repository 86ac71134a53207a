"""Several independent voices where few are usual are found once, at the smallest unit that explains them."""

import random
from dataclasses import replace
from functools import partial

from saphan.verification.signals import model
from saphan.verification.signals import scan as scanning
from saphan.verification.signals.scan import Circumstances, Found, Raised, Sighting, Unit, usual
from tests.verification.signals.world import WEEK, evenly, person, unit, units, voices, workplace

CALM = replace(model.DEFAULT, budget=0.02)  # so that hardly a test sees what a budget of 0.25 would say of nothing
ANYTHING = replace(model.DEFAULT, kinds={"workplace": model.Curve(1.0, -9.0, 1.0)})
scan, scan_around = partial(scanning.scan, model=CALM), partial(scanning.scan_around, model=CALM)

AT_ONE = [7, 7, 7, 7]  # workplaces: four voices at number 7
OF_ONE_RECRUITER = [3, 15, 27, 39]  # four workplaces of recruiter 3


def as_raised(found: Found, week: int) -> Raised:
    return Raised(week, frozenset({found.cell, *found.others}), found.clusters)


def test_the_usual_is_no_signal() -> None:
    assert scan(evenly(), units(), WEEK) == []


def test_the_budget_is_kept_where_nothing_happens() -> None:
    """Four worlds of twenty weeks: 0.25 a week are twenty alerts; thirty are more than chance makes of them."""
    alerts = 0
    for seed in range(4):
        heard, raised = evenly(seed=seed), list[Raised]()
        for week in range(WEEK - 19, WEEK + 1):
            raised += [as_raised(found, week) for found in scanning.scan(heard, units(), week, raised=raised)]
        alerts += len(raised)
    assert alerts <= 30


def test_a_smaller_budget_asks_for_more_and_is_shared_by_the_kinds_there_are() -> None:
    of_three, of_all = (model.DEFAULT.limits(kinds) for kinds in ({"workplace", "recruiter"}, model.DEFAULT.kinds))
    assert of_three.keys() == {"workplace", "recruiter"}
    assert of_all["recruiter"] > of_three["recruiter"]
    assert CALM.limits({"workplace"})["workplace"] > model.DEFAULT.limits({"workplace"})["workplace"]


def test_four_at_one_workplace_are_found_there_with_reasons() -> None:
    (found,) = scan([*evenly(), *voices(AT_ONE, "F")], units(), WEEK)
    assert (found.unit, found.family) == (unit("workplace", 7), "F")
    assert found.voices >= 4 and found.expected < 0.5
    assert found.respondents == (workplace(7),)
    assert {person(n) for n in (1, 2, 3, 4)} <= found.clusters
    assert [window.weeks for window in found.windows] == [1, 2, 4]
    assert found.score >= CALM.limits({"workplace", "recruiter", "province"})["workplace"]


def test_four_over_workplaces_of_one_recruiter_are_found_at_the_recruiter() -> None:
    (found,) = scan([*evenly(), *voices(OF_ONE_RECRUITER, "A")], units(), WEEK)
    assert (found.unit, found.family) == (unit("recruiter", 3), "A")
    assert set(found.respondents) == {workplace(i) for i in OF_ONE_RECRUITER}


def test_one_voice_that_speaks_often_is_one() -> None:
    again = [replace(one, cluster=person(1)) for one in voices([7] * 9, "F")]
    assert scan([*evenly(), *again], units(), WEEK) == []


def test_the_order_of_arrival_changes_nothing() -> None:
    heard = [*evenly(), *voices(AT_ONE, "F"), *voices(OF_ONE_RECRUITER, "A", first=50)]
    shuffled = random.Random(3).sample(heard, len(heard))
    assert scan(shuffled, units(), WEEK) == scan(heard, units(), WEEK) != []


def test_the_same_is_not_said_again_for_four_weeks() -> None:
    heard = [*evenly(range(WEEK - 51, WEEK + 4)), *voices(AT_ONE, "F")]
    (found,) = scan(heard, units(), WEEK)
    assert all(scan(heard, units(), WEEK + later, raised=[as_raised(found, WEEK)]) == [] for later in (1, 2, 3))
    assert scan(heard, units(), WEEK, raised=[as_raised(found, WEEK - 4)]) == [found]


def test_what_was_said_before_is_said_again_when_something_severe_joins() -> None:
    heard = [*evenly(), *voices(AT_ONE, "F")]
    basis = usual(heard, units(), WEEK)
    assert basis is not None
    (found,) = scan(heard, units(), WEEK)
    before = [as_raised(found, WEEK - 1)]
    assert scan_around(workplace(7), heard, units(), basis, raised=before) == []
    assert scan_around(workplace(7), heard, units(), basis, raised=before, severe=True) == [found]


def test_around_one_respondent_the_same_is_found_from_its_neighbours_alone() -> None:
    heard = [*evenly(), *voices(AT_ONE, "F"), *voices(OF_ONE_RECRUITER, "A", first=50)]
    basis = usual(heard, units(), WEEK)
    assert basis is not None
    own = units()[workplace(7)]
    near = {one: those for one, those in units().items() if those & own}
    theirs = [one for one in heard if one.respondent in near]
    whole = scan(heard, units(), WEEK)
    around = scan_around(workplace(7), theirs, near, basis)
    assert around == [one for one in whole if one.unit == unit("workplace", 7)] != []


def test_a_respondent_without_units_is_no_reason_to_look() -> None:
    basis = usual(evenly(), units(), WEEK)
    assert basis is not None
    assert scan_around(workplace(999), evenly(), units(), basis) == []


def test_too_little_past_says_nothing() -> None:
    heard = [*evenly(range(WEEK - 10, WEEK + 1)), *voices(AT_ONE, "F")]
    assert scan(heard, units(), WEEK) == []
    assert scan([], units(), WEEK) == []


def test_what_was_heard_on_an_outreach_day_is_no_signal() -> None:
    heard = [*evenly(), *voices(AT_ONE, "F")]
    assert scan(heard, units(), WEEK, circumstances=Circumstances(outreach=frozenset({(workplace(7), WEEK)}))) == []
    elsewhere = Circumstances(outreach=frozenset({(workplace(8), WEEK)}))
    assert len(scan(heard, units(), WEEK, circumstances=elsewhere)) == 1


def test_what_waited_for_the_end_of_an_outage_is_set_against_all_its_weeks() -> None:
    silent = frozenset(range(WEEK - 12, WEEK))
    heard = [one for one in evenly() if one.week not in silent]
    late = [replace(one, week=WEEK) for one in evenly() if one.week in silent]
    told = Circumstances(outages=silent)
    assert scan([*heard, *late], units(), WEEK, circumstances=told) == []


def test_weeks_of_an_outage_do_not_lower_what_is_usual() -> None:
    silent = frozenset(range(WEEK - 30, WEEK - 20))
    heard = [one for one in evenly() if one.week not in silent]
    aware, unaware = (
        usual(heard, units(), WEEK, circumstances=Circumstances(outages=silent)),
        usual(heard, units(), WEEK),
    )
    assert aware is not None and unaware is not None
    assert aware.kinds["workplace"].rate > unaware.kinds["workplace"].rate * 1.2


def test_when_the_whole_line_is_heard_more_no_unit_stands_out() -> None:
    more = evenly(range(WEEK - 3, WEEK + 1), a_week=18, seed=2)
    louder = [replace(one, cluster=person(10**7 + one.cluster.int)) for one in more]
    assert scan([*evenly(), *louder], units(), WEEK) == []


def test_a_workplace_that_is_new_is_not_taken_as_a_silent_one() -> None:
    basis = usual(evenly(), units(), WEEK, circumstances=Circumstances(known_since={workplace(7): WEEK - 6}))
    assert basis is not None
    quiet = [one for one in evenly() if one.respondent != workplace(7)]
    new = Circumstances(known_since={workplace(7): WEEK - 6})
    heard = [*quiet, *voices([7, 7, 7], "F")]
    (of_new,) = scan(heard, units(), WEEK, model=ANYTHING, circumstances=new)
    (of_old,) = scan(heard, units(), WEEK, model=ANYTHING)
    assert of_new.expected > of_old.expected


def test_kinds_of_unit_without_a_limit_are_not_scanned() -> None:
    places = {one: frozenset({Unit("line", "1")}) for one in units()}
    assert scan([*evenly(), *voices(AT_ONE, "F")], places, WEEK) == []


def test_two_happenings_are_two() -> None:
    heard = [*evenly(), *voices(AT_ONE, "F"), *voices([20, 20, 20, 20], "E", first=50)]
    assert {found.unit for found in scan(heard, units(), WEEK)} == {unit("workplace", 7), unit("workplace", 20)}


def test_a_family_that_nobody_spoke_of_before_can_be_found() -> None:
    (found,) = scan([*evenly(), *voices(AT_ONE, "J")], units(), WEEK)
    assert found.family == "J"


def test_later_weeks_are_not_looked_at() -> None:
    later = [Sighting(WEEK + 1, workplace(7), "F", person(n)) for n in range(1, 9)]
    assert scan([*evenly(), *later], units(), WEEK) == []
