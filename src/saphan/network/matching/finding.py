"""Who may be meant by what somebody typed: those that share keys with it, then compared field by field."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from saphan.network.matching import asked, keys
from saphan.network.matching.comparing import Known
from saphan.network.matching.judging import Found, judge
from saphan.network.merging.reading import canonical
from saphan.network.models import Organisation

MOST_OF_A_KEY = 200  # organisations that are looked at under one key
TELLS_ANYWAY = 0.9  # weight of keys, such as a whole word, that are looked at even where so many share them
COMPARED = 40  # organisations that are compared field by field

SHARE_KEYS = """
WITH shared AS (
    SELECT kept.organisation_id, asked.aspect, asked.weight * (12 - ln(kept.many)) AS tells
    FROM unnest(%(keys)s::bigint[], %(aspects)s::int[], %(weights)s::float8[]) AS asked (key, aspect, weight)
    CROSS JOIN LATERAL (
        SELECT few.organisation_id, count(*) OVER () AS many FROM (
            SELECT organisation_id FROM network_matching_key WHERE network_matching_key.key = asked.key LIMIT %(most)s
        ) few
    ) kept
    WHERE kept.many < %(most)s OR asked.weight >= %(anyway)s
), aspects AS (
    SELECT organisation_id, max(tells) AS tells FROM shared GROUP BY organisation_id, aspect
), best AS (
    SELECT organisation_id FROM aspects GROUP BY organisation_id
    ORDER BY sum(tells) DESC, organisation_id LIMIT %(compared)s
)
SELECT one.id, one.name, one.country, one.place, one.provisional,
       ARRAY(SELECT alias.name FROM network_alias alias WHERE alias.organisation_id = one.id),
       ARRAY(SELECT mark.kind || ' ' || mark.normal FROM network_organisation_mark mark
             WHERE mark.organisation_id = one.id),
       EXISTS (SELECT FROM network_merge merge WHERE merge.organisation_id = one.id AND merge.ended_on IS NULL)
FROM best JOIN network_organisation one ON one.id = best.organisation_id
"""


def whom(typed: str, country: str = "", limit: int = 5) -> Found:
    """Candidates for what was typed, likeliest first, and the band; a person decides. country: where it is asked."""
    meant = asked.read(typed, country)
    return judge(meant, as_one(sharing_keys(keys.of_asked(meant))), limit=limit)


def as_one(found: Sequence[Known]) -> list[Known]:
    """Those that were merged are the one they are read as, found by every name and mark of theirs."""
    if not any(one.is_read_as_another for one in found):
        return list(found)
    roots = canonical(one.id for one in found)
    ones = {one.id: one for one in found if roots[one.id] == one.id}
    for root in Organisation.objects.filter(id__in=set(roots.values()) - ones.keys()):
        ones[root.id] = Known(root.id, root.name, root.country, root.place, provisional=root.provisional)
    for one in found:
        root_id = roots[one.id]
        if root_id != one.id and root_id in ones:
            read_as = ones[root_id]
            aliases, marks = (*read_as.aliases, one.name, *one.aliases), (*read_as.marks, *one.marks)
            ones[root_id] = replace(read_as, aliases=aliases, marks=marks)
    return list(ones.values())


def sharing_keys(wanted: keys.Keys, most: int = COMPARED) -> list[Known]:
    """Those who share the most, and the rarest, keys; keys that very many share only where nobody shares another."""
    return _sharing(wanted, most, TELLS_ANYWAY) or _sharing(wanted, most, 0.0) if wanted else []


def _sharing(wanted: keys.Keys, most: int, anyway: float) -> list[Known]:
    aspects = {aspect: place for place, aspect in enumerate({tells.aspect for tells in wanted.values()})}
    asked_for: dict[str, Any] = {
        "keys": [keys.number(key) for key in wanted],
        "aspects": [aspects[tells.aspect] for tells in wanted.values()],
        "weights": [tells.weight for tells in wanted.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(SHARE_KEYS, {**asked_for, "most": MOST_OF_A_KEY, "anyway": anyway, "compared": most})
        return [_known(*row) for row in cursor.fetchall()]


def _known(*row: Any) -> Known:
    id, name, country, place, provisional, aliases, marks, is_read_as_another = row
    of_kind = tuple((kind, normal) for kind, _, normal in (mark.partition(" ") for mark in marks))
    return Known(id, name, country, place, tuple(aliases), of_kind, provisional, is_read_as_another)
