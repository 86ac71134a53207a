"""Given a poll that waits or runs: a lead takes it back, and whoever answered learns why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from saphan.dialogue.models import Poll, PollQuestion
from saphan.dialogue.polls import answering, results, services
from saphan.dialogue.polls.answering import YES
from saphan.dialogue.polls.stopping import REASONS, stop
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Notice
from saphan.network.models import Staff as StaffRow
from saphan.store import Staff, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from tests.dialogue.given import HEAT, Place, a_place
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SYSTEM = System("test")


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def told(place: Place) -> list[str]:
    with acting_as(SYSTEM):
        return list(Notice.objects.filter(staff_id=place.responder.id).values_list("kind", flat=True))


def test_one_that_runs_ends_for_ever_and_whoever_answered_reads_why(place: Place, client: Client) -> None:
    poll_id = place.running()
    with acting_as(SYSTEM):
        hot = PollQuestion.objects.get(poll_id=poll_id, place=1).id
    answering.answer(question_id=hot, choice=YES, language="en", once="o" * 24)
    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    page = f"/desk/polls/{poll_id}/"
    assert lead.post(f"{page}stop/", {"why": "because"}).status_code == 409
    assert lead.post(f"{page}stop/", {"why": "not_safe"}).status_code == 302
    assert str(REASONS["not_safe"]) in lead.get(page).content.decode()
    her = Client()
    assert her.get(f"/en/poll/{poll_id}/")["Location"].endswith("/result/")
    shown = her.get(f"/en/poll/{poll_id}/result/").content.decode()
    assert str(REASONS["not_safe"]) in shown and "Nobody reads what was answered." in shown
    assert told(place)[-1] == "dialogue.poll_stopped" and results.of_poll(poll_id) is None
    with pytest.raises(NotNow):
        answering.answer(question_id=hot, choice=YES, language="en", once="p" * 24)
    for _again in range(2):
        with pytest.raises(NotNow):
            stop(poll_id=poll_id, why="other", by=place.lead)
    clock.pass_time(timedelta(days=28))
    assert answering.sweep() == 0  # nothing is owed
    place.proposed()


def test_what_was_asked_already_counts_in_the_month(place: Place) -> None:
    stop(poll_id=place.running(questions=(HEAT,) * 10), why="mistake", by=place.lead)
    with pytest.raises(NotYet) as refused:
        place.proposed(questions=(HEAT,) * 3)
    assert refused.value.ways_out == ("burden",)


def test_one_that_waits_is_a_draft_again_and_a_yes_to_it_is_gone(place: Place) -> None:
    poll_id = place.proposed()
    services.accept(poll_id=poll_id, by=place.responder)
    stop(poll_id=poll_id, why="mistake", by=place.lead)
    with acting_as(SYSTEM):
        assert Poll.objects.get(id=poll_id).state == "draft"
    assert told(place)[-1] == "dialogue.poll_taken_back"
    services.propose(poll_id=poll_id, by=place.lead)
    assert services.lacks(poll_id=poll_id, by=place.lead) == ("accepted",)


def test_only_a_lead_of_the_desk_and_only_for_a_reason(place: Place) -> None:
    poll_id = place.running()
    for by in (Staff(uuid4(), place.desk_id, frozenset({"caseworker"})), Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        with pytest.raises(NotAllowed):
            stop(poll_id=poll_id, why="other", by=by)
    with pytest.raises(DoesNotFit):
        stop(poll_id=poll_id, why="", by=place.lead)
