"""The two streams of every write: audit (who did what) and facts (coded, no person), by one call."""

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection, models

from saphan.store import clock
from saphan.store.acting import current_caller
from saphan.store.callers import Caller, Intake, OneMessage, OneStory, Partner, Staff
from saphan.store.ids import ordered_id, ordered_ids, random_id
from saphan.store.writing import insert
from saphan.vault.models import Event, Fact

Coded = str | int | bool | None
Payload = dict[str, Coded]


def record(
    act: str,
    object_id: UUID | None,
    *,
    detail: Payload | None = None,
    fact: Payload | None = None,
    subject: UUID | None = None,
) -> None:
    """Write the audit event of an act and, when `fact` is given, the fact of the same name.

    act: `room.what_happened`. detail and fact: codes, numbers and ids only, never words of a person.
    subject: the random id that the fact is about, when it is not `object_id`.
    """
    insert(*rows(act, object_id, detail=detail, fact=fact, subject=subject))


def record_fact(act: str, subject: UUID, fact: Payload) -> None:
    """The fact of an act whose event is signed by somebody whose work is not with facts. Call it as System."""
    insert(Fact(id=random_id(), on=clock.today(), kind=act, subject=subject, desk_id=None, payload=fact))


_EACH = """
    INSERT INTO vault_event (id, at, caller, caller_id, desk_id, act, object_id, detail)
    SELECT one.id, %s, %s, %s, %s, %s, one.object_id, %s::jsonb
    FROM unnest(%s::uuid[], %s::uuid[]) AS one(id, object_id)
"""


def record_each(act: str, object_ids: Sequence[UUID], *, detail: Payload | None = None) -> None:
    """The same act on many objects: an event of each, in one statement."""
    if not object_ids:
        return
    caller = current_caller()
    signed = (clock.now(), _name_of(caller), _id_of(caller), _desk_of(caller), act, json.dumps(detail or {}))
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [*signed, ordered_ids(len(object_ids)), list(object_ids)])


class Act(NamedTuple):
    """One of many acts of a kind: what it is about, its codes, and the codes that others may count by."""

    object_id: UUID
    detail: Payload
    fact: Payload


_MANY_EVENTS = """
    INSERT INTO vault_event (id, at, caller, caller_id, desk_id, act, object_id, detail)
    SELECT one.id, %s, %s, %s, %s, %s, one.object_id, one.detail
    FROM ROWS FROM (unnest(%b::uuid[]), unnest(%b::uuid[]), jsonb_array_elements(%s::jsonb))
        AS one(id, object_id, detail)
"""
_MANY_FACTS = """
    INSERT INTO vault_fact (id, "on", kind, version, subject, desk_id, payload)
    SELECT gen_random_uuid(), %s, %s, 1, one.subject, %s, one.payload
    FROM ROWS FROM (unnest(%b::uuid[]), jsonb_array_elements(%s::jsonb)) AS one(subject, payload)
"""


def record_many(kind: str, acts: Sequence[Act]) -> None:
    """What `record` writes of each of these, in two statements, in their order."""
    if not acts:
        return
    caller, about = current_caller(), [act.object_id for act in acts]
    signed = (clock.now(), _name_of(caller), _id_of(caller), _desk_of(caller), kind)
    details, coded = (json.dumps(payloads) for payloads in ([act.detail for act in acts], [act.fact for act in acts]))
    with connection.cursor() as cursor:
        cursor.execute(_MANY_EVENTS, [*signed, ordered_ids(len(acts)), about, details])
        cursor.execute(_MANY_FACTS, [clock.today(), kind, _desk_of(caller), about, coded])


def rows(
    act: str,
    object_id: UUID | None,
    *,
    detail: Payload | None = None,
    fact: Payload | None = None,
    subject: UUID | None = None,
) -> list[models.Model]:
    """The rows that `record` inserts, for a service that sends everything in one pipeline."""
    caller = current_caller()
    written: list[models.Model] = [
        Event(
            id=ordered_id(),
            at=clock.now(),
            caller=_name_of(caller),
            caller_id=_id_of(caller),
            desk_id=_desk_of(caller),
            act=act,
            object_id=object_id,
            detail=detail or {},
        )
    ]
    if fact is not None:
        about = subject or object_id or random_id()
        written.append(
            Fact(id=random_id(), on=clock.today(), kind=act, subject=about, desk_id=_desk_of(caller), payload=fact)
        )
    return written


def _name_of(caller: Caller | None) -> str:
    return type(caller).__name__.lower() if caller else "nobody"


def _id_of(caller: Caller | None) -> UUID | None:
    return caller.id if isinstance(caller, Staff | OneStory | OneMessage | Partner) else None


def _desk_of(caller: Caller | None) -> UUID | None:
    return caller.desk_id if isinstance(caller, Staff | OneStory | OneMessage | Intake) else None
