"""A new name in several districts is told; an old one that spreads slowly, and one district many times, are not."""

from uuid import UUID

from saphan.verification.signals.newcomers import Appearance, Sudden, newcomers

WEEK = 2900
OLD = [Appearance(WEEK - 60, "recruiter", b"known", "Bago", UUID(int=1))]  # since then we keep record


def named(districts: list[str], weeks: list[int], mark: bytes = b"new", kind: str = "broker") -> list[Appearance]:
    """Each by a voice of its own; weeks: how many before WEEK."""
    return [
        Appearance(WEEK - ago, kind, mark, district, UUID(int=100 + place))
        for place, (district, ago) in enumerate(zip(districts, weeks, strict=True))
    ]


def test_a_new_broker_in_three_districts_within_weeks_is_told() -> None:
    (found,) = newcomers([*OLD, *named(["Magway", "Bago", "Pathein"], [5, 2, 0])], WEEK)
    assert (found.kind, found.mark, found.districts) == ("broker", b"new", ("Bago", "Magway", "Pathein"))
    assert (found.known_in, found.first, len(found.voices)) == (0, WEEK - 5, 3)


def test_a_phone_and_a_recruiter_are_looked_at_alike() -> None:
    both = [
        *named(["A", "B", "C"], [1, 1, 1], b"1", "phone"),
        *named(["A", "B", "C", "D"], [1, 1, 1, 1], b"2", "recruiter"),
    ]
    found = newcomers([*OLD, *both], WEEK)
    assert [(one.kind, len(one.districts)) for one in found] == [
        ("recruiter", 4),
        ("phone", 3),
    ]


def test_an_old_name_that_spreads_slowly_is_none() -> None:
    slowly = named(["A", "B", "C", "D", "E", "F"], [50, 40, 30, 20, 10, 0])
    assert all(newcomers([*OLD, *slowly], WEEK - ago) == [] for ago in range(50))


def test_an_old_name_known_nearly_everywhere_is_none_where_it_is_new() -> None:
    wide = named([*"ABCDEFGH", *"XYZ"], [30] * 8 + [1, 1, 1])
    assert newcomers([*OLD, *wide], WEEK) == []


def test_an_old_name_of_one_district_that_jumps_into_several_is_told() -> None:
    (found,) = newcomers([*OLD, *named(["A", "X", "Y", "Z"], [40, 3, 2, 1])], WEEK)
    assert (found.districts, found.known_in, found.first) == (("X", "Y", "Z"), 1, WEEK - 40)


def test_one_district_many_times_is_none() -> None:
    assert newcomers([*OLD, *named(["A"] * 20, [1] * 20)], WEEK) == []


def test_one_voice_that_names_many_districts_is_one() -> None:
    alone = [Appearance(WEEK, "broker", b"new", district, UUID(int=7)) for district in "ABCDE"]
    assert newcomers([*OLD, *alone], WEEK) == []
    two_more_of_one = [Appearance(WEEK, "broker", b"new", "A", UUID(int=n)) for n in (8, 9)]
    assert newcomers([*OLD, *alone, *two_more_of_one], WEEK) == []
    one_of_another = [Appearance(WEEK, "broker", b"new", "B", UUID(int=10))]
    assert len(newcomers([*OLD, *alone, *two_more_of_one, *one_of_another], WEEK)) == 1


def test_weeks_of_one_name_are_not_added_to_those_of_another() -> None:
    split = [*named(["A", "B"], [1, 1], b"1"), *named(["C"], [1], b"2"), *named(["C"], [1], b"1", "phone")]
    assert newcomers([*OLD, *split], WEEK) == []


def test_what_is_past_or_to_come_is_not_sudden() -> None:
    assert newcomers([*OLD, *named(["A", "B", "C"], [20, 20, 20])], WEEK) == []
    assert newcomers([*OLD, *named(["A", "B", "C"], [-1, -1, -1])], WEEK) == []


def test_a_record_that_has_just_begun_knows_no_newcomers() -> None:
    assert newcomers(named(["A", "B", "C"], [5, 2, 0]), WEEK) == []
    assert newcomers([], WEEK) == []


def test_the_order_changes_nothing_and_the_numbers_are_data() -> None:
    heard = [*OLD, *named(["A", "B", "C"], [5, 2, 0])]
    assert newcomers(heard[::-1], WEEK) == newcomers(heard, WEEK)
    assert newcomers(heard, WEEK, Sudden(districts=4)) == []
