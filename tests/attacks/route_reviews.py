"""For the walk of every route: a review, a letter and a company's answer of either desk."""

from uuid import UUID

from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import ReviewReply
from saphan.empowerment.reviews import moderating
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.taking import Beside, take_review
from saphan.empowerment.reviews.unplaced import keep_unplaced
from saphan.network import services as network
from saphan.store import Staff, acting_as, clock
from saphan.store.callers import Partner
from saphan.store.ids import random_id
from tests.signed_in import partner_person


def reviewed(desk_id: UUID, moderator: Staff, name: str) -> dict[str, str]:
    """Ids of what stands there of one recruiter that is listed."""
    recruiter = network.create_organisation(kind="recruiter", name=name, country="MM")
    directory.list_organisation(organisation_id=recruiter)
    given = Given(True, (clock.today().year, 1), {"treatment": 2}, comment="They took more money.")
    review_id = take_review(organisation_id=recruiter, given=given, beside=Beside(desk_id, "my"))
    letter_id = moderating.record_letter(organisation_id=recruiter, says="Take it out.", by=moderator)
    row = partner_person(recruiter, name=f"Partner of {name}".replace(" ", ""))
    by, public_reply_id = Partner(row.id, recruiter, frozenset({"partner"})), random_id()
    with acting_as(by):
        kept = {"recipient_id": recruiter, "release_id": random_id(), "language": "en", "by": row.id}
        ReviewReply.objects.create(id=public_reply_id, text="We have paid it back.", on=clock.today(), **kept)
    found = {"review_id": review_id, "letter_id": letter_id, "public_reply_id": public_reply_id}
    return {name: str(each) for name, each in {**found, "unplaced_review_id": _unplaced(desk_id)}.items()}


def _unplaced(desk_id: UUID) -> UUID:
    """Taken on the road by somebody else, under a name."""
    once, by = random_id(), Staff(random_id(), desk_id, frozenset({"outreach"}))
    sent = {"when": f"{clock.today().year}-1", "treatment": "2"}
    keep_unplaced(once=once, called="Long Road", group="recruiter", sent=sent, language="my", agreed=True, by=by)
    return once
