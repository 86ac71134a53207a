"""A lead drafts and proposes; the company says yes or no in its own session; then the lead begins. Of any kind."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from saphan.dialogue.promises.kinds import Kind, Row, accepted_on, answerers, one_for, terms_of
from saphan.dialogue.promises.rule import DRAFT, PROPOSED, REMEDIES, before_the_yes
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Organisation, Role
from saphan.network.selectors import lead_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record


def require_lead(by: Staff) -> None:
    """It binds the whole desk. Raises NotAllowed."""
    if not by.has_role(Role.LEAD):
        raise NotAllowed


def keep_draft(
    kind: Kind[Row],
    columns: Mapping[str, Any],
    *,
    by: Staff,
    once: UUID | None,
    row_id: UUID | None,
    beside: Callable[[Row], None] | None = None,
) -> UUID:
    """A new one, or what a draft says now. Raises NotAllowed, DoesNotFit, or NotNow for one that is a draft no more.

    beside: keeps what stands in other tables.
    """
    require_lead(by)
    _check(columns)
    with acting_as(by):
        rows = kind.rows._default_manager
        row = one_for(kind, by, row_id) if row_id else rows.filter(id=once).first() if once else None
        if row is not None and row_id is None:
            return row.id
        row = row or kind.rows(id=once or random_id(), desk_id=by.desk_id, made_by=by.id)
        _require_state(row, DRAFT, "no_draft")
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(force_insert=row_id is None)
        if beside:
            beside(row)
        record(f"dialogue.{kind.name}_drafted", row.id)
    return row.id


def propose(kind: Kind[Row], row_id: UUID, by: Staff) -> None:
    """Ask the company whether it will answer. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    with locked(kind, row_id, by) as (row, today):
        _require_state(row, DRAFT, "no_draft")
        if missing := before_the_yes(kind.lacks(row, today)):
            raise NotYet(*missing)
        row.state, row.proposals = PROPOSED, row.proposals + 1
        row.terms = terms_of(kind, row)
        row.save(update_fields=["state", "proposals", "terms"])
        record(f"dialogue.{kind.name}_proposed", row.id, fact={"remedy": row.remedy}, subject=row.id)
        notify(staff_ids=answerers(row), kind=f"dialogue.{kind.name}_for_you", object_id=row.id)


def accept(kind: Kind[Row], row_id: UUID, by: Partner) -> None:
    """The company promises to answer; the same yes twice is one. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        row = one_for(kind, by, row_id)
        _require_state(row, PROPOSED, "not_proposed")
        if accepted_on(kind, [row]):
            return
        kind.yes._default_manager.create(
            desk_id=row.desk_id,
            recipient_id=by.organisation_id,
            terms=row.terms,
            by=by.id,
            on=moment.day,
            **{f"{kind.name}_id": row.id},
        )
        record(f"dialogue.{kind.name}_accepted", row.id, fact={"days": kind.days(row)}, subject=row.id)
        notify(staff_ids=lead_ids(row.desk_id), kind=f"dialogue.{kind.name}_accepted", object_id=row.id)


def decline(kind: Kind[Row], row_id: UUID, by: Partner) -> None:
    """It will not answer, so nobody is asked; it is a draft again. Raises NotAllowed or NotNow."""
    with acting_as(by):
        row = one_for(kind, by, row_id)
        _require_state(row, PROPOSED, "not_proposed")
        notify(staff_ids=lead_ids(row.desk_id), kind=f"dialogue.{kind.name}_declined", object_id=row_id)
        with acting_as(kind.ourselves):
            waits = kind.rows._default_manager.filter(id=row_id, state=PROPOSED)
            if not waits.update(state=DRAFT, terms=""):
                raise NotNow("not_proposed")  # it began a moment ago
            record(f"dialogue.{kind.name}_declined", row_id, fact={}, subject=row_id)


@contextmanager
def locked(kind: Kind[Row], row_id: UUID, by: Staff) -> Iterator[tuple[Row, date]]:
    """One of this lead's desk, for us to move, and today. Raises NotAllowed."""
    require_lead(by)
    with acting_as(by) as moment:
        one_for(kind, by, row_id)
        with acting_as(kind.ourselves):
            yield kind.rows._default_manager.select_for_update().get(id=row_id), moment.day


def require_whole(kind: Kind[Row], row: Row, today: date) -> None:
    """Nothing is missing, the company's yes neither. Call as `ourselves`. Raises NotYet."""
    if missing := kind.lacks(row, today):
        raise NotYet(*missing)


def lacks(kind: Kind[Row], row_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before workers are asked. Raises NotAllowed."""
    require_lead(by)
    with acting_as(by) as moment:
        row = one_for(kind, by, row_id)
        with acting_as(kind.ourselves):
            return kind.lacks(row, moment.day)


def _require_state(row: Row, state: str, refusal: str) -> None:
    if row.state != state:
        raise NotNow(refusal)


def _check(columns: Mapping[str, Any]) -> None:
    """Raises DoesNotFit; what is missing altogether is the gate's to say."""
    if columns["remedy"] and columns["remedy"] not in REMEDIES:
        raise DoesNotFit("remedy")
    named = {each for each in (columns["organisation_id"], columns["recipient_id"]) if each}
    if Organisation.objects.filter(id__in=named).count() != len(named):
        raise DoesNotFit("organisation")
