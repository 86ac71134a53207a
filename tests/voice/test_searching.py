"""Sealed stories are found by a workplace, place or marked word in any script, by their own desk only."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings as installed
from django.db import connection
from pytest_django import Settings

from saphan.languages.search_keys import BITS
from saphan.languages.zawgyi import to_zawgyi
from saphan.network import services as network
from saphan.store.acting import acting_as
from saphan.store.callers import Caller, Counting, OneStory, Partner, Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.vault import keyring
from saphan.vault.keyring import key_ring
from saphan.vault.models import Event
from saphan.vault.sealing import Cell
from saphan.voice import keys_of_words, searching, services, understanding
from saphan.voice.models import SearchKey
from saphan.voice.refusals import KeptFromSearch, NotAWord
from saphan.voice.searching import search
from saphan.voice.selectors import thread
from tests.voice.given import Desk, a_voice, open_desk

OURSELVES = System("test")
BURMESE = "ကျွန်မ ဘလူးပရွန်းမှာ လုပ်ပါတယ် လစာ မရသေးဘူး"


@pytest.fixture
def prawn(desk: Desk) -> UUID:
    """A workplace with its names in three scripts."""
    made = network.create_organisation(kind="supplier", name="Blue Prawn Foods Co., Ltd.", country="TH")
    for name in ("Blue Prawn", "ဘလူးပရွန်း", "บลูพรอว์น"):
        network.add_alias(organisation_id=made, name=name)
    return made


def read(desk: Desk, text: str, **more: object) -> UUID:
    """A voice that the house has read; returns the story's id."""
    told = a_voice(desk, text, **more)
    understanding.understand(told.conversation_id)
    return told.conversation_id


def found(desk: Desk, typed: str) -> list[UUID]:
    return [story.row.id for story in search(desk.caseworker, typed).stories]


def keys(conversation_id: UUID) -> list[SearchKey]:
    with acting_as(OURSELVES):
        return list(SearchKey.objects.filter(conversation_id=conversation_id))


@pytest.mark.parametrize("typed", ["บลูพรอว์น", "ဘလူးပရွန်း", "Blue Prawn", "blue praun", "  BLUE  PRAWN foods "])
@pytest.mark.parametrize(
    "said", [BURMESE, to_zawgyi(BURMESE), "ทำงานที่บลูพรอว์นมา 2 ปี", "I work at blue prawn, night line"]
)
def test_a_workplace_is_found_in_any_script(desk: Desk, prawn: UUID, said: str, typed: str) -> None:
    # Given a sealed message that names a workplace in one script, and others that do not
    story = read(desk, said)
    read(desk, "They keep our passports")
    # When a caseworker types it in another
    answer = search(desk.caseworker, typed)
    # Then that story is found, by the workplace's own name
    assert [one.row.id for one in answer.stories] == [story]
    assert answer.stories[0].by == "Blue Prawn Foods Co., Ltd."
    assert answer.further is None


def test_a_place_that_nobody_knows_is_found_as_she_wrote_it(desk: Desk) -> None:
    story = read(desk, "No pay", place="Samut Sakhon, night line")
    assert found(desk, "Samut Sakhon") == [story]
    assert found(desk, "night line") == [story]
    assert found(desk, "Samut Prakan") == []


def test_a_place_that_she_adds_later_is_found_too(desk: Desk) -> None:
    story = read(desk, "No pay")
    services.set_details(conversation_id=story, place="Mahachai")
    understanding.read_on(story)
    assert found(desk, "Mahachai") == [story]


def test_a_place_that_the_desk_has_matched_is_found_without_opening_anything(desk: Desk, prawn: UUID) -> None:
    story = read(desk, "No pay", place_organisation_id=prawn)
    assert keys(story) == []
    assert found(desk, "บลูพรอว์น") == [story]


@pytest.mark.parametrize("typed", ["โกลเด้นเทรด", "Golden Thread", "thread", "ဂိုးလ်ဒန်"])
def test_a_marked_word_is_found(desk: Desk, typed: str) -> None:
    story = read(desk, "ဂိုးဒင်းမှာ လုပ်ပါတယ်")
    for word in ("Golden Thread", "โกลเด้นเทรด", "ဂိုးလ်ဒန်"):
        services.mark(conversation_id=story, word=word, by=desk.caseworker)
    assert found(desk, typed) == [story]


def test_a_word_is_marked_once_and_the_mark_can_be_taken_away(desk: Desk) -> None:
    story = read(desk, "No pay")
    for _ in range(2):
        services.mark(conversation_id=story, word="Golden  Thread", by=desk.caseworker)
    (marked,) = thread(desk.caseworker, story).marked
    assert marked.word == "Golden Thread"
    services.unmark(conversation_id=story, mention_id=marked.mention_id, by=desk.caseworker)
    services.unmark(conversation_id=story, mention_id=marked.mention_id, by=desk.caseworker)
    assert (found(desk, "Golden Thread"), keys(story), thread(desk.caseworker, story).marked) == ([], [], ())


@pytest.mark.parametrize("typed", ["", "…", "they have not paid us since March"])
def test_neither_nothing_nor_a_sentence_is_looked_for_or_marked(desk: Desk, typed: str) -> None:
    story = read(desk, "They have not paid us since March")
    with pytest.raises(NotAWord):
        search(desk.caseworker, typed)
    with pytest.raises(NotAWord):
        services.mark(conversation_id=story, word=typed, by=desk.caseworker)
    assert keys(story) == []


def test_no_other_word_of_a_message_has_a_key(desk: Desk, prawn: UUID) -> None:
    story = read(desk, "The foreman at Blue Prawn keeps our passports and has not paid us since March")
    assert len(keys(story)) == 1
    for word in ("foreman", "passports", "paid", "March", "keeps"):
        assert found(desk, word) == []


def test_sharing_a_key_does_not_find(desk: Desk, prawn: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """All words under one key: what is opened is compared."""
    monkeypatch.setattr(keys_of_words, "key_of_hash", lambda _: 7)
    one, other = read(desk, BURMESE), read(desk, "No pay", place="Mahachai")
    assert {row.key for story in (one, other) for row in keys(story)} == {key_ring().hash_version << BITS | 7}
    assert (found(desk, "Blue Prawn"), found(desk, "Mahachai"), found(desk, "Pattaya")) == ([one], [other], [])


def test_many_stories_are_looked_through_a_stretch_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("OPENED_AT_ONCE", (2, 2)), ("PAGE", 3)):
        monkeypatch.setattr(searching, name, value)
    stories = [read(desk, "No pay", place="Mahachai") for _ in range(5)]
    first = search(desk.caseworker, "Mahachai")
    assert [one.row.id for one in first.stories] == stories[:0:-1]
    second = search(desk.caseworker, "Mahachai", before=first.further)
    assert [one.row.id for one in second.stories] == stories[:1]
    assert second.further is None


def test_another_desk_finds_nothing_of_ours(desk: Desk, prawn: UUID) -> None:
    read(desk, BURMESE)
    story = read(desk, "No pay", place="Mahachai")
    theirs = open_desk("Harbour Desk", "MY")
    assert (found(theirs, "Blue Prawn"), found(theirs, "Mahachai")) == ([], [])
    with pytest.raises(NotAllowed):
        services.mark(conversation_id=story, word="Mahachai", by=theirs.caseworker)
    assert len(keys(story)) == 1


def callers(desk: Desk, story: UUID) -> Iterator[Caller]:
    yield Staff(uuid4(), uuid4(), frozenset({"caseworker"}))
    yield Staff(uuid4(), desk.id, frozenset({"verifier"}))
    yield Staff(uuid4(), desk.id, frozenset({"analyst", "administrator", "custodian"}))
    yield OneStory(uuid4(), desk.id, story)
    yield Partner(uuid4(), uuid4())
    yield Story(story)
    yield Counting()
    yield OURSELVES


def test_the_function_of_the_database_asks_who_acts(desk: Desk) -> None:
    # Given a story that its desk finds
    story = read(desk, "No pay", place="Mahachai")
    wanted = [row.key for row in keys(story)]
    with acting_as(desk.caseworker):
        assert len(by_function(wanted)) == 1
    # Then nobody else is told of it, nor anybody who does not act
    for caller in callers(desk, story):
        with acting_as(caller):
            assert by_function(wanted) == []
    assert by_function(wanted) == []


def by_function(wanted: list[int]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM voice_find_by_search_key(%s, NULL, 10)", [wanted])
        return [id for (id,) in cursor.fetchall()]


def test_only_who_works_with_stories_searches(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        search(Staff(uuid4(), desk.id, frozenset({"analyst"})), "Mahachai")


def test_each_story_that_was_opened_is_in_the_audit_and_the_word_is_not(desk: Desk) -> None:
    story = read(desk, "No pay", place="Mahachai")
    found(desk, "Mahachai")
    with acting_as(OURSELVES):
        opened = Event.objects.get(act="vault.opened", detail__why="search")
        asked = Event.objects.get(act="voice.searched")
    assert (opened.object_id, opened.caller_id) == (story, desk.caseworker.id)
    assert asked.detail == {"found": 1}


def test_a_story_in_danger_has_no_keys_and_loses_those_it_had(desk: Desk, prawn: UUID) -> None:
    # Given one voice that came in danger, and one that was found
    assert keys(read(desk, BURMESE, danger=True)) == []
    story = read(desk, BURMESE)
    services.mark(conversation_id=story, word="Mahachai", by=desk.caseworker)
    assert len(keys(story)) == 2
    # When she says that she is in danger
    services.raise_danger(conversation_id=story)
    # Then she is found no more, and nobody marks a word or keeps a name
    assert (keys(story), found(desk, "Mahachai"), found(desk, "Blue Prawn")) == ([], [], [])
    with pytest.raises(KeptFromSearch):
        services.mark(conversation_id=story, word="Mahachai", by=desk.caseworker)
    services.say_more(conversation_id=story, text=BURMESE, once="two")
    understanding.read_on(story)
    assert keys(story) == []
    assert thread(desk.caseworker, story).conversation.kept_from_search


def test_a_deleted_story_takes_its_keys_along(desk: Desk, prawn: UUID) -> None:
    story = read(desk, BURMESE, place="Mahachai")
    services.delete_story(conversation_id=story, by=Story(story))
    assert (keys(story), found(desk, "Blue Prawn"), found(desk, "Mahachai")) == ([], [], [])


def test_a_story_that_moves_is_found_by_its_new_desk(desk: Desk, prawn: UUID) -> None:
    from saphan.voice.moving import move_story

    story = read(desk, BURMESE, place="Mahachai, night line")
    services.mark(conversation_id=story, word="Golden Thread", by=desk.caseworker)
    before = {row.key for row in keys(story)}
    theirs = open_desk("Harbour Desk", "MY")
    move_story(conversation_id=story, to_desk_id=theirs.id)
    for typed in ("Blue Prawn", "Mahachai", "night line", "Golden Thread", "thread"):
        assert (found(desk, typed), found(theirs, typed)) == ([], [story])
    assert {row.key for row in keys(story)} != before


@pytest.fixture
def own_keys(desk: Desk, tmp_path: Path, settings: Settings) -> Path:
    settings.SAPHAN_KEYS = Path(shutil.copy(installed.SAPHAN_KEYS, tmp_path / "keys.json"))
    settings.SAPHAN_KEYS.chmod(0o600)
    return settings.SAPHAN_KEYS


def test_keys_move_to_a_new_key_and_are_found_all_the_while(desk: Desk, prawn: UUID, own_keys: Path) -> None:
    story = read(desk, BURMESE, place="Mahachai")
    services.mark(conversation_id=story, word="Golden Thread", by=desk.caseworker)
    version = keyring.add_version(own_keys, None)
    # While they stand under the old one
    assert keys_of_words.older_keys(version) == len(keys(story)) == 5
    assert found(desk, "Blue Prawn") == found(desk, "golden") == [story]
    # And after they were brought over, and the old one is gone
    assert list(keys_of_words.hash_anew(version)) == [3]
    keyring.remove_version(own_keys, None, version - 1)
    assert keys_of_words.older_keys(version) == 0
    assert {row.key >> BITS for row in keys(story)} == {version}
    for typed in ("Blue Prawn", "Mahachai", "Golden Thread", "thread"):
        assert found(desk, typed) == [story]


def test_what_does_not_open_is_left_out(desk: Desk) -> None:
    story = read(desk, "No pay", place="Mahachai")
    with acting_as(OURSELVES):
        row = SearchKey.objects.get(conversation_id=story)
        copy = SearchKey(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        copy.id, copy.mention_id = uuid4(), uuid4()  # sealed for another mention
        copy.save(force_insert=True)
        assert Cell("voice_search_key", "sealed", copy.mention_id) != Cell("voice_search_key", "sealed", row.mention_id)
    assert found(desk, "Mahachai") == [story]


def test_a_mark_is_kept_when_words_are_cut_otherwise_than_before(desk: Desk, own_keys: Path) -> None:
    """Given keys of an older way to cut words, a change of keys makes them those of today."""
    story = read(desk, "No pay")
    services.mark(conversation_id=story, word="Golden Thread", by=desk.caseworker)
    with acting_as(OURSELVES):
        SearchKey.objects.filter(conversation_id=story).update(key=1)
        first, *_ = keys(story)
        first.id = uuid4()
        first.save(force_insert=True)  # one too many
    version = keyring.add_version(own_keys, None)
    assert list(keys_of_words.hash_anew(version)) == [1]
    assert (keys_of_words.older_keys(version), len(keys(story))) == (0, 3)
    assert found(desk, "thread") == [story]


def everywhere(desk: Desk, typed: str) -> tuple[int, set[UUID]]:
    """How many pages there are, and every story on them."""
    pages, before, seen = 0, None, set[UUID]()
    while before is not None or not pages:
        answer = search(desk.caseworker, typed, before=before)
        pages, before = pages + 1, answer.further
        seen |= {one.row.id for one in answer.stories}
    return pages, seen


def test_a_workplace_of_more_stories_than_a_page_hides_none(
    desk: Desk, prawn: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given more stories with a matched place than a page holds, and one before and one after them that name it only
    monkeypatch.setattr(searching, "PAGE", 3)
    first = read(desk, BURMESE)
    matched = {read(desk, "No pay", place_organisation_id=prawn) for _ in range(7)}
    last = read(desk, BURMESE)
    # When a caseworker looks further back until there is nothing left
    pages, seen = everywhere(desk, "Blue Prawn")
    # Then she has seen them all
    assert seen == {first, last, *matched}
    assert pages < 5


def test_a_matched_place_does_not_find_who_is_in_danger_or_severe(desk: Desk, prawn: UUID) -> None:
    in_danger = read(desk, "No pay", place_organisation_id=prawn, danger=True)
    severe, other = (read(desk, "No pay", place_organisation_id=prawn) for _ in range(2))
    services.keep_from_search([severe])
    assert found(desk, "Blue Prawn") == [other]
    assert in_danger not in everywhere(desk, "Blue Prawn")[1]
