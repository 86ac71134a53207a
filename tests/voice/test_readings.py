"""A message in Zawgyi is kept as it came, read in Unicode by the desk, and answered in the letters her phone shows."""

from uuid import UUID, uuid4

import pytest

from saphan.languages.zawgyi import to_zawgyi
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts
from saphan.voice import services, understanding
from saphan.voice.models import Message
from saphan.voice.reading import Line, lines
from saphan.voice.selectors import story, thread
from tests.voice.given import Browser, Desk, a_voice, waiting_tasks

PAY = "ရုံးက ပတ်စပို့ ယူထားတယ်"
UNSURE = "လက္ခံ"  # in Zawgyi "I agree"


def hers(desk: Desk, conversation_id: UUID) -> list[Line]:
    return [line for line in thread(desk.caseworker, conversation_id).messages if line.inbound]


def test_the_desk_reads_unicode_and_the_original_stays_as_it_came(desk: Desk) -> None:
    # Given a voice from an old phone
    typed = to_zawgyi(PAY)
    told = a_voice(desk, typed)
    # When the house has read it
    understanding.understand(told.conversation_id)
    # Then the desk reads Unicode, with the original beside it
    (line,) = hers(desk, told.conversation_id)
    assert (line.text, line.as_it_came, line.other_reading, line.language) == (PAY, typed, "", "my")
    # And what is sealed as hers is what came
    with acting_as(System("test")):
        row = Message.objects.get(conversation_id=told.conversation_id)
        (original,) = open_texts(
            [(row.sealed, Cell("voice_message", "sealed", row.id))], subject_id=told.conversation_id, why="test"
        )
    assert original == typed
    assert row.zawgyi_percent == 100


def test_unicode_and_other_languages_stay_as_they_are(desk: Desk) -> None:
    same_either_way = ("ကား", "ကား ", "၏")  # a car; the last looks like Zawgyi to the model
    for text in (PAY, "No pay", "ไม่ได้เงิน", *same_either_way):
        told = a_voice(desk, text)
        understanding.understand(told.conversation_id)
        (line,) = hers(desk, told.conversation_id)
        assert (line.text.strip(), line.as_it_came, line.other_reading) == (text.strip(), "", "")


def test_both_readings_are_shown_when_neither_is_sure(desk: Desk) -> None:
    told = a_voice(desk, UNSURE)
    understanding.understand(told.conversation_id)
    (line,) = hers(desk, told.conversation_id)
    assert {line.text, line.other_reading} == {UNSURE, "လက်ခံ"}


def test_her_earlier_letters_tip_the_scales(desk: Desk) -> None:
    # Given she wrote in Zawgyi before
    told = a_voice(desk, to_zawgyi(PAY))
    understanding.understand(told.conversation_id)
    # When she writes on, in a word that may be either
    services.say_more(conversation_id=told.conversation_id, text=UNSURE, once="two")
    assert ("voice.read_on", {"conversation_id": str(told.conversation_id)}) in waiting_tasks()
    understanding.read_on(told.conversation_id)
    # Then it is read as Zawgyi
    assert hers(desk, told.conversation_id)[-1].text == "လက်ခံ"


def test_a_message_is_read_once(desk: Desk) -> None:
    told = a_voice(desk, to_zawgyi(PAY))
    understanding.understand(told.conversation_id)
    with acting_as(System("test")):
        before = bytes(Message.objects.get(conversation_id=told.conversation_id).normalised or b"")
    understanding.read_on(told.conversation_id)
    with acting_as(System("test")):
        assert bytes(Message.objects.get(conversation_id=told.conversation_id).normalised or b"") == before


def test_nothing_happens_to_a_story_that_is_gone(desk: Desk) -> None:
    told = a_voice(desk)
    services.delete_story(conversation_id=told.conversation_id, by=Story(told.conversation_id))
    understanding.understand(told.conversation_id)
    understanding.read_on(told.conversation_id)
    with acting_as(System("test")):
        assert not Message.objects.filter(conversation_id=told.conversation_id).exists()


def test_she_reads_her_own_words_as_she_typed_them(desk: Desk) -> None:
    told = a_voice(desk, to_zawgyi(PAY))
    understanding.understand(told.conversation_id)
    assert story(told.conversation_id, word_given=True).lines[0].text == to_zawgyi(PAY)


def test_her_phone_s_wish_turns_the_whole_page(desk: Desk, phone: Browser) -> None:
    # Given an answer to a voice from an old phone
    told = a_voice(desk, to_zawgyi(PAY))
    understanding.understand(told.conversation_id)
    services.reply(conversation_id=told.conversation_id, text=PAY, by=desk.caseworker)
    page = phone.come_back(told.claim_code, "my")
    assert PAY in page
    # When she asks for Zawgyi
    phone.send("/my/story/letters/", at="/my/story/mine/", letters="zawgyi")
    # Then our words and her own are readable there, each turned once
    page = phone.get("/my/story/mine/").content.decode()
    assert page.count(to_zawgyi(PAY)) == 2
    assert PAY not in page
    # And in English nothing is turned
    assert PAY in phone.get("/en/story/mine/").content.decode()
    # And she may go back to Unicode
    phone.get("/my/story/mine/")
    phone.send("/my/story/letters/", at="/my/story/mine/", letters="unicode")
    assert PAY in phone.get("/my/story/mine/").content.decode()


def test_what_she_typed_is_not_turned_twice(desk: Desk, phone: Browser) -> None:
    told = a_voice(desk, to_zawgyi(PAY))
    services.set_letters(conversation_id=told.conversation_id, zawgyi=True, by=desk.caseworker)
    phone.come_back(told.claim_code, "my")
    phone.send("/my/story/write/", at="/my/story/mine/", said=to_zawgyi(PAY) * 20_000)
    page = phone.get("/my/story/mine/").content.decode()
    assert to_zawgyi(PAY) + to_zawgyi(PAY) in page


def test_the_wish_stays_with_her_story(desk: Desk) -> None:
    told = a_voice(desk)
    services.set_letters(conversation_id=told.conversation_id, zawgyi=True, by=Story(told.conversation_id))
    assert thread(desk.caseworker, told.conversation_id).conversation.reads_zawgyi
    with acting_as(Story(told.conversation_id)):
        assert lines(told.conversation_id, why="test")


def test_who_may_not_answer_sets_no_letters(desk: Desk) -> None:
    told = a_voice(desk)
    with pytest.raises(NotAllowed):
        services.set_letters(
            conversation_id=told.conversation_id, zawgyi=True, by=Staff(uuid4(), desk.id, frozenset({"analyst"}))
        )
    assert not thread(desk.caseworker, told.conversation_id).conversation.reads_zawgyi


def test_what_no_task_has_read_is_read_when_it_is_shown(desk: Desk) -> None:
    """A story from before the house read Zawgyi, or one that came a moment ago."""
    for typed, shown in ((to_zawgyi(PAY), (PAY, to_zawgyi(PAY))), (PAY, (PAY, "")), ("No pay ", ("No pay ", ""))):
        (line,) = hers(desk, a_voice(desk, typed).conversation_id)
        assert (line.text, line.as_it_came) == shown
    (line,) = hers(desk, a_voice(desk, UNSURE).conversation_id)
    assert {line.text, line.other_reading} == {UNSURE, "လက်ခံ"}
