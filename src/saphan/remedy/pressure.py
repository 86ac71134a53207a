""" "I was told to say yes": it reaches the leads at once, counts as no yes, and a lead writes down what was done.

The partner sees nothing of it: what the round says, it hears as a band and days later, like every answer.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.models import Pressure
from saphan.remedy.policies import may_record_what_was_done, require
from saphan.remedy.refusals import NotNow
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.verification.selectors import issue_card
from saphan.voice.models import Conversation
from saphan.voice.moving import Move

TOLD = "told_to_say_yes"
ELSEWHERE = "remedy.told_to_say_yes_elsewhere"
DONE = ("spoke_with_her", "spoke_with_company", "moved_her_to_safety", "asked_again_later", "not_safe_yet")


@dataclass(frozen=True, slots=True)
class PressureShown:
    """One worker who was told to say yes. done: a code of DONE, "" while nobody has written it down."""

    id: UUID
    issue_id: UUID | None
    claim_id: UUID | None  # her own case, where she was told so there
    conversation_id: UUID
    on: date
    done: str
    done_by: str
    done_on: date | None


def report(issue_id: UUID, conversation_id: UUID, moment: Moment) -> None:
    """Keep it and ring the leads of her own desk, and of the desk that leads the issue. As System.

    Theirs is the page about it, which names her story; the others are led to the issue. Said again before anybody has
    written down what was done: nobody is rung twice.
    """
    desk_id = Conversation.objects.values_list("desk_id", flat=True).get(id=conversation_id)
    event, is_new = Pressure.objects.get_or_create(
        issue_id=issue_id,
        conversation_id=conversation_id,
        done_on=None,
        defaults={"desk_id": desk_id, "on": moment.day},
    )
    if not is_new:
        return
    record("remedy.told_to_say_yes", event.id, fact={}, subject=issue_id)
    notify(staff_ids=network.lead_ids(desk_id), kind="remedy.told_to_say_yes", object_id=issue_id, urgent=True)
    leading = issue_card(issue_id).lead_desk_id
    if leading != desk_id:
        notify(staff_ids=network.lead_ids(leading), kind=ELSEWHERE, object_id=issue_id, urgent=True)


def report_in_claim(claim_id: UUID, conversation_id: UUID, moment: Moment) -> None:
    """The same in her own case: the leads of her desk. As System."""
    desk_id = Conversation.objects.values_list("desk_id", flat=True).get(id=conversation_id)
    event, is_new = Pressure.objects.get_or_create(
        claim_id=claim_id,
        conversation_id=conversation_id,
        done_on=None,
        defaults={"desk_id": desk_id, "on": moment.day},
    )
    if is_new:
        record("remedy.told_to_say_yes", event.id, fact={}, subject=claim_id)
        leads = network.lead_ids(desk_id)
        notify(staff_ids=leads, kind="remedy.told_to_say_yes", object_id=claim_id, urgent=True)


def record_what_was_done(*, pressure_id: UUID, done: str, by: Staff) -> None:
    """A lead of her desk writes down, as a code, what was done about it. Raises NotAllowed, NotNow."""
    with acting_as(by) as moment:
        event = Pressure.objects.select_for_update().filter(id=pressure_id).first()
        if event is None:
            raise NotAllowed
        require(may_record_what_was_done(by, event.desk_id))
        if event.done_on is not None or done not in DONE:
            raise NotNow
        event.done, event.done_by, event.done_on = done, by.id, moment.day
        event.save(update_fields=["done", "done_by", "done_on"])
        record("remedy.pressure_answered", event.id, detail={"done": done}, fact={"done": done})


def pressures(by: Staff) -> list[PressureShown]:
    """Of this desk's workers: those that wait for a lead first. Raises NotAllowed."""
    with acting_as(by):
        require(may_record_what_was_done(by, by.desk_id))
        rows = list(
            Pressure.objects.filter(desk_id=by.desk_id).order_by(models.F("done_on").desc(nulls_first=True))[:100]
        )
    names = network.staff_names(row.done_by for row in rows if row.done_by)
    return [
        PressureShown(
            id=row.id,
            issue_id=row.issue_id,
            claim_id=row.claim_id,
            conversation_id=row.conversation_id,
            on=row.on,
            done=row.done,
            done_by=names.get(row.done_by, "") if row.done_by else "",
            done_on=row.done_on,
        )
        for row in rows
    ]


def come_along(move: Move) -> None:
    """Her story moved to another desk: its lead goes on with it."""
    Pressure.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)
