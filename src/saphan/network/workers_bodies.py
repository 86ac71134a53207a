"""Unions and workers' committees at workplaces: noted by a lead, shown to the workers of that place and their desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.languages.writing import clean
from saphan.network import policies
from saphan.network.merging.reading import all_same_as
from saphan.network.models import Organisation, WorkersBody
from saphan.network.refusals import NotEnoughSaid
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

KINDS: dict[str, str | Promise] = {"union": _("Union"), "committee": _("Workers' committee")}


@dataclass(frozen=True, slots=True)
class WorkersBodyCard:
    id: UUID
    kind: str
    label: str | Promise
    name: str
    how_to_reach: str
    languages: tuple[str, ...]


def note_workers_body(
    *, organisation_id: UUID, kind: str, name: str, how_to_reach: str, languages: Sequence[str] = (), by: Staff
) -> UUID:
    """Note a union or committee at a workplace and how to reach it. Raises NotAllowed or NotEnoughSaid."""
    if not policies.may_manage(by):
        raise NotAllowed
    called, reached = clean(name)[:120], clean(how_to_reach)[:300]
    if kind not in KINDS or not called or not reached or not Organisation.objects.filter(id=organisation_id).exists():
        raise NotEnoughSaid
    with acting_as(by) as moment:
        row = WorkersBody.objects.create(
            organisation_id=organisation_id,
            kind=kind,
            name=called,
            how_to_reach=reached,
            languages=list(languages),
            noted_on=moment.day,
        )
        record("network.workers_body_noted", row.id, detail={"organisation": str(organisation_id), "kind": kind})
    return row.id


def end_workers_body(*, organisation_id: UUID, body_id: UUID, by: Staff) -> None:
    """It is there no more, or cannot be reached so. Raises NotAllowed, WorkersBody.DoesNotExist."""
    if not policies.may_manage(by):
        raise NotAllowed
    with acting_as(by) as moment:
        row = WorkersBody.objects.select_for_update().get(id=body_id, organisation_id=organisation_id, ended_on=None)
        row.ended_on = moment.day
        row.save(update_fields=["ended_on"])
        record("network.workers_body_ended", body_id)


def workers_bodies_at(*organisation_ids: UUID | None) -> tuple[WorkersBodyCard, ...]:
    """Those that stand at any of these workplaces, by name."""
    there = all_same_as(one for one in organisation_ids if one)
    rows = WorkersBody.objects.filter(organisation_id__in=there, ended_on=None)
    return tuple(
        WorkersBodyCard(row.id, row.kind, KINDS[row.kind], row.name, row.how_to_reach, tuple(row.languages))
        for row in rows.order_by("name", "id")
    )
