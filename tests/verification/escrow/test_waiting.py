"""A worker who waits for others: what counts, who hears when, and what becomes of it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from saphan.casework.models import Concern
from saphan.network.models import Notice
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.verification import gathering
from saphan.verification.cards import held_behind, outside
from saphan.verification.escrow.asking import record_spoken
from saphan.verification.escrow.models import Escrow, Spoken
from saphan.verification.escrow.pages import about_issue, beside_her_story
from saphan.verification.refusals import WaitsForOthers
from saphan.verification.selectors import conversations_behind, issue_card, proof_stands, voices_of
from saphan.verification.services import record_finding, verify
from saphan.voice import services as voice
from saphan.voice.deleting import delete_story
from saphan.voice.models import Answer, Ask, Conversation, Told
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def wishes(story: UUID, tell: str) -> None:
    voice.set_details(conversation_id=story, tell=tell)
    tasks.run_waiting()


def waiting(world: World, tell: str = "if_2", **more: str) -> UUID:
    """A voice that waits for others; returns the concern."""
    story = world.story(language=more.get("language", "my"))
    wishes(story, tell)
    concern = world.concern(story, kind=more.get("kind", "unpaid_overtime"))
    gathering.gather(concern)
    return concern


def spoken_with(world: World, *concerns: UUID) -> None:
    for concern in concerns:
        record_spoken(conversation_id=world.conversation_of(concern), by=world.member("caseworker"))


def rows(story: UUID) -> list[Escrow]:
    with acting_as(System("test")):
        return list(Escrow.objects.filter(conversation_id=story))


def state(world: World, concern: UUID) -> str:
    (row,) = rows(world.conversation_of(concern))
    return row.state


def ask_of(story: UUID) -> Ask | None:
    with acting_as(System("test")):
        return Ask.objects.filter(conversation_id=story, question="others", closed_on=None).first()


def days_pass(days: int) -> None:
    for _ in range(days):
        clock.pass_time(timedelta(days=1))
        tasks.sweep_all()
        tasks.run_waiting()


def asked(world: World, concern: UUID, days: int = 11) -> UUID:
    """All were spoken with, and her day has come; returns the question."""
    days_pass(days)
    ask = ask_of(world.conversation_of(concern))
    assert ask is not None
    return ask.id


def answers(world: World, concern: UUID, code: str) -> None:
    story = world.conversation_of(concern)
    ask = ask_of(story)
    assert ask is not None
    voice.answer(ask_id=ask.id, code=code, by=Story(story))
    tasks.run_waiting()


def test_she_counts_at_the_desk_and_not_outside(world: World) -> None:
    # Given two who are told of, and one who waits for two others
    world.speak()
    world.speak()
    hers = waiting(world, "if_3", language="ne")

    # Then the desk sees three voices in two languages: corroborated
    issue = world.issue()
    assert (issue.stage, len(voices_of(issue.id))) == ("corroborated", 3)

    # And upper rooms see two: nobody of hers, and no such rung
    story = world.conversation_of(hers)
    assert story not in {concern.conversation_id for concern in conversations_behind(issue.id)}
    with acting_as(System("test")):
        assert issue_card(issue.id).stage == "understood"
        assert held_behind(issue) == {story}
        assert len(outside(issue)[0].voices) == 2


def test_nothing_is_verified_that_rests_on_her(world: World) -> None:
    first = world.speak()
    world.speak()
    waiting(world, "if_3", language="ne")
    issue_id, preecha = world.issue().id, world.verifier()
    record_finding(issue_id=issue_id, kind="call_back", voice_group=world.group_of(first), by=preecha)

    with pytest.raises(WaitsForOthers) as refused:
        verify(issue_id=issue_id, method="call_back", confidence="high", by=preecha)

    assert refused.value.ways_out == ("speak_with_each",)
    assert world.issue().stage == "corroborated"
    assert "checked" not in world.told(world.conversation_of(first))


def test_a_call_back_to_her_is_no_proof_for_others(world: World) -> None:
    """Given enough others, when the only call-back was to one who waits, then it cannot be said to be so yet."""
    world.corroborated()
    hers = waiting(world, "if_5")
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=world.group_of(hers), by=world.verifier())

    with pytest.raises(WaitsForOthers):
        verify(issue_id=world.issue().id, method="call_back", confidence="high", by=world.verifier())


def test_a_document_of_hers_waits_with_her(world: World) -> None:
    hers = waiting(world, "if_2")
    issue_id = world.issue().id
    record_finding(issue_id=issue_id, kind="payslip", voice_group=world.group_of(hers), by=world.verifier())

    with acting_as(System("test")):
        assert not proof_stands(issue_id)


@pytest.mark.parametrize(("kind", "shows", "stands"), [("payslip", "payslip", False), ("visit", "payslip", True)])
def test_a_paper_of_which_nobody_wrote_down_whose_it_is_may_be_hers(
    world: World, kind: str, shows: str, stands: bool
) -> None:
    """Else one report beside hers is "checked", and whoever filed it knows that somebody has shown a paper."""
    his = world.speak()
    story = world.story()
    wishes(story, "if_3")
    hers = world.concern(story)
    with acting_as(System("test")):
        Concern.objects.filter(id=hers).update(proof=shows)
    gathering.gather(hers)
    issue_id, preecha = world.issue().id, world.verifier()
    record_finding(issue_id=issue_id, kind=kind, by=preecha)

    with acting_as(System("test")):
        assert proof_stands(issue_id) == stands
    if not stands:
        with pytest.raises(WaitsForOthers):
            verify(issue_id=issue_id, method="document", confidence="high", by=preecha)
        assert "checked" not in world.told(world.conversation_of(his))
        # And named as his own, it is his
        record_finding(issue_id=issue_id, kind=kind, voice_group=world.group_of(his), by=preecha)
        with acting_as(System("test")):
            assert proof_stands(issue_id)


def test_a_document_beside_whoever_shows_nothing_is_not_hers(world: World) -> None:
    world.speak()
    waiting(world, "if_3")
    record_finding(issue_id=world.issue().id, kind="document", by=world.verifier())
    with acting_as(System("test")):
        assert proof_stands(world.issue().id)


def test_where_others_suffice_all_goes_on_without_her(world: World) -> None:
    """Given three others, when it is verified, then they are told and she is not."""
    concerns = world.verified()
    hers = waiting(world, "if_10")

    assert world.issue().stage == "verified"
    assert "checked" in world.told(world.conversation_of(concerns[0]))
    assert "checked" not in world.told(world.conversation_of(hers))


def test_a_verified_issue_steps_down_although_she_still_says_it(world: World) -> None:
    """Others were told that it was checked: so they hear it when too few of them are left, as without her."""
    concerns = world.verified()
    waiting(world, "if_10")
    waiting(world, "if_10", language="ne")

    world.withdraw(concerns[0])

    assert world.issue().stage == "corroborated"  # at the desk; she and another still say it
    assert world.told(world.conversation_of(concerns[1]))[-1] == "stepped_down"
    assert world.steps()[-2:] == [("verified", "understood"), ("understood", "corroborated")]


def test_danger_at_a_place_lets_nothing_out_while_only_she_says_it(world: World) -> None:
    hers = waiting(world, "if_2", kind="locked_exit")
    assert not world.issue().asks_only_for_a_check

    wishes(world.conversation_of(hers), "ask_first")
    assert world.issue().asks_only_for_a_check


def test_her_row_names_nobody(world: World) -> None:
    hers = waiting(world, "if_5")

    (row,) = rows(world.conversation_of(hers))
    assert (row.needs, row.state) == (5, "held")
    assert world.plant.bytes not in bytes(row.tag)
    assert str(world.plant) not in repr({name: value for name, value in vars(row).items() if name != "_state"})


def test_another_respondent_or_family_is_no_match(world: World) -> None:
    hers = waiting(world, "if_2")
    world.speak(kind="verbal_abuse")
    elsewhere = world.concern(world.story(), at=world.another_plant())
    gathering.gather(elsewhere)

    assert state(world, hers) == "held"


def test_a_match_rings_the_desks_and_nobody_else(world: World) -> None:
    hers = waiting(world, "if_2")
    story = world.conversation_of(hers)
    told = world.told(story)

    other = world.speak(desk_id=world.river)

    assert state(world, hers) == "ready"
    rung = set(Notice.objects.filter(kind="verification.speak_with_each").values_list("staff_id", flat=True))
    with acting_as(System("test")):
        holder = Conversation.objects.values_list("assigned_to", flat=True).get(id=story)
    assert rung == {holder or world.member("lead").id, world.member("lead", world.river).id}
    assert (world.told(story), ask_of(story)) == (told, None)
    assert ask_of(world.conversation_of(other)) is None


def test_nobody_is_asked_before_a_person_spoke_with_each(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    spoken_with(world, hers)

    days_pass(40)
    assert (state(world, hers), ask_of(world.conversation_of(hers))) == ("ready", None)

    spoken_with(world, other)
    assert state(world, hers) == "spoken"


def test_she_is_asked_days_later_and_never_on_the_day(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    spoken_with(world, hers, other)
    (row,) = rows(world.conversation_of(hers))
    assert row.tell_on is not None
    assert timedelta(days=2) <= row.tell_on - clock.today() <= timedelta(days=10)

    tasks.sweep_all()
    assert ask_of(world.conversation_of(hers)) is None
    days_pass((row.tell_on - clock.today()).days - 1)
    assert ask_of(world.conversation_of(hers)) is None

    days_pass(1)
    assert ask_of(world.conversation_of(hers)) is not None
    days_pass(3)
    with acting_as(System("test")):
        assert Ask.objects.filter(question="others").count() == 1


def test_after_her_yes_she_is_one_of_the_voices(world: World) -> None:
    first, second = world.speak(), world.speak(language="ne")
    hers = waiting(world, "if_3")
    spoken_with(world, hers, first, second)
    asked(world, hers)

    answers(world, hers, "yes")

    assert state(world, hers) == "released"
    issue_id = world.issue().id
    behind = {concern.conversation_id for concern in conversations_behind(issue_id)}
    assert world.conversation_of(hers) in behind
    with acting_as(System("test")):
        assert issue_card(issue_id).stage == "corroborated"
    record_finding(issue_id=issue_id, kind="call_back", voice_group=world.group_of(first), by=world.verifier())
    verify(issue_id=issue_id, method="call_back", confidence="high", by=world.verifier())
    assert "checked" in world.told(world.conversation_of(hers))


def test_after_her_no_all_stays_as_it_was(world: World) -> None:
    first, second = world.speak(), world.speak(language="ne")
    hers = waiting(world, "if_3")
    spoken_with(world, hers, first, second)
    asked(world, hers)
    told = world.told(world.conversation_of(first))

    answers(world, hers, "no")

    assert state(world, hers) == "declined"
    assert world.told(world.conversation_of(first)) == told
    with acting_as(System("test")):
        assert issue_card(world.issue().id).stage == "understood"

    # And she may change her mind on her page
    answers(world, hers, "yes")
    assert state(world, hers) == "released"
    answers(world, hers, "no")
    assert state(world, hers) == "declined"


def test_what_was_done_to_her_for_speaking_waits_with_her(world: World) -> None:
    hers = waiting(world, "if_2", kind="retaliation")
    other = world.speak(kind="retaliation")
    spoken_with(world, hers, other)
    asked(world, hers)

    story = world.conversation_of(hers)
    ask = ask_of(story)
    assert ask is not None
    voice.answer(ask_id=ask.id, code="yes", by=Story(story))
    from tests.voice.given import waiting_tasks

    assert [name for name, _ in waiting_tasks()] == ["verification.take_others_answer"]
    tasks.run_waiting()
    assert state(world, hers) == "released"


def test_she_takes_it_back_or_chooses_another_number(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    story = world.conversation_of(hers)
    spoken_with(world, hers, other)
    asked(world, hers)

    # When she asks for more, the question closes and she waits anew
    wishes(story, "if_5")
    assert (state(world, hers), ask_of(story)) == ("held", None)

    # When she takes it back, nothing is left of it
    wishes(story, "ask_first")
    assert rows(story) == []
    assert story in {concern.conversation_id for concern in conversations_behind(world.issue().id)}

    # And a choice that does not exist changes nothing
    wishes(story, "if_4")
    assert rows(story) == []


def test_between_her_tap_and_the_task_nothing_leaks(world: World) -> None:
    """Her answer holds in the moment she taps, also before anything has followed it."""
    hers = world.speak()
    story = world.conversation_of(hers)

    voice.set_details(conversation_id=story, tell="if_2")

    assert conversations_behind(world.issue().id) == []


def test_a_concern_taken_back_takes_its_wish_along(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    assert state(world, hers) == "ready"

    world.withdraw(other)
    assert state(world, hers) == "held"
    world.withdraw(hers)
    assert rows(world.conversation_of(hers)) == []


def test_a_correction_keeps_where_her_wish_stands(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    story = world.conversation_of(hers)
    spoken_with(world, hers, other)
    (before,) = rows(story)

    anew = world.concern(story, kind="late_pay", group=world.group_of(hers), supersedes=hers)
    with acting_as(System("test")):
        Concern.objects.filter(id=hers).update(withdrawn_on=clock.today())
    gathering.gather(hers)
    gathering.gather(anew)

    assert [(row.id, row.state) for row in rows(story)] == [(before.id, "spoken")]


def test_with_her_story_all_of_it_goes(world: World) -> None:
    hers, other = waiting(world, "if_2"), world.speak()
    spoken_with(world, hers, other)
    story = world.conversation_of(hers)

    delete_story(conversation_id=story, by=Story(story))
    tasks.run_waiting()

    with acting_as(System("test")):
        assert not Escrow.objects.exists()
        assert list(Spoken.objects.values_list("conversation_id", flat=True)) == [world.conversation_of(other)]


def test_a_desk_in_no_pool_matches_nothing(world: World) -> None:
    hers = waiting(world, "if_2")
    story = world.story(desk_id=world.stranger)
    wishes(story, "if_2")
    concern = world.concern(story)
    gathering.gather(concern)

    assert (state(world, hers), state(world, concern)) == ("held", "held")


@pytest.mark.parametrize("role", ["verifier", "analyst"])
def test_only_who_may_read_her_story_says_that_she_was_spoken_with(world: World, role: str) -> None:
    hers = waiting(world, "if_2")

    with pytest.raises(NotAllowed):
        record_spoken(conversation_id=world.conversation_of(hers), by=world.member(role))
    with acting_as(System("test")):
        assert not Spoken.objects.exists()


def test_nobody_of_another_desk_says_so(world: World) -> None:
    hers = waiting(world, "if_2")

    with pytest.raises(NotAllowed):
        record_spoken(conversation_id=world.conversation_of(hers), by=world.member("caseworker", world.river))
    with acting_as(System("test")):
        assert not Spoken.objects.exists()


def test_spoken_with_is_one_act_with_a_name(world: World) -> None:
    hers = waiting(world, "if_2")
    spoken_with(world, hers)
    day = clock.today()
    clock.pass_time(timedelta(days=3))
    record_spoken(conversation_id=world.conversation_of(hers), by=world.member("lead"))

    with acting_as(System("test")):
        (row,) = Spoken.objects.all()
    assert (row.by, row.on) == (world.member("caseworker").id, day)


def test_the_desk_is_shown_a_match_and_how_far_it_is(world: World) -> None:
    nok = world.member("caseworker")
    hers = waiting(world, "if_2")
    story = world.conversation_of(hers)
    assert beside_her_story(nok, story) is None
    other = world.speak()
    spoken_with(world, other)

    card = beside_her_story(nok, world.conversation_of(other))
    assert card is not None
    assert (card.waiting.voices, card.waiting.spoken, card.spoken_on) == (2, 1, clock.today())
    beside = beside_her_story(nok, story)
    assert beside is not None
    assert beside.spoken_on is None
    assert beside_her_story(world.verifier(), story) is None

    shown = about_issue(world.verifier(), world.issue().id)
    assert shown is not None
    assert (shown["waiting"].people, shown["waiting"].matched, shown["waiting"].tell_on) == (1, True, None)


def test_where_nobody_waits_nothing_is_shown(world: World) -> None:
    concern = world.speak()
    assert about_issue(world.verifier(), world.issue().id) is None
    assert beside_her_story(world.member("caseworker"), world.conversation_of(concern)) is None


def test_her_open_question_about_words_closes_when_she_waits(world: World) -> None:
    """She is not asked whether somebody may read it while she waits; what she answered already stays on the record."""
    story = world.story()
    with acting_as(System("test")):
        voice.ask(conversation_id=story, question="consent", ref=UUID(int=5), words="…", language="en")
        answered = voice.ask(conversation_id=story, question="consent", ref=UUID(int=6), words="…", language="en")
        Answer.objects.create(desk_id=world.bridge, conversation_id=story, ask_id=answered, code="no", on=clock.today())

    wishes(story, "if_3")

    with acting_as(System("test")):
        closed = dict(Ask.objects.filter(conversation_id=story).values_list("ref", "closed_on"))
    assert closed == {UUID(int=5): clock.today(), UUID(int=6): None}


def test_no_step_of_hers_ever_names_a_match(world: World) -> None:
    first = world.speak()
    hers = waiting(world, "if_2")
    before = world.told(world.conversation_of(hers))
    spoken_with(world, hers, first)
    asked(world, hers)
    answers(world, hers, "yes")

    with acting_as(System("test")):
        told = list(Told.objects.filter(conversation_id=world.conversation_of(hers)).values_list("step", flat=True))
    assert told == before
    assert isinstance(world.member("caseworker"), Staff)
    assert clock.today() > date(2026, 3, 2)
