"""One person, many ways: in a chat she gives the number of another story, says yes, and parts them again."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.store import Story, acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels import call_backs
from saphan.voice.linking import joining
from saphan.voice.linking.in_chat import WRONG_NUMBERS_A_DAY
from saphan.voice.linking.page import other_stories
from saphan.voice.linking.together import links_of, of_one_person
from saphan.voice.models import Conversation, Link, Message, WrongTry
from tests.voice.channels.given import (
    SYSTEM,
    Bot,
    add_bot,
    answer,
    deliveries,
    let_pass,
    said,
    stories,
    way,
)
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.given import a_voice

HELLO = "Thank you. We have it. A person will read it."
WHICH = "Please send the number that you got then. It has 16 digits."
DELETE = "Please delete the message with your number here."
TOGETHER = "Good. Both are together now. To undo it, send 00."
ALONE = "Good. Each stands by itself."
NO_SUCH_CODE = "1234567890123450"


def words(provider: Telegram) -> list[str]:
    return [each["text"] for each in provider.taken]


def go_out() -> None:
    """What waits for its turn in the same chat goes out."""
    for _ in range(4):
        let_pass(seconds=3)


def links() -> list[Link]:
    with acting_as(SYSTEM):
        return list(Link.objects.order_by("id"))


@pytest.fixture
def on_paper(bot: Bot) -> tuple[UUID, str]:
    """A story that she began on the page, and its number."""
    accepted = a_voice(bot.desk, "They keep our passports")
    return accepted.conversation_id, accepted.claim_code


def test_she_taps_that_she_wrote_before_and_is_asked_plainly(
    bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]
) -> None:
    earlier, code = on_paper
    # Given a chat of hers
    bot.says("No pay since March")
    assert words(provider) == [HELLO]
    chat = stories()[1]
    # When she taps "I wrote before" and types the number from then
    bot.presses("wrote_before")
    go_out()
    assert words(provider)[-1] == WHICH
    bot.says(f"{code[:4]} {code[4:8]} {code[8:]}")
    go_out()
    # Then she is asked what it would mean, and nothing is joined yet
    assert DELETE in words(provider)
    assert words(provider)[-1].startswith("You also wrote to us in another way.")
    (link,) = links()
    assert (link.conversation_id, link.earlier_id, link.agreed_on) == (chat, earlier, None)
    assert other_stories(chat) == ()
    # And the number stands nowhere among her words
    assert said(chat) == ["No pay since March"]
    # When she says yes
    bot.presses("link_yes")
    go_out()
    # Then both are one person's, and each says so
    assert words(provider)[-1] == TOGETHER
    assert [each.lines[0].text for each in other_stories(chat)] == ["They keep our passports"]
    assert [each.lines[0].text for each in other_stories(earlier)] == ["No pay since March"]
    with acting_as(SYSTEM):
        assert of_one_person(chat) == of_one_person(earlier) == {chat, earlier}


def together(bot: Bot, code: str) -> None:
    bot.says("No pay since March")
    bot.says(code)
    bot.presses("link_yes")
    go_out()


def test_parting_them_is_exact(bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]) -> None:
    earlier, code = on_paper
    together(bot, code)
    chat = stories()[1]
    # Given words that came by each way meanwhile
    bot.says("By the chat")
    voice.say_more(conversation_id=earlier, text="By the page", once="x" * 20)
    # When she parts them
    bot.says("00")
    go_out()
    # Then each sees its own alone, with what came by it
    assert words(provider)[-1] == ALONE
    assert other_stories(chat) == other_stories(earlier) == ()
    assert said(chat) == ["No pay since March", "By the chat"]
    assert said(earlier) == ["They keep our passports", "By the page"]
    assert links()[0].undone_on == clock.today()
    # And nought-nought without anything together is a message like any other
    bot.says("00")
    assert said(chat)[-1] == "00"


def test_she_may_say_no(bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]) -> None:
    earlier, code = on_paper
    bot.says("No pay since March")
    bot.says(code)
    bot.presses("link_no")
    go_out()
    assert words(provider)[-1] == ALONE
    assert links()[0].undone_on is not None and links()[0].agreed_on is None
    assert other_stories(earlier) == ()
    # And an old button does nothing afterwards
    bot.presses("link_yes")
    assert links()[0].agreed_on is None


def test_a_first_message_that_is_a_number_is_not_kept_as_words(
    bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]
) -> None:
    _earlier, code = on_paper
    bot.says(code)
    go_out()
    chat = stories()[1]
    assert said(chat) == [""]
    with acting_as(SYSTEM):
        assert Message.objects.get(conversation_id=chat, part="said").kind == "code"
    assert words(provider)[-1].startswith("You also wrote to us in another way.")


def test_sixteen_digits_that_open_nothing_are_her_words(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay since March")
    for number in (NO_SUCH_CODE, "1111 2222 3333 4444"):
        bot.says(number)
    assert said()[1:] == [NO_SUCH_CODE, "1111 2222 3333 4444"]
    go_out()
    assert words(provider) == [HELLO]


def test_when_asked_a_wrong_digit_and_an_unknown_number_are_told_apart(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay since March")
    bot.presses("wrote_before")
    bot.says("1111 2222 3333 4444")
    go_out()
    assert words(provider)[-1] == "One digit is wrong, missing or too many. Look at your paper again."
    bot.says(NO_SUCH_CODE)
    go_out()
    assert words(provider)[-1] == "This code opens nothing here. Perhaps it belongs to another place."
    # Words instead end the question, and are kept
    bot.says("I cannot find the paper")
    assert said() == ["No pay since March", "I cannot find the paper"]


def test_numbers_cannot_be_tried_out_in_a_chat(bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]) -> None:
    # Given somebody who types numbers
    _earlier, code = on_paper
    bot.says("No pay since March")
    bot.presses("wrote_before")
    for _ in range(WRONG_NUMBERS_A_DAY):
        bot.says(NO_SUCH_CODE)
    with acting_as(SYSTEM):
        assert WrongTry.objects.count() == WRONG_NUMBERS_A_DAY  # counted where the page counts them
    # When even a right one follows
    bot.says(code)
    go_out()
    # Then it is not looked up on this day
    assert words(provider)[-1] == "Too many wrong tries today. Please try again tomorrow."
    assert links() == []
    # And tomorrow it is
    let_pass(days=1)
    bot.says(code)
    assert len(links()) == 1


def test_without_a_number_she_is_rung_where_we_know_whom(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay since March")
    bot.presses("wrote_before")
    bot.presses("ring_me")
    go_out()
    (call,) = call_backs.waiting_calls(bot.desk.caseworker)
    assert call.conversation_id == stories()[0]
    # A chat has no number: she is told what is true
    assert words(provider)[-1] == "Good. Please write the number that we may ring."


def test_a_story_of_another_desk_is_not_put_together(bot: Bot, provider: Telegram) -> None:
    from tests.voice.given import open_desk

    other = a_voice(open_desk("Bridge Nepal", "NP"))
    bot.says("No pay since March")
    bot.says(other.claim_code)
    go_out()
    assert words(provider)[-1].startswith("We cannot put these two together.")
    assert links() == []


def test_where_only_news_may_be_written_the_question_stands_on_her_page(
    bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]
) -> None:
    _earlier, code = on_paper
    bot.says("No pay since March")
    chat = stories()[1]
    answer(bot.desk, story_id=chat)
    go_out()
    bot.presses("neutral")
    go_out()
    provider.taken.clear()
    bot.says(code)
    go_out()
    assert words(provider) == ["There is news for you."]
    with acting_as(Story(chat)):
        (card,) = links_of(chat)
    assert card.said_there and not card.said_here


def test_the_desk_asks_on_both_ways_and_nothing_crosses_before_the_second_yes(bot: Bot, provider: Telegram) -> None:
    # Given two chats, in which everything may be written in one and nothing was said in the other
    line = Bot(bot.desk, add_bot(bot.desk.id))
    bot.says("No pay since March")
    line.says("They keep our passports", who=7001005)
    here, there = stories()
    answer(bot.desk, story_id=here)
    go_out()
    bot.presses("everything")
    go_out()
    provider.taken.clear()
    # When the desk proposes it
    joining.propose(conversation_id=here, other_id=there, by=bot.desk.caseworker)
    run_waiting()
    go_out()
    # Then she is asked in the one, and in the other first what may be written there
    asked = {each["chat_id"]: each["text"] for each in provider.taken}
    assert asked[7001001].startswith("You also wrote to us in another way.")
    assert asked[7001005].startswith("There is news for you. What may we write in this chat?")
    # When she says yes in one
    bot.presses("link_yes")
    go_out()
    assert words(provider)[-1] == "Good. Please say yes there too."
    assert other_stories(here) == other_stories(there) == ()
    # And lets us write in the other, and says yes there
    line.presses("everything", who=7001005)
    go_out()
    assert provider.taken[-1]["text"].startswith("There is a question for you. You read it at ")
    with acting_as(SYSTEM):
        ask_id = joining.Ask.objects.get(conversation_id=there, question="link").id
    voice.answer(ask_id=ask_id, code="yes", by=Story(there))
    assert len(other_stories(here)) == len(other_stories(there)) == 1


def test_a_story_on_paper_hears_of_news_in_the_chat_that_it_was_put_together_with(
    bot: Bot, provider: Telegram, on_paper: tuple[UUID, str]
) -> None:
    earlier, code = on_paper
    together(bot, code)
    chat = stories()[1]
    answer(bot.desk, "In the chat", story_id=chat)
    go_out()
    bot.presses("everything")
    go_out()
    provider.taken.clear()
    # When the story on paper is answered
    answer(bot.desk, "The words of the answer", story_id=earlier)
    go_out()
    # Then the chat says that there is news, and not one of its words
    assert words(provider) == ["There is news for you."]
    # And after parting them it says nothing
    bot.says("00")
    go_out()
    provider.taken.clear()
    let_pass(days=2)
    answer(bot.desk, "Another answer", story_id=earlier)
    go_out()
    assert words(provider) == []


def test_a_question_to_her_is_announced_by_a_line_that_says_nothing_of_it(bot: Bot, provider: Telegram) -> None:
    from uuid import uuid4

    def ask() -> None:
        with acting_as(SYSTEM):
            voice.ask(conversation_id=stories()[0], question="confirm", ref=uuid4(), words="Is the overtime paid?")
        run_waiting()
        go_out()

    # Given a chat in which everything may be written
    bot.says("No pay since March")
    answer(bot.desk)
    bot.presses("everything")
    go_out()
    provider.taken.clear()
    # When she is asked something
    ask()
    # Then the chat says how she reads it, with a number that opens her story
    (line,) = words(provider)
    assert line.startswith("There is a question for you.") and "overtime" not in line
    code = line.split("number: ")[1][:19]
    assert voice_opens(code) == stories()[0]
    # And a second one does not make that number worthless
    let_pass(days=2)
    ask()
    assert words(provider)[-1] == "There is a question for you. You read it with your number."
    assert voice_opens(code) == stories()[0]


def voice_opens(code: str) -> UUID:
    from saphan.voice.selectors import open_story

    return open_story(code)


@pytest.mark.parametrize(("choice", "heard"), [("neutral", ["There is news for you."]), ("nothing", [])])
def test_a_question_is_announced_no_further_than_she_allowed(
    bot: Bot, provider: Telegram, choice: str, heard: list[str]
) -> None:
    from uuid import uuid4

    bot.says("No pay since March")
    answer(bot.desk)
    bot.presses(choice)
    go_out()
    provider.taken.clear()
    with acting_as(SYSTEM):
        for _ in range(2):
            voice.ask(conversation_id=stories()[0], question="enough", ref=uuid4())
    run_waiting()
    go_out()
    assert words(provider) == heard


def test_before_she_said_what_may_be_written_a_question_waits(bot: Bot, provider: Telegram) -> None:
    from uuid import uuid4

    bot.says("No pay since March")
    provider.taken.clear()
    with acting_as(SYSTEM):
        voice.ask(conversation_id=stories()[0], question="consent", ref=uuid4(), words="Overtime is unpaid")
    run_waiting()
    go_out()
    assert [each.split("\n")[0] for each in words(provider)] == [
        "There is news for you. What may we write in this chat?"
    ]
    bot.presses("nothing")
    go_out()
    assert not any("question" in each for each in words(provider))


# A handle that may have another owner


def test_a_yes_alone_shows_nothing_old_and_a_colleague_rings_first(bot: Bot, provider: Telegram) -> None:
    # Given an account that was silent for longer than the threshold
    bot.says("One")
    former = stories()[0]
    clock.pass_time(timedelta(days=91))
    bot.says("Two")
    go_out()
    assert words(provider)[-1].startswith("Have you written to us before?")
    newer = stories()[1]
    # When whoever has it now says yes
    bot.presses("it_was_me")
    go_out()
    # Then the number from then is asked for, and nothing old is shown anywhere
    assert words(provider)[-1].startswith(WHICH)
    with acting_as(Story(newer)):
        (card,) = links_of(newer)
    assert not card.stands and other_stories(newer) == ()
    assert voice.open_linked(conversation_id=newer, word="mango") is None
    # And both count as one voice meanwhile: the safer mistake
    with acting_as(SYSTEM):
        assert of_one_person(newer) == {newer, former}
    # When a colleague has rung her
    joining.owner_was_rung(link_id=card.id, by=bot.desk.caseworker)
    with acting_as(Story(newer)):
        assert links_of(newer)[0].stands
    assert other_stories(newer) == ()  # her words from then still need her own word


def test_with_the_number_from_then_it_is_hers(bot: Bot, provider: Telegram) -> None:
    bot.says("One")
    answer(bot.desk)
    bot.presses("neutral")
    go_out()
    code = words(provider)[-1].split("number: ")[1][:19]
    clock.pass_time(timedelta(days=91))
    bot.says("Two")
    bot.presses("it_was_me")
    bot.says(code)
    bot.presses("link_yes")
    former, newer = stories()
    assert [each.lines[0].text for each in other_stories(newer)] == ["One"]
    assert [link.how for link in links() if link.undone_on is None] == ["code"]
    assert said(former) == ["One"]


def test_another_profile_under_the_same_number_is_asked_first(bot: Bot) -> None:
    from saphan.voice.channels.accounts import accounts
    from saphan.voice.channels.arriving import inbox
    from saphan.voice.channels.events import Said
    from saphan.voice.inbound import Handle

    found = accounts.opened(bot.account_id)
    assert found is not None

    def says(number: int, profile: str) -> None:
        event = Said(f"e{number}", clock.now(), Handle("phone", "+66800000001"), f"Words {number}", profile=profile)
        inbox.keep(found, [event])
        run_waiting()

    says(1, "profile-a")
    says(2, "profile-a")
    says(3, "")  # not told this time: nothing is known
    assert len(stories()) == 1
    # When another profile writes from the number
    says(4, "profile-b")
    # Then it is a story of its own, and its owner is asked
    assert [said(each) for each in stories()] == [["Words 1", "Words 2", "Words 3"], ["Words 4"]]
    assert way().asking == "owner"
    says(5, "profile-b")
    assert len(stories()) == 2


def test_an_answer_to_a_silent_account_is_not_sent_and_the_story_waits_again(bot: Bot, provider: Telegram) -> None:
    from saphan.voice.channels.leaving.staff import ways_of

    bot.says("One")
    answer(bot.desk)
    bot.presses("everything")
    go_out()
    clock.pass_time(timedelta(days=91))
    provider.taken.clear()
    answer(bot.desk, "Something that only she may read")
    let_pass(minutes=1)
    assert words(provider) == []
    with acting_as(SYSTEM):
        assert Conversation.objects.get().status == "waiting"
    (card,) = ways_of(bot.desk.caseworker, stories()[0])
    assert str(card.words).startswith("Silent for long")
    assert [each.progress for each in deliveries(words="")] == ["sent", "cancelled"]


def test_a_way_of_a_parted_story_is_found_by_nobody_else(bot: Bot, on_paper: tuple[UUID, str]) -> None:
    """The database itself: in her story she sees its links, and no row of the other one."""
    earlier, code = on_paper
    together(bot, code)
    chat = stories()[1]
    with acting_as(Story(chat)):
        assert Link.objects.count() == 1
        assert not Message.objects.filter(conversation_id=earlier).exists()
        assert not Conversation.objects.filter(id=earlier).exists()
    stranger = a_voice(bot.desk).conversation_id
    with acting_as(Story(stranger)):
        assert Link.objects.count() == 0
