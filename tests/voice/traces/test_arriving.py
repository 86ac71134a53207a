"""What meets, by whatever way it came; and what leaves nothing to be met by."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from saphan.languages.fingerprint import likeness
from saphan.store import System, acting_as, clock
from saphan.store.callers import Caller, Intake, Partner, Staff, Story
from saphan.store.tasks import run_waiting
from saphan.vault.shredding import shred
from saphan.voice import services
from saphan.voice.inbound import Handle, Inbound, OldRow
from saphan.voice.intake import accept
from saphan.voice.models import Message, Trace
from saphan.voice.moving import move_story
from saphan.voice.pages.visits import BROWSER
from saphan.voice.traces import arriving
from saphan.voice.traces.selectors import StoryTraces, traces_of
from tests.languages.test_fingerprint import LONG, SHORT
from tests.voice.given import Browser, Desk, a_voice, open_desk

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
NUMBER = "+66812345678"
COPIED = LONG["en"].replace("15,000", "9,000").replace("Last Sunday", "Yesterday")


def of(*stories: UUID) -> list[StoryTraces]:
    with acting_as(SYSTEM):
        found = traces_of(stories)
    return [found[story] for story in stories]


def every() -> list[StoryTraces]:
    with acting_as(SYSTEM):
        ids = list(Trace.objects.order_by("conversation_id").values_list("conversation_id", flat=True))
    return of(*ids)


def test_one_number_meets_by_telephone_sms_and_whatsapp_and_at_every_desk(desk: Desk) -> None:
    elsewhere = open_desk("Bridge Malaysia", "MY")
    by_phone = a_voice(desk, handle=Handle("phone", NUMBER)).conversation_id
    by_whatsapp = a_voice(elsewhere, handle=Handle("whatsapp", NUMBER)).conversation_id
    typed = a_voice(desk).conversation_id
    services.set_details(conversation_id=typed, phone="๐๘๑-๒๓๔ ๕๖๗๘")
    another = a_voice(desk, handle=Handle("phone", "+66812345679")).conversation_id
    first, second, third, other = of(by_phone, by_whatsapp, typed, another)
    assert first.phones == second.phones == third.phones != other.phones
    assert len(first.phones) == 1
    assert first.handles == third.handles
    assert not first.handles & second.handles  # an account of another channel is another handle


def test_an_account_that_is_no_number_is_a_handle_and_no_telephone(desk: Desk) -> None:
    one, two = (a_voice(desk, handle=Handle("telegram", "7001001")).conversation_id for _ in range(2))
    first, second = of(one, two)
    assert first.handles == second.handles != frozenset()
    assert first.phones == frozenset()


def test_voices_from_one_browser_meet_and_those_of_another_do_not(phone: Browser) -> None:
    phone.say("They keep our passports")
    phone.say("The gate is locked at night", anew="1")
    Browser().say("No pay since March")
    mine, hers, other = every()
    assert mine.browsers == hers.browsers != other.browsers
    assert len(mine.browsers) == len(other.browsers) == 1


def test_the_number_of_a_browser_comes_with_what_was_kept_and_holds_nothing_else(phone: Browser) -> None:
    phone.get("/en/")
    phone.send("/en/", said="")  # nothing was said, so nothing was kept
    assert BROWSER not in phone.cookies
    phone.say("They keep our passports")
    cookie = phone.cookies[BROWSER]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["domain"]) == (2592000, True, "Lax", "")
    first = cookie.value
    phone.say("The gate is locked", anew="1")
    assert phone.cookies[BROWSER].value == first  # and its days are not counted anew
    with acting_as(SYSTEM):
        rows = list(Trace.objects.values_list("browsers", "forget_on"))
    assert {on for _, on in rows} == {clock.today() + timedelta(days=30)}
    assert all(first.encode() not in bytes(mark) for marks, _ in rows for mark in marks)


def test_leaving_takes_the_number_of_the_browser_away(phone: Browser) -> None:
    phone.say("They keep our passports")
    phone.post("/leave/")
    assert phone.cookies[BROWSER].value == ""
    phone.say("The gate is locked")
    first, second = every()
    assert not first.browsers & second.browsers


def test_deleting_takes_the_number_and_the_row_away(phone: Browser) -> None:
    phone.say("They keep our passports")
    phone.send("/en/story/delete/")
    assert phone.cookies[BROWSER].value == ""
    assert every() == []


def test_a_call_for_help_leaves_no_number_in_the_browser(phone: Browser) -> None:
    phone.send("/en/danger/")
    assert BROWSER not in phone.cookies
    assert [each.browsers for each in every()] == [frozenset()]


def test_without_cookies_the_voice_is_kept_and_has_no_browser(desk: Desk) -> None:
    answer = Browser().post("/en/", {"said": "They keep our passports", "once": "a" * 32})
    assert answer.status_code == 200
    assert BROWSER not in answer.cookies
    assert [each.browsers for each in every()] == [frozenset()]


def test_who_writes_on_in_another_browser_is_known_by_both(phone: Browser, desk: Desk) -> None:
    code = phone.say("They keep our passports")
    friend = Browser()
    friend.say("No pay since March")
    friend.come_back(code)
    friend.send("/en/story/write/", at="/en/story/mine/", said="And the gate is locked")
    other, first = sorted(every(), key=lambda each: len(each.browsers))
    assert (len(first.browsers), len(other.browsers)) == (2, 1)
    assert other.browsers < first.browsers


def test_the_door_is_known_and_no_door_is_none(desk: Desk) -> None:
    one, two = (a_voice(desk, door="poster abc").conversation_id for _ in range(2))
    first, second, other, none = of(
        one, two, a_voice(desk, door="system 1").conversation_id, a_voice(desk).conversation_id
    )
    assert first.source == second.source != other.source
    assert (len(first.source), none.source) == (8, b"")


def test_longer_words_leave_a_signature_when_they_are_read_and_short_ones_do_not(desk: Desk) -> None:
    one, two = (a_voice(desk, text).conversation_id for text in (LONG["en"], COPIED))
    short = a_voice(desk, SHORT["en"]).conversation_id
    assert of(one)[0].texts == ()  # not at intake
    run_waiting()
    first, second, third = of(one, two, short)
    assert likeness(first.texts[0], second.texts[0]) > 0.7
    assert third.texts == ()


def test_what_she_writes_later_is_signed_too_and_once(desk: Desk) -> None:
    story = a_voice(desk, SHORT["en"]).conversation_id
    services.say_more(conversation_id=story, text=LONG["en"], once="a" * 32)
    run_waiting()
    with acting_as(SYSTEM):
        Message.objects.filter(conversation_id=story).update(zawgyi_percent=None)  # as if nobody had read it
    services.say_more(conversation_id=story, text="and the food", once="b" * 32)
    run_waiting()
    assert len(of(story)[0].texts) == 1


def test_what_a_colleague_writes_down_is_not_compared(desk: Desk) -> None:
    story = a_voice(desk, LONG["en"], came_as="told").conversation_id
    run_waiting()
    assert of(story)[0].texts == ()


def test_at_most_so_many_messages_of_a_story_are_signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST_TEXTS", 2)
    story = a_voice(desk, LONG["en"]).conversation_id
    for number, language in enumerate(("my", "th", "km")):
        services.say_more(conversation_id=story, text=LONG[language], once=f"{number}" * 32)
    run_waiting()
    assert len(of(story)[0].texts) == 2


def test_what_she_takes_back_leaves_no_signature(desk: Desk) -> None:
    story = a_voice(desk, LONG["en"]).conversation_id
    services.say_more(conversation_id=story, text=LONG["my"], once="a" * 32)
    run_waiting()
    with acting_as(SYSTEM):
        first, second = Message.objects.filter(conversation_id=story, part="said").order_by("id")
        arriving.forget_text(story, first.id)
    with acting_as(SYSTEM):
        row = Trace.objects.get(conversation_id=story)
    assert [bytes(each)[1:17] for each in row.texts] == [second.id.bytes]


def an_old_row(desk: Desk, opened_at: datetime) -> UUID:
    old = OldRow(uuid4().bytes * 2, "{}", opened_at)
    row = Inbound(desk.id, "import", "en", str(uuid4()), text=LONG["en"], handle=Handle("phone", NUMBER), old=old)
    return accept(row).conversation_id


def test_a_row_of_an_old_log_began_then_has_no_browser_and_is_never_of_the_future(desk: Desk) -> None:
    then = datetime(2024, 3, 1, 10, 59, tzinfo=UTC)
    old, ahead = of(an_old_row(desk, then), an_old_row(desk, clock.now() + timedelta(days=400)))
    assert old.began == int(then.timestamp()) // 3600
    assert ahead.began == int(clock.now().timestamp()) // 3600
    assert (old.browsers, old.source, old.handles) == (frozenset(), b"", ahead.handles)


def test_a_story_that_is_destroyed_leaves_no_row(desk: Desk) -> None:
    story = a_voice(desk, handle=Handle("phone", NUMBER), browser="x" * 32).conversation_id
    with acting_as(SYSTEM):
        shred(story)
        assert not Trace.objects.exists()
        assert traces_of([story]) == {}


def test_a_story_that_moves_takes_its_marks_along_and_they_say_the_same(desk: Desk) -> None:
    there = open_desk("Bridge Malaysia", "MY")
    story = a_voice(desk, handle=Handle("phone", NUMBER), browser="x" * 32).conversation_id
    before = of(story)
    move_story(conversation_id=story, to_desk_id=there.id)
    assert of(story) == before
    with acting_as(SYSTEM):
        assert Trace.objects.get().desk_id == there.id


def test_a_story_from_before_there_were_marks_gets_a_row_when_more_is_known(desk: Desk) -> None:
    story = a_voice(desk).conversation_id
    with acting_as(SYSTEM):
        Trace.objects.all().delete()
    services.set_details(conversation_id=story, phone=NUMBER)
    assert len(of(story)[0].phones) == 1


def callers(desk: Desk, story: UUID) -> list[Caller]:
    roles = ("caseworker", "lead", "verifier", "analyst", "admin", "custodian", "outreach")
    return [
        Story(story),
        Intake(desk.id, story),
        Partner(uuid4(), uuid4()),
        *(Staff(uuid4(), desk.id, frozenset({role})) for role in roles),
    ]


def test_nobody_but_the_system_reads_or_changes_a_row(desk: Desk) -> None:
    story = a_voice(desk, handle=Handle("phone", NUMBER), browser="x" * 32).conversation_id
    before = of(story)
    for caller in callers(desk, story):
        with acting_as(caller):
            assert not rows().exists(), caller
            assert rows().update(browsers=[]) == 0
            assert rows().delete()[0] == 0
    assert of(story) == before


def test_a_voice_adds_its_own_row_and_no_other(desk: Desk) -> None:
    other = a_voice(desk).conversation_id
    with acting_as(SYSTEM):
        Trace.objects.all().delete()
    for caller in (Intake(desk.id, uuid4()), Story(other), desk.caseworker):
        with pytest.raises(DatabaseError), acting_as(caller):
            Trace(conversation_id=other, desk_id=desk.id, began=1, key_version=1).save(force_insert=True)
    with acting_as(SYSTEM):
        assert not rows().exists()


def rows() -> "QuerySet[Trace]":
    return Trace.objects.all()


def test_she_can_read_that_her_browser_holds_a_number_and_for_how_long(phone: Browser) -> None:
    phone.say("They keep our passports")
    page = phone.get("/en/story/kept/").content.decode()
    assert "A random number in this browser, to count each person once</dt><dd>30 days</dd>" in page
