"""Has the remedy come, and has it held? The desk asks, never the partner; only the rule makes an issue remedied."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.release.thresholds import DEFAULT
from saphan.remedy import confirmation, rounds
from saphan.remedy.models import HeldCheck, Retaliation, Round
from saphan.remedy.moving import advance, stage_of
from saphan.remedy.planning import checked_words, plan_words
from saphan.remedy.policies import may_work_on, require
from saphan.remedy.refusals import NotNow
from saphan.remedy.weighing import behind, issue_card
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.verification.ladder import Stage

ASKABLE = (Stage.DELIVERED, Stage.REOPENED)
AFTER = {confirmation.NOT_CONFIRMED: Stage.REOPENED, confirmation.NOT_ANSWERED: Stage.DELIVERED}


def ask_confirmation(*, issue_id: UUID, by: Staff, words: Mapping[str, str] | None = None) -> UUID:
    """Ask each consenting worker whether it has come; returns the round's id.

    words: what was promised, as the desk puts it; else the promises themselves. Raises NotAllowed, NotNow, NobodyToAsk.
    """
    with acting_as(by) as moment:
        require(may_work_on(by, issue_card(issue_id)))
        one_at_a_time(issue_id)
        stage = stage_of(issue_id)
        if stage not in ASKABLE:
            raise NotNow
        promised = checked_words(words) if words else plan_words(issue_id)
        row = rounds.open_round(issue_id=issue_id, kind=rounds.CONFIRMATION, words=promised, by=by, moment=moment)
        advance(issue_id, stage, Stage.CONFIRMING, reason="workers_asked", by=by)
    return row.id


def take_confirmation(row: Round, conversation_id: UUID, code: str, moment: Moment) -> None:
    """Keep her answer; the round is over when everyone has answered. As System."""
    if row.ended_on is not None:
        return
    rounds.keep_answer(row, conversation_id, code, moment.day)
    if row.answers.count() >= row.asked:
        settle_confirmation(row, moment)


def settle_confirmation(row: Round, moment: Moment) -> None:
    """End the round by the rule of domain §5; as System. The partner hears bands, a week later."""
    count = count_of(row)
    outcome = confirmation.judge(count, open_retaliation=has_open_retaliation(row.issue_id))
    tell_on = moment.day + timedelta(days=DEFAULT.partner_hears_after_days)
    rounds.end(row, outcome, moment.day, tell_partner_on=tell_on)
    numbers = {"asked": count.asked, "answered": count.answered, "yes": count.yes}
    record("remedy.confirmed", row.id, fact={"outcome": outcome, **numbers}, subject=row.issue_id)
    if outcome in confirmation.REMEDIED:
        remedied(row.issue_id, Stage.CONFIRMING, outcome, moment)
    else:
        advance(row.issue_id, Stage.CONFIRMING, AFTER[outcome], reason=outcome)
    notify(staff_ids=network.verifiers_or_leads(row.desk_id), kind="remedy.round_over", object_id=row.issue_id)


def remedied(issue_id: UUID, source: Stage, reason: str, moment: Moment) -> None:
    """The issue is remedied; at 7, 30, 90 and 180 days she is asked whether it has held. As System."""
    if not advance(issue_id, source, Stage.REMEDIED, reason=reason):
        return
    issue = issue_card(issue_id)
    HeldCheck.objects.bulk_create(
        [
            HeldCheck(
                desk_id=issue.lead_desk_id, issue_id=issue_id, days=days, due_on=moment.day + timedelta(days=days)
            )
            for days in DEFAULT.held_days
        ],
        ignore_conflicts=True,
    )
    record("remedy.remedied", issue_id, fact={"workers": workers_affected(issue_id), "outcome": reason})


def take_held_answer(check: HeldCheck, code: str) -> None:
    """She says whether it has held; a no opens the issue again. As System."""
    record("remedy.held", check.id, fact={"days": check.days, "code": code}, subject=check.issue_id)
    if code == "no" and advance(check.issue_id, Stage.REMEDIED, Stage.REOPENED, reason="not_held"):
        notify(
            staff_ids={*network.verifier_ids(check.desk_id), *network.lead_ids(check.desk_id)},
            kind="remedy.not_held",
            object_id=check.issue_id,
        )


def count_of(row: Round) -> confirmation.Count:
    return confirmation.count(row.asked, list(row.answers.values_list("code", flat=True)))


def has_open_retaliation(issue_id: UUID) -> bool:
    return Retaliation.objects.filter(issue_id=issue_id, stopped_on=None).exists()


def workers_affected(issue_id: UUID) -> int:
    """The largest number that one of them named, or the people who spoke where that is more; voices overlap: no sum."""
    concerns = behind(issue_id)
    people = len({concern.voice_group for concern in concerns})
    return max([people, *(concern.number_affected for concern in concerns)])
