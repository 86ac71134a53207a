"""Random histories of facts: voices counted, some by two things that they say, withdrawn, carried from one issue to
another that it became one with, stories deleted, moves along the remedy, money, retaliation. Days come in order; within
a day the order is free.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from saphan.impact.facts import Coded, Said

FIRST = date(2026, 1, 20)
ISSUES = [UUID(int=each) for each in range(3)]
STORIES = [UUID(int=each) for each in range(10, 14)]
ROWS = [UUID(int=each) for each in range(20, 23)]
PATH = ("received", "corroborated", "verified", "disclosed", "agreed", "delivered", "remedied", "reopened")


def _fact(on: int, kind: str, subject: UUID, **payload: Coded) -> Said:
    return Said(FIRST + timedelta(days=on), kind, subject, payload)


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    """Up to 40 acts within 120 days."""
    acts = draw(st.lists(st.tuples(st.integers(0, 120), st.sampled_from(ACTS), st.integers(0, 11)), max_size=40))
    told = [said for on, act, chance in acts for said in act(on, chance)]
    return list(_as_counted(sorted(told, key=lambda said: said.on)))


def _as_counted(told: Iterable[Said]) -> Iterator[Said]:
    """What counts already does not count anew, and only what counts is taken back, where it counts.

    Each with whether the same voice counts behind this issue by something else.
    """
    standing: dict[Coded, Said] = {}  # by concern
    for said in told:
        concern = said.payload.get("concern")
        if said.kind == "verification.voice_counted" and concern not in standing:
            again = _is_behind(said.subject, said.payload["voice"], standing)
            standing[concern] = said
            yield replace(said, payload={**said.payload, "again": again})
        elif said.kind == "verification.voice_taken_back" and concern in standing:
            counted = standing.pop(concern)
            again = _is_behind(counted.subject, counted.payload["voice"], standing)
            payload = {"concern": concern, "number": counted.payload["number"], "again": again}
            yield replace(said, subject=counted.subject, payload=payload)
        elif concern is None:
            yield said


def _is_behind(issue: UUID, voice: Coded, standing: dict[Coded, Said]) -> bool:
    return any(said.subject == issue and said.payload["voice"] == voice for said in standing.values())


def _counts(on: int, chance: int) -> list[Said]:
    issue = ISSUES[chance % 3]
    opened = _fact(on, "verification.issue_opened", issue, family="CE"[chance % 2])
    return [opened, _fact(on, "verification.voice_counted", issue, **_spoken(chance))]


def _spoken(chance: int) -> dict[str, Coded]:
    """What a concern says never changes; of four that follow each other, those behind one issue are one voice's."""
    return {"concern": str(chance), "voice": f"v{chance // 4}", "number": max(chance, 1)}


def _withdraws(on: int, chance: int) -> list[Said]:
    return [_fact(on, "verification.voice_taken_back", ISSUES[chance % 3], concern=str(chance))]


def _merges(on: int, chance: int) -> list[Said]:
    """The organisations are one: the voice counts behind the other issue from now on."""
    taken = _fact(on, "verification.voice_taken_back", ISSUES[chance % 3], concern=str(chance))
    return [taken, _fact(on, "verification.voice_counted", ISSUES[(chance + 1) % 3], **_spoken(chance))]


def _begins(on: int, chance: int) -> list[Said]:
    return [_fact(on, "voice.received", STORIES[chance % 4], language=("my", "km")[chance % 2], channel="web")]


def _answers(on: int, chance: int) -> list[Said]:
    return [_fact(on, "voice.replied", STORIES[chance % 4], approved=False)]


def _is_shredded(on: int, chance: int) -> list[Said]:
    return [_fact(on, "voice.story_deleted", STORIES[chance % 4], channel="web", language="my")]


def _moves(on: int, chance: int) -> list[Said]:
    source, target = PATH[chance % 7 : chance % 7 + 2]
    moved = {"from": source, "to": target, "family": "C"}
    return [_fact(on, "issue.moved", ISSUES[chance % 3], **moved)]


def _is_shown(on: int, chance: int) -> list[Said]:
    issue, kind = ISSUES[chance % 3], ("supplier", "brand")[chance % 2]
    promised: dict[str, Coded] = {"in_time": chance < 6, "replaces": chance % 5 == 0, "recipient_kind": kind}
    return [
        _fact(on, "remedy.disclosed", issue, recipient_kind=kind),
        _fact(on, "remedy.acknowledged", issue, in_time=chance < 6, recipient_kind=kind),
        _fact(on, "remedy.committed", issue, **promised),
    ]


def _is_paid(on: int, chance: int) -> list[Said]:
    paid: dict[str, Coded] = {"amount": f"{chance * 100}.50", "currency": ("THB", "MYR")[chance % 2]}
    answered: dict[str, Coded] = {"asked": 12, "answered": chance, "yes": chance // 2}
    issue = ISSUES[chance % 3]
    return [_fact(on, "remedy.delivered", issue, **paid), _fact(on, "remedy.confirmed", issue, **answered)]


def _is_punished(on: int, chance: int) -> list[Said]:
    return [_fact(on, ("remedy.retaliation_reported", "remedy.retaliation_ended")[chance % 2], ISSUES[chance % 3])]


def _costs(on: int, chance: int) -> list[Said]:
    kind = ("casework.fee_recorded", "casework.fee_withdrawn")[chance % 4 == 0]
    return [_fact(on, kind, ROWS[chance % 3], corridor="MM-TH", payer=("employer", "worker")[chance % 2])]


def _answers_at_the_end(on: int, chance: int) -> list[Said]:
    """Some change their mind: the former answer is taken back on the day of the new one."""
    story, code = STORIES[chance % 4], ("yes", "no", "unsure")[chance % 3]
    answered = _fact(on, "voice.again_answered", story, code=code)
    anew = _fact(on + 1, "voice.again_answered_anew", story, code=code)
    return [answered, anew, _fact(on + 1, "voice.again_answered", story, code="no")] if chance > 6 else [answered]


def _speaks(on: int, chance: int) -> list[Said]:
    kind = ("voice.dialect_heard", "voice.dialect_was_another")[chance % 3 == 2]
    return [_fact(on, kind, STORIES[chance % 4], dialect=("kac", "shn")[chance % 2])]


def _state_acts(on: int, chance: int) -> list[Said]:
    kinds = ("casework.referral_told", "casework.referral_acted_on", "casework.referral_act_replaced")
    did = ("acknowledged", "acted")[chance % 2]
    return [_fact(on, kinds[chance % 3], ROWS[chance % 3], recipient_kind="government", did=did)]


def _recruiter_costs(on: int, chance: int) -> list[Said]:
    kind = ("casework.recruiter_fee_told", "casework.recruiter_fee_withdrawn")[chance % 4 == 0]
    return [_fact(on, kind, ROWS[chance % 3], pays=("employer", "worker")[chance % 2])]


def _waits(on: int, chance: int) -> list[Said]:
    kind = ("verification.signal_raised", "verification.signal_looked_into")[chance % 3 == 0]
    return [_fact(on, kind, ROWS[chance % 3], method="rise")]


ACTS = (
    *(_answers_at_the_end, _speaks, _state_acts, _recruiter_costs, _waits),
    *(_counts, _counts, _withdraws, _merges, _begins, _begins, _answers, _is_shredded),
    *(_moves, _moves, _moves, _is_shown, _is_paid, _is_punished, _costs),
)
