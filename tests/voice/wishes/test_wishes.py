"""Her language and by whom she is answered: heard, asked once, said on her page or in her chat, never when urgent."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.utils import translation

from saphan.network import services as network
from saphan.network.models import DayOff
from saphan.network.models import Desk as DeskRow
from saphan.network.models import Staff as Member
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.voice import services as voice
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Conversation, Wish
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.saying import say_more
from saphan.voice.selectors import story as story_page
from saphan.voice.understanding import read_on, understand
from saphan.voice.wishes.keeping import say_language, wish_for
from saphan.voice.wishes.who_is_here import line_for
from tests.voice.given import Browser, Desk, a_voice, waiting_tasks

pytestmark = pytest.mark.django_db
RAKHINE = "ငါရို့ လစာ မရသေး ယင်းချင့် ပြောရေ"
SHAN = "ၶႃႈဢမ်ႇလႆႈငိုၼ်းလိူၼ်"


def look(conversation_id: UUID) -> Conversation:
    with acting_as(System("test.look")):
        return Conversation.objects.get(id=conversation_id)


def wish(conversation_id: UUID) -> Wish | None:
    with acting_as(System("test.look")):
        return Wish.objects.filter(conversation_id=conversation_id).first()


def routed(conversation_id: UUID) -> int:
    asked = ("casework.route", {"conversation_id": str(conversation_id)})
    return waiting_tasks().count(asked)


def test_what_she_wrote_plainly_is_heard_and_nobody_asks(desk: Desk) -> None:
    one = a_voice(desk, SHAN).conversation_id
    understand(one)
    assert (look(one).language, look(one).dialect) == ("my", "shn")
    assert wish(one) is None
    assert routed(one) == 1


def test_an_unclear_text_is_asked_about_once(desk: Desk) -> None:
    one = a_voice(desk, RAKHINE).conversation_id
    understand(one)
    asked = wish(one)
    assert asked is not None and asked.asked_on is not None
    assert asked.among == ["my", "rki"]
    assert story_page(one, word_given=True).wish.among == ("my", "rki")
    # When she answers, she is not asked again, whatever she writes
    say_language(conversation_id=one, speaks="rki", by=Story(one))
    assert story_page(one, word_given=True).wish.among == ()
    say_more(conversation_id=one, text="They keep our passports", once="two")
    read_on(one)
    assert look(one).dialect == "rki"


def test_it_is_not_asked_a_second_time(desk: Desk) -> None:
    one = a_voice(desk, RAKHINE).conversation_id
    understand(one)
    with acting_as(System("test.past")):
        Wish.objects.update(asked_on="2026-01-01", among=["my"])
    say_more(conversation_id=one, text=RAKHINE, once="two")
    read_on(one)
    kept = wish(one)
    assert kept is not None and kept.among == ["my"]


@pytest.mark.parametrize("more", [{"danger": True}, {"icon": "hurt"}])
def test_nobody_asks_in_an_urgent_moment(desk: Desk, more: dict[str, object]) -> None:
    one = a_voice(desk, RAKHINE, **more).conversation_id
    understand(one)
    assert wish(one) is None


def test_a_question_that_stands_is_not_shown_when_it_becomes_urgent(desk: Desk) -> None:
    one = a_voice(desk, RAKHINE).conversation_id
    understand(one)
    with acting_as(System("test.danger")):
        Conversation.objects.filter(id=one).update(urgency=2)
    assert story_page(one, word_given=True).wish.among == ()


def test_a_later_message_may_say_it(desk: Desk) -> None:
    one = a_voice(desk, "ok").conversation_id
    understand(one)
    assert look(one).dialect == ""
    say_more(conversation_id=one, text=SHAN, once="two")
    read_on(one)
    assert look(one).dialect == "shn"
    assert routed(one) == 2


def test_who_said_it_in_an_earlier_story_is_not_asked_again(desk: Desk) -> None:
    hers = {"handle": Handle("phone", "+66800000001")}
    first = a_voice(desk, RAKHINE, **hers).conversation_id
    say_language(conversation_id=first, speaks="rki", by=Story(first))
    second = a_voice(desk, RAKHINE, **hers).conversation_id
    understand(second)
    kept = wish(second)
    assert look(second).dialect == "rki"
    assert kept is not None and kept.asked_on is None


def test_a_language_with_pages_turns_her_story_into_it(desk: Desk) -> None:
    one = a_voice(desk).conversation_id
    say_language(conversation_id=one, speaks="ne", by=Story(one))
    assert (look(one).language, look(one).dialect) == ("ne", "")
    say_language(conversation_id=one, speaks="shn", by=desk.caseworker)
    assert (look(one).language, look(one).dialect) == ("my", "shn")
    assert routed(one) == 2


def test_another_language_than_those_we_know(desk: Desk) -> None:
    one = a_voice(desk, RAKHINE).conversation_id
    understand(one)
    say_language(conversation_id=one, speaks="other", by=Story(one))
    assert (look(one).language, look(one).dialect) == ("my", "")
    shown = story_page(one, word_given=True).wish
    assert (shown.among, shown.other, shown.said) == ((), True, False)


def test_who_speaks_none_that_we_know_waits_for_the_desk_again(desk: Desk) -> None:
    # Given a story that was answered
    one = a_voice(desk).conversation_id
    voice.reply(conversation_id=one, text="We can help", by=desk.caseworker)
    assert look(one).status == "answered"
    # When she says that she speaks none of our languages
    say_language(conversation_id=one, speaks="other", by=Story(one))
    # Then the desk is to find out which
    assert look(one).status == "waiting"


def in_khmer(desk: Desk, text: str) -> UUID:
    handle = Handle("phone", "+66800000001")
    return accept(Inbound(desk.id, "web", "km", once=text, text=text, handle=handle)).conversation_id


def test_two_who_share_a_telephone_keep_their_own_languages(desk: Desk) -> None:
    # Given one who said which language she speaks
    shared = {"handle": Handle("phone", "+66800000001")}
    first = a_voice(desk, RAKHINE, **shared).conversation_id
    say_language(conversation_id=first, speaks="rki", by=Story(first))
    # When her room-mate, who reads Khmer, gives the same number
    second = in_khmer(desk, "ខ្ញុំមិនទាន់បានទទួលប្រាក់ខែទេ គេដកលិខិតឆ្លងដែនខ្ញុំ")
    understand(second)
    # Then nothing is said in her name
    assert (look(second).language, look(second).dialect, wish(second)) == ("km", "", None)
    # Also where she has written too little to tell, on the pages that she chose
    third = in_khmer(desk, "ok")
    understand(third)
    assert (look(third).language, wish(third)) == ("km", None)


def test_what_cannot_be_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    one = a_voice(desk).conversation_id
    with pytest.raises(NoAnswerToThat):
        say_language(conversation_id=one, speaks="xx", by=Story(one))
    with pytest.raises(NoAnswerToThat):
        wish_for(conversation_id=one, answered_by="?", by=Story(one))
    analyst = Staff(random_id(), desk.id, frozenset({"analyst"}))
    with pytest.raises(NotAllowed):
        say_language(conversation_id=one, speaks="ne", by=analyst)
    with pytest.raises(NotAllowed):
        wish_for(conversation_id=one, answered_by="woman", by=analyst)
    assert wish(one) is None
    assert look(one).language == "my"


def test_her_page_asks_and_keeps(desk: Desk, phone: Browser) -> None:
    code = phone.say(RAKHINE, language="my")
    with acting_as(System("test.look")):
        one = Conversation.objects.get().id
    understand(one)
    page = phone.come_back(code, "en")
    assert "Which language do you speak best?" in page
    assert 'value="rki" lang="rki">ရခိုင်<' in page
    # When she answers, the question is gone, her page says it, and she may change it
    answer = phone.send("/en/story/speak/", speaks="rki")
    assert answer["Location"] == "/my/story/mine/"
    page = phone.get("/en/story/mine/").content.decode()
    assert "Which language do you speak best?" not in page
    assert "My language: <span" in page.replace("\n", " ")
    everything = phone.get("/en/story/speak/").content.decode()
    assert 'value="rki" lang="rki" aria-pressed="true"' in everything
    assert phone.send("/en/story/speak/", speaks="xx")["Location"] == "/en/story/speak/"
    # And by whom she would like to be answered
    assert phone.send("/en/story/who/", who="woman")["Location"] == "/en/story/mine/"
    assert phone.send("/en/story/who/", who="?")["Location"] == "/en/story/who/"
    assert "Who should answer you? A woman" in phone.get("/en/story/mine/").content.decode()
    kept = wish(one)
    assert kept is not None and (kept.speaks, kept.answered_by) == ("rki", "woman")


def hire(desk: Desk, *languages: str, weekday: int) -> None:
    Member.objects.filter(id=desk.lead_id).update(languages=["ne"])
    lead = Member.objects.get(id=desk.lead_id)
    invited = network.invite_staff(
        email="mya@example.org",
        name="Mya",
        organisation_id=lead.organisation_id,
        desk_id=desk.id,
        roles=["caseworker"],
        languages=languages,
    )
    network.set_duty(desk_id=desk.id, staff_id=invited.staff_id, weekday=weekday, opens=time(9), closes=time(18))


@pytest.mark.parametrize(
    ("languages", "weekday", "said"),
    [
        (("shn",), 0, ""),
        (("shn",), 1, "Nobody here speaks တႆး now. Somebody does on Tuesday at 09:00."),
        (("th",), 0, "Nobody here speaks တႆး now. Somebody speaks ไทย."),
        (("th",), 1, "Nobody here speaks တႆး now. Somebody speaks ไทย on Tuesday at 09:00."),
        (("ne",), 0, "Nobody here speaks တႆး now."),
    ],
)
def test_only_what_the_roster_says_is_promised(desk: Desk, languages: tuple[str, ...], weekday: int, said: str) -> None:
    hire(desk, *languages, weekday=weekday)
    with translation.override("en"):
        line = line_for(desk_id=desk.id, speaks="shn", pages="en", now=clock.now())
        assert (str(line) if line else "") == said


def test_her_page_says_who_speaks_her_language_and_when(desk: Desk, phone: Browser) -> None:
    hire(desk, "shn", weekday=1)
    code = phone.say(SHAN, language="en")
    with acting_as(System("test.look")):
        one = Conversation.objects.get().id
    understand(one)
    assert "Nobody here speaks တႆး now. Somebody does on Tuesday at 09:00." in phone.come_back(code)
    # And nothing of it in an urgent moment, when help comes first
    with acting_as(System("test.danger")):
        Conversation.objects.update(urgency=2)
    assert "Nobody here speaks" not in phone.get("/en/story/mine/").content.decode()


def test_a_day_after_the_next_of_its_name_is_said_with_its_date(desk: Desk) -> None:
    """Given that next Tuesday is a day off."""
    hire(desk, "shn", weekday=1)
    DayOff.objects.create(desk_id=desk.id, day=clock.today() + timedelta(days=1))
    line = line_for(desk_id=desk.id, speaks="shn", pages="en", now=clock.now())
    assert "Somebody does on Tuesday 10 March at 09:00." in str(line)


def test_of_a_frozen_desk_nothing_is_promised(desk: Desk) -> None:
    hire(desk, "shn", weekday=1)
    DeskRow.objects.filter(id=desk.id).update(frozen_on=clock.today())
    assert line_for(desk_id=desk.id, speaks="shn", pages="en", now=clock.now()) is None
