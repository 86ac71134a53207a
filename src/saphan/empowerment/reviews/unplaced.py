"""Reviews of somebody whose name nobody on the road could find: sealed, until a person of the desk says who is meant.

Nothing of them counts before that. What was typed and answered goes after its days, whoever looked or not.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.empowerment.directory.selectors import entry
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import on_tablet
from saphan.empowerment.reviews.criteria import GROUPS
from saphan.empowerment.reviews.models import Review, ReviewUnplaced
from saphan.empowerment.reviews.taking import may_help, require_whole, take_with_her
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import new_key, open_across, seal

OURSELVES = System("empowerment.unplaced_reviews")
KEPT: Final = timedelta(days=180)
MOST = 100
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Unplaced:
    """called: whom it is about, as it was typed. group: what it was taken for."""

    id: UUID
    called: str
    group: str
    language: str
    on: date


def keep_unplaced(
    *, once: UUID, called: str, group: str, sent: Mapping[str, str], language: str, agreed: bool, by: Staff
) -> None:
    """Keep what she answered about a name; the same id again changes nothing. Raises NotAllowed or DoesNotFit."""
    _require(may_help(by))
    if not agreed or group not in GROUPS or not called.strip():
        raise DoesNotFit("agreed" if not agreed else "organisation")
    if len(called) > LONGEST_NAME:
        raise DoesNotFit("too_long")
    given, _ = on_tablet.read(on_tablet.kind_of(group), sent, language, clock.today())
    require_whole(given)
    with acting_as(by) as moment, acting_as(OURSELVES):
        if was_kept(once):
            return
        row = ReviewUnplaced(id=once, desk_id=by.desk_id, language=language, group=group, by=by.id, on=moment.day)
        key_row, key = new_key(subject_id=once, desk_id=by.desk_id, kind="review")
        key_row.save(force_insert=True)
        row.called = seal(called.strip(), key=key, cell=_cell(once, "called"))
        row.answers = seal(json.dumps(dict(sent)), key=key, cell=_cell(once, "answers"))
        row.save(force_insert=True)
        record("empowerment.review_unplaced", once)


def was_kept(once: UUID) -> bool:
    """Whether this form is here already, placed or not. Inside `acting_as`."""
    return Review.objects.filter(id=once).exists() or ReviewUnplaced.objects.filter(id=once).exists()


def unplaced(by: Staff) -> tuple[Unplaced, ...]:
    """Of the whole desk for whoever works with stories, for others those that she took; the oldest first."""
    if not may_help(by):
        return ()
    with acting_as(by):
        rows = list(ReviewUnplaced.objects.filter(desk_id=by.desk_id, done_on=None).order_by("on", "id")[:MOST])
    with acting_as(OURSELVES):
        cells = [(row.id, row.called or b"", _cell(row.id, "called")) for row in rows]
        called = open_across(cells, why="place_reviews")
    return tuple(
        Unplaced(row.id, name or "", row.group, row.language, row.on) for row, name in zip(rows, called, strict=True)
    )


def place(*, unplaced_id: UUID, organisation_id: UUID, by: Staff) -> None:
    """What she answered becomes a review of this one. Raises NotAllowed or DoesNotFit; nothing changes then."""
    row = _own(unplaced_id, by)
    meant = entry(organisation_id)
    if meant is None or meant.group != row.group:
        raise DoesNotFit("organisation")
    with acting_as(by), acting_as(OURSELVES) as moment:
        row = ReviewUnplaced.objects.select_for_update().get(id=unplaced_id)
        if row.done_on is not None or row.answers is None:
            return
        (content,) = open_across([(row.id, row.answers, _cell(row.id, "answers"))], why="place_reviews")
        given, claimed = on_tablet.read(meant.kind, json.loads(content or "{}"), row.language, row.on)
        _forget([row], moment.day)
        take_with_her(
            organisation_id=meant.id,
            given=given,
            language=row.language,
            once=row.id,
            agreed=True,
            by=by,
            claimed=claimed,
        )


def put_aside(*, unplaced_id: UUID, by: Staff) -> None:
    """Nobody will find out who is meant: name and answers go. Raises NotAllowed."""
    _own(unplaced_id, by)
    with acting_as(by), acting_as(OURSELVES) as moment:
        _forget(list(ReviewUnplaced.objects.select_for_update().filter(id=unplaced_id, done_on=None)), moment.day)
    with acting_as(by):
        record("empowerment.review_put_aside", unplaced_id)


def forget_old() -> int:
    """Each minute: of those whose days have passed, name, answers and key go; returns how many."""
    with acting_as(OURSELVES) as moment:
        old = ReviewUnplaced.objects.select_for_update().filter(done_on=None, on__lte=moment.day - KEPT)
        rows = list(old[:MOST])
        _forget(rows, moment.day)
    return len(rows)


def _own(unplaced_id: UUID, by: Staff) -> ReviewUnplaced:
    """Raises NotAllowed."""
    _require(may_help(by))
    with acting_as(by):
        row = ReviewUnplaced.objects.filter(id=unplaced_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    return row


def _forget(rows: list[ReviewUnplaced], day: date) -> None:
    ids = [row.id for row in rows]
    DataKey.objects.filter(subject_id__in=ids).delete()
    ReviewUnplaced.objects.filter(id__in=ids).update(called=None, answers=None, done_on=day)


def _cell(unplaced_id: UUID, column: str) -> Cell:
    return Cell("empowerment_review_unplaced", column, unplaced_id)


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
