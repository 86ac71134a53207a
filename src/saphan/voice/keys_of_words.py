"""The keys by which a story is found: kept for names, places and marked words, and gone where they could do harm.

None for a story in danger or in a severe case, and none ever of every word of a text (docs/adr/0030).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from saphan.languages.search_keys import BITS, Mention, key_of_hash, markable, places, tokens_of
from saphan.network.recognising import names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import ordered_id, random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.hashing import search_hashes
from saphan.vault.keyed import keyed
from saphan.vault.keyring import key_ring
from saphan.vault.recording import record
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import open_across, seal
from saphan.voice.models import Conversation, SearchKey, Urgency
from saphan.voice.moving import Move, holds
from saphan.voice.policies import may_answer
from saphan.voice.refusals import KeptFromSearch, NotAWord
from saphan.voice.stories import key_of_story, own

NAME, PLACE, MARK = "name", "place", "mark"
BATCH = 200
OURSELVES = System("voice.rotate_keys")


@dataclass(frozen=True, slots=True)
class Marked:
    """A word of a story that a caseworker marked."""

    mention_id: UUID
    word: str = field(repr=False)


def register() -> None:
    holds("voice_search_key", move_keys)
    keyed("voice_search_key.key", older=older_keys, renew=hash_anew)


def is_kept_from_search(conversation: Conversation) -> bool:
    return conversation.kept_from_search or conversation.urgency == Urgency.DANGER


def keep_names(conversation: Conversation, key: SubjectKey, said: Iterable[tuple[str, str]]) -> None:
    """Keys of the organisations that are named and of the places in an answer to "where?". said: part and words."""
    if is_kept_from_search(conversation):
        return
    wanted = [(kind, mention) for part, words in said for kind, mention in _mentions(part, words)]
    if wanted:
        known = {mention for _, mention in _kept(conversation.id)}
        new = {mention: kind for kind, mention in wanted if mention not in known}
        _keep(conversation, key, [(kind, mention) for mention, kind in new.items()])


def mark(*, conversation_id: UUID, word: str, by: Staff) -> None:
    """Let the desk find this story by a word or name, in any script. A second time changes nothing.

    Raises NotAllowed, StoryGone, NotAWord, KeptFromSearch.
    """
    with acting_as(by):
        conversation = _of_the_desk(conversation_id, by)
        mention = Mention(markable(word))
        if not mention.written:
            raise NotAWord("shorter_word")
        if is_kept_from_search(conversation):
            raise KeptFromSearch
        if (MARK, mention) not in _kept(conversation_id):
            _keep(conversation, key_of_story(conversation_id), [(MARK, mention)])
            record("voice.word_marked", conversation_id)


def unmark(*, conversation_id: UUID, mention_id: UUID, by: Staff) -> None:
    """Take a mark away with its keys. Raises NotAllowed, StoryGone."""
    with acting_as(by):
        _of_the_desk(conversation_id, by)
        keys = SearchKey.objects.filter(conversation_id=conversation_id, mention_id=mention_id, kind=MARK)
        if keys.delete()[0]:
            record("voice.word_unmarked", conversation_id)


def marked(conversation_id: UUID) -> tuple[Marked, ...]:
    """The marked words of a story, opened and audited. Call inside `acting_as` of somebody who may see it."""
    rows = SearchKey.objects.filter(conversation_id=conversation_id, kind=MARK)
    return tuple(Marked(each[0].mention_id, mention.written) for each, mention in _mentions_of(list(rows)))


def keep_from_search(conversation_ids: Iterable[UUID]) -> None:
    """From now on nobody finds these stories by a word; the keys there are go. Inside the act that decides it."""
    ids = list(conversation_ids)
    with acting_as(System("voice.keep_from_search")):
        Conversation.objects.filter(id__in=ids, kept_from_search=False).update(kept_from_search=True)
        for conversation_id in drop_keys(ids):
            record("voice.kept_from_search", conversation_id)


def drop_keys(conversation_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Take the keys of these stories away; returns which of them had any. Call as System."""
    keys = SearchKey.objects.filter(conversation_id__in=list(conversation_ids))
    found = frozenset(keys.values_list("conversation_id", flat=True))
    keys.delete()
    return found


def move_keys(move: Move) -> None:
    """Another desk hashes under another key; what was marked stays marked."""
    version = key_ring().hash_version
    for rows, mention in _mentions_of(list(SearchKey.objects.filter(conversation_id=move.conversation_id))):
        _hash(rows, mention, move.to_desk_id, version)
    SearchKey.objects.filter(conversation_id=move.conversation_id).exclude(desk_id=move.to_desk_id).delete()


def older_keys(version: int) -> int:
    with acting_as(OURSELVES):
        return SearchKey.objects.filter(key_version__lt=version).count()


def hash_anew(version: int) -> Iterator[int]:
    """Every key from the mention it stands for; yields how many mentions after each batch."""
    after = UUID(int=0)
    while True:
        with acting_as(OURSELVES):
            waiting = SearchKey.objects.filter(id__gt=after, key_version__lt=version).order_by("id")[:BATCH]
            ids = list(waiting.values_list("id", "mention_id"))
            held = SearchKey.objects.select_for_update(skip_locked=True).filter(
                mention_id__in={each for _, each in ids}
            )
            mentions = list(_mentions_of(list(held)))
            for rows, mention in mentions:
                _hash(rows, mention, rows[0].desk_id, version)
        if not ids:
            return
        after = ids[-1][0]
        yield len(mentions)


def keys_for(tokens: Iterable[str], desk_id: UUID) -> list[int]:
    """Under every version, so that nothing is lost while keys are being changed."""
    return [
        _numbered(version, keyed_hash)
        for token in tokens
        for version, keyed_hash in search_hashes(desk_id, token).items()
    ]


def _mentions(part: str, words: str) -> Iterator[tuple[str, Mention]]:
    named = names().in_text(words)
    yield from ((NAME, Mention(organisation_id=each)) for each in named)
    if part == PLACE:
        yield from ((PLACE, Mention(place)) for place in places(words))


def _keep(conversation: Conversation, key: SubjectKey, mentions: Iterable[tuple[str, Mention]]) -> None:
    SearchKey.objects.bulk_create(
        row for kind, mention in mentions for row in rows_of(conversation.id, conversation.desk_id, key, kind, mention)
    )


def rows_of(conversation_id: UUID, desk_id: UUID, key: SubjectKey, kind: str, mention: Mention) -> Iterator[SearchKey]:
    """A key for each token of a mention, under the newest version."""
    mention_id, version = random_id(), key_ring().hash_version
    sealed = seal(mention.as_text(), key=key, cell=Cell("voice_search_key", "sealed", mention_id))
    for token in tokens_of(mention, is_marked=kind == MARK):
        yield SearchKey(
            id=ordered_id(),
            desk_id=desk_id,
            conversation_id=conversation_id,
            mention_id=mention_id,
            kind=kind,
            key=_numbered(version, search_hashes(desk_id, token)[version]),
            key_version=version,
            sealed=sealed,
        )


def _kept(conversation_id: UUID) -> set[tuple[str, Mention]]:
    kept = list(SearchKey.objects.filter(conversation_id=conversation_id))
    return {(rows[0].kind, mention) for rows, mention in _mentions_of(kept)}


def _mentions_of(keys: list[SearchKey]) -> Iterator[tuple[list[SearchKey], Mention]]:
    """The keys of each mention, in order, with the mention, opened; one that does not open is left out."""
    by_mention: dict[UUID, list[SearchKey]] = {}
    for row in sorted(keys, key=lambda row: row.id):
        by_mention.setdefault(row.mention_id, []).append(row)
    cells = [(rows[0].conversation_id, rows[0].sealed, _cell(rows[0])) for rows in by_mention.values()]
    for rows, text in zip(by_mention.values(), open_across(cells, why="search_keys"), strict=True):
        if text is not None:
            yield rows, Mention.from_text(text)


def _hash(rows: list[SearchKey], mention: Mention, desk_id: UUID, version: int) -> None:
    """Bring the keys of one mention to a desk and a version; also where words are cut otherwise by now."""
    tokens = tokens_of(mention, is_marked=rows[0].kind == MARK)
    for row, token in zip(rows, tokens, strict=False):
        row.desk_id, row.key_version = desk_id, version
        row.key = _numbered(version, search_hashes(desk_id, token)[version])
        row.save(update_fields=["desk_id", "key", "key_version"])
    SearchKey.objects.filter(id__in=[row.id for row in rows[len(tokens) :]]).delete()


def _numbered(version: int, keyed_hash: bytes) -> int:
    return version << BITS | key_of_hash(keyed_hash)


def _cell(row: SearchKey) -> Cell:
    return Cell("voice_search_key", "sealed", row.mention_id)


def _of_the_desk(conversation_id: UUID, by: Staff) -> Conversation:
    if not may_answer(by) or not Conversation.objects.filter(id=conversation_id, desk_id=by.desk_id).exists():
        raise NotAllowed
    return own(conversation_id)
