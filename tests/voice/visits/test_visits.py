"""An outreach worker meets people where there is no network; what she enters reaches the desk, once, and only there."""

import base64
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework.talks import AT_A_VISIT
from saphan.store import acting_as, clock
from saphan.store.callers import Story
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting, sweep_all
from saphan.vault.codes import new_code
from saphan.vault.models import Event
from saphan.voice import services as voice
from saphan.voice.models import Consent, Contact, Conversation, Message, Visit, VisitEntry
from saphan.voice.reading import lines
from saphan.voice.returning import open_story
from saphan.voice.story_page import story
from saphan.voice.visits import taking, visits
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.visits.given import SAID, SYSTEM, Tablet, a_visit, an_entry, caller, entry, how_many, met, story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_id(db: None, day_one: object) -> UUID:
    return open_desk()


@pytest.fixture
def tablet(desk_id: UUID) -> Tablet:
    return a_visit(desk_id)


# What arrives


def test_an_entry_becomes_a_story_with_her_own_code(tablet: Tablet) -> None:
    # Given a worker who was entered without network, and given a code that the tablet drew
    code, entry_id = new_code(), uuid4()
    sealed = tablet.seal(entry_id, code=code, icon="papers", place="Blue Prawn", tell="nobody")

    # When it is sent
    answer = tablet.send(entry_id, sealed)

    # Then her story is there, marked as told to a colleague, and her code opens it
    assert (answer.status_code, answer.json()) == (200, {"kept": True, "line": ""})
    story_id = story_of(entry_id)
    assert open_story(code) == story_id
    with acting_as(SYSTEM):
        kept = Conversation.objects.get(id=story_id)
        assert (kept.channel, kept.language, kept.icon, kept.tell) == ("visit", "my", "papers", "nobody")
        assert [(line.part, line.kind, line.text) for line in lines(story_id, why="test")] == [
            ("said", "met", SAID),
            ("place", "text", "Blue Prawn"),
        ]


def test_what_she_typed_herself_is_not_marked_as_told(tablet: Tablet) -> None:
    story_id = met(tablet, typed_herself=True)
    with acting_as(SYSTEM):
        assert Message.objects.get(conversation_id=story_id).kind == "text"


def test_a_tapped_picture_is_enough(tablet: Tablet) -> None:
    story_id = met(tablet, said="", icon="fees")
    with acting_as(SYSTEM):
        assert (Conversation.objects.get(id=story_id).icon, Message.objects.get().kind) == ("fees", "icon")


def test_each_consent_is_kept_with_the_words_that_were_read(tablet: Tablet) -> None:
    story_id = met(tablet, phone="081 555 0123", ring=True, times=["evening"], tell="words_without_name")
    with acting_as(SYSTEM):
        given = Consent.objects.filter(conversation_id=story_id).values_list(
            "purpose", "given", "how", "language", "words_version"
        )
        words = "visit " + "0a" * 6
        assert sorted(given) == [(each, True, "talk", "my", words) for each in ("keep", "ring", "tell")]
        assert Contact.objects.get(handle_kind="phone").safe_times == ["evening"]
    assert set(AT_A_VISIT) == {"keep", "ring", "tell"}


def test_her_page_lists_them_not_as_shown_to_others(tablet: Tablet) -> None:
    assert story(met(tablet), word_given=True).agreed == ()


def test_a_number_without_her_yes_to_ringing_is_not_kept(tablet: Tablet) -> None:
    story_id = met(tablet, phone="081 555 0123", tell="ask_first")
    with acting_as(SYSTEM):
        assert not Contact.objects.filter(handle_kind="phone").exists()
        assert not Message.objects.filter(conversation_id=story_id, part="handle").exists()
        assert dict(Consent.objects.values_list("purpose", "given")) == {"keep": True, "ring": False, "tell": False}


def test_a_number_that_cannot_be_rung_stays_as_words(tablet: Tablet) -> None:
    story_id = met(tablet, phone="ask the cook", ring=True)
    with acting_as(SYSTEM):
        assert [line.text for line in lines(story_id, why="test")] == [SAID, "ask the cook"]


def test_danger_wakes_whoever_is_on_duty(tablet: Tablet) -> None:
    story_id = met(tablet, danger=True)
    run_waiting()
    with acting_as(SYSTEM):
        assert Conversation.objects.get(id=story_id).danger_at == clock.now()


def test_workers_of_one_visit_are_linked_to_it(tablet: Tablet) -> None:
    stories = [met(tablet) for _ in range(3)]
    with acting_as(SYSTEM):
        lead = caller(desk_person(tablet.by.desk_id, "lead", name="Mai"))
    found = [visits.met_with(lead, each) for each in stories]
    assert {(card.id, card.place, card.taken) for card in found if card} == {(tablet.visit_id, "Pier 4", 3)}
    assert visits.met_with(lead, uuid4()) is None


# Once


def test_an_entry_that_is_sent_twice_is_one_story(tablet: Tablet) -> None:
    entry_id = uuid4()
    sealed = tablet.seal(entry_id, code=new_code())
    tablet.send(entry_id, sealed)
    before = how_many()
    assert tablet.send(entry_id, sealed).json() == {"kept": True, "line": ""}
    assert how_many() == before


def test_an_entry_that_was_cut_off_half_way_is_finished_by_the_next_send(tablet: Tablet) -> None:
    # Given a send that was cut off after her words were kept
    entry_id, card = uuid4(), visits.own_visit(tablet.by, tablet.visit_id)
    first = taking._accepted(card, entry_id, entry(code=(code := new_code())))
    # When it comes again
    tablet.send(entry_id, tablet.seal(entry_id, code=code))
    # Then it is the same story, with all that belongs beside it
    assert story_of(entry_id) == first.conversation_id
    assert how_many() == {"voice_conversation": 1, "voice_visit_entry": 1, "voice_consent": 2}


def test_a_story_that_she_deleted_is_not_made_again(tablet: Tablet) -> None:
    entry_id = uuid4()
    sealed = tablet.seal(entry_id)
    tablet.send(entry_id, sealed)
    story_id = story_of(entry_id)
    voice.delete_story(conversation_id=story_id, by=Story(story_id))
    with acting_as(SYSTEM):
        assert VisitEntry.objects.get().conversation_id is None
        VisitEntry.objects.all().update(id=uuid4())  # even when nobody remembered the entry
    assert tablet.send(entry_id, sealed).json() == {"kept": True, "line": ""}
    with acting_as(SYSTEM):
        assert not Conversation.objects.filter(left_on=None).exists()


def test_a_code_that_opens_another_story_is_replaced_and_it_is_said(tablet: Tablet) -> None:
    code = new_code()
    first = met(tablet, code=code)
    entry_id = uuid4()
    answer = tablet.send(entry_id, tablet.seal(entry_id, code=code)).json()
    assert answer["kept"] is True and "her code does not open it" in answer["line"]
    assert open_story(code) == first != story_of(entry_id)


# Refused one by one


def _cut(sealed: bytes) -> bytes:
    return sealed[:-9]


def _changed(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def _no_point(sealed: bytes) -> bytes:
    return sealed[:1] + b"\x04" + b"\xff" * 64 + sealed[66:]


def _another_format(sealed: bytes) -> bytes:
    return b"\x02" + sealed[1:]


def _empty(sealed: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("spoil", [_cut, _changed, _no_point, _another_format, _empty])
def test_a_spoilt_entry_is_refused_and_the_others_are_kept(tablet: Tablet, spoil: object) -> None:
    entry_id = uuid4()
    before = how_many()
    answer = tablet.send(entry_id, spoil(tablet.seal(entry_id)))  # type: ignore[operator]
    assert answer.status_code == 409 and "could not be read" in answer.json()["line"]
    assert how_many() == before
    met(tablet)


def test_an_entry_under_another_name_or_for_another_visit_does_not_open(tablet: Tablet, desk_id: UUID) -> None:
    entry_id, other = uuid4(), a_visit(desk_id)
    before = how_many()
    for sent in (tablet.send(uuid4(), tablet.seal(entry_id)), tablet.send(entry_id, other.seal(entry_id))):
        assert sent.status_code == 409
    assert how_many() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"not json",
        b"\xff\xfe",
        json.dumps({**an_entry(), "extra": 1}).encode(),
        json.dumps({**an_entry(), "said": "x" * 10_001}).encode(),
        json.dumps({**an_entry(), "icon": "bomb"}).encode(),
        json.dumps({**an_entry(), "code": "1234567812345678"}).encode(),
        json.dumps({**an_entry(), "language": "<script>"}).encode(),
        json.dumps({**an_entry(), "times": ["morning"] * 6}).encode(),
    ],
)
def test_what_opens_and_is_no_entry_is_refused(tablet: Tablet, content: bytes) -> None:
    entry_id = uuid4()
    assert tablet.send(entry_id, tablet.seal(entry_id, content)).status_code == 409
    assert how_many() == {"voice_conversation": 0, "voice_visit_entry": 0, "voice_consent": 0}


@pytest.mark.parametrize(
    ("entered", "says"), [({"keep": False}, "no yes"), ({"said": " ", "icon": ""}, "Nothing was said")]
)
def test_without_a_yes_or_without_words_nothing_is_kept(tablet: Tablet, entered: dict[str, object], says: str) -> None:
    entry_id = uuid4()
    answer = tablet.send(entry_id, tablet.seal(entry_id, **entered))
    assert answer.status_code == 409 and says in answer.json()["line"]
    assert how_many()["voice_conversation"] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[1]",
        b'"x"',
        b"[" * 100_000,
        b'{"id": 5, "sealed": "AA=="}',
        b'{"id": "x", "sealed": ""}',
        b'{"id": "00000000-0000-4000-8000-000000000001", "sealed": "*"}',
        b'{"id": "00000000-0000-4000-8000-000000000001", "sealed": null}',
        b"x" * 200_000,
    ],
)
def test_what_is_no_envelope_is_refused(tablet: Tablet, body: bytes) -> None:
    answer = tablet.client.post(f"{tablet.address}send/", body, content_type="application/json")
    assert answer.status_code == 409
    assert how_many()["voice_conversation"] == 0


def test_an_entry_that_is_too_large_is_refused(tablet: Tablet) -> None:
    entry_id = uuid4()
    sealed = tablet.seal(entry_id, b" " * (taking.LARGEST + 1))
    assert tablet.send(entry_id, sealed).status_code == 409


def test_a_visit_that_is_full_takes_no_more(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST", 1)
    met(tablet)
    entry_id = uuid4()
    answer = tablet.send(entry_id, tablet.seal(entry_id))
    assert answer.status_code == 409 and "full" in answer.json()["line"]


# Who may


def test_only_whoever_carries_the_tablet_sends(tablet: Tablet, desk_id: UUID) -> None:
    entry_id = uuid4()
    sealed, before = tablet.seal(entry_id), how_many()
    others = [sign_in(Client(), desk_person(desk_id, role, name=role.title())) for role in ("outreach", "lead")]
    stranger = sign_in(Client(), desk_person(open_desk("River desk"), "caseworker", name="Rita"))
    for client in (*others, stranger):
        assert tablet.send(entry_id, sealed, client).status_code == 404
    assert tablet.send(entry_id, sealed, Client()).status_code == 302
    assert how_many() == before


def test_a_send_needs_the_form_key_of_her_session(tablet: Tablet) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = tablet.client.cookies
    entry_id = uuid4()
    sealed = tablet.seal(entry_id)
    assert tablet.send(entry_id, sealed, strict).status_code == 403
    assert how_many()["voice_conversation"] == 0
    key = strict.get(f"{tablet.address}send/").json()["key"]
    body = json.dumps({"id": str(entry_id), "sealed": base64.b64encode(sealed).decode()})
    sent = strict.post(f"{tablet.address}send/", body, content_type="application/json", headers={"X-CSRFToken": key})
    assert sent.json()["kept"] is True


def test_her_list_shows_her_own_visits_and_a_number(tablet: Tablet, desk_id: UUID) -> None:
    met(tablet)
    a_visit(desk_id)
    page = tablet.client.get("/desk/visits/").content.decode()
    assert page.count("Pier 4") == 1 and '<td class="n">1</td>' in page
    assert "Let a tablet go out" not in page and SAID not in page


def test_she_sees_no_row_of_whom_she_met(tablet: Tablet) -> None:
    met(tablet)
    with acting_as(tablet.by):
        assert not VisitEntry.objects.exists() and not Conversation.objects.exists() and not Message.objects.exists()


def test_whoever_plans_must_be_of_the_desk_and_so_must_the_carrier(desk_id: UUID) -> None:
    lead, carrier = desk_person(desk_id, "lead", name="Ann"), desk_person(desk_id, "outreach", name="Olu")
    stranger = desk_person(open_desk("River desk"), "outreach", name="Rita")
    given = {"kind": "pier", "place": "Pier 4", "day": clock.today()}
    for holder, by in ((carrier, carrier), (stranger, lead)):
        with pytest.raises(NotAllowed):
            visits.begin_visit(holder=holder.id, by=caller(by), **given)  # type: ignore[arg-type]
    with acting_as(SYSTEM):
        assert not Visit.objects.exists()


# The end


def test_an_ended_visit_takes_nothing_and_its_key_is_gone(tablet: Tablet, desk_id: UUID) -> None:
    # Given a tablet that was lost with an entry on it
    entry_id = uuid4()
    sealed = tablet.seal(entry_id)
    lead = sign_in(Client(), desk_person(desk_id, "lead", name="Mai"))
    # When a lead ends the visit
    assert lead.post(f"{tablet.address}end/").status_code == 302
    # Then nothing is taken from it, and nobody can open what lies on it
    assert tablet.send(entry_id, sealed).status_code == 410
    over = tablet.client.get(tablet.address)
    assert over.status_code == 410 and "This visit has ended." in over.content.decode()
    with acting_as(SYSTEM):
        assert Visit.objects.get().sealed_key is None
        with pytest.raises(visits.VisitOver):
            visits.private_key_of(tablet.visit_id)
    lead.post(f"{tablet.address}end/")  # a second time changes nothing
    assert lead.post(f"/desk/visits/{uuid4()}/end/").status_code == 404


def test_nobody_but_who_plans_ends_it(tablet: Tablet) -> None:
    with pytest.raises(NotAllowed):
        visits.end_visit(visit_id=tablet.visit_id, by=tablet.by)
    with acting_as(SYSTEM):
        assert Visit.objects.get().sealed_key is not None


def test_a_week_after_its_day_the_key_goes_by_itself(tablet: Tablet) -> None:
    clock.pass_time(timedelta(days=7))
    sweep_all()
    met(tablet)
    clock.pass_time(timedelta(days=1))
    assert tablet.client.get(tablet.address).status_code == 410
    sweep_all()
    with acting_as(SYSTEM):
        assert Visit.objects.get().sealed_key is None
        assert Event.objects.get(act="voice.visit_ended").object_id == tablet.visit_id


# Without script, and planning


def test_without_script_the_form_sends_one_worker_at_a_time(tablet: Tablet) -> None:
    fields = {"once": str(uuid4()), "language": "shn", "asked_in": "my", "words": "0a" * 6, "said": SAID}
    assert "no yes" in tablet.client.post(tablet.address, fields).content.decode()
    pages = [tablet.client.post(tablet.address, {**fields, "keep": "yes"}).content.decode() for _ in range(2)]
    assert how_many()["voice_conversation"] == 1
    codes = {page[page.index('id="code"') :][:400].split("</p>")[0] for page in pages}
    assert len(codes) == 1 and "<span>" in codes.pop()
    assert SAID not in pages[0]


def test_a_refused_form_keeps_what_was_typed_and_asks_for_her_yes_again(tablet: Tablet) -> None:
    fields = {"once": str(uuid4()), "language": "my", "asked_in": "my", "words": "0a" * 6, "phone": "081 555 0123"}
    ticked = {"tell": "nobody", "danger": "yes", "times": ["evening"], "typed_herself": "yes"}
    page = tablet.client.post(tablet.address, {**fields, **ticked}).content.decode()
    for name, value in (("tell", "nobody"), ("danger", "yes"), ("times", "evening"), ("typed_herself", "yes")):
        assert f'name="{name}" value="{value}" checked' in page
    for name in ("keep", "ring"):
        assert f'name="{name}" value="yes" checked' not in page


def test_a_form_without_its_id_or_with_wrong_words_keeps_nothing(tablet: Tablet) -> None:
    assert tablet.client.post(tablet.address, {"keep": "yes"}).status_code == 422
    wrong = tablet.client.post(tablet.address, {"once": str(uuid4()), "keep": "yes", "icon": "bomb"})
    assert wrong.status_code == 409
    assert how_many()["voice_conversation"] == 0


def test_a_lead_lets_a_tablet_go_out(desk_id: UUID) -> None:
    lead = sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))
    carrier = desk_person(desk_id, "outreach", name="Olu")
    given = {"holder": str(carrier.id), "kind": "market", "place": "Big market", "day": "2026-03-02", "team": "3"}
    for wrong in ({"holder": str(uuid4())}, {"day": "2062-03-02"}, {"day": "2026-03-01"}):
        assert lead.post("/desk/visits/", {**given, **wrong}).status_code == 422
    assert lead.post("/desk/visits/", given).status_code == 302
    assert "Big market" in lead.get("/desk/visits/").content.decode()
    olu = sign_in(Client(), carrier)
    assert olu.post("/desk/visits/", given).status_code == 403
    assert "Open on this tablet" in olu.get("/desk/visits/").content.decode()


def test_the_key_that_opens_is_sealed_in_the_database(tablet: Tablet) -> None:
    with acting_as(SYSTEM):
        private, row = visits.private_key_of(tablet.visit_id), Visit.objects.get()
        assert private not in bytes(row.sealed_key or b"") and len(private) == 32
