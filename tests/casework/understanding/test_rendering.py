"""Given a machine that is on, it gets what may leave, its words are marked, and safety asks for a person."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import override_settings

from saphan.casework import services
from saphan.casework.models import Case
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.understanding import machines, rendering, replying, working
from saphan.casework.understanding.models import Rendering
from saphan.casework.understanding.refusals import LetAPersonCheck, MachineOff, NotCut, NotForSevere, NotReadByYou
from saphan.casework.understanding.selectors import RenderingShown, other_words
from saphan.network.models import Staff as Member
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels.contract import Response
from saphan.voice.deleting import delete_story
from saphan.voice.inbound import Media
from saphan.voice.models import Attachment, Message
from saphan.voice.reading import lines
from tests.casework.given import Desk, Say, events
from tests.casework.understanding.given import machine_elsewhere, row_of, said
from tests.voice.channels.stand_in import StandIn, standing_in

pytestmark = pytest.mark.django_db

NUMBER = "+66815550123"
SAID = "လုပ်ခမရဘူး။ 0815550123 ကို ဆက်ပါ။ Blue Prawn မှာ"


@pytest.fixture
def story(say: Say, blue_prawn: UUID) -> UUID:
    found = say(SAID)
    voice.set_details(conversation_id=found, phone=NUMBER)
    return found


@pytest.fixture
def mill(desk: Desk) -> Iterator[tuple[UUID, StandIn]]:
    with machine_elsewhere(desk, lambda text: f"No pay: {text}") as found:
        yield found


def shown(by: Staff, story: UUID) -> tuple[RenderingShown, ...]:
    with acting_as(by):
        return other_words(by, story).of_message.get(said(story), ())


def drafts(by: Staff, story: UUID) -> tuple[RenderingShown, ...]:
    with acting_as(by):
        return other_words(by, story).drafts


def asked_of(there: StandIn) -> list[str]:
    return [json.loads(request.body)["q"] for request in there.asked]


def nothing_written() -> bool:
    with acting_as(System("test")):
        return not Rendering.objects.exists()


# -- her words


def test_a_machine_elsewhere_gets_the_words_cut_and_the_desk_reads_them_whole(
    desk: Desk, story: UUID, mill: tuple[UUID, StandIn]
) -> None:
    # Given what would leave, looked at first
    machine_id, there = mill
    seen = rendering.what_would_leave(conversation_id=story, message_id=said(story), by=desk.nok)

    # When it is asked, with one more word cut out
    ids = {
        rendering.translate_by_machine(
            conversation_id=story, message_id=said(story), machine_id=machine_id, also=("မှာ",), by=desk.nok
        )
        for _ in range(2)
    }
    run_waiting()

    # Then neither number nor names went out, once; they stand again in what the desk reads, with the machine's name
    assert len(ids) == 1
    (sent,) = asked_of(there)
    for held in ("0815550123", "Blue Prawn"):
        assert held not in seen and held not in sent
    assert "မှာ" in seen and "မှာ" not in sent
    (one,) = shown(desk.nok, story)
    assert one.text == f"No pay: {SAID}" and (one.by_machine, one.maker, one.left_server) == (True, "Mill", True)
    assert one.trouble == "" and not one.check
    row = row_of(ids.pop())
    assert row.prepared is None and b"No pay" not in bytes(row.sealed or b"")


def test_nothing_of_it_stands_in_the_queue_or_the_audit(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    from django.db import connection

    rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'casework.render'")
        ((arguments,),) = cursor.fetchall()
    assert list(json.loads(arguments) if isinstance(arguments, str) else arguments) == ["rendering_id"]
    run_waiting()
    with acting_as(System("test")), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM vault_event e")
        (audit,) = cursor.fetchone()
    for word in ("0815550123", "Prawn", "pay", "လုပ်ခ"):
        assert word not in audit


def test_words_of_danger_from_a_machine_ask_for_a_person(desk: Desk, say: Say) -> None:
    story = say("သူတို့ ကျွန်မကို ရိုက်တယ်")
    with machine_elsewhere(desk, lambda text: "They greet me") as (machine_id, _):
        rendering_id = rendering.translate_by_machine(
            conversation_id=story, message_id=said(story), machine_id=machine_id, by=desk.nok
        )
        run_waiting()
    assert shown(desk.nok, story)[0].check and shown(desk.nok, story)[0].may_confirm

    # Then somebody who does not read her language cannot wave it through; who does, can
    Member.objects.filter(id=desk.ann.id).update(languages=["th"])
    with pytest.raises(NotReadByYou):
        rendering.confirm(rendering_id=rendering_id, by=desk.ann)
    assert row_of(rendering_id).checked_by is None
    rendering.confirm(rendering_id=rendering_id, by=desk.nok)
    (one,) = shown(desk.nok, story)
    assert (one.check, one.checked_by, one.may_confirm) == (False, "Nok", False)


def test_what_a_colleague_writes_herself_is_hers_and_stays(desk: Desk, story: UUID) -> None:
    rendering_id = rendering.put_in_own_words(
        conversation_id=story, message_id=said(story), words=" They beat her ", by=desk.ann
    )
    (one,) = shown(desk.nok, story)
    assert (one.text, one.maker, one.name, one.check) == ("They beat her", "Desk lead", "Ann", False)
    with pytest.raises(NotAllowed):
        rendering.drop(rendering_id=rendering_id, by=desk.nok)
    with pytest.raises(NotAllowed):
        rendering.confirm(rendering_id=rendering_id, by=desk.nok)
    with pytest.raises(NothingWritten):
        rendering.put_in_own_words(conversation_id=story, message_id=said(story), words=" ", by=desk.nok)


def test_the_database_holds_who_made_it(desk: Desk, story: UUID) -> None:
    from django.db import IntegrityError, transaction
    from django.db.utils import DatabaseError

    rendering_id = rendering.put_in_own_words(
        conversation_id=story, message_id=said(story), words="No pay", by=desk.nok
    )
    for change in ({"made_by": "machine", "machine": "Mill"}, {"author": desk.ann.id}, {"sealed": b"x"}):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), acting_as(desk.nok):
            Rendering.objects.filter(id=rendering_id).update(**change)


# -- what may not leave


@pytest.mark.parametrize("why", ["danger", "severe", "under_18"])
def test_nothing_of_a_severe_case_goes_to_a_machine_elsewhere(
    desk: Desk, story: UUID, mill: tuple[UUID, StandIn], why: str
) -> None:
    make_severe(desk, story, why)
    for act in (
        lambda: rendering.translate_by_machine(
            conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok
        ),
        lambda: rendering.write_for_her(conversation_id=story, text="Come", machine_id=mill[0], by=desk.nok),
    ):
        with pytest.raises(NotForSevere):
            act()
    run_waiting()
    assert nothing_written() and not mill[1].asked
    with acting_as(desk.nok):
        assert other_words(desk.nok, story).translators == ()


def make_severe(desk: Desk, story: UUID, why: str) -> None:
    if why == "danger":
        services.raise_urgency(conversation_id=story, by=desk.nok)
        services.raise_urgency(conversation_id=story, by=desk.nok)
        return
    case_id = services.open_case(conversation_id=story, by=desk.nok)
    with acting_as(desk.nok):
        Case.objects.filter(id=case_id).update(**{why: True})


def test_a_case_that_becomes_severe_before_the_machine_is_asked_stays_here(
    desk: Desk, story: UUID, mill: tuple[UUID, StandIn]
) -> None:
    rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok)
    make_severe(desk, story, "severe")
    run_waiting()
    assert not mill[1].asked
    (one,) = shown(desk.nok, story)
    assert one.state == "failed" and "nothing of hers leaves" in str(one.trouble)


def test_a_machine_of_the_house_gets_the_words_whole_also_of_a_severe_case(desk: Desk, story: UUID) -> None:
    make_severe(desk, story, "severe")
    with standing_in(lambda request: Response(200, {}, b'{"translatedText": "No pay"}')) as there:
        near = frozenset({there.url.removeprefix("http://")})
        with override_settings(SAPHAN_NEAR_HOSTS=near):
            entered = {"server": there.url}
            ours = machines.add_machine(adapter="libretranslate", name="Ours", entered=entered, by=desk.ann)
            machines.switch(machine_id=ours, on=True, by=desk.ann)
            rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=ours, by=desk.nok)
            run_waiting()
            # Then what is near no more is asked no more
            assert asked_of(there) == [SAID] and not shown(desk.nok, story)[0].left_server
            rendering.write_for_her(conversation_id=story, text="Come", machine_id=ours, by=desk.nok)
        with override_settings(SAPHAN_NEAR_HOSTS=frozenset()):
            run_waiting()
    assert len(there.asked) == 1 and drafts(desk.nok, story)[0].state == "failed"


def test_a_machine_that_is_off_is_not_asked(desk: Desk, other_desk: Desk, story: UUID) -> None:
    with machine_elsewhere(desk, str.upper, on=False) as (machine_id, there):
        for by, refused in ((desk.nok, MachineOff), (desk.preecha, NotAllowed), (other_desk.nok, NotAllowed)):
            with pytest.raises(refused):
                rendering.translate_by_machine(
                    conversation_id=story, message_id=said(story), machine_id=machine_id, by=by
                )
        machines.switch(machine_id=machine_id, on=True, by=desk.ann)
        rendering.translate_by_machine(
            conversation_id=story, message_id=said(story), machine_id=machine_id, by=desk.nok
        )
        machines.switch(machine_id=machine_id, on=False, by=desk.ann)
        run_waiting()
    assert not there.asked and shown(desk.nok, story)[0].state == "failed"


def test_only_her_words_are_put_in_other_words(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    with acting_as(System("test")):
        handle = Message.objects.get(conversation_id=story, part="handle").id
    for message_id in (handle, story):
        with pytest.raises(DoesNotFit):
            rendering.translate_by_machine(
                conversation_id=story, message_id=message_id, machine_id=mill[0], by=desk.nok
            )
        with pytest.raises(DoesNotFit):
            rendering.what_would_leave(conversation_id=story, message_id=message_id, by=desk.nok)
        with pytest.raises(DoesNotFit):
            rendering.put_in_own_words(conversation_id=story, message_id=message_id, words="x", by=desk.nok)
    assert nothing_written() and not mill[1].asked


# -- our words


def test_a_reply_by_a_machine_is_read_before_it_is_sent_and_she_is_told(desk: Desk, story: UUID) -> None:
    # Given an English reply with a number, put in her language
    with machine_elsewhere(desk, lambda text: text.replace("Your pay is late", "လစာ နောက်ကျနေတယ်")) as (mill, there):
        text = "Your pay is late. 0899999999"
        written = rendering.write_for_her(conversation_id=story, text=text, machine_id=mill, by=desk.nok)
        assert written is not None
        run_waiting()
    assert asked_of(there) == ["Your pay is late. ⟦1⟧"]
    (draft,) = drafts(desk.nok, story)
    assert (draft.written, draft.text) == (text, "လစာ နောက်ကျနေတယ်. 0899999999")
    assert not draft.check and not sent_to_her(desk, story)

    # When it is sent
    message_id = rendering.send(rendering_id=written, by=desk.nok)

    # Then she reads that a computer translated it; both wordings stay, and it is not sent twice
    assert sent_to_her(desk, story) == ["လစာ နောက်ကျနေတယ်. 0899999999\n\nဒါကို ကွန်ပျူတာက ဘာသာပြန်ထားပါတယ်။"]
    assert message_id and drafts(desk.nok, story) == ()
    with acting_as(desk.nok):
        (one,) = other_words(desk.nok, story).of_message[message_id]
    assert (one.written, one.maker, one.state) == (text, "Mill", "sent")
    for act in (rendering.send, rendering.drop):
        with pytest.raises(NotAllowed):
            act(rendering_id=written, by=desk.nok)


def sent_to_her(desk: Desk, story: UUID) -> list[str]:
    with acting_as(desk.nok):
        return [line.text for line in lines(story, why="test", inbound=False)]


def test_a_machines_words_about_her_safety_go_out_only_after_a_person(desk: Desk, story: UUID) -> None:
    Member.objects.filter(id=desk.nok.id).update(languages=["en"])
    with machine_elsewhere(desk, lambda text: "ရဲကို ခေါ်ပါ") as (mill, _):
        draft = rendering.write_for_her(conversation_id=story, text="Call the police", machine_id=mill, by=desk.nok)
        assert draft is not None
        run_waiting()
    for by in (desk.nok, desk.ann):
        with pytest.raises(LetAPersonCheck) as refused:
            rendering.send(rendering_id=draft, by=by)
    assert refused.value.ways_out == ("read_it", "interpreter_instead", "approved_instead")

    # Nor as somebody's own words, with hardly a sign changed
    for words in ("ရဲကို ခေါ်ပါ", " ရဲကို  ခေါ်ပါ "):
        with pytest.raises(LetAPersonCheck):
            replying.reply(conversation_id=story, text=words, by=desk.nok)
    with pytest.raises(NotReadByYou):
        rendering.confirm(rendering_id=draft, by=desk.nok)
    assert sent_to_her(desk, story) == []

    # But an approved reply, words of her own, and the same once somebody who reads Burmese looked
    replying.reply(conversation_id=story, text="We have read it.", approved_reply="read", by=desk.nok)
    replying.reply(conversation_id=story, text="မင်္ဂလာပါ", by=desk.nok)
    rendering.confirm(rendering_id=draft, by=desk.ann)
    assert rendering.send(rendering_id=draft, by=desk.nok)
    assert len(sent_to_her(desk, story)) == 3


def test_whatever_is_said_to_somebody_hurt_asks_for_a_person(desk: Desk, say: Say) -> None:
    story = say("လက်", icon="hurt")
    with machine_elsewhere(desk, lambda text: "လစာ") as (mill, _):
        rendering.write_for_her(conversation_id=story, text="Pay", machine_id=mill, by=desk.nok)
        run_waiting()
    assert drafts(desk.nok, story)[0].check


def test_a_draft_for_somebody_who_is_urgent_by_now_asks_for_a_person(
    desk: Desk, story: UUID, mill: tuple[UUID, StandIn]
) -> None:
    # Given plain words, both ways, and then she is more urgent than it seemed
    Member.objects.filter(id=desk.nok.id).update(languages=["en"])
    rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok)
    draft = rendering.write_for_her(conversation_id=story, text="Come on Monday", machine_id=mill[0], by=desk.nok)
    run_waiting()
    assert draft and not drafts(desk.nok, story)[0].check
    services.raise_urgency(conversation_id=story, by=desk.nok)
    # Then neither is taken on trust any more
    assert drafts(desk.nok, story)[0].check and shown(desk.nok, story)[0].check
    with pytest.raises(LetAPersonCheck):
        rendering.send(rendering_id=draft, by=desk.nok)
    assert sent_to_her(desk, story) == []


def test_what_a_machine_lost_is_said(desk: Desk, story: UUID) -> None:
    with machine_elsewhere(desk, lambda text: "လစာ") as (mill, _):
        rendering.write_for_her(conversation_id=story, text="Ring 0899999999", machine_id=mill, by=desk.nok)
        run_waiting()
    (draft,) = drafts(desk.nok, story)
    assert "did not come back" in str(draft.trouble)
    rendering.drop(rendering_id=draft.id, by=desk.nok)
    assert drafts(desk.nok, story) == ()


def test_a_draft_is_made_once_and_with_words(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    once = UUID(int=3)
    ask = {"conversation_id": story, "machine_id": mill[0], "by": desk.nok}
    assert rendering.write_for_her(text="Come", once=once, **ask)
    assert rendering.write_for_her(text="Come", once=once, **ask) is None
    with pytest.raises(NothingWritten):
        rendering.write_for_her(text="  ", **ask)
    with pytest.raises(NotAllowed):
        rendering.send(rendering_id=drafts(desk.nok, story)[0].id, by=desk.nok)  # the machine is at it


def test_another_desk_decides_nothing(desk: Desk, other_desk: Desk, story: UUID) -> None:
    rendering_id = rendering.put_in_own_words(
        conversation_id=story, message_id=said(story), words="No pay", by=desk.nok
    )
    for by in (other_desk.nok, desk.preecha):
        for act in (rendering.confirm, rendering.drop, rendering.send):
            with pytest.raises(NotAllowed):
                act(rendering_id=rendering_id, by=by)
        with pytest.raises(NotAllowed):
            rendering.put_in_own_words(conversation_id=story, message_id=said(story), words="x", by=by)
    assert row_of(rendering_id).state == "done"


# -- a machine that fails, a story that goes


@pytest.mark.parametrize(("status", "words"), [(403, "key"), (429, "too much"), (404, "could not")])
def test_why_there_are_no_words_is_said_plainly(desk: Desk, story: UUID, status: int, words: str) -> None:
    with standing_in(lambda request: Response(status)) as there:
        entered = {"server": there.url}
        mill = machines.add_machine(adapter="libretranslate", name="Mill", entered=entered, by=desk.ann)
        machines.switch(machine_id=mill, on=True, by=desk.ann)
        rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill, by=desk.nok)
        run_waiting()
    (one,) = shown(desk.nok, story)
    assert one.state == "failed" and words in str(one.trouble) and one.text == ""
    rendering.drop(rendering_id=one.id, by=desk.nok)
    assert shown(desk.nok, story) == ()


def test_a_story_that_was_deleted_is_not_sent_anywhere(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    rendering_id = rendering.translate_by_machine(
        conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok
    )
    delete_story(conversation_id=story, by=Story(story))
    working.render(rendering_id)
    assert nothing_written() and not mill[1].asked


def test_an_answer_for_a_story_that_went_meanwhile_is_kept_nowhere(desk: Desk, story: UUID) -> None:
    def turned(text: str) -> str:
        delete_story(conversation_id=story, by=Story(story))
        return "No pay"

    with machine_elsewhere(desk, lambda text: "No pay") as (mill, _):
        rendering_id = rendering.translate_by_machine(
            conversation_id=story, message_id=said(story), machine_id=mill, by=desk.nok
        )
        work = working._prepared(rendering_id)
        assert work is not None
        turned("")
        working._keep(rendering_id, work, "No pay")
        working._keep_trouble(rendering_id, "busy")
    assert nothing_written()


# -- recordings


@pytest.fixture
def spoken(story: UUID) -> UUID:
    """A recording in her story; returns its message."""
    voice.say_more(conversation_id=story, media=Media("audio/ogg", b"OggS sound"), once="recording")
    with acting_as(System("test")):
        return Attachment.objects.get(conversation_id=story).message_id


def test_a_person_writes_in_short_what_she_says(desk: Desk, story: UUID, spoken: UUID) -> None:
    rendering.put_in_own_words(conversation_id=story, message_id=spoken, words="No pay for March", by=desk.nok)
    with acting_as(desk.nok):
        (one,) = other_words(desk.nok, story).of_message[spoken]
    assert (one.of, one.text, one.maker, one.name) == ("summary", "No pay for March", "Caseworker", "Nok")


def test_a_machine_of_the_house_writes_it_down(desk: Desk, story: UUID, spoken: UUID) -> None:
    with standing_in(lambda request: Response(200, {}, '{"text": "လုပ်ခမရဘူး"}'.encode())) as there:
        entered = {"server": there.url, "model": "whisper"}
        # Given one elsewhere: it cannot even be set up, since nothing can be cut out of a recording
        with pytest.raises(NotCut):
            machines.add_machine(adapter="openai_speech", name="Ear", entered=entered, by=desk.ann)
        with override_settings(SAPHAN_NEAR_HOSTS=frozenset({there.url.removeprefix("http://")})):
            ear = machines.add_machine(adapter="openai_speech", name="Ear", entered=entered, by=desk.ann)
            machines.switch(machine_id=ear, on=True, by=desk.ann)
            with acting_as(desk.nok):
                assert [each.name for each in other_words(desk.nok, story).transcribers] == ["Ear"]
            rendering.transcribe(conversation_id=story, message_id=spoken, machine_id=ear, by=desk.nok)
            run_waiting()
            with pytest.raises(DoesNotFit):
                rendering.transcribe(conversation_id=story, message_id=said(story), machine_id=ear, by=desk.nok)
    assert b"OggS sound" in there.asked[0].body
    with acting_as(desk.nok):
        (one,) = other_words(desk.nok, story).of_message[spoken]
    assert (one.of, one.text, one.maker, one.left_server) == ("transcript", "လုပ်ခမရဘူး", "Ear", False)
    assert len(events("casework.machine_asked", of="transcript")) == 1


def test_without_a_machine_nothing_is_written_down(desk: Desk, story: UUID, spoken: UUID) -> None:
    for by, refused in ((desk.nok, MachineOff), (desk.preecha, NotAllowed)):
        with pytest.raises(refused):
            rendering.transcribe(conversation_id=story, message_id=spoken, machine_id=story, by=by)
    assert nothing_written()
