"""A browser is forgotten after its days, and that stories shared it is not; a change of key ties and parts nothing."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as installed
from pytest_django import Settings

from saphan.languages.fingerprint import likeness
from saphan.network.models import Poster
from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.vault import keyring
from saphan.vault.keyring import key_ring
from saphan.voice.inbound import Handle
from saphan.voice.models import Message, Trace
from saphan.voice.traces import changing_keys, forgetting, marks
from saphan.voice.traces.selectors import StoryTraces
from tests.languages.test_fingerprint import LONG
from tests.voice.given import Desk, a_voice
from tests.voice.traces.test_arriving import NUMBER, SYSTEM, of

pytestmark = pytest.mark.django_db
ONE, OTHER = "b" * 32, "c" * 32
ACCOUNT = Handle("whatsapp", NUMBER)  # an account, and a telephone number


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.SAPHAN_KEYS = Path(shutil.copy(installed.SAPHAN_KEYS, tmp_path / "keys.json"))
    settings.SAPHAN_KEYS.chmod(0o600)
    yield settings.SAPHAN_KEYS


@pytest.fixture
def desk(own_keys: Path, db: None, day_one: object) -> Desk:
    from tests.voice import given

    return given.open_desk()


def let_pass(days: int) -> None:
    clock.pass_time(timedelta(days=days))


def from_browser(desk: Desk, browser: str) -> UUID:
    return a_voice(desk, browser=browser).conversation_id


def kept() -> dict[UUID, tuple[list[bytes], object]]:
    with acting_as(SYSTEM):
        rows = list(Trace.objects.all())
    return {row.conversation_id: (list(map(bytes, row.browsers)), row.forget_on) for row in rows}


def test_after_thirty_days_it_is_known_that_they_shared_a_browser_and_not_which(desk: Desk) -> None:
    early = from_browser(desk, ONE)
    let_pass(20)
    late, apart = from_browser(desk, ONE), from_browser(desk, OTHER)
    let_pass(9)
    forgetting.forget_browsers()
    assert marks.marks_of("browser", ONE)[0] in kept()[early][0]  # not before its day
    let_pass(1)
    assert forgetting.forget_browsers() == 1
    first, second, third = of(early, late, apart)
    assert first.browsers == second.browsers != third.browsers
    assert not first.browsers & set(marks.marks_of("browser", ONE))  # who knows the number and the key finds nothing
    assert {mark[0] for mark in first.browsers} == {marks.OF_NO_KEY}
    assert kept()[early][1] is None and kept()[late][1] is None
    assert third.browsers == frozenset(marks.marks_of("browser", OTHER))


def test_forgetting_a_second_time_changes_nothing(desk: Desk) -> None:
    from_browser(desk, ONE)
    let_pass(30)
    forgetting.forget_browsers()
    before = kept()
    assert forgetting.forget_browsers() == 0
    assert kept() == before


def test_what_was_tied_stays_tied_over_two_browsers_and_a_limit_on_how_many(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "BATCH", 1)
    stories = [from_browser(desk, browser) for browser in (ONE, ONE, OTHER, ONE)]
    let_pass(31)
    while forgetting.forget_browsers():
        pass
    first, second, apart, third = of(*stories)
    assert first.browsers == second.browsers == third.browsers != apart.browsers
    assert all(on is None for _, on in kept().values())


def change_key() -> int:
    return keyring.add_version(installed.SAPHAN_KEYS, None)


def take_out_old_key() -> None:
    keyring.remove_version(installed.SAPHAN_KEYS, None, min(key_ring().hashing))


def a_whole_voice(desk: Desk) -> UUID:
    story = a_voice(desk, LONG["en"], handle=ACCOUNT, browser=ONE, door="poster abc").conversation_id
    run_waiting()
    return story


def meet(one: StoryTraces, other: StoryTraces) -> list[bool]:
    return [
        one.source == other.source != b"",
        bool(one.handles & other.handles),
        bool(one.phones & other.phones),
        bool(one.browsers & other.browsers),
        any(likeness(left, right) > 0.9 for left in one.texts for right in other.texts),
    ]


def test_what_came_before_during_and_after_a_change_of_key_meets(desk: Desk) -> None:
    Poster.objects.create(token="abc", desk_id=desk.id)
    before = a_whole_voice(desk)
    version = change_key()
    assert (changing_keys.older_marks(version), changing_keys.older_browsers(version)) == (1, 1)
    # During the change
    during = a_whole_voice(desk)
    assert all(meet(*of(before, during)))
    # While some rows are marked anew and others are not
    assert sum(changing_keys.mark_anew(version)) == 1
    later = a_whole_voice(desk)
    first, second, third = of(before, during, later)
    assert all([*meet(first, second), *meet(first, third), *meet(second, third)])
    assert (changing_keys.older_marks(version), changing_keys.older_browsers(version)) == (0, 1)
    # After the older key was taken out: all but the browser of before, whose days would have been over
    take_out_old_key()
    after = a_whole_voice(desk)
    assert meet(*of(before, after)) == [True, True, True, False, True]
    assert all(meet(*of(later, after)))


def test_marks_of_a_key_that_was_taken_out_go(desk: Desk) -> None:
    stories = [a_whole_voice(desk), a_whole_voice(desk)]
    version = change_key()
    list(changing_keys.mark_anew(version))
    take_out_old_key()
    forgetting.sweep()
    forgetting.sweep()
    with acting_as(SYSTEM):
        rows = list(Trace.objects.filter(conversation_id__in=stories))
    for row in rows:
        every = [*row.sources, *row.handles, *row.phones, *row.browsers, *row.texts]
        assert {bytes(each)[0] for each in every} == {version % 256}


def test_a_handle_that_went_to_somebody_else_is_not_brought_back_by_a_new_key(desk: Desk) -> None:
    from saphan.voice.traces.arriving import forget_handle

    story = a_whole_voice(desk)
    with acting_as(SYSTEM):
        forget_handle(story, ACCOUNT)
    list(changing_keys.mark_anew(change_key()))
    (found,) = of(story)
    assert (found.handles, found.phones) == (frozenset(), frozenset())


def test_words_that_do_not_open_any_more_stop_nothing(desk: Desk) -> None:
    story = a_whole_voice(desk)
    with acting_as(SYSTEM):
        Message.objects.filter(conversation_id=story).delete()
    version = change_key()
    assert sum(changing_keys.mark_anew(version)) == 1
    assert changing_keys.older_marks(version) == 0
