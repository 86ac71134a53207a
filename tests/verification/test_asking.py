"""A verifier asks another desk about an issue and gets its answer, never its case; a third desk reads nothing."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from saphan.network.freezing import freeze_desk
from saphan.network.models import Notice
from saphan.network.models import Staff as StaffRow
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Partner, Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey, Event
from saphan.verification import gathering
from saphan.verification.asking import answer_question, ask_desk, may_be_asked, questions_about
from saphan.verification.models import Question, QuestionWords
from saphan.verification.refusals import AnsweredAlready, NoSuchQuestion
from tests.signed_in import desk_person, open_desk, sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db

WORDS = "Was it on the night line too?"
ANSWER = "Since February, yes."


@pytest.fixture
def river_voice(world: World) -> UUID:
    """One voice at each of two desks behind one issue; returns the other desk's voice group."""
    world.speak()
    return world.group_of(world.speak(desk_id=world.river))


def ask(
    world: World, voice: UUID | None, *, words: str = WORDS, code: str = "still_so", by: Staff | None = None
) -> UUID:
    return ask_desk(
        issue_id=world.issue().id,
        desk_id=world.river,
        voice_group=voice,
        code=code,
        words=words,
        by=by or world.verifier(),
    )


def stands() -> int:
    with acting_as(System("test")):
        return Question.objects.count() + QuestionWords.objects.count()


def test_the_question_and_its_answer_are_seen_by_both_desks(world: World, river_voice: UUID) -> None:
    # When the lead desk's verifier asks about a voice of the other desk
    question = ask(world, river_voice)

    # Then that desk's verifiers hear of it, and see code, words and which voice
    assert Notice.objects.get(kind="verification.question_asked").staff_id == world.verifier(world.river).id
    (theirs,) = questions_about(world.verifier(world.river), world.issue().id)
    assert (theirs.we_asked, theirs.other_desk, theirs.code, theirs.words) == (
        False,
        "Bridge Thailand",
        "still_so",
        WORDS,
    )
    assert theirs.may_answer and theirs.voice is not None

    # When they answer
    answer_question(question_id=question, answer="yes", words=ANSWER, by=world.verifier(world.river))

    # Then who asked hears of it and reads it with its day; nothing of the case came along
    assert Notice.objects.get(kind="verification.question_answered").staff_id == world.verifier().id
    (ours,) = questions_about(world.verifier(), world.issue().id)
    assert (ours.we_asked, ours.answer, ours.answer_words, ours.answered_by) == (True, "yes", ANSWER, "Verifier")
    assert ours.answered_on == ours.on
    assert not ours.may_answer
    with acting_as(System("test")):
        acts = list(Event.objects.filter(act__startswith="verification.question").values_list("act", flat=True))
        assert sorted(acts) == ["verification.question_answered", "verification.question_asked"]


def test_where_a_desk_has_no_verifier_its_leads_hear_of_the_question(world: World, river_voice: UUID) -> None:
    lead = desk_person(world.river, "lead", name="Mai")
    StaffRow.objects.filter(id=world.verifier(world.river).id).update(roles=["caseworker"])
    ask(world, river_voice)
    assert lead.id in Notice.objects.filter(kind="verification.question_asked").values_list("staff_id", flat=True)


def test_no_other_desk_reads_a_question_its_words_or_their_keys(world: World, river_voice: UUID) -> None:
    third = open_desk("Hill Cambodia", pool_id=world.pool())
    hill = Staff(desk_person(third, "verifier", name="Sok").id, third, frozenset({"verifier"}), world.pool())
    world.speak(desk_id=world.river)
    question = ask(world, None)
    for caller in (hill, world.verifier(world.stranger), Counting(), Partner(uuid4(), uuid4())):
        with acting_as(caller):
            assert not Question.objects.exists()
            assert not QuestionWords.objects.exists()
            assert not DataKey.objects.exists()
    assert questions_about(hill, world.issue().id) == []
    with pytest.raises(NotAllowed):
        answer_question(question_id=question, answer="yes", by=hill)
    # Each of the two desks sees its own copy only
    for desk_id in (world.bridge, world.river):
        with acting_as(world.verifier(desk_id)):
            assert set(QuestionWords.objects.values_list("desk_id", flat=True)) == {desk_id}


def test_the_words_stand_sealed(world: World, river_voice: UUID) -> None:
    ask(world, river_voice)
    with acting_as(System("test")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(q::text, '') || string_agg(encode(w.sealed, 'escape'), '') "
            "FROM verification_question q JOIN verification_question_words w ON w.question_id = q.id"
        )
        assert "night" not in cursor.fetchone()[0]


def test_only_a_verifier_who_sees_the_issue_asks(world: World, river_voice: UUID) -> None:
    others = (world.member("caseworker"), world.member("lead"), world.verifier(world.stranger))
    for by in others:
        with pytest.raises(NotAllowed):
            ask(world, river_voice, by=by)
        assert may_be_asked(by, world.issue().id) == []
    assert stands() == 0


@pytest.mark.parametrize("wrong", ["own desk", "a desk behind nothing", "another's voice", "no such code", "no words"])
def test_what_makes_no_sense_is_not_asked(wrong: str, world: World, river_voice: UUID) -> None:
    own = world.group_of(world.speak())
    given = {
        "own desk": {"desk_id": world.bridge},
        "a desk behind nothing": {"desk_id": world.stranger},
        "another's voice": {"voice_group": own},
        "no such code": {"code": "who_is_she"},
        "no words": {"code": "other", "words": " "},
    }[wrong]
    with pytest.raises(NoSuchQuestion):
        ask_desk(
            **{
                "issue_id": world.issue().id,
                "desk_id": world.river,
                "code": "still_so",
                "by": world.verifier(),
                **given,
            }
        )  # type: ignore[arg-type]
    assert stands() == 0


def test_an_answer_is_the_asked_desk_s_and_stands(world: World, river_voice: UUID) -> None:
    question = ask(world, river_voice)
    for by in (world.verifier(), world.member("caseworker", world.river)):
        with pytest.raises(NotAllowed):
            answer_question(question_id=question, answer="yes", by=by)
    with pytest.raises(NoSuchQuestion):
        answer_question(question_id=question, answer="perhaps", by=world.verifier(world.river))
    answer_question(question_id=question, answer="cannot_say", by=world.verifier(world.river))
    with pytest.raises(AnsweredAlready):
        answer_question(question_id=question, answer="no", by=world.verifier(world.river))
    with acting_as(world.verifier()):  # the asking desk reads it and cannot change it
        assert Question.objects.update(answer="no") == 0
        assert Question.objects.get().answer == "cannot_say"


@pytest.mark.parametrize("changed", [{"answer": "yes"}, {"answered_on": None}, {"answered_by": uuid4()}])
def test_the_database_keeps_an_answer_as_it_was_given(
    world: World, river_voice: UUID, changed: dict[str, object]
) -> None:
    """Not even the desk that gave it changes it or takes it back, past every service."""
    question = ask(world, river_voice)
    answer_question(question_id=question, answer="cannot_say", by=world.verifier(world.river))
    with acting_as(world.verifier(world.river)):
        before = Question.objects.values().get(id=question)
        with pytest.raises(DatabaseError), transaction.atomic():
            Question.objects.filter(id=question).update(**changed)
        assert Question.objects.values().get(id=question) == before


def test_half_an_answer_is_none(world: World, river_voice: UUID) -> None:
    question = ask(world, river_voice)
    with acting_as(world.verifier(world.river)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Question.objects.filter(id=question).update(answer="yes")
        assert Question.objects.get(id=question).answer == ""


def test_a_feeding_desk_asks_the_lead_desk_too(world: World, river_voice: UUID) -> None:
    offers = may_be_asked(world.verifier(world.river), world.issue().id)
    assert [(one.desk_id, one.voice_group is None) for one in offers] == [(world.bridge, False), (world.bridge, True)]
    ask_desk(issue_id=world.issue().id, desk_id=world.bridge, code="document", by=world.verifier(world.river))
    (shown,) = questions_about(world.verifier(), world.issue().id)
    assert (shown.code, shown.words, shown.about_a_voice) == ("document", "", False)


def test_a_frozen_desk_is_not_asked(world: World, river_voice: UUID) -> None:
    freeze_desk(by=world.member("lead", world.river))
    assert may_be_asked(world.verifier(), world.issue().id) == []
    with pytest.raises(NoSuchQuestion):
        ask(world, river_voice)


def test_when_she_deletes_her_story_the_words_about_her_are_destroyed(world: World) -> None:
    world.speak()
    hers = world.speak(desk_id=world.river)
    group = world.group_of(hers)
    answer_question(question_id=ask(world, group), answer="yes", words=ANSWER, by=world.verifier(world.river))
    ask(world, None)
    story = world.conversation_of(hers)
    world.delete(hers)
    gathering.take_voice_back(story)
    with acting_as(System("test")):
        assert QuestionWords.objects.count() == 2  # those about the whole issue
        assert Question.objects.count() == 2
        assert DataKey.objects.filter(kind="question").count() == 2
    (about_her,) = (one for one in questions_about(world.verifier(), world.issue().id) if one.about_a_voice)
    assert (about_her.words, about_her.answer_words, about_her.voice, about_her.answer) == ("", "", None, "yes")


def test_words_about_her_are_destroyed_also_when_she_counted_no_more(world: World) -> None:
    world.speak()
    hers = world.speak(desk_id=world.river)
    answer_question(
        question_id=ask(world, world.group_of(hers)), answer="yes", words=ANSWER, by=world.verifier(world.river)
    )
    story = world.conversation_of(hers)
    world.withdraw(hers)
    world.delete(hers)
    gathering.take_voice_back(story)
    with acting_as(System("test")):
        assert (Question.objects.count(), QuestionWords.objects.count()) == (1, 0)


def test_a_question_sent_twice_is_asked_once(world: World, river_voice: UUID) -> None:
    address = f"/desk/issues/{world.issue().id}/"
    preecha = sign_in(Client(), world.people[f"verifier {world.bridge}"])
    found = re.search(r'name="once" value="([^"]+)"', preecha.get(address).content.decode())
    assert found
    form = {"about": "0", "code": "still_so", "words": WORDS, "once": found.group(1)}
    for _ in range(2):
        assert preecha.post(f"{address}ask/", form).status_code == 302
    assert stands() == 1 + 2
    preecha.post(f"{address}ask/", {**form, "code": "document"})
    assert stands() == 2 * (1 + 2)


def test_the_page_asks_and_answers(world: World, river_voice: UUID) -> None:
    address = f"/desk/issues/{world.issue().id}/"
    preecha = sign_in(Client(), world.people[f"verifier {world.bridge}"])
    river = sign_in(Client(), world.people[f"verifier {world.river}"])
    page = preecha.get(address).content.decode()
    assert "Ask another desk" in page and "River Nepal, about the whole issue" in page
    assert preecha.post(f"{address}ask/", {"about": "9", "code": "still_so"}).status_code == 422
    assert preecha.post(f"{address}ask/", {"about": "0", "code": "other"}).status_code == 409
    assert stands() == 0
    assert preecha.post(f"{address}ask/", {"about": "0", "code": "still_so", "words": WORDS}).status_code == 302
    page = river.get(address).content.decode()
    assert "Bridge Thailand asks us" in page and WORDS in page
    with acting_as(System("test")):
        question = Question.objects.get().id
    there = f"{address}question/{question}/"
    assert preecha.post(there, {"answer": "yes"}).status_code == 409
    assert river.post(there, {"answer": "not_known", "words": ANSWER}).status_code == 302
    page = preecha.get(address).content.decode()
    assert "We asked River Nepal" in page and "We do not know" in page and ANSWER in page
    caseworker = sign_in(Client(), world.people[f"caseworker {world.river}"])
    assert "Ask another desk" not in caseworker.get(address).content.decode()
