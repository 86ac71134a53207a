"""What a voice weighs: each ground, the cluster's cap, doubt, and the cap without a person."""

from datetime import date
from uuid import UUID

import pytest

from saphan.verification.corroboration import independent_voices, judge
from saphan.verification.heard import CALL_BACK, FindingFacts, VoiceFacts
from saphan.verification.independence import Cluster
from saphan.verification.ladder import Stage
from saphan.verification.mass import Mass, weigh
from saphan.verification.weights import DEFAULT

W = DEFAULT.mass


def voice(person: int, **said: object) -> VoiceFacts:
    plain = VoiceFacts(UUID(int=person), UUID(int=1), "web", "my", date(2026, 3, 2), "late_pay")
    return plain._replace(**said)  # type: ignore[arg-type]


def one(*people: int, doubt: float = 0.0) -> Cluster:
    return Cluster(tuple(UUID(int=person) for person in people), doubt=doubt)


def grounds(mass: Mass, place: int = 0) -> dict[str, float]:
    return {ground.code: ground.amount for ground in mass.parts[place].grounds}


def test_nobody_weighs_nothing_whatever_was_found() -> None:
    assert weigh([], [FindingFacts("visit")]).total == 0


def test_a_plain_voice_is_the_unit_and_hearsay_is_half() -> None:
    assert weigh([voice(1)]).total == W.first_hand == 1
    assert weigh([voice(1, first_hand=False)]).total == W.heard == 0.5
    assert weigh([voice(1, first_hand=False), voice(1)]).total == 1


@pytest.mark.parametrize(
    ("said", "found", "code"),
    [
        ({"proof": "payslip"}, [], "shown"),
        ({"met": True}, [], "met"),
        ({}, [FindingFacts(CALL_BACK, True, UUID(int=1))], "called_back"),
        ({"at_least": 3}, [], "spoken_for"),
    ],
)
def test_what_a_person_saw_or_checked_adds_and_anchors(
    said: dict[str, object], found: list[FindingFacts], code: str
) -> None:
    mass = weigh([voice(1, **said)], found)
    assert grounds(mass)[code] > 0
    assert mass.total == sum(grounds(mass).values())
    assert mass.anchored
    assert mass.parts[0].anchored


def test_a_call_back_that_says_no_adds_nothing_and_takes_nothing() -> None:
    assert weigh([voice(1)], [FindingFacts(CALL_BACK, False, UUID(int=1)), FindingFacts("visit", False)]).total == 1


def test_whom_a_mandate_speaks_for_counts_up_to_a_number() -> None:
    assert grounds(weigh([voice(1, at_least=100)]))["spoken_for"] == W.spoken_for * W.spoken_for_most


def test_the_second_voice_of_a_cluster_adds_a_part_and_the_twentieth_nothing() -> None:
    twenty = [voice(person) for person in range(1, 21)]
    mass = weigh(twenty, (), [one(*range(1, 21))])
    assert mass.parts[0].further == pytest.approx(0.0526, abs=0.001)
    assert mass.total == pytest.approx(1.0526, abs=0.001)
    assert independent_voices(twenty, [one(*range(1, 21))]) == 1


def test_no_cluster_weighs_more_than_its_cap() -> None:
    heavy = [voice(person, proof="payslip", met=True) for person in (1, 2, 3)]
    called = [FindingFacts(CALL_BACK, True, UUID(int=person)) for person in (1, 2, 3)]
    assert weigh(heavy, called, [one(1, 2, 3)]).total == W.cluster_cap


def test_doubt_takes_its_share_but_not_from_whom_a_person_stands_behind() -> None:
    leaning = [one(1), one(2, doubt=0.4)]
    assert weigh([voice(1), voice(2)], (), leaning).total == pytest.approx(1.6)
    called = [FindingFacts(CALL_BACK, True, UUID(int=2))]
    assert weigh([voice(1), voice(2)], called, leaning).total == 3
    vouched = weigh([voice(1), voice(2, vouched=True)], (), leaning)
    assert (vouched.total, vouched.anchored) == (2, True)


def test_variety_adds_once_each() -> None:
    varied = [voice(1), voice(2, channel="phone", language="ne", desk_id=UUID(int=2), week=date(2026, 4, 6))]
    mass = weigh(varied)
    assert [ground.code for ground in mass.beside] == ["channel", "language", "month", "desk"]
    assert mass.total == pytest.approx(2 + W.channel + W.language + W.month + W.desk)
    # One cluster has no variety in itself
    assert weigh(varied, (), [one(1, 2)]).beside == ()


def test_of_findings_the_heaviest_counts_whole_and_each_kind_once() -> None:
    found = [FindingFacts(kind) for kind in ("visit", "visit", "payslip", "document", "second_organisation")]
    mass = weigh([voice(1)], found)
    assert [(ground.code, ground.amount) for ground in mass.beside] == [
        ("document", W.document),
        ("second_organisation", W.second_organisation * W.further_finding),
        ("visit", W.visit * W.further_finding),
    ]


def test_without_a_person_it_is_capped() -> None:
    crowd = [voice(person) for person in range(1, 40)]
    mass = weigh(crowd)
    assert (mass.total, mass.capped, mass.anchored) == (W.cap_without_a_person, True, False)
    assert weigh(crowd, [FindingFacts(CALL_BACK, True, UUID(int=1))]).total == 40


def test_the_table_alone_is_not_enough_where_the_mass_is_too_small() -> None:
    heard = [voice(1, first_hand=False), voice(2, first_hand=False), voice(3, first_hand=False, language="ne")]
    judgement = judge(heard, [])
    assert judgement.rung == Stage.UNDERSTOOD
    assert judgement.missing == ("more_weight", "or_a_document")
    assert (judgement.voices, judgement.mass.total) == (3, 1.7)
    called = [FindingFacts(CALL_BACK, True, UUID(int=person)) for person in (1, 2)]
    assert judge(heard, called[:1]).rung == Stage.UNDERSTOOD
    assert judge(heard, called).rung == Stage.CORROBORATED


def test_the_mass_alone_is_not_enough_without_the_table() -> None:
    two = [voice(1, proof="payslip", met=True), voice(2, proof="payslip", met=True)]
    judgement = judge(two, [])
    assert judgement.mass.is_enough
    assert judgement.rung == Stage.UNDERSTOOD


def test_a_cluster_is_one_voice_for_the_table_too() -> None:
    five = [voice(person, language="ne" if person == 5 else "my") for person in range(1, 6)]
    assert judge(five, []).rung == Stage.CORROBORATED
    assert judge(five, [], [one(1, 2, 3), one(4), one(5)]).rung == Stage.CORROBORATED
    judgement = judge(five, [], [one(1, 2, 3, 4), one(5)])
    assert (judgement.rung, judgement.voices) == (Stage.UNDERSTOOD, 2)


def test_two_call_backs_within_one_cluster_are_one() -> None:
    five = [voice(person) for person in range(1, 7)]
    called = [FindingFacts(CALL_BACK, True, UUID(int=person)) for person in (1, 2)]
    assert judge(five, called).rung == Stage.CORROBORATED
    assert judge(five, called, [one(1, 2)]).rung == Stage.UNDERSTOOD
