"""What a partner is told, and what the desk is told to enter."""

from datetime import UTC, datetime
from email.message import EmailMessage

from saphan.voice.channels.contract import NOTHING_TO_ASK, Response
from saphan.voice.channels.events import Said
from saphan.voice.channels.mail import CHANNEL, parse, send, status
from tests.voice.channels.mail.replay import ENTERED, MARK
from tests.voice.channels.payloads import account, payload, received

OURS = account("mail", **ENTERED)


def a_referral() -> Said:
    (event,) = parse.parse(received("mail", payload("mail", "referral.eml")), OURS)
    assert isinstance(event, Said)
    return event


def test_the_letter_has_not_a_word_of_what_came() -> None:
    letter = send.acknowledge(a_referral(), OURS, "Thank you. We have it.")
    assert (letter.to, letter.subject, letter.text) == (
        "refer@partner.example",
        "✓ 2026-03-02 08:58 UTC",
        "Thank you. We have it.",
    )
    everything = " ".join((letter.subject, letter.text, *letter.headers.values()))
    assert not any(word in everything for word in ("worker", "passport", "hall", "0800000001"))


def test_an_answer_to_our_letter_finds_the_talk() -> None:
    came = a_referral()
    letter = send.acknowledge(came, OURS, "Thank you.")
    answer = EmailMessage()
    answer["From"], answer["In-Reply-To"] = "refer@partner.example", letter.headers["Message-ID"]
    answer.set_content("She moved.")
    (event,) = parse.parse(received("mail", bytes(answer)), OURS)
    assert isinstance(event, Said) and event.ref == came.ref
    assert letter.headers["Reply-To"] == f"in+{MARK}@desk.example"


def test_our_own_letter_coming_back_says_nothing_and_is_not_answered() -> None:
    letter = send.acknowledge(a_referral(), OURS, "Thank you.")
    back = EmailMessage()
    back["From"], back["Subject"] = "in@desk.example", letter.subject
    for name, value in letter.headers.items():
        back[name] = value
    back.set_content(letter.text)
    assert status.is_an_answer(back) and not status.may_be_answered(back, "in@desk.example", "")
    assert parse.parse(received("mail", bytes(back)), OURS) == ()


def test_two_letters_of_one_talk_have_two_names() -> None:
    first = a_referral()
    again = Said("0" * 64, datetime(2026, 3, 3, tzinfo=UTC), None, ref=first.ref, answers=first.answers)
    names = {send.acknowledge(each, OURS, "").headers["Message-ID"] for each in (first, again)}
    assert len(names) == 2


def test_the_set_up_page_says_what_to_tell_and_what_to_enter() -> None:
    address, server = send.STEPS
    assert address.ask(OURS, "") is server.ask(OURS, "") is NOTHING_TO_ASK
    assert address.read(Response(0), OURS, "").says == f"in+{MARK}@desk.example"
    assert str(OURS.id) in str(server.read(Response(0), OURS, "").says)


def test_nothing_else_is_ever_sent() -> None:
    assert CHANNEL.send is None and not CHANNEL.declaration.carries_out
