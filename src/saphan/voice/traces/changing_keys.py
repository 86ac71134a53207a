"""Marks under a new key, from what is sealed; and those of a key that was taken out go (docs/adr/0045).

While an older key stands, its marks stay beside the new ones, so that a row that was marked anew and one that was not
yet still meet. What nobody can hash again (a browser, a handle that no story holds) goes with its key.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from saphan.network.models import Integration, Poster
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.keyed import keyed
from saphan.vault.keyring import key_ring
from saphan.vault.sealing import Cell, Sealed
from saphan.vault.services import open_across
from saphan.voice.doors import names_above
from saphan.voice.inbound import Handle
from saphan.voice.models import ChannelAccount, Contact, Conversation, Message, Trace, Way
from saphan.voice.traces import marks

BATCH = 50
OURSELVES = System("voice.rotate_keys")
Doors = dict[bytes, list[bytes]]


def register() -> None:
    keyed("voice_trace.handles", older=older_marks, renew=mark_anew)
    keyed("voice_trace.browsers", older=older_browsers)


def older_marks(version: int) -> int:
    with acting_as(OURSELVES):
        return Trace.objects.filter(key_version__lt=version).count()


def older_browsers(version: int) -> int:
    """Of these, each is forgotten after its days."""
    with acting_as(OURSELVES):
        kept = Trace.objects.filter(forget_on__isnull=False).values_list("browsers", flat=True)
        return sum(not any(bytes(each)[0] == version % 256 for each in browsers) for browsers in kept)


def mark_anew(version: int) -> Iterator[int]:
    """Handles, telephones, doors and words of every story, under this version too; yields how many each time."""
    after, doors = UUID(int=0), _doors()
    while True:
        with acting_as(OURSELVES):
            waiting = Trace.objects.select_for_update(skip_locked=True).filter(conversation_id__gt=after)
            rows = list(waiting.filter(key_version__lt=version).order_by("conversation_id")[:BATCH])
            for row in rows:
                _mark_anew(row, version, doors)
        if not rows:
            return
        after = rows[-1].conversation_id
        yield len(rows)


def drop_marks_of_gone_keys(after: UUID, batch: int) -> UUID | None:
    """In the next stories after this one; returns the last, or None where there are no more."""
    standing = {marks.OF_NO_KEY, *(version % 256 for version in key_ring().hashing)}
    with acting_as(OURSELVES):
        following = Trace.objects.select_for_update(skip_locked=True).filter(conversation_id__gt=after)
        rows = list(following.order_by("conversation_id")[:batch])
        for row in rows:
            _drop(row, standing)
    return rows[-1].conversation_id if rows else None


def _drop(row: Trace, standing: set[int]) -> None:
    changed = []
    for name in ("sources", "handles", "phones", "browsers", "texts"):
        kept = list(map(bytes, getattr(row, name)))
        stay = [each for each in kept if each[0] in standing]
        if stay != kept:
            setattr(row, name, stay)
            changed.append(name)
    if changed:
        row.save(update_fields=changed)


def _mark_anew(row: Trace, version: int, doors: Doors) -> None:
    row.sources = _more(row.sources, (doors.get(bytes(each), []) for each in row.sources))
    for handle in _handles(row):
        for name, fresh in (("handles", marks.of_handle(handle)), ("phones", marks.of_phone(handle))):
            kept = getattr(row, name)
            if set(fresh) & set(map(bytes, kept)):
                setattr(row, name, _more(kept, [fresh]))
    row.texts = _more(row.texts, (marks.of_text(message_id, text) for message_id, text in _texts(row)))
    row.key_version = version
    row.save()


def _more(kept: Sequence[bytes], fresh: Iterable[list[bytes]]) -> list[bytes]:
    return list(dict.fromkeys([*map(bytes, kept), *(each for marked in fresh for each in marked)]))


def _doors() -> Doors:
    """Every door that still stands, by each of its marks."""
    with acting_as(OURSELVES):
        accounts = list(ChannelAccount.objects.values_list("id", flat=True))
        names = [
            *(f"poster {token}" for token in Poster.objects.values_list("token", flat=True)),
            *(f"system {each}" for each in Integration.objects.values_list("id", flat=True)),
            *(f"account {each}" for each in accounts),
            *names_above(),
        ]
    marked = [marks.marks_of(marks.DOOR, name) for name in names]
    return {each: of_door for of_door in marked for each in of_door}


def _handles(row: Trace) -> Iterator[Handle]:
    """Each that she gave, as whatever kind it may have been."""
    if not row.handles and not row.phones:
        return
    contacts = Contact.objects.filter(id__in=Conversation.objects.filter(id=row.conversation_id).values("contact_id"))
    ways = Way.objects.filter(conversation_id=row.conversation_id)
    kinds = {"phone", *contacts.values_list("handle_kind", flat=True), *ways.values_list("handle_kind", flat=True)}
    for _, value in _opened(Message.objects.filter(conversation_id=row.conversation_id, part="handle")):
        yield from (Handle(kind, value) for kind in kinds if kind)


def _texts(row: Trace) -> list[tuple[UUID, str]]:
    signed = {marks.message_of(each) for each in row.texts}
    return _opened(Message.objects.filter(conversation_id=row.conversation_id, id__in=signed)) if signed else []


def _opened(messages: Iterable[Message]) -> list[tuple[UUID, str]]:
    rows = list(messages)
    cells = [(row.conversation_id, *_readable(row)) for row in rows]
    opened = open_across(cells, why="rotate_keys")
    return [(row.id, text) for row, text in zip(rows, opened, strict=True) if text is not None]


def _readable(row: Message) -> tuple[Sealed, Cell]:
    """In Unicode, where it came otherwise."""
    if row.normalised is not None:
        return row.normalised, Cell("voice_message", "normalised", row.id)
    return row.sealed, Cell("voice_message", "sealed", row.id)
