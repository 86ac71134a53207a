"""What voice keeps under the key of the keyed hashes, and how it moves to a new one (docs/adr/0019).

Codes and words move when she gives them; receipts and page drafts are soon gone; handles are opened and hashed anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.hashing import blind_indexes
from saphan.vault.keyed import keyed
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import open_texts
from saphan.voice.models import Contact, Conversation, ImportedRow, Message, PageDraft, Receipt
from saphan.voice.safe_times import both_allow

BATCH = 50  # each opens at least one sealed handle
OURSELVES = System("voice.rotate_keys")


def register() -> None:
    keyed("voice_conversation.code_hash", older=older_codes)
    keyed("voice_conversation.word_hash", older=older_words)
    keyed("voice_contact.handle_index", older=older_handles, renew=hash_handles_anew)
    keyed("voice_receipt.token_hash", older=older_receipts)
    keyed("voice_imported_row.row_hash", older=older_rows)
    keyed("voice_page_draft.token_hash", older=older_drafts)


def older_codes(version: int) -> int:
    with acting_as(OURSELVES):
        return Conversation.objects.filter(left_on=None, code_key_version__lt=version).count()


def older_words(version: int) -> int:
    with acting_as(OURSELVES):
        protected = Conversation.objects.filter(left_on=None, word_hash__isnull=False)
        return protected.filter(word_key_version__lt=version).count()


def older_handles(version: int) -> int:
    with acting_as(OURSELVES):
        return Contact.objects.filter(handle_index__isnull=False, handle_key_version__lt=version).count()


def older_receipts(version: int) -> int:
    with acting_as(OURSELVES):
        return Receipt.objects.filter(key_version__lt=version).count()


def older_rows(version: int) -> int:
    with acting_as(OURSELVES):
        return ImportedRow.objects.filter(key_version__lt=version).count()


def older_drafts(version: int) -> int:
    with acting_as(OURSELVES) as moment:
        return PageDraft.objects.filter(key_version__lt=version, until__gt=moment.now).count()


def hash_handles_anew(version: int) -> Iterator[int]:
    """The blind index of every handle, from the sealed handle itself; yields how many after each batch."""
    after = UUID(int=0)
    while True:
        with acting_as(OURSELVES):
            waiting = Contact.objects.select_for_update(skip_locked=True).filter(id__gt=after)
            waiting = waiting.filter(handle_index__isnull=False, handle_key_version__lt=version)
            contacts = list(waiting.order_by("id")[:BATCH])
            stories = _stories_of(contacts)
            done = sum(_hash_anew(contact, stories[contact.id], version) for contact in contacts)
        if not contacts:
            return
        after = contacts[-1].id
        yield done


def _stories_of(contacts: Sequence[Contact]) -> Mapping[UUID, Sequence[UUID]]:
    """By contact; one look at the stories for a whole batch, because no index leads from a contact to them."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    stories = Conversation.objects.filter(contact_id__in=[contact.id for contact in contacts], left_on=None)
    for contact_id, conversation_id in stories.values_list("contact_id", "id"):
        found[contact_id].append(conversation_id)
    return found


def _hash_anew(contact: Contact, stories: Sequence[UUID], version: int) -> bool:
    """False when none of her stories holds the handle any more; the older key goes on finding her."""
    for handle in _handles_given(stories):
        indexes = blind_indexes(contact.handle_kind, handle)
        if indexes.get(contact.handle_key_version) == bytes(contact.handle_index or b""):
            _move_or_join(contact, indexes[version], version)
            return True
    return False


def _move_or_join(contact: Contact, index: bytes, version: int) -> None:
    """A story that changed desks meanwhile may have brought a second contact of this handle along: they become one."""
    theirs = Contact.objects.select_for_update().filter(desk_id=contact.desk_id, handle_index=index)
    same = theirs.exclude(id=contact.id).first()
    if same is None:
        Contact.objects.filter(id=contact.id).update(handle_index=index, handle_key_version=version)
        return
    same.safe_times = both_allow(same.safe_times, contact.safe_times)
    same.clock = contact.clock if same.clock is None else same.clock
    same.save(update_fields=["safe_times", "clock"])
    Conversation.objects.filter(contact_id=contact.id).update(contact_id=same.id)
    Contact.objects.filter(id=contact.id).delete()


def _handles_given(stories: Sequence[UUID]) -> Iterator[str]:
    for row in Message.objects.filter(conversation_id__in=stories, part="handle").order_by("-id"):
        cell = Cell("voice_message", "sealed", row.id)
        try:
            yield from open_texts([(row.sealed, cell)], subject_id=row.conversation_id, why="rotate_keys")
        except CannotOpen:
            continue
