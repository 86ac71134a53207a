"""Given a question with the very words it is about, her answer is a dated record, and she may take it back."""

from uuid import UUID, uuid4

import pytest

from saphan.store import Staff, Story, System, acting_as
from saphan.store.refusals import NotAllowed
from saphan.voice import services
from saphan.voice.models import Ask, Consent, Told
from saphan.voice.refusals import NoAnswerToThat, StoryGone
from saphan.voice.selectors import consent_count, conversation_facts, open_story, story
from tests.voice.given import Browser, Desk, a_voice, waiting_tasks

pytestmark = pytest.mark.django_db
WORDS = "Overtime on the night line is unpaid since March."


def asked_for_consent(conversation_id: UUID, draft_id: UUID) -> UUID:
    with acting_as(System("test")):
        return services.ask(
            conversation_id=conversation_id,
            question="consent",
            ref=draft_id,
            words=WORDS,
            reader=services.Reader(uuid4(), "supplier", "Blue Prawn Foods"),
        )


def asked(conversation_id: UUID, question: str) -> UUID:
    with acting_as(System("test")):
        return services.ask(conversation_id=conversation_id, question=question, ref=uuid4())


def test_she_reads_the_very_words_and_says_yes_then_takes_it_back(phone: Browser, desk: Desk) -> None:
    # Given she is asked whether the supplier may read a draft
    conversation_id, draft_id = open_story(phone.say()), uuid4()
    ask_id = asked_for_consent(conversation_id, draft_id)
    page = phone.get(f"/en/story/ask/{ask_id}/").content.decode()
    assert WORDS in page and "May Blue Prawn Foods read this?" in page and "stays read" in page
    # When she says yes
    phone.send(f"/en/story/ask/{ask_id}/", code="yes")
    # Then her consent names this draft, and remedy hears of it
    with acting_as(System("test")):
        tally = consent_count(draft_id)
    assert (tally.asked, tally.yes, tally.no, tally.conversation_ids_yes) == (1, 1, 0, {conversation_id})
    assert ("remedy.take_consent", {"draft_id": str(draft_id)}) in waiting_tasks()
    # When she takes it back
    (consent,) = story(conversation_id, word_given=True).agreed
    phone.send(f"/en/story/shared/{consent.id}/")
    # Then it counts no more, and the record keeps both days
    with acting_as(System("test")):
        assert consent_count(draft_id).yes == 0
        assert Consent.objects.get().ended_on is not None
    assert [name for name, _ in waiting_tasks()].count("remedy.take_consent") == 2
    assert "You took it back" in phone.get("/en/story/shared/").content.decode()


def test_a_changed_mind_is_a_new_record_and_the_last_counts(desk: Desk) -> None:
    conversation_id, draft_id = a_voice(desk).conversation_id, uuid4()
    ask_id = asked_for_consent(conversation_id, draft_id)
    for code in ("yes", "no"):
        services.answer(ask_id=ask_id, code=code, by=Story(conversation_id))
    with acting_as(System("test")):
        assert {(row.given, row.ended_on is None) for row in Consent.objects.all()} == {(True, False), (False, True)}
        assert (consent_count(draft_id).yes, consent_count(draft_id).no) == (0, 1)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("enough", "advice_first"),
        ("confirm", "told_to_say_yes"),
        ("held", "retaliation"),
    ],
)
def test_other_answers_go_to_remedy_with_the_ask(phone: Browser, desk: Desk, question: str, code: str) -> None:
    conversation_id = open_story(phone.say())
    ask_id = asked(conversation_id, question)
    page = phone.get("/en/story/mine/").content.decode()
    assert f"/en/story/ask/{ask_id}/" in page
    phone.send(f"/en/story/ask/{ask_id}/", code=code)
    assert ("remedy.take_answer", {"ask_id": str(ask_id)}) in waiting_tasks()
    assert story(conversation_id, word_given=True).answered[0].answer == code


def test_retaliation_brings_the_story_back_to_the_desk_at_once(desk: Desk) -> None:
    from saphan.voice.selectors import thread

    conversation_id = a_voice(desk).conversation_id
    services.reply(conversation_id=conversation_id, text="ok", by=desk.caseworker)
    services.answer(ask_id=asked(conversation_id, "held"), code="retaliation", by=Story(conversation_id))
    card = thread(desk.caseworker, conversation_id).conversation
    assert (card.status, card.urgency) == ("waiting", 1)


def test_nobody_answers_for_another_and_nothing_changes(desk: Desk) -> None:
    mine, another = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    ask_id = asked(mine, "enough")
    before = waiting_tasks()
    for caller in (Story(another), Staff(uuid4(), uuid4(), frozenset({"caseworker"}))):
        with pytest.raises(NoAnswerToThat):
            services.answer(ask_id=ask_id, code="enough", by=caller)
    with pytest.raises(NotAllowed):
        services.answer(ask_id=ask_id, code="enough", by=Staff(uuid4(), desk.id, frozenset({"analyst"})))
    assert waiting_tasks() == before
    assert story(mine, word_given=True).questions[0].answer == ""


def test_an_unknown_answer_or_a_closed_question_is_refused(phone: Browser, desk: Desk) -> None:
    conversation_id = open_story(phone.say())
    ask_id = asked(conversation_id, "enough")
    with pytest.raises(NoAnswerToThat):
        services.answer(ask_id=ask_id, code="maybe", by=Story(conversation_id))
    with acting_as(System("test")):
        services.close_asks(question="enough", ref=Ask.objects.get(id=ask_id).ref)
    with pytest.raises(NoAnswerToThat):
        services.answer(ask_id=ask_id, code="enough", by=Story(conversation_id))
    page = phone.get(f"/en/story/ask/{ask_id}/", follow=True).content.decode()
    assert "This question is closed now." in page


def test_the_same_question_is_not_asked_twice(desk: Desk) -> None:
    conversation_id, draft_id = a_voice(desk).conversation_id, uuid4()
    assert asked_for_consent(conversation_id, draft_id) == asked_for_consent(conversation_id, draft_id)
    with acting_as(System("test")):
        assert Told.objects.filter(step="consent_asked").count() == 1


def test_the_desk_records_what_she_said_in_a_talk(desk: Desk) -> None:
    conversation_id, draft_id = a_voice(desk).conversation_id, uuid4()
    ask_id = asked_for_consent(conversation_id, draft_id)
    with acting_as(System("test")):
        recipient_id = Ask.objects.get(id=ask_id).recipient_id
    given = {"conversation_id": conversation_id, "draft_id": draft_id, "recipient_id": recipient_id, "language": "my"}
    services.record_consent_in_talk(**given, given=True, by=desk.caseworker)
    with acting_as(System("test")):
        assert consent_count(draft_id).conversation_ids_yes == {conversation_id}
        assert conversation_facts([conversation_id])[conversation_id].desk_id == desk.id
    stranger = Staff(uuid4(), uuid4(), frozenset({"caseworker"}))
    with pytest.raises(StoryGone):
        services.record_consent_in_talk(**given, given=False, by=stranger)
    with acting_as(System("test")):
        assert consent_count(draft_id).yes == 1


def test_nobody_agrees_in_a_talk_to_words_that_she_is_not_asked_about(desk: Desk) -> None:
    """Her "tell nobody", a draft that was replaced, a recipient that the draft does not name: no such question."""
    conversation_id, draft_id = a_voice(desk).conversation_id, uuid4()
    ask_id = asked_for_consent(conversation_id, draft_id)
    with acting_as(System("test")):
        recipient_id = Ask.objects.get(id=ask_id).recipient_id
    before = waiting_tasks()
    for draft, recipient in ((uuid4(), recipient_id), (draft_id, uuid4())):
        with pytest.raises(NoAnswerToThat):
            services.record_consent_in_talk(
                conversation_id=conversation_id,
                draft_id=draft,
                recipient_id=recipient,
                language="my",
                given=True,
                by=desk.caseworker,
            )
    with acting_as(System("test")):
        assert not Consent.objects.exists()
        services.close_asks(question="consent", ref=draft_id)
    with pytest.raises(NoAnswerToThat):
        services.record_consent_in_talk(
            conversation_id=conversation_id,
            draft_id=draft_id,
            recipient_id=recipient_id,
            language="my",
            given=True,
            by=desk.caseworker,
        )
    with acting_as(System("test")):
        assert not Consent.objects.exists()
    assert waiting_tasks() == before


def test_consent_of_another_cannot_be_ended(desk: Desk) -> None:
    conversation_id, draft_id = a_voice(desk).conversation_id, uuid4()
    services.answer(ask_id=asked_for_consent(conversation_id, draft_id), code="yes", by=Story(conversation_id))
    consent_id = story(conversation_id, word_given=True).agreed[0].id
    with pytest.raises(NoAnswerToThat):
        services.end_consent(consent_id=consent_id, by=Story(a_voice(desk).conversation_id))
    with acting_as(System("test")):
        assert consent_count(draft_id).yes == 1


def test_steps_are_codes_and_unknown_ones_are_refused(desk: Desk) -> None:
    conversation_id = a_voice(desk).conversation_id
    with acting_as(System("test")):
        for step in ("checked", "checked", "shared"):
            services.tell(conversation_id=conversation_id, step=step)
        with pytest.raises(ValueError):
            services.tell(conversation_id=conversation_id, step="Blue Prawn was told")
    assert [told.step for told in story(conversation_id, word_given=True).steps] == ["received", "checked", "shared"]
