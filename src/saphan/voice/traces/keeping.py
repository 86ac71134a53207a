"""What traces say to the registries of the house when it starts."""

from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import each_minute
from saphan.vault.shredding import derives
from saphan.voice import moving
from saphan.voice.traces import changing_keys, forgetting
from saphan.voice.traces.models import Trace


def register() -> None:
    derives("voice.traces", forget_story, removes=("voice_trace",))
    moving.holds("voice_trace", move_story)
    changing_keys.register()
    each_minute("voice.forget_traces", forgetting.sweep)


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`: nothing of where she came from stays."""
    with acting_as(System("voice.forget_traces")):
        Trace.objects.filter(conversation_id=subject_id).delete()


def move_story(move: moving.Move) -> None:
    """Marks are of the whole installation: they say the same at every desk."""
    Trace.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)
