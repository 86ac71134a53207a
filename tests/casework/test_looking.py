"""Given roles that open no story, somebody looks at exactly one thing, once another person let her."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from saphan.casework import look_pages, looking, services
from saphan.casework.models import Look
from saphan.casework.refusals import DoesNotFit
from saphan.network import notice_words
from saphan.network.models import Notice, Role
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import OneStory, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, seal
from saphan.voice import services as voice
from saphan.voice.models import Contact, Message
from tests.casework.given import Desk, Say, events, member
from tests.signed_in import desk_person, sign_in
from tests.voice import logs

pytestmark = pytest.mark.django_db

SAID, NUMBER = "လုပ်ခမရဘူး", "+66815550123"


def hire(desk: Desk, role: Role, name: str) -> Staff:
    return Staff(desk_person(desk.id, role.value, name=name).id, desk.id, frozenset({role.value}))


@pytest.fixture
def admin(desk: Desk) -> Staff:
    return hire(desk, Role.ADMINISTRATOR, "Root")


@pytest.fixture
def custodian(desk: Desk) -> Staff:
    return hire(desk, Role.CUSTODIAN, "Kay")


@pytest.fixture
def story(say: Say) -> UUID:
    found = say(SAID)
    voice.set_details(conversation_id=found, phone=NUMBER)
    return found


def browser(who: Staff) -> Client:
    return sign_in(Client(), member(who))


def words_seen(who: Staff) -> int:
    with acting_as(who):
        return Message.objects.count()


def state(look_id: UUID) -> str:
    with acting_as(System("test")):
        return Look.objects.get(id=look_id).state


# -- broken glass


def test_a_lead_opens_one_story_with_her_for_half_an_hour(desk: Desk, admin: Staff, say: Say, story: UUID) -> None:
    # Given an administrator who asked, and a lead who opened
    other = say("Another worker's words")
    look_id = looking.ask_to_break_glass(about=story, reason="complaint", by=admin)
    assert Notice.objects.filter(staff_id=desk.ann.id, kind=looking.GLASS_ASKED).exists()
    with pytest.raises(NotAllowed):
        looking.read_behind_glass(look_id=look_id, by=admin)
    looking.decide_glass(look_id=look_id, opens=True, by=desk.ann)

    # When she reads
    texts = [line.text for line in looking.read_behind_glass(look_id=look_id, by=admin)]

    # Then she reads that story; the database shows her nothing else, and nothing at all as herself
    assert SAID in texts and NUMBER not in texts
    with acting_as(OneStory(admin.id, desk.id, story)):
        assert set(Message.objects.values_list("conversation_id", flat=True)) == {story}
        assert not Message.objects.filter(conversation_id=other).exists()
        assert not Contact.objects.exists()
    assert words_seen(admin) == 0
    assert len(events("casework.glass_read")) == 1

    # And after half an hour it is shut
    clock.pass_time(timedelta(minutes=31))
    with pytest.raises(NotAllowed):
        looking.read_behind_glass(look_id=look_id, by=admin)
    (shown,) = look_pages.looks(desk.ann, looking.GLASS)
    assert (shown.state, shown.looker, shown.decided_by) == ("over", "Root", "Ann")


def test_a_number_in_an_old_log_stays_behind_the_glass(desk: Desk, admin: Staff, tmp_path: Path) -> None:
    # Given a call that was taken over from an old log: her number stands in it, and in the row as it was
    row = ("2025-03-01 10:00", SAID, "", NUMBER, "Blue Prawn", "", "", "")
    (outcome,) = logs.outcomes(logs.table(tmp_path, row), desk.id)
    assert outcome.conversation_id
    look_id = looking.ask_to_break_glass(about=outcome.conversation_id, reason="complaint", by=admin)
    looking.decide_glass(look_id=look_id, opens=True, by=desk.ann)
    # When she reads, then she reads what was said and where, and the number nowhere
    read = looking.read_behind_glass(look_id=look_id, by=admin)
    assert {line.part for line in read} == {"said", "place"}
    assert not any(NUMBER[-7:] in line.text for line in read)
    with acting_as(OneStory(admin.id, desk.id, outcome.conversation_id)):
        assert not Message.objects.filter(part__in=("row", "handle", "when")).exists()


def test_nobody_breaks_glass_alone(desk: Desk, admin: Staff, other_desk: Desk, story: UUID) -> None:
    both = Staff(admin.id, desk.id, frozenset({"administrator", "lead"}))
    look_id = looking.ask_to_break_glass(about=story, reason="fault", by=both)
    for who in (both, desk.nok, desk.preecha, other_desk.ann):
        with pytest.raises(NotAllowed):
            looking.decide_glass(look_id=look_id, opens=True, by=who)
    assert state(look_id) == "asked"
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(System("test")):
        Look.objects.filter(id=look_id).update(state="open", decided_by=both.id)
    with acting_as(admin), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_look SET state = 'open', until = now() + interval '1 day'")
        assert cursor.rowcount == 0


def test_a_case_stands_for_its_one_person(desk: Desk, admin: Staff, say: Say, story: UUID) -> None:
    case_id = services.open_case(conversation_id=story, by=desk.nok)
    look_id = looking.ask_to_break_glass(about=case_id, reason="order", by=admin)
    looking.decide_glass(look_id=look_id, opens=True, by=desk.ann)
    assert looking.read_behind_glass(look_id=look_id, by=admin)
    services.join_case(case_id=case_id, conversation_id=say(), by=desk.nok)
    for about, reason in ((case_id, "order"), (desk.id, "order"), (story, "curious")):
        with pytest.raises(DoesNotFit):
            looking.ask_to_break_glass(about=about, reason=reason, by=admin)


def test_the_pages_of_broken_glass(desk: Desk, admin: Staff, story: UUID) -> None:
    root, ann = browser(admin), browser(desk.ann)
    assert root.post("/desk/glass/", {"about": "nothing", "reason": "fault"}).status_code == 409
    assert root.post("/desk/glass/", {"about": str(story), "reason": "fault"}).status_code == 302
    (look,) = look_pages.looks(desk.ann, looking.GLASS)
    assert "Open it with her" in ann.get("/desk/glass/").content.decode()
    assert root.get(f"/desk/glass/{look.id}/").status_code == 404
    assert ann.post(f"/desk/glass/{look.id}/decide/", {"open": "yes"}).status_code == 302
    page = root.get(f"/desk/glass/{look.id}/")
    assert SAID in page.content.decode() and page["Cache-Control"] == "no-store"
    assert "Broken glass" in ann.get(f"/desk/story/{story}/").content.decode()
    assert ann.post(f"/desk/glass/{look.id}/decide/", {"open": "yes"}).status_code == 404


# -- the identity custodian


def test_where_nobody_may_show_a_number_the_leads_hear_of_the_request(desk: Desk, story: UUID) -> None:
    looking.ask_for_identity(conversation_id=story, reason="safety", by=desk.nok)
    told = Notice.objects.get(kind="casework.no_custodian")
    assert told.staff_id == desk.ann.id
    assert browser(desk.ann).get(notice_words.address_for(told.kind, told.object_id)).status_code == 200


def test_the_custodian_sees_one_handle_once(desk: Desk, custodian: Staff, story: UUID) -> None:
    look_id = looking.ask_for_identity(conversation_id=story, reason="safety", by=desk.nok)
    assert looking.decide_identity(look_id=look_id, shows=True, by=custodian) == NUMBER
    with pytest.raises(NotAllowed):
        looking.decide_identity(look_id=look_id, shows=True, by=custodian)
    assert words_seen(custodian) == 0
    assert len(events("casework.look_decided", kind="identity", state="shown")) == 1


def test_a_refusal_shows_nothing(desk: Desk, custodian: Staff, story: UUID, say: Say) -> None:
    look_id = looking.ask_for_identity(conversation_id=story, reason="safety", by=desk.nok)
    assert looking.decide_identity(look_id=look_id, shows=False, by=custodian) == ""
    assert state(look_id) == "refused"
    for conversation_id, reason in ((story, "curious"), (say(), "safety")):
        with pytest.raises(DoesNotFit):
            looking.ask_for_identity(conversation_id=conversation_id, reason=reason, by=desk.nok)
    with pytest.raises(NotAllowed):
        looking.ask_for_identity(conversation_id=story, reason="safety", by=desk.preecha)


def test_the_pages_of_the_custodian(nok: Client, custodian: Staff, story: UUID) -> None:
    assert nok.post(f"/desk/story/{story}/identity/", {"reason": "claim"}).status_code == 302
    assert nok.post(f"/desk/story/{story}/identity/", {"reason": "no"}).status_code == 409
    kay = browser(custodian)
    page = kay.get("/desk/identity/").content.decode()
    assert "Show me the number once" in page and NUMBER not in page and str(story) not in page
    (look,) = look_pages.looks(custodian, looking.IDENTITY)
    assert NUMBER in kay.post(f"/desk/identity/{look.id}/", {"show": "yes"}).content.decode()
    assert kay.post(f"/desk/identity/{look.id}/", {"show": "yes"}).status_code == 404
    assert nok.post(f"/desk/story/{story}/identity/", {"reason": "claim"}).status_code == 302
    latest = next(each for each in look_pages.looks(custodian, looking.IDENTITY) if each.state == "asked")
    assert kay.post(f"/desk/identity/{latest.id}/", {"no": "no"}).status_code == 302


def test_what_waits_is_found_behind_any_number_of_others(desk: Desk, custodian: Staff, story: UUID) -> None:
    waiting = looking.ask_for_identity(conversation_id=story, reason="safety", by=desk.nok)
    with acting_as(desk.nok):
        later = {"on": clock.today() + timedelta(days=1), "reason": "safety", "asked_by": desk.nok.id}
        done = {"kind": looking.IDENTITY, "state": "shown"}
        Look.objects.bulk_create(Look(desk_id=desk.id, conversation_id=story, **later, **done) for _ in range(101))
        oldest = Look.objects.filter(state="shown").order_by("id")[0].id
    shown = look_pages.looks(custodian, looking.IDENTITY)
    assert (len(shown), shown[0].id) == (100, waiting)
    assert all(look_pages.look(custodian, looking.IDENTITY, each) for each in (waiting, oldest))
    assert look_pages.look(custodian, looking.GLASS, waiting) is None


def test_a_translation_of_former_times_stays_beside_the_story(desk: Desk, story: UUID) -> None:
    with acting_as(desk.nok):
        look = Look(id=random_id(), desk_id=desk.id, kind=looking.INTERPRETING, conversation_id=story, state="done")
        look.asked_by, look.reason, look.on = desk.nok.id, "translate", clock.today()
        look.sealed = seal("No pay.", key=key_of(story), cell=Cell("casework_look", "sealed", look.id))
        look.save(force_insert=True)
    (shown,) = look_pages.beside(desk.nok, story).looks
    assert (shown.translation, shown.state) == ("No pay.", "done")


def test_a_story_that_moves_or_goes_ends_every_look(
    desk: Desk, other_desk: Desk, admin: Staff, story: UUID, say: Say
) -> None:
    from saphan.store.callers import Story
    from saphan.voice.deleting import delete_story
    from saphan.voice.moving import move_story

    look_id = looking.ask_to_break_glass(about=story, reason="fault", by=admin)
    looking.decide_glass(look_id=look_id, opens=True, by=desk.ann)
    with acting_as(System("test")):
        move_story(conversation_id=story, to_desk_id=other_desk.id)
    assert state(look_id) == "ended"
    with pytest.raises(NotAllowed):
        looking.read_behind_glass(look_id=look_id, by=admin)
    second = say()
    looking.ask_to_break_glass(about=second, reason="fault", by=admin)
    delete_story(conversation_id=second, by=Story(second))
    with acting_as(System("test")):
        assert not Look.objects.filter(conversation_id=second).exists()
