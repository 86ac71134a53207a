"""What reading two organisations as one would do to a desk's own issues, said before it is done."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language, gettext, ngettext

from saphan.languages import cldr
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff
from saphan.verification import facts
from saphan.verification.ladder import Stage, is_on_the_ladder
from saphan.verification.models import Issue
from saphan.verification.together.reading import sitting
from saphan.verification.together.seats import seat


def expected(by: Staff, one: frozenset[UUID], other: frozenset[UUID], root: UUID) -> tuple[str, ...]:
    """Sentences for the page that asks: how many of her desk's issues come together, and what does not change."""
    hers = _hers(by, one | other)
    resting = _newly_resting(by, one, other, root)
    counted = [row for row in hers if row.id in resting]
    anew = sum(row.stage == Stage.VERIFIED for row in counted)
    seen = sum(not is_on_the_ladder(row.stage) for row in hers)
    said = [
        _said(
            ngettext(
                "%(n)s of our issues is counted together with another one.",
                "%(n)s of our issues are counted together with others.",
                len(counted),
            ),
            len(counted),
        ),
        _said(
            ngettext(
                "%(n)s that was verified has to be verified anew.",
                "%(n)s that were verified have to be verified anew.",
                anew,
            ),
            anew,
        ),
        _said(
            ngettext(
                "%(n)s that a partner has seen stays exactly as it is.",
                "%(n)s that partners have seen stay exactly as they are.",
                seen,
            ),
            seen,
        ),
    ]
    return tuple(sentence for sentence in said if sentence) or (gettext("No issue of ours changes."),)


def _said(sentence: str, number: int) -> str:
    return sentence % {"n": cldr.number(number, get_language() or "en")} if number else ""


def _hers(by: Staff, there: frozenset[UUID]) -> list[Issue]:
    """Those there that her desk leads or feeds."""
    with acting_as(Counting()):
        heard = facts.standing().filter(desk_id=by.desk_id, respondent_id__in=there)
        fed = {(fact.pool_id, fact.family, fact.respondent_id) for fact in heard}
        rows = list(Issue.objects.filter(respondent_id__in=there))
    return [
        row for row in rows if row.lead_desk_id == by.desk_id or (row.pool_id, row.family, row.respondent_id) in fed
    ]


def _newly_resting(by: Staff, one: frozenset[UUID], other: frozenset[UUID], root: UUID) -> set[UUID]:
    """Issues of her pool that would rest, and do not yet."""
    with acting_as(Counting()):
        pools = [by.pool_id] if by.pool_id else []
        rows = list(Issue.objects.filter(pool_id__in=pools, respondent_id__in=one | other))
    merged = set(_resting(rows, one | other, root))
    already = {*_resting([row for row in rows if row.respondent_id in one], one, None)}
    already |= {*_resting([row for row in rows if row.respondent_id in other], other, root)}
    return merged - already


def _resting(rows: Iterable[Issue], group: frozenset[UUID], root: UUID | None) -> Iterable[UUID]:
    by_family: dict[str, list[Issue]] = defaultdict(list)
    for row in rows:
        by_family[row.family].append(row)
    for issues in by_family.values():
        yield from seat(root or min(group), group, [sitting(row) for row in issues]).rests
