"""A new story finds its person, is given, handed back and moved; a conflict of interest is refused."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.casework import services
from saphan.casework.models import Aside, Interest, Route
from saphan.casework.refusals import ConflictOfInterest, DoesNotFit
from saphan.casework.routing import cards, declaring, giving
from saphan.network.leaving import let_go
from saphan.network.models import Desk as DeskRow
from saphan.network.models import Notice
from saphan.network.models import Staff as Member
from saphan.network.people import invite_staff
from saphan.network.services import create_organisation, set_duty
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.models import Conversation, Status
from saphan.voice.wishes.keeping import say_language, wish_for
from tests.casework.given import NIGHT, Desk, Say, events

pytestmark = pytest.mark.django_db


def story(conversation_id: UUID) -> Conversation:
    with acting_as(System("test.look")):
        return Conversation.objects.get(id=conversation_id)


def assigned(conversation_id: UUID) -> UUID | None:
    return story(conversation_id).assigned_to


def hire(desk: Desk, name: str, *languages: str, on_duty: bool = True) -> Staff:
    invited = invite_staff(
        email=f"{name.lower()}@bridge.example",
        name=name,
        organisation_id=Member.objects.get(id=desk.nok.id).organisation_id,
        desk_id=desk.id,
        roles=["caseworker"],
        languages=languages,
    )
    if on_duty:
        from datetime import time

        for weekday in range(7):
            set_duty(desk_id=desk.id, staff_id=invited.staff_id, weekday=weekday, opens=time(9), closes=time(18))
    return Staff(invited.staff_id, desk.id, frozenset({"caseworker"}))


def rung(staff: Staff, kind: str) -> int:
    return Notice.objects.filter(staff_id=staff.id, kind=kind).count()


def test_a_new_story_is_given_to_who_speaks_it_and_she_is_rung(desk: Desk, say: Say) -> None:
    one = say(language="my")
    giving.route(one)
    assert assigned(one) == desk.nok.id
    assert rung(desk.nok, giving.FOR_YOU) == 1
    assert len(events("casework.routed", to=str(desk.nok.id))) == 1
    # and the explanation stands beside it
    beside = cards.beside(desk.nok, one)
    assert beside.people[0].why == "speaks Burmese · on duty until 18:00 · 1 open"
    assert beside.given_to == "Nok"


def test_who_speaks_her_own_language_is_preferred(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "shn")
    one = say(language="my")
    say_language(conversation_id=one, speaks="shn", by=Story(one))
    giving.route(one)
    assert assigned(one) == mya.id


def test_her_answer_leads_a_story_that_nobody_has_read_to_somebody_else(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "shn")
    one = say(language="my")
    giving.route(one)
    assert assigned(one) == desk.nok.id
    say_language(conversation_id=one, speaks="shn", by=Story(one))
    giving.route(one)
    assert assigned(one) == mya.id


def test_a_story_that_was_read_or_taken_stays(desk: Desk, say: Say) -> None:
    hire(desk, "Mya", "shn")
    read, taken = say(language="my"), say(language="my")
    giving.route(read)
    services.take_up(conversation_id=read, by=desk.nok)
    with acting_as(System("test.take")):
        Conversation.objects.filter(id=taken).update(assigned_to=desk.ann.id)
    for one in (read, taken):
        say_language(conversation_id=one, speaks="shn", by=Story(one))
        giving.route(one)
    assert assigned(read) == desk.nok.id
    assert assigned(taken) == desk.ann.id


def test_one_in_danger_is_given_to_nobody(desk: Desk, say: Say) -> None:
    one = say(danger=True)
    giving.route(one)
    assert assigned(one) is None
    assert Notice.objects.count() == 0


def test_where_nobody_fits_the_leads_hear_it(desk: Desk, say: Say) -> None:
    one = say(language="ne")
    giving.route(one)
    assert assigned(one) is None
    assert rung(desk.ann, giving.NOBODY_SPEAKS) == 1
    beside = cards.beside(desk.nok, one)
    assert beside.nobody == "Nobody here speaks Nepali."
    assert beside.people == ()


def test_who_is_back_within_a_day_is_given_it_at_night(desk: Desk, say: Say) -> None:
    with clock.stopped_at(NIGHT):
        one = say(language="my")
        giving.route(one)
        assert assigned(one) == desk.nok.id
        assert "there on Monday at 09:00" in cards.beside(desk.nok, one).people[0].why
        assert cards.beside(desk.nok, one).nobody == ("Nobody on duty speaks Burmese. Nok does, on Monday at 09:00.")


def test_her_wish_for_a_woman_is_kept_to(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "my")
    declaring.say_gender(gender="woman", by=mya)
    declaring.say_gender(gender="man", by=desk.nok)
    one = say(language="my")
    wish_for(conversation_id=one, answered_by="woman", by=Story(one))
    giving.route(one)
    assert assigned(one) == mya.id
    two = say(language="my")
    wish_for(conversation_id=two, answered_by="man", by=Story(two))
    declaring.say_gender(gender="", by=desk.nok)
    giving.route(two)
    assert assigned(two) is None
    assert "not as she wished" in cards.beside(desk.nok, two).people[0].why


def test_a_declared_interest_keeps_stories_about_it_away(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    interest_id = declaring.declare(organisation_id=blue_prawn, by=desk.nok)
    assert declaring.declare(organisation_id=blue_prawn, by=desk.nok) == interest_id
    one = say(language="my", place=blue_prawn)
    giving.route(one)
    assert assigned(one) is None
    with pytest.raises(ConflictOfInterest):
        giving.give(conversation_id=one, to=desk.nok.id, by=desk.ann)
    assert assigned(one) is None
    declaring.end_interest(interest_id=interest_id, by=desk.nok)
    giving.route(one)
    assert assigned(one) == desk.nok.id


def test_handed_back_it_never_comes_again(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "my")
    one = say(language="my")
    giving.route(one)
    first = assigned(one)
    by, other = (desk.nok, mya) if first == desk.nok.id else (mya, desk.nok)
    giving.hand_back(conversation_id=one, why="knows_her", by=by)
    giving.hand_back(conversation_id=one, why="knows_her", by=by)
    assert assigned(one) is None
    giving.route(one)
    assert assigned(one) == other.id
    giving.hand_back(conversation_id=one, why="too_much", by=other)
    giving.route(one)
    assert assigned(one) is None
    with pytest.raises(ConflictOfInterest):
        giving.give(conversation_id=one, to=by.id, by=desk.ann)
    with acting_as(desk.ann):
        assert sorted(Aside.objects.values_list("why", flat=True)) == ["knows_her", "too_much"]
    assert cards.beside(by, one).stood_aside


def test_an_unknown_reason_changes_nothing(desk: Desk, say: Say) -> None:
    one = say(language="my")
    giving.route(one)
    with pytest.raises(DoesNotFit):
        giving.hand_back(conversation_id=one, why="bored", by=desk.nok)
    assert assigned(one) == desk.nok.id


def test_somebody_gives_it_to_a_colleague(desk: Desk, say: Say) -> None:
    one = say(language="ne")
    giving.give(conversation_id=one, to=desk.ann.id, by=desk.nok)
    assert assigned(one) == desk.ann.id
    assert rung(desk.ann, giving.FOR_YOU) == 1
    giving.give(conversation_id=one, to=desk.nok.id, by=desk.nok)
    assert rung(desk.nok, giving.FOR_YOU) == 0, "she knows it herself"


def test_nobody_else_gives_hands_back_or_declares(desk: Desk, other_desk: Desk, say: Say, blue_prawn: UUID) -> None:
    one = say(language="my")
    giving.route(one)
    for by in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            giving.give(conversation_id=one, to=desk.ann.id, by=by)
        with pytest.raises(NotAllowed):
            giving.hand_back(conversation_id=one, why="other", by=by)
    with pytest.raises(NotAllowed):
        giving.give(conversation_id=one, to=other_desk.nok.id, by=desk.nok)
    with pytest.raises(NotAllowed):
        giving.give(conversation_id=one, to=desk.preecha.id, by=desk.nok)
    with pytest.raises(NotAllowed):
        declaring.declare(organisation_id=blue_prawn, by=desk.preecha)
    with pytest.raises(DoesNotFit):
        declaring.declare(organisation_id=random_id(), by=desk.nok)
    with pytest.raises(DoesNotFit):
        declaring.say_gender(gender="?", by=desk.nok)
    interest_id = declaring.declare(organisation_id=blue_prawn, by=desk.nok)
    with pytest.raises(NotAllowed):
        declaring.end_interest(interest_id=interest_id, by=desk.ann)
    assert assigned(one) == desk.nok.id
    with acting_as(desk.nok):
        assert Interest.objects.get().ended_on is None


def test_least_load_first(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "my")
    given = [say(language="my") for _ in range(4)]
    for one in given:
        giving.route(one)
    assert sorted(str(assigned(one)) for one in given) == sorted([str(desk.nok.id), str(mya.id)] * 2)


def test_the_page_of_languages_and_colleagues(desk: Desk, say: Say) -> None:
    hire(desk, "Mya", "shn", on_duty=False)
    one = say(language="my")
    say_language(conversation_id=one, speaks="shn", by=Story(one))
    giving.route(one)
    with clock.stopped_at(clock.now() + timedelta(minutes=75)):
        say(language="th")
        page = cards.who_page(desk.nok)
    shan, thai = page.languages
    assert (shan.name, shan.number, shan.longest, shan.speakers) == ("Shan", 1, "1 h 15", ("Mya",))
    assert shan.nobody == "Mya · speaks Shan · not on the roster", "somebody does; nobody knows when"
    assert (thai.number, thai.nobody) == (1, "")
    nok = next(line for line in page.colleagues if line.mine)
    assert (nok.waiting, nok.here, nok.hours) == (1, True, "on duty until 18:00")


def test_a_move_forgets_who_may_not_answer_there(desk: Desk, other_desk: Desk, say: Say) -> None:
    from saphan.voice.moving import Move

    one = say(language="my")
    giving.route(one)
    giving.hand_back(conversation_id=one, why="other", by=desk.nok)
    with acting_as(System("test.move")):
        giving.forget_at_the_old_desk(Move(one, desk.id, other_desk.id, clock.today()))
        assert not Aside.objects.exists()
        assert not Route.objects.exists()


def test_an_interest_in_another_company_says_nothing_here(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    other = create_organisation(kind="supplier", name="Red Crab", country="TH")
    declaring.declare(organisation_id=other, by=desk.nok)
    one = say(language="my", place=blue_prawn)
    giving.route(one)
    assert assigned(one) == desk.nok.id


def test_handed_back_after_it_was_answered_it_finds_somebody_too(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "my")
    one = say(language="my")
    giving.give(conversation_id=one, to=desk.nok.id, by=desk.ann)
    voice.reply(conversation_id=one, text="We have read it", by=desk.nok)
    assert story(one).status == Status.ANSWERED
    giving.hand_back(conversation_id=one, why="too_much", by=desk.nok)
    giving.route(one)
    assert assigned(one) == mya.id


def test_what_she_has_not_read_goes_to_another_once_she_declares_it(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    # Given three stories that the house gave her: one about her cousin's firm, one that she has read, one of another
    about_it, read, other = say(place=blue_prawn), say(place=blue_prawn), say()
    run_waiting()
    services.take_up(conversation_id=read, by=desk.nok)
    mya = hire(desk, "Mya", "my")
    # When she says so
    declaring.declare(organisation_id=blue_prawn, by=desk.nok)
    run_waiting()
    # Then a colleague has the first; what she has read she hands back herself
    assert (assigned(about_it), assigned(read), assigned(other)) == (mya.id, desk.nok.id, desk.nok.id)


def test_what_came_while_the_desk_was_frozen_finds_its_person_afterwards(desk: Desk, say: Say) -> None:
    DeskRow.objects.filter(id=desk.id).update(frozen_on=clock.today())
    one = say(language="my")
    giving.route(one)
    assert assigned(one) is None
    DeskRow.objects.filter(id=desk.id).update(frozen_on=None)
    giving.find_people_again(desk.id)
    run_waiting()
    assert assigned(one) == desk.nok.id


def test_what_somebody_who_leaves_had_finds_its_people(desk: Desk, say: Say) -> None:
    mya = hire(desk, "Mya", "my")
    stories = [say() for _ in range(3)]
    for one in stories:
        giving.give(conversation_id=one, to=desk.nok.id, by=desk.ann)
    voice.close(conversation_id=stories[2], by=desk.nok)
    let_go(staff_id=desk.nok.id, by=desk.ann)
    run_waiting()
    assert [assigned(one) for one in stories] == [mya.id, mya.id, None]


def test_a_colleague_takes_over_nothing_that_she_has_to_do_with(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    # Given a colleague with a cousin in the firm, who handed one story back before
    mya, hla = hire(desk, "Mya", "my"), hire(desk, "Hla", "my")
    declaring.declare(organisation_id=blue_prawn, by=mya)
    about_it, back, other = say(place=blue_prawn), say(), say()
    giving.hand_back(conversation_id=back, why="knows_her", by=mya)
    for one in (about_it, back, other):
        giving.give(conversation_id=one, to=desk.nok.id, by=desk.ann)
    # When Nok leaves, and all is handed over to her
    let_go(staff_id=desk.nok.id, to=mya.id, by=desk.ann)
    run_waiting()
    # Then those two found somebody else
    assert [assigned(one) for one in (about_it, back, other)] == [hla.id, hla.id, mya.id]
    assert len(events("casework.kept_apart")) == 2


def test_a_story_does_not_go_to_and_fro_between_two_who_fit_alike(desk: Desk, say: Say) -> None:
    hire(desk, "Mya", "my")
    one = say(language="my")
    giving.route(one)
    first = assigned(one)
    wish_for(conversation_id=one, answered_by="", by=Story(one))
    giving.route(one)
    assert assigned(one) == first
    assert Notice.objects.filter(kind=giving.FOR_YOU).count() == 1
