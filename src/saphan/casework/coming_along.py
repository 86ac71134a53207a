"""What casework holds of a story when it moves to another desk. Runs as System, in the transaction of the move.

The old desk's cases and their needs stay. Her part in them ends, and what she said there counts no more: the new desk
records it anew, as the same voice, so that nothing is counted twice.
"""

from django.db import models

from saphan.casework.concerns import take_out
from saphan.casework.fees.services import withdraw_at_the_old_desk
from saphan.casework.models import BatchItem, Concern, HandOver, Look, Note, Party, Proposal, Representative, Slip
from saphan.casework.routing import giving
from saphan.casework.understanding import keeping
from saphan.vault.shredding import shred
from saphan.voice.moving import Move, Mover, holds

MOVED = "moved"
AS_THEY_ARE = (Note, Slip, HandOver)


def register() -> None:
    """Called once, when the room is ready."""
    for model in AS_THEY_ARE:
        holds(model._meta.db_table, as_they_are(model))
    holds("casework_look", end_the_looks)
    keeping.register()
    holds("casework_route", giving.forget_at_the_old_desk)
    holds("casework_aside", giving.forget_at_the_old_desk)
    holds("casework_party", leave_the_cases)
    holds("casework_concern", withdraw_what_was_said)
    holds("casework_fee_observation", withdraw_at_the_old_desk)
    holds("casework_batch_item", leave_the_batches)
    holds("casework_proposal", end_the_referrals)
    holds("casework_representative", end_the_mandate)


def as_they_are(model: type[models.Model]) -> Mover:
    def move_rows(move: Move) -> None:
        model._default_manager.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)

    return move_rows


def end_the_looks(move: Move) -> None:
    """Nobody whom the old desk let look goes on looking; translations go along."""
    hers = Look.objects.filter(conversation_id=move.conversation_id)
    hers.filter(state__in=("asked", "open", "accepted")).update(state="ended")
    hers.update(desk_id=move.to_desk_id)


def leave_the_cases(move: Move) -> None:
    hers = Party.objects.filter(conversation_id=move.conversation_id)
    hers.filter(left_on=None).update(left_on=move.day, left_why=MOVED)
    hers.update(desk_id=move.to_desk_id)


def withdraw_what_was_said(move: Move) -> None:
    """Its voice group comes along: what she says to the new desk is the same person's."""
    for concern in Concern.objects.select_for_update().filter(conversation_id=move.conversation_id, withdrawn_on=None):
        take_out(concern, move.day, MOVED)
    Concern.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def leave_the_batches(move: Move) -> None:
    hers = BatchItem.objects.filter(conversation_id=move.conversation_id)
    hers.filter(state="waiting").update(state="left_out", why=MOVED)
    hers.update(desk_id=move.to_desk_id)


def end_the_referrals(move: Move) -> None:
    """What the old desk asked of her ends with it, and so does every copy; the new desk asks anew."""
    hers = Proposal.objects.filter(conversation_id=move.conversation_id)
    for referral_id in list(hers.values_list("referral_id", flat=True)):
        shred(referral_id)
    hers.delete()


def end_the_mandate(move: Move) -> None:
    """It was given in a case of the old desk; the new one hears it and checks it anew."""
    hers = Representative.objects.filter(conversation_id=move.conversation_id)
    hers.filter(ended_on=None).update(ended_on=move.day)
    hers.update(desk_id=move.to_desk_id)
