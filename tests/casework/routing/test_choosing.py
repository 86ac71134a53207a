"""Whom to propose: her language, who is there, her wish, the least load; never somebody with a conflict."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from saphan.casework.routing.choosing import Hand, Needed, Proposal, propose
from saphan.languages.closest import Fit
from saphan.network.speakers import Speaker

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
PLANT = UUID(int=900)
LANGUAGES = ("my", "shn", "th", "ne", "ms", "id")


def hand(
    number: int,
    *languages: str,
    until: datetime | None = LATER,
    next_at: datetime | None = None,
    gender: str = "",
    load: int = 0,
    interests: frozenset[UUID] = frozenset(),
) -> Hand:
    one = Speaker(UUID(int=number), f"Colleague {number}", languages, until, next_at)
    return Hand(one, gender, load, interests)


def order(needed: Needed, *hands: Hand) -> list[int]:
    return [proposal.staff_id.int for proposal in propose(needed, hands, NOW)]


def test_her_own_language_comes_before_a_close_one() -> None:
    assert order(Needed("shn", "my"), hand(1, "my"), hand(2, "shn"), hand(3, "th"), hand(4, "ne")) == [2, 1, 3]


def test_who_has_least_comes_first() -> None:
    assert order(Needed("my", "my"), hand(1, "my", load=5), hand(2, "my", load=1)) == [2, 1]


def test_who_is_on_duty_comes_before_who_is_back_soon() -> None:
    away = hand(1, "my", until=None, next_at=NOW + timedelta(hours=2))
    assert order(Needed("my", "my"), away, hand(2, "my", load=9)) == [2, 1]


def test_who_speaks_hers_and_is_back_within_a_day_comes_before_a_close_language_now() -> None:
    back_soon = hand(1, "shn", until=None, next_at=NOW + timedelta(hours=20))
    assert order(Needed("shn", "my"), back_soon, hand(2, "my")) == [1, 2]


def test_who_is_away_for_long_comes_last_and_is_given_nothing() -> None:
    away = hand(1, "shn", until=None, next_at=NOW + timedelta(days=3))
    found = propose(Needed("shn", "my"), (away, hand(2, "my")), NOW)
    assert [one.staff_id.int for one in found] == [2, 1]
    assert [one.is_sound for one in found] == [True, False]


def test_where_a_desk_keeps_no_roster_everybody_counts_as_here() -> None:
    (one,) = propose(Needed("my", "my"), (hand(1, "my", until=None),), NOW)
    assert one.is_sound
    _rostered, other = propose(Needed("my", "my"), (hand(1, "my", until=None), hand(2, "ne"), hand(3, "my")), NOW)
    assert not other.is_sound


def test_her_wish_for_a_woman_comes_before_the_hours_and_nobody_else_is_given_it() -> None:
    woman = hand(1, "my", until=None, next_at=NOW + timedelta(hours=2), gender="woman")
    found = propose(Needed("my", "my", answered_by="woman"), (hand(2, "my", gender="man"), hand(3, "my"), woman), NOW)
    assert found[0].staff_id == woman.speaker.id
    assert [one.is_sound for one in found] == [True, False, False]


def test_a_conflict_is_never_proposed() -> None:
    needed = Needed("my", "my", organisations=frozenset({PLANT}), aside=frozenset({UUID(int=2)}))
    assert order(needed, hand(1, "my", interests=frozenset({PLANT})), hand(2, "my"), hand(3, "my")) == [3]


hands = st.lists(
    st.builds(
        lambda number, languages, load, here, gender, tied: hand(
            number,
            *languages,
            until=LATER if here else None,
            gender=gender,
            load=load,
            interests=frozenset({PLANT}) if tied else frozenset(),
        ),
        st.integers(1, 40),
        st.sets(st.sampled_from(LANGUAGES)),
        st.integers(0, 9),
        st.booleans(),
        st.sampled_from(["", "woman", "man"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(hands, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES), st.sampled_from(["", "woman"]), st.booleans())
def test_whatever_the_desk(people: list[Hand], speaks: str, pages: str, wish: str, tied: bool) -> None:
    needed = Needed(speaks, pages, wish, frozenset({PLANT}) if tied else frozenset())
    found = propose(needed, people, NOW)
    by_id = {hand.speaker.id: hand for hand in people}
    assert all(not (by_id[one.staff_id].interests & needed.organisations) for one in found if len(by_id) == len(people))
    fits = [(not one.here, one.spoken.fit) for one in found]
    assert fits == sorted(fits), "nobody with a worse language comes before one who is there and speaks a better"
    assert all(isinstance(one, Proposal) and one.spoken.fit in Fit for one in found)
