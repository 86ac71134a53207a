"""The bridge is one line over three pylons, and its ropes are the numbers of the catalogue."""

from saphan.impact.change import bridge_drawing as drawn
from saphan.impact.change.picture import picture, piers
from saphan.impact.change.showing import NOTHING
from saphan.impact.indicators.catalogue import ACTORS, OBJECTIVES, PROGRAMMES, catalogue


def test_the_road_is_one_line() -> None:
    for left in (0, 1):
        assert drawn.height_of_road(left, drawn.WIDTH) == drawn.height_of_road(left + 1, 0)
    assert drawn.height_of_road(0, 0) == drawn.height_of_road(2, drawn.WIDTH) == drawn.ENDS
    assert drawn.height_of_road(1, drawn.MIDDLE) == drawn.ENDS - drawn.RISE


def test_a_rope_for_each_number_whole_where_it_is_known() -> None:
    pier = drawn.pier(1, [True, False, True], [False, False])
    assert (pier.known.count("M"), pier.unknown.count("M")) == (2, 3)
    assert [node.is_known for node in pier.nodes] == [True, False]
    assert drawn.pier(0, [], []).known == drawn.pier(0, [], []).unknown == ""


def test_the_bridge_has_two_ends() -> None:
    assert [len(drawn.pier(number, [True], [True]).ends) for number in range(3)] == [1, 0, 1]


def test_the_picture_holds_the_whole_theory_once() -> None:
    assert sorted(told["actor"] for told in piers()) == sorted(ACTORS)
    assert sorted(told["objective"] for told in piers()) == sorted(OBJECTIVES)
    assert {told[side]["programme"] for told in piers() for side in ("left", "right")} == set(PROGRAMMES)


def test_one_to_three_numbers_at_each_place_each_where_it_belongs() -> None:
    known = {one.id: one for one in catalogue().indicators}
    for told in piers():
        for places in (told["of_actor"], told["of_objective"], told["left"]["numbers"], told["right"]["numbers"]):
            assert 1 <= len(places) <= 3
        assert all(known[each].objective == told["objective"] for each in told["of_objective"])
        for side in (told["left"], told["right"]):
            assert all(side["programme"] in known[each].programmes for each in side["numbers"])
        assert all(known[each].objective == told["objective"] for each in told["to_donors"])


def test_before_the_first_edition_every_rope_is_broken() -> None:
    assert all(pier.drawing.known == "" and pier.drawing.unknown for pier in picture(NOTHING))
