"""Given a board: each thing that is missing keeps it from opening, and is named."""

from dataclasses import replace
from uuid import UUID

import pytest

from saphan.dialogue.boards.gate import Asked, missing
from saphan.dialogue.promises.rule import before_the_yes

WHOLE = Asked(UUID(int=1), True, 14, "desk", 11, 2, crowd=240)


def test_a_whole_one_may_open() -> None:
    assert missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ({"languages": 0}, "languages"),
        ({"responder": None}, "responder"),
        ({"answer_days": None}, "answer_days"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 31}, "answer_days"),
        ({"remedy": ""}, "remedy"),
        ({"threshold": None}, "threshold"),
        ({"threshold": 9}, "threshold"),
        ({"crowd": None}, "crowd"),
        ({"crowd": 9}, "crowd"),
        ({"another": True}, "another"),
        ({"owes": True}, "owes_an_answer"),
        ({"accepted": False}, "accepted"),
    ],
)
def test_what_is_missing_is_named(without: dict[str, object], code: str) -> None:
    assert missing(replace(WHOLE, **without)) == (code,)  # type: ignore[arg-type]


def test_it_can_be_proposed_before_it_is_accepted_and_not_before_it_is_whole() -> None:
    assert before_the_yes(missing(replace(WHOLE, accepted=False))) == ()
    nothing = Asked(None, False, None, "", None, 0, None)
    assert before_the_yes(missing(nothing)) == ("languages", "responder", "answer_days", "remedy", "threshold", "crowd")
