"""Given somebody who may be in danger, in this story or another of hers, no machine alone speaks for or to her."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from saphan.casework import approved_replies, services
from saphan.casework.models import Case
from saphan.casework.understanding import rendering, replying
from saphan.casework.understanding.models import Rendering
from saphan.casework.understanding.refusals import LetAPersonCheck, NotForSevere, NotTold
from saphan.casework.understanding.selectors import other_words
from saphan.casework.understanding.to_her import marked
from saphan.network.models import Staff as Member
from saphan.network.models import WordReview
from saphan.network.word_reviews import sentences
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.linking import joining
from saphan.voice.models import Ask, Conversation
from saphan.voice.reading import lines
from tests.casework.given import Desk, Say
from tests.casework.understanding.given import machine_elsewhere, said
from tests.voice.channels.stand_in import StandIn

pytestmark = pytest.mark.django_db
TURNED = "လာမယ့် တနင်္လာနေ့မှာ ရုံးကို လာပါ"
MARK = "ဒါကို ကွန်ပျူတာက ဘာသာပြန်ထားပါတယ်။"


@pytest.fixture
def story(say: Say) -> UUID:
    return say("လစာ မရဘူး")


@pytest.fixture
def mill(desk: Desk) -> Iterator[tuple[UUID, StandIn]]:
    with machine_elsewhere(desk, lambda text: TURNED) as found:
        yield found


@pytest.fixture
def draft(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> UUID:
    """Plain words, by a machine, for somebody whose language Nok does not read."""
    Member.objects.filter(id=desk.nok.id).update(languages=["en"])
    found = rendering.write_for_her(conversation_id=story, text="Come on Monday", machine_id=mill[0], by=desk.nok)
    run_waiting()
    assert found
    return found


def make(desk: Desk, story: UUID, **what: bool) -> None:
    case_id = services.open_case(conversation_id=story, by=desk.nok)
    with acting_as(desk.nok):
        Case.objects.filter(id=case_id).update(**what)


def sent_to_her(desk: Desk, story: UUID) -> list[str]:
    with acting_as(desk.nok):
        return [line.text for line in lines(story, why="test", inbound=False)]


@pytest.mark.parametrize("what", ["severe", "under_18"])
def test_a_draft_waits_for_a_person_once_her_case_is_severe(desk: Desk, story: UUID, draft: UUID, what: str) -> None:
    make(desk, story, **{what: True})
    with acting_as(desk.nok):
        assert other_words(desk.nok, story).drafts[0].check
    with pytest.raises(LetAPersonCheck):
        rendering.send(rendering_id=draft, by=desk.nok)
    with pytest.raises(LetAPersonCheck):
        replying.reply(conversation_id=story, text=TURNED, by=desk.nok)
    assert sent_to_her(desk, story) == []


def test_what_is_said_of_one_of_her_stories_holds_for_the_others(
    desk: Desk, say: Say, story: UUID, mill: tuple[UUID, StandIn]
) -> None:
    # Given another story that she put together with this one, and that one is severe
    other = say("Somewhere else")
    joining.propose(conversation_id=story, other_id=other, by=desk.nok)
    for each in (story, other):
        with acting_as(System("test")):
            ask_id = Ask.objects.get(conversation_id=each, question="link", closed_on=None).id
        voice.answer(ask_id=ask_id, code="yes", by=Story(each))
    make(desk, other, severe=True)
    nothing_leaves(desk, story, mill)


def test_two_stories_under_one_number_are_one_persons(desk: Desk, say: Say, mill: tuple[UUID, StandIn]) -> None:
    here, danger = say("လစာ", phone="+66815550123"), say("ကူညီပါ", phone="+66815550123", danger=True)
    assert here != danger
    nothing_leaves(desk, here, mill)


def nothing_leaves(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    with pytest.raises(NotForSevere):
        rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok)
    run_waiting()
    assert not mill[1].asked


# -- a machine's words in the box of a reply


def test_around_a_machines_words_a_greeting_makes_them_nobodys_own(desk: Desk, story: UUID, draft: UUID) -> None:
    services.raise_urgency(conversation_id=story, by=desk.nok)
    for text in (f"မင်္ဂလာပါ မသီရိ။\n\n{TURNED}\n\nNok, Bridge Thailand", TURNED[:-4]):
        with pytest.raises(LetAPersonCheck):
            replying.reply(conversation_id=story, text=text, by=desk.nok)
    assert sent_to_her(desk, story) == []


def test_pasted_into_the_box_they_are_marked_all_the_same(desk: Desk, story: UUID, draft: UUID) -> None:
    for number, text in enumerate((TURNED, f"{TURNED}\nNok", f"{TURNED}\n\n{MARK}"), 1):
        replying.reply(conversation_id=story, text=text, by=desk.nok)
        assert len(sent_to_her(desk, story)) == number
        assert sent_to_her(desk, story)[-1].count(MARK) == 1
    # But words of her own are not
    replying.reply(conversation_id=story, text="ကျေးဇူးတင်ပါတယ်", by=desk.nok)
    assert MARK not in sent_to_her(desk, story)[-1]


# -- once, for whom, and what she knows


def test_a_colleague_of_another_language_gets_her_own(desk: Desk, story: UUID, mill: tuple[UUID, StandIn]) -> None:
    Member.objects.filter(id=desk.ann.id).update(language="th")
    ask = {"conversation_id": story, "message_id": said(story), "machine_id": mill[0]}
    first = rendering.translate_by_machine(**ask, by=desk.nok)
    assert rendering.translate_by_machine(**ask, by=desk.ann) != first
    with acting_as(System("test")):
        assert set(Rendering.objects.values_list("language", flat=True)) == {"en", "th"}


def test_what_she_wrote_before_there_was_a_machine_stays_here(
    desk: Desk, story: UUID, mill: tuple[UUID, StandIn]
) -> None:
    from saphan.casework.understanding.models import Machine

    with acting_as(desk.ann):
        Machine.objects.update(switched_on=clock.today() + timedelta(days=1))
    with pytest.raises(NotTold):
        rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill[0], by=desk.nok)
    run_waiting()
    assert not mill[1].asked


# -- Saphan's own replies, which a machine put in her language


def accept_all(language: str, code: str) -> None:
    """A native reviewer accepts every sentence of one reply."""
    for one in sentences(language, "casework"):
        if one.english[0] in approved_replies.ALL[code].sentences:
            WordReview.objects.create(
                digest=one.digest,
                language=language,
                room="casework",
                sentence=one.english[0],
                verdict="accepted",
                said=list(one.said),
                name="Native",
                by=UUID(int=5),
                on=clock.today(),
            )


def send_ours(desk: Desk, story: UUID, code: str, language: str = "ne") -> str:
    words = approved_replies.words(code, language)
    replying.reply(conversation_id=story, text=words, approved_reply=code, by=desk.nok)
    return sent_to_her(desk, story)[-1]


def test_ours_are_marked_until_somebody_accepted_them(desk: Desk, say: Say) -> None:
    story = say("तलब आएन", language="ne")
    plain = approved_replies.words("ask_more", "ne")
    assert send_ours(desk, story, "ask_more") == marked(plain, "ne") != plain
    accept_all("ne", "ask_more")
    assert send_ours(desk, story, "ask_more") == plain


def test_ours_in_english_are_a_persons(desk: Desk, say: Say) -> None:
    story = say("No pay", language="en")
    assert send_ours(desk, story, "we_read_you", "en") == approved_replies.words("we_read_you", "en")


def test_a_promise_of_ours_goes_in_no_language_that_nobody_read(desk: Desk, say: Say) -> None:
    # Given "we tell nobody without your yes", by a machine, and a caseworker who does not read Nepali
    story = say("तलब आएन", language="ne")
    with pytest.raises(LetAPersonCheck):
        send_ours(desk, story, "we_read_you")
    with pytest.raises(LetAPersonCheck):  # nor with a greeting
        text = f"Namaste. {approved_replies.words('we_read_you', 'ne')}"
        replying.reply(conversation_id=story, text=text, by=desk.nok)
    assert sent_to_her(desk, story) == []
    # Then it does once a native reviewer accepted it, or whoever sends it reads it
    accept_all("ne", "we_read_you")
    assert send_ours(desk, story, "we_read_you")
    Member.objects.filter(id=desk.nok.id).update(languages=["ne"])
    assert send_ours(desk, story, "out_of_hours")


def test_whatever_ours_says_to_somebody_at_risk_was_read_by_a_person(desk: Desk, say: Say) -> None:
    story = say("हात", language="ne", icon="hurt")
    with pytest.raises(LetAPersonCheck):
        services.answer_and_close(conversation_id=story, reply="thanks_test", by=desk.nok)
    assert sent_to_her(desk, story) == []
    with acting_as(desk.nok):
        assert Conversation.objects.get(id=story).status == "waiting"


def test_one_key_still_thanks_for_a_test_in_her_language_and_says_who_translated(desk: Desk, say: Say) -> None:
    story = say("परीक्षण", language="ne", icon="")
    services.answer_and_close(conversation_id=story, reply="thanks_test", by=desk.nok)
    assert sent_to_her(desk, story) == [marked(approved_replies.words("thanks_test", "ne"), "ne")]
