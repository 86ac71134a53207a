"""Given her code, she comes back from any phone; without it, nobody does."""

from datetime import timedelta

import pytest

from saphan.network.models import Notice
from saphan.store import Story, System, acting_as, clock
from saphan.vault import codes
from saphan.voice import returning, services
from saphan.voice.models import Conversation, WrongTry
from saphan.voice.refusals import FormerWordFirst, TooManyTries
from saphan.voice.selectors import Mistyped, NoSuchCode, open_story, story, thread
from tests.voice.given import Browser, Desk, a_voice, code_on

pytestmark = pytest.mark.django_db


def wrong_tries() -> int:
    with acting_as(System("test")):
        return WrongTry.objects.count()


def test_answers_come_first_and_the_bridge_line_names_no_company(phone: Browser, desk: Desk) -> None:
    code = phone.say("No pay since March")
    conversation_id = open_story(code)
    services.mark_read(conversation_id=conversation_id, by=desk.caseworker)
    services.reply(conversation_id=conversation_id, text="How many months?", by=desk.caseworker)
    page = Browser().come_back(code)
    assert "How many months?" in page and "No pay since March" in page
    assert "Our caseworker has read them." in page and "2 March" in page


@pytest.mark.parametrize("zero", ["0", "၀", "๐", "០", "०", "০"])
def test_digits_of_every_script_open_the_story(phone: Browser, zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in phone.say())
    assert "Your story" in Browser().come_back(f"{typed[:4]} {typed[4:8]}-{typed[8:]}")


def test_a_mistyped_code_is_told_without_a_look_up(phone: Browser) -> None:
    code = phone.say()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    page = Browser().come_back(wrong)
    assert "One digit is wrong" in page and wrong_tries() == 0


def test_an_unknown_code_has_its_own_page_and_is_counted(phone: Browser) -> None:
    page = Browser().come_back(codes.new_code())
    assert "opens nothing here" in page and wrong_tries() == 1


def test_beyond_the_budget_wrong_codes_are_slow_right_ones_are_not_and_the_desk_is_rung_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(returning.time, "sleep", slept.append)
    code = a_voice(desk).claim_code
    for _ in range(returning.WRONG_TRIES_AN_HOUR):
        with pytest.raises(NoSuchCode):
            open_story(codes.new_code())
    assert slept == [] and not Notice.objects.exists()
    for _ in range(3):
        with pytest.raises(NoSuchCode):
            open_story(codes.new_code())
    assert slept == [returning.SLOW_SECONDS] * 3 and returning.SLOW_SECONDS <= 2
    assert [notice.staff_id for notice in Notice.objects.filter(kind="voice.wrong_codes")] == [desk.lead_id]
    open_story(code)
    assert len(slept) == 3
    clock.pass_time(timedelta(minutes=61))
    with pytest.raises(NoSuchCode):
        open_story(codes.new_code())
    assert len(slept) == 3


def test_the_number_of_sleepers_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(returning.time, "sleep", slept.append)
    for _ in range(returning.SLEEPERS):
        assert returning._slots.acquire(blocking=False)
    try:
        returning._answer_slowly()
    finally:
        for _ in range(returning.SLEEPERS):
            returning._slots.release()
    assert slept == []


def test_a_right_code_costs_one_look_up(desk: Desk, django_assert_num_queries: object) -> None:
    code = a_voice(desk).claim_code
    with django_assert_num_queries(5):  # type: ignore[operator]
        open_story(code)


def test_a_story_sees_itself_only(desk: Desk) -> None:
    mine, another = a_voice(desk, "mine"), a_voice(desk, "hers")
    with acting_as(Story(mine.conversation_id)):
        assert list(Conversation.objects.values_list("id", flat=True)) == [mine.conversation_id]
    assert [line.text for line in story(mine.conversation_id, word_given=True).lines] == ["mine"]
    assert another.claim_code != mine.claim_code


def test_the_word_hides_her_words_until_it_is_said_and_tries_are_limited(phone: Browser, desk: Desk) -> None:
    # Given she chose a word
    code = phone.say("A secret sentence")
    phone.send("/en/more/word/", word="မုန့်ဟင်းခါး")
    other = Browser()
    # When she comes back, her own words are hidden, our answers are not
    services.reply(conversation_id=open_story(code), text="We can help", by=desk.caseworker)
    page = other.come_back(code)
    assert "A secret sentence" not in page and "We can help" in page
    # Then a wrong word shows nothing and the right one does
    assert other.send("/en/story/word/", word="mango").status_code == 422
    other.send("/en/story/word/", word=" မုန့်ဟင်းခါး ")
    assert "A secret sentence" in other.get("/en/story/mine/").content.decode()


def test_only_who_gave_the_word_may_choose_another(phone: Browser, desk: Desk) -> None:
    """Given somebody who found her code, When she puts a new word in place of hers, Then nothing opens."""
    code = phone.say("A secret sentence")
    phone.send("/en/more/word/", word="mango")
    thief = Browser()
    thief.come_back(code)
    answer = thief.send("/en/more/word/", word="durian")
    assert answer.headers["Location"] == "/en/story/word/"
    assert thief.send("/en/story/word/", word="durian").status_code == 422
    assert "A secret sentence" not in thief.get("/en/story/mine/").content.decode()
    with pytest.raises(FormerWordFirst):
        services.choose_word(conversation_id=open_story(code), word="durian")
    # And she herself, with the word, may
    thief.send("/en/story/word/", word="mango")
    thief.send("/en/more/word/", word="durian")
    other = Browser()
    other.come_back(code)
    other.send("/en/story/word/", word="durian")
    assert "A secret sentence" in other.get("/en/story/mine/").content.decode()


def test_after_five_wrong_words_the_day_is_over(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    services.choose_word(conversation_id=conversation_id, word="picture:boat")
    for _ in range(5):
        assert not services.word_opens(conversation_id=conversation_id, word="picture:fish")
    with pytest.raises(TooManyTries):
        services.word_opens(conversation_id=conversation_id, word="picture:boat")
    clock.pass_time(timedelta(days=1))
    assert services.word_opens(conversation_id=conversation_id, word="picture:boat")


def test_writing_on_puts_the_story_back_in_the_queue(phone: Browser, desk: Desk) -> None:
    code = phone.say("First")
    conversation_id = open_story(code)
    services.reply(conversation_id=conversation_id, text="Tell us more", by=desk.caseworker)
    other = Browser()
    other.come_back(code)
    other.send("/en/story/write/", at="/en/story/mine/", said="Two months of overtime")
    card = thread(desk.caseworker, conversation_id)
    assert card.conversation.status == "waiting"
    assert [line.text for line in card.messages if line.part == "said"] == ["First", "Two months of overtime"]


def test_without_cookies_she_reads_and_writes_with_her_code(desk: Desk) -> None:
    accepted = a_voice(desk, "First")
    page = Browser().post("/en/story/", {"code": accepted.claim_code, "said": "Second"}).content.decode()
    assert "Cookies are off" in page and "Second" in page


def test_an_expired_page_gives_the_typed_text_back_and_takes_it_after_the_code(phone: Browser, desk: Desk) -> None:
    code = phone.say("First")
    other = Browser()
    other.come_back(code)
    fields = other.fields("/en/story/mine/")
    clock.pass_time(timedelta(hours=2))
    answer = other.post("/en/story/write/", {**fields, "said": "Do not lose this"})
    assert answer.status_code == 403 and "Do not lose this" in answer.content.decode()
    fields = other.fields("/en/story/")
    page = other.post("/en/story/", {**fields, "code": code, "said": "Do not lose this"}, follow=True)
    assert "Do not lose this" in page.content.decode()


def test_nobody_gets_in_without_the_cookie(phone: Browser, desk: Desk) -> None:
    phone.say("A secret sentence")
    for page in ("code/", "story/mine/", "story/shared/", "more/where/", "done/", "called/"):
        answer = Browser().get(f"/en/{page}", follow=True)
        assert "A secret sentence" not in answer.content.decode()
        assert answer.context is not None and "code" not in str(answer.context.get("code") or "")
    stranger = Browser()
    stranger.cookies["page"] = "x" * 32
    assert "Type your code" in stranger.get("/en/story/mine/").content.decode()


def test_a_lost_code_is_said_and_the_desk_may_link(phone: Browser, desk: Desk) -> None:
    earlier = a_voice(desk, "Earlier words").conversation_id
    code = phone.send("/en/", at="/en/?lost=yes", said="I lost my code").headers["Location"]
    assert code == "/en/code/"
    later = open_story(code_on(phone.get("/en/code/").content.decode()))
    services.link_lost(conversation_id=later, earlier_id=earlier, by=desk.caseworker)
    card = thread(desk.caseworker, later)
    assert card.linked_to == (earlier,) and "lost" in {line.part for line in card.messages}
    assert "Earlier words" not in phone.get("/en/story/mine/").content.decode()


def test_mistyped_says_nothing_of_what_was_typed() -> None:
    with pytest.raises(Mistyped) as refused:
        open_story("1234 5678 9012 3456 oops")
    assert str(refused.value) == ""


def test_reopening_a_closed_story(phone: Browser, desk: Desk) -> None:
    conversation_id = open_story(phone.say())
    services.close(conversation_id=conversation_id, by=desk.caseworker)
    assert "Open it again" in phone.get("/en/story/mine/").content.decode()
    phone.send("/en/story/again/", at="/en/story/mine/")
    assert thread(desk.caseworker, conversation_id).conversation.status == "waiting"


def test_a_linked_story_opens_with_its_own_word_only(phone: Browser, desk: Desk) -> None:
    # Given an earlier story with a word, its code lost, and a new one that the desk linked to it
    earlier = a_voice(desk, "Earlier words").conversation_id
    services.choose_word(conversation_id=earlier, word="mango")
    later = open_story(phone.say("I lost my code"))
    assert phone.send("/en/story/earlier/", word="mango").status_code == 422  # no link, nothing to open
    services.link_lost(conversation_id=later, earlier_id=earlier, by=desk.caseworker)
    assert "We joined your earlier story." in phone.get("/en/story/mine/").content.decode()
    # When she says another word, then the right one
    assert phone.send("/en/story/earlier/", word="papaya").status_code == 422
    phone.send("/en/story/earlier/", word="Mango")
    # Then her old words are there
    assert "Earlier words" in phone.get("/en/story/mine/").content.decode()


def test_a_linked_story_without_a_word_never_opens(phone: Browser, desk: Desk) -> None:
    earlier = a_voice(desk, "Earlier words").conversation_id
    later = open_story(phone.say("I lost my code"))
    services.link_lost(conversation_id=later, earlier_id=earlier, by=desk.caseworker)
    assert phone.send("/en/story/earlier/", word="").status_code == 422
    assert "Earlier words" not in phone.get("/en/story/mine/").content.decode()


@pytest.mark.parametrize("page", ["code/", "more/where/", "done/"])
def test_a_phone_left_lying_shows_neither_code_nor_story(phone: Browser, desk: Desk, page: str) -> None:
    # Given she has just written, and turns the pages for a while
    phone.say("They keep our passports")
    code = code_on(phone.get("/en/code/").content.decode())
    for _ in range(3):
        clock.pass_time(timedelta(minutes=10))
        assert code_on(phone.get("/en/code/").content.decode()) == code

    # When the phone lies for a quarter of an hour and somebody else takes it up
    clock.pass_time(timedelta(minutes=16))
    answer = phone.get(f"/en/{page}", follow=True).content.decode()

    # Then the code is asked for, and none is shown
    assert "code" in answer
    assert code[:4] not in answer
