"""Which questions go out together, and when: never at the time of writing, and hardly ever alone. Pure but for chance.

A question waits for its own random day (`release.delay`), then for the day of the next batch, and there for others: a
batch goes out when enough different people wait, or when one has waited long. Its order is drawn.
"""

import secrets
from collections.abc import Callable, Iterable, MutableSequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.dialogue.boards.dials import DEFAULT, Dials

Shuffle = Callable[[MutableSequence["Waiting"]], None]
DRAWN: Final[Shuffle] = secrets.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question that a moderator passed. asker: what its browser has in common with itself; empty: unknown.

    not_before: the random day before which it does not go out.
    """

    id: UUID
    asker: bytes
    not_before: date


def batch(
    waiting: Iterable[Waiting],
    last: date,
    today: date,
    dials: Dials = DEFAULT,
    shuffle: Shuffle = DRAWN,
) -> tuple[UUID, ...]:
    """Ids of those that go out today, in the order in which they are read; none: today is no day of a batch.

    last: day of the batch before, or of the opening.
    """
    if today < last + timedelta(days=dials.batch_every_days):
        return ()
    ready = [one for one in waiting if one.not_before <= today]
    shuffle(ready)
    ready.sort(key=lambda one: not waited_long(one, today, dials))  # they go first, and keep their drawn order
    chosen = _fairly(ready, dials)
    if not _together(chosen, dials) and not any(waited_long(one, today, dials) for one in chosen):
        return ()
    shuffle(chosen)
    return tuple(one.id for one in chosen)


def waited_long(one: Waiting, today: date, dials: Dials = DEFAULT) -> bool:
    return one.not_before + timedelta(days=dials.waits_longest_days) <= today


def _fairly(ready: Iterable[Waiting], dials: Dials) -> list[Waiting]:
    """At most so many, and of one browser at most so many; the rest waits for the next batch."""
    chosen: list[Waiting] = []
    of: dict[bytes, int] = {}
    for one in ready:
        if one.asker and of.get(one.asker, 0) >= dials.most_of_one:
            continue
        of[one.asker] = of.get(one.asker, 0) + 1
        chosen.append(one)
    return chosen[: dials.batch_most]


def _together(chosen: Iterable[Waiting], dials: Dials) -> bool:
    """All whose browser is unknown count as one."""
    return len({one.asker for one in chosen}) >= dials.batch_askers
