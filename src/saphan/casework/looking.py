"""Who may look at one thing although her role opens no story: broken glass, one handle.

Each look is asked for with a reason, decided by another person, written down, and seen by the desk afterwards. What
she then sees is held by the database: `OneStory` and `OneMessage` open one row and its key (docs/adr/0014).
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.finding import held_conversation_of
from saphan.casework.look_codes import GLASS_REASONS, IDENTITY_REASONS
from saphan.casework.models import Look, Party
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit
from saphan.network.models import Role, Staff
from saphan.network.notices import notify
from saphan.network.selectors import lead_ids, with_role
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import OneMessage, OneStory, System
from saphan.store.callers import Staff as Caller
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.vault.services import open_texts
from saphan.voice.models import Conversation, Message
from saphan.voice.reading import Line, lines, text_cell

GLASS, IDENTITY = "glass", "identity"
INTERPRETING = "interpreting"  # of former times: docs/adr/0034
GLASS_ASKED, GLASS_OPEN = "casework.glass_asked", "casework.glass_open"
IDENTITY_ASKED, NO_CUSTODIAN = "casework.identity_asked", "casework.no_custodian"
HALF_AN_HOUR = timedelta(minutes=30)


def ask_to_break_glass(*, about: UUID, reason: str, by: Caller) -> UUID:
    """An administrator names one story, or a case with one person, and why; leads are rung. Returns the look's id.

    Raises NotAllowed, DoesNotFit; nothing is written then.
    """
    require(by.has_role(Role.ADMINISTRATOR))
    if reason not in GLASS_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        conversation_id = _one_story(about, by.desk_id)
        look = _ask(GLASS, conversation_id, reason, by, moment, looker=by.id)
        notify(staff_ids=lead_ids(by.desk_id), kind=GLASS_ASKED, object_id=look.id, urgent=True)
    return look.id


def decide_glass(*, look_id: UUID, opens: bool, by: Caller) -> None:
    """A lead of the desk opens it with her, for half an hour, or does not. Never the one who asked.

    Raises NotAllowed.
    """
    require(by.has_role(Role.LEAD))
    with acting_as(by) as moment:
        look = _waiting(GLASS, look_id)
        require(look.asked_by != by.id)
        _decide(look, "open" if opens else "refused", by, moment, HALF_AN_HOUR if opens else None)
        notify(staff_ids=[look.asked_by], kind=GLASS_OPEN, object_id=look.id)


def read_behind_glass(*, look_id: UUID, by: Caller) -> tuple[Line, ...]:
    """The one story, while the half hour lasts; each reading is written down. Raises NotAllowed."""
    require(by.has_role(Role.ADMINISTRATOR))
    with acting_as(by) as moment:
        look = Look.objects.filter(id=look_id, kind=GLASS, looker=by.id, state="open", until__gt=moment.now).first()
        if look is None:
            raise NotAllowed
        record("casework.glass_read", look.conversation_id, detail={"look": str(look.id)})
        with acting_as(OneStory(by.id, by.desk_id, look.conversation_id)):
            return lines(look.conversation_id, why="glass")


def ask_for_identity(*, conversation_id: UUID, reason: str, by: Caller) -> UUID:
    """Ask the identity custodian for the handle of one worker. Raises NotAllowed, DoesNotFit."""
    require(may_work_with_stories(by))
    if reason not in IDENTITY_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        held_conversation_of(by, conversation_id)
        handle = Message.objects.filter(conversation_id=conversation_id, part="handle").order_by("-id").first()
        if handle is None:
            raise DoesNotFit("handle")
        look = _ask(IDENTITY, conversation_id, reason, by, moment, message_id=handle.id)
        _ring_custodians(by.desk_id)
    return look.id


def _ring_custodians(desk_id: UUID) -> None:
    """A desk without one could show nobody the number: its leads hear that, and can name one."""
    custodians = with_role(desk_id, Role.CUSTODIAN)
    if custodians:
        notify(staff_ids=custodians, kind=IDENTITY_ASKED, object_id=desk_id)
    else:
        notify(staff_ids=lead_ids(desk_id), kind=NO_CUSTODIAN, object_id=desk_id)


def decide_identity(*, look_id: UUID, shows: bool, by: Caller) -> str:
    """The custodian refuses (""), or sees the handle: this once, and nothing else of the story. Raises NotAllowed."""
    require(by.has_role(Role.CUSTODIAN))
    with acting_as(by) as moment:
        look = _waiting(IDENTITY, look_id)
        require(look.asked_by != by.id)
        _decide(look, "shown" if shows else "refused", by, moment)
        return _one_message(look, by, "identity") if shows else ""


def said_in_words(conversation_id: UUID) -> QuerySet[Message]:
    """Things that she said, never a handle or a place."""
    return Message.objects.filter(
        conversation_id=conversation_id, inbound=True, part="said", kind="text", recalled_on=None
    ).order_by("id")


def _one_story(about: UUID, desk_id: UUID) -> UUID:
    """A story of this desk: named itself, or by a case in which one person is. As System: she sees neither.

    It does not move to another desk before this transaction ends.
    """
    with acting_as(System("casework.break_glass")):
        parties = Party.objects.filter(case_id=about, desk_id=desk_id, left_on=None)
        people = list(parties.values_list("conversation_id", flat=True)[:2])
        wanted = people[0] if len(people) == 1 else about
        held = Conversation.objects.select_for_update().filter(id=wanted, desk_id=desk_id, left_on=None)
        if held.first() is None:
            raise DoesNotFit("one_story")
    return wanted


def _ask(kind: str, conversation_id: UUID, reason: str, by: Caller, moment: Moment, **more: UUID) -> Look:
    look = Look(
        desk_id=by.desk_id,
        kind=kind,
        conversation_id=conversation_id,
        reason=reason,
        asked_by=by.id,
        on=moment.day,
        **more,
    )
    look.save(force_insert=True)
    record("casework.look_asked", look.id, detail={"kind": kind, "reason": reason, "story": str(conversation_id)})
    return look


def _waiting(kind: str, look_id: UUID) -> Look:
    look = Look.objects.select_for_update().filter(id=look_id, kind=kind, state="asked").first()
    if look is None:
        raise NotAllowed
    return look


def _decide(look: Look, state: str, by: Caller, moment: Moment, lasts: timedelta | None = None) -> None:
    look.state, look.decided_by, look.decided_at = state, by.id, moment.now
    look.until = moment.now + lasts if lasts else None
    look.save(update_fields=["state", "decided_by", "decided_at", "until"])
    record("casework.look_decided", look.id, detail={"kind": look.kind, "state": state})


def _reader(look: Look, by: Caller) -> OneMessage:
    if look.message_id is None:
        raise NotAllowed
    return OneMessage(by.id, by.desk_id, look.message_id, look.conversation_id)


def _one_message(look: Look, by: Caller, why: str) -> str:
    reader = _reader(look, by)
    with acting_as(reader):
        row = Message.objects.filter(id=reader.message_id).first()
        if row is None:
            raise NotAllowed
        (text,) = open_texts([text_cell(row)], subject_id=row.conversation_id, why=why)
    return text


def interpreters_of(desk_id: UUID) -> list[tuple[UUID, str]]:
    """Ids and names, for the form beside a story."""
    people = Staff.objects.filter(id__in=with_role(desk_id, Role.INTERPRETER)).order_by("name")
    return list(people.values_list("id", "name"))
