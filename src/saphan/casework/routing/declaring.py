"""What a colleague says of herself: whether she is a woman or a man, if she wants, and whom she has to do with."""

from dataclasses import dataclass
from uuid import UUID

from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit
from saphan.casework.routing.giving import find_others_for
from saphan.casework.routing.models import Colleague, Gender, Interest
from saphan.network import selectors as network
from saphan.network.models import Organisation, OrganisationKind
from saphan.network.models import Staff as Member
from saphan.network.speakers import languages_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record


@dataclass(frozen=True, slots=True)
class AboutMe:
    """languages: codes, as her lead entered them."""

    languages: tuple[str, ...]
    gender: str
    interests: tuple[tuple[UUID, str], ...]
    organisations: tuple[tuple[UUID, str], ...]


def about_me(by: Staff) -> AboutMe:
    """Her own page; nobody else's. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        said = Colleague.objects.filter(staff_id=by.id).first()
        hers = list(Interest.objects.filter(staff_id=by.id, ended_on=None).order_by("since", "id"))
    names = network.organisations(row.organisation_id for row in hers)
    others = Organisation.objects.exclude(kind=OrganisationKind.SERVICE).exclude(id__in=names).order_by("name")
    return AboutMe(
        languages=languages_of(Member.objects.get(id=by.id)),
        gender=said.gender if said else Gender.NOT_SAID,
        interests=tuple((row.id, names[row.organisation_id].name) for row in hers),
        organisations=tuple(others.values_list("id", "name")),
    )


def say_gender(*, gender: str, by: Staff) -> None:
    """Raises NotAllowed, DoesNotFit."""
    with acting_as(by):
        require(may_work_with_stories(by))
        if gender not in Gender.values:
            raise DoesNotFit
        Colleague.objects.update_or_create(staff_id=by.id, defaults={"desk_id": by.desk_id, "gender": gender})
        record("casework.colleague_said", by.id)


def declare(*, organisation_id: UUID, by: Staff) -> UUID:
    """She has to do with it; declared twice, it counts once. Returns its id. Raises NotAllowed, DoesNotFit."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        if not Organisation.objects.filter(id=organisation_id).exists():
            raise DoesNotFit
        row, is_new = Interest.objects.get_or_create(
            staff_id=by.id,
            organisation_id=organisation_id,
            ended_on=None,
            defaults={"desk_id": by.desk_id, "since": moment.day},
        )
        if is_new:
            record("casework.interest_declared", row.id, fact={})
            find_others_for(by, organisation_id)
    return row.id


def end_interest(*, interest_id: UUID, by: Staff) -> None:
    """She has nothing to do with it any more. Raises NotAllowed, also for a colleague's."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        row = Interest.objects.select_for_update().filter(id=interest_id, staff_id=by.id, ended_on=None).first()
        if row is None:
            raise NotAllowed
        row.ended_on = moment.day
        row.save(update_fields=["ended_on"])
        record("casework.interest_ended", row.id, fact={})
