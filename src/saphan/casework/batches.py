"""One answer to many stories that are alike, delivered one by one: each in its own transaction, each once.

Who is in danger or has an open case is answered only when she was chosen singly. Each reads her own language's words;
where there are none she is left out, and listed. A kill in the middle loses nothing and doubles nothing: a delivery and
its mark are one transaction, and the reply carries the item's id as its once-only token.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from saphan.casework import approved_replies
from saphan.casework.models import Batch, BatchItem, Case, Party
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.replies.accepted import by_a_machine
from saphan.casework.understanding import replying
from saphan.casework.understanding.refusals import LetAPersonCheck
from saphan.casework.understanding.to_her import marked
from saphan.languages.writing import clean
from saphan.network.models import Staff as Member
from saphan.network.selectors import caller_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import DeskFrozen, NotAllowed, Refusal
from saphan.store.tasks import deferred
from saphan.store.turns import one_at_a_time
from saphan.store.writing import send
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of_desk, open_texts, seal
from saphan.voice.models import Conversation, Urgency

MOST = 200
SINGLY = "singly"
GONE, STOPPED, FROZEN = "gone", "stopped", "frozen"
NO_WORDS, OTHER_LANGUAGE = "no_words", "language"
IN_DANGER, OPEN_CASE = "danger", "case"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said: an approved reply by its code, or words written in one language."""

    approved: str = ""
    text: str = field(default="", repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """What those of one language will read."""

    language: str
    words: str = field(repr=False)
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    conversation_id: UUID
    language: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly who reads what, before anything is sent."""

    going: tuple[Going, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def number(self) -> int:
        return sum(len(each.ids) for each in self.going)


@dataclass(frozen=True, slots=True)
class Progress:
    id: UUID
    at: datetime
    approved: str
    sent: int
    waiting: int
    left_out: tuple[LeftOut, ...]
    stopped: bool

    @property
    def total(self) -> int:
        return self.sent + self.waiting


def preview(by: Staff, conversation_ids: Collection[UUID], answer: Answer, singly: Collection[UUID] = ()) -> Preview:
    """Who would read what. singly: those that were chosen by themselves.

    Raises NotAllowed, DoesNotFit (too many, nobody, no such reply), NothingWritten.
    """
    with acting_as(by):
        require(may_work_with_stories(by))
        return _sorted_out(by, conversation_ids, answer, singly)


def send_to_many(
    *,
    conversation_ids: Collection[UUID],
    answer: Answer,
    by: Staff,
    singly: Collection[UUID] = (),
    once: UUID | None = None,
) -> UUID:
    """Begin to deliver; returns the batch's id. once: the id of the form; a second send of it is the first.

    Raises what `preview` raises; nothing is sent then.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        if once:
            one_at_a_time(once)
        if once and Batch.objects.filter(id=once).exists():
            return once
        chosen = _sorted_out(by, conversation_ids, answer, singly)
        batch = _keep(answer, by, once or random_id(), moment.now)
        going = [
            _item(batch, row, each.language, why=SINGLY if row in singly else "")
            for each in chosen.going
            for row in each.ids
        ]
        left = [
            _item(batch, out.conversation_id, out.language, state="left_out", why=out.why) for out in chosen.left_out
        ]
        BatchItem.objects.bulk_create([*going, *left])
        send([deferred("casework.deliver", item_id=item.id) for item in going])
        record("casework.batch_begun", batch.id, detail={"going": len(going), "approved": answer.approved}, fact={})
    return batch.id


def deliver(item_id: UUID) -> None:
    """Answer one story of a batch, in the name of who sent it. Safe to run again."""
    with acting_as(System("casework.deliver")):
        item = BatchItem.objects.select_related("batch").filter(id=item_id, state="waiting").first()
        member = (
            Member.objects.select_related("organisation", "desk").filter(id=item.batch.by).first() if item else None
        )
    if item is None:
        return
    caller = caller_of(member) if member else None
    if not isinstance(caller, Staff) or caller.desk_id != item.desk_id or not may_work_with_stories(caller):
        _leave_out(item_id, STOPPED)
        return
    try:
        _deliver_as(caller, item_id)
    except LetAPersonCheck:  # nobody accepted these words in her language
        _leave_out(item_id, NO_WORDS)
    except Refusal:  # it moved away or she deleted it meanwhile
        _leave_out(item_id, GONE)
    except DeskFrozen:  # when it opens again somebody decides anew
        _leave_out(item_id, FROZEN)


def stop(*, batch_id: UUID, by: Staff) -> None:
    """Nobody else of the batch is answered. What was delivered stays. Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        if not Batch.objects.filter(id=batch_id, desk_id=by.desk_id).exists():
            raise NotAllowed
        if Batch.objects.filter(id=batch_id, stopped_at=None).update(stopped_at=moment.now):
            waiting = BatchItem.objects.filter(batch_id=batch_id, state="waiting")
            number = waiting.update(state="left_out", why=STOPPED)
            record("casework.batch_stopped", batch_id, detail={"left_out": number})


def progress(by: Staff, batch_id: UUID) -> Progress:
    """How far it is. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        batch = Batch.objects.filter(id=batch_id, desk_id=by.desk_id).first()
        if batch is None:
            raise NotAllowed
        items = list(BatchItem.objects.filter(batch=batch).order_by("id"))
    return Progress(
        id=batch.id,
        at=batch.at,
        approved=batch.approved_reply,
        sent=sum(item.state == "sent" for item in items),
        waiting=sum(item.state == "waiting" for item in items),
        left_out=tuple(
            LeftOut(item.conversation_id, item.language, item.why) for item in items if item.state == "left_out"
        ),
        stopped=batch.stopped_at is not None,
    )


def needs_choosing_singly(conversation_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Those in danger or with an open case, and which. Call inside `acting_as`."""
    open_cases = Case.objects.filter(status="open").values("id")
    parties = Party.objects.filter(conversation_id__in=conversation_ids, left_on=None, case_id__in=open_cases)
    found = dict.fromkeys(parties.values_list("conversation_id", flat=True), OPEN_CASE)
    danger = Conversation.objects.filter(id__in=conversation_ids, urgency=Urgency.DANGER)
    return {**found, **dict.fromkeys(danger.values_list("id", flat=True), IN_DANGER)}


def words_for(answer: Answer, language: str) -> str:
    """What she reads in this language; "" where there are no words in it."""
    if answer.approved:
        return approved_replies.words(answer.approved, language) if approved_replies.is_written_in(language) else ""
    return answer.text if language == answer.language else ""


def _sorted_out(by: Staff, conversation_ids: Collection[UUID], answer: Answer, singly: Collection[UUID]) -> Preview:
    chosen = {*conversation_ids, *singly}
    _check(chosen, answer)
    rows = Conversation.objects.filter(id__in=chosen, desk_id=by.desk_id, left_on=None)
    kept_apart = {row: why for row, why in needs_choosing_singly(chosen).items() if row not in singly}
    going: dict[str, list[UUID]] = {}
    left_out: list[LeftOut] = []
    at_hand = list(rows.order_by("language", "id").values_list("id", "language"))
    without = {each for each in {language for _, language in at_hand} if not _has_words(answer, each, by)}
    for row_id, language in at_hand:
        why = kept_apart.get(row_id) or (_why_no_words(answer) if language in without else "")
        if why:
            left_out.append(LeftOut(row_id, language, why))
        else:
            going.setdefault(language, []).append(row_id)
    each = (Going(language, _as_she_reads(answer, language), tuple(ids)) for language, ids in going.items())
    return Preview(tuple(each), tuple(left_out))


def _has_words(answer: Answer, language: str, by: Staff) -> bool:
    held_back = answer.approved and answer.approved in replying.held_back_in(language, by)
    return bool(words_for(answer, language)) and not held_back


def _as_she_reads(answer: Answer, language: str) -> str:
    """With the mark that is put below a machine's words when they are sent."""
    words = words_for(answer, language)
    return marked(words, language) if answer.approved in by_a_machine(language) else words


def _why_no_words(answer: Answer) -> str:
    return NO_WORDS if answer.approved else OTHER_LANGUAGE


def _check(conversation_ids: Collection[UUID], answer: Answer) -> None:
    if not 1 <= len(set(conversation_ids)) <= MOST:
        raise DoesNotFit("how_many")
    if answer.approved and answer.approved not in approved_replies.ALL:
        raise DoesNotFit("reply")
    if not answer.approved and not clean(answer.text):
        raise NothingWritten


def _keep(answer: Answer, by: Staff, batch_id: UUID, now: datetime) -> Batch:
    sealed = None
    if not answer.approved:
        sealed = seal(answer.text, key=key_of_desk(by.desk_id), cell=Cell("casework_batch", "sealed", batch_id))
    return Batch.objects.create(
        id=batch_id,
        desk_id=by.desk_id,
        by=by.id,
        approved_reply=answer.approved,
        language="" if answer.approved else answer.language,
        sealed=sealed,
        at=now,
    )


def _item(batch: Batch, conversation_id: UUID, language: str, state: str = "waiting", why: str = "") -> BatchItem:
    return BatchItem(
        desk_id=batch.desk_id,
        batch=batch,
        conversation_id=conversation_id,
        language=language,
        state=state,
        why=why,
    )


def _deliver_as(by: Staff, item_id: UUID) -> None:
    """The reply and its mark, or neither."""
    with acting_as(by):
        item = BatchItem.objects.select_for_update(of=("self",)).select_related("batch").get(id=item_id)
        if item.state != "waiting" or item.batch.stopped_at is not None:
            return
        apart = {} if item.why == SINGLY else needs_choosing_singly([item.conversation_id])
        if why := apart.get(item.conversation_id):  # since the batch began
            item.state, item.why = "left_out", why
            item.save(update_fields=["state", "why"])
            return
        replying.reply(
            conversation_id=item.conversation_id,
            text=words_for(_answer_of(item.batch), item.language),
            by=by,
            approved_reply=item.batch.approved_reply,
            once=item.id,
            bulk=True,
        )
        item.state = "sent"
        item.save(update_fields=["state"])


def _answer_of(batch: Batch) -> Answer:
    if batch.sealed is None:
        return Answer(approved=batch.approved_reply)
    cell = Cell("casework_batch", "sealed", batch.id)
    (text,) = open_texts([(batch.sealed, cell)], subject_id=batch.desk_id, why="batch_delivered")
    return Answer(text=text, language=batch.language)


def _leave_out(item_id: UUID, why: str) -> None:
    with acting_as(System("casework.deliver")):
        BatchItem.objects.filter(id=item_id, state="waiting").update(state="left_out", why=why)
