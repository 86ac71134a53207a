"""Given a reply that should not have been sent, it is gone before she saw it, or she reads that it was a mistake."""

from uuid import UUID, uuid4

import pytest

from saphan.store import Staff, Story, System, acting_as
from saphan.store.refusals import NotAllowed
from saphan.vault.services import key_of
from saphan.voice import selectors, services
from saphan.voice.intake import message
from saphan.voice.models import Attachment, Conversation, Message
from saphan.voice.refusals import NotOurWords, StoryGone
from saphan.voice.taking_back import refile, take_back_reply
from tests.voice import given

pytestmark = pytest.mark.django_db
MISTAKE = "We wrote this to you by mistake"


@pytest.fixture
def story(desk: given.Desk) -> UUID:
    return given.a_voice(desk, "no pay").conversation_id


def reply(story: UUID, desk: given.Desk, text: str = "Dear Ma Aye, your passport") -> UUID:
    sent = services.reply(conversation_id=story, text=text, by=desk.caseworker)
    assert sent
    return sent


def row(story: UUID) -> Conversation:
    with acting_as(System("test")):
        return Conversation.objects.get(id=story)


def steps(story: UUID) -> list[str]:
    return [step.step for step in selectors.story(story, word_given=True).steps]


def test_not_seen_it_was_never_sent(desk: given.Desk, story: UUID) -> None:
    waits_since = row(story).waiting_since
    sent = reply(story, desk)
    assert not take_back_reply(message_id=sent, by=desk.caseworker).was_seen
    services.see_answers(conversation_id=story)
    page = selectors.story(story, word_given=True)
    assert [line.text for line in page.chat] == ["no pay"] and "answered" not in steps(story)
    assert (row(story).status, row(story).waiting_since) == ("waiting", waits_since)
    assert "Dear" not in str(selectors.thread(desk.caseworker, story).messages)
    with acting_as(System("test")):
        assert Message.objects.get(id=sent).seen_by_her_on is None


def test_seen_she_reads_that_it_was_a_mistake(phone: given.Browser, desk: given.Desk) -> None:
    code = phone.say("No pay since March")
    story = selectors.open_story(code)
    sent = reply(story, desk)
    assert "Dear Ma Aye" in phone.come_back(code)
    assert take_back_reply(message_id=sent, by=desk.caseworker).was_seen
    page = phone.get("/en/story/mine/").content.decode()
    assert MISTAKE in page and "Dear Ma Aye" not in page
    assert row(story).status == "waiting"
    (taken,) = [line for line in selectors.thread(desk.caseworker, story).messages if line.part == "reply"]
    assert (taken.kind, taken.text) == ("taken_back", "")
    assert take_back_reply(message_id=sent, by=desk.caseworker).was_seen, "a second time changes nothing"


def test_another_answer_that_stands_keeps_her_answered(desk: given.Desk, story: UUID) -> None:
    right = reply(story, desk, "We read you")
    take_back_reply(message_id=reply(story, desk), by=desk.caseworker)
    assert row(story).status == "answered" and steps(story)[-1] == "answered"
    services.close(conversation_id=story, by=desk.caseworker)
    take_back_reply(message_id=right, by=desk.caseworker)
    assert row(story).status == "waiting" and steps(story) == ["received"]


def test_when_she_wrote_after_the_answer_only_the_closing_goes(desk: given.Desk, story: UUID) -> None:
    reply(story, desk, "We read you")
    services.say_more(conversation_id=story, text="and my passport", once="again")
    wrong = reply(story, desk)
    services.close(conversation_id=story, by=desk.caseworker)
    take_back_reply(message_id=wrong, by=desk.caseworker)
    assert row(story).status == "waiting" and "answered" in steps(story) and "closed" not in steps(story)


def test_only_ours_and_only_of_this_desk(desk: given.Desk, story: UUID) -> None:
    stranger = Staff(uuid4(), given.open_desk("Harbour", "KH").id, given.ROLES)
    sent = reply(story, desk)
    for by in (stranger, Staff(uuid4(), desk.id, frozenset({"analyst"}))):
        with pytest.raises(NotAllowed):
            take_back_reply(message_id=sent, by=by)
    hers = selectors.thread(desk.caseworker, story).messages[0].id
    with pytest.raises(NotOurWords):
        take_back_reply(message_id=hers, by=desk.caseworker)
    assert "Dear" in selectors.story(story, word_given=True).chat[-1].text


def filed(desk: given.Desk, story: UUID) -> UUID:
    """Staff wrote down a call, with a picture, under this story."""
    with acting_as(desk.caseworker) as moment:
        key = key_of(story)
        row = message("she called", "she called", desk.id, story, key, moment.now, author=desk.caseworker.id)
        row.save(force_insert=True)
        from saphan.vault import sealing
        from saphan.vault.sealing import Cell

        picture = Attachment(
            desk_id=desk.id,
            conversation_id=story,
            message_id=row.id,
            media_type="image/png",
            size=3,
            sha256=b"x",
            received_at=moment.now,
        )
        picture.sealed = sealing.seal_bytes(b"png", key, Cell("voice_attachment", "sealed", picture.id))
        picture.save(force_insert=True)
    return row.id


def test_what_staff_filed_in_the_wrong_story_moves_and_moves_back(desk: given.Desk, story: UUID) -> None:
    right = given.a_voice(desk, "another voice").conversation_id
    wrong_id = filed(desk, story)
    moved = refile(message_id=wrong_id, to_id=right, by=desk.caseworker)
    there = selectors.thread(desk.caseworker, right)
    assert [line.text for line in there.messages] == ["another voice", "she called"]
    (picture,) = there.attachments
    assert selectors.attachment(desk.caseworker, picture.id) == ("image/png", b"png")
    assert len(selectors.thread(desk.caseworker, story).messages) == 1
    with acting_as(System("test")):
        assert Message.objects.get(id=moved).supersedes_id == wrong_id
        assert not Message.objects.filter(id=wrong_id).exists()
    back = refile(message_id=moved, to_id=story, by=desk.caseworker)
    assert [line.id for line in selectors.thread(desk.caseworker, story).messages][-1] == back
    assert len(selectors.thread(desk.caseworker, right).messages) == 1


def test_her_own_words_never_change_place(desk: given.Desk, story: UUID) -> None:
    right = given.a_voice(desk, "another voice").conversation_id
    hers = selectors.thread(desk.caseworker, story).messages[0].id
    stranger = Staff(uuid4(), given.open_desk("Harbour", "KH").id, given.ROLES)
    with pytest.raises(NotOurWords):
        refile(message_id=hers, to_id=right, by=desk.caseworker)
    mine = filed(desk, story)
    with pytest.raises(NotOurWords):
        refile(message_id=mine, to_id=story, by=desk.caseworker)
    with pytest.raises(NotAllowed):
        refile(message_id=mine, to_id=right, by=stranger)
    elsewhere = given.a_voice(given.Desk(stranger.desk_id, stranger, uuid4()), "theirs").conversation_id
    with pytest.raises(NotAllowed):
        refile(message_id=mine, to_id=elsewhere, by=desk.caseworker)
    services.delete_story(conversation_id=right, by=Story(right))
    with pytest.raises(StoryGone):
        refile(message_id=mine, to_id=right, by=desk.caseworker)
    assert [line.text for line in selectors.thread(desk.caseworker, story).messages] == ["no pay", "she called"]
