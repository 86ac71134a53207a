"""Given a poll: each thing that is missing keeps it from beginning, and is named."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from saphan.dialogue.polls.gate import DEFAULT, Asked, missing
from saphan.dialogue.promises.rule import before_the_yes

WHOLE = Asked(
    responder=UUID(int=1),
    accepted=True,
    begins_on=date(2026, 3, 1),
    ends_on=date(2026, 3, 14),
    respond_by=date(2026, 4, 1),
    remedy="desk",
    threshold=11,
    questions=4,
    spoken=True,
)


def test_a_whole_one_may_begin() -> None:
    assert missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ({"questions": 0}, "questions"),
        ({"spoken": False}, "languages"),
        ({"ends_on": None}, "days"),
        ({"ends_on": date(2026, 2, 27), "respond_by": date(2026, 3, 9)}, "days"),
        ({"ends_on": date(2026, 4, 1), "respond_by": date(2026, 4, 20)}, "days"),
        ({"responder": None}, "responder"),
        ({"respond_by": None}, "respond_by"),
        ({"respond_by": date(2026, 3, 14)}, "respond_by"),
        ({"respond_by": date(2026, 4, 29)}, "respond_by"),
        ({"remedy": ""}, "remedy"),
        ({"threshold": None}, "threshold"),
        ({"threshold": DEFAULT.threshold_least - 1}, "threshold"),
        ({"spent": DEFAULT.questions_a_month - 3}, "burden"),
        ({"owes": True}, "owes_an_answer"),
        ({"crowded": True}, "crowded"),
        ({"accepted": False}, "accepted"),
    ],
)
def test_what_is_missing_is_named(without: dict[str, object], code: str) -> None:
    assert missing(replace(WHOLE, **without)) == (code,)  # type: ignore[arg-type]


def test_it_can_be_proposed_before_it_is_accepted_and_not_before_it_is_whole() -> None:
    assert before_the_yes(missing(replace(WHOLE, accepted=False))) == ()
    nothing = Asked(None, False, None, None, None, "", None, 0, False)
    assert before_the_yes(missing(nothing)) == ("questions", "days", "responder", "respond_by", "remedy", "threshold")
