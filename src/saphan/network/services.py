"""Writes about organisations, the graph between them, desks, the roster, emergency words and posters.

Everything about people who sign in is in `people`, everything about the bell in `notices`; both are offered here too.
`by` is who acts; without it the installation itself does (`saphan init`, the demo, a task).
"""

import secrets
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from saphan.network import duty, policies
from saphan.network.freezing import agree_to_reopen, freeze_desk
from saphan.network.leaving import change_staff, let_go
from saphan.network.matching.filling import keep_keys
from saphan.network.matching.marking import add_mark, remove_mark
from saphan.network.models import (
    Alias,
    DayOff,
    Desk,
    DeskWords,
    Duty,
    Organisation,
    OrganisationKind,
    Pool,
    PoolMember,
    Poster,
    Relation,
    Staff,
    WorkforceGroup,
)
from saphan.network.notices import notify, notify_of_each, see_notice
from saphan.network.one_time import start
from saphan.network.people import add_demo_staff, invite_staff, new_link
from saphan.network.refusals import AlreadyThere, DatesOutOfOrder
from saphan.network.restoring import ask_restoration, confirm_restoration
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import keyring
from saphan.vault.recording import record

__all__ = [
    "add_alias",
    "add_day_off",
    "add_demo_staff",
    "add_mark",
    "add_workforce_group",
    "agree_to_reopen",
    "ask_restoration",
    "change_kind",
    "change_staff",
    "confirm_restoration",
    "create_organisation",
    "end_relation",
    "freeze_desk",
    "invite_staff",
    "let_go",
    "make_poster",
    "new_link",
    "notify",
    "notify_of_each",
    "open_desk",
    "relate",
    "remove_day_off",
    "remove_duty",
    "remove_mark",
    "see_notice",
    "set_duty",
    "set_duty_week",
    "set_emergency_words",
    "settle_organisation",
    "start",
]

By = StaffCaller | System
OURSELVES = System("network.set_up")


def create_organisation(
    *,
    kind: str,
    name: str,
    country: str,
    place: str = "",
    provisional: bool = False,
    language: str = "en",
    by: By = OURSELVES,
) -> UUID:
    """Add an organisation and return its id. A caseworker's is always provisional. Raises NotAllowed."""
    _require(policies.may_name_organisations(by))
    unsure = provisional or not policies.may_manage(by)
    with acting_as(by):
        organisation = Organisation.objects.create(
            kind=OrganisationKind(kind),
            name=name.strip(),
            country=country.upper(),
            place=place.strip(),
            provisional=unsure,
            language=language,
        )
        keep_keys([organisation.id])
        record("network.organisation_created", organisation.id, detail={"kind": kind, "provisional": unsure})
    return organisation.id


def settle_organisation(*, organisation_id: UUID, by: By = OURSELVES) -> None:
    """A lead has looked: it is no longer provisional. Raises NotAllowed."""
    _require(policies.may_manage(by))
    with acting_as(by):
        if Organisation.objects.filter(id=organisation_id, provisional=True).update(provisional=False):
            record("network.organisation_settled", organisation_id)


def change_kind(*, organisation_id: UUID, kind: str, by: By = OURSELVES) -> None:
    """It is something else than was written down. Raises NotAllowed."""
    _require(policies.may_manage(by))
    with acting_as(by):
        if Organisation.objects.filter(id=organisation_id).exclude(kind=kind).update(kind=OrganisationKind(kind)):
            record("network.organisation_kind_changed", organisation_id, detail={"kind": kind})


def add_alias(*, organisation_id: UUID, name: str, language: str = "", by: By = OURSELVES) -> UUID:
    """Another name by which workers know it, in any script; a name it has already is left as it is."""
    _require(policies.may_name_organisations(by))
    with acting_as(by):
        alias, new = Alias.objects.get_or_create(
            organisation_id=organisation_id, name=name.strip(), defaults={"language": language}
        )
        if new:
            keep_keys([organisation_id])
            record("network.alias_added", organisation_id)
    return alias.id


def relate(*, source_id: UUID, kind: str, target_id: UUID, since: date, by: By = OURSELVES) -> UUID:
    """Say that `source` supplies, recruits for, buys from or owns `target` from a day on. Opens nothing to anybody.

    Raises NotAllowed, AlreadyThere.
    """
    _require(policies.may_manage(by))
    with acting_as(by):
        edge = {"source_id": source_id, "kind": kind, "target_id": target_id}
        if source_id == target_id or Relation.objects.filter(**edge, until=None).exists():
            raise AlreadyThere
        relation = Relation.objects.create(**edge, since=since)
        record("network.related", relation.id, detail={"kind": kind})
    return relation.id


def end_relation(*, relation_id: UUID, until: date, by: By = OURSELVES) -> None:
    """The edge ends on a day; it stays on record. Raises NotAllowed, DatesOutOfOrder."""
    _require(policies.may_manage(by))
    with acting_as(by):
        relation = Relation.objects.select_for_update().get(id=relation_id)
        if until < relation.since:
            raise DatesOutOfOrder
        relation.until = until
        relation.save(update_fields=["until"])
        record("network.relation_ended", relation.id)


def add_workforce_group(
    *,
    organisation_id: UUID,
    headcount: int,
    source: str,
    counted_on: date,
    line: str = "",
    shift: str = "",
    site: str = "",
    language: str = "",
    gender: str = "",
    by: By = OURSELVES,
) -> UUID:
    """How many people work where, on whose word, on which day. A new count is a new row. Raises NotAllowed."""
    _require(policies.may_count_workforce(by))
    with acting_as(by):
        group = WorkforceGroup.objects.create(
            organisation_id=organisation_id,
            headcount=headcount,
            source=source.strip(),
            counted_on=counted_on,
            line=line.strip(),
            shift=shift.strip(),
            site=site.strip(),
            language=language,
            gender=gender,
        )
        record("network.workforce_counted", group.id, detail={"headcount": headcount})
    return group.id


def open_desk(
    *,
    organisation_id: UUID,
    name: str,
    country: str,
    languages: Iterable[str],
    time_zone: str,
    pool_id: UUID | None = None,
) -> UUID:
    """Open a desk: its key in the key file, its place in a pool (a new one unless given). Returns the desk's id.

    Raises ZoneInfoNotFoundError, KeyFileError; the key is written first, so that no desk is ever without one.
    """
    ZoneInfo(time_zone)
    desk_id = random_id()
    keyring.add_desk(Path(settings.SAPHAN_KEYS), desk_id)
    with acting_as(OURSELVES) as moment:
        desk = Desk.objects.create(
            id=desk_id,
            organisation_id=organisation_id,
            name=name.strip(),
            country=country.upper(),
            languages=list(languages),
            time_zone=time_zone,
            opened_on=moment.day,
        )
        pool = Pool.objects.get(id=pool_id) if pool_id else Pool.objects.create(name=desk.name)
        PoolMember.objects.create(pool=pool, desk=desk, since=moment.day)
        record("network.desk_opened", desk.id)
    return desk.id


def set_emergency_words(*, desk_id: UUID, language: str, text: str, by: By = OURSELVES) -> None:
    """The numbers and places that workers see under "I am in danger", in one language. Raises NotAllowed."""
    _require(policies.may_configure_desk(by, desk_id))
    with acting_as(by):
        DeskWords.objects.update_or_create(desk_id=desk_id, language=language, defaults={"emergency": text.strip()})
        record("network.emergency_words_set", desk_id, detail={"language": language})


def set_duty(
    *, desk_id: UUID, staff_id: UUID, weekday: int, opens: time, closes: time, by: By = OURSELVES
) -> tuple[UUID, ...]:
    """Put somebody on duty every week. Past midnight it becomes two rows. weekday: 0 is Monday; times are the desk's.

    `closes` 00:00 or 23:59 means the end of the day; the same time twice means a whole day. Raises NotAllowed.
    """
    _require(policies.may_configure_desk(by, desk_id))
    with acting_as(by):
        staff = Staff.objects.select_for_update().get(id=staff_id)
        _require(staff.desk_id == desk_id and staff.left_on is None)
        rows = [
            Duty.objects.get_or_create(desk_id=desk_id, staff=staff, weekday=day, opens=since, closes=until)[0]
            for day, since, until in duty.in_rows(opens, closes, weekday)
        ]
        record("network.duty_set", staff_id, detail={"weekday": weekday})
    return tuple(row.id for row in rows)


def set_duty_week(
    *, desk_id: UUID, staff_id: UUID, weekdays: Iterable[int], opens: time, closes: time, by: By = OURSELVES
) -> None:
    """The same hours on several days, all or none. Raises NotAllowed."""
    with acting_as(by):
        for weekday in weekdays:
            set_duty(desk_id=desk_id, staff_id=staff_id, weekday=weekday, opens=opens, closes=closes, by=by)


def remove_duty(*, duty_id: UUID, by: By = OURSELVES) -> None:
    """Take one row off the roster. Raises NotAllowed."""
    with acting_as(by):
        row = Duty.objects.select_for_update().get(id=duty_id)
        _require(policies.may_configure_desk(by, row.desk_id))
        row.delete()
        record("network.duty_removed", row.staff_id, detail={"weekday": row.weekday})


def add_day_off(*, desk_id: UUID, day: date, by: By = OURSELVES) -> None:
    """Nobody of the desk is on duty on this day, whatever the week says; workers are told so. Raises NotAllowed."""
    _require(policies.may_configure_desk(by, desk_id))
    with acting_as(by):
        _, new = DayOff.objects.get_or_create(desk_id=desk_id, day=day)
        if new:
            record("network.day_off_added", desk_id, detail={"day": day.isoformat()})


def remove_day_off(*, day_off_id: UUID, by: By = OURSELVES) -> None:
    """The week holds on that day after all. Raises NotAllowed."""
    with acting_as(by):
        row = DayOff.objects.select_for_update().get(id=day_off_id)
        _require(policies.may_configure_desk(by, row.desk_id))
        row.delete()
        record("network.day_off_removed", row.desk_id, detail={"day": row.day.isoformat()})


def make_poster(*, desk_id: UUID, organisation_id: UUID | None = None, line: str = "", by: By = OURSELVES) -> str:
    """A poster's token, for its address and QR code: names the desk and, where known, the place. Raises NotAllowed."""
    _require(policies.may_configure_desk(by, desk_id))
    token = secrets.token_hex(5)
    with acting_as(by):
        Poster.objects.create(token=token, desk_id=desk_id, organisation_id=organisation_id, line=line.strip())
        record("network.poster_made", organisation_id)
    return token


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
