"""What a company does with an individual claim that was shown to it: answer, promise. Added, never changed."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.claim_models import Claim, ClaimAnswer, ClaimClosed, ClaimShown
from saphan.remedy.policies import may_act_as_partner, require
from saphan.remedy.receiving import checked
from saphan.remedy.refusals import DoesNotFit, NoLongerOpen
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.voice import services as voice
from saphan.voice.models import Conversation

ANSWER, PROMISE = "answer", "promise"


@dataclass(frozen=True, slots=True)
class AnswerShown:
    kind: str
    words: str = field(repr=False)
    due_on: date | None
    on: date


def answer_claim(
    *, claim_id: UUID, words: str, by: Partner, due_on: date | None = None, once: UUID | None = None
) -> UUID:
    """Answer; with a day it is a promise. She is told that there is an answer, and her desk tells her what it says.

    Raises NotAllowed, NoLongerOpen, WordsMissing or DoesNotFit (a day that is over).
    """
    written = checked(words)
    with acting_as(by) as moment:
        shown = _shown_to(by, claim_id)
        if once and ClaimAnswer.objects.filter(id=once).exists():
            return once
        if due_on is not None and due_on < moment.day:
            raise DoesNotFit("due_on")
        row_id, kind = once or random_id(), PROMISE if due_on else ANSWER
        with acting_as(System("remedy.answer_claim")):
            key = vault.key_of(claim_id)
        ClaimAnswer.objects.create(
            id=row_id,
            desk_id=shown.desk_id,
            recipient_id=shown.recipient_id,
            claim_id=claim_id,
            kind=kind,
            sealed=vault.seal(written, key=key, cell=Cell("remedy_claim_answer", "sealed", row_id)),
            due_on=due_on,
            by=by.id,
            on=moment.day,
        )
        record("remedy.claim_answered", claim_id, detail={"kind": kind}, fact={"kind": kind})
        _tell_her_and_her_desk(claim_id)
    return row_id


def answers_to(claim_id: UUID, why: str) -> tuple[AnswerShown, ...]:
    """Opened, oldest first. As System, after the caller was seen to own the claim."""
    rows = list(ClaimAnswer.objects.filter(claim_id=claim_id).order_by("on", "id"))
    cells = [(bytes(row.sealed), Cell("remedy_claim_answer", "sealed", row.id)) for row in rows]
    texts = vault.open_texts(cells, subject_id=claim_id, why=why)
    return tuple(AnswerShown(row.kind, text, row.due_on, row.on) for row, text in zip(rows, texts, strict=True))


def _shown_to(by: Partner, claim_id: UUID) -> ClaimShown:
    shown = ClaimShown.objects.filter(id=claim_id).first()
    if shown is None:
        raise NotAllowed
    require(may_act_as_partner(by, shown.recipient_id))
    one_at_a_time(claim_id)
    if ClaimClosed.objects.filter(claim_id=claim_id).exists():
        raise NoLongerOpen
    return shown


def _tell_her_and_her_desk(claim_id: UUID) -> None:
    with acting_as(System("remedy.claim_answered")):
        claim = Claim.objects.get(id=claim_id)
        voice.tell(conversation_id=claim.conversation_id, step="claim_answered")
        story = Conversation.objects.get(id=claim.conversation_id)
        notify(staff_ids=_carers(story), kind="remedy.claim_answered", object_id=claim_id)


def _carers(story: Conversation) -> list[UUID]:
    return [story.assigned_to] if story.assigned_to else network.lead_ids(story.desk_id)
