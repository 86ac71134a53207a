"""One time of asking the consenting workers something. asked, answered and the answers stay three numbers."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from saphan.casework import selectors as casework
from saphan.release.thresholds import DEFAULT
from saphan.remedy.drafting import words_in
from saphan.remedy.models import Round, RoundAnswer
from saphan.remedy.refusals import NobodyToAsk
from saphan.remedy.weighing import consenting_to_issue
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.vault.recording import record
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice

PLAN = "plan"
CONFIRMATION = "confirmation"
QUESTION = {PLAN: "enough", CONFIRMATION: "confirm"}


def open_round(*, issue_id: UUID, kind: str, words: Mapping[str, str], by: Staff, moment: Moment) -> Round:
    """Ask everyone whose consent to shown words stands, each in her language. Raises NobodyToAsk."""
    conversation_ids = consenting_to_issue(issue_id)
    if kind == CONFIRMATION:
        conversation_ids -= speaking_for_others(conversation_ids)
    if not conversation_ids:
        raise NobodyToAsk("speak_with_them")
    row = Round.objects.create(
        desk_id=by.desk_id,
        issue_id=issue_id,
        kind=kind,
        asked_on=moment.day,
        closes_on=moment.day + timedelta(days=DEFAULT.plan_asked_days),
        asked=len(conversation_ids),
        by=by.id,
    )
    ask_each(conversation_ids, QUESTION[kind], row.id, words)
    record(f"remedy.{kind}_asked", row.id, fact={"asked": row.asked}, subject=issue_id)
    return row


def speaking_for_others(conversation_ids: frozenset[UUID]) -> frozenset[UUID]:
    """Representatives whose mandate leaves it to the workers themselves to confirm."""
    with acting_as(System("remedy.who_confirms")):
        return casework.may_not_confirm(conversation_ids)


def ask_each(conversation_ids: frozenset[UUID], question: str, ref: UUID, words: Mapping[str, str]) -> None:
    """Put the same question to several workers, at every desk of the pool."""
    with acting_as(System("remedy.ask")):
        for conversation_id, facts in voice_reads.conversation_facts(conversation_ids).items():
            language, text = words_in(words, facts.language) if words else (facts.language, "")
            voice.ask(conversation_id=conversation_id, question=question, ref=ref, words=text, language=language)


def open_now(issue_id: UUID, kind: str) -> Round | None:
    """The round that runs, locked."""
    return Round.objects.select_for_update().filter(issue_id=issue_id, kind=kind, ended_on=None).first()


def latest(issue_id: UUID, kind: str) -> Round | None:
    return Round.objects.filter(issue_id=issue_id, kind=kind).order_by("-id").first()


def keep_answer(row: Round, conversation_id: UUID, code: str, day: date) -> None:
    """Her last answer counts; that advice was given before it stays on record."""
    RoundAnswer.objects.update_or_create(
        round=row, conversation_id=conversation_id, defaults={"desk_id": row.desk_id, "code": code, "on": day}
    )


def end(row: Round, outcome: str, day: date, *, tell_partner_on: date | None) -> None:
    """Close a round and its questions. tell_partner_on: None where the partner hears nothing of it."""
    row.outcome = outcome
    row.ended_on = day
    row.tell_partner_on = tell_partner_on
    row.save(update_fields=["outcome", "ended_on", "tell_partner_on"])
    with acting_as(System("remedy.end_round")):
        voice.close_asks(question=QUESTION[row.kind], ref=row.id)
