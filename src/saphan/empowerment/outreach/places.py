"""A place is written down anew, used no more, or used again. Where people were met already stays as it was written."""

from uuid import UUID

from saphan.empowerment.outreach.models import OutreachPlace, OutreachVisit
from saphan.empowerment.outreach.services import Where, as_it_is, fold_later, require_a_place
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice.visits import visits


def change_place(*, place_id: UUID, where: Where, by: Staff) -> None:
    """Write it down anew, and with it the visits that are still to come; those that were held stay as they were.

    Its poster hangs there and keeps its words. Raises NotAllowed, NobodyAgreed, NotAPlace.
    """
    _require(visits.may_plan(by))
    require_a_place(where)
    with acting_as(by) as moment:
        place = _own(place_id, by)
        for column, value in where.columns().items():
            setattr(place, column, value)
        place.save(update_fields=list(where.columns()))
        coming = OutreachVisit.objects.filter(place_id=place.id, day__gt=moment.day, cancelled_on=None)
        ids = list(coming.values_list("id", flat=True))
        now = {name: value for name, value in as_it_is(place).items() if name not in ("desk_id", "place_id")}
        OutreachVisit.objects.filter(id__in=ids).update(**now)
        record("empowerment.place_changed", place.id, detail={"kind": where.kind, "visits": len(ids)})
        for plan_id in ids:
            fold_later(plan_id)


def retire_place(*, place_id: UUID, by: Staff) -> None:
    """No visit is planned there any more; what was held there and counted stays. Raises NotAllowed."""
    _set(place_id, by, retired=True)


def use_place_again(*, place_id: UUID, by: Staff) -> None:
    """Raises NotAllowed."""
    _set(place_id, by, retired=False)


def _set(place_id: UUID, by: Staff, *, retired: bool) -> None:
    _require(visits.may_plan(by))
    with acting_as(by) as moment:
        place = _own(place_id, by)
        if retired == (place.retired_on is not None):
            return
        place.retired_on = moment.day if retired else None
        place.save(update_fields=["retired_on"])
        record("empowerment.place_retired" if retired else "empowerment.place_used_again", place.id)


def _own(place_id: UUID, by: Staff) -> OutreachPlace:
    """Raises NotAllowed."""
    place = OutreachPlace.objects.select_for_update().filter(id=place_id, desk_id=by.desk_id).first()
    if place is None:
        raise NotAllowed
    return place


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
