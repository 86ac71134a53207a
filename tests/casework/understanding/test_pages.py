"""Given a story, its page shows both wordings side by side with who made each; the interpreter's shows one text."""

import re
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.understanding import rendering
from saphan.casework.understanding.interpreting import ask_interpreter
from saphan.network.models import Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.inbound import Media
from saphan.voice.models import Attachment
from tests.casework.given import Desk, Say, member
from tests.casework.understanding.given import hire, machine_elsewhere, row_of, said
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "လုပ်ခမရဘူး 0815550123"


@pytest.fixture
def story(say: Say) -> UUID:
    return say(SAID)


@pytest.fixture
def ida(desk: Desk) -> Staff:
    return hire(desk, Role.INTERPRETER, "Ida", "my", "en")


def page_of(browser: Client, story: UUID) -> str:
    return browser.get(f"/desk/story/{story}/").content.decode()


def test_a_message_goes_to_a_machine_after_a_look_and_stands_beside_its_words(
    desk: Desk, nok: Client, story: UUID
) -> None:
    with machine_elsewhere(desk, lambda text: f"No pay {text[-3:]}") as (mill, there):
        assert "Let Mill translate it" in page_of(nok, story)
        form = {"machine": str(mill), "message": str(said(story))}
        look = nok.post(f"/desk/story/{story}/machine/", form)
        assert look.status_code == 200 and look["Cache-Control"] == "no-store"
        assert "⟦1⟧" in look.content.decode() and "0815550123" not in look.content.decode()
        assert not there.asked
        asked = nok.post(f"/desk/story/{story}/machine/?show=all", {**form, "seen": "yes", "also": "\n x \n"})
        assert asked["Location"] == f"/desk/story/{story}/?show=all"
        assert "The machine is at it." in page_of(nok, story)
        run_waiting()
    page = page_of(nok, story)
    assert "No pay 0815550123" in page and "Machine: Mill" in page and "elsewhere" in page


def test_a_reply_is_written_in_ones_own_language_checked_and_sent(desk: Desk, nok: Client, story: UUID) -> None:
    with machine_elsewhere(desk, lambda text: "ရဲ") as (mill, _):
        form = {"machine": str(mill), "reply_in_ours": "Call the police at 0899999999", "once": str(UUID(int=1))}
        look = nok.post(f"/desk/story/{story}/machine/", form).content.decode()
        assert "Call the police at ⟦1⟧" in look and "Call the police at 0899999999" in look  # hidden, for the form
        nok.post(f"/desk/story/{story}/machine/", {**form, "seen": "yes"})
        run_waiting()
    page = page_of(nok, story)
    assert "machine translation: let a person check" in page and "Send it to her" not in page
    with acting_as(desk.nok):
        (draft,) = rendering.Rendering.objects.values_list("id", flat=True)
    address = f"/desk/story/{story}/words-of/{draft}/"
    refused = nok.post(address, {"act": "send"})
    assert refused.status_code == 409 and "A person who reads her language checks" in refused.content.decode()
    assert nok.post(f"/desk/story/{story}/reply/", {"reply": "ရဲ"}).status_code == 409
    assert nok.post(address, {"act": "nothing"}).status_code == 404
    assert nok.post(address, {"act": "confirm"}).status_code == 302
    assert "checked by Nok" in page_of(nok, story)
    assert nok.post(address, {"act": "send"}).status_code == 302
    page = page_of(nok, story)
    assert "ဒါကို ကွန်ပျူတာက ဘာသာပြန်ထားပါတယ်။" in page and "As we wrote it" in page and row_of(draft).state == "sent"


def test_what_cannot_be_done_is_said_and_what_was_typed_is_kept(desk: Desk, nok: Client, story: UUID) -> None:
    with machine_elsewhere(desk, str.upper) as (mill, _):
        empty = nok.post(f"/desk/story/{story}/machine/", {"machine": str(mill), "seen": "yes"})
        assert empty.status_code == 409
        wrong = {"machine": str(mill), "message": str(story)}
        assert nok.post(f"/desk/story/{story}/machine/", wrong).status_code == 409
    off = nok.post(f"/desk/story/{story}/machine/", {"machine": str(story), "reply_in_ours": "Come on Monday"})
    assert off.status_code == 409
    nobody = nok.post(f"/desk/story/{story}/interpreter/", {"reply_in_ours": "Come on Monday"})
    assert nobody.status_code == 409 and "Choose an interpreter" in nobody.content.decode()


def test_the_pages_of_an_interpreter(desk: Desk, nok: Client, ida: Staff, story: UUID) -> None:
    form = {"message": str(said(story)), "who": str(ida.id)}
    assert "Ask for this one message" in page_of(nok, story)
    assert nok.post(f"/desk/story/{story}/interpreter/", form).status_code == 302
    assert "Waits for an interpreter." in page_of(nok, story)
    hers = sign_in(Client(), member(ida))
    listed = hers.get("/desk/interpreting/").content.decode()
    assert "Messages to translate (1)" in listed and "Burmese into English" in listed and str(story) not in listed
    (address,) = re.findall(r'href="(/desk/interpreting/[0-9a-f-]{36}/)"', listed)
    first = hers.get(address)
    assert "Do you know, or work with" in first.content.decode() and "လုပ်ခ" not in first.content.decode()
    assert hers.post(address, {"words": "too early"}).status_code == 404
    assert hers.post(address, {"knows": "no"})["Location"] == address
    second = hers.get(address)
    assert "လုပ်ခမရဘူး ⟦1⟧" in second.content.decode() and second["Cache-Control"] == "no-store"
    assert "0815550123" not in second.content.decode()
    assert hers.post(address, {"words": " "}).status_code == 409
    assert hers.post(address, {"words": "No pay. ⟦1⟧"}).status_code == 302
    assert hers.get(address).status_code == 404
    assert "translated by a person" in hers.get("/desk/interpreting/").content.decode()
    page = page_of(nok, story)
    assert "No pay. 0815550123" in page and "Interpreter: Ida" in page


def test_what_is_sent_twice_is_done_once(desk: Desk, nok: Client, ida: Staff, story: UUID) -> None:
    # Given the forms as the page made them
    page = page_of(nok, story)
    once = re.findall(r'name="once" value="([0-9a-f-]{36})"', page[page.index('class="put"') :])
    form = {"message": str(said(story))}
    assert len(once) >= 2
    for _ in range(2):
        nok.post(f"/desk/story/{story}/interpreter/", {**form, "once": once[0]})
        nok.post(f"/desk/story/{story}/own-words/", {**form, "words": "No pay", "once": once[1]})
    # Then an interpreter was asked once, and one translation stands there
    with acting_as(System("test")):
        assert sorted(rendering.Rendering.objects.values_list("state", flat=True)) == ["asked", "done"]


def test_an_interpreter_hands_back_and_a_caseworker_asks_no_more(
    desk: Desk, nok: Client, ida: Staff, story: UUID
) -> None:
    hers = sign_in(Client(), member(ida))
    for answers in (("yes",), ("no", "after_all")):
        asking_id = ask_interpreter(conversation_id=story, message_id=said(story), by=desk.nok)
        for answer in answers:
            assert hers.post(f"/desk/interpreting/{asking_id}/", {"knows": answer}).status_code == 302
        assert hers.get(f"/desk/interpreting/{asking_id}/").status_code == 404
    assert "Nothing to translate" in hers.get("/desk/interpreting/").content.decode()
    with acting_as(desk.nok):
        waiting = list(rendering.Rendering.objects.values_list("id", flat=True))
    for each in waiting:
        assert nok.post(f"/desk/story/{story}/words-of/{each}/", {"act": "withdraw"}).status_code == 302
    assert "Waits for an interpreter." not in page_of(nok, story)


def test_a_recording_has_a_player_with_its_speed_and_a_summary(desk: Desk, nok: Client, story: UUID) -> None:
    voice.say_more(conversation_id=story, media=Media("audio/ogg", b"OggS sound"), once="recording")
    with acting_as(System("test")):
        spoken = Attachment.objects.get(conversation_id=story).message_id
    page = page_of(nok, story)
    assert "data-speed" in page and "What she says, in short" in page and "casework/speed" in page
    form = {"message": str(spoken), "words": "No pay for March"}
    assert nok.post(f"/desk/story/{story}/own-words/", form).status_code == 302
    page = page_of(nok, story)
    assert "No pay for March" in page and "Caseworker: Nok" in page
    assert nok.post(f"/desk/story/{story}/own-words/", {**form, "words": " "}).status_code == 409
    assert nok.post(f"/desk/story/{story}/speech/", {"message": str(spoken)}).status_code == 409
