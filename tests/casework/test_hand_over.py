"""Given the end of a shift, the next person sees what waits, what was promised and a sealed note, and takes it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saphan.casework import hand_over, moves, services
from saphan.casework.models import HandOver
from saphan.casework.refusals import NothingWritten
from saphan.store import Story, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.voice import services as voice
from tests.casework.given import NIGHT, Desk, Say, events, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mint(desk: Desk) -> Staff:
    """Ann does the next shift."""
    return desk.ann


def test_a_note_about_a_story_is_sealed_under_it_and_a_general_one_under_the_desk(
    desk: Desk, mint: Staff, say: Say
) -> None:
    story, once = say(), uuid4()
    general = hand_over.leave_note(text="The shelter is full", by=desk.nok)
    hand_over.leave_note(text="Ring her after eight", conversation_id=story, by=desk.nok, once=once)
    assert hand_over.leave_note(text="Ring her after eight", conversation_id=story, by=desk.nok, once=once) == once
    assert hand_over.notes_waiting(mint) == 2 and hand_over.notes_waiting(desk.nok) == 0
    page = hand_over.hand_over_page(mint)
    assert [(note.text, note.author, note.conversation_id) for note in page.notes] == [
        ("The shelter is full", "Nok", None),
        ("Ring her after eight", "Nok", story),
    ]
    with acting_as(desk.nok):
        assert DataKey.objects.get(subject_id=desk.id).kind == "desk"
        assert b"shelter" not in bytes(HandOver.objects.get(id=general).sealed)
    voice.delete_story(conversation_id=story, by=Story(story))
    assert [note.text for note in hand_over.hand_over_page(mint).notes] == ["The shelter is full"]


def test_whoever_takes_it_is_named_once(desk: Desk, mint: Staff) -> None:
    note = hand_over.leave_note(text="The shelter is full", by=desk.nok)
    hand_over.take_note(note_id=note, by=mint)
    hand_over.take_note(note_id=note, by=desk.nok)
    (taken,) = hand_over.hand_over_page(desk.nok).taken
    assert (taken.taken_by, taken.text) == ("Ann", "The shelter is full")
    assert hand_over.notes_waiting(mint) == 0 and len(events("casework.hand_over_taken")) == 1


def test_what_waits_and_what_was_promised(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    danger, later, plain = say(danger=True, place=blue_prawn), say(language="th"), say()
    services.put_off(conversation_id=later, until=date(2026, 3, 4), by=desk.nok)
    voice.assign(conversation_id=later, by=desk.nok)
    page = hand_over.hand_over_page(desk.ann)
    (waits,) = page.waiting
    assert (waits.id, waits.in_danger, waits.unread) == (danger, True, True) and "Blue Prawn" in waits.label
    (promised,) = page.promised
    assert (promised.id, promised.until, promised.due, promised.assigned) == (later, date(2026, 3, 4), False, "Nok")
    assert plain not in {story for story, _ in page.stories}


def test_others_see_and_leave_nothing(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    note = hand_over.leave_note(text="The shelter is full", by=desk.nok)
    for stranger in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            hand_over.take_note(note_id=note, by=stranger)
        with pytest.raises(NotAllowed):
            hand_over.leave_note(text="x", conversation_id=story, by=stranger)
        assert hand_over.notes_waiting(stranger) == 0
    with pytest.raises(NothingWritten):
        hand_over.leave_note(text=" ", by=desk.nok)
    with pytest.raises(NotAllowed):
        hand_over.hand_over_page(desk.preecha)
    assert hand_over.hand_over_page(other_desk.nok).notes == ()
    assert len(hand_over.hand_over_page(desk.ann).notes) == 1


def test_a_note_about_a_story_that_moves_goes_with_it(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    hand_over.leave_note(text="Ring her after eight", conversation_id=story, by=desk.nok)
    moves.propose_move(conversation_id=story, to_desk_id=other_desk.id, why="language", by=desk.nok)
    assert hand_over.hand_over_page(desk.ann).notes == ()
    assert [note.text for note in hand_over.hand_over_page(other_desk.ann).notes] == ["Ring her after eight"]


def test_many_notes_for_the_desk_are_one_audited_read(desk: Desk) -> None:
    def asked_for(number: int) -> int:
        for at in range(number):
            hand_over.leave_note(text=f"Look at shelf {at}", by=desk.nok)
        with CaptureQueriesContext(connection) as asked:
            assert len(hand_over.hand_over_page(desk.nok).notes) >= number
        return len(asked)

    assert asked_for(1) == asked_for(5)
    assert len(events("vault.opened", why="hand_over_read")) == 2


def test_it_comes_first_to_who_is_on_duty_or_to_anybody_when_nobody_is(desk: Desk, mint: Staff) -> None:
    from saphan.store import clock

    hand_over.leave_note(text="The shelter is full", by=mint)
    assert hand_over.comes_first(desk.nok), "on duty"
    hand_over.leave_note(text="And the van is away", by=desk.nok)
    assert not hand_over.comes_first(mint), "Nok is on duty, not she"
    with clock.stopped_at(NIGHT):
        assert hand_over.comes_first(mint)
    assert not hand_over.comes_first(desk.preecha)


def test_the_page_and_where_signing_in_leads(desk: Desk, nok: Client, say: Say) -> None:
    story = say(danger=True)
    assert nok.get("/in/")["Location"] == "/desk/"
    ann = sign_in(Client(), member(desk.ann))
    assert ann.post("/desk/hand-over/", {"text": ""}).status_code == 409
    sent = ann.post("/desk/hand-over/", {"text": "Ring her after eight", "about": str(story)})
    assert sent["Location"] == "/desk/hand-over/"
    assert "Nobody has taken it yet" in ann.get("/desk/hand-over/").content.decode()
    assert nok.get("/in/")["Location"] == "/desk/hand-over/"
    assert "1 note of the shift before" in nok.get("/desk/").content.decode()
    page = nok.get("/desk/hand-over/").content.decode()
    assert "Ring her after eight" in page and "Danger, unread" in page and 'data-key="a"' in page
    with acting_as(desk.nok):
        note = HandOver.objects.get()
    assert nok.post(f"/desk/hand-over/{note.id}/")["Location"] == "/desk/hand-over/"
    assert nok.get("/in/")["Location"] == "/desk/"
    assert nok.post(f"/desk/hand-over/{uuid4()}/").status_code == 404


def test_a_promise_that_is_due_is_marked(desk: Desk, say: Say) -> None:
    from saphan.store import clock

    story = say()
    services.put_off(conversation_id=story, until=date(2026, 3, 4), by=desk.nok)
    clock.pass_time(timedelta(days=3))
    assert hand_over.hand_over_page(desk.nok).promised[0].due
