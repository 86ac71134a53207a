"""Given the kind families, each that can become an issue names one harmful behaviour and what stands in its place."""

from saphan.standards.behaviours import behaviours
from saphan.standards.concern_kinds import all_kinds


def test_every_family_of_concerns_has_its_behaviour_and_no_code_stands_twice() -> None:
    known = behaviours()
    assert known.keys() == {kind.family for kind in all_kinds().values() if kind.is_a_concern}
    codes = [code for each in known.values() for code in (each.harmful, each.better)]
    assert len(codes) == len(set(codes)) == 2 * len(known)
    assert all(each.name and each.better_name for each in known.values())
