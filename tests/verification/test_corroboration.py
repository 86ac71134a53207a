"""Is it true? The three rules of domain model §5, and what is missing where none holds."""

from dataclasses import fields
from datetime import date
from inspect import signature
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from saphan.verification.corroboration import (
    CALL_BACK,
    PROOFS,
    FindingFacts,
    VoiceFacts,
    independent_voices,
    judge,
    may_be_verified,
    reached,
    varied_in,
)
from saphan.verification.independence import Cluster, Tie
from saphan.verification.ladder import Stage

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 6)


def voice(
    person: int,
    *,
    channel: str = "web",
    language: str = "my",
    desk: int = 1,
    week: date = MARCH,
    kind: str = "pay_unpaid",
) -> VoiceFacts:
    return VoiceFacts(UUID(int=person), UUID(int=desk), channel, language, week, kind)


def called(person: int, *, supports: bool = True) -> FindingFacts:
    return FindingFacts(CALL_BACK, supports, UUID(int=person))


def test_one_voice_is_understood() -> None:
    judgement = judge([voice(1)], [])
    assert judgement.rung == Stage.UNDERSTOOD
    assert judgement.missing == ("more_voices", "or_a_document")
    assert judgement.next_question == "ask_for_a_document"


def test_no_voice_is_received() -> None:
    assert judge([], []).rung == Stage.RECEIVED
    assert judge([], [FindingFacts("visit")]).rung == Stage.RECEIVED


@pytest.mark.parametrize(
    "other",
    [voice(3, channel="phone"), voice(3, language="ne"), voice(3, desk=2), voice(3, week=APRIL)],
    ids=["channel", "language", "desk", "month"],
)
def test_three_voices_with_one_difference_are_corroborated(other: VoiceFacts) -> None:
    judgement = judge([voice(1), voice(2), other], [])
    assert judgement.rung == Stage.CORROBORATED
    assert judgement.reasons == ("several_and_varied",)
    assert judgement.next_question == "call_back_one"


def test_three_voices_all_alike_are_not() -> None:
    judgement = judge([voice(1), voice(2), voice(3)], [])
    assert judgement.rung == Stage.UNDERSTOOD
    assert judgement.missing[0] == "another_channel_language_desk_or_month"


def test_rows_are_not_voices() -> None:
    # Given one person who spoke of three kinds, on two channels and in two months
    rows = [voice(1), voice(1, kind="pay_late", channel="phone"), voice(1, kind="pay_cut", week=APRIL)]

    # Then she is one voice, and her own variety is none
    assert independent_voices(rows) == 1
    assert judge(rows, []).rung == Stage.UNDERSTOOD
    assert judge([*rows, voice(2), voice(3)], []).rung == Stage.UNDERSTOOD


def test_five_alike_need_a_call_back_to_two() -> None:
    five = [voice(person) for person in range(1, 6)]
    assert judge(five, []).next_question == "call_back_two"
    assert judge(five, [called(1)]).rung == Stage.UNDERSTOOD
    assert judge(five, [called(1), called(1)]).rung == Stage.UNDERSTOOD
    assert judge(five, [called(1), called(2, supports=False)]).rung == Stage.UNDERSTOOD
    assert judge(five, [called(1), called(99)]).rung == Stage.UNDERSTOOD
    judgement = judge(five, [called(1), called(2)])
    assert judgement.rung == Stage.CORROBORATED
    assert judgement.reasons == ("many_alike_and_called_back",)
    assert judge(five[:4], [called(1), called(2)]).rung == Stage.UNDERSTOOD


@pytest.mark.parametrize("kind", PROOFS)
def test_a_document_and_a_voice(kind: str) -> None:
    assert judge([voice(1)], [FindingFacts(kind)]).reasons == ("proof_and_a_voice",)
    assert judge([voice(1)], [FindingFacts(kind, supports=False)]).rung == Stage.UNDERSTOOD


def test_one_call_back_alone_corroborates_nothing_but_lets_a_verifier_verify() -> None:
    assert judge([voice(1)], [called(1)]).rung == Stage.UNDERSTOOD
    assert may_be_verified([called(1)])
    assert may_be_verified([FindingFacts("payslip")])
    assert not may_be_verified([called(1, supports=False), FindingFacts("visit", supports=False)])


def test_variety_is_between_voices() -> None:
    assert varied_in([]) == frozenset()
    assert varied_in([voice(1), voice(2)]) == frozenset()
    assert varied_in([voice(1), voice(2, desk=2, week=APRIL)]) == {"desk", "month"}


voices = some.lists(
    some.builds(
        voice,
        some.integers(1, 8),
        channel=some.sampled_from(["web", "phone"]),
        language=some.sampled_from(["my", "ne"]),
        desk=some.integers(1, 2),
        week=some.sampled_from([MARCH, APRIL]),
    ),
    max_size=12,
)
people = some.integers(1, 8).map(lambda number: UUID(int=number))
findings = some.lists(
    some.builds(FindingFacts, some.sampled_from([CALL_BACK, *PROOFS]), some.booleans(), people), max_size=6
)


@given(voices, findings, findings)
def test_one_more_finding_for_it_never_takes_a_rung_away(
    said: list[VoiceFacts], found: list[FindingFacts], more: list[FindingFacts]
) -> None:
    supporting = [finding for finding in more if finding.supports]
    order = list(Stage)
    assert order.index(judge(said, found + supporting).rung) >= order.index(judge(said, found).rung)


@given(voices, findings, some.lists(some.sampled_from([1, 2, 3, 4]), min_size=2, max_size=3, unique=True))
def test_the_rung_is_the_judges_without_the_weighing(
    said: list[VoiceFacts], found: list[FindingFacts], one: list[int]
) -> None:
    for clusters in ((), (Cluster(tuple(UUID(int=each) for each in one)),)):
        judgement, rung = judge(said, found, clusters), reached(said, found, clusters)
        assert (rung.rung, rung.reasons) == (judgement.rung, judgement.reasons)


@given(voices, findings)
def test_repeating_herself_changes_nothing(said: list[VoiceFacts], found: list[FindingFacts]) -> None:
    assert judge(said + said, found) == judge(said, found)


@given(voices, findings)
def test_the_judge_never_verifies_and_says_why(said: list[VoiceFacts], found: list[FindingFacts]) -> None:
    judgement = judge(said, found)
    assert judgement.rung in {Stage.RECEIVED, Stage.UNDERSTOOD, Stage.CORROBORATED}
    assert bool(judgement.reasons) == (judgement.rung == Stage.CORROBORATED)
    assert judgement.missing
    assert judgement.next_question


def test_the_judge_never_hears_of_the_crowd() -> None:
    heard = {
        *signature(judge).parameters,
        *VoiceFacts._fields,
        *(field.name for field in fields(FindingFacts)),
    }
    assert not {name for name in heard if "crowd" in name or "headcount" in name}


def copied(reason: str) -> Cluster:
    hers, copy = UUID(int=3), UUID(int=4)
    return Cluster((hers, copy), (Tie(hers, copy, (reason,), 1.0),))


def test_whoever_names_a_workers_number_takes_no_variety_away() -> None:
    # Given three voices, of whom one speaks another language
    said = [voice(1), voice(2), voice(3, language="ne")]
    one, other = Cluster((UUID(int=1),)), Cluster((UUID(int=2),))

    # When somebody names her number, in the language of the others, then they still differ
    assert judge([*said, voice(4)], [], [one, other, copied("same_phone")]).rung == Stage.CORROBORATED


@pytest.mark.parametrize("reason", ["same_phone", "same_browser", "same_text"])
def test_a_copy_in_another_language_adds_no_variety(reason: str) -> None:
    said = [voice(1), voice(2), voice(3), voice(4, language="ne")]
    one, other = Cluster((UUID(int=1),)), Cluster((UUID(int=2),))
    assert judge(said, [], [one, other, copied(reason)]).rung == Stage.UNDERSTOOD
