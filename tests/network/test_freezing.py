"""Given a raid, a lead freezes her desk in one act; nobody of it reads or writes anything until two leads reopen it."""

from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client

from saphan.casework import alarms
from saphan.network import people, selectors, services
from saphan.network.freezing import agree_to_reopen, freeze_desk
from saphan.network.frozen import frozen_desk
from saphan.network.models import Desk, Notice, OneTimeLink, Staff
from saphan.network.notices import notify
from saphan.network.refusals import LinkSpent
from saphan.store import acting, callers, clock
from saphan.store.acting import acting_as
from saphan.store.models import FrozenDesk
from saphan.store.refusals import DeskFrozen, NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import Event
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.models import Conversation
from saphan.voice.returning import open_story
from saphan.voice.selectors import story
from tests.journeys.cast import second_factor
from tests.signed_in import desk_person, give_second_factor, open_desk, partner_person, sign_in
from tests.voice.given import Browser

pytestmark = pytest.mark.django_db


@dataclass
class Raided:
    """A desk with two leads and a caseworker, another desk of its pool with one, and one story."""

    desk_id: UUID
    beside: UUID
    ann: Staff
    lek: Staff
    nok: Staff
    kyaw: Staff
    story: UUID

    def caller(self, who: Staff) -> callers.Staff:
        caller = selectors.caller_of(who)
        assert isinstance(caller, callers.Staff)
        return caller

    def freeze(self) -> None:
        freeze_desk(by=self.caller(self.ann))


@pytest.fixture
def raided(day_one: object) -> Raided:
    desk_id = open_desk()
    beside = open_desk("Bridge Myanmar", pool_id=selectors.pool_of_desk(desk_id))
    return Raided(
        desk_id,
        beside,
        ann=desk_person(desk_id, "lead", "caseworker", name="Ann"),
        lek=desk_person(desk_id, "lead", name="Lek"),
        nok=desk_person(desk_id, name="Nok"),
        kyaw=desk_person(beside, "lead", name="Kyaw"),
        story=said(desk_id),
    )


def said(desk_id: UUID, words: str = "They keep our passports", *, danger: bool = False) -> UUID:
    return voice.accept(Inbound(desk_id, "web", "my", once=str(uuid4()), text=words, danger=danger)).conversation_id


def acts() -> list[str]:
    with acting_as(callers.System("test")):
        return list(Event.objects.order_by("id").values_list("act", flat=True))


def test_from_the_freeze_on_the_database_shows_its_people_nothing(raided: Raided) -> None:
    with acting_as(raided.caller(raided.nok)):
        assert Conversation.objects.count() == 1
    raided.freeze()
    for who in (raided.nok, raided.ann):
        with pytest.raises(DeskFrozen), acting_as(raided.caller(who)):
            pytest.fail("nobody of a frozen desk acts")
    # And what the door told the database is that nobody acts, for whoever should go on all the same
    nok = raided.caller(raided.nok)
    with transaction.atomic():
        with pytest.raises(DeskFrozen):
            acting._tell_database(nok)
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('saphan.caller', true), (SELECT count(*) FROM voice_conversation)")
            assert cursor.fetchone() == ("", 0)


def test_what_began_before_the_freeze_does_not_go_on_after_it(raided: Raided) -> None:
    with pytest.raises(DeskFrozen), acting_as(raided.caller(raided.nok)):
        Conversation.objects.update(status="closed")
        with acting_as(callers.System("test")):
            FrozenDesk.objects.create(desk_id=raided.desk_id, freezing=uuid4(), since="2026-03-02T09:00Z", by=uuid4())
    with acting_as(callers.System("test")):
        assert Conversation.objects.get().status == "waiting"


def test_another_desk_goes_on(raided: Raided) -> None:
    said(raided.beside)
    raided.freeze()
    with acting_as(raided.caller(raided.kyaw)):
        assert Conversation.objects.count() == 1


def test_only_a_lead_freezes_and_only_her_own_desk(raided: Raided) -> None:
    with pytest.raises(NotAllowed):
        freeze_desk(by=raided.caller(raided.nok))
    freeze_desk(by=raided.caller(raided.kyaw))
    assert frozen_desk(raided.desk_id) is None
    assert frozen_desk(raided.beside) is not None
    with acting_as(raided.caller(raided.nok)):
        assert Conversation.objects.count() == 1


def test_every_session_of_the_desk_ends_and_no_other(raided: Raided) -> None:
    nok, kyaw = sign_in(Client(), raided.nok), sign_in(Client(), raided.kyaw)
    assert nok.get("/desk/").status_code == 200
    ann = sign_in(Client(), raided.ann)
    assert "Freeze it now" in ann.get("/desk/network/desk/").content.decode()
    answer = ann.post("/desk/network/desk/freeze/", follow=True)
    assert "The desk is frozen" in answer.content.decode()
    assert Session.objects.count() == 1
    assert nok.get("/desk/")["Location"].startswith("/account/login/")
    assert kyaw.get("/desk/network/").status_code == 200
    # And whoever signs in again has one page only
    sign_in(nok, raided.nok)
    for address in ("/desk/", f"/desk/story/{raided.story}/", "/account/notices/", "/in/", "/desk/network/"):
        assert nok.get(address)["Location"] == "/account/frozen/"
    assert nok.get("/desk/", HTTP_HX_REQUEST="true")["HX-Redirect"] == "/account/frozen/"
    page = nok.get("/account/frozen/").content.decode()
    assert "Bridge Thailand is frozen" in page and "Only its leads can" in page
    assert "Their passports" not in page


def test_a_page_that_was_on_its_way_shows_nothing(raided: Raided) -> None:
    """Frozen between the door and the first query."""
    nok = sign_in(Client(), raided.nok)
    FrozenDesk.objects.create(desk_id=raided.desk_id, freezing=uuid4(), since="2026-03-02T09:00Z", by=raided.ann.id)
    assert nok.get("/desk/")["Location"] == "/account/frozen/"


def test_the_frozen_page_is_for_people_of_a_frozen_desk(raided: Raided) -> None:
    assert sign_in(Client(), raided.nok).get("/account/frozen/")["Location"] == "/in/"
    assert Client().get("/account/frozen/")["Location"].startswith("/account/login/")


def test_one_time_links_are_dead(raided: Raided) -> None:
    invited = services.invite_staff(
        email="new@example.org",
        name="New",
        organisation_id=raided.ann.organisation_id,
        desk_id=raided.desk_id,
        roles=["caseworker"],
    )
    raided.freeze()
    assert not OneTimeLink.objects.filter(staff_id=invited.staff_id).exists()
    with pytest.raises(LinkSpent):
        services.start(token=invited.token, password="a long enough password")
    # And one that comes to be all the same opens nothing
    late = people.new_link(staff_id=invited.staff_id)
    with pytest.raises(LinkSpent):
        services.start(token=late.token, password="a long enough password")


def test_no_e_mail_goes_to_its_people(raided: Raided) -> None:
    raided.freeze()
    notify(staff_ids=[raided.nok.id, raided.kyaw.id], kind="x.y", urgent=True)
    run_waiting()
    assert [message.to for message in mail.outbox] == [[raided.kyaw.email]]


def test_voices_are_taken_and_she_comes_back_reads_and_deletes(raided: Raided) -> None:
    raided.freeze()
    accepted = voice.accept(Inbound(raided.desk_id, "web", "en", once=str(uuid4()), text="Nobody was paid"))
    assert open_story(accepted.claim_code) == accepted.conversation_id
    assert story(accepted.conversation_id, word_given=True).chat[0].text == "Nobody was paid"
    run_waiting()
    voice.delete_story(conversation_id=accepted.conversation_id, by=callers.Story(accepted.conversation_id))
    with acting_as(callers.System("test")):
        assert Conversation.objects.get(id=accepted.conversation_id).left_on is not None


def test_a_new_voice_that_names_no_desk_goes_to_one_that_is_open(raided: Raided) -> None:
    services.set_duty(desk_id=raided.desk_id, staff_id=raided.nok.id, weekday=0, opens=time(0), closes=time(0))
    assert selectors.desk_for("my") == raided.desk_id
    poster = services.make_poster(desk_id=raided.desk_id)
    raided.freeze()
    assert selectors.desk_for("my") == raided.beside
    assert selectors.desk_for("my", poster) == raided.desk_id
    freeze_desk(by=raided.caller(raided.kyaw))
    assert selectors.desk_for("my") in {raided.desk_id, raided.beside}


def test_partners_keep_what_was_disclosed(raided: Raided) -> None:
    plant = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    somchai = sign_in(Client(), partner_person(plant))
    raided.freeze()
    assert somchai.get("/partner/").status_code == 200


def test_danger_at_a_frozen_desk_reaches_the_pool_as_a_fact_only(raided: Raided) -> None:
    raided.freeze()
    run_waiting()
    assert not Notice.objects.exists()
    said(raided.desk_id, "He has a knife", danger=True)
    run_waiting()
    told = Notice.objects.get()
    assert (told.staff_id, told.kind, told.object_id, told.urgent) == (
        raided.kyaw.id,
        alarms.DANGER_ELSEWHERE,
        raided.desk_id,
        True,
    )
    (card,) = selectors.unseen_notices(raided.kyaw.id)
    assert card.words == "Somebody is in danger at Bridge Thailand, and that desk is frozen."
    assert card.url == "/desk/network/pool/"
    assert selectors.urgent_words(raided.kyaw.id) == card.words


def test_danger_that_was_there_before_the_freeze_is_told_too(raided: Raided) -> None:
    said(raided.desk_id, "He has a knife", danger=True)
    run_waiting()
    raided.freeze()
    run_waiting()
    assert Notice.objects.filter(kind=alarms.DANGER_ELSEWHERE).count() == 1
    # And again when nobody has looked for a quarter of an hour, once
    clock.pass_time(timedelta(minutes=16))
    alarms.sweep()
    alarms.sweep()
    assert Notice.objects.filter(kind=alarms.DANGER_ELSEWHERE).count() == 2
    assert not Notice.objects.filter(kind=alarms.DANGER_UNREAD).exists()


def test_leads_of_a_frozen_desk_are_not_rung_for_long_waits(raided: Raided) -> None:
    raided.freeze()
    clock.pass_time(timedelta(days=2))
    alarms.sweep()
    assert not Notice.objects.filter(kind=alarms.WAITING_LONG).exists()


def test_two_different_leads_reopen_one_cannot(raided: Raided) -> None:
    raided.freeze()
    assert agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.ann.id) is False
    assert agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.ann.id) is False
    for who in (raided.nok, raided.kyaw):  # not a lead; not of this desk, which has two of its own
        with pytest.raises(NotAllowed):
            agree_to_reopen(desk_id=raided.desk_id, staff_id=who.id)
    assert frozen_desk(raided.desk_id) is not None
    assert agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.lek.id) is True
    assert frozen_desk(raided.desk_id) is None
    assert Desk.objects.get(id=raided.desk_id).frozen_on is None
    with acting_as(raided.caller(raided.nok)):
        assert Conversation.objects.count() == 1
    assert acts()[-4:] == [
        "network.desk_frozen",
        "network.reopening_agreed",
        "network.reopening_agreed",
        "network.desk_reopened",
    ]
    assert agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.ann.id) is True


def test_a_word_for_one_freezing_does_not_count_for_the_next(raided: Raided) -> None:
    raided.freeze()
    agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.ann.id)
    agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.lek.id)
    raided.freeze()
    assert agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.lek.id) is False


def test_the_database_itself_wants_two(raided: Raided) -> None:
    raided.freeze()
    agree_to_reopen(desk_id=raided.desk_id, staff_id=raided.ann.id)
    for refused in ("DELETE FROM store_frozen_desk", "UPDATE store_frozen_desk SET desk_id = freezing"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(refused)
    assert frozen_desk(raided.desk_id) is not None


def test_where_a_desk_has_one_lead_a_lead_of_its_pool_is_the_second(raided: Raided) -> None:
    stranger = desk_person(open_desk("Faraway"), "lead", name="Far")
    freeze_desk(by=raided.caller(raided.kyaw))
    with pytest.raises(NotAllowed):
        agree_to_reopen(desk_id=raided.beside, staff_id=stranger.id)
    # Two others are not enough while it has a lead of its own
    assert agree_to_reopen(desk_id=raided.beside, staff_id=raided.ann.id) is False
    assert agree_to_reopen(desk_id=raided.beside, staff_id=raided.lek.id) is False
    assert agree_to_reopen(desk_id=raided.beside, staff_id=raided.kyaw.id) is True


def code(staff: Staff) -> str:
    """What her phone shows now, not used before."""
    cache.clear()
    return second_factor()


def test_each_signs_in_and_types_the_code_of_her_phone(raided: Raided) -> None:
    raided.freeze()
    ann, lek = sign_in(Client(), raided.ann), sign_in(Client(), raided.lek)
    assert "It is safe: open it again" in ann.get("/account/frozen/").content.decode()
    assert ann.post("/account/frozen/", {"code": "000000"}).status_code == 422
    assert not frozen_desk(raided.desk_id).agreed  # type: ignore[union-attr]
    assert ann.post("/account/frozen/", {"code": code(raided.ann)})["Location"] == "/account/frozen/"
    page = ann.get("/account/frozen/").content.decode()
    assert "Said that it is safe: Ann." in page and "One more lead has to." in page
    assert lek.post("/account/frozen/", {"code": code(raided.lek)})["Location"] == "/in/"
    assert frozen_desk(raided.desk_id) is None
    assert ann.get("/desk/").status_code == 200


def test_a_caseworker_s_code_opens_nothing(raided: Raided) -> None:
    raided.freeze()
    nok = sign_in(Client(), raided.nok)
    assert nok.post("/account/frozen/", {"code": code(raided.nok)}).status_code == 404
    assert not frozen_desk(raided.desk_id).agreed  # type: ignore[union-attr]


def test_a_lead_beside_opens_from_the_pool_s_page(raided: Raided) -> None:
    freeze_desk(by=raided.caller(raided.kyaw))
    ann, nok = sign_in(Client(), raided.ann), sign_in(Client(), raided.nok)
    give_second_factor(raided.kyaw)
    page = ann.get("/desk/network/pool/").content.decode()
    assert "frozen since" in page
    there = f"/desk/network/pool/{raided.beside}/reopen/"
    assert there in page
    assert "Bridge Myanmar is frozen" in ann.get(there).content.decode()
    assert nok.get(there).status_code == 403
    assert ann.get(f"/desk/network/pool/{raided.desk_id}/reopen/").status_code == 404
    assert ann.post(there, {"code": code(raided.ann)}).status_code == 302
    assert agree_to_reopen(desk_id=raided.beside, staff_id=raided.kyaw.id) is True


def reopen(raided: Raided) -> None:
    for who in (raided.ann, raided.lek):
        agree_to_reopen(desk_id=raided.desk_id, staff_id=who.id)


def test_danger_that_came_during_the_freeze_rings_when_it_is_over(raided: Raided) -> None:
    # Given somebody was in danger, and her desk was frozen
    raided.freeze()
    story_id = said(raided.desk_id, "He has a knife", danger=True)
    run_waiting()
    clock.pass_time(timedelta(minutes=16))
    alarms.sweep()
    assert not Notice.objects.filter(staff__desk_id=raided.desk_id).exists()

    # When two leads open it again
    reopen(raided)
    run_waiting()

    # Then its people are rung, and e-mailed, and the leads hear once more when nobody looks
    rung = Notice.objects.filter(kind=alarms.DANGER, object_id=story_id, urgent=True)
    assert set(rung.values_list("staff_id", flat=True)) == {raided.ann.id, raided.lek.id}
    assert {raided.ann.email, raided.lek.email} <= {to for message in mail.outbox for to in message.to}
    alarms.sweep()
    alarms.sweep()
    assert Notice.objects.filter(kind=alarms.DANGER_UNREAD, object_id=story_id).count() == 2


def test_what_was_seen_or_is_closed_does_not_ring_again(raided: Raided) -> None:
    seen, closed = said(raided.desk_id, danger=True), said(raided.desk_id, danger=True)
    with acting_as(callers.System("test")):
        Conversation.objects.filter(id=seen).update(danger_seen_at=clock.now())
        Conversation.objects.filter(id=closed).update(status="closed")
    raided.freeze()
    reopen(raided)
    run_waiting()
    assert not Notice.objects.filter(kind=alarms.DANGER, object_id=seen, urgent=True).exists()
    before = Notice.objects.filter(object_id=closed).count()
    alarms.ring_what_waited(raided.desk_id)
    run_waiting()
    assert Notice.objects.filter(object_id=closed).count() == before


def test_frozen_again_before_the_bell_only_the_pool_hears(raided: Raided) -> None:
    said(raided.desk_id, danger=True)
    raided.freeze()
    reopen(raided)
    raided.freeze()
    run_waiting()
    assert set(Notice.objects.values_list("staff_id", flat=True)) == {raided.kyaw.id}


def test_e_mails_that_the_freeze_held_back_go_out_afterwards_once(raided: Raided) -> None:
    with acting_as(callers.System("test")):
        Conversation.objects.update(first_read_on=clock.today())  # no story looks for its person afterwards
    raided.freeze()
    notify(staff_ids=[raided.nok.id, raided.lek.id], kind="x.y")
    run_waiting()
    Notice.objects.filter(staff_id=raided.lek.id).update(seen_at=clock.now())
    assert mail.outbox == []
    reopen(raided)
    run_waiting()
    assert [message.to for message in mail.outbox] == [[raided.nok.email]]


def test_where_nobody_of_the_pool_can_hear_her_page_says_that_nobody_can_come(raided: Raided) -> None:
    # Given every desk is frozen
    raided.freeze()
    freeze_desk(by=raided.caller(raided.kyaw))

    # When somebody calls
    phone = Browser()
    page = phone.post("/en/danger/", phone.fields("/en/danger/"), follow=True).content.decode()

    # Then she reads that her call was noted, and in the same breath that nobody can come
    assert "We have noted your call." in page and "Nobody of us can come now. Please use other help." in page
    assert "Our team is called" not in page and "Another team" not in page
