"""When it happened: she writes it in her calendar; what may be two days is asked, nothing is refused."""

import pytest

from saphan.voice.models import Message
from saphan.voice.selectors import open_story, thread
from tests.voice.given import Browser, Desk

pytestmark = pytest.mark.django_db


def when_kept(desk: Desk, code: str) -> list[str]:
    return [line.text for line in thread(desk.caseworker, open_story(code)).messages if line.part == "when"]


@pytest.mark.parametrize(
    ("typed", "language", "kept"),
    [
        ("๑๒ มีนาคม ๒๕๖๘", "th", "2025-03-12 (๑๒ มีนาคม ๒๕๖๘)"),
        ("2082 साल बैशाख", "ne", "2025-04-14 – 2025-05-14 (2082 साल बैशाख)"),
        ("after the big storm", "en", "after the big storm"),
    ],
)
def test_the_desk_reads_the_day_and_her_own_words(
    phone: Browser, desk: Desk, typed: str, language: str, kept: str
) -> None:
    code = phone.say(language=language)
    answer = phone.send(f"/{language}/more/where/", place="Blue Prawn", when=typed)
    assert answer.headers["Location"] == f"/{language}/more/answer/"
    assert when_kept(desk, code) == [kept]


def test_what_may_be_two_days_is_asked_with_her_words_kept(phone: Browser, desk: Desk) -> None:
    # Given a day that some read with the month first
    code = phone.say()
    page = phone.send("/en/more/where/", place="Blue Prawn", when="3/4/2025")
    # When she is asked, nothing is kept yet, and what she typed stands there
    assert page.status_code == 422
    said = page.content.decode()
    assert "3 April 2025" in said and "4 March 2025" in said and 'value="Blue Prawn"' in said
    assert when_kept(desk, code) == []
    # Then the day that she chooses is kept
    phone.send("/en/more/where/", place="Blue Prawn", when="3/4/2025", day="2025-03-04")
    assert when_kept(desk, code) == ["2025-03-04 (3/4/2025)"]


def test_a_day_among_other_words_is_asked(phone: Browser, desk: Desk) -> None:
    # Given March of last year, which is not last March
    code = phone.say(language="vi")
    page = phone.send("/vi/more/where/", when="tháng 3 năm ngoái")
    # Then either is offered, and nothing is kept before she chooses
    assert page.status_code == 422
    assert page.content.decode().count('name="day"') == 3
    assert when_kept(desk, code) == []


def test_none_of_the_days_keeps_her_words(phone: Browser, desk: Desk) -> None:
    code = phone.say()
    phone.send("/en/more/where/", when="3/4/2025", day="other")
    assert when_kept(desk, code) == ["3/4/2025"]


def test_no_day_is_no_answer(phone: Browser, desk: Desk) -> None:
    code = phone.say()
    phone.send("/en/more/where/", place="Blue Prawn", when="  ")
    assert when_kept(desk, code) == []


def test_a_day_is_sealed(phone: Browser, desk: Desk) -> None:
    phone.say()
    phone.send("/en/more/where/", when="12 March 2025")
    from saphan.store import System, acting_as

    with acting_as(System("test")):
        (row,) = Message.objects.filter(part="when")
    assert b"2025" not in bytes(row.sealed) and row.normalised is None


def test_she_says_what_time_it_is_where_she_is(phone: Browser, desk: Desk) -> None:
    # Given a desk in Bangkok, where it is 16:00, and the times that clocks show elsewhere
    code = phone.say()
    page = phone.get("/en/more/answer/").content.decode()
    assert '<option value="" selected>16:00</option>' in page and '<option value="180">12:00</option>' in page
    # When she is in the Gulf
    phone.send("/en/more/answer/", answer="phone", phone="+66812345678", times="evening", clock="180")
    # Then her desk reads what her clock shows
    assert thread(desk.caseworker, open_story(code)).conversation.clock == 180
