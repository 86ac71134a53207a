"""What the desk does with a story: read, answer, take it on, put it off, close it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from saphan.languages.closest import alike
from saphan.languages.writing import clean
from saphan.network.models import Staff as Member
from saphan.network.speakers import languages_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.store.writing import insert
from saphan.vault.recording import Payload, record
from saphan.voice import at_the_end
from saphan.voice.channels.leaving import outbox
from saphan.voice.input_class import FEEDBACK, SPOKEN_WITH, VOICE
from saphan.voice.intake import message
from saphan.voice.models import Conversation, Ending, Message, Status
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NothingWritten
from saphan.voice.stories import key_of_story, note_once, own
from saphan.voice.telling import tell


def reply(
    *,
    conversation_id: UUID,
    text: str,
    by: Staff,
    approved_reply: str = "",
    once: UUID | None = None,
    bulk: bool = False,
) -> UUID | None:
    """Answer her; returns the message's id. once: the id of the form; a second send of it changes nothing (None).

    Where she came by a channel that can carry it, it is also sent there. bulk: one of many alike, which goes out after
    what was written to one. Raises NotAllowed, NothingWritten, StoryGone.
    """
    words = clean(text)
    if not words:
        raise NothingWritten
    with acting_as(by) as moment:
        conversation = _of_the_desk(conversation_id, by)
        if once and not note_once(conversation, f"reply {once}", moment.now):
            return None
        message_id = _write(conversation, text, words, approved_reply, by, moment.now)
        outbox.put_reply(conversation_id=conversation_id, message_id=message_id, text=words, bulk=bulk)
        _answered(conversation, by)
        tell(conversation_id=conversation_id, step="answered")
        coded: Payload = {"approved": bool(approved_reply), "hers": _is_in_hers(conversation, by, approved_reply)}
        record("voice.replied", conversation_id, detail={"approved": approved_reply}, fact=coded)
    return message_id


def _write(conversation: Conversation, text: str, words: str, approved_reply: str, by: Staff, now: datetime) -> UUID:
    """Our words as a message of her story, sealed; returns its id."""
    thread = (conversation.desk_id, conversation.id, key_of_story(conversation.id), now)
    row = message(text, words, *thread, part="reply", language=conversation.language, inbound=False, author=by.id)
    row.approved_reply = approved_reply
    insert(row)
    return row.id


def mark_read(*, conversation_id: UUID, by: Staff) -> None:
    """One of us has read it: she is told so, with the day. Raises NotAllowed."""
    with acting_as(by) as moment:
        conversation = _of_the_desk(conversation_id, by)
        if conversation.first_read_on is None:
            conversation.first_read_on = moment.day
            conversation.save(update_fields=["first_read_on"])
            tell(conversation_id=conversation_id, step="read")
        record("voice.read", conversation_id)


def note_spoken_with(*, conversation_id: UUID, by: Staff) -> None:
    """She has spoken with the desk herself: what came through a company's line is her voice from now on.

    Raises NotAllowed. Nothing is written for a story that was her voice from the beginning.
    """
    with acting_as(by):
        _of_the_desk(conversation_id, by)
        feedback = Message.objects.filter(conversation_id=conversation_id, inbound=True, input_class=FEEDBACK)
        if feedback.update(input_class=VOICE, rule=SPOKEN_WITH):
            record("voice.spoken_with", conversation_id, fact={})
            defer("verification.hear_voice", conversation_id=conversation_id)


def assign(*, conversation_id: UUID, by: Staff, to: UUID | None = None) -> None:
    """Give the story to somebody of the desk; to oneself when nobody is named. Raises NotAllowed."""
    with acting_as(by):
        conversation = _of_the_desk(conversation_id, by)
        conversation.assigned_to = to or by.id
        conversation.save(update_fields=["assigned_to"])
        record("voice.assigned", conversation_id, detail={"to": str(conversation.assigned_to)})


def put_off(*, conversation_id: UUID, until: date, by: Staff) -> None:
    """Later, on a day; it comes back to those that wait by itself. Raises NotAllowed."""
    with acting_as(by):
        conversation = _of_the_desk(conversation_id, by)
        conversation.status = Status.LATER
        conversation.follow_up_on = until
        conversation.save(update_fields=["status", "follow_up_on"])
        record("voice.put_off", conversation_id, detail={"until": until.isoformat()})


def close(*, conversation_id: UUID, by: Staff, outcome: str = "") -> None:
    """Nothing more to do for now; she can always open it again. outcome: a code. Raises NotAllowed."""
    with acting_as(by) as moment:
        conversation = _of_the_desk(conversation_id, by)
        conversation.status = Status.CLOSED
        conversation.waiting_since = None
        conversation.follow_up_on = None
        conversation.save(update_fields=["status", "waiting_since", "follow_up_on"])
        at_the_end.ask(conversation_id)
        Ending.objects.filter(conversation_id=conversation_id).delete()  # of an earlier closing
        insert(Ending(conversation_id=conversation_id, desk_id=conversation.desk_id, closed_on=moment.day))
        tell(conversation_id=conversation_id, step="closed")
        record("voice.closed", conversation_id, detail={"outcome": outcome}, fact={"outcome": outcome})


def see_danger(*, conversation_id: UUID, by: Staff) -> None:
    """The person on duty has seen the alarm; the lead is not woken any more. Raises NotAllowed."""
    with acting_as(by) as moment:
        conversation = _of_the_desk(conversation_id, by)
        conversation.danger_seen_at = moment.now
        conversation.save(update_fields=["danger_seen_at"])
        record("voice.danger_seen", conversation_id)


def place_is_known(*, conversation_id: UUID, organisation_id: UUID, instead_of: UUID | None = None) -> None:
    """The desk has found out which workplace she means, unless a poster said it already. Inside `acting_as`.

    instead_of: the workplace that the desk had taken it for.
    """
    taken_for = Q(place_organisation_id=None) | Q(place_organisation_id=instead_of, place_line="")
    Conversation.objects.filter(taken_for, id=conversation_id).update(place_organisation_id=organisation_id)


def _of_the_desk(conversation_id: UUID, by: Staff) -> Conversation:
    if not may_answer(by):
        raise NotAllowed
    if not Conversation.objects.filter(id=conversation_id).exists():
        raise NotAllowed
    return own(conversation_id)


def _is_in_hers(conversation: Conversation, by: Staff, approved_reply: str) -> bool:
    """Whether who wrote speaks her language, or the reply was made in it."""
    speaks = conversation.dialect or conversation.language
    if approved_reply and not conversation.dialect:
        return True
    writer = Member.objects.filter(id=by.id).only("languages", "language").first()
    return writer is not None and bool(alike(speaks) & set(languages_of(writer)))


def _answered(conversation: Conversation, by: Staff) -> None:
    conversation.status = Status.ANSWERED
    conversation.waiting_since = None
    conversation.follow_up_on = None
    conversation.assigned_to = conversation.assigned_to or by.id
    conversation.save(update_fields=["status", "waiting_since", "follow_up_on", "assigned_to"])
