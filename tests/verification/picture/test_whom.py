"""Whom to ask next."""

from saphan.verification.picture.whom import Askable, whom


def voice(number: int, **more: object) -> Askable:
    usual: dict[str, object] = {"own_desk": True, "called_back": False, "first_hand": True}
    return Askable(number, **{**usual, **more})  # type: ignore[arg-type]


def test_our_own_desk_then_who_saw_it_then_one_account() -> None:
    voices = [voice(1, own_desk=False), voice(2, first_hand=False), voice(3, accounts=20), voice(4)]
    assert whom("call_back_one", voices) == (4,)
    assert whom("call_back_two", voices) == (4, 3)


def test_nobody_is_called_twice() -> None:
    assert whom("call_back_two", [voice(1, called_back=True), voice(2)]) == (2,)


def test_a_question_that_is_for_nobody_who_spoke_names_nobody() -> None:
    assert whom("look_in_another_language", [voice(1)]) == ()
