"""Does a brigade get an untrue issue corroborated, and do true ones get there? Issues made from seeds (flooding.py).

Usage: python -m benchmarks.adversaries. Weights were set on seeds below SCORED; what is printed is of SCORED and above.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import product
from random import Random
from statistics import mean
from uuid import UUID

from benchmarks.flooding import ATTACKS, Said, attack, true_issue
from benchmarks.record import record
from saphan.standards.concern_kinds import kind as kind_of
from saphan.verification import ladder
from saphan.verification.corroboration import Judgement, judge, may_be_verified
from saphan.verification.heard import FindingFacts, VoiceFacts
from saphan.verification.independence import clusters
from saphan.verification.ladder import Mover, Stage

SCORED = 100_000
ISSUES = 400
TARGETS = {"naive": 0.02, "medium": 0.07}


def judged(said: Said) -> Judgement:
    return judge(said.voices, said.findings, clusters(said.traces))


def corroborated(make: Callable[[Random], Said], seeds: Iterable[int]) -> list[bool]:
    return [judged(make(Random(seed))).rung == Stage.CORROBORATED for seed in seeds]


def interval(found: list[bool]) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    n, share, z = len(found), mean(found), 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def kept(id: str, found: list[bool], target: float | None, better: str, how: str) -> None:
    low, high = interval(found)
    said = f"{how} 95 % interval {low:.1%} to {high:.1%}; seeds {SCORED} to {SCORED + len(found) - 1}."
    record(id, round(100 * mean(found), 2), "%", target, better, len(found), said)  # type: ignore[arg-type]


def seeds() -> range:
    return range(SCORED, SCORED + ISSUES)


def of_true_issues() -> None:
    found = corroborated(true_issue, seeds())
    kept("adversaries_recall", found, 95, "higher", "True issues of 3 to 15 people that software corroborates.")
    without = [judged(replace(true_issue(Random(seed)), findings=[])).rung == Stage.CORROBORATED for seed in seeds()]
    kept("adversaries_recall_no_call_back", without, None, "higher", "The same, and the desk has called nobody back.")


def of_attacks() -> None:
    for name, make in ATTACKS.items():
        found = corroborated(make, seeds())
        target = 100 * TARGETS[name] if name in TARGETS else None
        how = f"Untrue issues of attackers ({name}) that software corroborates."
        kept(f"adversaries_{name}", found, target, "lower", how)
        counts = [judged(make(Random(seed))).voices for seed in range(SCORED, SCORED + 50)]
        print(f"    {name}: shown as {mean(counts):.1f} independent voices on average, of at most {max(counts)}")


def falsely_verified() -> None:
    """Through the rules themselves: what software may reach, and what a verifier needs."""
    reached = []
    for make in ATTACKS.values():
        for seed in range(SCORED, SCORED + 50):
            said = make(Random(seed))
            by_software = ladder.may_move(Stage.CORROBORATED, Stage.VERIFIED, frozenset({Mover.SOFTWARE}))
            reached.append(judged(said).rung == Stage.VERIFIED or by_software or may_be_verified(said.findings))
    kept("adversaries_falsely_verified", reached, 0, "lower", "Untrue issues that nobody called back, verified.")


def flooded() -> None:
    """Two hundred praises and denials beside each true issue, through the rule that gathers them."""
    changed = []
    for seed in range(SCORED, SCORED + 100):
        said = true_issue(Random(seed))
        flood = [
            VoiceFacts(UUID(int=n), UUID(int=1), "web", "en", said.voices[0].week, kind)
            for n, kind in enumerate(("good_practice", "says_not_so") * 100)
        ]
        counted = [voice for voice in [*said.voices, *flood] if kind_of(voice.kind).is_a_concern]
        changed.append(judged(replace(said, voices=counted)) != judged(said))
    kept("adversaries_praise_flood", changed, 0, "lower", "True issues that 200 praises and denials change.")


def cost_of_half() -> None:
    """What an attacker needs for half of the issues: the cheapest of a grid, by devices and then days."""
    grid = product((2, 3, 4, 5, 6, 8, 10, 15, 20), (1, 10, 30, 60), (1.0, 0.8, 0.5, None), (1, 2))
    half = []
    for devices, days, kept_of, languages in grid:
        found = [
            judged(
                attack(Random(seed), devices=devices, days=days, kept=kept_of, languages=languages, accounts=devices)
            ).rung
            == Stage.CORROBORATED
            for seed in range(SCORED, SCORED + 40)
        ]
        if mean(found) >= 0.5:
            half.append((devices, days, kept_of, languages))
    for kept_of in (1.0, 0.8, 0.5, None):
        with_texts = [each for each in half if each[2] == kept_of]
        said = "texts of its own" if kept_of is None else f"a script of which {kept_of:.0%} is kept"
        if not with_texts:
            print(f"    half of the issues with {said}: not with 20 devices, 60 days and 2 languages")
            continue
        devices, days, _, languages = min(with_texts, key=lambda each: (each[0], each[1], each[3]))
        print(f"    half of the issues with {said}: {devices} devices, {days} days, {languages} language(s)")
    cheapest = min((each for each in half if each[2] is None), default=(0, 0, None, 0))
    how = "Devices with texts of their own, one account each, that get half of the untrue issues corroborated."
    said = f"{how} Days: {cheapest[1]}; seeds {SCORED} to {SCORED + 39}."
    record("adversaries_devices_for_half", cheapest[0], "devices", None, "higher", 40, said)


def answered(said: Said, people: int) -> Said:
    """So many of them pick up the telephone and say it again."""
    voices = [voice.voice_group for voice in said.voices[:people]]
    return replace(said, findings=[FindingFacts("call_back", True, voice) for voice in voices])


def main() -> None:
    of_true_issues()
    of_attacks()
    falsely_verified()
    flooded()
    cost_of_half()
    found = [judged(answered(ATTACKS["medium"](Random(seed)), 2)).rung == Stage.CORROBORATED for seed in seeds()]
    kept("adversaries_medium_answering", found, None, "lower", "Medium attackers of whom two answer the desk's calls.")


if __name__ == "__main__":
    main()
