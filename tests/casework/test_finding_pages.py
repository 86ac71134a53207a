"""The box that finds, the marks beside a story, what came in Zawgyi, and what a severe case takes away."""

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from saphan.casework import services
from saphan.casework.inbox import found
from saphan.languages.zawgyi import to_zawgyi
from saphan.network import services as network
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.voice import services as voice
from saphan.voice import understanding
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import SearchKey
from tests.casework.given import Desk, member, their_desk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
PAY = "ရုံးက ပတ်စပို့ ယူထားတယ်"


def read(desk: Desk, text: str, **more: object) -> UUID:
    told = Inbound(desk.id, "web", "my", once=str(uuid4()), text=text, **more)  # type: ignore[arg-type]
    story = accept(told).conversation_id
    understanding.understand(story)
    return story


def look_for(nok: Client, typed: str, **more: str) -> HttpResponse:
    return nok.post(reverse("casework:find"), {"typed": typed, **more})  # type: ignore[return-value]


def keys(story: UUID) -> int:
    with acting_as(System("test")):
        return SearchKey.objects.filter(conversation_id=story).count()


def page_of(nok: Client, story: UUID) -> str:
    return nok.get(reverse("casework:conversation", args=[story])).content.decode()


def test_the_box_finds_a_workplace_and_says_by_what(desk: Desk, nok: Client) -> None:
    # Given a workplace with a Burmese alias, and a story that names it so
    prawn = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    network.add_alias(organisation_id=prawn, name="ဘလူးပရွန်း")
    story = read(desk, "ဘလူးပရွန်းမှာ လုပ်ပါတယ်")
    other = read(desk, "No pay")
    # When the caseworker types it in Thai
    answer = look_for(nok, "บลูพรอว์น")
    page = answer.content.decode()
    # Then that story stands in the list, and nothing she typed in an address
    assert str(story) in page
    assert str(other) not in page
    assert "Blue Prawn Foods" in page
    assert "every 60s" not in page
    assert "บลูพรอว์น" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_the_page_loaded_anew_is_the_inbox(nok: Client) -> None:
    assert nok.get(reverse("casework:find")).headers["Location"] == reverse("casework:inbox")


def test_nothing_found_says_what_is_found(desk: Desk, nok: Client) -> None:
    assert "Nothing found" in look_for(nok, "Mahachai").content.decode()


def test_a_sentence_is_refused_with_what_to_do(desk: Desk, nok: Client) -> None:
    answer = look_for(nok, "they have not paid us since March")
    assert answer.status_code == 409
    assert "Choose the name in it." in answer.content.decode()


def test_one_can_look_further_back(desk: Desk, nok: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from saphan.voice import searching

    monkeypatch.setattr(searching, "OPENED_AT_ONCE", (1,))
    older, newer = read(desk, "No pay", place="Mahachai"), read(desk, "No pay", place="Mahachai")
    first = found(desk.nok, "Mahachai", None)
    assert first.search
    page = look_for(nok, "Mahachai", before=str(first.search.further)).content.decode()
    assert str(older) in page
    assert str(newer) not in page
    assert "Look further back" in look_for(nok, "Mahachai").content.decode()


def test_who_may_not_work_with_stories_finds_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        found(desk.preecha, "Mahachai", None)


def test_a_word_is_marked_and_taken_away_beside_the_story(desk: Desk, nok: Client) -> None:
    story = read(desk, "No pay")
    nok.post(reverse("casework:mark", args=[story]), {"word": "Golden Thread"})
    assert "Golden Thread" in page_of(nok, story)
    assert str(story) in look_for(nok, "golden").content.decode()
    (row, *_) = marks(story)
    nok.post(reverse("casework:unmark", args=[story, row.mention_id]))
    assert "Golden Thread" not in page_of(nok, story)
    refused = nok.post(reverse("casework:mark", args=[story]), {"word": "five words are a sentence here"})
    assert (refused.status_code, keys(story)) == (409, 0)


def marks(story: UUID) -> list[SearchKey]:
    with acting_as(System("test")):
        return list(SearchKey.objects.filter(conversation_id=story, kind="mark"))


def test_another_desk_marks_nothing(desk: Desk) -> None:
    story, theirs = read(desk, "No pay"), their_desk()
    stranger = sign_in(Client(), member(theirs.nok))
    assert stranger.post(reverse("casework:mark", args=[story]), {"word": "Mahachai"}).status_code == 404
    assert stranger.post(reverse("casework:letters", args=[story]), {"letters": "zawgyi"}).status_code == 404
    assert keys(story) == 0


def test_the_desk_reads_zawgyi_and_sees_that_it_came_so(desk: Desk, nok: Client) -> None:
    story = read(desk, to_zawgyi(PAY))
    page = page_of(nok, story)
    assert PAY in page
    assert to_zawgyi(PAY) in page
    assert "Came in Zawgyi" in page
    # And both readings stand there when neither is sure
    assert "It may also say:" in page_of(nok, read(desk, "လက္ခံ"))


def test_the_desk_notes_which_letters_her_phone_shows(desk: Desk, nok: Client) -> None:
    story = read(desk, to_zawgyi(PAY))
    nok.post(reverse("casework:letters", args=[story]), {"letters": "zawgyi"})
    assert "Zawgyi: what we write is shown to her so" in page_of(nok, story)
    nok.post(reverse("casework:letters", args=[story]), {"letters": "unicode"})
    assert "Her phone shows only Zawgyi" in page_of(nok, story)


def severe(desk: Desk, case_id: UUID, story: UUID, kind: str = "confinement") -> UUID:
    respondent = network.create_organisation(kind="supplier", name=f"Grey Eel {uuid4()}", country="TH")
    return services.record_concern(
        case_id=case_id,
        conversation_id=story,
        by=desk.nok,
        kind=kind,
        respondent_id=respondent,
        stage="employment",
        period_from=clock.today(),
    )


def test_a_case_that_becomes_severe_takes_the_keys_of_everyone_in_it(desk: Desk, nok: Client) -> None:
    # Given two voices of one case that are found by a place
    first, second = read(desk, "No pay", place="Mahachai"), read(desk, "No pay", place="Mahachai")
    case_id = services.open_case(conversation_id=first, by=desk.nok)
    services.join_case(case_id=case_id, conversation_id=second, by=desk.nok)
    severe(desk, case_id, first, kind="unpaid_overtime")
    assert (keys(first), keys(second)) == (1, 1)
    # When a severe concern is written down
    severe(desk, case_id, first)
    # Then neither is found, and the page says so
    assert (keys(first), keys(second)) == (0, 0)
    assert found(desk.nok, "Mahachai", None).rows == ()
    assert "no word of this story is kept" in page_of(nok, first)


def test_who_joins_a_severe_case_loses_her_keys(desk: Desk) -> None:
    first, second = read(desk, "No pay"), read(desk, "No pay", place="Mahachai")
    case_id = services.open_case(conversation_id=first, by=desk.nok)
    severe(desk, case_id, first)
    services.join_case(case_id=case_id, conversation_id=second, by=desk.nok)
    assert keys(second) == 0


def test_who_is_moved_to_a_severe_case_loses_her_keys(desk: Desk) -> None:
    from saphan.casework.filing import move_to_case

    first, second = read(desk, "No pay"), read(desk, "No pay", place="Mahachai")
    severe_case = services.open_case(conversation_id=first, by=desk.nok)
    severe(desk, severe_case, first)
    wrong = services.open_case(conversation_id=second, by=desk.nok)
    move_to_case(conversation_id=second, from_id=wrong, to_id=severe_case, by=desk.nok)
    assert keys(second) == 0


def test_raising_a_story_to_danger_takes_its_keys(desk: Desk) -> None:
    story = read(desk, "No pay", place="Mahachai")
    services.raise_urgency(conversation_id=story, by=desk.nok)
    assert keys(story) == 1
    services.raise_urgency(conversation_id=story, by=desk.nok)
    assert keys(story) == 0
    voice.mark_read(conversation_id=story, by=desk.nok)


def test_an_interpreter_reads_unicode(desk: Desk) -> None:
    from saphan.casework.looking import _one_message
    from saphan.casework.models import Look
    from saphan.voice.models import Message

    story = read(desk, to_zawgyi(PAY))
    with acting_as(System("test")):
        message = Message.objects.get(conversation_id=story)
    look = Look(message_id=message.id, conversation_id=story)
    assert _one_message(look, desk.nok, "test") == PAY
