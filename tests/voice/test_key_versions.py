"""Given the key of the keyed hashes was changed, everything that stands under the older one is found as before."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as installed
from pytest_django import Settings

from saphan.store import System, acting_as
from saphan.store.callers import Story
from saphan.vault import hashing, keyring
from saphan.vault.keyring import key_ring
from saphan.voice import drafts, rekeying, services
from saphan.voice.drafts import Draft
from saphan.voice.inbound import Handle, Inbound, OldRow
from saphan.voice.models import Contact, Conversation, Message, PageDraft, Receipt
from saphan.voice.refusals import KnownRow
from saphan.voice.selectors import NoSuchCode, open_story
from tests.attacks.test_codes_cannot_be_guessed import statements
from tests.voice.given import Browser, Desk, a_voice

pytestmark = pytest.mark.django_db
NUMBER = Handle("phone", "+66812345678")


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.SAPHAN_KEYS = Path(shutil.copy(installed.SAPHAN_KEYS, tmp_path / "keys.json"))
    settings.SAPHAN_KEYS.chmod(0o600)
    yield settings.SAPHAN_KEYS


@pytest.fixture
def desk(own_keys: Path, db: None, day_one: object) -> Desk:
    from tests.voice import given

    return given.open_desk()


def change_key() -> int:
    return keyring.add_version(installed.SAPHAN_KEYS, None)


def take_out_old_key() -> None:
    keyring.remove_version(installed.SAPHAN_KEYS, None, min(key_ring().hashing))


def test_a_code_of_before_opens_and_moves_to_the_newest_key(desk: Desk) -> None:
    voice = a_voice(desk)
    version = change_key()
    assert rekeying.older_codes(version) == 1
    assert open_story(voice.claim_code) == voice.conversation_id
    assert rekeying.older_codes(version) == 0
    take_out_old_key()
    assert open_story(voice.claim_code) == voice.conversation_id


def test_right_and_wrong_codes_still_cost_the_same_look_up(desk: Desk) -> None:
    old = a_voice(desk).claim_code
    change_key()
    new = a_voice(desk).claim_code
    right, wrong = statements(new), statements("0000000000000000")
    assert wrong[: len(right)] == right
    assert statements(old)[: len(right)] == right


def test_a_code_that_never_came_back_needs_its_key(desk: Desk) -> None:
    voice = a_voice(desk)
    version = change_key()
    assert rekeying.older_codes(version) == 1
    take_out_old_key()
    with pytest.raises(NoSuchCode):
        open_story(voice.claim_code)


def test_a_deleted_story_needs_no_key(desk: Desk) -> None:
    hers = a_voice(desk).conversation_id
    services.delete_story(conversation_id=hers, by=Story(hers))
    assert rekeying.older_codes(change_key()) == 0


def test_one_handle_has_one_contact_before_during_and_after(desk: Desk) -> None:
    # Given a voice with a number under the first key
    a_voice(desk, handle=NUMBER)
    version = change_key()

    # When she speaks again before and after her handle was hashed anew, and after the old key is gone
    a_voice(desk, handle=NUMBER)
    assert list(rekeying.hash_handles_anew(version)) == [1]
    a_voice(desk, handle=NUMBER)
    take_out_old_key()
    a_voice(desk, handle=NUMBER)

    # Then it is one contact with four stories
    with acting_as(System("test")):
        contact = Contact.objects.get()
        assert contact.handle_key_version == version
        assert Conversation.objects.filter(contact_id=contact.id).count() == 4


def test_a_number_given_later_finds_the_contact_of_before(desk: Desk) -> None:
    a_voice(desk, handle=NUMBER)
    change_key()
    second = a_voice(desk).conversation_id
    services.set_details(conversation_id=second, phone="081 234 5678")
    with acting_as(System("test")):
        known = Contact.objects.get(handle_index__isnull=False)
        assert Conversation.objects.filter(contact_id=known.id).count() == 2


def test_a_later_number_is_the_one_that_is_hashed_anew(desk: Desk) -> None:
    hers = a_voice(desk, handle=NUMBER).conversation_id
    services.set_details(conversation_id=hers, phone="089 999 9999")
    version = change_key()
    list(rekeying.hash_handles_anew(version))
    with acting_as(System("test")):
        assert bytes(Contact.objects.get().handle_index or b"") == hashing.blind_index("phone", "+66899999999")


def test_two_contacts_of_one_handle_become_one(desk: Desk) -> None:
    """A story that was moved here from another desk in the middle of a change brought the second one along."""
    first = a_voice(desk, handle=NUMBER).conversation_id
    version = change_key()
    second = a_voice(desk, handle=Handle("phone", "+66899999999")).conversation_id
    with acting_as(System("test")):
        moved = Conversation.objects.get(id=second).contact_id
        Contact.objects.filter(id=moved).update(handle_index=hashing.blind_index("phone", NUMBER.value))
        Contact.objects.filter(id=moved).update(safe_times=["morning", "evening"])
        Contact.objects.exclude(id=moved).update(safe_times=["evening", "night"])
    assert list(rekeying.hash_handles_anew(version)) == [1]
    with acting_as(System("test")):
        contact = Contact.objects.get()
        assert (contact.id, contact.safe_times) == (moved, ["evening"])
        assert {row.id for row in Conversation.objects.filter(contact_id=moved)} == {first, second}


def test_a_handle_that_no_story_holds_any_more_keeps_its_key(desk: Desk) -> None:
    a_voice(desk, handle=NUMBER)
    with acting_as(System("test")):
        Message.objects.filter(part="handle").delete()
    version = change_key()
    assert list(rekeying.hash_handles_anew(version)) == [0]
    assert rekeying.older_handles(version) == 1


def test_a_repeated_send_gets_its_first_answer(desk: Desk) -> None:
    said = {"desk_id": desk.id, "channel": "web", "language": "en", "text": "pay is late"}
    token = str(uuid4())
    first = services.accept(Inbound(once=token, **said))  # type: ignore[arg-type]
    version = change_key()
    again = services.accept(Inbound(once=token, **said))  # type: ignore[arg-type]
    assert (again.conversation_id, again.claim_code, again.repeated) == (first.conversation_id, first.claim_code, True)
    assert rekeying.older_receipts(version) == 1

    # One that was sent meanwhile is found by whoever knows the new key only
    other = str(uuid4())
    second = services.accept(Inbound(once=other, **said))  # type: ignore[arg-type]
    take_out_old_key()
    assert services.accept(Inbound(once=other, **said)).claim_code == second.claim_code  # type: ignore[arg-type]
    with acting_as(System("test")):
        assert Conversation.objects.count() == 2


def test_a_process_that_knows_the_old_key_only_keeps_no_second_voice(desk: Desk, own_keys: Path) -> None:
    said = {"desk_id": desk.id, "channel": "web", "language": "en", "text": "pay is late", "once": str(uuid4())}
    before = own_keys.read_text()
    change_key()
    first = services.accept(Inbound(**said))  # type: ignore[arg-type]
    own_keys.write_text(before)
    assert services.accept(Inbound(**said)).claim_code == first.claim_code  # type: ignore[arg-type]


def test_a_row_of_an_old_log_is_taken_over_once(desk: Desk) -> None:
    def take_over() -> None:
        newest, *older = [each.hash for each in hashing.tokens("row", "line 7 of the log")]
        old = OldRow(newest, "raw", datetime(2024, 5, 1, tzinfo=UTC), older_hashes=tuple(older))
        services.accept(Inbound(desk.id, "import", "en", once=str(uuid4()), text="pay is late", old=old))

    take_over()
    version = change_key()
    with pytest.raises(KnownRow):
        take_over()
    assert rekeying.older_rows(version) == 1


def test_writing_on_twice_across_a_change_adds_once(desk: Desk) -> None:
    hers = a_voice(desk).conversation_id
    services.say_more(conversation_id=hers, text="and the food", once="a" * 32)
    change_key()
    services.say_more(conversation_id=hers, text="and the food", once="a" * 32)
    with acting_as(System("test")):
        assert Message.objects.filter(conversation_id=hers).count() == 2
        assert Receipt.objects.filter(conversation_id=hers).count() == 2


def test_a_visit_goes_on_and_its_page_moves_to_the_newest_key(desk: Desk) -> None:
    token = drafts.new_token()
    drafts.keep(token, Draft(typed="two months"))
    version = change_key()
    found = drafts.read(token)
    assert found is not None and found.typed == "two months"
    assert rekeying.older_drafts(version) == 1
    drafts.keep(token, found)
    assert rekeying.older_drafts(version) == 0
    take_out_old_key()
    assert drafts.read(token) is not None
    drafts.drop(token)
    with acting_as(System("test")):
        assert not PageDraft.objects.exists()


def test_a_form_that_was_open_meanwhile_is_taken(desk: Desk) -> None:
    phone = Browser()
    phone.say()
    fields = phone.fields("/en/story/mine/")
    change_key()
    page = phone.post("/en/story/write/", {**fields, "said": "and no rest day"}, follow=True).content.decode()
    assert "and no rest day" in page


def test_her_word_of_before_opens_and_moves_to_the_newest_key(desk: Desk) -> None:
    hers = a_voice(desk).conversation_id
    services.choose_word(conversation_id=hers, word="mango")
    version = change_key()
    assert not services.word_opens(conversation_id=hers, word="papaya")
    assert rekeying.older_words(version) == 1
    assert services.word_opens(conversation_id=hers, word="mango")
    assert rekeying.older_words(version) == 0
    take_out_old_key()
    assert services.word_opens(conversation_id=hers, word="mango")
