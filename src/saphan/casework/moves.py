"""The wrong desk: who may move a story to another one, when she is asked first, and what stays behind.

Nobody has opened it and it is in no case: moved at once, and she is told. Somebody has: she is asked, and without her
yes it stays. She is in danger: a lead may move it at once with a written reason, and she is told (docs/adr/0026).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import translation

from saphan.casework import codes, to_her
from saphan.casework.caring import can_take, who_cares
from saphan.casework.cases import add_note
from saphan.casework.finding import conversation_of
from saphan.casework.models import Move, Party
from saphan.casework.policies import may_move_at_once, may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.network.models import Desk
from saphan.network.notices import notify
from saphan.network.selectors import duty_staff_ids, lead_ids
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time, patiently
from saphan.vault.keyring import key_ring
from saphan.vault.recording import record
from saphan.voice import moving
from saphan.voice import services as voice
from saphan.voice.models import Answer, Ask, Conversation, Urgency

MOVED_HERE = "casework.moved_here"
MOVE_REFUSED, MOVE_SHUT = "casework.move_refused", "casework.move_shut"
QUESTION = "move"
ASKED, UNREAD, DANGER = "asked", "unread", "danger"


@dataclass(frozen=True, slots=True)
class MovePage:
    """What the page about the wrong desk shows; opens nothing. rule: asked, unread or danger; waits: asked already."""

    conversation_id: UUID
    rule: str
    may_move_at_once: bool
    desks: tuple["DeskToChoose", ...]
    waits: "MoveShown | None"


@dataclass(frozen=True, slots=True)
class DeskToChoose:
    id: UUID
    name: str
    country: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveShown:
    id: UUID
    desk: str
    why: str
    state: str
    on: date


def propose_move(*, conversation_id: UUID, to_desk_id: UUID, why: str, by: Staff) -> str:
    """Move a story that nobody has opened, or ask her whether another desk may answer; returns the rule that held.

    why: a code of `codes.MOVES`. Asked already: nothing more happens. Raises NotAllowed, DoesNotFit.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        _check(to_desk_id, why, by)
        one_at_a_time(conversation_id)
        rule = rule_for(conversation)
        if rule != UNREAD:
            _ask_her(conversation, to_desk_id, why, by)
            return ASKED
    return patiently(lambda: _move_unread(conversation_id, to_desk_id, why, by))


def move_at_once(*, conversation_id: UUID, to_desk_id: UUID, why: str, reason: str, by: Staff) -> None:
    """She is in danger and cannot be asked in time: a lead moves her story, with a written reason; she is told.

    The reason is sealed with her story and goes with it. Raises NotAllowed, DoesNotFit, NothingWritten.
    """
    if not reason.strip():
        raise NothingWritten

    def move() -> None:
        with acting_as(by) as moment:
            conversation = conversation_of(by, conversation_id)
            require(may_move_at_once(by, conversation))
            _check(to_desk_id, why, by)
            add_note(conversation_id=conversation_id, text=reason, by=by)
            _go(_keep(conversation, to_desk_id, why, DANGER, by, moment.day), moment.day)

    patiently(move)


def take_move_back(*, move_id: UUID, by: Staff) -> None:
    """She is not asked any more, and stays. Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        asked = Move.objects.select_for_update().filter(id=move_id, desk_id=by.desk_id, state="asked").first()
        if asked is None:
            raise NotAllowed
        _end(asked, "taken_back", moment.day)


def take_answer(ask_id: UUID) -> None:
    """Her yes moves the story, her no ends the question; her last answer counts. As System; safe to run again.

    It stays, and the bell rings here, also when the other desk was frozen meanwhile.
    """
    patiently(lambda: _take_answer(ask_id))


def rule_for(conversation: Conversation) -> str:
    """Which rule holds for moving it."""
    if conversation.first_read_on is None and not Party.objects.filter(conversation_id=conversation.id).exists():
        return UNREAD
    return DANGER if conversation.urgency == Urgency.DANGER else ASKED


def move_page(by: Staff, conversation_id: UUID) -> MovePage:
    """Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        return MovePage(
            conversation_id=conversation_id,
            rule=rule_for(conversation),
            may_move_at_once=may_move_at_once(by, conversation),
            desks=tuple(_desks(by)),
            waits=next(iter(_shown(Move.objects.filter(conversation_id=conversation_id, state="asked"))), None),
        )


def move_of(by: Staff, conversation_id: UUID) -> MoveShown | None:
    """The question that waits, or that a story of this desk went to another one: all that this desk still sees."""
    with acting_as(by):
        found = Move.objects.filter(conversation_id=conversation_id, desk_id=by.desk_id, state__in=("asked", "moved"))
        return next(iter(_shown(found.order_by("-on", "-ended_on"))), None)


def _shown(moves: Iterable[Move]) -> list[MoveShown]:
    rows = list(moves)
    names = dict(Desk.objects.filter(id__in={row.to_desk_id for row in rows}).values_list("id", "name"))
    return [
        MoveShown(row.id, names.get(row.to_desk_id, ""), str(codes.MOVES.get(row.why, "")), row.state, row.on)
        for row in rows
    ]


def _desks(by: Staff) -> list[DeskToChoose]:
    """Every other desk that is open and has a key here."""
    held = key_ring().desks
    found = Desk.objects.filter(frozen_on=None).exclude(id=by.desk_id).order_by("name", "id")
    return [DeskToChoose(row.id, row.name, row.country, tuple(row.languages)) for row in found if row.id in held]


def _check(to_desk_id: UUID, why: str, by: Staff) -> None:
    if to_desk_id not in {desk.id for desk in _desks(by)}:
        raise DoesNotFit("desk")
    if why not in codes.MOVES:
        raise DoesNotFit("why")


def _move_unread(conversation_id: UUID, to_desk_id: UUID, why: str, by: Staff) -> str:
    with acting_as(by) as moment:
        conversation = conversation_of(by, conversation_id)
        if rule_for(conversation) != UNREAD:  # somebody opened it meanwhile
            raise DoesNotFit("ask_her")
        _go(_keep(conversation, to_desk_id, why, UNREAD, by, moment.day), moment.day)
    return UNREAD


def _ask_her(conversation: Conversation, to_desk_id: UUID, why: str, by: Staff) -> None:
    if Move.objects.filter(conversation_id=conversation.id, state="asked").exists():
        return
    move = _keep(conversation, to_desk_id, why, ASKED, by, clock.today())
    with translation.override(conversation.language):
        words = str(to_her.MOVES[why])
    voice.ask(
        conversation_id=conversation.id,
        question=QUESTION,
        ref=move.id,
        words=words,
        language=conversation.language,
        reader=voice.Reader(to_desk_id, "desk", Desk.objects.values_list("name", flat=True).get(id=to_desk_id)),
    )


def _keep(conversation: Conversation, to_desk_id: UUID, why: str, how: str, by: Staff, day: date) -> Move:
    """At once: whatever she was asked before about moving is asked no more."""
    for waiting in Move.objects.select_for_update().filter(conversation_id=conversation.id, state="asked"):
        _end(waiting, "taken_back", day)
    move = Move.objects.create(
        desk_id=by.desk_id,
        to_desk_id=to_desk_id,
        conversation_id=conversation.id,
        why=why,
        how=how,
        by=by.id,
        on=day,
    )
    record("casework.move_proposed", move.id, detail={"how": how, "why": why, "to": str(to_desk_id)})
    return move


def _end(move: Move, state: str, day: date) -> None:
    move.state, move.ended_on = state, day
    move.save(update_fields=["state", "ended_on"])
    voice.close_asks(question=QUESTION, ref=move.id)
    record("casework.move_ended", move.id, detail={"state": state})


def _go(move: Move, day: date) -> None:
    """The move itself, and the bell at the desk where the story is now; danger rings there as a new alarm does."""
    _end(move, "moved", day)
    moving.move_story(conversation_id=move.conversation_id, to_desk_id=move.to_desk_id)
    people = duty_staff_ids(move.to_desk_id, clock.now()) or lead_ids(move.to_desk_id)
    notify(staff_ids=people, kind=MOVED_HERE, object_id=move.conversation_id)
    record("casework.story_moved", move.conversation_id, detail={"move": str(move.id)}, fact={"how": move.how})


def _take_answer(ask_id: UUID) -> None:
    with acting_as(System("casework.take_move_answer")) as moment:
        asked = Ask.objects.filter(id=ask_id, closed_on=None).first()
        code = Answer.objects.filter(ask_id=ask_id).order_by("-id").values_list("code", flat=True).first()
        move = Move.objects.select_for_update().filter(id=asked.ref, state="asked").first() if asked else None
        if move is None or code is None:
            return
        if code != "yes":
            _stays(move, "refused", MOVE_REFUSED, moment.day)
        elif can_take(move.to_desk_id):
            _go(move, moment.day)
        else:
            _stays(move, "shut", MOVE_SHUT, moment.day)
            voice.tell(conversation_id=move.conversation_id, step="move_shut")


def _stays(move: Move, state: str, kind: str, day: date) -> None:
    _end(move, state, day)
    notify(staff_ids=who_cares(move.conversation_id), kind=kind, object_id=move.conversation_id)
