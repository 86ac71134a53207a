"""Two stories with two codes: put together on her page by her own yes, and parted again by her or by the desk."""

from uuid import UUID, uuid4

import pytest

from saphan.store import Staff, Story, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.vault import codes
from saphan.vault.models import Event
from saphan.voice import services
from saphan.voice.linking import joining
from saphan.voice.linking.page import other_stories
from saphan.voice.linking.refusals import NotToBeLinked
from saphan.voice.linking.together import links_of, of_one_person
from saphan.voice.models import Ask, Link, Told
from saphan.voice.moving import move_story
from saphan.voice.refusals import NoAnswerToThat, StoryGone
from saphan.voice.returning import Mistyped, NoSuchCode
from saphan.voice.selectors import story, thread
from tests.voice.given import Browser, Desk, a_voice, open_desk, waiting_tasks

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


def steps(conversation_id: UUID) -> list[str]:
    with acting_as(SYSTEM):
        return list(Told.objects.filter(conversation_id=conversation_id).order_by("id").values_list("step", flat=True))


def question_in(conversation_id: UUID) -> UUID:
    with acting_as(SYSTEM):
        return Ask.objects.get(conversation_id=conversation_id, question="link", closed_on=None).id


def link_of(conversation_id: UUID) -> Link:
    with acting_as(SYSTEM):
        return Link.objects.filter(conversation_id=conversation_id).latest("id")


def says(code: str, conversation_id: UUID) -> None:
    services.answer(ask_id=question_in(conversation_id), code=code, by=Story(conversation_id))


def two(desk: Desk) -> tuple[UUID, UUID]:
    return a_voice(desk, "By the page").conversation_id, a_voice(desk, "By the other way").conversation_id


def joined(desk: Desk) -> tuple[UUID, UUID]:
    here, there = two(desk)
    joining.propose(conversation_id=here, other_id=there, by=desk.caseworker)
    says("yes", here)
    says("yes", there)
    return here, there


def test_on_her_page_she_types_the_other_code_reads_what_it_means_and_says_yes(phone: Browser, desk: Desk) -> None:
    other = a_voice(desk, "By the other way")
    phone.say("By the page")
    assert "I also wrote in another way" in phone.get("/en/story/mine/").content.decode()
    # When she types the other code
    asked = phone.send("/en/story/together/", code=other.claim_code)
    # Then she reads what it means, and nothing is shown across yet
    page = phone.get(asked.headers["Location"]).content.decode()
    assert "Put your two stories together?" in page and "Whoever has the code of one then reads both." in page
    assert "By the other way" not in phone.get("/en/story/mine/").content.decode()
    # When she says yes
    phone.send(asked.headers["Location"], code="yes")
    # Then she reads both with either code
    assert "By the other way" in phone.get("/en/story/mine/").content.decode()
    back = Browser()
    assert "By the page" in back.come_back(other.claim_code)
    # And parts them again
    part = f"/en/story/together/{link_of_code(other.claim_code)}/"
    back.send(part, at="/en/story/together/")
    assert "By the page" not in back.get("/en/story/mine/").content.decode()
    assert "By the other way" not in phone.get("/en/story/mine/").content.decode()


def link_of_code(code: str) -> UUID:
    from saphan.voice.selectors import open_story

    with acting_as(SYSTEM):
        return links_of(open_story(code))[0].id


@pytest.mark.parametrize(("typed", "told"), [("1111 2222 3333 4444", "One digit is wrong"), ("", "opens nothing here")])
def test_a_code_that_opens_nothing_is_told_as_on_the_page_for_codes(
    phone: Browser, desk: Desk, typed: str, told: str
) -> None:
    phone.say("By the page")
    answer = phone.send("/en/story/together/", code=typed or codes.new_code())
    assert answer.status_code == 422 and told in answer.content.decode()


def test_her_own_code_joins_nothing(phone: Browser, desk: Desk) -> None:
    code = phone.say("By the page")
    answer = phone.send("/en/story/together/", code=code)
    assert answer.status_code == 422 and "cannot put these two together" in answer.content.decode()


def test_words_that_she_protected_stay_hidden_across(desk: Desk) -> None:
    here, there = joined(desk)
    services.choose_word(conversation_id=there, word="mango")
    services.reply(conversation_id=there, text="We can help", by=desk.caseworker)
    (other,) = other_stories(here)
    assert other.words_hidden and [line.text for line in other.lines] == ["We can help"]


def test_the_desk_proposes_and_she_says_yes_on_both(desk: Desk) -> None:
    here, there = two(desk)
    link_id = joining.propose(conversation_id=here, other_id=there, by=desk.caseworker)
    says("yes", there)
    # Given one yes: nothing is shown across, to her or of her
    assert other_stories(here) == other_stories(there) == ()
    assert thread(desk.caseworker, here).linked_to == ()
    assert story(here, word_given=True).others == ()
    # When she says the second
    says("yes", here)
    # Then both are hers
    assert [each.lines[0].text for each in other_stories(there)] == ["By the page"]
    assert steps(here)[-1] == steps(there)[-1] == "linked"
    assert ("verification.count_as_one", {"conversation_id": str(here)}) in waiting_tasks()
    with acting_as(SYSTEM):
        acts = list(Event.objects.filter(object_id=link_id).order_by("id").values_list("act", flat=True))
    assert acts[0] == "voice.link_proposed"


def test_one_no_ends_it_and_she_is_not_asked_again_so_soon(desk: Desk) -> None:
    here, there = two(desk)
    joining.propose(conversation_id=here, other_id=there, by=desk.caseworker)
    says("yes", here)
    says("no", there)
    assert other_stories(here) == ()
    with pytest.raises(NoAnswerToThat):
        says_late(here)
    with pytest.raises(NotToBeLinked) as refused:
        joining.propose(conversation_id=there, other_id=here, by=desk.caseworker)
    assert refused.value.ways_out == ("not_again_so_soon",)


def says_late(conversation_id: UUID) -> None:
    with acting_as(SYSTEM):
        ask_id = Ask.objects.get(conversation_id=conversation_id, question="link").id
    services.answer(ask_id=ask_id, code="yes", by=Story(conversation_id))


@pytest.mark.parametrize("who", ["her here", "her there", "the desk"])
def test_undoing_is_exact_whoever_does_it(desk: Desk, who: str) -> None:
    here, there = joined(desk)
    services.say_more(conversation_id=there, text="Meanwhile", once="x" * 20)
    by: Story | Staff = {"her here": Story(here), "her there": Story(there), "the desk": desk.caseworker}[who]  # type: ignore[assignment]
    joining.undo(link_id=link_of(here).id, by=by)
    assert other_stories(here) == other_stories(there) == ()
    assert "Meanwhile" in {line.text for line in story(there, word_given=True).lines}
    assert "Meanwhile" not in {line.text for line in story(here, word_given=True).lines}
    assert steps(here)[-1] == steps(there)[-1] == "unlinked"
    with acting_as(SYSTEM):
        assert of_one_person(here) == {here}
        event = Event.objects.filter(act="voice.unlinked").latest("id")
    assert event.caller == ("staff" if who == "the desk" else "story")
    # And a second time there is nothing to undo
    with pytest.raises(NotAllowed):
        joining.undo(link_id=link_of(here).id, by=by)


def test_nobody_else_joins_or_parts_them(desk: Desk) -> None:
    here, there = joined(desk)
    third = a_voice(desk).conversation_id
    elsewhere = open_desk("Bridge Nepal", "NP")
    analyst = Staff(uuid4(), desk.id, frozenset({"analyst"}))
    for stranger in (elsewhere.caseworker, analyst):
        with pytest.raises(NotAllowed):
            joining.propose(conversation_id=here, other_id=third, by=stranger)
        with pytest.raises(NotAllowed):
            joining.owner_was_rung(link_id=link_of(here).id, by=stranger)
    for intruder in (Story(third), elsewhere.caseworker, analyst):
        with pytest.raises(NotAllowed):
            joining.undo(link_id=link_of(here).id, by=intruder)
    with pytest.raises(NotAllowed):
        joining.propose(conversation_id=here, other_id=a_voice(elsewhere).conversation_id, by=desk.caseworker)
    with acting_as(SYSTEM):
        assert Link.objects.count() == 1 and Link.objects.get().undone_on is None


def test_a_story_is_not_joined_to_itself_nor_twice_nor_while_she_is_asked(desk: Desk) -> None:
    here, there = joined(desk)
    third = a_voice(desk).conversation_id
    for other_id, why in ((here, "another_story"), (there, "together_already")):
        with pytest.raises(NotToBeLinked) as refused:
            joining.propose(conversation_id=here, other_id=other_id, by=desk.caseworker)
        assert refused.value.ways_out == (why,)
    joining.propose(conversation_id=here, other_id=third, by=desk.caseworker)
    with pytest.raises(NotToBeLinked) as refused:
        joining.propose(conversation_id=there, other_id=third, by=desk.caseworker)
    assert refused.value.ways_out == ("she_is_asked",)


def test_a_code_completes_what_the_desk_proposed(desk: Desk) -> None:
    here, there = a_voice(desk).conversation_id, a_voice(desk)
    joining.propose(conversation_id=here, other_id=there.conversation_id, by=desk.caseworker)
    says("yes", here)
    assert joining.begin_by_code(conversation_id=here, code=there.claim_code) is None
    assert len(other_stories(here)) == 1


def test_a_colleague_writes_down_a_yes_only_where_there_is_nothing_but_a_telephone(desk: Desk) -> None:
    # Given two stories of the page
    here, there = two(desk)
    joining.propose(conversation_id=here, other_id=there, by=desk.caseworker)
    for each in (here, there):
        with pytest.raises(NoAnswerToThat):
            services.answer(ask_id=question_in(each), code="yes", by=desk.caseworker)
    # When one of them is by telephone
    services.set_details(conversation_id=here, phone="+66800000001")
    # Then that one may be said on the telephone, and the other not
    services.answer(ask_id=question_in(here), code="yes", by=desk.caseworker)
    with pytest.raises(NoAnswerToThat):
        services.answer(ask_id=question_in(there), code="yes", by=desk.caseworker)
    assert other_stories(here) == ()
    says("yes", there)
    assert len(other_stories(here)) == 1


def test_two_telephones_are_not_joined_by_a_colleague_alone(desk: Desk) -> None:
    here, there = two(desk)
    services.set_details(conversation_id=here, phone="+66800000001")
    services.set_details(conversation_id=there, phone="+66800000002")
    joining.propose(conversation_id=here, other_id=there, by=desk.caseworker)
    with pytest.raises(NoAnswerToThat):
        services.answer(ask_id=question_in(here), code="yes", by=desk.caseworker)


def test_deleting_one_parts_them_and_closes_the_question(desk: Desk) -> None:
    here, there = joined(desk)
    third = a_voice(desk).conversation_id
    joining.propose(conversation_id=here, other_id=third, by=desk.caseworker)
    services.delete_story(conversation_id=here, by=Story(here))
    with acting_as(SYSTEM):
        assert not Link.objects.exists()
        assert not Ask.objects.filter(question="link", closed_on=None).exists()
    assert other_stories(there) == ()
    with pytest.raises(StoryGone):
        other_stories(here)


def test_a_story_that_moves_to_another_desk_stands_by_itself(desk: Desk) -> None:
    here, there = joined(desk)
    elsewhere = open_desk("Bridge Nepal", "NP")
    with acting_as(SYSTEM):
        move_story(conversation_id=here, to_desk_id=elsewhere.id)
    assert other_stories(here) == other_stories(there) == ()


def test_the_database_wants_her_yes_on_both(desk: Desk) -> None:
    from django.db import IntegrityError

    here, there = two(desk)
    with pytest.raises(IntegrityError), acting_as(desk.caseworker):
        Link.objects.create(
            desk_id=desk.id,
            conversation_id=here,
            earlier_id=there,
            how="desk",
            on=clock.today(),
            here_on=clock.today(),
            agreed_on=clock.today(),
        )


def test_codes_cannot_be_tried_out_here_either(desk: Desk) -> None:
    from saphan.voice.models import WrongTry

    here = a_voice(desk).conversation_id
    with pytest.raises(NoSuchCode):
        joining.begin_by_code(conversation_id=here, code=codes.new_code())
    with pytest.raises(Mistyped):
        joining.begin_by_code(conversation_id=here, code="1")
    with acting_as(SYSTEM):
        assert WrongTry.objects.count() == 1 and not Link.objects.exists()


def test_her_no_leaves_what_the_desk_had_joined(desk: Desk) -> None:
    # Given a story that the desk joined with one whose number she had lost
    here, there = a_voice(desk).conversation_id, a_voice(desk)
    link_id = services.link_lost(conversation_id=here, earlier_id=there.conversation_id, by=desk.caseworker)
    assert services.link_lost(conversation_id=here, earlier_id=there.conversation_id, by=desk.caseworker) == link_id
    # When she finds the number, reads what it means, and says no
    joining.begin_by_code(conversation_id=here, code=there.claim_code)
    says("no", here)
    # Then they are joined as before
    with acting_as(SYSTEM):
        assert [card.id for card in links_of(here)] == [link_id]
    # And her yes takes its place
    joining.begin_by_code(conversation_id=here, code=there.claim_code)
    says("yes", here)
    with acting_as(SYSTEM):
        assert [card.how for card in links_of(here)] == ["code"]
    assert len(other_stories(here)) == 1
