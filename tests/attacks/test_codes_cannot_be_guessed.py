"""Somebody tries claim codes: she learns nothing from the time, the errors or the database."""

from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saphan.store import Lookup, System, acting_as
from saphan.vault import hashing
from saphan.vault.codes import new_code
from saphan.voice import returning
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Contact, Conversation, Message, WrongTry
from saphan.voice.returning import Mistyped, NoSuchCode, open_story

pytestmark = pytest.mark.django_db


def code_of_a_story(desk_id: UUID) -> str:
    return accept(Inbound(desk_id, "web", "en", once=str(uuid4()), text="pay is late")).claim_code


def statements(code: str) -> list[str]:
    """What the database is asked for this code, without savepoint names and values."""
    with CaptureQueriesContext(connection) as asked, suppress(NoSuchCode, Mistyped):
        open_story(code)
    return [query["sql"].split("'")[0] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]


def test_right_and_wrong_codes_are_looked_up_in_the_same_way(desk_key: UUID) -> None:
    right = statements(code_of_a_story(desk_key))
    wrong = statements(new_code())
    assert right
    assert wrong[: len(right)] == right


def test_every_wrong_code_costs_the_same(desk_key: UUID) -> None:
    code_of_a_story(desk_key)
    assert len({tuple(statements(new_code())) for _ in range(5)}) == 1


def test_a_mistyped_code_asks_the_database_nothing(desk_key: UUID) -> None:
    code = code_of_a_story(desk_key)
    assert statements(code[:-1] + str((int(code[-1]) + 1) % 10)) == []


def test_a_right_code_is_never_slowed_and_a_flood_of_wrong_ones_is(
    desk_key: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(returning.time, "sleep", slept.append)
    monkeypatch.setattr(returning, "_ring_the_leads", lambda: None)
    code = code_of_a_story(desk_key)
    for _ in range(returning.WRONG_TRIES_AN_HOUR + 3):
        with pytest.raises(NoSuchCode):
            open_story(new_code())
    assert len(slept) == 3
    assert open_story(code)
    assert len(slept) == 3


def test_a_wrong_try_keeps_no_code(desk_key: UUID) -> None:
    code = new_code()
    with pytest.raises(NoSuchCode) as refused:
        open_story(code)
    assert code not in f"{refused.value}{refused.value.__context__}"
    with acting_as(System("test")):
        kept = WrongTry.objects.values().get()
    assert not [value for value in kept.values() if isinstance(value, str | bytes)]


def test_a_secret_shows_one_row_and_nothing_behind_it(desk_key: UUID) -> None:
    code = code_of_a_story(desk_key)
    code_of_a_story(desk_key)
    with acting_as(Lookup(hashing.code_hash(code))):
        assert Conversation.objects.count() == 1
        assert not Message.objects.exists()
        assert not Contact.objects.exists()
        assert Conversation.objects.update(urgency=0) == 0


def test_the_hash_of_one_use_is_no_use_elsewhere(desk_key: UUID) -> None:
    code = code_of_a_story(desk_key)
    others = (hashing.blind_index("phone", code), hashing.token_hash("once", code), hashing.word_hash("x", code))
    for keyed_hash in others:
        with acting_as(Lookup(keyed_hash)):
            assert not Conversation.objects.exists()
