"""What the cross-check reads of where stories came from. Call as System."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from saphan.voice.traces import marks
from saphan.voice.vocabulary import waits_for


class StoryTraces(NamedTuple):
    """Of one story. Marks of two stories are equal where they share what the mark is of, whichever desks they are of.

    began: whole hours since 1970, UTC. source: of the door (a poster, another system, an account of a channel) or b"".
    met: an outreach worker met her. waits_for: people who must say it before others are told, 0 where she set none.
    texts: signatures of her longer messages, for `languages.fingerprint.likeness`.
    """

    began: int
    channel: str
    source: bytes = b""
    met: bool = False
    waits_for: int = 0
    handles: frozenset[bytes] = frozenset()
    phones: frozenset[bytes] = frozenset()
    browsers: frozenset[bytes] = frozenset()
    texts: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        """Without the marks."""
        return f"StoryTraces(began={self.began}, channel={self.channel!r})"


_LOOK = """
    SELECT story.id, coalesce(trace.began, floor(extract(epoch FROM story.opened_at) / 3600)::int), story.channel,
        story.tell, EXISTS (SELECT FROM voice_visit_entry AS entry WHERE entry.conversation_id = story.id),
        trace.sources, trace.handles, trace.phones, trace.browsers, trace.texts{more}
    FROM voice_conversation AS story LEFT JOIN voice_trace AS trace ON trace.conversation_id = story.id
    WHERE story.id = ANY(%b::uuid[]) AND story.left_on IS NULL
"""
_OWN = 10  # columns


def traces_of(conversation_ids: Collection[UUID]) -> dict[UUID, StoryTraces]:
    """By story; one of which nothing but its beginning is known has no marks, and one that is gone is not there.

    One look for everything: this is read by the million.
    """
    return {story_id: traces for story_id, traces, _ in look(conversation_ids)}


def look(conversation_ids: Collection[UUID], more: str = "") -> Iterator[tuple[UUID, StoryTraces, Sequence[Any]]]:
    """Each story that stands, its traces, and what else was asked of it. more: SQL of further columns of `story`."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK.format(more=more), [list(conversation_ids)])
        rows = cursor.fetchall()
    versions = marks.standing_versions()
    return ((row[0], _traces(versions, *row[1:_OWN]), row[_OWN:]) for row in rows)


def _traces(
    versions: Sequence[int],
    began: int,
    channel: str,
    tell: str,
    met: bool,
    sources: list[bytes] | None,
    handles: list[bytes],
    phones: list[bytes],
    browsers: list[bytes],
    texts: list[bytes],
) -> StoryTraces:
    if sources is None:  # no trace was kept
        return StoryTraces(began, channel, met=met, waits_for=waits_for(tell))
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
