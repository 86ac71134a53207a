"""Given a poll: its questions can be heard, its address can hang on a wall, and a company sees what waits for it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saphan.dialogue.models import PollSound
from saphan.dialogue.polls import answering, desk_needs, services, sounds
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.network.models import Staff as StaffRow
from saphan.remedy.also_needs import Need
from saphan.store import Staff, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.voice.aloud import programs
from saphan.voice.aloud.models import MachineVoice
from tests.dialogue.given import HEAT, Place, a_place
from tests.signed_in import sign_in
from tests.voice.aloud.sounds import tone

SHORT = tone()
pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def signed_in(client: Client, staff_id: UUID) -> Client:
    return sign_in(client, StaffRow.objects.get(id=staff_id))


def test_a_recording_is_heard_until_a_word_changes(place: Place, client: Client) -> None:
    poll_id = place.drafted(languages=("en",), questions=(HEAT,))
    lead, page = signed_in(client, place.lead.id), f"/desk/polls/{poll_id}/"
    sent = {"of": "1-en", "sound": SimpleUploadedFile("q.mp3", SHORT)}
    assert lead.post(f"{page}sound/", sent).status_code == 302
    assert "read by a person" in lead.get(page).content.decode()
    for wrong in ({"of": "1-en"}, {"of": "9-en"}, {"of": "x"}, {"of": "1-th"}):
        again = {**wrong, "sound": SimpleUploadedFile("q.mp3", SHORT)} if "1-en" not in wrong.values() else wrong
        assert lead.post(f"{page}sound/", again).status_code == 409
    her = Client()
    assert her.get(f"/en/poll/{poll_id}/1/sound/").status_code == 404  # nobody is asked yet
    services.propose(poll_id=poll_id, by=place.lead)
    services.accept(poll_id=poll_id, by=place.responder)
    services.begin(poll_id=poll_id, by=place.lead)
    assert "<audio" in her.get(f"/en/poll/{poll_id}/1/").content.decode()
    heard = her.get(f"/en/poll/{poll_id}/1/sound/", headers={"Range": "bytes=0-9"})
    assert heard.status_code == 206 and heard["Content-Type"].startswith("audio/")
    with acting_as(System("test")):
        row = services.PollQuestion.objects.get(poll_id=poll_id)
        row.words = {"en": "Is it far too hot?"}
        assert sounds.heard_as(row, "en") == ""


def test_only_a_lead_of_the_desk_records_and_only_before_it_is_over(place: Place) -> None:
    poll_id = place.running(questions=(HEAT,))
    given = {"poll_id": poll_id, "place": 1, "language": "en", "content": SHORT}
    for by in (Staff(uuid4(), place.desk_id, frozenset({"caseworker"})), Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        with pytest.raises(NotAllowed):
            sounds.keep_recording(**given, by=by)  # type: ignore[arg-type]
    with pytest.raises(DoesNotFit):
        sounds.keep_recording(**{**given, "content": b"no sound"}, by=place.lead)  # type: ignore[arg-type]
    for _ in range(2):
        sounds.keep_recording(**given, by=place.lead)  # type: ignore[arg-type]
    with acting_as(System("test")):
        assert PollSound.objects.count() == 1
    clock.pass_time(timedelta(days=14))
    answering.sweep()
    with pytest.raises(NotNow):
        sounds.keep_recording(**given, by=place.lead)  # type: ignore[arg-type]


def test_a_machine_reads_where_a_listener_accepted_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    poll_id, waits = place.running(questions=(HEAT,)), place.proposed(questions=(HEAT,))
    monkeypatch.setattr(programs, "missing", lambda: ())
    monkeypatch.setattr(programs, "spoken", lambda lines, language: SHORT)
    sounds.sweep()
    MachineVoice.objects.create(language="my", by=uuid4(), name="", on=clock.today())
    for _ in range(2):
        sounds.sweep()
    with acting_as(System("test")):
        (row,) = PollSound.objects.all()
        assert (row.language, row.by_machine, row.poll_id) == ("my", True, poll_id) and row.poll_id != waits
    assert Client().get(f"/en/poll/{poll_id}/1/sound/").status_code == 404


def test_its_address_hangs_on_a_wall_while_it_runs(place: Place, client: Client) -> None:
    lead = signed_in(client, place.lead.id)
    poll_id = place.running(languages=("en",), questions=(HEAT,))
    sheet = lead.get(f"/desk/polls/{poll_id}/poster/").content.decode()
    assert f"/en/poll/{poll_id}/" in sheet and "<svg" in sheet and "Take it down after" in sheet
    assert lead.get(f"/desk/polls/{place.drafted()}/poster/").status_code == 404
    assert lead.get(f"/desk/polls/{uuid4()}/poster/").status_code == 404


def test_a_company_finds_what_waits_for_it_on_its_first_page(place: Place, client: Client) -> None:
    def waiting() -> list[Need]:
        return list(desk_needs.needs_of(place.responder))

    poll_id = place.proposed()
    assert [(one.due_on, one.is_late) for one in waiting()] == [(clock.today(), False)]
    assert "Heat in the packing hall" in signed_in(client, place.responder.id).get("/partner/").content.decode()
    services.accept(poll_id=poll_id, by=place.responder)
    services.begin(poll_id=poll_id, by=place.lead)
    assert waiting() == []
    for days, late in ((14, False), (14, True)):
        clock.pass_time(timedelta(days=days))
        answering.sweep()
        assert [one.is_late for one in waiting()] == [late]
    answering.respond(poll_id=poll_id, text="Fans.", language="en", once=uuid4(), by=place.responder)
    assert waiting() == []
