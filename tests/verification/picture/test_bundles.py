"""What the verifier reads of independent voices: every number adds up, and each reason is named."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from saphan.verification.heard import FindingFacts, VoiceFacts
from saphan.verification.independence import Trace, clusters
from saphan.verification.mass import Mass, weigh
from saphan.verification.picture.bundles import Bundle, Why, bundles, weighed

DESK = UUID(int=99)


def voice(number: int, **more: object) -> VoiceFacts:
    return VoiceFacts(UUID(int=number), DESK, "web", "my", date(2026, 3, 2), "unpaid_overtime", **more)  # type: ignore[arg-type]


def mass_of(traces: list[Trace], voices: list[VoiceFacts], *findings: FindingFacts) -> Mass:
    return weigh(voices, findings, clusters(traces))


def shown(mass: Mass) -> tuple[Bundle, ...]:
    numbers = {voice: number for number, part in enumerate(mass.parts, start=1) for voice in part.cluster.voices}
    return bundles(numbers, mass)


def test_twenty_accounts_of_one_browser_are_one_line_with_its_reason() -> None:
    crowd = [Trace(UUID(int=number), 50 * number, browsers=frozenset({b"x"})) for number in range(1, 21)]
    alone = Trace(UUID(int=21), 5000)
    many, one = shown(mass_of([*crowd, alone], [voice(number) for number in range(1, 22)]))
    assert (many.number, many.accounts, many.is_one) == (1, 20, False)
    assert many.why == (Why("same_browser", 19),)
    assert (one.number, one.is_one, one.why) == (2, True, ())


def test_what_a_voice_weighs_is_the_sum_of_what_is_shown() -> None:
    two = [Trace(UUID(int=number), 1, phones=frozenset({b"x"})) for number in (1, 2)]
    called = FindingFacts("call_back", True, UUID(int=1))
    (both,) = shown(mass_of(two, [voice(1), voice(2, first_hand=False)], called))
    assert both.weight == sum(ground.amount for ground in both.grounds) + both.further - both.taken_off
    assert {ground.code for ground in both.grounds} == {"first_hand", "called_back"}


def test_who_leans_on_another_says_on_whom_and_weighs_less() -> None:
    hours = [Trace(UUID(int=number), 7) for number in (1, 2)]
    first, second = shown(mass_of(hours, [voice(1), voice(2)]))
    assert (first.leanings, first.taken_off) == ((), 0)
    assert [(each.on, each.reasons) for each in second.leanings] == [(1, ("began_together",))]
    assert second.taken_off == Decimal("1.0") - second.weight > 0


def test_whoever_was_called_back_leans_on_nobody() -> None:
    hours = [Trace(UUID(int=number), 7) for number in (1, 2)]
    _, second = shown(mass_of(hours, [voice(1), voice(2)], FindingFacts("call_back", True, UUID(int=2))))
    assert (second.leanings, second.taken_off) == ((), 0)


def test_everything_shown_adds_up_to_the_total() -> None:
    mass = mass_of([], [voice(1), voice(2)], FindingFacts("visit", True, None))
    read = weighed(mass)
    assert read.summed == sum(each.weight for each in shown(mass)) + sum(ground.amount for ground in read.beside)
    assert (read.total, read.capped) == (read.summed, False)
    assert read.scale >= read.total


def test_what_nobody_looked_into_says_where_it_is_capped() -> None:
    mass = mass_of([], [voice(number) for number in range(1, 8)])
    read = weighed(mass)
    assert (read.capped, read.summed) == (True, Decimal("7.0"))
    assert read.total < read.summed
    assert read.scale >= read.total
