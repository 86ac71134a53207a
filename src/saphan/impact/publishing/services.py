"""Letting the indicators of a month out, all in one edition; and putting a corrected one in its place."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.impact import keeping
from saphan.impact.counting import month_of, next_month
from saphan.impact.indicators.catalogue import Catalogue, catalogue
from saphan.impact.indicators.values import last_of_month, reckoned
from saphan.impact.models import FoldedUntil
from saphan.impact.publishing import parts
from saphan.impact.publishing.figures import figures
from saphan.impact.publishing.models import EditionGround, PublishedEdition
from saphan.impact.publishing.weaving import Woven, weave
from saphan.impact.refusals import NotCountedYet, NothingToCorrect
from saphan.impact.releases.services import secret
from saphan.release import linked
from saphan.release.linked import Stands
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.vault.recording import record

OURSELVES: Final = System("impact.publish_edition")
BECAUSE: Final = ("counted_wrong", "facts_came_late", "catalogue_corrected")
"""Why an edition is made anew."""

Ground = dict[str, tuple[Stands, int]]
"""Of each number that was ever told, by its name: how it stands, and what is read."""


def publish(month: date, *, corrects: str = "") -> UUID:
    """The edition of a month; the same month a second time is the first, unless it is corrected.

    corrects: one of BECAUSE. Raises NotCountedYet.
    """
    with acting_as(OURSELVES) as moment:
        month = month_of(month)
        last = PublishedEdition.objects.select_for_update().order_by("-version").first()
        if last and last.month >= month and not corrects:
            return last.id
        until = _folded(month)
        former = _ground(last)
        known = catalogue()
        woven = weave(reckoned(keeping.kept_tally(month), known, last_of_month(month)), known, month)
        now = _let_out(woven, former, known)
        row = _row(month, now, woven, known, moment, until.facts, (last.version + 1) if last else 1, corrects)
        EditionGround.objects.create(edition_id=row.id, numbers=_as_json(now))
        record("impact.edition_published", row.id, detail={"version": row.version, "month": month.isoformat()})
    return row.id


def publish_ended_month() -> int:
    """The edition of the last month that is over, unless it stands; returns how many were made. For the sweep."""
    with acting_as(OURSELVES) as moment:
        month = month_of(month_of(moment.day) - timedelta(days=1))
        if PublishedEdition.objects.filter(month__gte=month).exists() or not _is_folded(month):
            return 0
    publish(month)
    return 1


def correct(because: str) -> UUID:
    """The newest edition made anew from what is known of its month today. Raises NothingToCorrect, NotCountedYet."""
    if because not in BECAUSE:
        raise ValueError(because)
    with acting_as(OURSELVES):
        month = PublishedEdition.objects.order_by("-version").values_list("month", flat=True).first()
    if month is None:
        raise NothingToCorrect
    return publish(month, corrects=because)


def _is_folded(month: date) -> bool:
    """Every day of it, and there was something to count."""
    return FoldedUntil.objects.filter(day__gte=next_month(month) - timedelta(days=1), facts__gt=0).exists()


def _folded(month: date) -> FoldedUntil:
    if not _is_folded(month):
        raise NotCountedYet
    return FoldedUntil.objects.get()


def _let_out(woven: Woven, former: Ground, known: Catalogue) -> Ground:
    """Through the engine; what a number reads stays as long as it stands."""
    before = woven.before({name: stands for name, (stands, _) in former.items()})
    now = woven.under_every_name(linked.let_out(woven.web, before))
    key, rough = secret(), {one.id for one in known.indicators if parts.is_amount(one)}
    let_out: Ground = {}
    for name, stands in now.items():
        last = former.get(name)
        if last and (last[0].value, last[0].subjects) == (stands.value, stands.subjects):
            let_out[name] = stands, last[1]
        else:
            first = woven.first.get(name, name)
            amount = name.partition(".")[0] in rough and f".{parts.BEHIND}|" not in name
            let_out[name] = stands, linked.rounded(first, stands.value, key, amount)
    return let_out


def _row(
    month: date,
    now: Ground,
    woven: Woven,
    known: Catalogue,
    moment: Moment,
    facts: int,
    version: int,
    corrects: str,
) -> PublishedEdition:
    told = {name: read for name, (stands, read) in now.items() if stands.shown}
    made = figures(told, known, woven.periods)
    return PublishedEdition.objects.create(
        version=version,
        month=month,
        made_on=moment.day,
        made_by=OURSELVES.task,
        catalogue=known.edition,
        figures=[list(asdict(one).values()) for one in made],
        facts=facts,
        cells_wanted=len(woven.web.numbers),
        cells_shown=len({woven.first.get(name, name) for name in told}),
        corrects=corrects,
    )


def _ground(last: PublishedEdition | None) -> Ground:
    if last is None:
        return {}
    kept: Mapping[str, tuple[int, int, bool, int]] = EditionGround.objects.get(edition_id=last.id).numbers
    return {name: (Stands(value, subjects, shown), read) for name, (value, subjects, shown, read) in kept.items()}


def _as_json(now: Ground) -> dict[str, tuple[int, int, bool, int]]:
    return {name: (stands.value, stands.subjects, stands.shown, read) for name, (stands, read) in now.items()}
