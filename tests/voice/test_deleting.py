"""Given she deletes her story, what is left is a desk and a day."""

from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from PIL import Image

from saphan.store import Story, System, acting_as
from saphan.vault.models import DataKey, Fact, Shredded
from saphan.vault.sealing import CannotOpen
from saphan.vault.services import key_of
from saphan.voice import services
from saphan.voice.deleting import HERS
from saphan.voice.inbound import Handle, Media
from saphan.voice.models import Attachment, Consent, Contact, Conversation
from saphan.voice.refusals import StoryGone
from saphan.voice.selectors import NoSuchCode, conversation_facts, open_story
from tests.voice.given import Browser, Desk, a_voice, waiting_tasks

pytestmark = pytest.mark.django_db
EMPTY = ("channel", "language", "icon", "place_line", "waiting_since", "first_read_on", "assigned_to", "word_hash")


def pixels() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


def test_everything_of_hers_is_gone_and_the_others_stay(desk: Desk) -> None:
    # Given two stories, one with everything in it
    media = Media("image/jpeg", pixels(), original=pixels())
    mine = a_voice(desk, "mine", icon="pay", handle=Handle("phone", "+66812345678"), media=media)
    other = a_voice(desk, "other")
    with acting_as(System("test")):
        ask_id = services.ask(conversation_id=mine.conversation_id, question="consent", ref=uuid4(), words="words")
        keys = DataKey.objects.count()
    services.answer(ask_id=ask_id, code="yes", by=Story(mine.conversation_id))
    services.reply(conversation_id=mine.conversation_id, text="We can help", by=desk.caseworker)

    # When she deletes it
    services.delete_story(conversation_id=mine.conversation_id, by=Story(mine.conversation_id))

    # Then nothing of it can be read, found or rung
    with acting_as(System("test")):
        for model in HERS:
            assert not model._default_manager.filter(conversation_id=mine.conversation_id).exists(), model
        assert not Attachment.objects.exists()
        assert not Contact.objects.filter(handle_index__isnull=False).exists()
        assert DataKey.objects.count() == keys - 2  # hers, and that of the proof
        with pytest.raises(CannotOpen):
            key_of(mine.conversation_id)
        tombstone = Conversation.objects.get(id=mine.conversation_id)
        assert not any(getattr(tombstone, name) for name in EMPTY)
        assert tombstone.left_on is not None and tombstone.opened_at.hour == 0
        assert Consent.objects.get().ended_on is not None
        assert Shredded.objects.filter(subject_id=mine.conversation_id).exists()
        assert Fact.objects.filter(kind="voice.story_deleted", subject=mine.conversation_id).exists()
        assert conversation_facts([mine.conversation_id, other.conversation_id]).keys() == {other.conversation_id}
    with pytest.raises(NoSuchCode):
        open_story(mine.claim_code)
    assert open_story(other.claim_code) == other.conversation_id
    deferred = ("verification.take_voice_back", {"conversation_id": str(mine.conversation_id)})
    assert deferred in waiting_tasks()
    assert str(mine.conversation_id) in (Path(settings.SAPHAN_HOME) / "shredded.log").read_text()


def test_only_she_can_delete_it(desk: Desk) -> None:
    mine, another = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    with pytest.raises(StoryGone):
        services.delete_story(conversation_id=mine, by=Story(another))
    with acting_as(System("test")):
        assert Conversation.objects.filter(left_on=None).count() == 2


def test_a_handle_that_another_story_needs_stays(desk: Desk) -> None:
    first, second = (a_voice(desk, handle=Handle("phone", "+66812345678")).conversation_id for _ in range(2))
    services.delete_story(conversation_id=first, by=Story(first))
    with acting_as(System("test")):
        assert Contact.objects.filter(handle_index__isnull=False).count() == 1
    services.delete_story(conversation_id=second, by=Story(second))
    with acting_as(System("test")):
        assert not Contact.objects.exists()


def test_after_deleting_nothing_more_can_be_done_with_it(desk: Desk) -> None:
    mine = a_voice(desk).conversation_id
    services.delete_story(conversation_id=mine, by=Story(mine))
    for act in (
        lambda: services.say_more(conversation_id=mine, text="again", once="c" * 32),
        lambda: services.set_details(conversation_id=mine, tell="nobody"),
        lambda: services.raise_danger(conversation_id=mine),
        lambda: services.reopen(conversation_id=mine, by=Story(mine)),
        lambda: services.delete_story(conversation_id=mine, by=Story(mine)),
    ):
        with pytest.raises(StoryGone):
            act()


def test_the_page_says_what_it_cannot_reach_and_ends_the_visit(phone: Browser, desk: Desk) -> None:
    code = phone.say("A secret sentence")
    assert "What deleting cannot reach" in phone.get("/en/story/delete/").content.decode()
    page = phone.send("/en/story/delete/").content.decode()
    assert "Your story is deleted." in page
    assert "secret" not in phone.get("/en/story/mine/").content.decode()
    with pytest.raises(NoSuchCode):
        open_story(code)


def test_an_old_page_does_not_make_it_again(phone: Browser, desk: Desk) -> None:
    # Given a page that she sent, and a story that she has deleted
    form = {**phone.fields("/en/"), "said": "A secret sentence"}
    phone.post("/en/", form)
    phone.send("/en/story/delete/")
    # When the browser sends the page again
    answer = phone.post("/en/", {**form, "key": phone.fields("/en/")["key"]})
    # Then she reads that it is deleted, and nothing is there
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "Your story is deleted." in page and "I am in danger" in page and "secret" not in page
    with acting_as(System("test")):
        assert not Conversation.objects.filter(left_on=None).exists()


def test_an_old_page_that_added_to_a_story_asks_for_her_code(phone: Browser, desk: Desk) -> None:
    phone.say("One")
    more = {**phone.fields("/en/"), "said": "Two"}
    phone.post("/en/", more)
    other = Browser()
    page = other.post("/en/", {**more, "key": other.fields("/en/")["key"]})
    assert "Your words are still here:" in page.content.decode()
    with acting_as(System("test")):
        assert Conversation.objects.count() == 1


def test_a_call_from_an_old_page_is_never_refused(phone: Browser, desk: Desk) -> None:
    form = phone.fields("/en/danger/")
    phone.post("/en/danger/", form)
    phone.send("/en/story/delete/")
    answer = phone.post("/en/danger/", {**form, "key": phone.fields("/en/danger/")["key"]}, follow=True)
    assert "Our team is called." in answer.content.decode()
    with acting_as(System("test")):
        assert Conversation.objects.get(left_on=None).danger_at is not None
