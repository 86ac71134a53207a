"""What the cross-check reads of where stories came from. Call as System."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

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


_STANDING = """
    SELECT story.id, story.opened_at, story.channel, story.tell,
        EXISTS (SELECT FROM voice_visit_entry AS entry WHERE entry.conversation_id = story.id),
        trace.began, trace.sources, trace.handles, trace.phones, trace.browsers, trace.texts
    FROM voice_conversation AS story LEFT JOIN voice_trace AS trace ON trace.conversation_id = story.id
    WHERE story.id = ANY(%b::uuid[]) AND story.left_on IS NULL
"""


def traces_of(conversation_ids: Collection[UUID]) -> dict[UUID, StoryTraces]:
    """By story; one of which nothing but its beginning is known has no marks, and one that is gone is not there.

    One look for everything: this is read by the million.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [list(conversation_ids)])
        rows = cursor.fetchall()
    versions = marks.standing_versions()
    return {story_id: _traces(versions, *told) for story_id, *told in rows}


def _traces(
    versions: Sequence[int],
    opened_at: datetime,
    channel: str,
    tell: str,
    met: bool,
    began: int | None,
    sources: list[bytes],
    handles: list[bytes],
    phones: list[bytes],
    browsers: list[bytes],
    texts: list[bytes],
) -> StoryTraces:
    if began is None:  # no trace was kept
        return StoryTraces(marks.hour_of(opened_at), channel, met=met, waits_for=waits_for(tell))
    return StoryTraces(
        began,
        channel,
        marks.one_of(sources, versions),
        met,
        waits_for(tell),
        frozenset(handles),
        frozenset(phones),
        frozenset(browsers),
        tuple(map(marks.signature_in, texts)),
    )
