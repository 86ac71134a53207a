"""A partner's e-mail through the house: a story marked as somebody else's words, and a letter without a word of it."""

import io
from smtplib import SMTPServerDisconnected
from uuid import UUID

import pytest
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.utils import translation
from PIL import Image

from saphan.config import receiving
from saphan.network import freezing as network
from saphan.network.services import OURSELVES
from saphan.store import acting_as
from saphan.store.callers import Staff
from saphan.store.tasks import run_waiting
from saphan.vault.sealing import CannotOpen
from saphan.voice.channels import webhook
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import acknowledging
from saphan.voice.channels.leaving import sentences
from saphan.voice.models import Attachment, Consent, Contact, Conversation, Message
from tests.voice.channels.given import SYSTEM, events, let_pass, said, stories
from tests.voice.channels.mail.replay import ENTERED, MARK, SECRET
from tests.voice.channels.payloads import all_payloads, payload
from tests.voice.given import Desk, waiting_tasks

TO = f"in+{MARK}@desk.example"


@pytest.fixture
def partner(desk: Desk) -> UUID:
    entered = {**ENTERED, "country": "TH"}
    return accounts.add_account(desk_id=desk.id, channel="mail", name="A union", entered=entered, by=OURSELVES)


def hand_over(partner: UUID, body: bytes, to: str = TO) -> int:
    status = receiving.receive(partner, to, io.BytesIO(body))
    run_waiting()
    return status


def letter(text: str = "no pay", name: str = "1", **fields: str) -> bytes:
    head = {"From": "refer@partner.example", "Message-ID": f"<{name}@partner.example>", **fields}
    lines = [*(f"{field.replace('_', '-')}: {value}" for field, value in head.items()), "", text, ""]
    return "\n".join(lines).encode()


def letters() -> list[mail.EmailMessage]:
    """What the partner was sent; the desk may have been told something, too."""
    return [sent for sent in mail.outbox if sent.to == ["refer@partner.example"]]


def kinds() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        rows = Message.objects.filter(part="said").order_by("id").values_list("kind", "input_class")
        return [(str(kind), str(of)) for kind, of in rows]


def test_a_referral_becomes_a_story_that_is_feedback_until_somebody_spoke_with_her(partner: UUID) -> None:
    # When a partner sends somebody who agreed
    assert hand_over(partner, payload("mail", "referral.eml")) == receiving.KEPT
    # Then it is a story with her number, marked as sent by a partner
    assert kinds() == [("referral", "feedback")]
    with acting_as(SYSTEM):
        assert Contact.objects.get().handle_kind == "phone"
        assert Conversation.objects.get().channel == "mail"
        # And no consent of hers stands anywhere
        assert not Consent.objects.exists()


def test_without_her_yes_it_is_a_tip_and_leads_to_nobody(partner: UUID) -> None:
    hand_over(partner, payload("mail", "tip_without_her_consent.eml"))
    assert kinds() == [("tip", "feedback")]
    with acting_as(SYSTEM):
        assert Contact.objects.get().handle_kind == ""
        assert not Consent.objects.exists()


def test_the_partner_is_told_once_that_it_came_and_nothing_of_it(partner: UUID) -> None:
    for _ in range(3):
        hand_over(partner, payload("mail", "referral.eml"))
    (sent,) = letters()
    assert sent.body == "Thank you. We have it. A person will read it."
    assert not any(word in str(sent.message()) for word in ("passport", "hall", "worker"))
    assert [(event.stage, bytes(event.sealed)) for event in events()] == [("done", b"")]


def test_while_no_mail_can_be_sent_the_letter_waits_without_the_words(
    partner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away(mail.EmailMessage):
        def send(self, fail_silently: bool = False) -> int:
            raise SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(acknowledging, "EmailMessage", Away)
        hand_over(partner, payload("mail", "referral.eml"))
        (waiting,) = events()
        assert waiting.stage == "files" and len(said()) == 1
        assert len(bytes(waiting.sealed)) < 700, "what came is not kept a second time"
    let_pass(hours=2)
    assert len(letters()) == 1 and [event.stage for event in events()] == ["done"]


def test_a_letter_that_had_to_wait_is_in_the_language_of_whoever_wrote(
    partner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away(mail.EmailMessage):
        def send(self, fail_silently: bool = False) -> int:
            raise SMTPServerDisconnected

    thai = letter("เธอไม่ได้รับค่าจ้างมาสองเดือนแล้ว นายจ้างยึดหนังสือเดินทางไว้")
    with monkeypatch.context() as broken:
        broken.setattr(acknowledging, "EmailMessage", Away)
        hand_over(partner, thai)
        let_pass(minutes=5)
    let_pass(hours=2)
    (sent,) = letters()
    with translation.override("th"):
        assert sent.body == str(sentences.SENTENCES[sentences.HELLO])


def test_a_frozen_desk_takes_it_and_tells_nobody(partner: UUID, desk: Desk) -> None:
    network.freeze_desk(by=Staff(desk.lead_id, desk.id, frozenset({"lead"})))
    hand_over(partner, payload("mail", "referral.eml"))
    assert len(said()) == 1 and letters() == []


@pytest.mark.parametrize("file", ["out_of_office.eml", "bounce.eml", "list.eml", "form_of_a_website.eml"])
def test_machines_are_never_answered(partner: UUID, file: str) -> None:
    hand_over(partner, payload("mail", file).replace(b"MAILER-DAEMON", b"refer"))
    assert letters() == []


def test_what_is_written_in_the_same_talk_goes_on_with_its_story(partner: UUID) -> None:
    hand_over(partner, letter("She works in hall 3."))
    hand_over(partner, letter("She moved to hall 4.", "2", References="<1@partner.example>"))
    hand_over(partner, letter("She rang.", "3", In_Reply_To=str(letters()[0].extra_headers["Message-ID"])))
    hand_over(partner, letter("Another person.", "4"))
    first, second = stories()
    assert said(first) == ["She works in hall 3.", "She moved to hall 4.", "She rang."]
    assert said(second) == ["Another person."]


def test_a_long_talk_makes_one_task_for_each_letter(partner: UUID) -> None:
    for number in range(8):
        receiving.receive(partner, TO, io.BytesIO(letter(name=str(number), References="<0@partner.example>")))
    run_waiting(1)  # it takes in all eight
    assert len(said()) == 8
    assert [name for name, _ in waiting_tasks()].count("voice.take_in") == 7


def test_photos_are_kept_without_what_hides_in_them_and_a_broken_one_holds_nothing_up(partner: UUID) -> None:
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "the hidden place"
    Image.new("RGB", (40, 40), "red").save(picture, "JPEG", exif=exif)
    message = mail.EmailMessage("Her papers", "See these.", "refer@partner.example", [TO])
    message.attach("a.jpg", picture.getvalue(), "image/jpeg")
    message.attach("b.jpg", b"no picture at all", "image/jpeg")
    assert hand_over(partner, message.message().as_bytes()) == receiving.KEPT
    with acting_as(SYSTEM):
        (kept,) = Attachment.objects.all()
    assert kept.media_type == "image/jpeg" and b"hidden" not in bytes(kept.sealed)
    assert [event.stage for event in events()] == ["done"]


def test_who_is_not_the_partner_is_not_let_in(partner: UUID) -> None:
    assert hand_over(partner, letter(From="bad@other.example")) == receiving.NOT_PERMITTED
    assert hand_over(partner, letter(), to="in@desk.example") == receiving.NOT_PERMITTED
    assert receiving.receive(UUID(int=1), TO, io.BytesIO(letter())) == receiving.NO_SUCH
    assert events() == [] and letters() == []


def test_broken_and_huge_is_said_so_and_what_we_cannot_keep_now_is_kept_by_the_mail_server(
    partner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 1000)
    assert hand_over(partner, letter("x" * 2000)) == receiving.CUT

    for fault in (OperationalError, CannotOpen, RecursionError):

        def away(*_: object, fault: type[Exception] = fault, **__: object) -> None:
            raise fault

        for keeping in ("keep", "keep_unread"):
            monkeypatch.setattr(webhook.inbox, keeping, away)
        assert hand_over(partner, letter()) == receiving.LATER
    assert events() == []


def test_over_the_web_the_secret_of_our_mail_server_is_needed(partner: UUID) -> None:
    address, client = f"/in/mail/{partner}/", Client()
    right = {"X-Saphan-Secret": SECRET, "X-Original-To": TO}
    for headers in ({}, {"X-Original-To": TO}, {**right, "X-Saphan-Secret": "wrong"}):
        answer = client.post(address, letter(), content_type="message/rfc822", headers=headers)
        assert answer.status_code == 403
    assert client.post(address, letter(), content_type="message/rfc822", headers=right).status_code == 200
    run_waiting()
    assert said() == ["no pay"]


@pytest.mark.parametrize("file", all_payloads("mail"))
def test_every_payload_is_taken_in_without_a_fault(partner: UUID, file: str, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        hand_over(partner, payload("mail", file).replace(b"MAILER-DAEMON", b"refer"))
    assert {event.stage for event in events()} <= {"done"}
    assert "not taken in" not in caplog.text and len(stories()) <= 1
