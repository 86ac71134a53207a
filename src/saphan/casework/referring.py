"""Referral: a desk proposes, the worker says what may go along, and only that is copied for the other desk.

Her own desk's half. The copy stands under a key of its own (the subject is the referral), wrapped for the desk that
receives it; destroying that key ends the referral, whoever asked for it.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from saphan.casework import referral_parts
from saphan.casework.caring import can_take, who_cares
from saphan.casework.finding import conversation_of
from saphan.casework.models import Proposal, Referral, ReferredPart
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.referral_parts import Chosen
from saphan.casework.refusals import DoesNotFit, NobodyToReferTo, NothingWritten, ReferralOver
from saphan.network import recipients
from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.network.recipients import Recipient
from saphan.store import clock
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import new_key, seal
from saphan.vault.shredding import shred
from saphan.voice import selectors as voice
from saphan.voice import services as telling
from saphan.voice.models import Ask, Consent
from saphan.voice.parts import Part, open_parts

QUESTION = "refer"
OPEN = ("asked", "sent", "accepted")
ARRIVED, AGREED, REFUSED, OVER, DECLINED = (
    *("casework.referral_arrived", "casework.referral_agreed"),
    *("casework.referral_refused", "casework.referral_over"),
    "casework.referral_declined",
)
REMOVED = ("casework_proposal", "casework_referred_part")  # of a story that is deleted


def propose_referral(
    *,
    conversation_id: UUID,
    recipient_id: UUID,
    chosen: Chosen,
    by: Staff,
    until: date | None = None,
    once: UUID | None = None,
) -> UUID:
    """Ask her what this recipient may read of her story; nothing is copied yet. Returns the referral's id.

    recipient_id: the organisation of another desk, or one without log-in. Raises NotAllowed, NobodyToReferTo,
    NothingWritten (no reason given) or DoesNotFit (nothing chosen, a day that is over); nothing is written then.
    """
    require(may_work_with_stories(by))
    if not chosen.why.strip():
        raise NothingWritten
    with acting_as(by) as moment:
        conversation = conversation_of(by, conversation_id)
        one_at_a_time(conversation_id)
        if once and Referral.objects.filter(id=once).exists():
            return once
        recipient = recipients.recipient(recipient_id)
        if recipient is None or recipient.desk_id == by.desk_id:
            raise NobodyToReferTo
        if until is not None and until <= moment.day:
            raise DoesNotFit("until")
        parts = referral_parts.of(by, conversation_id, chosen, conversation.language)
        if len(parts) < 2:  # the reason alone says nothing
            raise DoesNotFit("parts")
        referral = _write(by, conversation_id, recipient, until, once or random_id(), moment)
        _ask_her(referral, conversation_id, conversation.language, recipient, parts)
    return referral.id


def _write(
    by: Staff, conversation_id: UUID, recipient: Recipient, until: date | None, referral_id: UUID, moment: Moment
) -> Referral:
    referral = Referral.objects.create(
        id=referral_id,
        desk_id=by.desk_id,
        to_desk_id=recipient.desk_id,
        recipient_id=recipient.organisation_id,
        asked_on=moment.day,
        until=until,
    )
    Proposal.objects.create(referral_id=referral_id, desk_id=by.desk_id, conversation_id=conversation_id, by=by.id)
    record("casework.referral_proposed", referral_id, detail={"conversation": str(conversation_id)}, fact={})
    return referral


def _ask_her(
    referral: Referral, conversation_id: UUID, language: str, recipient: Recipient, parts: Sequence[Part]
) -> None:
    by_record = referral.to_desk_id is None
    telling.ask(
        conversation_id=conversation_id,
        question=QUESTION,
        ref=referral.id,
        language=language,
        reader=telling.Reader(recipient.organisation_id, recipient.kind, recipient.name, by_record),
        parts=parts,
        until=referral.until,
    )


def note_told(*, referral_id: UUID, by: Staff) -> None:
    """They have no log-in, and our desk has now told them what she agreed to; she reads that they have it.

    A second time changes nothing. Raises NotAllowed; ReferralOver where there is nothing (more) for us to tell.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        proposal = Proposal.objects.filter(referral_id=referral_id).first()
        if proposal is None:
            raise NotAllowed
        with acting_as(System("casework.note_told")) as moment:
            referral = held(referral_id)
            if referral.status != "sent" or referral.to_desk_id is not None or is_past(referral, moment.day):
                raise ReferralOver
            if referral.told_on is not None:
                return
            referral.told_on = moment.day
            referral.save(update_fields=["told_on"])
            telling.tell(conversation_id=proposal.conversation_id, step="referred")
            kind = network.organisation(referral.recipient_id).kind
        record("casework.referral_told", referral_id, fact={"recipient_kind": kind})


def withdraw_in_talk(*, referral_id: UUID, by: Staff) -> None:
    """She takes it back in a talk with her desk: the copy is destroyed at once.

    Raises NotAllowed (also when there is nothing to take back), NoAnswerToThat.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        consent = Consent.objects.filter(draft_id=referral_id, purpose=QUESTION, given=True, ended_on=None).first()
        if consent is None:
            raise NotAllowed
        telling.end_consent(consent_id=consent.id, by=by)


def take_answer(referral_id: UUID) -> None:
    """She has answered: copy exactly the parts she said yes to, or none; safe to run again.

    After its last day nothing is copied any more; `end_what_is_over` ends it.
    """
    with acting_as(System("casework.take_referral_answer")) as moment:
        referral = held(referral_id)
        proposal = Proposal.objects.filter(referral_id=referral_id).first()
        if referral.status != "asked" or proposal is None or is_past(referral, moment.day):
            return
        agreed = _agreed_parts(referral_id, proposal.conversation_id)
        telling.close_asks(question=QUESTION, ref=referral_id)
        if agreed and referral.to_desk_id is not None and not can_take(referral.to_desk_id):
            _cannot_send(referral, proposal, moment)
        elif agreed:
            _send(referral, proposal, agreed, moment)
        else:
            _end(referral, "refused", moment)
            notify(staff_ids=who_cares(proposal.conversation_id), kind=REFUSED, object_id=referral_id)


def _agreed_parts(referral_id: UUID, conversation_id: UUID) -> list[Part]:
    """With the very words that she read; none when her last answer is no, or was taken back."""
    consent = Consent.objects.filter(
        draft_id=referral_id, conversation_id=conversation_id, purpose=QUESTION, given=True, ended_on=None
    ).first()
    if consent is None:
        return []
    asked = list(Ask.objects.filter(conversation_id=conversation_id, question=QUESTION, ref=referral_id))
    opened = open_parts(asked, conversation_id=conversation_id, why="referral_copied")
    return [part for parts in opened.values() for part in parts if part.code in consent.parts]


def _send(referral: Referral, proposal: Proposal, agreed: Sequence[Part], moment: Moment) -> None:
    if referral.to_desk_id is not None:
        _copy(referral, referral.to_desk_id, agreed)
        there = network.duty_staff_ids(referral.to_desk_id, moment.now)
        people = {*there, *network.lead_ids(referral.to_desk_id)}
        notify(staff_ids=sorted(people), kind=ARRIVED, object_id=referral.id)
    referral.status, referral.sent_on = "sent", moment.day
    referral.parts = [part.code for part in agreed]
    referral.save(update_fields=["status", "sent_on", "parts"])
    record(
        "casework.referral_sent",
        referral.id,
        detail={"parts": ",".join(referral.parts)},
        fact={
            "to_desk": referral.to_desk_id is not None,
            "parts": len(agreed),
            "recipient_kind": network.organisation(referral.recipient_id).kind,
        },
    )
    if referral.to_desk_id is not None:
        telling.tell(conversation_id=proposal.conversation_id, step="referred")
    notify(staff_ids=who_cares(proposal.conversation_id), kind=AGREED, object_id=referral.id)


def _cannot_send(referral: Referral, proposal: Proposal, moment: Moment) -> None:
    """That desk was frozen since she was asked, or has no key: nothing is copied, her yes ends, she and we know."""
    referral.reason = "desk_closed"
    referral.save(update_fields=["reason"])
    _end(referral, "declined", moment)
    telling.consents_over(ref=referral.id)
    telling.tell(conversation_id=proposal.conversation_id, step="referral_declined")
    notify(staff_ids=who_cares(proposal.conversation_id), kind=DECLINED, object_id=referral.id)


def _copy(referral: Referral, to_desk_id: UUID, agreed: Sequence[Part]) -> None:
    row, key = new_key(subject_id=referral.id, desk_id=to_desk_id, kind="referral")
    row.save(force_insert=True)
    for part in agreed:
        part_id = random_id()
        ReferredPart.objects.create(
            id=part_id,
            desk_id=referral.desk_id,
            to_desk_id=to_desk_id,
            referral_id=referral.id,
            part=part.code,
            sealed=seal(referral_parts.as_text(part), key=key, cell=Cell("casework_referred_part", "sealed", part_id)),
        )


def held(referral_id: UUID) -> Referral:
    """The referral, locked. As System.

    Who ends it waits for its turn before anything else is locked, as she does who takes it back (`voice.end_consent`).
    """
    one_at_a_time(referral_id)
    return Referral.objects.select_for_update().get(id=referral_id)


def is_past(referral: Referral, today: date) -> bool:
    """Its last day is over, whether or not that was written down already: it opens nothing."""
    return referral.until is not None and referral.until < today


def _end(referral: Referral, status: str, moment: Moment) -> None:
    referral.status, referral.ended_on = status, moment.day
    referral.save(update_fields=["status", "ended_on"])
    record("casework.referral_ended", referral.id, detail={"status": status}, fact={"status": status})


def end_what_is_over() -> None:
    """Referrals whose last day has passed: the copy is destroyed and both desks are told. Once a minute."""
    with acting_as(System("casework.sweep")) as moment:
        over = Referral.objects.filter(until__lt=moment.day, status__in=OPEN)
        ids = list(over.values_list("id", flat=True))
    for referral_id in ids:
        _expire(referral_id)


def _expire(referral_id: UUID) -> None:
    with acting_as(System("casework.sweep")) as moment:
        referral = held(referral_id)
        if referral.status not in OPEN:  # she took it back meanwhile
            return
        proposal = Proposal.objects.filter(referral_id=referral_id).first()
        if proposal and referral.sent_on:
            step = "referral_over" if referral.to_desk_id else "referral_over_told"
            telling.tell(conversation_id=proposal.conversation_id, step=step)
        telling.close_asks(question=QUESTION, ref=referral_id)
        _end(referral, "expired", moment)
        shred(referral_id)  # notices about it go with it, so the bell rings afterwards
        _ring_both(referral, proposal)


def forget_referral(subject_id: UUID) -> None:
    """For `vault.shredding`: the copy goes; one that still stood was taken back today, and both desks are told."""
    with acting_as(System("casework.forget_referral")) as moment:
        referral = Referral.objects.select_for_update().filter(id=subject_id).first()
        if referral is None:
            return
        ReferredPart.objects.filter(referral_id=subject_id).delete()
        telling.consents_over(ref=subject_id)
        if referral.status in OPEN:
            proposal = Proposal.objects.filter(referral_id=subject_id).first()
            telling.close_asks(question=QUESTION, ref=subject_id)
            _end(referral, "withdrawn", moment)
            _tell_her(referral, proposal)
            _ring_both(referral, proposal)


def _tell_her(referral: Referral, proposal: Proposal | None) -> None:
    if proposal and voice.conversation_facts([proposal.conversation_id]):
        by_record = "taken_back_told" if referral.told_on else "taken_back_untold"
        step = "taken_back" if referral.to_desk_id else by_record
        telling.tell(conversation_id=proposal.conversation_id, step=step)


def forget_conversation(subject_id: UUID) -> None:
    """For `vault.shredding`: she deleted her story, so every copy of a part of it goes too."""
    with acting_as(System("casework.forget_referrals")):
        hers = Proposal.objects.filter(conversation_id=subject_id)
        for referral_id in list(hers.values_list("referral_id", flat=True)):
            shred(referral_id)
        hers.delete()


def _ring_both(referral: Referral, proposal: Proposal | None) -> None:
    people = set(who_cares(proposal.conversation_id)) if proposal else set()
    if referral.to_desk_id and referral.sent_on:
        people |= {*network.duty_staff_ids(referral.to_desk_id, clock.now()), *network.lead_ids(referral.to_desk_id)}
    notify(staff_ids=sorted(people), kind=OVER, object_id=referral.id)
