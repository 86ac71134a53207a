"""The rule of escrow by itself: when may she be asked, and when may a partner be told of her?"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.verification.escrow import numbers
from saphan.verification.escrow.rules import (
    Standing,
    State,
    Voices,
    Wish,
    is_matched,
    may_be_asked,
    may_be_told,
    next_wish,
    of_groups,
)

DAY = date(2026, 3, 2)
HERS, SECOND, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


def standing(*voices: UUID, spoken: dict[UUID, date] | None = None) -> Standing:
    return Standing(of_groups(voices), spoken or {})


def test_one_below_her_number_is_no_match() -> None:
    assert not is_matched(Wish(HERS, 3), standing(HERS, SECOND))
    assert is_matched(Wish(HERS, 3), standing(HERS, SECOND, THIRD))


def test_twenty_accounts_of_one_script_are_one_voice() -> None:
    script: Voices = frozenset(UUID(int=100 + each) for each in range(20))

    assert not is_matched(Wish(HERS, 3), Standing((frozenset({HERS}), script), {}))


def test_a_copy_of_herself_never_helps() -> None:
    assert not is_matched(Wish(HERS, 2), Standing((frozenset({HERS, SECOND}),), {}))


def test_who_does_not_stand_behind_it_any_more_is_not_matched() -> None:
    assert not is_matched(Wish(HERS, 2), standing(SECOND, THIRD))


def test_a_match_without_talks_is_ready_and_asks_nobody() -> None:
    wish = next_wish(Wish(HERS, 2), standing(HERS, SECOND), DAY, 3)

    assert (wish.state, wish.matched_on, wish.tell_on) == (State.READY, DAY, None)
    assert not may_be_asked(wish, standing(HERS, SECOND), DAY + timedelta(days=400))


@pytest.mark.parametrize("missing", [HERS, SECOND])
def test_she_and_each_of_the_others_is_spoken_with_first(missing: UUID) -> None:
    spoken = {voice: DAY for voice in (HERS, SECOND) if voice != missing}

    assert next_wish(Wish(HERS, 2), standing(HERS, SECOND, spoken=spoken), DAY, 3).state == State.READY


def test_days_after_the_last_talk_she_may_be_asked() -> None:
    talks = standing(HERS, SECOND, spoken={HERS: DAY, SECOND: DAY + timedelta(days=4)})
    wish = next_wish(Wish(HERS, 2, State.READY, DAY), talks, DAY + timedelta(days=4), 3)

    assert wish.tell_on == DAY + timedelta(days=7)
    assert [may_be_asked(wish, talks, DAY + timedelta(days=each)) for each in (4, 6, 7)] == [False, False, True]


def test_talks_before_the_match_do_not_bring_the_day_nearer() -> None:
    talks = standing(HERS, SECOND, spoken={HERS: DAY - timedelta(days=30), SECOND: DAY - timedelta(days=30)})

    assert next_wish(Wish(HERS, 2), talks, DAY, 2).tell_on == DAY + timedelta(days=2)


def test_a_new_voice_is_spoken_with_too() -> None:
    """Given her day is set, when a third says it, then nobody is asked before the third was spoken with."""
    talks = {HERS: DAY, SECOND: DAY}
    wish = next_wish(Wish(HERS, 2), standing(HERS, SECOND, spoken=talks), DAY, 3)
    with_third = standing(HERS, SECOND, THIRD, spoken=talks)

    assert not may_be_asked(wish, with_third, DAY + timedelta(days=3))
    assert next_wish(wish, with_third, DAY + timedelta(days=1), 3).state == State.READY


def test_a_match_that_is_gone_begins_anew() -> None:
    wish = Wish(HERS, 2, State.SPOKEN, DAY, DAY + timedelta(days=3))

    assert next_wish(wish, standing(HERS), DAY, 3) == Wish(HERS, 2)
    assert not may_be_asked(wish, standing(HERS), DAY + timedelta(days=30))


@pytest.mark.parametrize("state", [State.RELEASED, State.DECLINED])
def test_what_she_answered_stands(state: State) -> None:
    wish = Wish(HERS, 2, state, DAY, DAY, DAY)

    assert next_wish(wish, standing(HERS), DAY + timedelta(days=9), 3) == wish
    assert not may_be_asked(wish, standing(HERS, SECOND), DAY + timedelta(days=9))


def test_who_said_no_makes_up_nobodys_number() -> None:
    """Given two who each want a second, when one of them says no, then the other is not told of alone."""
    voices = of_groups((HERS, SECOND))

    assert may_be_told({HERS: 2, SECOND: 2}, voices) == {HERS, SECOND}
    assert may_be_told({HERS: 2}, voices) == frozenset()


def test_one_who_drops_out_may_take_others_along() -> None:
    voices = of_groups((HERS, SECOND, THIRD))

    assert may_be_told({HERS: 2, SECOND: 3, THIRD: 1}, voices) == {HERS, SECOND, THIRD}
    assert may_be_told({HERS: 2, SECOND: 3}, voices) == frozenset()
    assert may_be_told({HERS: 3, SECOND: 1}, voices) == {SECOND}


VOICES = st.integers(1, 12).map(lambda each: UUID(int=each))
AGREED = st.dictionaries(VOICES, st.sampled_from((1, 2, 3, 5, 10)), max_size=12)
CLUSTERS = st.lists(st.sets(VOICES, min_size=1, max_size=4), max_size=8).map(
    lambda sets: tuple(frozenset(each) for each in sets)
)


@given(AGREED, CLUSTERS)
def test_nobody_is_told_of_with_too_few_beside_her(agreed: dict[UUID, int], clusters: tuple[Voices, ...]) -> None:
    told = may_be_told(agreed, clusters)

    together = sum(1 for each in clusters if each & told)
    assert told <= agreed.keys()
    assert all(agreed[voice] == 1 or agreed[voice] <= together for voice in told)
    assert {voice for voice, needs in agreed.items() if needs == 1} <= told


@given(AGREED, CLUSTERS, VOICES, st.sampled_from((1, 2, 3, 5, 10)))
def test_one_more_who_agrees_never_silences_another(
    agreed: dict[UUID, int], clusters: tuple[Voices, ...], voice: UUID, needs: int
) -> None:
    if voice not in agreed:
        assert may_be_told(agreed, clusters) <= may_be_told({**agreed, voice: needs}, clusters)


@given(
    st.sets(VOICES, max_size=8),
    st.dictionaries(VOICES, st.integers(-30, 30), max_size=12),
    st.sampled_from((2, 3, 5, 10)),
    st.integers(0, 60),
    st.integers(numbers.DEFAULT.wait_days_least, numbers.DEFAULT.wait_days_most),
)
def test_never_on_the_day_of_a_match_nor_of_a_talk(
    voices: set[UUID], talks: dict[UUID, int], needs: int, later: int, wait: int
) -> None:
    spoken = {voice: DAY + timedelta(days=each) for voice, each in talks.items() if each <= 0}
    now = Standing(of_groups(voices), spoken)
    wish = next_wish(Wish(HERS, needs), now, DAY, wait)

    if may_be_asked(wish, now, DAY + timedelta(days=later)):
        assert later >= numbers.DEFAULT.wait_days_least
        assert len(voices) >= needs
        assert voices | {HERS} <= spoken.keys()


def test_the_wait_is_drawn_from_the_data() -> None:
    least, most = numbers.DEFAULT.wait_days_least, numbers.DEFAULT.wait_days_most

    assert {numbers.random_days() for _ in range(500)} == set(range(least, most + 1))
    assert numbers.DEFAULT.choices == (2, 3, 5, 10)


def test_no_edition_may_ask_on_the_day(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "escrow.toml"
    file.write_text("edition = 2\nchoices = [2]\nwait_days_least = 0\nwait_days_most = 3\n")

    with pytest.raises(ValueError, match="never asked on the day"):
        numbers.read(file)
