"""The registry of outputs is data: what it must not say is refused."""

import pytest

from saphan.impact.outputs import FILE, OUTPUTS, WITHOUT_NUMBERS_OF_PEOPLE, BadOutputs, read

WRITTEN = FILE.read_text(encoding="utf-8")


def test_it_is_read_as_it_is_written() -> None:
    assert read(WRITTEN).outputs == OUTPUTS and read(WRITTEN).without == WITHOUT_NUMBERS_OF_PEOPLE
    polls = next(one for one in OUTPUTS if one.name == "polls")
    assert (polls.read_by, polls.attacked_by, polls.because) == ("workers", "test_polls", "")
    assert "dialogue:poll_result" in polls.routes


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('name = "fees"', 'name = "polls"'),
        ('read_by = "everybody"', 'read_by = "nobody"'),
        ('attacked_by = "test_fees"', 'attacked_by = ""'),
        ('attacked_by = "test_fees"', 'attacked_by = "test_fees"\nbecause = "nobody is counted"'),
    ],
    ids=["twice", "read by nobody", "not attacked", "attacked, and nobody is counted"],
)
def test_what_cannot_be_is_refused(was: str, now: str) -> None:
    with pytest.raises(BadOutputs):
        read(WRITTEN.replace(was, now))


def test_nothing_is_left_out() -> None:
    with pytest.raises(TypeError):
        read(WRITTEN.replace('of = "people of one cube"\n', ""))
