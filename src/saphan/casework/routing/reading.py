"""What the choice needs, read from the desk's rows. Call inside `acting_as` of staff with stories, or of System."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from saphan.casework.models import Case, Concern
from saphan.casework.routing.choosing import Hand, Needed
from saphan.casework.routing.models import Aside, Colleague, Interest
from saphan.network.selectors import canonical
from saphan.network.speakers import Speaker, speakers
from saphan.voice.models import Conversation, Status
from saphan.voice.wishes.reading import WishShown, wish_shown


def needed_by(story: Conversation, wish: WishShown | None = None) -> Needed:
    concerns = Concern.objects.filter(conversation_id=story.id, withdrawn_on=None)
    about = {story.place_organisation_id, *concerns.values_list("respondent_id", flat=True)} - {None}
    aside = Aside.objects.filter(conversation_id=story.id).values_list("staff_id", flat=True)
    wish = wish or wish_shown(story)
    return Needed(
        speaks=wish.speaks,
        pages=story.language,
        answered_by=wish.answered_by,
        organisations=frozenset(canonical(each for each in about if each).values()),
        aside=frozenset(aside),
    )


def hands_at(desk_id: UUID, now: datetime) -> tuple[Hand, ...]:
    """Everybody who works with stories at this desk."""
    return hands_of(desk_id, speakers(desk_id, now))


def hands_of(desk_id: UUID, people: Iterable[Speaker]) -> tuple[Hand, ...]:
    """These colleagues of the desk, with what each said of herself and has to do."""
    said = dict(Colleague.objects.filter(desk_id=desk_id).values_list("staff_id", "gender"))
    interests = _interests(desk_id)
    load = load_of(desk_id)
    return tuple(_hand(one, said.get(one.id, ""), load[one.id], interests.get(one.id, ())) for one in people)


def _hand(one: Speaker, gender: str, load: int, interests: Iterable[UUID]) -> Hand:
    return Hand(one, gender, load, frozenset(interests))


def load_of(desk_id: UUID) -> Counter[UUID]:
    """Waiting stories and open cases, by whose they are."""
    return Counter(waiting_of(desk_id)) + Counter(cases_of_each(desk_id))


def waiting_of(desk_id: UUID) -> dict[UUID, int]:
    hers = Conversation.objects.filter(desk_id=desk_id, status=Status.WAITING, left_on=None).exclude(assigned_to=None)
    return dict(hers.order_by().values_list("assigned_to").annotate(Count("id")))


def cases_of_each(desk_id: UUID) -> dict[UUID, int]:
    hers = Case.objects.filter(desk_id=desk_id, status="open")
    return dict(hers.order_by().values_list("owner").annotate(Count("id")))


def _interests(desk_id: UUID) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    rows = list(Interest.objects.filter(desk_id=desk_id, ended_on=None).values_list("staff_id", "organisation_id"))
    read_as = canonical(organisation_id for _, organisation_id in rows)
    for staff_id, organisation_id in rows:
        found.setdefault(staff_id, []).append(read_as[organisation_id])
    return found
