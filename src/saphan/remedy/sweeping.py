"""Once a minute: what is due is compared with the clock. Each reminder goes out once."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.release.bands import band
from saphan.remedy import plan_round, rounds
from saphan.remedy.confirming import count_of, settle_confirmation
from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Disclosure,
    HeldCheck,
    Outcome,
    Recall,
    Reminder,
    Round,
)
from saphan.remedy.planning import settle_plan
from saphan.remedy.weighing import consenting_to_issue, issue_card, open_disclosures
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.vault.recording import record
from saphan.verification.ladder import Stage

SOON = timedelta(days=1)


def sweep() -> None:
    """Every due date of remedy, each part in a transaction of its own."""
    for part in (remind_acknowledgements, remind_plans, remind_commitments, close_rounds, tell_partners, ask_held):
        with acting_as(System(f"remedy.{part.__name__}")) as moment:
            part(moment)


def remind_acknowledgements(moment: Moment) -> None:
    answered = Acknowledgement.objects.filter(disclosure_id=OuterRef("id"))
    _remind(_open(moment.day).exclude(Exists(answered)), "acknowledgement", "acknowledge_by", moment.day)


def remind_plans(moment: Moment) -> None:
    planned = Commitment.objects.filter(disclosure_id=OuterRef("id"))
    _remind(_open(moment.day).exclude(Exists(planned)), "plan", "plan_by", moment.day)


def remind_commitments(moment: Moment) -> None:
    """Promises that fall due tomorrow, or were due; superseded and kept ones are left alone."""
    kept = Delivered.objects.filter(commitment_id=OuterRef("id"))
    replaced = Commitment.objects.filter(supersedes_id=OuterRef("id"))
    closed = Recall.objects.filter(disclosure_id=OuterRef("disclosure_id"))
    due = Commitment.objects.filter(due_on__lte=moment.day + SOON).exclude(Exists(kept)).exclude(Exists(replaced))
    for promise in due.exclude(Exists(closed)).order_by("due_on", "id"):
        _remind_one(promise.id, "commitment", promise.due_on, promise.disclosure_id, promise, moment.day)


def close_rounds(moment: Moment) -> None:
    """Fourteen days have passed: a confirmation ends by its rule, a plan counts as asked."""
    due = Round.objects.select_for_update().filter(ended_on=None, closes_on__lte=moment.day).order_by("closes_on", "id")
    for row in due:
        if row.kind == rounds.CONFIRMATION:
            settle_confirmation(row, moment)
        elif settle_plan(row, moment) in plan_round.PASSES and _first_time(row.id, "plan_asked", moment.day):
            _ring(network.verifiers_or_leads(row.desk_id), "remedy.plan_may_be_agreed", row.issue_id)


def tell_partners(moment: Moment) -> None:
    """What a partner may hear of a round, on the day from which it may."""
    due = Round.objects.select_for_update().filter(partner_told_on=None, tell_partner_on__lte=moment.day)
    for row in due.order_by("tell_partner_on", "id"):
        _write_outcomes(row, moment.day)
        row.partner_told_on = moment.day
        row.save(update_fields=["partner_told_on"])


def ask_held(moment: Moment) -> None:
    """Remind the desk, and ask each consenting worker whether the remedy has held; only while the issue is remedied."""
    due = HeldCheck.objects.select_for_update().filter(done_on=None, due_on__lte=moment.day).order_by("due_on", "id")
    for check in due:
        if issue_card(check.issue_id).stage == Stage.REMEDIED:
            rounds.ask_each(consenting_to_issue(check.issue_id), "held", check.id, {})
            _ring(network.verifiers_or_leads(check.desk_id), "remedy.held_due", check.issue_id)
            record("remedy.held_asked", check.id, fact={"days": check.days}, subject=check.issue_id)
        check.done_on = moment.day
        check.save(update_fields=["done_on"])


def _open(day: date) -> QuerySet[Disclosure]:
    """Pages that are open, made before today."""
    closed = Exists(Recall.objects.filter(disclosure_id=OuterRef("id")))
    return Disclosure.objects.filter(on__lt=day).exclude(closed).order_by("on", "id")


def _remind(rows: Iterable[Disclosure], what: str, column: str, day: date) -> None:
    for row in rows:
        _remind_one(row.id, what, getattr(row, column), row.id, row, day)


def _remind_one(
    object_id: UUID, what: str, due_on: date, disclosure_id: UUID, row: Disclosure | Commitment, day: date
) -> None:
    """Ring for the partner's people the day before and when it is late, for the lead desk when it is late."""
    if due_on < day and _first_time(object_id, f"{what}_late", day):
        desk = [*network.lead_ids(row.desk_id), *network.verifier_ids(row.desk_id)]
        _ring(desk, f"remedy.{what}_late", row.issue_id)
        _ring(network.partner_ids(row.recipient_id), "remedy.late", disclosure_id)
        record(f"remedy.{what}_late", object_id, fact={}, subject=row.issue_id)
    elif day <= due_on <= day + SOON and _first_time(object_id, f"{what}_soon", day):
        _ring(network.partner_ids(row.recipient_id), "remedy.due_soon", disclosure_id)


def _first_time(object_id: UUID, kind: str, day: date) -> bool:
    _, is_new = Reminder.objects.get_or_create(object_id=object_id, kind=kind, defaults={"on": day})
    return is_new


def _write_outcomes(row: Round, day: date) -> None:
    count = count_of(row)
    told = row.kind == rounds.CONFIRMATION
    for disclosure in open_disclosures(row.issue_id):
        Outcome.objects.create(
            desk_id=disclosure.desk_id,
            recipient_id=disclosure.recipient_id,
            disclosure_id=disclosure.id,
            kind=row.kind,
            code=row.outcome,
            asked_band=band(count.asked) if told else "",
            answered_band=band(count.answered) if told else "",
            yes_band=band(count.yes) if told else "",
            on=day,
        )
        _ring(network.partner_ids(disclosure.recipient_id), "remedy.news", disclosure.id)


def _ring(staff_ids: Iterable[UUID], kind: str, object_id: UUID) -> None:
    notify(staff_ids=staff_ids, kind=kind, object_id=object_id)
