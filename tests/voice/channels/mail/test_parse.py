"""E-mails of a partner: referrals and tips, of every make, and what no person wrote."""

import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from saphan.voice.channels.contract import Cut, NotRead
from saphan.voice.channels.events import About, Event, Kind, Said
from saphan.voice.channels.mail import parse
from saphan.voice.inbound import Handle
from tests.voice.channels.payloads import AT, account, all_payloads, payload, received

SAID_AT = datetime(2026, 3, 2, 8, 58, 11, tzinfo=UTC)


def parsed(body: bytes) -> tuple[Event, ...]:
    return parse.parse(received("mail", body), account("mail", country="TH", mailbox="in@desk.example"))


def said(file: str) -> Said:
    (event,) = parsed(payload("mail", file))
    assert isinstance(event, Said)
    return event


def written(text: str, **fields: str) -> Said:
    message = EmailMessage()
    for name, value in {"From": "refer@partner.example", "Message-ID": "<1@partner.example>", **fields}.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    (event,) = parsed(bytes(message))
    assert isinstance(event, Said)
    return event


def test_a_referral_says_that_she_agreed_and_how_to_reach_her() -> None:
    event = said("referral.eml")
    assert event.about == About.REFERRAL and event.typed == Handle("phone", "+66800000001")
    assert event.text.startswith("A worker for you\n\nConsent: yes") and "passport" in event.text
    assert (event.at, event.handle, event.answers) == (SAID_AT, None, "refer@partner.example")


@pytest.mark.parametrize(
    "file", ["tip.eml", "tip_without_her_consent.eml", "consent_only_in_what_is_quoted.eml", "list.eml"]
)
def test_without_her_yes_it_is_a_tip_and_her_number_stays_in_the_words(file: str) -> None:
    event = said(file)
    assert event.about == About.TIP and event.typed is None


def test_one_no_is_a_no() -> None:
    assert written("Consent: yes\nConsent: no\n").about == About.TIP
    assert written("consent = YES (by phone)\n").about == About.REFERRAL
    assert written("She gave her consent: yes, I think\n").about == About.TIP


def test_the_plain_words_are_taken_before_the_others() -> None:
    assert said("both_kinds.eml").text == "A worker\n\nPlain words."


def test_html_is_read_as_a_person_would_see_it() -> None:
    event = said("html_only.eml")
    assert event.text == "A worker\n\nNo pay since March.\n\n> Earlier words"
    assert not any(word in event.text for word in ("alert", "unseen", "tracker", "{}"))


def test_what_is_quoted_stands_below_with_its_mark() -> None:
    own, _, quoted = said("consent_only_in_what_is_quoted.eml").text.partition("\n\n> ")
    assert own == "A worker\n\nWe asked again."
    assert "> Consent: yes" in quoted


def test_photos_and_recordings_come_along_and_papers_are_named() -> None:
    event = said("photo_and_paper.eml")
    assert [(file.kind, file.media_type, file.ref) for file in event.files] == [(Kind.PHOTO, "image/jpeg", "")]
    assert event.files[0].content.startswith(b"\x89PNG") and event.files[0].size == len(event.files[0].content)
    assert event.text == "Her papers\n\nSee these.\n\n📎 contract.pdf" and event.kind == Kind.TEXT
    recording = said("recording.eml")
    assert (recording.kind, recording.text) == (Kind.VOICE, "")
    assert said("logo_in_the_text.eml").files == ()


def test_of_many_pictures_some_are_kept_and_the_rest_is_named() -> None:
    message = EmailMessage()
    message["From"] = "refer@partner.example"
    message.set_content("Many")
    for number in range(8):
        message.add_attachment(b"x", maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    (event,) = parsed(bytes(message))
    assert isinstance(event, Said) and len(event.files) == 5
    assert event.text == "Many\n\n📎 5.jpg\n📎 6.jpg\n📎 7.jpg"


def test_what_is_forwarded_is_somebody_elses() -> None:
    event = said("forwarded.eml")
    assert event.forwarded and event.text.startswith("News of the week\n\nPlease look.\n\n> ----------")
    inside = said("forwarded_as_a_file.eml")
    assert "What she wrote to us:" in inside.text and "They keep my passport." in inside.text


def test_a_talk_is_known_by_the_e_mail_with_which_it_began() -> None:
    first, second = said("referral.eml"), said("answer_in_a_talk.eml")
    assert first.ref == second.ref and first.id != second.id and first.goes_on
    assert said("answer_to_ours.eml").ref == "0123456789abcdef0123456789abcdef"
    elsewhere = written("x", From="one@another.example", References="<referral@mail.partner.example>")
    assert elsewhere.ref != first.ref, "another house cannot add to it by naming it"


def test_the_same_e_mail_is_the_same_and_another_sender_makes_another() -> None:
    body = payload("mail", "referral.eml")
    assert parsed(body)[0].id == parsed(b"Received: from elsewhere\n" + body)[0].id
    assert written("a").id != written("a", From="other@partner.example").id
    unnamed = payload("mail", "without_a_name.eml")
    assert parsed(unnamed)[0].id == parsed(unnamed)[0].id != parsed(unnamed + b"more")[0].id


def test_a_day_that_is_missing_or_still_to_come_is_now() -> None:
    assert said("without_a_date.eml").at == AT
    assert written("a", Date="Mon, 2 Mar 2099 00:00:00 +0000").at == AT
    assert written("a", Date="Mon, 2 Mar 2026 08:00:00 +0000").at == AT - timedelta(hours=1)
    assert written("a", Date="yesterday").at == AT


def test_old_letters_marks_emoji_and_line_ends_come_through() -> None:
    assert said("thai_in_its_old_letters.eml").text == "ค่าจ้าง\n\nไม่ได้รับค่าจ้าง"
    assert said("right_to_left_and_mixed.eml").text == "\u200fno pay\u202e ค่าจ้าง နားလည်"
    assert said("emoji_only.eml").text == "😢" and said("empty.eml").text == ""
    assert said("line_ends_of_the_wire.eml").text == "A worker\n\nNo pay.\nSince March."


@pytest.mark.parametrize("charset", ["utf-8", "nothing-that-is", "us-ascii", "x-unknown", "\x00", "base64"])
def test_letters_that_say_to_be_others_are_read_as_what_they_are(charset: str) -> None:
    head = f"From: a@partner.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    (event,) = parsed(head.encode() + "ค่าจ้าง".encode())
    assert isinstance(event, Said) and event.text == "ค่าจ้าง"


def test_what_is_in_no_letters_at_all_is_kept_as_good_as_can_be() -> None:
    (event,) = parsed(b"From: a@partner.example\n\nno pay \xff\xfe\x81 since March")
    assert isinstance(event, Said) and event.text.startswith("no pay ") and event.text.endswith("since March")


@pytest.mark.parametrize("file", ["out_of_office.eml", "bounce.eml"])
def test_a_machine_that_answers_says_nothing(file: str) -> None:
    assert parsed(payload("mail", file)) == ()


@pytest.mark.parametrize("file", ["list.eml", "form_of_a_website.eml"])
def test_what_a_machine_sends_is_kept_and_never_answered(file: str) -> None:
    assert said(file).answers == "" and said(file).text


@pytest.mark.parametrize(
    "sender", ["no-reply@partner.example", "postmaster@partner.example", "noreply@partner.example"]
)
def test_an_address_that_nobody_reads_is_not_answered(sender: str) -> None:
    assert written("a", From=sender).answers == ""


def test_every_payload_is_read() -> None:
    for file in all_payloads("mail"):
        parsed(payload("mail", file))


@pytest.mark.parametrize("body", [b"", b"\r\n\r\n", b" \n"])
def test_nothing_at_all_was_cut(body: bytes) -> None:
    with pytest.raises(Cut):
        parsed(body)


def test_what_is_no_e_mail_is_not_read_as_one() -> None:
    for body in (b"hello", b"{}", b"\x00\xff" * 50):
        with pytest.raises(NotRead):
            parsed(body)


def test_parts_without_end_are_given_up_and_not_followed() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(3000))
    wide = 'Content-Type: multipart/mixed; boundary="b"\n\n' + "--b\n\nx\n" * 3000 + "--b--\n"
    for body in (deep, wide):
        with pytest.raises(NotRead):
            parsed(b"From: a@partner.example\n" + body.encode())


def test_a_huge_e_mail_is_read_up_to_what_anybody_reads() -> None:
    (event,) = parsed(b"From: a@partner.example\n\n" + b"no pay " * 300_000)
    assert isinstance(event, Said) and len(event.text) <= 60_000
    nested = b"From: a@partner.example\nContent-Type: text/html\n\n" + b"<div>" * 100_000 + b"no pay"
    (event,) = parsed(nested)
    assert isinstance(event, Said) and event.text == "no pay"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>no pay<script>x",
        "<p>no pay</p><!--x-->",
        "no pay<style>x</style>",
        "<p hidden>x</p>no pay",
        "<![if x]>no pay",
        '<a href="javascript:x">no pay</a>',
        "<p>no pay</div></b></p>",
        "no pay&#0;&#x110000;",
    ],
)
def test_hostile_html_leaves_the_words(markup: str) -> None:
    body = b"From: a@partner.example\nContent-Type: text/html; charset=utf-8\n\n" + markup.encode()
    (event,) = parsed(body)
    assert isinstance(event, Said) and event.text.replace("\x00", "").replace("\ufffd", "") == "no pay"


def test_broken_fields_break_nothing() -> None:
    for field in ("=?utf-8?B?%%%?=", "=?x?Q?=FF?=", "=?utf-8?Q?", "\udcff", "a" * 5000):
        body = b"From: a@partner.example\nSubject: " + field.encode("utf-8", "surrogateescape") + b"\n\nno pay"
        (event,) = parsed(body)
        assert isinstance(event, Said) and "no pay" in event.text


def of_parts(kind: str, *parts: str, head: str = "") -> Said:
    lines = [f'From: refer@partner.example\n{head}Content-Type: multipart/{kind}; boundary="b"\n']
    body = "\n".join([*lines, *(f"--b\n{part}\n" for part in parts), "--b--\n"])
    (event,) = parsed(body.encode())
    assert isinstance(event, Said)
    return event


HTML, PLAIN = "Content-Type: text/html\n\n<p>They keep her passport.", "Content-Type: text/plain\n\nSent from my phone"


def test_each_text_is_read_and_of_one_thing_in_two_forms_the_plain_one() -> None:
    assert of_parts("mixed", HTML, PLAIN).text == "They keep her passport.\n\nSent from my phone"
    assert of_parts("mixed", PLAIN, HTML).text == "Sent from my phone\n\nThey keep her passport."
    assert of_parts("alternative", PLAIN, HTML).text == "Sent from my phone"
    assert of_parts("alternative", "Content-Type: text/plain\n\n \n", HTML).text == "They keep her passport."


@pytest.mark.parametrize(
    "markup",
    [
        "<html><head><meta charset=utf-8><body><p>no pay",
        "<head><title>x</title><p>no pay",
        '<p style="display:none">x<div>no pay</div>',
        "<ul><li hidden>x<li>no pay</ul>",
        "<table><tr><td hidden>x<td>no pay</table>",
        "<p hidden>x<table><tr><td><p>no pay</table>",
    ],
)
def test_end_tags_that_may_be_left_out_hide_no_words(markup: str) -> None:
    (event,) = parsed(b"From: a@partner.example\nContent-Type: text/html\n\n" + markup.encode())
    assert isinstance(event, Said) and event.text == "no pay"


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<a x='", "</a ", "<![", "<!a ", "<script></", "<div></p>", "<p><td>"]
)
def test_marks_without_end_are_read_in_no_time(piece: str) -> None:
    began = time.process_time()
    parsed(b"From: a@partner.example\nContent-Type: text/html\n\n" + piece.encode() * 20_000)
    assert time.process_time() - began < 5


def test_letters_that_only_names_of_places_are_written_in_are_not_read_as_such() -> None:
    began = time.process_time()
    head = b"From: a@partner.example\nContent-Type: text/plain; charset=punycode\nContent-Transfer-Encoding: 8bit\n\n"
    (event,) = parsed(head + b"no pay-" + b"zx9" * 700_000)
    assert isinstance(event, Said) and event.text.startswith("no pay-")
    assert time.process_time() - began < 5


def test_fields_in_letters_as_they_are_come_through() -> None:
    """RFC 6532."""
    head = "From: กข@partner.example\nSubject: ไม่ได้รับค่าจ้าง\n"
    paper = 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="สัญญา.pdf"\n\nx'
    (event,) = parsed((head + "\nno pay").encode())
    assert isinstance(event, Said) and event.text == "ไม่ได้รับค่าจ้าง\n\nno pay"
    assert event.answers == "", "our mail server may not know how to write there"
    assert of_parts("mixed", PLAIN, paper, head="Subject: เรื่อง\n").text == "เรื่อง\n\nSent from my phone\n\n📎 สัญญา.pdf"


@pytest.mark.parametrize(
    "line", ["Consent: yes (or no)", "Consent: yes / no", "consent: yes or no?", "Consent: not yet"]
)
def test_a_line_that_nobody_filled_in_is_no_yes(line: str) -> None:
    assert written(line).about == About.TIP


@pytest.mark.parametrize("line", ["*Consent:* yes", "**Consent**: yes", "Consent： yes", "CONSENT: YES, by phone"])
def test_a_yes_in_bold_is_one(line: str) -> None:
    assert written(line).about == About.REFERRAL


def test_a_yes_of_an_earlier_e_mail_is_none_however_it_comes_along() -> None:
    inside = "Content-Type: message/rfc822\n\nFrom: her@post.example\n\nConsent: yes\nPhone: 080 000 0000"
    event = of_parts("mixed", PLAIN, inside)
    assert event.about == About.TIP and event.text.endswith("\n\n> Consent: yes\n> Phone: 080 000 0000")
    outlook = "She said no.\n\nFrom: Refer <refer@partner.example>\nSent: Monday\nTo: in@desk.example\n\nConsent: yes\n"
    event = written(outlook)
    assert event.about == About.TIP and event.text.startswith("She said no.\n\n> From: Refer")
    assert written("From: her cousin I heard\nit is so.\n\nConsent: yes").about == About.REFERRAL


def test_a_picture_that_we_cannot_open_is_named() -> None:
    heic = 'Content-Type: image/heic; name="IMG_1.HEIC"\nContent-Disposition: attachment\n\nx'
    event = of_parts("mixed", PLAIN, heic)
    assert event.files == () and event.text == "Sent from my phone\n\n📎 IMG_1.HEIC"


def test_an_answer_to_our_own_letter_is_not_answered() -> None:
    """Not every machine that answers says so, and two of them would write to each other for ever."""
    ours = f"<saphan.{'0' * 32}.{'1' * 16}@desk.example>"
    assert written("Ticket 1", In_Reply_To=ours).answers == ""
    assert written("Ticket 1", References=f"<a@b> {ours}").answers == ""
    assert written("Ticket 1", Subject="[Ticket 1] ✓ 2026-03-02 08:58 UTC").answers == ""
    assert written("Thanks", From="no_reply+1@partner.example").answers == ""
    assert written("Thanks", Subject="✓ all").answers == "refer@partner.example"
