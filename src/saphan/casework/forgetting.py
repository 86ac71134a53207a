"""What casework holds about one conversation, taken away when its story is deleted."""

from uuid import UUID

from saphan.casework.fees.services import forget_fees
from saphan.casework.models import (
    Aside,
    BatchItem,
    Concern,
    HandOver,
    Look,
    Note,
    Party,
    Representative,
    Route,
    Slip,
)
from saphan.network.matching.deciding import forget_decisions
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.shredding import Left

REMOVED = (
    *(model._meta.db_table for model in (Note, HandOver, BatchItem, Representative, Look, Route, Aside)),
    *("casework_fee_observation", "network_match_decision"),
)
LEFT = {
    "casework_party": Left.with_columns(
        "id desk_id case_id conversation_id joined_on left_on left_why supersedes_id",
        "the case stays without her: that somebody was in it, from when to when",
    ),
    "casework_concern": Left.with_columns(
        "id desk_id case_id conversation_id kind respondent_id stage period_from period_to first_hand number_affected "
        "voice_group recorded_by recorded_on supersedes_id withdrawn_on",
        "a tombstone that counts no more: codes, no words, no line and no proof",
    ),
    "casework_move": Left.with_columns(
        "id desk_id to_desk_id conversation_id why how state by on ended_on",
        "both desks answer for the handing over: codes and days",
    ),
    "casework_slip": Left.with_columns(
        "id desk_id conversation_id message_id told about_id by on decision decided_by decided_on",
        "in the story that got the wrong reply: a code of what it told, and the id of her tombstone",
    ),
}


def forget(conversation_id: UUID) -> None:
    """Notes go; concerns stay as tombstones that count no more; the case stays without her."""
    with acting_as(System("casework.forget")) as moment:
        Representative.objects.filter(conversation_id=conversation_id).delete()
        forget_fees(conversation_id, moment.day)
        Look.objects.filter(conversation_id=conversation_id).delete()
        Route.objects.filter(conversation_id=conversation_id).delete()
        Aside.objects.filter(conversation_id=conversation_id).delete()
        Note.objects.filter(conversation_id=conversation_id).delete()
        HandOver.objects.filter(conversation_id=conversation_id).delete()
        BatchItem.objects.filter(conversation_id=conversation_id).delete()
        Slip.objects.filter(conversation_id=conversation_id).delete()
        Party.objects.filter(conversation_id=conversation_id, left_on=None).update(left_on=moment.day)
        hers = Concern.objects.filter(conversation_id=conversation_id)
        forget_decisions(hers.values_list("id", flat=True))
        hers.filter(withdrawn_on=None).update(withdrawn_on=moment.day)
        hers.update(line="", proof="")
