"""The audit is sealed in batches into a chain of hashes, so that a later change of it shows.

A seal names its events one by one, with a digest of each, and hashes all this together with the seal before. An event
gets its id before its transaction commits and may appear late; because membership is named and not a range, it simply
stands in a later seal. Whoever can rewrite the whole database can rewrite the chain: a head that was printed or
written down elsewhere shows that, too. The digests need no key, so that anybody can check them (docs/adr/0004).
"""

import hashlib
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import first_id_since
from saphan.store.turns import one_at_a_time
from saphan.vault.models import Event, Seal

BATCH = 1000  # events a seal
LOOK_BACK = 24 * 3600.0  # seconds: an id is made no longer than this before its transaction commits…
LOOK_AT_ALL = 24 * 3600.0  # …and once a day every event is looked at, in case one was, or a clock was wrong
BEGINNING = bytes(32)
SEALER = System("vault.seal_audit")
CHAIN = UUID("5ea15ea1-0000-4000-8000-000000000001")  # whoever adds to the chain holds this turn
SHOWN = 20  # bytes of a head that are written down: 160 bits

_looked_at_all: float | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal, in a form for paper and telephone."""

    number: int
    digits: str
    on: date

    def __str__(self) -> str:
        groups = " ".join(self.digits[start : start + 4] for start in range(0, len(self.digits), 4))
        return f"seal {self.number} of {self.on:%Y-%m-%d}: {groups}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What `verify` saw. problems: sentences. tail: events that no seal holds yet, and when the oldest happened."""

    seals: int
    events: int
    problems: tuple[str, ...]
    tail: int
    tail_since: datetime | None


def seal_committed() -> int:
    """Seal every committed event that no seal holds yet; returns how many. Two at once: the later one gives way."""
    global _looked_at_all
    all_of_them = _looked_at_all is None or time.monotonic() - _looked_at_all > LOOK_AT_ALL
    with acting_as(SEALER):
        number = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
        waiting = _waiting(UUID(int=0) if all_of_them else first_id_since(LOOK_BACK))
    for start in range(0, len(waiting), BATCH):
        if not _seal(waiting[start : start + BATCH], number := number + 1):
            return start
    if all_of_them:
        _looked_at_all = time.monotonic()
    return len(waiting)


def _waiting(since: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id FROM vault_event WHERE id >= %s
            EXCEPT SELECT unnest(event_ids) FROM vault_seal WHERE last_id >= %s
            ORDER BY id
            """,
            [since, since],
        )
        return [event_id for (event_id,) in cursor.fetchall()]


def _seal(event_ids: Sequence[UUID], number: int) -> bool:
    """False when somebody else has added this number meanwhile."""
    with acting_as(SEALER) as moment:
        one_at_a_time(CHAIN)
        last = Seal.objects.order_by("-number").first()
        if number != (last.number if last else 0) + 1:
            return False
        events = list(Event.objects.filter(id__in=event_ids).order_by("id"))
        seal = Seal(
            number=number,
            event_ids=[event.id for event in events],
            digests=b"".join(digest(event) for event in events),
            last_id=events[-1].id,
            previous=bytes(last.head) if last else BEGINNING,
            at=moment.now,
        )
        seal.head = head_of(seal)
        seal.save(force_insert=True)
    return True


def digest(event: Event) -> bytes:
    """SHA-256 of an event's canonical bytes: every column, times in UTC, names sorted."""
    ids = [str(value) if value else None for value in (event.id, event.caller_id, event.desk_id, event.object_id)]
    columns = [*ids, event.at.astimezone(UTC).isoformat(), event.caller, event.act, event.detail]
    return hashlib.sha256(json.dumps(columns, sort_keys=True, separators=(",", ":")).encode()).digest()


def head_of(seal: Seal) -> bytes:
    """SHA-256 over number, time, the seal before, and each event's id and digest in order."""
    found = hashlib.sha256(f"saphan audit seal|{seal.number}|{seal.at.astimezone(UTC).isoformat()}|".encode())
    found.update(bytes(seal.previous))
    for event_id in seal.event_ids:
        found.update(event_id.bytes)
    found.update(bytes(seal.digests))
    return found.digest()


def head() -> Head | None:
    """The newest seal; None while nothing was sealed."""
    with acting_as(SEALER):
        last = Seal.objects.order_by("-number").first()
    return _as_head(last) if last else None


def _as_head(seal: Seal) -> Head:
    return Head(seal.number, bytes(seal.head).hex()[: 2 * SHOWN], seal.at.date())


def verify(written_down: str = "") -> Finding:
    """Prove the sealed part against the rows of today, and against a head that somebody wrote down earlier.

    written_down: a seal's number and its forty digits, with anything between them. Raises ValueError when it is not.
    """
    expected = read_head(written_down) if written_down else None
    with acting_as(SEALER):
        problems: list[str] = []
        number, events, former = 0, 0, BEGINNING
        for seal in Seal.objects.order_by("number").iterator(100):
            problems += _problems_of(seal, number + 1, former)
            if expected and seal.number == expected[0] and _as_head(seal).digits != expected[1]:
                problems.append(f"seal {seal.number} is not the one that was written down")
            number, events, former = seal.number, events + len(seal.event_ids), bytes(seal.head)
        if expected and expected[0] > number:
            problems.append(f"seal {expected[0]} was written down, and the last one here is {number}")
        tail, since = _tail(UUID(int=0))
    return Finding(number, events, tuple(problems), tail, since)


def read_head(typed: str) -> tuple[int, str]:
    """Number and digits of a head that was written down. Raises ValueError."""
    digits = "".join(re.findall(r"[0-9a-f]", re.sub(r"\d{4}-\d{2}-\d{2}|seal|of", "", typed.lower())))
    number, shown = digits[: -2 * SHOWN], digits[-2 * SHOWN :]
    if not number.isdigit():
        raise ValueError("a head is the number of a seal and forty digits")
    return int(number), shown


def _problems_of(seal: Seal, number: int, former: bytes) -> Iterator[str]:
    if seal.number != number:
        yield f"seal {number} is missing"
    elif bytes(seal.previous) != former:
        yield f"seal {number} does not follow the one before it"
    digests = [bytes(seal.digests)[start : start + 32] for start in range(0, len(seal.digests), 32)]
    # The hash does not say where the ids end: one digest for each id is what makes its bytes mean one thing only.
    if head_of(seal) != bytes(seal.head) or len(seal.digests) != 32 * len(seal.event_ids):
        yield f"seal {seal.number} was changed"
    rows = {event.id: event for event in Event.objects.filter(id__in=seal.event_ids)}
    for event_id, sealed in zip(seal.event_ids, digests, strict=False):
        if event_id not in rows:
            yield f"event {event_id} of seal {seal.number} was removed"
        elif digest(rows[event_id]) != sealed:
            yield f"event {event_id} of seal {seal.number} was changed or stands in another's place"


def waiting_since() -> datetime | None:
    """When the oldest event of the last day happened that is not sealed; None when all are."""
    with acting_as(SEALER):
        return _tail(first_id_since(LOOK_BACK))[1]


def _tail(since: UUID) -> tuple[int, datetime | None]:
    waiting = _waiting(since)
    first = Event.objects.filter(id__in=waiting[:1]).values_list("at", flat=True).first()
    return len(waiting), first
