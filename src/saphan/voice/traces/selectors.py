"""What the cross-check reads of where stories came from. Call as System."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from saphan.voice.models import Conversation, Trace, VisitEntry
from saphan.voice.traces import marks


@dataclass(frozen=True, slots=True)
class StoryTraces:
    """Of one story. Marks of two stories are equal where they share what the mark is of, whichever desks they are of.

    began: whole hours since 1970, UTC. source: of the door (a poster, another system, an account of a channel) or b"".
    met: an outreach worker met her. texts: signatures of her longer messages, for `languages.fingerprint.likeness`.
    """

    began: int
    channel: str
    source: bytes = field(default=b"", repr=False)
    met: bool = False
    handles: frozenset[bytes] = field(default=frozenset(), repr=False)
    phones: frozenset[bytes] = field(default=frozenset(), repr=False)
    browsers: frozenset[bytes] = field(default=frozenset(), repr=False)
    texts: tuple[bytes, ...] = field(default=(), repr=False)


def traces_of(conversation_ids: Collection[UUID]) -> dict[UUID, StoryTraces]:
    """By story; one of which nothing but its beginning is known has no marks, and one that is gone is not there."""
    stories = Conversation.objects.filter(id__in=list(conversation_ids), left_on=None)
    rows = Trace.objects.in_bulk(list(conversation_ids))
    entries = VisitEntry.objects.filter(conversation_id__in=list(conversation_ids))
    met = set(entries.values_list("conversation_id", flat=True))
    return {
        conversation_id: _traces(rows.get(conversation_id), marks.hour_of(opened_at), channel, conversation_id in met)
        for conversation_id, channel, opened_at in stories.values_list("id", "channel", "opened_at")
    }


def _traces(row: Trace | None, began: int, channel: str, met: bool) -> StoryTraces:
    if row is None:
        return StoryTraces(began, channel, met=met)
    return StoryTraces(
        began=row.began,
        channel=channel,
        source=marks.one_of(row.sources),
        met=met,
        handles=frozenset(map(bytes, row.handles)),
        phones=frozenset(map(bytes, row.phones)),
        browsers=frozenset(map(bytes, row.browsers)),
        texts=tuple(map(marks.signature_in, row.texts)),
    )
