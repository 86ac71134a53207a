"""The machines of a desk: set up, tried, switched on and ended by a lead. None is there to begin with."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from saphan.casework.policies import require
from saphan.casework.refusals import DoesNotFit
from saphan.casework.understanding.adapters import ADAPTERS
from saphan.casework.understanding.adapters.contract import Adapter, Entered
from saphan.casework.understanding.models import Machine
from saphan.casework.understanding.refusals import MachineOff, NotCut
from saphan.network.models import Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import sealing
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of_desk

OURSELVES = System("casework.machines")


@dataclass(frozen=True, slots=True)
class MachineCard:
    """One line of the set-up page, and a choice beside a message; nothing of what was entered."""

    id: UUID
    name: str
    adapter: str
    label: str
    does: str
    leaves: bool
    is_on: bool
    made_on: date
    switched_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A machine with what was entered, to be asked."""

    card: MachineCard
    adapter: Adapter
    entered: Entered = field(repr=False)


def add_machine(*, adapter: str, name: str, entered: Mapping[str, str], by: Staff) -> UUID:
    """Set one up; it stays off. Raises NotAllowed, DoesNotFit, NotCut."""
    require(by.has_role(Role.LEAD))
    kind = ADAPTERS.get(adapter)
    if kind is None or not name.strip():
        raise DoesNotFit("machine")
    given, machine_id = _checked(kind, entered), random_id()
    leaves = leaves_the_server(kind, given)
    if leaves and kind.ask_sound:
        raise NotCut
    with acting_as(by) as moment:
        with acting_as(OURSELVES):
            sealed = sealing.seal_bytes(json.dumps(given).encode(), key_of_desk(by.desk_id), _cell(machine_id))
        row = Machine(id=machine_id, desk_id=by.desk_id, does=kind.does, adapter=adapter, name=name.strip()[:80])
        row.leaves, row.sealed, row.made_on = leaves, sealed, moment.day
        row.save(force_insert=True)
        record("casework.machine_added", machine_id, detail={"adapter": adapter, "leaves": leaves})
    return machine_id


def switch(*, machine_id: UUID, on: bool, by: Staff) -> None:
    """On or off for the whole desk. On already, it is on since then. Raises NotAllowed."""
    require(by.has_role(Role.LEAD))
    with acting_as(by) as moment:
        row = _own(machine_id)
        if on == (row.switched_on is not None):
            return
        row.switched_on_by, row.switched_on = (by.id, moment.day) if on else (None, None)
        row.save(update_fields=["switched_on_by", "switched_on"])
        record("casework.machine_switched", machine_id, detail={"on": on, "leaves": row.leaves})


def end_machine(*, machine_id: UUID, by: Staff) -> None:
    """It is asked no more, and what was entered is gone. What it translated stays. Raises NotAllowed."""
    require(by.has_role(Role.LEAD))
    with acting_as(by) as moment:
        row = _own(machine_id)
        row.ended_on, row.sealed, row.switched_on_by, row.switched_on = moment.day, b"", None, None
        row.save(update_fields=["ended_on", "sealed", "switched_on_by", "switched_on"])
        record("casework.machine_ended", machine_id)


def machines_of(by: Staff) -> tuple[MachineCard, ...]:
    """Of the caller's desk; ended ones last."""
    with acting_as(by):
        rows = list(Machine.objects.filter(desk_id=by.desk_id).order_by("name", "id"))
    return tuple(sorted((card(row) for row in rows), key=lambda each: each.ended_on is not None))


def machine_card(by: Staff, machine_id: UUID) -> MachineCard:
    """Raises NotAllowed."""
    with acting_as(by):
        row = Machine.objects.filter(id=machine_id, ended_on=None).first()
    if row is None:
        raise NotAllowed
    return card(row)


def usable(machine_id: UUID, does: str) -> MachineCard:
    """One that is switched on, of whoever acts. Raises MachineOff."""
    row = Machine.objects.filter(id=machine_id, does=does, ended_on=None).exclude(switched_on=None).first()
    if row is None:
        raise MachineOff
    return card(row)


def opened(machine_id: UUID) -> Opened | None:
    """For the task and the trial, as System. None where it ended."""
    row = Machine.objects.filter(id=machine_id, ended_on=None).first()
    if row is None:
        return None
    content = sealing.open_bytes(row.sealed, key_of_desk(row.desk_id), _cell(row.id))
    return Opened(card(row), ADAPTERS[row.adapter], json.loads(content))


def named_to_workers(desk_id: UUID) -> tuple[str, ...]:
    """Names of the machines elsewhere that are on: she is told before and beside her story."""
    with acting_as(OURSELVES):
        on = Machine.objects.filter(desk_id=desk_id, leaves=True, ended_on=None).exclude(switched_on=None)
        return tuple(on.order_by("name").values_list("name", flat=True))


def leaves_the_server(adapter: Adapter, entered: Entered) -> bool:
    """Unless it works here, or whoever keeps our machine named its server as near."""
    if adapter.here is not None:
        return False
    parts = urlsplit(entered.get("server", ""))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.hostname}:{port}" not in settings.SAPHAN_NEAR_HOSTS


def card(row: Machine) -> MachineCard:
    kind = ADAPTERS[row.adapter]
    return MachineCard(
        id=row.id,
        name=row.name,
        adapter=row.adapter,
        label=str(kind.label),
        does=row.does,
        leaves=row.leaves,
        is_on=row.switched_on is not None,
        made_on=row.made_on,
        switched_on=row.switched_on,
        ended_on=row.ended_on,
    )


def _own(machine_id: UUID) -> Machine:
    row = Machine.objects.select_for_update().filter(id=machine_id, ended_on=None).first()
    if row is None:
        raise NotAllowed
    return row


def _checked(kind: Adapter, entered: Mapping[str, str]) -> dict[str, str]:
    """What was entered, each as its field wants it. Raises DoesNotFit, naming the field."""
    given = {}
    for one in kind.fields:
        value = entered.get(one.name, "").strip()
        if not value and one.optional:
            continue
        if not re.fullmatch(one.pattern, value) or (one.name == "server" and not _is_address(value)):
            raise DoesNotFit(one.name)
        given[one.name] = value
    return given


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return False


def _cell(machine_id: UUID) -> Cell:
    return Cell("casework_machine", "sealed", machine_id)
