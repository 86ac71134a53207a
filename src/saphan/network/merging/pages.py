"""What the pages about one organisation under several names show."""

from dataclasses import dataclass
from uuid import UUID

from saphan.network import selectors
from saphan.network.cards import OrganisationCard
from saphan.network.merging import acts, effects
from saphan.network.merging.models import Merge, Why
from saphan.network.merging.reading import Act, acts_about, is_merged_away, same_as_each
from saphan.network.models import Organisation, Staff
from saphan.store.callers import Staff as Caller
from saphan.store.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Names:
    """read_as: the merge by which it is read as another one, or None. acts: what stands, then what was undone."""

    read_as: Act | None
    read_as_id: UUID
    standing: tuple[Act, ...]
    undone: tuple[Act, ...]
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen, before it happens. refusal: why it cannot be so; the other way round may be possible."""

    away: OrganisationCard
    stays: OrganisationCard
    refusal: Refusal | None
    warnings: tuple[str, ...]
    effects: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


def names_of(by: Caller, organisation_id: UUID) -> Names:
    """Every act about it and about all that is read as the same."""
    same = selectors.same_as(organisation_id)
    found = acts_about(same)
    standing = tuple(act for act in found if act.stands)
    return Names(
        read_as=next((act for act in standing if act.organisation_id == organisation_id), None),
        read_as_id=selectors.canonical([organisation_id])[organisation_id],
        standing=standing,
        undone=tuple(act for act in found if not act.stands),
        ways=effects.ways(by, organisation_id),
    )


def preview(by: Caller, away_id: UUID, stays_id: UUID) -> Preview:
    """Raises Organisation.DoesNotExist."""
    away, stays = selectors.organisation(away_id), selectors.organisation(stays_id)
    groups = same_as_each([away_id, stays_id])
    root = selectors.canonical([stays_id])[stays_id]
    refusal = acts.refusal_of(away_id, stays_id)
    return Preview(
        away=away,
        stays=stays,
        refusal=refusal,
        warnings=() if refusal else acts.warnings(away_id, stays_id),
        effects=() if refusal else effects.expected(by, groups[away_id], groups[stays_id], root),
        reasons=tuple((str(code), str(label)) for code, label in Why.choices),
    )


def likelier_way(one_id: UUID, other_id: UUID) -> tuple[UUID, UUID]:
    """Which of two is read as which, as most would say it: the one not checked, or not signed in for, as the other."""
    rows = {row.id: row for row in Organisation.objects.filter(id__in=(one_id, other_id))}
    people = Staff.objects.filter(organisation_id__in=rows, left_on=None)
    signing_in = set(people.values_list("organisation_id", flat=True))
    weight = {each: (each in signing_in, not rows[each].provisional, not is_merged_away(each)) for each in rows}
    return (other_id, one_id) if weight[one_id] > weight[other_id] else (one_id, other_id)


def alike(organisation_id: UUID, typed: str) -> list[selectors.Candidate]:
    """Who may be meant, without whatever is read as the same already."""
    same = selectors.same_as(organisation_id)
    return [one for one in selectors.candidates(typed, limit=8) if one.organisation_id not in same]


def merge_to_undo(organisation_id: UUID, merge_id: UUID) -> Act:
    """Raises Merge.DoesNotExist when there is none of what is read as this organisation, or it was undone."""
    row = Merge.objects.get(id=merge_id, ended_on=None, organisation_id__in=selectors.same_as(organisation_id))
    return next(act for act in acts_about({row.organisation_id}) if act.id == merge_id)
