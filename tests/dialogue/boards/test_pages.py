"""Given a board: its pages, what they keep, and what they refuse."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.config.words import SOURCE
from saphan.dialogue.boards import asking, moderating, reading, services
from saphan.dialogue.boards.desk_words import DECLINED, MISSING, REFUSED, SENT_BACK
from saphan.dialogue.boards.gate import Asked, missing
from saphan.dialogue.models import BoardAnswer, BoardQuestion, BoardTruth
from saphan.network.models import Staff as StaffRow
from saphan.store import acting_as, clock
from saphan.voice.doors import came_by
from tests.dialogue.boards.given import FANS, SYSTEM, BoardPlace, a_board_place, after
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STYLE = sum(
    len(gzip.compress((SOURCE / "web" / "static" / "saphan" / name).read_bytes(), 9))
    for name in ("tokens.css", "worker.css")
)


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> BoardPlace:
    return a_board_place()


def signed(client: Client, staff_id: UUID) -> Client:
    return sign_in(client, StaffRow.objects.get(id=staff_id))


def test_her_pages_are_light_and_each_leads_to_voice(place: BoardPlace, client: Client) -> None:
    board_id = place.open()
    question_id = place.released(board_id)
    place.answered(question_id, text="Fans come in May. " * 90)
    address = f"/en/board/{board_id}/"
    for page in ("", "?page=2", "?page=x", "ask/", "sent/", "told/", f"{question_id}/"):
        shown = client.get(address + page)
        assert shown.status_code == 200
        assert STYLE + len(gzip.compress(shown.content, 6)) <= 14_000
        assert f"/en/?p=board-{board_id.hex}" in shown.content.decode()
    door = came_by(f"board-{board_id.hex}")
    assert door is not None and (door.desk_id, door.organisation_id) == (place.at.desk_id, place.at.workplace)
    draft = place.drafted()
    assert [came_by(token) for token in (f"board-{draft.hex}", "board-nothing", "board-")] == [None] * 3
    for wrong in (f"/en/board/{draft}/", f"/ms/board/{board_id}/", f"{address}{uuid4()}/", f"/en/board/{uuid4()}/ask/"):
        assert client.get(wrong).status_code == 404


def test_a_question_is_kept_once_and_what_was_typed_stays(place: BoardPlace, client: Client) -> None:
    board_id = place.open()
    address = f"/en/board/{board_id}/ask/"
    key = client.get(address).context["key"]
    long = client.post(address, {"key": key, "once": "a" * 30, "said": "fan " * 80})
    assert long.status_code == 422 and "fan fan" in long.content.decode()
    assert client.post(address, {"key": "of another site", "said": "Fans?"}).status_code == 403
    for _ in range(2):
        sent = client.post(address, {"key": key, "once": "b" * 30, "said": "When are the fans mended?"})
        assert sent["Location"].endswith("/sent/")
    with acting_as(SYSTEM):
        (row,) = BoardQuestion.objects.all()
    assert row.askers and client.get(f"/en/board/{board_id}/{row.id}/").status_code == 404
    services.close(board_id=board_id, by=place.at.lead)
    assert client.post(address, {"key": key, "said": "Fans?"})["Location"].endswith(f"{board_id}/")


def test_she_says_once_whether_it_is_true(place: BoardPlace, client: Client) -> None:
    board_id = place.open()
    question_id = place.released(board_id)
    address = f"/en/board/{board_id}/{question_id}/"
    key = client.get(address).context["key"]
    assert client.post(address, {"key": key, "choice": "1"})["Location"].endswith(f"{question_id}/")  # no answer yet
    place.answered(question_id)
    for choice, status in (("7", 422), ("yes", 422), ("0", 303), ("1", 303)):
        assert client.post(address, {"key": key, "once": "c" * 30, "choice": choice}).status_code == status
    with acting_as(SYSTEM):
        assert list(BoardTruth.objects.values_list("choice", flat=True)) == [asking.NO]
    after(29)
    assert "Too few said it" in client.get(address).content.decode()


def test_a_lead_reads_what_is_missing_and_what_stands(place: BoardPlace, client: Client) -> None:
    lead = signed(client, place.at.lead.id)
    assert lead.post("/desk/boards/", {"organisation": ""}).status_code == 422
    made = lead.post("/desk/boards/", {"once": str(uuid4()), "organisation": str(place.at.workplace)})
    page = made["Location"]
    assert lead.post(page, {"organisation": str(place.at.workplace), "answer_days": "90"}).status_code == 422
    refused = lead.post(page, {"organisation": str(place.at.workplace), "propose": "yes"})
    assert refused.status_code == 409 and str(MISSING["responder"]) in refused.content.decode()
    assert lead.post(f"{page}open/").status_code == 409 and lead.post(f"{page}close/").status_code == 409
    board_id = place.open()
    place.passed(board_id, "a" * 24)
    shown = lead.get(f"/desk/boards/{board_id}/").content.decode()
    assert f"/en/board/{board_id}/" in shown and "1 waits for its batch." in shown and "fans" not in shown.lower()
    assert lead.post(f"/desk/boards/{board_id}/close/").status_code == 302


def test_a_moderator_reads_and_judges(place: BoardPlace, client: Client) -> None:
    board_id = place.open()
    for number in range(2):
        asking.ask(board_id=board_id, text="Fans when?", language="en", once=f"{number:024}", browser="a" * 24)
    moderator = signed(client, place.moderator.id)
    listed = moderator.get("/desk/questions/").content.decode()
    assert "one of 2 from the same phone" in listed and "Fans when" not in listed
    with acting_as(SYSTEM):
        first, second = BoardQuestion.objects.values_list("id", flat=True)
    page = f"/desk/questions/{first}/"
    assert "Fans when?" in moderator.get(page).content.decode()
    words = {"words_en": "When are the fans mended?", "words_my": "ပန်ကာ ဘယ်တော့ ပြင်မလဲ။", "post": "yes"}
    refused = moderator.post(page, words)
    assert refused.status_code == 409 and str(REFUSED["read_it"]) in refused.content.decode()
    assert words["words_my"] in refused.content.decode()
    ticks = {"names_nobody": "yes", "style_tells_nobody": "yes"}
    assert moderator.post(page, {**words, **ticks}).status_code == 302
    assert "It waits for its batch." in moderator.get(page).content.decode()
    assert moderator.post(f"/desk/questions/{second}/", {"reason": ""}).status_code == 409
    assert moderator.post(f"/desk/questions/{second}/", {"reason": "harm"}).status_code == 302
    assert moderator.get(f"/desk/questions/{second}/").status_code == 302
    assert moderator.get(f"/desk/questions/{uuid4()}/").status_code == 404


def test_a_company_answers_and_reads_in_bands_what_workers_say(place: BoardPlace, client: Client) -> None:
    company = signed(client, place.at.responder.id)
    refused, board_id = place.proposed(), place.open()
    assert company.post(f"/partner/boards/{refused}/decline/").status_code == 302
    assert company.get(f"/partner/boards/{refused}/").status_code == 404
    assert company.post(f"/partner/boards/{board_id}/decline/").status_code == 409
    question_id = place.released(board_id)
    page = f"/partner/boards/question/{question_id}/"
    said = {"once": str(uuid4()), "text": "The fans come in May."}
    assert company.post(page, {"text": "No form of ours"}).status_code == 422
    wrong = company.post(page, {**said, "text": "Call 081 234 5678"})
    assert wrong.status_code == 409 and "Call 081" in wrong.content.decode()
    assert company.post(page, said).status_code == 302
    assert "a moderator reads it" in company.get(f"/partner/boards/{board_id}/").content.decode()
    with acting_as(SYSTEM):
        answer_id = BoardAnswer.objects.get().id
    moderator = signed(Client(), place.moderator.id)
    judge = f"/desk/answers/{answer_id}/"
    assert "The fans come in May." in moderator.get("/desk/questions/").content.decode()
    assert moderator.post(judge, {"show": "yes"}).status_code == 409
    shown = {"show": "yes", "names_nobody": "yes", "asks_for_nobody": "yes", "words_my": "ပန်ကာတွေ မေလမှာ လာမယ်။"}
    assert moderator.post(judge, shown).status_code == 302
    assert moderator.post(f"/desk/answers/{uuid4()}/", {"reason": "asks_who"}).status_code == 404
    hers = reading.question_of(board_id, question_id, "my")
    assert hers is not None and hers.answer is not None
    assert (hers.answer.text, hers.answer.speaks, hers.card.words) == (shown["words_my"], "my", FANS["my"])
    for number in range(60):
        asking.tell(question_id=question_id, choice=asking.NO if number < 40 else asking.YES, once=f"{number:024}")
    after(29)
    read = company.get(page).content.decode()
    assert "<strong>25–49<" in read and "<strong>10–24<" in read and "<strong>40" not in read
    lead = signed(Client(), place.at.lead.id)
    assert "It proves nothing and closes nothing" in lead.get(f"/desk/boards/{board_id}/").content.decode()


def test_whatever_is_missing_or_refused_has_a_sentence() -> None:
    nothing = Asked(None, False, None, "", None, 0, None, owes=True, another=True)
    assert set(missing(nothing)) == set(MISSING)
    assert set(moderating.DECLINE_REASONS) == set(DECLINED) and set(moderating.SEND_BACK_REASONS) == set(SENT_BACK)
