"""What a company does with an individual claim that was shown to it: answer, promise. Added, never changed."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.remedy.claim_access import held, ring_her_desk
from saphan.remedy.claim_models import Claim, ClaimAnswer, ClaimShown
from saphan.remedy.policies import may_act_as_partner, require
from saphan.remedy.refusals import DoesNotFit, NoLongerOpen
from saphan.remedy.writing import written
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.voice import services as voice

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
    said = written(words)
    with acting_as(by) as moment:
        shown = _shown_to(by, claim_id)
        claim = _open(claim_id)
        if once and ClaimAnswer.objects.filter(id=once).exists():
            return once
        if due_on is not None and due_on < moment.day:
            raise DoesNotFit("due_on")
        row = _write(shown, once or random_id(), said, due_on, by, moment.day)
        record("remedy.claim_answered", claim_id, detail={"kind": row.kind}, fact={"kind": row.kind})
        with acting_as(System("remedy.claim_answered")):
            voice.tell(conversation_id=claim.conversation_id, step="claim_answered")
            ring_her_desk(claim, "remedy.claim_answered")
    return row.id


def _write(shown: ClaimShown, row_id: UUID, words: str, due_on: date | None, by: Partner, today: date) -> ClaimAnswer:
    with acting_as(System("remedy.answer_claim")):
        key = vault.key_of(shown.id)
    return ClaimAnswer.objects.create(
        id=row_id,
        number=ClaimAnswer.objects.filter(claim_id=shown.id).count() + 1,
        desk_id=shown.desk_id,
        recipient_id=shown.recipient_id,
        claim_id=shown.id,
        kind=PROMISE if due_on else ANSWER,
        sealed=vault.seal(words, key=key, cell=Cell("remedy_claim_answer", "sealed", row_id)),
        due_on=due_on,
        by=by.id,
        on=today,
    )


def answers_to(claim_id: UUID, why: str) -> tuple[AnswerShown, ...]:
    """Opened, oldest first. As System, after the caller was seen to own the claim."""
    rows = list(ClaimAnswer.objects.filter(claim_id=claim_id).order_by("on", "number", "id"))
    cells = [(bytes(row.sealed), Cell("remedy_claim_answer", "sealed", row.id)) for row in rows]
    texts = vault.open_texts(cells, subject_id=claim_id, why=why)
    return tuple(AnswerShown(row.kind, text, row.due_on, row.on) for row, text in zip(rows, texts, strict=True))


def _shown_to(by: Partner, claim_id: UUID) -> ClaimShown:
    shown = ClaimShown.objects.filter(id=claim_id).first()
    if shown is None:
        raise NotAllowed
    require(may_act_as_partner(by, shown.recipient_id))
    return shown


def _open(claim_id: UUID) -> Claim:
    """Locked: nothing is answered on a page that closes in that moment. Raises NoLongerOpen."""
    with acting_as(System("remedy.answer_claim")):
        claim = held(claim_id)
    if claim is None or claim.ended_on is not None:
        raise NoLongerOpen
    return claim
