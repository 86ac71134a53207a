"""The monthly release: counted anew from every review, stored, and read from there until the next one.

Only at the thresholds of the domain model (§5): at least 11 independent reviewers, at least 5 of them known, at most
once a month, and only when at least 11 are new. Whoever asks twice in a month learns nothing, because nothing changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from saphan.empowerment.reviews import letting_out
from saphan.empowerment.reviews.criteria import group_of
from saphan.empowerment.reviews.facts import Fact, Said, facts_of
from saphan.empowerment.reviews.models import Review, ReviewRelease, ReviewTrace
from saphan.empowerment.reviews.moderating import release_worded
from saphan.empowerment.reviews.rating import Rating, Score, rate
from saphan.empowerment.reviews.shapes import Review as Plain
from saphan.empowerment.reviews.taking import MET, week_of
from saphan.network.merging.models import Merge
from saphan.network.selectors import Group, canonical, groups_of
from saphan.release.public import Released, next_release
from saphan.release.thresholds import DEFAULT, Thresholds
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.recording import record
from saphan.verification.independence import Cluster, Trace, clusters
from saphan.voice.traces import marks

OURSELVES = System("empowerment.release_reviews")
APART = 2  # hours that the independence engine takes for "not together"
_done = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Everything that was counted of all reviews at one moment. of: by organisation, as it is read today."""

    of: Mapping[UUID, tuple[Review, ...]]
    rating: Rating
    facts: Mapping[tuple[UUID, str], Fact]
    clusters: tuple[Cluster, ...]


def sweep() -> None:
    """Each minute; the work is done once a month."""
    global _done
    month = clock.today().replace(day=1).isoformat()
    if _done != month:
        release_reviews()
        _done = month


def release_reviews(thresholds: Thresholds = DEFAULT) -> int:
    """Store what may be read from this month on; returns how many organisations have a new release."""
    with acting_as(OURSELVES) as moment:
        month = moment.day.replace(day=1)
        reckoned = reckon(moment.day)
        last = _last(reckoned.of)
        made = 0
        for organisation_id, reviews in reckoned.of.items():
            counted = reckoned.rating.counted[organisation_id]
            if counted.verified < thresholds.score_reviewers_verified:
                continue
            released = next_release(counted.independent, last.get(organisation_id), moment.day, thresholds)
            if released is None or released is last.get(organisation_id):
                continue
            _store(organisation_id, reviews[0].kind, month, reckoned)
            made += 1
    return made


def reckon(day: date) -> Reckoned:
    """Count all reviews that count by this day, each organisation under the one it is read as. As System."""
    rows = list(Review.objects.filter(taken_out="", counts_from__lte=day).order_by("week", "id"))
    roots = canonical(row.organisation_id for row in rows)
    one_voice = clusters(_traces(rows))
    plain = [_plain(row, roots[row.organisation_id]) for row in rows]
    kinds = {roots[row.organisation_id]: group_of(row.kind) for row in rows}
    rating = rate(plain, week=week_of(day), clusters=one_voice, kinds=kinds)
    said = [Said(row.id, roots[row.organisation_id], code, yes) for row in rows for code, yes in row.facts.items()]
    of: dict[UUID, list[Review]] = {}
    for row in rows:
        of.setdefault(roots[row.organisation_id], []).append(row)
    facts = facts_of(said, rating, one_voice)
    return Reckoned({one: tuple(reviews) for one, reviews in of.items()}, rating, facts, one_voice)


def _plain(row: Review, root: UUID) -> Plain:
    return Plain(row.id, root, row.answers, row.week, first_hand=row.first_hand, verified=row.verified == MET)


def _traces(rows: Sequence[Review]) -> Iterable[Trace]:
    """What was kept of where each came from; somebody whom an outreach worker met leans on nobody.

    Only their order in time is said: no hour is kept, so that none began together with another.
    """
    kept = {row.review_id: row for row in ReviewTrace.objects.filter(review_id__in=[row.id for row in rows])}
    in_order = sorted(rows, key=lambda row: (kept[row.id].began if row.id in kept else row.week * 168, row.id))
    for place, row in enumerate(in_order):
        trace = kept.get(row.id)
        if trace is None:
            yield Trace(row.id, APART * place, met=row.verified == MET)
        else:
            yield Trace(
                row.id,
                APART * place,
                met=row.verified == MET,
                browsers=frozenset(map(bytes, trace.browsers)),
                texts=tuple(marks.signature_in(bytes(text)) for text in trace.texts),
            )


def _last(organisation_ids: Iterable[UUID]) -> dict[UUID, Released]:
    """What the public was told last. Of those that were merged since, of all of them together: whoever was read before
    under one of the names is nobody new."""
    groups = groups_of(organisation_ids)
    members = {member for group in groups.values() for member in group.members}
    rows = ReviewRelease.objects.filter(organisation_id__in=members).order_by("month")
    newest = {row.organisation_id: Released(row.reviewers, row.month) for row in rows}
    merges = Merge.objects.filter(organisation_id__in=members, ended_on=None).order_by("on")
    merged_on = dict(merges.values_list("organisation_id", "on"))
    found = {one: _told(group, newest, merged_on) for one, group in groups.items()}
    return {one: last for one, last in found.items() if last is not None}


def _told(group: Group, newest: Mapping[UUID, Released], merged_on: Mapping[UUID, date]) -> Released | None:
    """The newest of the one they are read as holds all of them where it came in a month after they were merged."""
    known = [newest[one] for one in group.members if one in newest]
    own = newest.get(group.root)
    if not known:
        return None
    if own and all(merged_on[one].replace(day=1) < own.on for one in group.members if one in merged_on):
        return own
    return Released(sum(one.count for one in known), max(one.on for one in known))


def _store(organisation_id: UUID, kind: str, month: date, reckoned: Reckoned) -> None:
    """Each cell has a threshold of its own, and moves by itself: what few answered is not in it."""
    counted = reckoned.rating.counted[organisation_id]
    facts = [
        {"code": code, "yes": fact.yes, "of": fact.of}
        for (of, code), fact in sorted(reckoned.facts.items(), key=lambda item: item[0][1])
        if of == organisation_id
    ]
    last = ReviewRelease.objects.filter(organisation_id=organisation_id).order_by("month").last()
    before_facts, before_scores = (last.facts, last.scores) if last else ([], [])
    row = ReviewRelease.objects.create(
        comments=release_worded([review.id for review in reckoned.of[organisation_id]]),
        organisation_id=organisation_id,
        kind=kind,
        month=month,
        reviewers=counted.independent,
        verified=counted.verified,
        facts=letting_out.moved(facts, before_facts, "code", "of"),
        scores=letting_out.moved(
            [_score(each) for each in reckoned.rating.scores[organisation_id]], before_scores, "criterion", "n"
        ),
    )
    record("empowerment.reviews_released", row.id, detail={"kind": kind}, fact={"kind": kind})
    _record_kept_in(row)


def _record_kept_in(row: ReviewRelease) -> None:
    """Which attacks would have succeeded against a fact of it, each once; that fact is not read."""
    attacks = {letting_out.kept_in_by(fact["yes"], fact["of"]) for fact in row.facts} - {""}
    for attack in sorted(attacks):
        record("empowerment.release_kept_in", row.id, detail={"name": "facts of reviews", "attack": attack})


def _score(each: Score) -> dict[str, Any]:
    rounded = {name: round(getattr(each, name), 1) for name in ("value", "low", "high")}
    return {"criterion": each.criterion, **rounded, "n": each.n}
