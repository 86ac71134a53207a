"""Finding stories by a name or word, typed in any script, although everything that was said is sealed.

One function of the database hands out the ids of this desk's keys; each mention behind them is opened, audited, and
compared, because many words share a key on purpose. No message is opened.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from saphan.languages.search_keys import Mention, Query, markable
from saphan.network.recognising import names
from saphan.network.selectors import all_same_as, read_as
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import open_across
from saphan.voice.inbox import InboxRow, rows_of_stories
from saphan.voice.keys_of_words import keys_for
from saphan.voice.models import Conversation, SearchKey, Urgency
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NotAWord

PAGE = 25  # stories
OPENED_AT_ONCE = (60, 180)  # mentions: a frequent name is found among the first, a rare one shares its key with others


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, and by what it was found: an organisation's name, or the word as it stands there."""

    row: InboxRow
    by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """further: where to look on, None when everything was looked at."""

    stories: tuple[FoundStory, ...]
    further: UUID | None


def search(by: Staff, typed: str, before: UUID | None = None) -> Found:
    """Stories of the caller's desk in which this name, place or marked word stands; the newest first.

    before: `further` of an earlier answer. Raises NotAllowed, NotAWord.
    """
    if not may_answer(by):
        raise NotAllowed
    word = markable(typed)
    if not word:
        raise NotAWord("shorter_word")
    query = Query(word, tuple(sorted(all_same_as(names().meant_by(word)))))
    found: dict[UUID, Mention] = {}
    with acting_as(by):
        # Both run by time, the ids too: whoever looks on from the later of the two ends misses nothing.
        ends = (_known_to_be_there(query, by, found, before), _look(query, by, found, before))
        record("voice.searched", None, detail={"found": len(found)})
    return Found(_shown(by, found), max((end for end in ends if end is not None), default=None))


def _known_to_be_there(query: Query, by: Staff, found: dict[UUID, Mention], before: UUID | None) -> UUID | None:
    """Where the desk has matched the place already, nothing has to be opened; returns where to look on.

    Without those in danger and in severe cases: nobody finds them by a word.
    """
    there = Conversation.objects.filter(
        desk_id=by.desk_id, left_on=None, place_organisation_id__in=query.organisation_ids, kept_from_search=False
    ).exclude(urgency=Urgency.DANGER)
    there = there.filter(id__lt=before) if before else there
    newest = list(there.order_by("-id").values_list("id", "place_organisation_id")[:PAGE])
    found.update({story: Mention(organisation_id=organisation) for story, organisation in newest})
    return newest[-1][0] if len(newest) == PAGE else None


def _look(query: Query, by: Staff, found: dict[UUID, Mention], before: UUID | None) -> UUID | None:
    """Open what the keys lead to, a batch at a time; returns where to look on."""
    keys = keys_for(query.tokens(), by.desk_id)
    for number, most in enumerate(OPENED_AT_ONCE if keys else ()):
        if number and len(found) >= PAGE:
            break
        ids = _ids(keys, before, most)
        for row, mention in _mentions(ids):
            if query.finds(mention):
                found.setdefault(row.conversation_id, mention)
        if len(ids) < most:
            return None
        before = ids[-1]
    return before if keys else None


def _ids(keys: list[int], before: UUID | None, most: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM voice_find_by_search_key(%s, %s, %s)", [keys, before, most])
        return [id for (id,) in cursor.fetchall()]


def _mentions(ids: list[UUID]) -> list[tuple[SearchKey, Mention]]:
    rows = list(SearchKey.objects.filter(id__in=ids).order_by("-id"))
    cells = [(row.conversation_id, row.sealed, Cell("voice_search_key", "sealed", row.mention_id)) for row in rows]
    texts = open_across(cells, why="search")
    return [(row, Mention.from_text(text)) for row, text in zip(rows, texts, strict=True) if text is not None]


def _shown(by: Staff, found: dict[UUID, Mention]) -> tuple[FoundStory, ...]:
    known = read_as(each.organisation_id for each in found.values() if each.organisation_id)
    by_words = {
        story: known[each.organisation_id].name if each.organisation_id in known else each.written
        for story, each in found.items()
    }
    return tuple(FoundStory(row, by_words[row.id]) for row in rows_of_stories(by, list(found)))
