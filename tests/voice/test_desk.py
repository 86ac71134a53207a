"""Given stories of a desk, its people read, answer and sort them; nobody else does."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from saphan.store import Staff, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from saphan.voice import ageing, services
from saphan.voice.inbound import Handle, Media
from saphan.voice.models import Contact, Conversation
from saphan.voice.refusals import NotANumber, NothingWritten, StoryGone
from saphan.voice.selectors import InboxFilter, attachment, inbox, thread
from tests.voice.given import Desk, a_voice

pytestmark = pytest.mark.django_db


def strangers(desk: Desk) -> list[Staff]:
    return [Staff(uuid4(), uuid4(), frozenset({"caseworker"})), Staff(uuid4(), desk.id, frozenset({"analyst"}))]


def test_a_reply_answers_and_she_is_told(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    services.reply(conversation_id=conversation_id, text="We can help", by=desk.caseworker, approved_reply="hello")
    page = thread(desk.caseworker, conversation_id)
    assert page.conversation.status == "answered" and page.conversation.assigned_to == desk.caseworker.id
    assert [told.step for told in page.told] == ["received", "answered"]
    assert page.last_of("reply") == "We can help"


def test_an_empty_reply_is_refused(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    with pytest.raises(NothingWritten):
        services.reply(conversation_id=conversation_id, text=" \0", by=desk.caseworker)
    assert thread(desk.caseworker, conversation_id).conversation.status == "waiting"


def test_nobody_else_does_anything_and_nothing_changes(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    before = thread(desk.caseworker, conversation_id)
    for stranger in strangers(desk):
        story: dict[str, Any] = {"conversation_id": conversation_id, "by": stranger}
        for act, more in (
            (services.reply, {"text": "hello"}),
            (services.mark_read, {}),
            (services.assign, {}),
            (services.put_off, {"until": date(2026, 4, 1)}),
            (services.close, {}),
            (services.see_danger, {}),
            (services.link_lost, {"earlier_id": conversation_id}),
        ):
            with pytest.raises(NotAllowed):
                act(**story, **more)  # type: ignore[operator]
    assert thread(desk.caseworker, conversation_id) == before
    with pytest.raises(StoryGone):
        thread(strangers(desk)[0], conversation_id)


def test_opening_a_story_is_audited_once(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    thread(desk.caseworker, conversation_id)
    with acting_as(System("test")):
        opened = Event.objects.filter(act="vault.opened", object_id=conversation_id, caller="staff")
        assert [event.detail["why"] for event in opened] == ["conversation_read"]


def test_a_photo_is_blurred_in_the_thread_and_audited_when_asked_for(desk: Desk) -> None:
    conversation_id = a_voice(desk, "Look", media=Media("image/jpeg", b"pixels")).conversation_id
    (card,) = thread(desk.caseworker, conversation_id).attachments
    assert card.blurred and card.kind == "photo" and not card.proof_kept
    assert attachment(desk.caseworker, card.id) == ("image/jpeg", b"pixels")
    with pytest.raises(NotAllowed):
        attachment(strangers(desk)[0], card.id)


def test_the_inbox_puts_danger_first_then_who_waited_longest_and_opens_nothing(desk: Desk) -> None:
    ids = []
    for number in range(5):
        clock.pass_time(timedelta(minutes=1))
        ids.append(a_voice(desk, f"voice {number}").conversation_id)
    services.raise_danger(conversation_id=ids[3])
    with acting_as(System("test")):
        opened = Event.objects.filter(act="vault.opened").count()
    first = inbox(desk.caseworker, InboxFilter(), limit=3)
    second = inbox(desk.caseworker, InboxFilter(), after=first.next, limit=3)
    assert [row.id for row in (*first.rows, *second.rows)] == [ids[3], ids[0], ids[1], ids[2], ids[4]]
    assert second.next is None and first.rows[0].in_danger
    with acting_as(System("test")):
        assert Event.objects.filter(act="vault.opened").count() == opened


def test_the_inbox_can_be_narrowed(desk: Desk) -> None:
    first, second = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    services.assign(conversation_id=first, by=desk.caseworker)
    services.close(conversation_id=second, by=desk.caseworker)
    assert [row.id for row in inbox(desk.caseworker, InboxFilter(mine=True)).rows] == [first]
    assert inbox(desk.caseworker, InboxFilter(unassigned=True)).rows == ()
    assert inbox(desk.caseworker, InboxFilter(urgent=True)).rows == ()
    assert inbox(desk.caseworker, InboxFilter(languages=("th",))).rows == ()
    assert [row.id for row in inbox(desk.caseworker, InboxFilter(status="closed")).rows] == [second]
    assert [row.id for row in inbox(desk.caseworker, InboxFilter(status="")).rows] == [first]
    assert inbox(strangers(desk)[1], InboxFilter(languages=("my",))).rows == (), "an analyst sees no story"


def test_a_story_put_off_comes_back_on_its_day(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    services.put_off(conversation_id=conversation_id, until=date(2026, 3, 5), by=desk.caseworker)
    ageing.bring_back_what_is_due()
    assert inbox(desk.caseworker, InboxFilter()).rows == ()
    clock.pass_time(timedelta(days=3))
    ageing.bring_back_what_is_due()
    assert [row.id for row in inbox(desk.caseworker, InboxFilter()).rows] == [conversation_id]


def test_a_number_is_read_in_any_script_and_rung_only_at_safe_times(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    services.set_details(conversation_id=conversation_id, phone="၀၈၁ ၂၃၄ ၅၆၇၈", safe_times=["evening", "nonsense"])
    page = thread(desk.caseworker, conversation_id)
    assert page.last_of("handle") == "+66812345678"
    assert page.conversation.safe_times == ("evening",)
    assert inbox(desk.caseworker, InboxFilter()).rows[0].safe_to_contact_now is False  # 16:00 in Bangkok
    clock.pass_time(timedelta(hours=3))
    assert inbox(desk.caseworker, InboxFilter()).rows[0].safe_to_contact_now is True


def test_safe_times_are_those_of_her_own_clock(desk: Desk) -> None:
    # Given somebody in Qatar whose desk is in Bangkok, where it is 16:00
    conversation_id = a_voice(desk).conversation_id
    services.set_details(conversation_id=conversation_id, phone="081 234 5678", safe_times=["midday"], clock=180)
    assert thread(desk.caseworker, conversation_id).conversation.clock == 180
    assert inbox(desk.caseworker, InboxFilter()).rows[0].safe_to_contact_now is True
    # When she gives a time that no clock shows, that of the desk holds
    services.set_details(conversation_id=conversation_id, clock=17)
    assert thread(desk.caseworker, conversation_id).conversation.clock is None
    assert inbox(desk.caseworker, InboxFilter()).rows[0].safe_to_contact_now is False


def test_the_clock_of_a_number_is_not_changed_by_whoever_types_it(desk: Desk) -> None:
    hers, other = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    services.set_details(conversation_id=hers, phone="081 234 5678", clock=180)
    services.set_details(conversation_id=other, phone="081 234 5678", clock=540)
    assert thread(desk.caseworker, hers).conversation.clock == 180


def test_the_same_number_is_the_same_contact_and_no_number_changes_nothing(desk: Desk) -> None:
    first = a_voice(desk, handle=Handle("phone", "+66812345678")).conversation_id
    second = a_voice(desk).conversation_id
    with pytest.raises(NotANumber):
        services.set_details(conversation_id=second, phone="no phone", tell="nobody")
    assert thread(desk.caseworker, second).conversation.tell == "ask_first"
    services.set_details(conversation_id=second, phone="081 234 5678")
    with acting_as(System("test")):
        contacts = set(Conversation.objects.filter(id__in=[first, second]).values_list("contact_id", flat=True))
        assert len(contacts) == 1 and Contact.objects.filter(handle_index__isnull=False).count() == 1


def test_a_later_answer_stands_before_the_earlier_one(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    for place in ("Blue Prawn", "Blue Prawn, night line"):
        services.set_details(conversation_id=conversation_id, place=place, about_someone_else=True, icon="pay")
    page = thread(desk.caseworker, conversation_id)
    assert page.last_of("place") == "Blue Prawn, night line"
    assert [line.superseded for line in page.messages if line.part == "place"] == [True, False]
    assert (page.conversation.about_someone_else, page.conversation.icon) == (True, "pay")


def test_codes_that_we_do_not_know_change_nothing(desk: Desk) -> None:
    conversation_id = a_voice(desk, icon="pay").conversation_id
    services.set_details(conversation_id=conversation_id, icon="<script>", tell="everybody")
    card = thread(desk.caseworker, conversation_id).conversation
    assert (card.icon, card.tell) == ("pay", "ask_first")


def test_a_number_typed_by_somebody_else_is_rung_at_no_other_times(desk: Desk) -> None:
    hers, other = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    services.set_details(conversation_id=hers, phone="081 234 5678", safe_times=["evening"])
    services.set_details(conversation_id=other, phone="081 234 5678", safe_times=["morning", "night"])
    assert thread(desk.caseworker, hers).conversation.safe_times == ("evening",)
    services.set_details(conversation_id=other, safe_times=["evening", "night"])
    assert thread(desk.caseworker, hers).conversation.safe_times == ("evening",)
