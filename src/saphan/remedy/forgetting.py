"""When a story is deleted: her answers and claims go, and the pages that stood on her consent are weighed again."""

from uuid import UUID

from saphan.remedy import claim_endings
from saphan.remedy.models import Pressure, Retaliation, RoundAnswer
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.tasks import defer
from saphan.vault.shredding import Left, derives
from saphan.voice.models import Consent

LEFT = {
    "remedy_evidence": Left.with_columns("", "sealed under a subject of the dialogue with a partner, not of a story"),
    "remedy_reminder": Left.with_columns("", "about disclosures and commitments, never about a story"),
}

CLAIMS_LEFT = {
    "remedy_claim": Left.with_columns(
        "id desk_id recipient_id how state together outcome wished_on ended_on",
        "that somebody raised her own case once: codes and days, and nobody's story beside it",
    ),
    "remedy_claim_check": Left.with_columns("id desk_id claim_id answers safe by on", "what a person of ours signed"),
    "remedy_claim_decision": Left.with_columns(
        "id desk_id claim_id sealed by on", "a lead's decision, its key destroyed"
    ),
    "remedy_claim_waiver": Left.with_columns(
        "id desk_id claim_id quarrel_on sealed by on", "what she and a lead decided; its key is destroyed"
    ),
    "remedy_claim_shown": Left.with_columns(
        "id desk_id recipient_id parts sealed on", "append-only: that something was shown; its key is destroyed"
    ),
    "remedy_claim_closed": Left.with_columns(
        "id desk_id recipient_id claim_id reason on", "append-only: the day on which a page was closed"
    ),
    "remedy_claim_answer": Left.with_columns(
        "id desk_id recipient_id claim_id number kind sealed due_on by on", "append-only: its key is destroyed"
    ),
}


def register() -> None:
    """Called once, when the room is ready."""
    hers = ("remedy_round_answer", "remedy_retaliation", "remedy_pressure")
    derives("remedy.round_answer", forget_conversation, removes=hers, leaves=LEFT)
    derives(
        "remedy.claims_of_a_story",
        claim_endings.forget_conversation,
        removes=("remedy_claim_retaliation",),
        leaves=CLAIMS_LEFT,
    )
    derives("remedy.claim", claim_endings.forget_claim, again=claim_endings.end_again)


def forget_conversation(subject_id: UUID) -> None:
    """What remedy derives from a subject, for `vault.shredding`: nothing, unless it is a conversation.

    That there was retaliation stays, with nobody's conversation beside it.
    """
    with acting_as(System("remedy.forget_conversation")):
        RoundAnswer.objects.filter(conversation_id=subject_id).delete()
        Pressure.objects.filter(conversation_id=subject_id).delete()
        Retaliation.objects.filter(conversation_id=subject_id).update(conversation_id=random_id())
        drafts = Consent.objects.filter(conversation_id=subject_id, given=True).exclude(draft_id=None)
        for draft_id in drafts.values_list("draft_id", flat=True).distinct():
            defer("remedy.take_consent", draft_id=draft_id)
