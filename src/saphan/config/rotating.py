"""`saphan rotate-keys`: new keys while everything runs; what stands under old ones is written anew, then they go.

Three steps, each of which may be cut off and done again: the new version goes into the key file, whole or not at all,
and every process takes it up at its next use; whoever still works with what stood there before is waited for; then
rows are brought over in small batches. `--finish` takes out a version that nothing needs any more (docs/adr/0019).
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings

from saphan.config.starting import NotReady
from saphan.network.models import Desk
from saphan.store.turns import wait_for_those_before
from saphan.vault import keyed, keyring, rotation
from saphan.vault.keyring import key_ring

LONGEST = 60.0  # seconds that a transaction may have been open before we give up on it
PASSES = 20  # over rows that somebody held
LEAST_AGE = 600.0  # seconds: rows are made before their transaction begins, so a process that hangs is waited for, too
Renew = Callable[[int], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stand under one key: how many still under an older version, and how they are brought over."""

    name: str
    older: Callable[[int], int]
    renew: Renew | None


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a desk, or (desk_id None) that of the keyed hashes."""

    name: str
    desk_id: UUID | None

    @property
    def versions(self) -> list[int]:
        ring = key_ring()
        if self.desk_id is None:
            return sorted(ring.hashing)
        ring.desk_key(self.desk_id)  # says what to do when there is none
        return sorted(ring.desks[self.desk_id])

    def parts(self) -> list[Part]:
        if self.desk_id is None:
            return [Part(each.name, each.older, each.renew) for each in keyed.columns()]
        older, renew = partial(rotation.older_keys, self.desk_id), partial(rotation.wrap_anew, self.desk_id)
        return [Part("vault_data_key.wrapped", older, renew)]


def wanted(desk: str | None, hashing: bool) -> list[Key]:
    """What the flags name. Raises NotReady for a desk that is not there."""
    desks = Desk.objects.order_by("name")
    if desk not in (None, "all"):
        desks = desks.filter(name=desk)
        if not desks:
            raise NotReady(f"There is no desk with the name {desk}.")
    keys = [Key(f"key of {row.name}", row.id) for row in desks] if desk else []
    return [*keys, *([Key("key of the keyed hashes", None)] if hashing else [])]


def change(key: Key) -> None:
    """A new version, and everything that can be brought to it. One that was cut off before is gone on with instead."""
    if bring_over(key):
        print(f"{key.name}: an earlier change had been cut off; it is done now. Nothing new was made.")
        return
    version = keyring.add_version(Path(settings.SAPHAN_KEYS), key.desk_id)
    rotation.note_change(key.desk_id, version)
    print(f"{key.name}: version {version} seals from now on", flush=True)
    bring_over(key)


def bring_over(key: Key) -> int:
    """Every row that can be, to the newest version; returns how many were. Prints how far it is."""
    newest = key.versions[-1]
    _settle()
    done = sum(_bring_over(part, part.renew, newest) for part in key.parts() if part.renew)
    for part in key.parts():
        if left := part.older(newest):
            print(f"  {part.name}: {left} stay under older versions, which go on opening them", flush=True)
    return done


def _bring_over(part: Part, renew: Renew, newest: int) -> int:
    done, total = 0, part.older(newest)
    for _ in range(PASSES):
        for batch in renew(newest):
            done += batch
            print(f"  {part.name}: {done} of {total}", flush=True)
        if not part.older(newest):
            break
        time.sleep(0.1)
    return done


def finish(key: Key) -> bool:
    """Take out each older version that nothing needs; False when one is needed, which stays with all after it."""
    *older, _newest = key.versions
    if not older:
        print(f"{key.name}: there is one version only")
        return True
    bring_over(key)
    for version in older:
        needing = [(part.name, count) for part in key.parts() if (count := part.older(version + 1))]
        if needing:
            said = ", ".join(f"{count} × {name}" for name, count in needing)
            print(f"{key.name}: version {version} stays, it is needed by {said}")
            return False
        keyring.remove_version(Path(settings.SAPHAN_KEYS), key.desk_id, version)
        rotation.note_removal(key.desk_id, version)
        print(f"{key.name}: version {version} is taken out")
    return True


def let_it_rest() -> None:
    """Raises NotReady while somebody may still work with what stood in the key file before its last change."""
    age = time.time() - Path(settings.SAPHAN_KEYS).stat().st_mtime
    if age < LEAST_AGE:
        minutes = int((LEAST_AGE - age) // 60) + 1
        raise NotReady(f"The key file was changed just now. Take old keys out in {minutes} minutes.")


def _settle() -> None:
    """Nobody works with an older key file any more. Raises NotReady."""
    if not wait_for_those_before(LONGEST):
        raise NotReady("A transaction has been open for over a minute. Nothing is lost; run the same command again.")
