"""What the cross-check reads of where stories came from. Call as System."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef

from saphan.voice.models import Conversation, Trace, VisitEntry
from saphan.voice.traces import marks
from saphan.voice.vocabulary import waits_for


@dataclass(frozen=True, slots=True)
class StoryTraces:
    """Of one story. Marks of two stories are equal where they share what the mark is of, whichever desks they are of.

    began: whole hours since 1970, UTC. source: of the door (a poster, another system, an account of a channel) or b"".
    met: an outreach worker met her. waits_for: people who must say it before others are told, 0 where she set none.
    texts: signatures of her longer messages, for `languages.fingerprint.likeness`.
    """

    began: int
    channel: str
    source: bytes = field(default=b"", repr=False)
    met: bool = False
    waits_for: int = 0
    handles: frozenset[bytes] = field(default=frozenset(), repr=False)
    phones: frozenset[bytes] = field(default=frozenset(), repr=False)
    browsers: frozenset[bytes] = field(default=frozenset(), repr=False)
    texts: tuple[bytes, ...] = field(default=(), repr=False)


def traces_of(conversation_ids: Collection[UUID]) -> dict[UUID, StoryTraces]:
    """By story; one of which nothing but its beginning is known has no marks, and one that is gone is not there."""
    met = Exists(VisitEntry.objects.filter(conversation_id=OuterRef("id")))
    stories = Conversation.objects.filter(id__in=list(conversation_ids), left_on=None).annotate(met=met)
    rows = Trace.objects.in_bulk(list(conversation_ids))
    versions = marks.standing_versions()
    return {
        conversation_id: _traces(
            rows.get(conversation_id), versions, marks.hour_of(opened_at), channel, met=met, waits_for=waits_for(tell)
        )
        for conversation_id, channel, opened_at, met, tell in stories.values_list(
            "id", "channel", "opened_at", "met", "tell"
        )
    }


def _traces(
    row: Trace | None, versions: Sequence[int], began: int, channel: str, *, met: bool, waits_for: int
) -> StoryTraces:
    if row is None:
        return StoryTraces(began, channel, met=met, waits_for=waits_for)
    return StoryTraces(
        began=row.began,
        channel=channel,
        source=marks.one_of(row.sources, versions),
        met=met,
        waits_for=waits_for,
        handles=frozenset(map(bytes, row.handles)),
        phones=frozenset(map(bytes, row.phones)),
        browsers=frozenset(map(bytes, row.browsers)),
        texts=tuple(map(marks.signature_in, row.texts)),
    )
