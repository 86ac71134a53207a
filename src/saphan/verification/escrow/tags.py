"""The keyed tag by which two rows are about the same respondent and kind family, without saying which."""

from collections.abc import Collection
from uuid import UUID

from saphan.network.selectors import all_same_as, canonical
from saphan.vault import hashing


def tag_to_write(respondent_id: UUID, family: str) -> tuple[int, bytes]:
    """Version of the key, and the tag of the organisation that it is read as today."""
    return hashing.newest(_tags(canonical([respondent_id])[respondent_id], family))


def tags(respondent_ids: Collection[UUID], family: str) -> tuple[bytes, ...]:
    """Of these and of every organisation that is read as one of them today, under every version of the key."""
    return tuple(tag for each in sorted(all_same_as(respondent_ids)) for tag in _tags(each, family).values())


def _tags(respondent_id: UUID, family: str) -> dict[int, bytes]:
    return hashing.tags("escrow", f"{respondent_id}:{family}")
