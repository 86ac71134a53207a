"""What visits say to the registries of the house when it starts."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from saphan.network import menus
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import each_minute
from saphan.vault.shredding import Left, derives
from saphan.voice import moving
from saphan.voice.visits.models import VisitEntry
from saphan.voice.visits.visits import HOLDS, end_what_is_over

LEFT = {
    "voice_visit_entry": Left.with_columns(
        "id desk_id visit_id on", "that somebody was met on that visit, so that a repeated send is not a second story"
    )
}


def register() -> None:
    derives("voice.visits", forget_story, leaves=LEFT)
    moving.holds("voice_visit_entry", move_story)
    each_minute("voice.end_visits", end_what_is_over)
    menus.add_entry("desk", 26, _("Visits"), "voice:visits", roles=sorted(HOLDS))


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`: the visit keeps its number of people, and leads to nobody."""
    with acting_as(System("voice.forget_visits")):
        VisitEntry.objects.filter(conversation_id=subject_id).update(conversation_id=None)


def move_story(move: moving.Move) -> None:
    """The visit stays with its desk; that she was met on one goes with her story."""
    VisitEntry.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)
