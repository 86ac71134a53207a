"""Given a frozen desk with a single lead and no pool, she and the key sheet open it together, and neither alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.config import key_sheet, reopening
from saphan.config.command import parser
from saphan.config.starting import NotReady
from saphan.network.freezing import agree_to_reopen, freeze_desk, keeper_agrees
from saphan.network.frozen import frozen_desk
from saphan.network.models import Staff
from saphan.network.selectors import caller_of, pool_of_desk
from saphan.store import callers, clock
from saphan.store.acting import acting_as
from saphan.store.models import Reopener
from saphan.store.place import Place
from saphan.store.refusals import NotAllowed
from saphan.vault import keyring, sheet_lines
from saphan.vault.models import Event
from saphan.vault.sheet_made import sheet_made
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
NAME = "Lonely desk"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.delenv("SAPHAN_KEYS")
    made = Place(tmp_path)
    keyring.make(made.keys)
    keyring.add_desk(made.keys, uuid4())
    return made


@pytest.fixture
def word(day_one: object, place: Place) -> str:
    """A sheet was printed yesterday; this is the last thing on it."""
    word = sheet_lines.last_word(key_sheet.read(key_sheet.write(place)))
    clock.pass_time(timedelta(days=1))
    return word


@pytest.fixture
def desk_id(day_one: object) -> UUID:
    return open_desk(NAME)


@pytest.fixture
def ann(desk_id: UUID, word: str) -> Staff:
    lead = desk_person(desk_id, "lead", name="Ann")
    by = caller_of(lead)
    assert isinstance(by, callers.Staff)
    freeze_desk(by=by)
    return lead


def types(text: str) -> Callable[[str], str]:
    return lambda question: text


def refused(place: Place, text: str, why: str, name: str = NAME) -> None:
    """The desk stays as it is, and nobody's word was kept."""
    words = Reopener.objects.count()
    with pytest.raises(NotReady, match=why):
        reopening.reopen(name, place, types(text))
    assert Reopener.objects.count() == words


def acts() -> list[str]:
    with acting_as(callers.System("test")):
        return list(Event.objects.filter(act__startswith="network.").order_by("id").values_list("act", flat=True))


def test_the_lead_and_the_sheet_open_it(
    place: Place, word: str, desk_id: UUID, ann: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given her word alone is not enough
    assert agree_to_reopen(desk_id=desk_id, staff_id=ann.id) is False
    frozen = frozen_desk(desk_id)
    assert frozen is not None and frozen.needs_the_keeper

    # When the keeper types what stands on the paper, however she types it, then it is open, and both words are kept
    reopening.reopen(NAME, place, types(f" {word.upper()} "))
    assert frozen_desk(desk_id) is None
    assert "is open again" in capsys.readouterr().out
    assert acts()[-3:] == ["network.reopening_agreed", "network.reopening_agreed", "network.desk_reopened"]
    assert keeper_agrees(desk_id=desk_id) is True, "it is open already"


def test_the_sheet_alone_opens_nothing(place: Place, word: str, desk_id: UUID, ann: Staff) -> None:
    refused(place, word, "its lead goes first")
    assert frozen_desk(desk_id) is not None


def test_a_wrong_word_opens_nothing_and_is_audited(place: Place, word: str, desk_id: UUID, ann: Staff) -> None:
    agree_to_reopen(desk_id=desk_id, staff_id=ann.id)
    for text in ("bababa", "", word[:-1]):
        refused(place, text, "not the word")
    assert frozen_desk(desk_id) is not None
    assert acts().count("network.reopening_refused") == 3


def test_a_sheet_of_afterwards_is_no_second_person(place: Place, desk_id: UUID, ann: Staff) -> None:
    """Whoever has the machine can make one."""
    agree_to_reopen(desk_id=desk_id, staff_id=ann.id)
    new = sheet_lines.last_word(key_sheet.read(key_sheet.write(place)))
    refused(place, new, "made after the desk was frozen")
    place.key_sheet_made.write_text('{"number": 1, "made": "2026-01-01", "recipient": "age1", "keys": []}')
    refused(place, new, "older version")
    place.key_sheet_made.unlink()
    refused(place, new, "cannot stand for a second person")


def test_where_two_leads_can_the_sheet_is_not_asked(place: Place, word: str, desk_id: UUID, ann: Staff) -> None:
    beside = open_desk("Bridge Myanmar", pool_id=pool_of_desk(desk_id))
    desk_person(beside, "lead", name="Kyaw")
    agree_to_reopen(desk_id=desk_id, staff_id=ann.id)
    refused(place, word, "no two leads can open")
    with pytest.raises(NotAllowed):
        keeper_agrees(desk_id=desk_id)


def test_names_and_open_desks_are_told_apart(place: Place, word: str, desk_id: UUID) -> None:
    refused(place, word, "no desk with the name", name="Nowhere")
    refused(place, word, "is not frozen")


def test_nobody_there_to_be_asked(place: Place, word: str, desk_id: UUID, ann: Staff) -> None:
    with pytest.raises(NotReady, match="Nobody is there"):
        reopening.reopen(NAME, place)


def test_the_machine_keeps_a_mark_of_the_word_and_not_the_word(place: Place, word: str) -> None:
    assert word not in place.key_sheet_made.read_text()
    made = sheet_made(place)
    assert made is not None
    assert made.is_shown_by(word) and not made.is_shown_by("bababa")


def test_a_sheet_that_was_typed_in_again_is_as_old_as_its_day(place: Place, word: str) -> None:
    sheet = key_sheet.read(place.home / key_sheet.NAME)
    key_sheet.note(place, sheet)
    made = sheet_made(place)
    assert made is not None and made.since.startswith(sheet.made) and made.is_shown_by(word)


def test_her_page_says_who_is_second(desk_id: UUID, ann: Staff) -> None:
    hers = sign_in(Client(), ann)
    agree_to_reopen(desk_id=desk_id, staff_id=ann.id)
    assert "saphan reopen-desk" in hers.get("/account/frozen/").content.decode()


def test_the_command_names_the_desk() -> None:
    assert parser().parse_args(["reopen-desk", NAME]).name == NAME
