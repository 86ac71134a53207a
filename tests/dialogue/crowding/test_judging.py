"""Given a workplace that was asked much, where few speak since: its lead is told, and no poll begins by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework import services as casework
from saphan.dialogue.crowding import judging, months, volume
from saphan.dialogue.crowding.judging import OURSELVES
from saphan.dialogue.crowding.volume import Asked
from saphan.dialogue.models import CrowdingFinding, CrowdingMonth, PollReason
from saphan.dialogue.polls import answering, asking, services
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Notice
from saphan.network.models import Staff as StaffRow
from saphan.store import Staff, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import FOUND_OUT, SHE_BEGAN, THEIR_LINE
from saphan.voice.intake import accept
from tests.dialogue.given import HEAT, Place, a_place
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SYSTEM = System("test")
WHY = "The exits were changed, and we must know now."


@pytest.fixture(autouse=True)
def at_the_end() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


def speak(place: Place, month: datetime, number: int, rule: str = SHE_BEGAN) -> UUID:
    """The last of so many stories, in the days after `month`."""
    with clock.stopped_at(month + timedelta(days=3)):
        for _ in range(number):
            once, workplace = str(uuid4()), place.workplace
            said = Inbound(place.desk_id, "web", "my", once, "x", place_organisation_id=workplace, rule=rule)
            last = accept(said).conversation_id
    return last


def ask_and_answer(place: Place, month: datetime) -> None:
    with clock.stopped_at(month):
        poll_id = place.running(questions=(HEAT,))
    with clock.stopped_at(month + timedelta(days=15)):
        answering.sweep()
        answering.respond(poll_id=poll_id, text="Fans.", language="en", once=uuid4(), by=place.responder)


@pytest.fixture
def crowded() -> Place:
    place = a_place()
    for number in range(12):
        month = datetime(2025 + (number + 2) // 12, (number + 2) % 12 + 1, 2, 9, 0, tzinfo=UTC)
        if number >= 9:
            ask_and_answer(place, month)
        speak(place, month, 1 if number >= 9 else 7)
        speak(place, month, 1, rule=THEIR_LINE if number % 2 else FOUND_OUT)  # is none, and counts nowhere
    return place


def test_a_lead_is_told_and_goes_on_only_for_a_written_reason(crowded: Place, client: Client) -> None:
    place = crowded
    judging.sweep()
    judging.sweep()  # a month is judged once
    with acting_as(place.lead):
        (found,) = CrowdingFinding.objects.all()
        told = Notice.objects.filter(staff_id=place.lead.id, kind="dialogue.crowded").count()
    assert (found.verdict, found.what, found.questions) == ("warn", "voice", 3)
    assert (found.quiet, found.quiet_months, found.asked, found.asked_months) == (63, 9, 3, 3)
    assert found.ratio is not None and found.ratio < 0.3 and told == 1
    with acting_as(SYSTEM):
        assert CrowdingMonth.objects.get().warned == 1

    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    shown = lead.get("/desk/polls/crowding/").content.decode()
    assert "Blue Sea packing hall" in shown and "Pause polls there" in shown
    for way in ({}, {"organisation_id": None, "corridor": "MM-TH"}):
        assert services.lacks(poll_id=place.drafted(**way), by=place.lead)[0] == "crowded"
    nowhere = place.drafted(organisation_id=None)
    other = a_place()
    assert "crowded" not in services.lacks(poll_id=nowhere, by=place.lead)
    assert "crowded" not in services.lacks(poll_id=other.drafted(), by=other.lead)

    poll_id = place.drafted()
    with pytest.raises(NotYet):
        services.propose(poll_id=poll_id, by=place.lead)
    page = f"/desk/polls/{poll_id}/"
    assert "Why this poll cannot wait" in lead.get(page).content.decode()
    assert lead.post(f"{page}go-on/", {"reason": "we want to"}).status_code == 409
    once = str(uuid4())
    for _ in range(2):
        assert lead.post(f"{page}go-on/", {"reason": WHY, "once": once}).status_code == 302
    assert WHY in lead.get(page).content.decode()
    services.propose(poll_id=poll_id, by=place.lead)
    with acting_as(SYSTEM):
        assert PollReason.objects.count() == 1
        assert Event.objects.filter(act="dialogue.poll_goes_on").count() == 1


def test_a_pause_of_two_months_lifts_it(crowded: Place) -> None:
    judging.sweep()
    for month in (3, 4):
        speak(crowded, datetime(2026, month, 5, tzinfo=UTC), 7)
    with clock.stopped_at(datetime(2026, 5, 2, tzinfo=UTC)):
        judging.sweep()
        assert "crowded" not in services.lacks(poll_id=crowded.drafted(), by=crowded.lead)
    with acting_as(SYSTEM):
        assert [row.verdict for row in CrowdingFinding.objects.order_by("month")] == ["warn", "paused"]
    with clock.stopped_at(NOW + timedelta(days=400)):  # the monitor does not run any more
        assert "crowded" not in services.lacks(poll_id=crowded.drafted(), by=crowded.lead)


def test_nothing_is_said_of_a_place_where_little_is_heard() -> None:
    place = a_place()
    ask_and_answer(place, datetime(2026, 2, 2, 9, 0, tzinfo=UTC))
    speak(place, datetime(2025, 12, 2, tzinfo=UTC), 2)
    judging.sweep()
    with acting_as(SYSTEM):
        assert [row.verdict for row in CrowdingFinding.objects.all()] == ["few"]


def test_only_a_lead_of_the_desk_writes_why_and_only_before_it_runs() -> None:
    place = a_place()
    poll_id = place.drafted()
    for by in (Staff(uuid4(), place.desk_id, frozenset({"caseworker"})), Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        with pytest.raises(NotAllowed):
            asking.go_on(poll_id=poll_id, text=WHY, by=by, once=uuid4())
    with pytest.raises(DoesNotFit):
        asking.go_on(poll_id=poll_id, text=" ", by=place.lead, once=uuid4())
    with pytest.raises(NotNow):
        asking.go_on(poll_id=place.running(), text=WHY, by=place.lead, once=uuid4())


def test_what_was_asked_counts_in_each_month_that_it_touches_and_where_it_reaches() -> None:
    place, other = uuid4(), uuid4()
    year = months.whole_months(NOW.date())
    assert (year[0].isoformat(), year[-1].isoformat(), len(year)) == ("2025-03-01", "2026-02-01", 12)
    spans = [
        Asked(place, "", year[1], year[2], 4),
        Asked(None, "MM-TH", year[11], NOW.date(), 2),
        Asked(other, "", year[5], year[5], 9),
    ]
    assert volume.by_month(spans, year, place, "TH") == (0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 2)
    assert volume.by_month(spans, year, place, "MY")[11] == 0 and volume.by_month([], year, place, "")[0] == 0


def test_mandates_of_unions_and_committees_are_counted_where_their_story_is() -> None:
    place = a_place()
    by = Staff(place.lead.id, place.desk_id, frozenset({"lead", "caseworker"}))
    story_id = speak(place, datetime(2026, 1, 5, 9, 0, tzinfo=UTC), 1)
    with clock.stopped_at(datetime(2026, 1, 20, 9, 0, tzinfo=UTC)):
        case_id = casework.open_case(conversation_id=story_id, by=by)
        named = {"mandate": "signed_list", "number": 40, "may_confirm": "workers", "words": "", "by": by}
        casework.name_representative(case_id=case_id, conversation_id=story_id, kind="union", **named)
    with acting_as(OURSELVES):
        found = months.brought(months.whole_months(NOW.date()))
    assert found == {(place.desk_id, place.workplace): (0,) * 10 + (1, 0)}
