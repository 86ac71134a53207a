"""Sending a poll to workers who said yes: about how many, never who, each once, and by nothing to an answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework import services as casework
from saphan.casework.models import Case
from saphan.dialogue.models import PollAnswer, PollInvitation, PollSending
from saphan.dialogue.polls import inviting, stopping
from saphan.dialogue.refusals import NotNow
from saphan.network.models import Staff as StaffRow
from saphan.store import Staff, Story, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting, sweep_all
from saphan.vault.models import Event
from saphan.voice import services as voice
from saphan.voice.channels.models import Delivery, Way
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.intake import accept
from saphan.voice.inviting import keeping
from saphan.voice.models import Conversation
from tests.dialogue.chats import writes_by_chat
from tests.dialogue.given import HEAT, Place, a_place
from tests.signed_in import sign_in
from tests.voice.channels.conftest import no_pause, provider
from tests.voice.channels.given import add_bot
from tests.voice.channels.telegram.provider import Telegram

__all__ = ["no_pause", "provider"]
pytestmark = pytest.mark.django_db
SYSTEM = System("test")
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # nine o'clock where the desk is


@pytest.fixture(autouse=True)
def in_the_morning() -> Iterator[None]:
    with clock.stopped_at(MORNING):
        yield


@pytest.fixture
def place(provider: Telegram, no_pause: None) -> Place:
    return a_place()


def workers(place: Place, number: int, account: UUID | None = None, **more: object) -> list[UUID]:
    """Each wrote by the bot of the desk from this workplace, lets us write everything, and said yes."""
    account = account or add_bot(place.desk_id)
    return [_worker(place, account, number, **more) for number in range(number)]


def _worker(place: Place, account: UUID, number: int, language: str = "en", at: UUID | None = None) -> UUID:
    handle = Handle("telegram", f"{700_000 + number}")
    story = accept(
        Inbound(place.desk_id, "telegram", language, once=str(uuid4()), text="No pay since March", handle=handle)
    ).conversation_id
    with acting_as(SYSTEM):
        Conversation.objects.filter(id=story).update(place_organisation_id=at or place.workplace)
        row = Conversation.objects.get(id=story)
    writes_by_chat(row, account, handle)
    keeping.say(conversation_id=story, yes=True, language=language, by=Story(story))
    return story


def rows() -> list[PollInvitation]:
    with acting_as(SYSTEM):
        return list(PollInvitation.objects.order_by("go_at"))


def a_day_passes() -> None:
    for _part in range(6):
        clock.pass_time(timedelta(hours=4))
        sweep_all()
        run_waiting()


def test_all_get_the_same_address_once_over_hours_and_nothing_says_who_answered(
    place: Place, provider: Telegram
) -> None:
    # Given twelve who said yes, and one at another workplace
    account = add_bot(place.desk_id)
    willing = workers(place, 12, account)
    _worker(place, account, 99, at=place.company)
    poll_id = place.running()
    assert inviting.reaching(poll_id=poll_id, by=place.lead) == inviting.Reaching(True, 11, about="10–24")
    # When the lead sends it, nothing goes at once, and each has a time of her own
    inviting.invite(poll_id=poll_id, by=place.lead)
    assert {row.conversation_id for row in rows()} == set(willing) and provider.taken == []
    assert len({row.go_at for row in rows()}) == 12
    assert rows()[-1].go_at <= MORNING + timedelta(hours=inviting.SPREAD_HOURS)
    with pytest.raises(NotNow):
        inviting.invite(poll_id=poll_id, by=place.lead)
    # Then each gets it once: one text, one address, of which nothing is a person's
    a_day_passes()
    a_day_passes()
    address = inviting.address_of(poll_id, "en")
    assert address.endswith(f"/en/poll/{poll_id}/")
    assert [each["text"] for each in provider.taken] == [
        f"A few questions for workers. No name. Only if you want. {address}"
    ] * 12
    assert len({each["chat_id"] for each in provider.taken}) == 12
    # And what is kept leads to no answer; a lead is told a band, and the trail names nobody
    columns = {field.name for field in PollAnswer._meta.fields}
    assert columns == {"id", "poll_id", "question_id", "choice", "language"}
    of_invitations = {field.name for field in PollInvitation._meta.fields} - {"id", "desk_id", "poll_id"}
    assert of_invitations == {"conversation_id", "questions", "go_at", "on", "is_out", "delivery_id", "by_page"}
    with acting_as(SYSTEM):
        (event,) = Event.objects.filter(act="dialogue.poll_sent")
        assert (event.object_id, event.detail, event.caller_id) == (poll_id, {"about": "10–24"}, place.lead.id)
        assert PollSending.objects.get().band == "10–24"
    assert inviting.reaching(poll_id=poll_id, by=place.lead).sent_to == "10–24"
    # After a month the rows are gone
    clock.pass_time(timedelta(days=30))
    inviting.sweep()
    assert rows() == []


def test_below_the_threshold_nobody_is_sent_anything_and_the_lead_reads_so(place: Place, client: Client) -> None:
    workers(place, 10)
    poll_id = place.running()
    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    page = f"/desk/polls/{poll_id}/send/"
    shown = lead.get(page).content.decode()
    assert "Fewer than 11 workers" in shown and "10–24" not in shown and "Send it, once" not in shown
    refused = lead.post(page)
    assert refused.status_code == 409 and "Nothing was sent." in refused.content.decode()
    assert rows() == []
    with acting_as(SYSTEM):
        assert not PollSending.objects.exists() and not Event.objects.filter(act="dialogue.poll_sent").exists()


def test_on_the_page_of_the_desk_stands_a_band_and_then_the_day(place: Place, client: Client) -> None:
    workers(place, 11)
    poll_id = place.running()
    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    page = f"/desk/polls/{poll_id}/send/"
    assert "10–24 workers can be reached now" in lead.get(page).content.decode()
    assert lead.post(page).status_code == 302
    assert "On 2 March 2026 it was sent to 10–24 workers" in lead.get(page).content.decode()
    assert lead.post(page).status_code == 409


def test_whoever_takes_it_back_comes_into_danger_or_is_under_age_gets_nothing(place: Place, provider: Telegram) -> None:
    willing = workers(place, 14)
    young, back, danger, *rest = willing
    poll_id = place.running()
    case_id = _case(place, young)
    with acting_as(SYSTEM):
        Case.objects.filter(id=case_id).update(under_18=True)
    inviting.invite(poll_id=poll_id, by=place.lead)
    assert {row.conversation_id for row in rows()} == {back, danger, *rest}
    keeping.say(conversation_id=back, yes=False, language="en", by=Story(back))
    voice.raise_danger(conversation_id=danger)
    gone = rest.pop()
    voice.delete_story(conversation_id=gone, by=Story(gone))
    a_day_passes()
    assert len(provider.taken) == len(rest) == 10
    assert {row.conversation_id for row in rows()} == set(rest)


def _case(place: Place, story: UUID) -> UUID:
    return casework.open_case(conversation_id=story, by=Staff(uuid4(), place.desk_id, frozenset({"caseworker"})))


def test_a_poll_that_is_stopped_calls_off_what_waits(
    place: Place, provider: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers(place, 11)
    poll_id, halves = place.running(), cycle((0.0, 1.0))
    with acting_as(SYSTEM) as moment:
        Way.objects.update(written_at=moment.now + timedelta(hours=20))  # the provider is slow: it waits in the outbox
    monkeypatch.setattr(inviting, "draw", lambda: next(halves))
    inviting.invite(poll_id=poll_id, by=place.lead)
    clock.pass_time(timedelta(hours=3))
    sweep_all()
    with acting_as(SYSTEM):
        assert set(Delivery.objects.values_list("progress", flat=True)) == {"waiting"}
    stopping.stop(poll_id=poll_id, why="mistake", by=place.lead)
    a_day_passes()
    assert provider.taken == []
    with acting_as(SYSTEM):
        assert not PollInvitation.objects.filter(is_out=False).exists()
        assert set(Delivery.objects.values_list("progress", flat=True)) == {"cancelled"}


def test_nobody_gets_more_than_two_in_a_month(place: Place) -> None:
    workers(place, 11)
    for number in range(3):
        poll_id = place.running(questions=(HEAT,) * 2, name=f"Poll {number}")
        if number < 2:
            inviting.invite(poll_id=poll_id, by=place.lead)
    assert inviting.reaching(poll_id=poll_id, by=place.lead).about == ""
    with pytest.raises(NotNow) as refused:
        inviting.invite(poll_id=poll_id, by=place.lead)
    assert refused.value.ways_out == ("too_few_said_yes",)


def test_a_corridor_reaches_who_speaks_a_language_of_its_origin_there(place: Place) -> None:
    account = add_bot(place.desk_id)
    hers = [_worker(place, account, number, "my") for number in range(11)]
    _worker(place, account, 50, "en")
    poll_id = place.running(organisation_id=None, corridor="MM-TH")
    inviting.invite(poll_id=poll_id, by=place.lead)
    assert {row.conversation_id for row in rows()} == set(hers)


def test_only_a_lead_of_the_desk_and_only_while_it_runs(place: Place) -> None:
    workers(place, 11)
    poll_id = place.proposed()
    for by in (Staff(uuid4(), place.desk_id, frozenset({"caseworker"})), Staff(uuid4(), uuid4(), frozenset({"lead"}))):
        with pytest.raises(NotAllowed):
            inviting.invite(poll_id=poll_id, by=by)
        with pytest.raises(NotAllowed):
            inviting.reaching(poll_id=poll_id, by=by)
    with pytest.raises(NotNow):
        inviting.invite(poll_id=poll_id, by=place.lead)
    assert inviting.reaching(poll_id=poll_id, by=place.lead) == inviting.Reaching(False, 11)


def test_in_a_restored_house_nobody_is_sent_it_twice(place: Place, provider: Telegram) -> None:
    workers(place, 11)
    inviting.invite(poll_id=place.running(), by=place.lead)
    inviting.drop_what_waits()
    a_day_passes()
    assert provider.taken == [] and rows() == []
