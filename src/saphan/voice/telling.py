"""What upper rooms tell her and ask her, and her answers. She reads steps in words that name no company.

`tell`, `ask` and `close_asks` run inside the caller's own `acting_as`; the desk is the conversation's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import Exists, OuterRef

from saphan.store import clock
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.channels.leaving import outbox
from saphan.voice.consent import PURPOSES, keep_consent
from saphan.voice.models import Answer, Ask, Conversation, Status, Told, Urgency
from saphan.voice.parts import Part, codes_of, seal_parts
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.stories import desk_of
from saphan.voice.vocabulary import ANSWERS, IN_PARTS, NOTHING_WITHOUT, STEP_OF_QUESTION, STEPS

COME_FIRST = ("retaliation", "told_to_say_yes")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who would read what she says yes to, or would be hers: a company, a desk, an office.

    by_record: it has no log-in; we tell it ourselves, and what it heard cannot be taken back.
    """

    id: UUID
    kind: str
    name: str
    by_record: bool = False


def tell(*, conversation_id: UUID, step: str) -> None:
    """Add a step to her story, unless it is the last one already. Raises StoryGone; ValueError for an unknown step."""
    if step not in STEPS:
        raise ValueError("no such step")
    desk_id = desk_of(conversation_id)
    last = Told.objects.filter(conversation_id=conversation_id).order_by("-id").values_list("step", flat=True).first()
    if last != step:
        Told.objects.create(desk_id=desk_id, conversation_id=conversation_id, step=step, on=clock.today())


class Asking(TypedDict, total=False):
    """What a question may carry.

    words: the fixed words that it is about, in `language`. parts: what she may say yes or no to, sealed under her own
    key. until: the last day on which her yes holds. beside: the reader has, or is to have, her own case too; she is
    warned that the two together can point at her.
    """

    words: str
    language: str
    reader: Reader | None
    parts: Sequence[Part]
    until: date | None
    beside: bool


def ask(*, conversation_id: UUID, question: str, ref: UUID, aloud: bool = True, **more: Unpack[Asking]) -> UUID:
    """Ask her something about `ref`; the same question that still stands open is not asked twice. Raises StoryGone.

    aloud: where she wrote from a chat, a neutral line there says that there is a question, as far as she allowed it.
    """
    if question not in ANSWERS:
        raise ValueError("no such question")
    desk_id = desk_of(conversation_id)
    standing = Ask.objects.filter(conversation_id=conversation_id, question=question, ref=ref, closed_on=None).first()
    if standing:
        return standing.id
    asked = _written(Ask(desk_id=desk_id, conversation_id=conversation_id, question=question, ref=ref), more)
    if step := STEP_OF_QUESTION.get(question):
        tell(conversation_id=conversation_id, step=step)
    record("voice.asked", asked.id, detail={"question": question})
    if aloud:
        outbox.put_question(conversation_id, question)
    return asked.id


def _written(asked: Ask, more: Asking) -> Ask:
    asked.words, asked.language = more.get("words", ""), more.get("language", "en")
    asked.until, asked.beside, asked.asked_on = more.get("until"), more.get("beside", False), clock.today()
    if reader := more.get("reader"):
        _name(asked, reader)
    if parts := more.get("parts", ()):
        asked.sealed = seal_parts(parts, asked.id, asked.conversation_id)
    asked.save(force_insert=True)
    return asked


def _name(asked: Ask, reader: Reader) -> None:
    asked.recipient_id, asked.recipient_kind, asked.recipient_name = reader.id, reader.kind, reader.name
    asked.by_record = reader.by_record


def close_asks(*, question: str, ref: UUID) -> None:
    """Nobody is asked this about `ref` any more."""
    Ask.objects.filter(question=question, ref=ref, closed_on=None).update(closed_on=clock.today())


def close_unanswered(*, conversation_id: UUID, question: str) -> None:
    """She is asked this no more, where she has not answered. Inside `acting_as`."""
    answered = Answer.objects.filter(ask_id=OuterRef("id"))
    hers = Ask.objects.filter(~Exists(answered), conversation_id=conversation_id, question=question, closed_on=None)
    hers.update(closed_on=clock.today())


def answer(*, ask_id: UUID, code: str, by: Story | Staff, parts: Sequence[str] = ()) -> None:
    """Keep what she answered, herself or in a talk with the desk; a changed mind is a new answer.

    parts: those she says yes to, where the question has parts. Raises NotAllowed, NoAnswerToThat. The task of the room
    that asked is in the same transaction.
    """
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        asked = Ask.objects.select_for_update().filter(id=ask_id, closed_on=None).first()
        if asked is None or code not in ANSWERS[asked.question]:
            raise NoAnswerToThat
        agreed = _agreed(asked, code, parts)
        Answer.objects.create(
            desk_id=asked.desk_id,
            conversation_id=asked.conversation_id,
            ask_id=ask_id,
            code=code,
            parts=agreed,
            on=moment.day,
        )
        record("voice.answer_given", ask_id, detail={"question": asked.question, "code": code})
        _pass_on(asked, code, agreed, by, moment)


def _agreed(asked: Ask, code: str, parts: Sequence[str]) -> list[str]:
    """The parts she says yes to: none with a no, some with a yes, never one that she was not asked about.

    Her own case without its words is no case: that yes is refused.
    """
    if asked.question not in IN_PARTS:
        return []
    chosen = [part for part in codes_of(asked) if part in parts] if code == "yes" else []
    if code == "yes" and (not chosen or len(chosen) < len(set(parts))):
        raise NoAnswerToThat
    if code == "yes" and NOTHING_WITHOUT.get(asked.question, chosen[0]) not in chosen:
        raise NoAnswerToThat
    return chosen


Taker = Callable[[Ask, str, Story | Staff, Moment], None]
_takers: dict[str, Taker] = {}


def taken_by(question: str, taker: Taker) -> None:
    """Say, in AppConfig.ready(), who of this room takes the answers to a question at once."""
    _takers[question] = taker


def _pass_on(asked: Ask, code: str, parts: Sequence[str], by: Story | Staff, moment: Moment) -> None:
    if asked.question in _takers:
        _takers[asked.question](asked, code, by, moment)
        return
    if asked.question in PURPOSES:
        how = "page" if isinstance(by, Story) else "talk"
        keep_consent(asked, given=code == "yes", parts=parts, how=how, day=moment.day)
        if asked.question == "refer":
            defer("casework.take_referral_answer", referral_id=asked.ref)
        elif asked.question == "claim":
            defer("remedy.take_claim_answer", claim_id=asked.ref)
        elif asked.question == "consent":
            defer("remedy.take_consent", draft_id=asked.ref)
        return
    if asked.question == "move":
        defer("casework.take_move_answer", ask_id=asked.id)
        return
    if asked.question == "others":
        defer("verification.take_others_answer", ask_id=asked.id)
        return
    if code in COME_FIRST:
        _come_first(asked.conversation_id, moment)
    defer("remedy.take_answer", ask_id=asked.id)


def _come_first(conversation_id: UUID, moment: Moment) -> None:
    """What was done to her reaches her caseworker before anyone else."""
    Conversation.objects.filter(id=conversation_id, urgency=Urgency.ORDINARY).update(urgency=Urgency.SOON)
    Conversation.objects.filter(id=conversation_id).exclude(status=Status.WAITING).update(
        status=Status.WAITING, waiting_since=moment.now, follow_up_on=None
    )
