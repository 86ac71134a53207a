"""A pair of keys for each desk: one that phones seal to, and those before it, which still open for a while."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from saphan.empowerment.offline.models import OfflineKey
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.vault import sealing
from saphan.vault.envelope import new_pair
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of_desk

OURSELVES = System("empowerment.offline")
GIVEN_OUT = timedelta(days=90)
"""After this a phone that asks is given another one."""
OPENS = timedelta(days=180)
"""For how long at least a phone may still send after it last asked us."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    id: UUID
    desk_id: UUID
    point: bytes


@dataclass(frozen=True, slots=True)
class PrivateKey:
    desk_id: UUID
    scalar: bytes = field(repr=False)


class NoSuchKey(ValueError):
    """None of ours ever had this name."""


class KeyGone(ValueError):
    """It was one of ours, and is destroyed: nobody can read what is sealed to it."""


def key_to_seal_to(desk_id: UUID) -> PublicKey:
    """The newest of the desk; another one when that was given out for long enough."""
    with acting_as(OURSELVES) as moment:
        given_out = OfflineKey.objects.filter(
            desk_id=desk_id, made_on__gt=moment.day - GIVEN_OUT, sealed_key__isnull=False
        )
        row = given_out.order_by("-made_on", "id").first()
        if row is None:
            row = _new_row(desk_id)
            row.made_on, row.until = moment.day, moment.day + GIVEN_OUT + OPENS
            row.save(force_insert=True)
            record("empowerment.offline_key_made", row.id)
        return PublicKey(row.id, desk_id, bytes(row.public_key))


def key_to_open(key_id: UUID) -> PrivateKey:
    """Raises NoSuchKey, KeyGone."""
    with acting_as(OURSELVES):
        row = OfflineKey.objects.filter(id=key_id).first()
        if row is None:
            raise NoSuchKey
        if row.sealed_key is None:
            raise KeyGone
        return PrivateKey(row.desk_id, sealing.open_bytes(row.sealed_key, key_of_desk(row.desk_id), _cell(row.id)))


def destroy_old_keys() -> None:
    """Each minute: of pairs whose time is over the private half goes."""
    with acting_as(OURSELVES) as moment:
        over = OfflineKey.objects.select_for_update().filter(until__lt=moment.day, sealed_key__isnull=False)
        ids = list(over.values_list("id", flat=True))
        OfflineKey.objects.filter(id__in=ids).update(sealed_key=None)
        for key_id in ids:
            record("empowerment.offline_key_ended", key_id)


def _new_row(desk_id: UUID) -> OfflineKey:
    key_id, (private, public) = random_id(), new_pair()
    sealed = sealing.seal_bytes(private, key_of_desk(desk_id), _cell(key_id))
    return OfflineKey(id=key_id, desk_id=desk_id, public_key=public, sealed_key=sealed)


def _cell(key_id: UUID) -> Cell:
    return Cell("empowerment_offline_key", "sealed_key", key_id)
