"""Given a plant under two names, casework reads both as one; where one is really two, each concern is corrected."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.casework import services
from saphan.casework.about import concerns_about
from saphan.casework.models import Concern
from saphan.casework.routing import declaring, reading
from saphan.network import services as network
from saphan.network.merging.acts import make_second_organisation, merge_organisations
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.models import Conversation
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db
OURSELVES = System("test")


@pytest.fixture
def praun(blue_prawn: UUID) -> UUID:
    made = network.create_organisation(kind="supplier", name="Blu Praun", country="TH", provisional=True)
    merge_organisations(organisation_id=made, read_as_id=blue_prawn, why="name", by=OURSELVES)
    return made


def recorded(desk: Desk, conversation: UUID, about: UUID, kind: str = "unpaid_overtime") -> UUID:
    case = services.open_case(conversation_id=conversation, by=desk.nok)
    return services.record_concern(
        case_id=case,
        conversation_id=conversation,
        kind=kind,
        respondent_id=about,
        stage="employment",
        period_from=clock.today(),
        first_hand=True,
        by=desk.nok,
    )


def test_the_concern_and_her_story_stand_under_the_name_it_is_read_as(
    nok: Client, desk: Desk, say: Say, blue_prawn: UUID, praun: UUID
) -> None:
    conversation = say()
    recorded(desk, conversation, praun)
    page = nok.get(f"/desk/story/{conversation}/").content.decode()
    assert "Blue Prawn Foods" in page and "Blu Praun" not in page
    with acting_as(OURSELVES):
        assert Concern.objects.get().respondent_id == praun
    form = nok.get(f"/desk/story/{conversation}/concern/").content.decode()
    assert 'value="Blue Prawn Foods"' in form


def test_the_desk_s_concerns_about_either_name_are_listed_with_the_way_to_correct_each(
    nok: Client, desk: Desk, say: Say, blue_prawn: UUID, praun: UUID
) -> None:
    # Given a concern under each name, and one that was withdrawn
    first, other, gone = (recorded(desk, say(), about) for about in (blue_prawn, praun, praun))
    services.withdraw_concern(concern_id=gone, by=desk.nok)
    # When one turns out to be two
    second = make_second_organisation(organisation_id=blue_prawn, name="Blue Prawn Ice", by=OURSELVES)
    page = nok.get(f"/desk/about/{blue_prawn}/?to={second}").content.decode()
    # Then each that counts is there, and correcting one proposes the second
    assert {row.concern_id for row in concerns_about(desk.nok, praun)} == {first, other}
    for concern in (first, other):
        assert f"/desk/concern/{concern}/?to={second}" in page
    assert str(gone) not in page and "about Blue Prawn Ice" in page
    form = nok.get(f"/desk/concern/{first}/?to={second}").content.decode()
    assert f'value="{second}" checked' in form
    # And the organisation's page leads here
    assert f"/desk/about/{blue_prawn}/" in nok.get(f"/desk/network/{blue_prawn}/").content.decode()
    services.correct_concern(concern_id=first, respondent_id=second, by=desk.nok)
    assert {row.concern_id for row in concerns_about(desk.nok, blue_prawn)} == {other}


def test_what_is_not_there_is_404_and_nothing_recorded_says_so(nok: Client, blue_prawn: UUID) -> None:
    assert nok.get(f"/desk/about/{UUID(int=7)}/").status_code == 404
    assert "recorded nothing" in nok.get(f"/desk/about/{blue_prawn}/").content.decode()


def test_who_has_to_do_with_one_name_is_kept_from_stories_about_the_other(
    desk: Desk, say: Say, blue_prawn: UUID, praun: UUID
) -> None:
    conversation = say()
    recorded(desk, conversation, praun)
    declaring.declare(organisation_id=blue_prawn, by=desk.nok)
    with acting_as(OURSELVES):
        story = Conversation.objects.get(id=conversation)
        needed = reading.needed_by(story)
        hands = reading.hands_at(desk.id, clock.now())
    (hers,) = [hand for hand in hands if hand.speaker.id == desk.nok.id]
    assert hers.interests & needed.organisations == {blue_prawn}
