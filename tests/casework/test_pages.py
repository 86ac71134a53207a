"""Given somebody at the desk, the inbox and stories as pages: what they show, write down and refuse."""

import base64
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from saphan.casework import services
from saphan.casework.models import Note
from saphan.network.models import Staff as Member
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.vault.models import Backup
from saphan.voice import services as voice
from saphan.voice.models import Attachment, Consent, Conversation, Message, Told
from tests.casework.given import Desk, Say, events, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")


def order(html: str) -> list[str]:
    return re.findall(r'class="row-link" href="/desk/story/([0-9a-f-]{36})/', html)


def story(conversation_id: UUID) -> Conversation:
    with acting_as(System("test")):
        return Conversation.objects.get(id=conversation_id)


def words_sent(conversation_id: UUID) -> list[str]:
    with acting_as(System("test")):
        rows = Message.objects.filter(conversation_id=conversation_id, inbound=False)
        return list(rows.values_list("approved_reply", flat=True))


def test_strangers_verifiers_and_partners_do_not_come_in(desk: Desk, say: Say) -> None:
    address = f"/desk/story/{say()}/"
    for page in ("/desk/", "/desk/cases/", address):
        assert Client().get(page).status_code == 302
        assert sign_in(Client(), member(desk.preecha)).get(page).status_code == 403
    assert events("vault.opened", why="conversation_read") == []


def test_the_list_is_in_order_and_opens_nothing(nok: Client, say: Say) -> None:
    # Given three that wait, one of them in danger
    first = say()
    clock.pass_time(timedelta(hours=1))
    second = say("hours", icon="hours")
    danger = say(danger=True)

    # When Nok looks at the inbox
    html = nok.get("/desk/").content.decode()

    # Then danger is first, then who waited longest, and nothing was opened
    assert order(html) == [str(danger), str(first), str(second)]
    assert "1 h 00" in html and "Danger, unread" in html and "Burmese" in html
    assert events("vault.opened") == []


def test_the_next_page_begins_after_the_last_row(nok: Client, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saphan.casework.inbox.PAGE", 2)
    wanted = [str(say(danger=number == 2)) for number in range(5)]
    wanted = [wanted[2], *(one for one in wanted if one != wanted[2])]

    seen: list[str] = []
    address: str | None = "/desk/"
    while address:
        html = nok.get(address).content.decode()
        seen += order(html)
        found = re.search(r'href="([^"]*after=[^"]*)"', html)
        address = found[1].replace("&amp;", "&") if found else None
    assert seen == wanted


def test_a_broken_cursor_is_the_first_page(nok: Client, say: Say) -> None:
    say()
    for after in ("x", "1~2~3", "2~2026-03-02T09:00:00~nobody"):
        assert len(order(nok.get("/desk/", {"after": after}).content.decode())) == 1


def test_filters(nok: Client, desk: Desk, say: Say) -> None:
    mine, khmer, soon = say(), say("km", language="km"), say("soon")
    voice.assign(conversation_id=mine, by=desk.nok)
    services.raise_urgency(conversation_id=soon, by=desk.nok)

    def shown(name: str) -> set[str]:
        return set(order(nok.get("/desk/", {"show": name}).content.decode()))

    assert shown("mine") == {str(mine)}
    assert shown("languages") == {str(mine), str(soon)}
    assert shown("unassigned") == {str(khmer), str(soon)}
    assert shown("urgent") == {str(soon)}
    assert shown("answered") == shown("closed") == shown("later") == set()
    Member.objects.filter(id=desk.nok.id).update(languages=[])
    assert shown("languages") == set()


def test_whether_it_is_safe_to_ring_now(nok: Client, say: Say) -> None:
    # Given it is 16:00 in Bangkok, and she may be rung in the afternoon
    conversation = say()
    voice.set_details(conversation_id=conversation, phone="+66812345678", safe_times=["afternoon"])
    assert "Safe to ring now" in nok.get("/desk/").content.decode()
    clock.pass_time(timedelta(hours=4))
    assert "Do not ring now" in nok.get("/desk/").content.decode()


def test_every_reading_is_written_down_and_she_is_told(nok: Client, desk: Desk, say: Say) -> None:
    conversation = say("သုံးလ လစာမရဘူး")
    for _ in range(2):
        page = nok.get(f"/desk/story/{conversation}/")
    assert "သုံးလ လစာမရဘူး" in page.content.decode()
    opened = events("vault.opened", why="conversation_read")
    assert [(event.caller_id, event.object_id) for event in opened] == [(desk.nok.id, conversation)] * 2
    with acting_as(System("test")):
        steps = Told.objects.filter(conversation_id=conversation).order_by("id").values_list("step", flat=True)
        assert list(steps) == ["received", "read"]


def test_opening_an_alarm_is_seeing_it(nok: Client, say: Say) -> None:
    conversation = say(danger=True)
    nok.get(f"/desk/story/{conversation}/")
    assert story(conversation).danger_seen_at == clock.now()


def test_another_desks_story_looks_like_none(other_desk: Desk, say: Say) -> None:
    theirs = sign_in(Client(), member(other_desk.nok))
    conversation = say()
    for address in ("", "concern/", "words/thanks_test/"):
        assert theirs.get(f"/desk/story/{conversation}/{address}").status_code == 404
    for act in ("reply", "assign", "close", "urgent", "note", "later", "case", "answer/thanks_test"):
        assert theirs.post(f"/desk/story/{conversation}/{act}/", {"reply": "hello", "note": "x"}).status_code == 404
    now = story(conversation)
    assert (now.status, now.urgency, now.assigned_to, now.first_read_on) == ("waiting", 0, None, None)
    assert words_sent(conversation) == []
    assert events("vault.opened", why="conversation_read") == []


def test_photos_are_not_shown_until_asked_for(nok: Client, say: Say) -> None:
    conversation = say("", photo=PIXEL)
    with acting_as(System("test")):
        photo = Attachment.objects.get().id
    address = f"/desk/story/{conversation}/"

    assert f"/desk/file/{photo}/" not in nok.get(address).content.decode()
    assert f"/desk/file/{photo}/" in nok.get(address, {"photo": str(photo)}).content.decode()
    answer = nok.get(f"/desk/file/{photo}/")
    assert (answer["Content-Type"], answer.content) == ("image/png", PIXEL)
    assert len(events("vault.opened", why="attachment_read")) == 1


def test_another_desk_gets_no_photo(other_desk: Desk, say: Say) -> None:
    say("", photo=PIXEL)
    with acting_as(System("test")):
        photo = Attachment.objects.get().id
    assert sign_in(Client(), member(other_desk.nok)).get(f"/desk/file/{photo}/").status_code == 404


def test_a_reply_reaches_her_story(nok: Client, say: Say) -> None:
    conversation = say()
    answer = nok.post(f"/desk/story/{conversation}/reply/", {"reply": "We read you."})
    assert answer.url.startswith(f"/desk/story/{conversation}/?sent=")
    assert story(conversation).status == "answered"
    assert "We read you." in nok.get(answer.url).content.decode()


def test_a_reply_that_is_refused_is_still_in_the_box(nok: Client, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from saphan.voice.refusals import NothingWritten

    def refuse(**_: object) -> None:
        raise NothingWritten

    monkeypatch.setattr("saphan.voice.services.reply", refuse)
    answer = nok.post(f"/desk/story/{say()}/reply/", {"reply": "Half a sentence"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Half a sentence" in html and "Nothing was written yet." in html


def test_an_approved_reply_comes_into_the_box_in_her_language(nok: Client, say: Say) -> None:
    conversation = say()
    address = f"/desk/story/{conversation}/words/we_read_you/"
    box = nok.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'lang="my"' in box and 'value="we_read_you"' in box and "ကျွန်" in box
    assert nok.get(address).url == f"/desk/story/{conversation}/?use=we_read_you"
    page = nok.get(f"/desk/story/{conversation}/", {"use": "we_read_you"}).content.decode()
    assert "ကျွန်" in page
    assert 'value="we_read_you"' in page
    assert re.findall(r"<(\w+)[^>]* autofocus", page) == ["textarea"], "of two, a browser takes the first"
    assert nok.get(f"/desk/story/{conversation}/words/rude_words/").status_code == 404
    assert events("vault.opened", why="conversation_read") != []


def test_a_changed_approved_reply_is_no_approved_reply(nok: Client, say: Say) -> None:
    from saphan.casework.approved_replies import words

    same, changed = say(), say("two")
    text = words("we_read_you", "my")
    nok.post(f"/desk/story/{same}/reply/", {"reply": text, "approved": "we_read_you"})
    nok.post(f"/desk/story/{changed}/reply/", {"reply": text + "!", "approved": "we_read_you"})
    assert (words_sent(same), words_sent(changed)) == (["we_read_you"], [""])


@pytest.mark.parametrize(
    ("code", "outcome"), [("thanks_test", "test_call"), ("question_rights_generic", "information_given")]
)
def test_one_key_answers_and_closes(nok: Client, say: Say, code: str, outcome: str) -> None:
    conversation = say("test")
    answer = nok.post(f"/desk/story/{conversation}/answer/{code}/")
    assert answer.url == f"/desk/?done={code}"
    assert "closed" in nok.get(answer.url).content.decode()
    assert (story(conversation).status, words_sent(conversation)) == ("closed", [code])
    assert events("voice.closed", outcome=outcome)


def test_only_replies_that_end_a_talk_close_it(nok: Client, say: Say) -> None:
    conversation = say()
    answer = nok.post(f"/desk/story/{conversation}/answer/ask_more/")
    assert answer.status_code == 409
    assert (story(conversation).status, words_sent(conversation)) == ("waiting", [])


def test_later_needs_a_day_to_come(nok: Client, say: Say) -> None:
    conversation = say()
    for until in ("", "2026-03-02", "tomorrow"):
        assert nok.post(f"/desk/story/{conversation}/later/", {"until": until}).status_code == 409
    assert story(conversation).status == "waiting"
    assert nok.post(f"/desk/story/{conversation}/later/", {"until": "2026-03-05"}).status_code == 302
    assert story(conversation).status == "later"


def test_a_private_note(nok: Client, say: Say) -> None:
    conversation = say()
    nok.post(f"/desk/story/{conversation}/note/", {"note": "Her cousin answers the phone"})
    html = nok.get(f"/desk/story/{conversation}/").content.decode()
    assert "Her cousin answers the phone" in html and "Private note" in html
    answer = nok.post(f"/desk/story/{conversation}/note/", {"note": " "})
    assert answer.status_code == 409
    with acting_as(System("test")):
        assert Note.objects.count() == 1


def test_her_words_about_a_draft_are_kept_from_a_talk(nok: Client, say: Say, desk: Desk, blue_prawn: UUID) -> None:
    # Given she was asked whether Blue Prawn may read a draft
    conversation, draft = say(), random_id()
    with acting_as(desk.nok):
        voice.ask(
            conversation_id=conversation,
            question="consent",
            ref=draft,
            words="Overtime since March is not paid.",
            language="en",
            reader=voice.Reader(blue_prawn, "supplier", "Blue Prawn Foods"),
        )
    page = nok.get(f"/desk/story/{conversation}/").content.decode()
    assert "Overtime since March is not paid." in page and "May Blue Prawn Foods read this?" in page

    # When she says yes on the phone
    sent = {"draft": str(draft), "recipient": str(blue_prawn), "language": "en", "given": "yes"}
    assert nok.post(f"/desk/story/{conversation}/consent/", sent).status_code == 302

    # Then it is a dated record for that draft, and the table says so
    with acting_as(System("test")):
        kept = Consent.objects.get()
    assert (kept.draft_id, kept.recipient_id, kept.given, kept.how) == (draft, blue_prawn, True, "talk")
    page = nok.get(f"/desk/story/{conversation}/").content.decode()
    assert "May Blue Prawn Foods read this?" not in page and "in a talk" in page
    assert nok.post(f"/desk/story/{conversation}/consent/", {"draft": "x"}).status_code == 404


def test_an_answer_in_a_talk(nok: Client, say: Say, desk: Desk) -> None:
    conversation = say()
    with acting_as(desk.nok):
        asked = voice.ask(conversation_id=conversation, question="enough", ref=random_id(), words="They pay by May.")
    address = f"/desk/story/{conversation}/answered/{asked}/"
    assert nok.post(address, {"code": "maybe"}).status_code == 409
    assert nok.post(address, {"code": "enough"}).status_code == 302
    assert "Her last answer" in nok.get(f"/desk/story/{conversation}/").content.decode()


def test_a_demo_needs_no_back_up(desk: Desk, settings: Settings) -> None:
    settings.SAPHAN_DEMO = True
    lead = sign_in(Client(), member(desk.ann))
    assert "good back-up" not in lead.get("/desk/").content.decode()
    with acting_as(System("test")):
        Backup.objects.create(id=random_id(), at=clock.now() - timedelta(hours=3), name="one.age", size=1)
    assert "3 hours ago" in lead.get("/desk/").content.decode()


def test_a_lead_reads_how_old_the_last_good_back_up_is(desk: Desk) -> None:
    lead = sign_in(Client(), member(desk.ann))
    assert "There is no good back-up yet." in lead.get("/desk/").content.decode()
    for age, words in ((timedelta(hours=3), "3 hours ago"), (timedelta(hours=30), "30 hours ago")):
        with acting_as(System("test")):
            Backup.objects.all().delete()
            Backup.objects.create(id=random_id(), at=clock.now() - age, name="one.age", size=1)
        page = lead.get("/desk/").content.decode()
        assert words in page
        assert ("saphan doctor" in page) is (age > timedelta(hours=26))


def test_a_caseworker_is_not_troubled_with_back_ups(nok: Client) -> None:
    assert "back-up" not in nok.get("/desk/").content.decode()


def test_of_a_partners_tip_nobody_was_told(nok: Client, say: Say) -> None:
    hers, tip = say(), say(channel="mail")
    assert "What she was told" in nok.get(f"/desk/story/{hers}/").content.decode()
    assert "What she was told" not in nok.get(f"/desk/story/{tip}/").content.decode()
