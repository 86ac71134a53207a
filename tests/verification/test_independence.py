"""Who is independent of whom, and why: each reason, each excuse, each ruling."""

from uuid import UUID

import pytest

from saphan.verification.independence import Cluster, Ruling, Trace, clusters
from saphan.verification.weights import DEFAULT

HOUR = 480_000
SCRIPT = bytes(range(1, 129))


def person(number: int) -> UUID:
    return UUID(int=number)


def trace(number: int, *, hours: int | None = None, **kept: object) -> Trace:
    """One story of one person, a day after the person before her unless the test says when."""
    began = HOUR + (24 * number if hours is None else hours)
    return Trace(person(number), began)._replace(**kept)  # type: ignore[arg-type]


def near(text: bytes, agreeing: float) -> bytes:
    """A signature that agrees with another in this share of its places."""
    same = round(len(text) * agreeing)
    return text[:same] + bytes((each + 100) % 256 for each in text[same:])


def numbers(found: tuple[Cluster, ...]) -> list[list[int]]:
    return [[voice.int for voice in cluster.voices] for cluster in found]


def marks(name: str) -> frozenset[bytes]:
    return frozenset({name.encode()})


def test_strangers_are_each_one() -> None:
    found = clusters([trace(1), trace(2, phones=marks("a")), trace(3, phones=marks("b"))])
    assert numbers(found) == [[1], [2], [3]]
    assert all(cluster.ties == cluster.leans == () and cluster.doubt == 0 for cluster in found)


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({"handles": marks("her account")}, "same_handle"),
        ({"browsers": marks("a token")}, "same_browser"),
        ({"phones": marks("a number")}, "same_phone"),
        ({"texts": (SCRIPT,)}, "same_text"),
    ],
)
def test_a_hard_reason_alone_makes_them_one_and_is_named(kept: dict[str, object], reason: str) -> None:
    (found,) = clusters([trace(1, **kept), trace(2, **kept), trace(3, **kept)])
    assert found.voices == (person(1), person(2), person(3))
    assert {tie.reasons for tie in found.ties} == {(reason,)}
    assert all(tie.strength == 1 and tie.left < tie.right for tie in found.ties)


def test_through_a_third_two_are_one() -> None:
    phone, browser = marks("a number"), marks("a token")
    both = trace(2, phones=phone, browsers=browser)
    assert numbers(clusters([trace(1, phones=phone), both, trace(3, browsers=browser)])) == [[1, 2, 3]]


def test_stories_of_one_person_are_one_voice_with_all_their_marks() -> None:
    hers = [trace(1, phones=marks("a")), trace(1, browsers=marks("b"), hours=2000)]
    assert numbers(clusters([*hers, trace(2, browsers=marks("b")), trace(3, phones=marks("a"))])) == [[1, 2, 3]]


def test_twenty_accounts_of_one_script_are_one() -> None:
    # Given twenty accounts of twenty devices, over weeks, all with nearly the same words
    brigade = [trace(n, browsers=marks(f"device {n}"), texts=(near(SCRIPT, 0.9),)) for n in range(1, 21)]
    assert len(clusters(brigade)) == 1


def test_room_mates_met_by_outreach_are_as_many_as_they_are() -> None:
    # Given six on one phone, in one browser, by one door, in one hour
    shared = {"phones": marks("the phone"), "browsers": marks("the tablet"), "source": b"door"}
    met = [trace(n, hours=0, met=True, **shared) for n in range(1, 7)]
    assert numbers(clusters(met)) == [[1], [2], [3], [4], [5], [6]]
    assert all(cluster.doubt == 0 for cluster in clusters(met))
    # And the same where a checked mandate speaks for them
    vouched = [each._replace(met=False, vouched=True) for each in met]
    assert len(clusters(vouched)) == 6
    # And without either they are one
    assert len(clusters([each._replace(met=False) for each in met])) == 1


def test_whoever_was_not_met_is_counted_with_one_of_them_and_gathers_nobody_in() -> None:
    shared = {"phones": marks("the phone")}
    met = [trace(n, met=True, **shared) for n in (1, 2, 3)]
    assert numbers(clusters([*met, trace(4, **shared), trace(5, **shared)])) == [[1, 4, 5], [2], [3]]


def test_an_excuse_does_not_reach_an_account_or_a_text() -> None:
    for kept in ({"handles": marks("one account")}, {"texts": (SCRIPT,)}):
        assert len(clusters([trace(1, met=True, **kept), trace(2, met=True, **kept)])) == 1


def test_somebody_who_names_everybodys_number_makes_nobody_one() -> None:
    # Given eight workers, and a manager who files a report with each of their numbers from one browser
    workers = [trace(n, phones=marks(f"number {n}")) for n in range(1, 9)]
    his = [trace(10 + n, phones=marks(f"number {n}"), browsers=marks("his")) for n in range(1, 9)]
    found = numbers(clusters([*workers, *his]))
    assert found == [*([n] for n in range(1, 9)), list(range(11, 19))]


@pytest.mark.parametrize("shared", ["texts", "handles", "browsers"])
def test_nor_does_whoever_names_them_by_one_script(shared: str) -> None:
    # Given five workers, and one report with each of their numbers, without cookies, all with the same words
    kept = {shared: (SCRIPT,) if shared == "texts" else marks("his")}
    workers = [trace(n, phones=marks(f"number {n}")) for n in range(1, 6)]
    his = [trace(10 + n, phones=marks(f"number {n}"), **kept) for n in range(1, 6)]
    assert numbers(clusters([*workers, *his])) == [*([n] for n in range(1, 6)), list(range(11, 16))]


def test_nor_does_whoever_chains_them_by_two_numbers_at_a_time() -> None:
    # Given six workers, and reports that name the first and the second, the second and the third, and so on
    workers = [trace(n, phones=marks(f"number {n}")) for n in range(1, 7)]
    his = [trace(10 + n, phones=marks(f"number {n}") | marks(f"number {n + 1}")) for n in range(1, 6)]
    assert len(clusters([*workers, *his])) == 11

    # And whoever has as many numbers as a person has is one with whoever shares one of them
    few = [trace(20, phones=marks("a") | marks("b")), trace(21, phones=marks("b") | marks("c"))]
    assert numbers(clusters([*workers, *his, *few, trace(22, phones=marks("c"))]))[-1] == [20, 21, 22]


def test_one_soft_reason_ties_nobody_and_is_kept_as_leaning() -> None:
    first, second = clusters([trace(1, hours=0), trace(2, hours=0)])
    assert (first.doubt, first.leans) == (0, ())
    assert second.doubt == pytest.approx(DEFAULT.ties.together)
    assert [(tie.left, tie.reasons) for tie in second.leans] == [(person(1), ("began_together",))]


def test_a_burst_needs_a_known_door_and_enough_of_them() -> None:
    at_one_door = [trace(n, hours=2 * n, source=b"door") for n in range(1, 8)]
    found = clusters(at_one_door)
    assert [bool(each.doubt) for each in found] == [False] * 4 + [True] * 3
    assert {reason for each in found for tie in each.leans for reason in tie.reasons} == {"burst"}
    assert not any(each.doubt for each in clusters([each._replace(source=b"") for each in at_one_door]))


def test_alike_texts_from_one_burst_are_one() -> None:
    alike = [near(SCRIPT, 0.4), SCRIPT]
    apart = clusters([trace(1, texts=(alike[0],)), trace(2, texts=(alike[1],))])
    assert [len(each.voices) for each in apart] == [1, 1]
    assert 0 < apart[1].doubt < DEFAULT.ties.one_from
    burst = [trace(n, hours=0, source=b"door", texts=(SCRIPT,)) for n in range(1, 8)]
    (one, *_) = clusters([each._replace(texts=(alike[n % 2],)) for n, each in enumerate(burst)])
    assert len(one.voices) >= 3
    assert any(len(tie.reasons) == 3 for tie in one.ties)


def test_a_ruling_together_makes_two_one_and_the_last_word_counts() -> None:
    people = [trace(1), trace(2)]
    together, apart = Ruling(person(1), person(2), True), Ruling(person(2), person(1), False)
    (found,) = clusters(people, [together])
    assert found.ties[0].reasons == ("ruled_together",)
    assert len(clusters(people, [together, apart])) == 2
    assert len(clusters(people, [apart, together])) == 1


def test_a_ruling_apart_beats_every_tie_between_the_two_but_none_through_a_third() -> None:
    phone = {"phones": marks("a number")}
    three = [trace(1, **phone), trace(2, **phone), trace(3, **phone)]
    ruling = Ruling(person(1), person(2), False)
    assert len(clusters(three[:2], [ruling])) == 2
    assert len(clusters(three, [ruling])) == 1
    rulings = [ruling, Ruling(person(2), person(3), False)]
    assert numbers(clusters(three, rulings)) == [[1, 3], [2]]


def test_ruled_apart_they_lean_on_each_other_no_more() -> None:
    two = [trace(1, hours=0), trace(2, hours=0)]
    assert clusters(two)[1].doubt > 0
    assert clusters(two, [Ruling(person(1), person(2), False)])[1].doubt == 0


def test_a_ruling_about_somebody_who_is_not_here_says_nothing() -> None:
    assert numbers(clusters([trace(1)], [Ruling(person(1), person(9), True), Ruling(person(1), person(1), True)])) == [
        [1]
    ]
    assert clusters([]) == ()


def test_the_cluster_is_named_by_its_smallest_voice_and_begins_with_its_earliest() -> None:
    (found,) = clusters([trace(1, hours=9, phones=marks("a")), trace(2, hours=3, phones=marks("a"))])
    assert found.voices == (person(2), person(1))
    assert found.id == person(1)
