"""Telephone and registration numbers, addresses and websites of organisations: written down, taken away."""

from uuid import UUID

from saphan.network import policies
from saphan.network.matching.asked import Asked
from saphan.network.matching.filling import keep_keys
from saphan.network.matching.models import Mark, MarkKind
from saphan.network.matching.spelled import address_of, registration_of, telephone_of, website_of
from saphan.network.models import Organisation
from saphan.network.refusals import NotSuchAMark
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

By = Staff | System
OURSELVES = System("network.set_up")


def add_mark(*, organisation_id: UUID, kind: str, written: str, by: By = OURSELVES) -> UUID:
    """Write one down; one that is there already is left as it is. Raises NotAllowed or NotSuchAMark."""
    if not policies.may_name_organisations(by):
        raise NotAllowed
    with acting_as(by):
        organisation = Organisation.objects.get(id=organisation_id)
        mark, new = Mark.objects.get_or_create(
            organisation=organisation,
            kind=kind,
            normal=normal(kind, written, organisation.country),
            defaults={"written": written.strip()[:200]},
        )
        if new:
            keep_keys([organisation_id])
            record("network.mark_added", organisation_id, detail={"kind": kind})
    return mark.id


def add_what_was_typed(*, organisation_id: UUID, asked: Asked, by: By = OURSELVES) -> None:
    """Of a new organisation: the telephones and websites that stood beside its name. Raises NotAllowed."""
    for kind, found in ((MarkKind.PHONE, asked.phones), (MarkKind.WEBSITE, asked.websites)):
        for written in found:
            add_mark(organisation_id=organisation_id, kind=kind, written=written, by=by)


def remove_mark(*, mark_id: UUID, by: By = OURSELVES) -> None:
    """It was wrong, or is its no more. Raises NotAllowed or Mark.DoesNotExist."""
    if not policies.may_manage(by):
        raise NotAllowed
    with acting_as(by):
        mark = Mark.objects.select_for_update().get(id=mark_id)
        mark.delete()
        keep_keys([mark.organisation_id])
        record("network.mark_removed", mark.organisation_id, detail={"kind": mark.kind})


def normal(kind: str, written: str, country: str) -> str:
    """Raises NotSuchAMark for what cannot be one."""
    forms = {
        MarkKind.PHONE: telephone_of(written, country),
        MarkKind.REGISTRATION: registration_of(written),
        MarkKind.ADDRESS: address_of(written),
        MarkKind.WEBSITE: website_of(written),
    }
    found = next((form[:200] for each, form in forms.items() if each == kind), "")
    if len(found) < 3:
        raise NotSuchAMark
    return found
