"""The province in which an organisation stands, as ISO 3166-2 writes it: "TH-74" is Samut Sakhon."""

import re
from uuid import UUID

from saphan.network import policies
from saphan.network.models import Organisation
from saphan.network.refusals import NotAProvince
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
OURSELVES = System("network.set_up")


def is_province(code: str, country: str) -> bool:
    """Whether it is written like a code of this country; which codes exist is not known here."""
    return CODE.fullmatch(code) is not None and code.startswith(f"{country}-")


def set_province(*, organisation_id: UUID, province: str, by: Staff | System = OURSELVES) -> None:
    """Say in which province it stands; "" where nobody knows. Raises NotAllowed, NotAProvince."""
    if not policies.may_manage(by):
        raise NotAllowed
    code = province.strip().upper()
    with acting_as(by):
        row = Organisation.objects.select_for_update().get(id=organisation_id)
        if code and not is_province(code, row.country):
            raise NotAProvince
        if row.province != code:
            row.province = code
            row.save(update_fields=["province"])
            record("network.province_set", organisation_id, detail={"province": code})
