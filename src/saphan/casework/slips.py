"""A reply to the wrong person: taken back at once; once she has read it, the lead hears what it told, as a code.

If it held another person's data, the lead decides whether that person is told.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.casework import codes
from saphan.casework.models import Slip
from saphan.casework.policies import may_decide_on_slips, may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit
from saphan.network.models import Staff as Member
from saphan.network.notices import notify
from saphan.network.selectors import lead_ids
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice import services as voice
from saphan.voice.models import Conversation, Message
from saphan.voice.taking_back import take_back_reply

SLIP = "casework.slip"
OF_SOMEBODY = ("name", "number", "place", "story")
"""What tells something of another person: then it matters whose it was."""


@dataclass(frozen=True, slots=True)
class ReplyShown:
    """One of our replies on the way back. Its words are not opened here."""

    message_id: UUID
    conversation_id: UUID
    seen_on: date | None
    taken_back: bool
    slip_id: UUID | None
    told: str


@dataclass(frozen=True, slots=True)
class SlipShown:
    id: UUID
    told: str
    by: str
    on: date
    about_id: UUID | None
    decision: str
    decided_by: str
    decided_on: date | None


def reply_shown(by: Staff, message_id: UUID) -> ReplyShown:
    """Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        row = Message.objects.filter(id=message_id, desk_id=by.desk_id, inbound=False, part="reply").first()
        if row is None:
            raise NotAllowed
        slip = Slip.objects.filter(message_id=message_id).first()
        return ReplyShown(
            message_id=row.id,
            conversation_id=row.conversation_id,
            seen_on=row.seen_by_her_on,
            taken_back=row.recalled_on is not None,
            slip_id=slip.id if slip else None,
            told=slip.told if slip else "",
        )


def take_back(*, message_id: UUID, by: Staff) -> UUID | None:
    """Take a reply back at once. She had read it: the leads are rung, and the slip's id is returned.

    Raises NotAllowed, NotOurWords.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        taken = take_back_reply(message_id=message_id, by=by)
        if not taken.was_seen:
            return None
        known = Slip.objects.filter(message_id=message_id).values_list("id", flat=True).first()
        return known or _tell_the_leads(taken.conversation_id, message_id, by, moment)


def say_what_it_told(*, slip_id: UUID, told: str, about_id: UUID | None, by: Staff) -> None:
    """What the reply told the wrong person: a code of `codes.SLIPS`, and whose story it was, where that is known.

    Raises NotAllowed, DoesNotFit.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        slip = Slip.objects.select_for_update().filter(id=slip_id, desk_id=by.desk_id, decision="").first()
        if slip is None:
            raise NotAllowed
        if told not in codes.SLIPS:
            raise DoesNotFit("told")
        if about_id is not None and not _is_another_story_of_ours(about_id, slip.conversation_id, by):
            raise DoesNotFit("about")
        slip.told, slip.about_id = told, about_id if told in OF_SOMEBODY else None
        slip.save(update_fields=["told", "about_id"])
        record("casework.slip_described", slip.id, detail={"told": told}, fact={"told": told})


def decide(*, slip_id: UUID, decision: str, by: Staff) -> None:
    """The lead decides, once: `tell` the person whose data it was, or `keep` it to the desk.

    Raises NotAllowed, DoesNotFit, StoryGone.
    """
    with acting_as(by) as moment:
        require(may_decide_on_slips(by))
        slip = Slip.objects.select_for_update().filter(id=slip_id, desk_id=by.desk_id).first()
        if slip is None:
            raise NotAllowed
        if slip.decision:
            return
        if decision not in ("tell", "keep") or (decision == "tell" and slip.about_id is None):
            raise DoesNotFit("decision")
        slip.decision, slip.decided_by, slip.decided_on = decision, by.id, moment.day
        slip.save(update_fields=["decision", "decided_by", "decided_on"])
        record("casework.slip_decided", slip.id, detail={"decision": decision})
        if decision == "tell" and slip.about_id:
            with acting_as(System("casework.tell_of_slip")):  # either story may have moved to another desk since
                voice.tell(conversation_id=slip.about_id, step="slip")


def slips(by: Staff) -> list[SlipShown]:
    """Those that wait for the lead's word first. Raises NotAllowed."""
    with acting_as(by):
        require(may_decide_on_slips(by))
        rows = list(Slip.objects.filter(desk_id=by.desk_id).order_by("decision", "-on", "id")[:100])
    people = {row.by for row in rows} | {row.decided_by for row in rows if row.decided_by}
    names = dict(Member.objects.filter(id__in=people).values_list("id", "name"))
    return [
        SlipShown(
            id=row.id,
            told=str(codes.SLIPS.get(row.told, "")),
            by=names.get(row.by, ""),
            on=row.on,
            about_id=row.about_id,
            decision=row.decision,
            decided_by=names.get(row.decided_by, "") if row.decided_by else "",
            decided_on=row.decided_on,
        )
        for row in rows
    ]


def _is_another_story_of_ours(about_id: UUID, shown_to: UUID, by: Staff) -> bool:
    return about_id != shown_to and Conversation.objects.filter(id=about_id, desk_id=by.desk_id).exists()


def _tell_the_leads(conversation_id: UUID, message_id: UUID, by: Staff, moment: Moment) -> UUID:
    slip = Slip.objects.create(
        desk_id=by.desk_id, conversation_id=conversation_id, message_id=message_id, by=by.id, on=moment.day
    )
    notify(staff_ids=lead_ids(by.desk_id), kind=SLIP, object_id=slip.id, urgent=True)
    record("casework.slip", slip.id, fact={})
    return slip.id
