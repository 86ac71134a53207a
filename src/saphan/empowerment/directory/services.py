"""Writes of the directory: who may be found, how to reach them, what a list of licences said."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from saphan.empowerment.directory.models import ContactWay, Licence, LicenceStatus, Listing, WayKind
from saphan.empowerment.refusals import DoesNotFit
from saphan.network.models import Organisation, Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

OURSELVES = System("empowerment.directory")
By = Staff | System


def may_list(by: By) -> bool:
    if isinstance(by, System):
        return True
    return by.has_role(Role.LEAD) or by.has_role(Role.EDITOR)


def list_organisation(*, organisation_id: UUID, languages: Collection[str] = (), by: By = OURSELVES) -> None:
    """Let everybody find it. Raises NotAllowed; DoesNotFit for one that a worker named and nobody looked at."""
    _require(by)
    with acting_as(by) as moment:
        if not Organisation.objects.filter(id=organisation_id, provisional=False).exists():
            raise DoesNotFit("organisation")
        kept = {"languages": list(languages)}
        created = {**kept, "on": moment.day}
        Listing.objects.update_or_create(organisation_id=organisation_id, defaults=kept, create_defaults=created)
        record("empowerment.organisation_listed", organisation_id)


def unlist_organisation(*, organisation_id: UUID, by: By = OURSELVES) -> None:
    """Nobody finds it any more; what is known of it stays. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        if Listing.objects.filter(organisation_id=organisation_id).delete()[0]:
            record("empowerment.organisation_unlisted", organisation_id)


def note_licence(
    *,
    organisation_id: UUID,
    list_name: str,
    number: str,
    status: str,
    source: str,
    seen_on: date,
    by: By = OURSELVES,
) -> None:
    """What an official list said on a day. The same look twice is one. Raises NotAllowed or DoesNotFit."""
    _require(by)
    if status not in LicenceStatus.values or not source.strip() or not list_name.strip():
        raise DoesNotFit("licence")
    with acting_as(by) as moment:
        if seen_on > moment.day:
            raise DoesNotFit("seen_on")
        _row, new = Licence.objects.update_or_create(
            organisation_id=organisation_id,
            list_name=list_name.strip()[:160],
            number=number.strip()[:60],
            seen_on=seen_on,
            defaults={"status": status, "source": source.strip()[:300]},
        )
        record("empowerment.licence_noted", organisation_id, detail={"status": status, "new": new})


def note_way(*, organisation_id: UUID, kind: str, written: str, by: By = OURSELVES) -> None:
    """How anybody reaches it. Raises NotAllowed or DoesNotFit."""
    _require(by)
    if kind not in WayKind.values or not written.strip():
        raise DoesNotFit("way")
    with acting_as(by):
        ContactWay.objects.get_or_create(organisation_id=organisation_id, kind=kind, written=written.strip()[:200])
        record("empowerment.way_noted", organisation_id, detail={"kind": kind})


def remove_way(*, way_id: UUID, by: By = OURSELVES) -> None:
    """It is wrong, or is its no more; one that is gone stays gone. Raises NotAllowed."""
    _remove(ContactWay, way_id, "empowerment.way_removed", by)


def remove_licence(*, licence_id: UUID, by: By = OURSELVES) -> None:
    """It was written down wrongly; a licence that ended is noted as another look. Raises NotAllowed."""
    _remove(Licence, licence_id, "empowerment.licence_removed", by)


def _remove(table: type[ContactWay] | type[Licence], row_id: UUID, act: str, by: By) -> None:
    _require(by)
    with acting_as(by):
        row = table.objects.select_for_update().filter(id=row_id).first()
        if row is not None:
            row.delete()
            record(act, row.organisation_id, detail={"row": str(row_id)})


def _require(by: By) -> None:
    if not may_list(by):
        raise NotAllowed
