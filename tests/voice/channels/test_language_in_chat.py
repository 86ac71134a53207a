"""The question for her language in a chat: once, with names she can read; a number, a button or a name answers it."""

from uuid import UUID

import pytest
from django.utils import translation

from saphan.store.acting import acting_as
from saphan.voice.channels.leaving import sentences
from saphan.voice.models import Conversation, Wish
from tests.voice.channels.given import SYSTEM, Bot, answer, deliveries, let_pass, said, story, way
from tests.voice.channels.telegram.provider import Telegram

RAKHINE = "ငါရို့ လစာ မရသေး ယင်းချင့် ပြောရေ"


def words(provider: Telegram) -> list[str]:
    return [each["text"] for each in provider.taken]


def spoken(conversation_id: UUID) -> tuple[str, str]:
    with acting_as(SYSTEM):
        row = Conversation.objects.get(id=conversation_id)
        return row.language, row.dialect


@pytest.fixture
def asked(bot: Bot, provider: Telegram) -> Bot:
    bot.says(RAKHINE)
    assert way().asking == "language"
    return bot


def test_she_is_asked_once_with_the_languages_own_names(asked: Bot, provider: Telegram) -> None:
    question = provider.taken[-1]
    shown = str(question)
    assert "ရခိုင်" in shown and "မြန်မာ" in shown
    asked.says(RAKHINE)
    assert sum("ရခိုင်" in str(each) for each in provider.taken) == 1


@pytest.mark.parametrize("typed", ["2", "၂", "ရခိုင်"])
def test_what_she_types_is_an_answer_and_not_words(asked: Bot, typed: str) -> None:
    asked.says(typed)
    assert spoken(story().id) == ("my", "rki")
    assert said() == [RAKHINE]
    assert way().asking == ""


def test_a_button_answers_it_also_later(asked: Bot) -> None:
    asked.presses("speaks_rki")
    assert spoken(story().id) == ("my", "rki")
    asked.presses("speaks_shn")
    assert spoken(story().id) == ("my", "shn"), "she may change it"


def test_other_words_are_words(asked: Bot) -> None:
    asked.says("They keep our passports")
    assert said() == [RAKHINE, "They keep our passports"]
    assert way().asking == "language"


def test_a_button_that_names_nothing_changes_nothing(asked: Bot) -> None:
    asked.presses("speaks_xx")
    with acting_as(SYSTEM):
        assert Wish.objects.get().speaks == ""


@pytest.mark.parametrize("typed", ["2", "They keep our passports"])
def test_what_may_be_written_is_asked_when_her_language_was_answered_or_passed_over(
    asked: Bot, provider: Telegram, typed: str
) -> None:
    """Two questions never stand open at once: the number of her language would allow everything."""
    # Given somebody who was asked for her language, and is answered meanwhile
    answer(asked.desk, "zzz-lamp")
    let_pass(minutes=1)
    # Then she hears that there is news, and no second question
    assert (way().asking, [row.words for row in deliveries()][-1]) == ("language", "news")
    # When she answers it, or writes on
    asked.says(typed)
    let_pass(minutes=1)
    # Then nothing is allowed by that, and now she is asked
    assert (way().may_write, way().asking) == ("", "what")
    assert spoken(story().id)[1] == ("rki" if typed == "2" else "en")
    assert [row.progress for row in deliveries(words="ask_what")] == ["sent"]
    asked.says("1")
    let_pass(minutes=1)
    assert way().may_write == "everything" and words(provider)[-1] == "zzz-lamp"


def test_a_question_that_nobody_answers_holds_up_ours_for_a_day(asked: Bot) -> None:
    let_pass(days=2)
    answer(asked.desk)
    assert way().asking == "what"


def test_where_she_wants_few_words_she_is_asked_on_her_page_only(bot: Bot) -> None:
    bot.says("ok")
    answer(bot.desk)
    bot.says("3")
    assert way().may_write == "nothing"
    bot.says(RAKHINE)
    assert way().asking == ""
    with acting_as(SYSTEM):
        assert Wish.objects.get().among == ["my", "rki"]


@pytest.mark.parametrize("typed", ["3", "တခြားဘာသာစကား", "speaks_other"])
def test_a_language_that_we_do_not_know_brings_a_person(asked: Bot, provider: Telegram, typed: str) -> None:
    # When none of the languages is hers
    asked.presses(typed) if typed.startswith("speaks_") else asked.says(typed)
    # Then nobody says that we know it now; she waits for the desk, which sees it
    assert way().asking == ""
    assert said() == [RAKHINE]
    with acting_as(SYSTEM):
        assert Wish.objects.get().speaks == "other"
    assert story().status == "waiting"
    with translation.override("my"):
        assert provider.taken[-1]["text"] == str(sentences.SENTENCES[sentences.LANGUAGE_WAITS])
