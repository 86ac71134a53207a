"""Given another system with a key, what it sends is kept once and answered the same; what is wrong is said kindly."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network import integrations
from saphan.network import services as network
from saphan.network.models import Integration
from saphan.store import Story, acting_as, clock
from saphan.store import System as SystemCaller
from saphan.vault.models import Fact
from saphan.voice import ageing, services, wrong_keys
from saphan.voice.input_class import class_of
from saphan.voice.models import Consent, Contact, Conversation, Message, Receipt
from saphan.voice.reading import thread
from saphan.voice.selectors import open_story
from saphan.voice.story_page import story
from tests.voice import given
from tests.voice.systems import REPORT, VOICE, System, make_key

WORDS = "kaungmyat-canary"


@pytest.fixture
def hotline(desk: given.Desk) -> System:
    return System(make_key(desk.id).key)


def kept() -> list[Conversation]:
    with acting_as(SystemCaller("test.look")):
        return list(Conversation.objects.order_by("id"))


def test_a_report_is_kept_and_answered(desk: given.Desk, hotline: System) -> None:
    # Given a worker who rang a union's hotline, with all that can be told
    supplier = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    consent = {"purpose": "refer", "recipient": str(supplier), "words_version": "2026-1", "language": "my"}
    report = {
        "text": "They keep our passports",
        "language": "my",
        "channel": "phone",
        "icon": "papers",
        "handle": {"kind": "phone", "value": "02 000 0000"},
        "place": "Blue Prawn, night line",
        "happened_on": "2026-02-20",
        "danger": True,
        "consents": [{**consent, "given_on": "2026-03-01"}],
    }
    # When the hotline sends it
    answer = hotline.send(report)
    # Then it is on disk before it is answered, and her code opens it
    assert answer.status_code == 202
    said = answer.json()
    (story,) = kept()
    assert said["id"] == str(story.id)
    assert open_story(said["claim_code"]) == story.id
    assert said["received_on"] == "2026-03-02"
    assert said["links"]["story"].endswith("/my/story/")
    assert (story.channel, story.language, story.icon, story.urgency) == ("phone", "my", "papers", 2)
    shown = thread(desk.caseworker, story.id)
    assert {line.part: line.text for line in shown.messages} == {
        "said": "They keep our passports",
        "handle": "+6620000000",
        "place": "Blue Prawn, night line",
        "when": "2026-02-20",
    }
    (agreed,) = shown.consents
    assert (agreed.purpose, agreed.recipient_id, agreed.on, agreed.how) == (
        "refer",
        supplier,
        date(2026, 3, 1),
        "phone",
    )
    assert ("voice.understand", {"conversation_id": str(story.id)}) in given.waiting_tasks()


def test_no_consent_is_made_up(hotline: System) -> None:
    assert hotline.send().status_code == 202
    with acting_as(SystemCaller("test.look")):
        assert not Consent.objects.exists()


def test_the_same_number_is_the_same_person(hotline: System) -> None:
    for kind, value in (("phone", "02 000 0000"), ("phone", "+66 2 000 0000"), ("line", "someone")):
        assert hotline.send({**REPORT, "handle": {"kind": kind, "value": value}}).status_code == 202
    assert len({story.contact_id for story in kept()}) == 2
    with acting_as(SystemCaller("test.look")):
        assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "text", "kept_as"), [(None, "ဝန်ထမ်း", "my"), (None, "", "en"), ("shn", "ဝန်ထမ်း", "shn")]
)
def test_a_language_that_is_not_known_is_read_off_the_script(
    hotline: System, language: str | None, text: str, kept_as: str
) -> None:
    report = {"text": text, "language": language, "channel": "sms", "icon": "ask"}
    answer = hotline.send(report)
    assert kept()[0].language == kept_as
    assert "/story/" in answer.json()["links"]["story"]


# -- who runs the line


@pytest.mark.parametrize(
    ("run_by", "kind", "input_class"),
    [
        ("desk", "", "voice"),
        ("union", "", "voice"),
        ("ngo", "", "voice"),
        ("respondent", "supplier", "feedback"),
        ("buyer", "brand", "feedback"),
        ("other", "recruiter", "feedback"),
        ("other", "service", "voice"),
    ],
)
def test_what_comes_through_a_companys_line_is_feedback(
    desk: given.Desk, run_by: str, kind: str, input_class: str
) -> None:
    company = network.create_organisation(kind=kind, name="Northsea", country="TH") if kind else None
    said = System(make_key(desk.id, run_by, company).key).send().json()
    with acting_as(SystemCaller("test.look")):
        assert Message.objects.get(part="said").input_class == input_class
        fact = Fact.objects.get(kind="voice.received").payload
    assert fact.get("input_class", "voice") == input_class
    # The desk sees it beside her words
    (line,) = thread(desk.caseworker, kept()[0].id).messages
    assert (line.input_class, class_of(line.rule)) == (input_class, input_class)
    # And who may be spoken about is not handed what would open our answers
    assert (said["claim_code"] is not None) is (input_class == "voice")


# -- once


def test_a_repetition_is_one_voice_and_the_very_same_answer(hotline: System) -> None:
    once = str(uuid4())
    first, again = hotline.send(once=once), hotline.send(once=once)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    # Also when the same fields come in another order
    turned = dict(reversed(REPORT.items()))
    assert hotline.send(turned, once=once).content == first.content
    assert len(kept()) == 1


def test_the_same_key_with_another_report_is_refused(hotline: System) -> None:
    once = str(uuid4())
    assert hotline.send(once=once).status_code == 202
    refused = hotline.send({**REPORT, "text": WORDS}, once=once)
    assert refused.status_code == 409
    assert_a_problem(refused, "sent_differently")
    assert len(kept()) == 1


def test_what_she_deleted_does_not_come_again_with_the_same_key(hotline: System) -> None:
    # Given a report whose story she has deleted
    once = str(uuid4())
    story = UUID(hotline.send(once=once).json()["id"])
    services.delete_story(conversation_id=story, by=Story(story))
    # When the system repeats it, or sends another with that key
    for report in (REPORT, {**REPORT, "text": WORDS}):
        refused = hotline.send(report, once=once)
        # Then it hears that it is gone, and nothing is made
        assert refused.status_code == 410
        assert_a_problem(refused, "was_deleted")
    assert [each.id for each in kept() if each.left_on is None] == []
    # And what is known for that time leads to no story
    with acting_as(SystemCaller("test.look")):
        receipt = Receipt.objects.get()
        assert (receipt.conversation_id, bytes(receipt.sealed_answer)) == (None, b"")
        assert receipt.at.time().isoformat() == "00:00:00"
    # And after the time of receipts the hash is gone too
    clock.pass_time(timedelta(days=31))
    ageing.drop_what_is_old()
    with acting_as(SystemCaller("test.look")):
        assert not Receipt.objects.exists()


def test_two_systems_may_use_the_same_key(desk: given.Desk, hotline: System) -> None:
    once = "0123456789abcdef"
    other = System(make_key(desk.id).key)
    assert hotline.send(once=once).json()["id"] != other.send(once=once).json()["id"]


# -- what is wrong

WRONG: list[tuple[str, dict[str, Any], int, str]] = [
    ("no key", {"Authorization": ""}, 401, "wrong_key"),
    ("no bearer", {"Authorization": f"Basic {WORDS}"}, 401, "wrong_key"),
    ("another's key", {"Authorization": f"Bearer saphan_{WORDS}.00000000"}, 401, "wrong_key"),
    ("a key that was never made", {"Authorization": f"Bearer saphan_{'x' * 43}.621928d3"}, 401, "wrong_key"),
    ("an Idempotency-Key that is short", {"once": WORDS[:15]}, 400, "no_idempotency_key"),
    ("an Idempotency-Key that is long", {"once": "x" * 201}, 400, "no_idempotency_key"),
    ("an Idempotency-Key with a space", {"once": "0123456789 abcdef"}, 400, "no_idempotency_key"),
    ("a form", {"kind": "application/x-www-form-urlencoded"}, 415, "not_json"),
    ("another alphabet", {"kind": "application/json; charset=utf-16"}, 415, "not_json"),
    ("no JSON", {"content": WORDS.encode()}, 400, "broken_json"),
    ("nothing at all", {"content": b" "}, 400, "broken_json"),
    ("bytes that are no UTF-8", {"content": b'{"text": "\xff"}'}, 400, "broken_json"),
    ("JSON without an end", {"content": b'{"text": "' + WORDS.encode()}, 400, "broken_json"),
    ("JSON too deep", {"content": b"[" * 9_000}, 400, "broken_json"),
    ("too many bytes", {"content": b" " * (128 * 1024 + 1)}, 413, "too_large"),
]


@pytest.mark.parametrize(("sent", "status", "code"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    hotline: System, sent: dict[str, Any], status: int, code: str
) -> None:
    content = sent.pop("content", json.dumps(REPORT).encode())
    refused = hotline.send_bytes(content, **sent)
    assert refused.status_code == status
    assert_a_problem(refused, code)
    assert kept() == []


FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"channel": None}, "/channel"),
    ({"channel": WORDS}, "/channel"),
    ({WORDS: "something"}, ""),
    ({"text": 7}, "/text"),
    ({"text": "x" * 10_001}, "/text"),
    ({"language": f"my-{WORDS}"}, "/language"),
    ({"icon": WORDS}, "/icon"),
    ({"danger": "perhaps"}, "/danger"),
    ({"happened_on": WORDS}, "/happened_on"),
    ({"happened_on": "2026-03-03"}, "/happened_on"),
    ({"handle": {"kind": "phone"}}, "/handle/value"),
    ({"handle": {"kind": "phone", "value": WORDS}}, "/handle/value"),
    ({"handle": {"kind": "phone", "value": "02 000 0000", WORDS: 1}}, "/handle"),
    ({"consents": [{"purpose": "disclose"}]}, "/consents/0/recipient"),
]


@pytest.mark.parametrize(("fields", "pointer"), FIELDS, ids=[one[1] or "unknown" for one in FIELDS])
def test_each_wrong_field_is_named_and_not_repeated(hotline: System, fields: dict[str, Any], pointer: str) -> None:
    refused = hotline.send({**REPORT, **fields})
    assert refused.status_code == 422
    errors = assert_a_problem(refused, "wrong_fields")["errors"]
    assert pointer in {one["pointer"] for one in errors}
    assert all(one["detail"] for one in errors)
    assert kept() == []


def test_a_consent_names_somebody_we_know_and_only_once(desk: given.Desk, hotline: System) -> None:
    known = str(network.create_organisation(kind="service", name="Shelter", country="TH"))
    agreed = {"purpose": "refer", "words_version": "1", "language": "my", "given_on": "2026-03-01"}
    for recipients in ([str(UUID(int=7))], [known, known]):
        refused = hotline.send({**REPORT, "consents": [{**agreed, "recipient": one} for one in recipients]})
        assert_a_problem(refused, "wrong_fields")
    assert kept() == []


def test_a_sign_that_no_database_keeps_is_left_out(hotline: System) -> None:
    known = str(network.create_organisation(kind="service", name="Shelter", country="TH"))
    agreed = {"purpose": "refer", "recipient": known, "words_version": "form\0 3", "language": "my"}
    report = {**REPORT, "text": "one\0two", "place": "pier\0", "consents": [{**agreed, "given_on": "2026-03-01"}]}
    assert hotline.send(report).status_code == 202
    with acting_as(SystemCaller("test.look")):
        assert Consent.objects.get().words_version == "form 3"


def test_a_report_without_anything_in_it_is_refused(hotline: System) -> None:
    refused = hotline.send({"channel": "sms", "text": " \n"})
    assert refused.status_code == 422
    assert_a_problem(refused, "nothing_said")


def test_a_body_in_chunks_is_told_to_say_its_length(hotline: System) -> None:
    refused = hotline.client.post(
        VOICE,
        b"{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {hotline.key}", "Idempotency-Key": "0123456789abcdef"},
        CONTENT_LENGTH="",
    )
    assert refused.status_code == 411
    assert_a_problem(refused, "no_length")


def test_another_method_or_address_is_a_problem_too(hotline: System) -> None:
    refused = hotline.client.get(VOICE)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    assert_a_problem(refused, "not_this_way")
    assert_a_problem(hotline.client.get("/api/v1/nothing"), "no_such_address")


def test_a_database_that_is_away_is_said_and_the_same_request_may_come_again(
    hotline: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError, connection

    def gone(*arguments: object) -> None:
        raise OperationalError(WORDS)

    once = str(uuid4())
    with connection.execute_wrapper(gone):
        refused = hotline.send(once=once)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert_a_problem(refused, "database_away")
    assert kept() == []
    assert hotline.send(once=once).status_code == 202


def test_whatever_else_breaks_is_a_problem_without_a_word_of_hers(
    hotline: System, desk: given.Desk, caplog: pytest.LogCaptureFixture
) -> None:
    from django.db import connection

    def broken(*arguments: object) -> None:
        raise ZeroDivisionError(WORDS)

    with connection.execute_wrapper(broken):
        refused = hotline.send({**REPORT, "text": WORDS})
    assert refused.status_code == 500
    assert_a_problem(refused, "broken")
    assert WORDS not in caplog.text


# -- keys


def test_a_revoked_key_opens_nothing_from_that_moment_on(desk: given.Desk) -> None:
    made = make_key(desk.id)
    system = System(made.key)
    assert system.send().status_code == 202
    integrations.revoke_integration(integration_id=made.integration_id, by=network.OURSELVES)
    refused = system.send()
    assert refused.status_code == 401
    assert_a_problem(refused, "revoked_key")
    assert len(kept()) == 1


def test_only_the_keyed_hash_of_a_key_is_kept_and_the_day_of_its_last_use(desk: given.Desk, hotline: System) -> None:
    row = Integration.objects.get()
    assert row.last_used_on is None
    assert hotline.key.encode() not in bytes(row.key_hash)
    assert hotline.send().status_code == hotline.send().status_code == 202
    row.refresh_from_db()
    assert row.last_used_on == date(2026, 3, 2)


def test_wrong_keys_use_up_a_budget_that_a_right_one_never_meets(
    hotline: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saphan.voice.api.WRONG_KEYS", wrong_keys.Budget(3, now=lambda: 0.0))
    guessing = System("saphan_guess.00000000")
    assert [guessing.send().status_code for _ in range(5)] == [401, 401, 401, 429, 429]
    assert guessing.send().headers["Retry-After"] == "60"
    assert hotline.send().status_code == 202


def test_the_budget_fills_again_with_time() -> None:
    time = [0.0]
    budget = wrong_keys.Budget(2, now=lambda: time[0])
    assert [budget.may_be_told() for _ in range(3)] == [True, True, False]
    time[0] = 30.0
    assert [budget.may_be_told() for _ in range(2)] == [True, False]


# -- the path is lean, and the door stands open


def test_it_sets_no_cookie_and_asks_for_none(hotline: System) -> None:
    answer = hotline.send()
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "no-store"


def test_thirty_people_behind_one_address_in_an_hour_are_all_taken(desk: given.Desk, hotline: System) -> None:
    """A dormitory shares one address: nothing is counted by it, neither on the pages nor for systems."""
    codes = {hotline.send(REMOTE_ADDR="10.1.2.3").json()["claim_code"] for _ in range(30)}
    for _ in range(30):
        codes.add(given.Browser(REMOTE_ADDR="10.1.2.3").say())
    assert len(codes) == 60
    assert len(kept()) == 60


def test_the_page_of_documentation_names_every_field_and_problem(db: None) -> None:
    page = Client().get("/api/").content.decode()
    for name in ("happened_on", "words_version", "Idempotency-Key", "sent_differently", "claim_code"):
        assert name in page


def assert_a_problem(answer: Any, code: str) -> dict[str, Any]:
    """RFC 9457, with what to do, and nothing of what was sent."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert said["type"] == f"/api/#{code}"
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    assert WORDS not in answer.content.decode()
    return said


def test_her_page_names_whom_she_agreed_to_elsewhere(desk: given.Desk, hotline: System) -> None:
    # Given a consent that another system took down
    supplier = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    consent = {"purpose": "refer", "recipient": str(supplier), "words_version": "1", "language": "my"}
    said = hotline.send({**REPORT, "consents": [{**consent, "given_on": "2026-02-20"}]}).json()

    # When she opens her story
    phone = given.Browser()
    phone.come_back(said["claim_code"])
    page = phone.get("/en/story/shared/").content.decode()

    # Then she reads for whom it was, and where she said it; and what taking back does
    assert "What you told another hotline:" in page and "Blue Prawn Foods" in page
    (agreed,) = story(UUID(said["id"]), word_given=False).agreed
    page = phone.get(f"/en/story/shared/{agreed.id}/").content.decode()
    assert "Take it back there too." in page and "Blue Prawn Foods" in page
