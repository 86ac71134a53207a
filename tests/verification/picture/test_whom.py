"""Whom to ask next."""

from saphan.verification.picture.whom import Askable, One, whom


def one(place: int = 1, **more: object) -> One:
    usual: dict[str, object] = {"own_desk": True, "first_hand": True, "how": "ring"}
    return One(place, **{**usual, **more})  # type: ignore[arg-type]


def voice(number: int, *ones: One, called_back: bool = False, **more: object) -> Askable:
    return Askable(number, called_back, ones or (one(**more),))  # type: ignore[arg-type]


def asked(question: str, *voices: Askable) -> list[tuple[int, int]]:
    return [(chosen.number, chosen.place) for chosen in whom(question, voices)]


def test_our_own_desk_then_who_saw_it_then_one_account() -> None:
    many = voice(3, *(one(place) for place in range(1, 21)))
    voices = [voice(1, own_desk=False, how=""), voice(2, first_hand=False), many, voice(4)]
    assert asked("call_back_one", *voices) == [(4, 1)]
    assert asked("call_back_two", *voices) == [(4, 1), (3, 1)]


def test_no_danger_before_reach_reach_before_silence_and_silence_before_who_saw_it() -> None:
    danger, far, silent, heard = (
        voice(number, **more)
        for number, more in enumerate(
            [{"careful": True}, {"how": "code"}, {"tells_nobody": True}, {"first_hand": False}], start=1
        )
    )
    assert asked("call_back_two", danger, far, silent, heard) == [(4, 1), (3, 1)]
    assert asked("call_back_two", danger, far) == [(2, 1), (1, 1)]


def test_in_a_cluster_the_best_of_them_is_named_with_the_reasons() -> None:
    cluster = voice(
        7, one(1, careful=True), one(2, how="code"), one(3, own_desk=False, how=""), one(4, how="write"), one(5)
    )
    (chosen,) = whom("call_back_one", [cluster])
    assert (chosen.number, chosen.place, chosen.of) == (7, 4, 5)
    assert chosen.reasons == ("write", "first_hand", "no_danger")


def test_what_to_mind_is_said_too_and_of_another_desk_nothing_is_known() -> None:
    careful = whom("call_back_one", [voice(1, careful=True, tells_nobody=True, how="code", first_hand=False)])
    assert careful[0].reasons == ("code", "heard", "careful", "tells_nobody")
    elsewhere = whom("call_back_one", [voice(1, own_desk=False, how="")])
    assert elsewhere[0].reasons == ("another_desk", "first_hand")


def test_nobody_is_called_twice() -> None:
    assert asked("call_back_two", voice(1, called_back=True), voice(2)) == [(2, 1)]


def test_a_question_that_is_for_nobody_who_spoke_names_nobody() -> None:
    assert whom("look_in_another_language", [voice(1)]) == ()
