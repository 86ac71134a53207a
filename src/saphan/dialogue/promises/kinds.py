"""What sets one kind of promise to answer apart from another, and the rows of a kind that somebody may see."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from saphan.dialogue.promises.models import Promised, Yes
from saphan.network import selectors as network
from saphan.store.callers import Partner, Staff, System
from saphan.store.refusals import NotAllowed

Row = TypeVar("Row", bound=Promised)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Row]):
    """name: of its events, bells and column, as in `dialogue.poll_accepted` and `poll_id`. ourselves: who moves rows.

    said: what the company accepts, in an order that stays: whom, by when, with which remedy, how much is shown.
    days: within which it answers. lacks: codes of what is missing before workers are asked, called as `ourselves`.
    leads_to_voice: those from whose pages a problem can be reported.
    """

    name: str
    ourselves: System
    rows: type[Row]
    yes: type[Yes]
    said: Callable[[Row], Sequence[object]]
    days: Callable[[Row], int | None]
    lacks: Callable[[Row, date], tuple[str, ...]]
    leads_to_voice: Q


def terms_of(kind: Kind[Row], row: Row) -> str:
    """An earlier yes to the same is none: whoever said no since, or was asked anew, is asked."""
    said = [*kind.said(row), row.proposals]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def rows_for(kind: Kind[Row], by: Staff | Partner) -> QuerySet[Row]:
    """Those of a desk, or those that a company is asked to answer. Call inside `acting_as(by)`."""
    rows = kind.rows._default_manager
    return rows.filter(desk_id=by.desk_id) if isinstance(by, Staff) else rows.filter(recipient_id=by.organisation_id)


def one_for(kind: Kind[Row], by: Staff | Partner, row_id: UUID) -> Row:
    """Call inside `acting_as(by)`. Raises NotAllowed, also where there is none."""
    row = rows_for(kind, by).filter(id=row_id).first()
    if row is None:
        raise NotAllowed
    return row


def accepted_on(kind: Kind[Row], rows: Iterable[Row]) -> dict[UUID, date]:
    """Day of the yes to its terms of today, by the row."""
    proposed, of = {(row.id, row.terms) for row in rows if row.terms}, f"{kind.name}_id"
    said = kind.yes._default_manager.filter(**{f"{of}__in": [row_id for row_id, _terms in proposed]})
    return {row_id: on for row_id, terms, on in said.values_list(of, "terms", "on") if (row_id, terms) in proposed}


def is_accepted(kind: Kind[Row], row: Row) -> bool:
    """The company, one of the terms, said yes to what the row says now."""
    return row.terms == terms_of(kind, row) and row.id in accepted_on(kind, [row])


def with_whom(row: Promised, by: Staff | Partner) -> str:
    """The company for a desk, the desk for a company."""
    return network.desk(row.desk_id).name if isinstance(by, Partner) else name_of(row.recipient_id)


def answerers(row: Promised) -> list[UUID]:
    """The people of the company, whom the bell calls."""
    return network.partner_ids(row.recipient_id) if row.recipient_id else []


def name_of(organisation_id: UUID | None) -> str:
    return network.organisation(organisation_id).name if organisation_id else ""
