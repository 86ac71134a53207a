"""Keeps the keys of organisations in step with their names and marks."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from saphan.network.matching import keys
from saphan.network.matching.models import Key, Mark
from saphan.network.models import Alias, Organisation

AT_ONCE = 500


def keep_keys(organisation_ids: Collection[UUID]) -> None:
    """Make the keys of these anew; called in the transaction that changed a name or mark."""
    due = {
        (number, organisation_id)
        for organisation_id, (names, marks) in _known(organisation_ids).items()
        for number in keys.of_organisation(names, marks)
    }
    standing = set(Key.objects.filter(organisation__in=organisation_ids).values_list("key", "organisation_id"))
    for number, organisation_id in standing - due:
        Key.objects.filter(key=number, organisation=organisation_id).delete()
    Key.objects.bulk_create(
        (Key(key=number, organisation_id=organisation_id) for number, organisation_id in due - standing),
        ignore_conflicts=True,
        batch_size=5_000,
    )


def catch_up() -> int:
    """Make the keys of all that have none of this version; returns how many organisations those were."""
    up_to_date = Key.objects.filter(key=keys.number(keys.VERSION)).values("organisation_id")
    behind = list(Organisation.objects.exclude(id__in=up_to_date).values_list("id", flat=True))
    for start in range(0, len(behind), AT_ONCE):
        keep_keys(behind[start : start + AT_ONCE])
    return len(behind)


def _known(organisation_ids: Collection[UUID]) -> dict[UUID, tuple[list[str], list[tuple[str, str]]]]:
    found: dict[UUID, tuple[list[str], list[tuple[str, str]]]] = defaultdict(lambda: ([], []))
    for model, column in ((Organisation, "id"), (Alias, "organisation_id")):
        rows = model.objects.filter(**{f"{column}__in": organisation_ids}).values_list(column, "name")
        for organisation_id, name in rows:
            found[organisation_id][0].append(name)
    for organisation_id, kind, normal in Mark.objects.filter(organisation__in=organisation_ids).values_list(
        "organisation_id", "kind", "normal"
    ):
        found[organisation_id][1].append((kind, normal))
    return found
