"""What becomes of other words when a story moves or is deleted, and of what an interpreter holds when she leaves."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from saphan.casework.understanding import interpreting
from saphan.casework.understanding.models import AskedAbout, AskedWords, Asking, Rendering
from saphan.network.holdings import Holding
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.vault.recording import record
from saphan.voice.letting_go import made_of_a_message
from saphan.voice.moving import Move, holds

REMOVED = tuple(model._meta.db_table for model in (Rendering, AskedAbout, AskedWords, Asking))
OURSELVES = System("casework.understanding")


def register() -> None:
    """Called once, when the room is ready."""
    holds(Rendering._meta.db_table, move_renderings)
    holds(AskedAbout._meta.db_table, end_askings)
    made_of_a_message(forget_message)


def forget(conversation_id: UUID) -> None:
    """For `vault.shredding`: every other wording, and whatever an interpreter was shown."""
    with acting_as(OURSELVES):
        asked = list(AskedAbout.objects.filter(conversation_id=conversation_id).values_list("asking_id", flat=True))
        interpreting.end_for(conversation_id)
        Asking.objects.filter(id__in=asked).delete()
        Rendering.objects.filter(conversation_id=conversation_id).delete()


def forget_message(message_id: UUID) -> None:
    """For `voice.letting_go`: what she took back stands nowhere in other words, and nobody reads a copy of it."""
    with acting_as(OURSELVES):
        made = Rendering.objects.filter(message_id=message_id)
        interpreting.end(AskedAbout.objects.filter(rendering_id__in=list(made.values_list("id", flat=True))))
        made.delete()


def move_renderings(move: Move) -> None:
    """They go along. What a machine of the old desk was to say is not asked."""
    hers = Rendering.objects.filter(conversation_id=move.conversation_id)
    hers.filter(state="asked").update(state="dropped", prepared=None)
    hers.update(desk_id=move.to_desk_id)


def end_askings(move: Move) -> None:
    """Nobody whom the old desk asked goes on reading."""
    interpreting.end_for(move.conversation_id)


def count_askings(staff_id: UUID) -> int:
    return _hers(staff_id).count()


def hand_back_askings(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """No colleague stands in: it waits for the other interpreters, each asked for conflicts of her own."""
    with acting_as(OURSELVES):
        for asking in _hers(staff_id).select_for_update():
            interpreting.hand_back(asking)
            record("casework.asking_handed_back", asking.id)


def _hers(staff_id: UUID) -> QuerySet[Asking]:
    waiting = Q(state=interpreting.WAITING, named=staff_id)
    return Asking.objects.filter(Q(state=interpreting.TAKEN, interpreter=staff_id) | waiting)


HOLDINGS = {
    "casework.interpreting": Holding(
        _("Words to interpret"),
        _("They wait for another interpreter."),
        count_askings,
        hand_back_askings,
    ),
}
