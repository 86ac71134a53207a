"""Given words that were sealed on a phone without net: they become one story, whatever happens on the way."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from saphan.empowerment.models import OfflineKey
from saphan.empowerment.offline.keys import GIVEN_OUT, OPENS, key_to_open, key_to_seal_to
from saphan.empowerment.offline.taking import LARGEST
from saphan.network import services as network
from saphan.store import System, acting_as, clock
from saphan.store.callers import Story
from saphan.store.tasks import sweep_all
from saphan.voice.models import Conversation, Trace
from saphan.voice.reading import lines
from saphan.voice.selectors import NoSuchCode, open_story
from saphan.voice.services import delete_story
from saphan.voice.wrong_keys import Budget
from tests.empowerment.offline.given import SAID, sealed
from tests.voice.given import Desk, open_desk

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


@pytest.fixture
def desk(day_one: object) -> Desk:
    return open_desk()


def how_many() -> int:
    with acting_as(SYSTEM):
        return Conversation.objects.count()


def test_it_arrives_once_with_the_code_that_she_was_shown(desk: Desk) -> None:
    # Given what a phone sealed, sent twice because the answer was lost
    phone = Client()
    words = sealed(desk.id)
    assert SAID.encode() not in words.content and words.code.encode() not in words.content
    for _ in range(2):
        answer = words.send(phone)
        assert (answer.status_code, answer.json()) == (200, {"kept": True, "code": True})

    # Then it is one story, which her code opens, and which knows its browser
    story_id = open_story(words.code)
    with acting_as(SYSTEM):
        [row] = Conversation.objects.all()
        assert (row.desk_id, row.channel, row.language, row.icon) == (desk.id, "web", "en", "papers")
        assert [line.text for line in lines(story_id, why="test") if line.part == "said"] == [SAID]
        assert len(Trace.objects.get(conversation_id=story_id).browsers) == 1
    assert phone.cookies["browser"]["httponly"]


def test_the_place_of_a_poster_comes_along(desk: Desk) -> None:
    other = open_desk("Bridge Malaysia", "MY")
    place = network.create_organisation(kind="workplace", name="Blue Net Co", country="MY")
    token = network.make_poster(desk_id=other.id, organisation_id=place, line="Line 4")
    words = sealed(desk.id, poster=token)
    assert words.send().json()["kept"]
    with acting_as(SYSTEM):
        [row] = Conversation.objects.all()
        assert (row.desk_id, row.place_organisation_id, row.place_line) == (other.id, place, "Line 4")
    assert sealed(desk.id, poster="nowhere").send().json()["kept"]


@pytest.mark.parametrize(
    ("days", "told"), [(-1, []), (0, []), (4, ["2026-02-26"]), (400, [])], ids=["ahead", "today", "waited", "long ago"]
)
def test_the_desk_reads_how_long_it_waited_where_the_clock_may_be_right(desk: Desk, days: int, told: list[str]) -> None:
    words = sealed(desk.id, written=(clock.today() - timedelta(days=days)).isoformat())
    words.send()
    with acting_as(SYSTEM):
        kept = lines(open_story(words.code), why="test")
    assert [line.text for line in kept if line.part == "waited"] == told


def test_when_too_many_come_at_once_the_phone_keeps_it_and_sends_it_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("saphan.empowerment.offline.web.ENVELOPES", Budget(2, lambda: now[0]))
    words = [sealed(desk.id) for _ in range(3)]
    for each in words[:2]:
        assert each.send().json()["kept"]
    answer = words[2].send()
    assert (answer.status_code, answer["Retry-After"], answer.json()) == (429, "60", {"later": True})
    assert how_many() == 2

    now[0] = 60.0
    assert words[2].send().json() == {"kept": True, "code": True}
    assert how_many() == 3


def test_what_she_deleted_does_not_come_back(desk: Desk) -> None:
    words = sealed(desk.id)
    words.send()
    story_id = open_story(words.code)
    delete_story(conversation_id=story_id, by=Story(story_id))
    left = how_many()
    assert words.send().json() == {"kept": True, "code": True}
    assert how_many() == left
    with pytest.raises(NoSuchCode):
        open_story(words.code)


def test_a_code_of_another_story_opens_nothing_of_it(desk: Desk) -> None:
    # Given two phones that drew one code, which never happens by chance
    first = sealed(desk.id)
    first.send()
    second = sealed(desk.id, code=first.code, said="other words")

    # Then the second is kept under another code, is told so, and the code still opens the first
    for _ in range(2):
        assert second.send().json() == {"kept": True, "code": False}
    assert how_many() == 2
    with acting_as(SYSTEM):
        assert [line.text for line in lines(open_story(first.code), why="test") if line.part == "said"] == [SAID]


def test_whatever_cannot_be_read_is_answered_alike_and_changes_nothing(desk: Desk) -> None:
    good = sealed(desk.id)
    foreign = sealed(desk.id)
    foreign.key_id = uuid4()
    renamed = sealed(desk.id)
    renamed.id = uuid4()
    cut = sealed(desk.id)
    cut.content = cut.content[:-1]
    large = sealed(desk.id)
    large.content = bytes(LARGEST + 1)
    wrong = [
        *(foreign, renamed, cut, large),
        sealed(desk.id, code="1234 5678 9012 345"),
        sealed(desk.id, language="xx"),
        sealed(desk.id, said="", icon=""),
        sealed(desk.id, said="x" * 10_001),
        sealed(desk.id, poster="a b"),
        sealed(desk.id, more="than we know"),
    ]
    answers = [each.send() for each in wrong]
    answers += [
        Client().post("/offline/send/", body, content_type="application/json")
        for body in ("", "[]", "{", '"x"', json.dumps({"id": 1}), json.dumps({"id": str(good.id), "key": "x"}))
    ]
    answers.append(Client().post("/offline/send/", {"id": str(good.id)}))
    assert {(answer.status_code, answer.content) for answer in answers} == {(400, b'{"kept": false}')}
    assert all(not answer.cookies for answer in answers)
    assert how_many() == 0
    assert Client().get("/offline/send/").status_code == 405


def test_a_key_opens_long_after_another_took_its_place_and_then_never_more(desk: Desk) -> None:
    # Given a phone with a pack, and a key that is then replaced
    old = key_to_seal_to(desk.id)
    assert key_to_seal_to(desk.id) == old
    early, late = sealed(desk.id, old), sealed(desk.id, old)
    clock.pass_time(GIVEN_OUT)
    assert key_to_seal_to(desk.id).id != old.id

    # Then it still opens on the last day
    clock.pass_time(OPENS)
    sweep_all()
    assert early.send().json()["kept"]

    # And a day later nothing opens it, for nobody
    clock.pass_time(timedelta(days=1))
    sweep_all()
    assert late.send().json() == {"kept": False}
    with acting_as(SYSTEM):
        assert OfflineKey.objects.get(id=old.id).sealed_key is None
    assert early.send().status_code == 400


def test_the_private_half_is_sealed_and_nobody_but_the_machinery_reads_it(desk: Desk) -> None:
    key = key_to_seal_to(desk.id)
    scalar = key_to_open(key.id).scalar
    with acting_as(SYSTEM):
        assert scalar not in bytes(OfflineKey.objects.get().sealed_key or b"")
    with acting_as(desk.caseworker):
        assert not OfflineKey.objects.exists()


def test_two_phones_have_one_page(desk: Desk) -> None:
    pages = {Client().get("/en/offline/say/").content for _ in range(2)}
    assert len(pages) == 1
    assert base64.b64encode(key_to_seal_to(desk.id).point) in pages.pop()
