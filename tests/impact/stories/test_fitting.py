"""A description fits eleven people or more, or nobody reads it."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from saphan.impact.stories.fitting import (
    MAY_BE_LEFT_OUT,
    Description,
    Told,
    are_enough,
    number_that_fit,
    what_to_leave_out,
)

PACKER = Description("my", "seafood", "TH", "TH-74", "C")
CODES = {
    "language": st.sampled_from(("my", "km")),
    "sector": st.sampled_from(("seafood", "garments")),
    "country": st.sampled_from(("TH", "MY")),
    "province": st.sampled_from(("TH-74", "TH-90")),
    "family": st.sampled_from(("B", "C")),
}
TOLD = st.lists(
    st.builds(Told, st.integers(0, 30).map(lambda number: UUID(int=number)), st.builds(Description, **CODES)),
    max_size=60,
)


def people(number: int, of: Description, first: int = 0) -> list[Told]:
    return [Told(UUID(int=first + each), of) for each in range(number)]


def test_eleven_are_enough_and_ten_are_not() -> None:
    assert are_enough(number_that_fit(people(11, PACKER), PACKER))
    assert not are_enough(number_that_fit(people(10, PACKER), PACKER))


def test_one_person_counts_once_whatever_she_told() -> None:
    assert number_that_fit(people(1, PACKER) * 20, PACKER) == 1


def test_what_is_told_of_two_things_is_not_put_together() -> None:
    other = Description("my", "garments", "MY", "", "B")
    told = [Told(UUID(int=1), PACKER), Told(UUID(int=1), other)]
    assert number_that_fit(told, Description("my", "seafood", "MY")) == 0


def test_what_may_be_left_out_is_said() -> None:
    told = people(6, PACKER) + people(6, Description("my", "seafood", "TH", "TH-90", "C"), first=6)
    assert what_to_leave_out(told, PACKER) == ("province",)
    assert what_to_leave_out(people(3, PACKER), PACKER) == ()


@given(TOLD, st.builds(Description, **CODES), st.sets(st.sampled_from(MAY_BE_LEFT_OUT)))
def test_less_said_never_means_fewer_people(told: list[Told], of: Description, out: set[str]) -> None:
    wider = replace(of, **dict.fromkeys(out, ""))
    assert number_that_fit(told, wider) >= number_that_fit(told, of)
