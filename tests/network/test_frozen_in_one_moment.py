"""Given a raid, two leads press the same button: both are served, and the desk is frozen once."""

from django.db import transaction

from saphan.network import selectors
from saphan.network.freezing import freeze_desk
from saphan.network.models import Desk
from saphan.store import callers
from saphan.store.acting import acting_as
from saphan.store.models import FrozenDesk
from saphan.vault.models import Event
from tests.meanwhile import meanwhile
from tests.signed_in import desk_person, open_desk


def test_two_leads_freeze_in_one_moment(fresh_database: str) -> None:
    desk_id = open_desk()
    leads = [selectors.caller_of(desk_person(desk_id, "lead", name=name)) for name in ("Ann", "Lek")]
    with transaction.atomic():  # both have begun before either is done
        Desk.objects.select_for_update().get(id=desk_id)
        both = meanwhile(*(lambda lead=lead: freeze_desk(by=lead) for lead in leads))  # type: ignore[misc]
    assert [one.over() for one in both] == [None, None]
    assert FrozenDesk.objects.count() == 1
    with acting_as(callers.System("test")):
        assert Event.objects.filter(act="network.desk_frozen").count() == 1
