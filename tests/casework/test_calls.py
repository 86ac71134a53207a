"""The telephone of the desk: the pad, its clock, and who waits to be rung."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from saphan.casework import call_queue, calls
from saphan.casework import selectors as casework
from saphan.casework.calls import Spoken
from saphan.casework.refusals import NoSuchStory
from saphan.store import Staff, System, acting_as, clock
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import Event
from saphan.voice import intake
from saphan.voice import selectors as voice
from saphan.voice import services as voice_services
from saphan.voice.inbound import Inbound
from saphan.voice.models import CallBack, Conversation, Message, WrongTry
from saphan.voice.returning import open_story
from tests.casework.given import Desk, Say

CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
HER = "0800000001"
WORDS = "They have not paid since March"


def seconds(ago: timedelta = timedelta(0)) -> str:
    return str(int((clock.now() - ago).timestamp()))


def writes(nok: Client, at: str = "", **typed: object) -> HttpResponse:
    once = str(random_id())
    given = {"rang": "she", "words": WORDS, "language": "my", "started": seconds(), "once": once, **typed}
    return nok.post(f"/desk/calls/pad/{at}", given)  # type: ignore[return-value]


def stories() -> list[Conversation]:
    with acting_as(System("test")):
        return list(Conversation.objects.order_by("id"))


def said(desk: Desk, story: UUID) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in voice.thread(desk.nok, story).messages if line.part == "said"]


def notes(desk: Desk, story: UUID) -> list[str]:
    with acting_as(desk.nok):
        return [note.text for note in casework.notes(desk.nok, story)]


def test_a_call_ends_as_a_story_with_a_code_to_read_out(desk: Desk, nok: Client) -> None:
    # Given a call that has lasted six and a half minutes
    began = seconds(timedelta(minutes=6, seconds=30))
    # When it is written down
    page = writes(nok, started=began, number=HER, safe_times=["evening"])
    # Then there is a story of hers, and the code that opens it stands on the page once
    (story,) = stories()
    (code,) = CODE.findall(page.content.decode())
    assert open_story(code) == story.id and page["Cache-Control"].startswith("max-age=0")
    assert (story.channel, story.language, story.assigned_to) == ("phone", "my", desk.nok.id)
    assert said(desk, story.id) == [("told", WORDS)] and story.reply_by == "phone"
    assert notes(desk, story.id) == ["She rang us. 7 minutes."]
    shown = nok.get(f"/desk/story/{story.id}/").content.decode()
    assert "Said on the telephone; a colleague wrote it down" in shown and "+66 80 000 0001 · Thailand" in shown
    assert not CODE.findall(shown)


def test_the_same_form_sent_twice_is_one_story(desk: Desk, nok: Client) -> None:
    once, started = str(random_id()), seconds()
    first, second = (writes(nok, once=once, started=started).content.decode() for _ in range(2))
    assert len(stories()) == 1 and CODE.findall(first) == CODE.findall(second)
    assert len(notes(desk, stories()[0].id)) == 1
    with acting_as(System("test")):
        assert Event.objects.filter(act="casework.call_written_down").count() == 1


def test_a_call_without_words_is_still_a_call(desk: Desk, nok: Client) -> None:
    assert writes(nok, words="").status_code == 200
    assert said(desk, stories()[0].id) == [("told", "")]


def test_danger_wakes_whoever_is_on_duty(nok: Client) -> None:
    writes(nok, danger="on")
    run_waiting()
    assert stories()[0].danger_at is not None


def test_her_digits_lead_to_her_story(desk: Desk, nok: Client, say: Say) -> None:
    page = writes(nok)
    (code,) = CODE.findall(page.content.decode())
    (story,) = stories()
    answered = writes(nok, words="Now they took my card", code=code, rang="we")
    assert answered["Location"] == f"/desk/story/{story.id}/" and len(stories()) == 1
    assert said(desk, story.id)[-1] == ("told", "Now they took my card")
    assert sorted(notes(desk, story.id)) == ["She rang us. 1 minute.", "We rang her. 1 minute."]


@pytest.mark.parametrize("typed", ["1234 5678 9012 3456", "1234", "0000000000000000"])
def test_wrong_digits_keep_nothing_and_are_counted_as_on_her_pages(desk: Desk, nok: Client, typed: str) -> None:
    page = writes(nok, code=typed)
    assert page.status_code == 409 and WORDS in page.content.decode() and stories() == []
    with acting_as(System("test")):
        counted = WrongTry.objects.count()
    assert counted == (1 if typed.startswith("0000") else 0), "a mistyped one is known without a look"


def test_digits_of_another_desks_story_open_nothing(desk: Desk, other_desk: Desk, nok: Client) -> None:
    spoken = Spoken(WORDS, None, we_rang=False, in_danger=False)
    kept = calls.begin_story(spoken=spoken, language="my", by=other_desk.nok, once=random_id())
    with pytest.raises(NoSuchStory):
        calls.story_of_code(kept.code, desk.nok)
    assert writes(nok, code=kept.code).status_code == 409
    assert len(stories()) == 1 and said(other_desk, kept.conversation_id) == [("told", WORDS)]


def test_a_number_that_cannot_be_rung_is_said_and_nothing_is_lost(nok: Client) -> None:
    page = writes(nok, number="12")
    assert page.status_code == 422 and "This number cannot be rung." in page.content.decode()
    assert WORDS in page.content.decode() and stories() == []


@pytest.mark.parametrize(
    ("started", "minutes"),
    [("", None), ("x", None), ("-5", None), ("9" * 11, None), ("0", None), ("٣", None)],
)
def test_a_beginning_that_cannot_be_is_not_believed(started: str, minutes: int | None) -> None:
    assert calls.minutes_since(started, clock.now()) is minutes


def test_the_clock_counts_the_begun_minute() -> None:
    for lasted, minutes in ((0, 1), (1, 1), (60, 1), (61, 2), (3 * 3600, 180)):
        assert calls.minutes_since(seconds(timedelta(seconds=lasted)), clock.now()) == minutes
    assert calls.minutes_since(seconds(timedelta(hours=5)), clock.now()) is None


def misses(nok: Client, number: str = HER, once: UUID | None = None) -> HttpResponse:
    given = {"number": number, "language": "my", "once": str(once or random_id())}
    return nok.post("/desk/calls/", given)  # type: ignore[return-value]


def test_a_missed_call_waits_until_she_is_reached(desk: Desk, nok: Client) -> None:
    # Given a call that nobody took
    assert misses(nok).status_code == 302
    (caller,) = call_queue.queue(desk.nok)
    (story,) = stories()
    assert caller.conversation_id == story.id and said(desk, story.id) == [("call", "")]
    # When she is rung in vain, then again and reached
    nok.post(f"/desk/calls/{caller.id}/vain/")
    assert call_queue.queue(desk.nok)[0].tries == 1
    assert "Rung in vain" in nok.get("/desk/calls/").content.decode()
    pad = nok.get(f"/desk/calls/pad/?call={caller.id}").content.decode()
    assert "Add it to her story" in pad and "Her 16 digits" not in pad
    assert writes(nok, f"?call={caller.id}", rang="we").status_code == 302
    # Then nobody waits, and what she said stands in her story
    assert call_queue.queue(desk.nok) == ()
    assert said(desk, story.id)[-1] == ("told", WORDS) and len(stories()) == 1
    # And once more is no fault
    assert nok.post(f"/desk/calls/{caller.id}/done/").status_code == 302
    assert writes(nok, f"?call={caller.id}", rang="we").status_code == 302


def test_the_same_number_waits_once(desk: Desk, nok: Client) -> None:
    misses(nok)
    misses(nok, "+66 80 000 0001")
    assert len(call_queue.queue(desk.nok)) == 1 and len(stories()) == 1
    misses(nok, "0800000002")
    assert len(call_queue.queue(desk.nok)) == 2
    assert misses(nok, "nobody").status_code == 422


def test_the_queue_says_when_it_is_safe_and_who_waits_long(desk: Desk, nok: Client) -> None:
    writes(nok, number=HER, safe_times=["evening"])
    misses(nok)
    (caller,) = call_queue.queue(desk.nok)
    assert caller.safe_now is False and not caller.waits_a_day, "four in the afternoon"
    assert "Do not ring now" in nok.get("/desk/calls/").content.decode()
    clock.pass_time(timedelta(days=1, hours=4))
    (caller,) = call_queue.queue(desk.nok)
    assert caller.safe_now is True and caller.waits_a_day


def test_another_desk_and_another_role_see_and_do_nothing(desk: Desk, other_desk: Desk, nok: Client) -> None:
    misses(nok)
    (caller,) = call_queue.queue(desk.nok)
    assert call_queue.queue(other_desk.nok) == ()
    analyst = Staff(desk.nok.id, desk.nok.desk_id, frozenset({"analyst"}))
    with pytest.raises(NotAllowed):
        call_queue.queue(analyst)
    spoken = Spoken(WORDS, 1, we_rang=True, in_danger=False)
    for by in (other_desk.nok, analyst):
        with pytest.raises(NotAllowed):
            calls.add_to_story(
                conversation_id=caller.conversation_id, spoken=spoken, by=by, once=random_id(), call_id=caller.id
            )
    with pytest.raises(NotAllowed):
        calls.begin_story(spoken=spoken, language="my", by=analyst, once=random_id())
    with pytest.raises(NotAllowed):
        calls.note_missed(number="+66800000001", language="my", by=analyst, once=random_id())
    assert len(stories()) == 1 and said(desk, caller.conversation_id) == [("call", "")]
    with acting_as(System("test")):
        assert CallBack.objects.filter(done_on=None).count() == 1


def test_a_call_is_written_down_from_her_story(desk: Desk, nok: Client, say: Say) -> None:
    misses(nok)
    (story,) = stories()
    assert f"/desk/calls/pad/?story={story.id}" in nok.get(f"/desk/story/{story.id}/").content.decode()
    writes(nok, f"?story={story.id}")
    assert said(desk, story.id)[-1] == ("told", WORDS)
    assert nok.get(f"/desk/calls/pad/?story={random_id()}").status_code == 404
    assert nok.get(f"/desk/calls/pad/?call={random_id()}").status_code == 404


def test_who_spoke_to_the_machine_gets_a_number_when_she_is_rung(desk: Desk, nok: Client) -> None:
    # Given a call that nobody took
    misses(nok)
    (story,) = stories()
    at = f"?story={story.id}"
    assert "give_number" in nok.get(f"/desk/calls/pad/{at}").content.decode()
    # When she rang us, it is not given: who rings may be anybody
    assert writes(nok, at, give_number="on").status_code == 302
    assert stories()[0].code_hash == story.code_hash
    # When we rang her, it is read out once, and opens her story
    page = writes(nok, at, rang="we", give_number="on").content.decode()
    found = CODE.search(page)
    assert found and open_story(found[0]) == story.id
    assert "Kept as a new story" not in page
    with acting_as(System("test")):
        assert Event.objects.filter(act="voice.number_given", object_id=story.id).count() == 1
    # Then it is hers, and nobody of the desk can make another
    assert "give_number" not in nok.get(f"/desk/calls/pad/{at}").content.decode()
    with pytest.raises(NotAllowed):
        calls.give_number(conversation_id=story.id, we_rang=True, by=desk.nok, once=random_id())
    assert open_story(found[0]) == story.id


def test_the_same_form_sent_twice_gives_one_number(desk: Desk, nok: Client) -> None:
    misses(nok)
    (story,) = stories()
    once, started = str(random_id()), seconds()
    given = {"once": once, "started": started, "rang": "we", "give_number": "on"}
    pages = [writes(nok, f"?story={story.id}", **given).content.decode() for _ in range(2)]
    first, second = (CODE.findall(page) for page in pages)
    assert first == second and open_story(first[0]) == story.id
    with acting_as(System("test")):
        assert Event.objects.filter(act="voice.number_given").count() == 1


def test_nobody_makes_another_number_for_a_story_that_has_its_own(
    desk: Desk, other_desk: Desk, nok: Client, say: Say
) -> None:
    # Given a story of the pages and one that was written down on the telephone, whose numbers they have
    by_page = say()
    writes(nok)
    by_pad = stories()[-1].id
    # And one of a call that nobody took
    misses(nok, "0800000002")
    missed = stories()[-1].id
    before = [story.code_hash for story in stories()]
    # Then nobody can change the first two, and no other desk or verifier the third
    for has_one in (by_page, by_pad):
        assert "give_number" not in nok.get(f"/desk/calls/pad/?story={has_one}").content.decode()
    for story, who in ((by_page, desk.nok), (by_pad, desk.nok), (missed, other_desk.nok), (missed, desk.preecha)):
        with pytest.raises(NotAllowed):
            calls.give_number(conversation_id=story, we_rang=True, by=who, once=random_id())
    with pytest.raises(NotAllowed):
        calls.give_number(conversation_id=missed, we_rang=False, by=desk.nok, once=random_id())
    assert [story.code_hash for story in stories()] == before


def test_what_a_first_try_did_not_come_to_is_done_by_the_second(desk: Desk, nok: Client) -> None:
    # Given forms whose first send ended after her words were kept
    spoken = Spoken(WORDS, None, we_rang=False, in_danger=True)
    new, missed, added = random_id(), random_id(), random_id()
    intake.accept(Inbound(desk.nok.desk_id, "phone", "my", f"call {new}", text=WORDS, danger=True, came_as="told"))
    intake.accept(Inbound(desk.nok.desk_id, "phone", "my", f"call {missed}", came_as="call"))
    voice_services.say_more(conversation_id=stories()[1].id, text="x", once=f"call {added}", came_as="told")
    # When each is sent again
    kept = calls.begin_story(spoken=spoken, language="my", number="+66800000001", by=desk.nok, once=new)
    calls.note_missed(number="+66800000002", language="my", by=desk.nok, once=missed)
    calls.add_to_story(conversation_id=stories()[1].id, spoken=spoken, by=desk.nok, once=added)
    # Then her number and her danger are there, once
    assert [story.reply_by for story in stories()] == ["phone", "phone"] and len(stories()) == 2
    assert stories()[1].danger_at is not None
    with acting_as(System("test")):
        assert Message.objects.filter(part="handle").count() == 2
    calls.begin_story(spoken=spoken, language="my", number="+66800000001", by=desk.nok, once=new)
    with acting_as(System("test")):
        assert Message.objects.filter(part="handle").count() == 2
    assert open_story(kept.code) == stories()[0].id


def test_somebody_in_danger_is_rung_before_everybody_else(desk: Desk, nok: Client) -> None:
    misses(nok, "0800000002")
    clock.pass_time(timedelta(hours=1))
    misses(nok)
    writes(nok, f"?story={stories()[1].id}", danger="on")
    assert [caller.in_danger for caller in call_queue.queue(desk.nok)] == [True, False]
