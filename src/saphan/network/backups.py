"""Who keeps the back-ups, what she reads on her first page, and the bell when one failed."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from saphan.network.models import Role, Staff
from saphan.network.notices import notify
from saphan.network.policies import keeps_backups
from saphan.store import callers
from saphan.store.acting import acting_as
from saphan.vault.models import Backup

STALE = timedelta(hours=26)
FAILED = "network.backup_failed"
DAYS_FROM = 48  # hours


@dataclass(frozen=True, slots=True)
class BackupLine:
    """How old the last good back-up is. hours, days: one of them, or neither when there is none."""

    hours: int | None
    days: int | None
    is_stale: bool


def line_for(by: callers.Staff) -> BackupLine | None:
    """For those who keep the back-ups; nobody else is troubled with it. A demo that has none needs none."""
    if not keeps_backups(by):
        return None
    with acting_as(by) as moment:
        made = Backup.objects.filter(problem="").order_by("-at").values_list("at", flat=True).first()
    if made is None:
        return None if settings.SAPHAN_DEMO else BackupLine(None, None, True)
    age = moment.now - made
    hours = int(age / timedelta(hours=1))
    return BackupLine(hours if hours < DAYS_FROM else None, hours // 24 if hours >= DAYS_FROM else None, age > STALE)


def ring() -> None:
    """A back-up failed. One bell that still waits is enough."""
    notify(staff_ids=keeper_ids(), kind=FAILED)


def keeper_ids() -> list[UUID]:
    """Leads and administrators of every desk."""
    found = Staff.objects.filter(is_active=True, left_on=None, desk__isnull=False).order_by("name", "id")
    return [one.id for one in found if {Role.LEAD, Role.ADMINISTRATOR} & set(one.roles)]
