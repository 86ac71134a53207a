"""Merges are a set: no order of them matters, and what was never merged is read as itself."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saphan.network.merging import resolving

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a machine that is busy
IDS = [UUID(int=number) for number in range(12)]


@st.composite
def forests(draw: st.DrawFn) -> list[tuple[UUID, UUID]]:
    """Merges that acts can make: each organisation is read as one at most, and none in a circle."""
    order = draw(st.permutations(IDS))
    return [
        (order[place], order[draw(st.integers(0, place - 1))]) for place in range(1, len(order)) if draw(st.booleans())
    ]


@PATIENT
@given(forests(), st.randoms())
def test_the_order_of_merges_never_matters(merges: list[tuple[UUID, UUID]], random: object) -> None:
    shuffled = list(merges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolving.canonical(dict(merges), IDS) == resolving.canonical(dict(shuffled), reversed(IDS))


@PATIENT
@given(forests())
def test_whom_one_is_read_as_is_read_as_itself_and_counts_it_among_its_own(merges: list[tuple[UUID, UUID]]) -> None:
    found = resolving.canonical(dict(merges), IDS)
    for one, root in found.items():
        assert found[root] == root
        assert one in resolving.groups(dict(merges), IDS)[root]
    groups = resolving.groups(dict(merges), IDS)
    assert groups.keys() == set(found.values())
    assert sum(map(len, groups.values())) == len(IDS)


@PATIENT
@given(forests(), st.data())
def test_a_merge_taken_back_leaves_what_there_was(merges: list[tuple[UUID, UUID]], data: st.DataObject) -> None:
    before = resolving.canonical(dict(merges), IDS)
    free = [one for one in IDS if one not in dict(merges)]
    away = data.draw(st.sampled_from(free))
    other = data.draw(st.sampled_from(IDS))
    if before[other] != before[away]:
        merged = {**dict(merges), away: other}
        assert resolving.canonical(merged, IDS)[away] == before[other]
        del merged[away]
        assert resolving.canonical(merged, IDS) == before


def test_a_circle_that_no_act_can_make_has_one_answer_all_the_same() -> None:
    one, two, three, beside = IDS[:4]
    circle = {one: two, two: three, three: one, beside: two}
    assert set(resolving.canonical(circle, [one, two, three, beside]).values()) == {one}
    assert resolving.groups(circle, []) == {one: {one, two, three, beside}}
