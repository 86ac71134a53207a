"""What the other desk does with a referral: accept, decline, answer. It never reaches her story, only its copy."""

from uuid import UUID

from saphan.casework import codes
from saphan.casework.caring import who_cares
from saphan.casework.models import Note, Proposal, Referral
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.referring import held, is_past
from saphan.casework.refusals import DoesNotFit, NothingWritten, ReferralOver
from saphan.network.notices import notify
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import ordered_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, seal
from saphan.vault.shredding import shred
from saphan.voice.services import tell

ACCEPTED, DECLINED, ANSWERED = (
    *("casework.referral_accepted", "casework.referral_declined"),
    "casework.referral_answered",
)


def accept_referral(*, referral_id: UUID, by: Staff) -> None:
    """Our desk will help; she is told. Raises NotAllowed or ReferralOver."""
    with acting_as(by):
        _received(by, referral_id)
        record("casework.referral_accepted", referral_id, fact={})
        with acting_as(System("casework.accept_referral")) as moment:
            referral, proposal = _locked(referral_id, "sent")
            referral.status, referral.answered_on = "accepted", moment.day
            referral.save(update_fields=["status", "answered_on"])
            tell(conversation_id=proposal.conversation_id, step="referral_accepted")
            notify(staff_ids=who_cares(proposal.conversation_id), kind=ACCEPTED, object_id=referral_id)


def decline_referral(*, referral_id: UUID, reason: str, by: Staff) -> None:
    """Our desk cannot help: its copy is destroyed. reason: a code. Raises NotAllowed, ReferralOver or DoesNotFit."""
    if reason not in codes.DECLINE_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by):
        _received(by, referral_id)
        record("casework.referral_declined", referral_id, detail={"reason": reason}, fact={"reason": reason})
        with acting_as(System("casework.decline_referral")) as moment:
            referral, proposal = _locked(referral_id, "sent", "accepted")
            referral.status, referral.reason = "declined", reason
            referral.answered_on = referral.ended_on = moment.day
            referral.save(update_fields=["status", "reason", "answered_on", "ended_on"])
            tell(conversation_id=proposal.conversation_id, step="referral_declined")
            shred(referral_id)  # notices about it go with it, so the bell rings afterwards
            notify(staff_ids=who_cares(proposal.conversation_id), kind=DECLINED, object_id=referral_id)


def answer_referral(*, referral_id: UUID, text: str, by: Staff, once: UUID | None = None) -> UUID:
    """Words for her own desk, which answers her: kept there as a note beside her story. Returns the note's id.

    Raises NotAllowed, ReferralOver or NothingWritten.
    """
    if not text.strip():
        raise NothingWritten
    with acting_as(by):
        _received(by, referral_id)
        note_id = once or ordered_id()
        with acting_as(System("casework.answer_referral")) as moment:
            referral, proposal = _locked(referral_id, "sent", "accepted")
            if Note.objects.filter(id=note_id).exists():
                return note_id
            key = key_of(proposal.conversation_id)
            Note.objects.create(
                id=note_id,
                desk_id=referral.desk_id,
                conversation_id=proposal.conversation_id,
                sealed=seal(text.strip(), key=key, cell=Cell("casework_note", "sealed", note_id)),
                author=by.id,
                at=moment.now,
            )
            notify(staff_ids=who_cares(proposal.conversation_id), kind=ANSWERED, object_id=referral_id)
        record("casework.referral_answered", referral_id)
    return note_id


def _received(by: Staff, referral_id: UUID) -> None:
    """Raises NotAllowed, also for a referral that this desk sent itself."""
    require(may_work_with_stories(by))
    if not Referral.objects.filter(id=referral_id, to_desk_id=by.desk_id).exists():
        raise NotAllowed


def _locked(referral_id: UUID, *standing: str) -> tuple[Referral, Proposal]:
    """Raises ReferralOver when it does not stand so any more."""
    referral = held(referral_id)
    proposal = Proposal.objects.filter(referral_id=referral_id).first()
    if referral.status not in standing or proposal is None or is_past(referral, clock.today()):
        raise ReferralOver
    return referral, proposal
