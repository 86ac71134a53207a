"""Given something in the wrong place, staff put it right: a reply, a note, a case; the lead hears of slips."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework import filing, services, slips
from saphan.casework.models import Case, Concern, Note, Party, Slip
from saphan.casework.refusals import AlreadyInThisCase, DoesNotFit, NotInThisCase
from saphan.casework.selectors import notes
from saphan.network.models import Notice
from saphan.store import System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice
from saphan.voice.moving import move_story
from saphan.voice.refusals import NotOurWords, StoryGone
from tests.casework.given import Desk, Say, events, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_by_the_wrong_one(desk: Desk, say: Say) -> tuple[UUID, UUID, UUID]:
    """The story it went to, the story it was about, and the reply, which she has read."""
    wrong, right = say("mine"), say("hers")
    sent = voice.reply(conversation_id=wrong, text="Dear Ma Aye", by=desk.nok)
    assert sent
    voice.see_answers(conversation_id=wrong)
    return wrong, right, sent


Slipped = tuple[UUID, UUID, UUID]


def steps(story: UUID) -> list[str]:
    return [step.step for step in voice_reads.story(story, word_given=True).steps]


def test_a_slip_that_she_read_rings_the_lead_who_decides(desk: Desk, read_by_the_wrong_one: Slipped) -> None:
    _, right, sent = read_by_the_wrong_one
    slip_id = slips.take_back(message_id=sent, by=desk.nok)
    assert slip_id and slips.take_back(message_id=sent, by=desk.nok) == slip_id
    rung = Notice.objects.filter(kind="casework.slip")
    assert [(one.staff_id, one.urgent) for one in rung] == [(desk.ann.id, True)]
    slips.say_what_it_told(slip_id=slip_id, told="name", about_id=right, by=desk.nok)
    (shown,) = slips.slips(desk.ann)
    assert (shown.told, shown.about_id, shown.decision) == ("Somebody's name", right, "")
    assert "slip" not in steps(right)
    slips.decide(slip_id=slip_id, decision="tell", by=desk.ann)
    slips.decide(slip_id=slip_id, decision="keep", by=desk.ann)
    (shown,) = slips.slips(desk.ann)
    assert (shown.decision, shown.decided_by, steps(right)[-1]) == ("tell", "Ann", "slip")
    assert [event.detail for event in events("casework.slip_decided")] == [{"decision": "tell"}]


def test_one_that_she_never_saw_is_no_slip(desk: Desk, say: Say) -> None:
    story = say()
    sent = voice.reply(conversation_id=story, text="Dear Ma Aye", by=desk.nok)
    assert sent and slips.take_back(message_id=sent, by=desk.nok) is None
    with acting_as(desk.nok):
        assert not Slip.objects.exists()
    assert not Notice.objects.filter(kind="casework.slip").exists()


def test_whose_data_it_was_is_told_wherever_either_story_is_now(
    desk: Desk, other_desk: Desk, read_by_the_wrong_one: Slipped
) -> None:
    wrong, right, sent = read_by_the_wrong_one
    slip_id = slips.take_back(message_id=sent, by=desk.nok)
    assert slip_id
    slips.say_what_it_told(slip_id=slip_id, told="name", about_id=right, by=desk.nok)
    with acting_as(System("test")):
        move_story(conversation_id=wrong, to_desk_id=other_desk.id)
    assert slips.slips(desk.ann) == []
    slips.decide(slip_id=slip_id, decision="tell", by=other_desk.ann)
    assert steps(right)[-1] == "slip"
    with pytest.raises(StoryGone):
        voice_reads.thread(other_desk.ann, right)


def test_who_may_say_and_decide_what(desk: Desk, other_desk: Desk, read_by_the_wrong_one: Slipped) -> None:
    wrong, right, sent = read_by_the_wrong_one
    for stranger in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            slips.take_back(message_id=sent, by=stranger)
        with pytest.raises(NotAllowed):
            slips.reply_shown(stranger, sent)
    slip_id = slips.take_back(message_id=sent, by=desk.nok)
    assert slip_id
    for told, about in (("gossip", None), ("name", wrong), ("name", uuid4())):
        with pytest.raises(DoesNotFit):
            slips.say_what_it_told(slip_id=slip_id, told=told, about_id=about, by=desk.nok)
    with pytest.raises(NotAllowed):
        slips.say_what_it_told(slip_id=slip_id, told="name", about_id=right, by=other_desk.nok)
    slips.say_what_it_told(slip_id=slip_id, told="nothing", about_id=right, by=desk.nok)
    for by in (desk.nok, other_desk.ann):
        with pytest.raises(NotAllowed):
            slips.decide(slip_id=slip_id, decision="keep", by=by)
    for decision in ("tell", "forget"):
        with pytest.raises(DoesNotFit):
            slips.decide(slip_id=slip_id, decision=decision, by=desk.ann)
    with pytest.raises(NotAllowed):
        slips.slips(desk.nok)
    assert slips.slips(other_desk.ann) == [] and "slip" not in steps(right)


def test_the_pages_of_a_slip(desk: Desk, nok: Client, say: Say) -> None:
    story, right = say(), say()
    answer = nok.post(f"/desk/story/{story}/reply/", {"reply": "Dear Ma Aye"})
    shown = nok.get(answer["Location"]).content.decode()
    sent = answer["Location"].split("sent=")[1]
    assert 'data-key="z"' in shown
    here = f"/desk/reply/{sent}/back/"
    assert "never been sent" in nok.get(here).content.decode()
    voice.see_answers(conversation_id=story)
    assert "The leads of the desk are told at once" in nok.get(here).content.decode()
    assert nok.post(here)["Location"] == here
    page = nok.get(here).content.decode()
    assert "What did it tell her?" in page
    with acting_as(desk.nok):
        slip = Slip.objects.get()
    assert nok.post(f"/desk/slips/{slip.id}/", {"told": "x"}).status_code == 409
    assert nok.post(f"/desk/slips/{slip.id}/", {"told": "story", "about": str(right)}).status_code == 302
    assert "she had read it" in nok.get(f"/desk/story/{story}/").content.decode()
    ann = sign_in(Client(), member(desk.ann))
    assert "What happened to somebody" in ann.get("/desk/slips/").content.decode()
    assert nok.get("/desk/slips/").status_code == 403
    assert nok.post(f"/desk/slips/{slip.id}/", {"decision": "tell"}).status_code == 409
    assert ann.post(f"/desk/slips/{slip.id}/", {"decision": "tell"}).status_code == 302
    assert "Ann told the person" in ann.get("/desk/slips/").content.decode()
    again = voice.reply(conversation_id=story, text="sorry", by=desk.nok)
    assert nok.post(f"/desk/reply/{again}/back/")["Location"] == f"/desk/story/{story}/"
    assert "She never saw it" in nok.get(f"/desk/reply/{again}/back/").content.decode()
    hers = voice_reads.thread(desk.nok, story).messages[0].id
    assert nok.post(f"/desk/reply/{hers}/back/").status_code == 404


def two_cases(desk: Desk, story: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (
        services.open_case(conversation_id=story, by=desk.nok),
        services.open_case(conversation_id=other, by=desk.nok),
    )


def record(case: UUID, story: UUID, kind: str, respondent: UUID, desk: Desk) -> UUID:
    return services.record_concern(
        case_id=case,
        conversation_id=story,
        by=desk.nok,
        kind=kind,
        respondent_id=respondent,
        stage="employment",
        period_from=date(2026, 1, 1),
        first_hand=True,
    )


def test_a_story_in_the_wrong_case_moves_with_its_concerns_and_back(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    from saphan.standards.concern_kinds import all_kinds
    from saphan.verification.facts import standing

    severe = next(code for code, kind in all_kinds().items() if kind.is_severe)
    story, other = say(), say()
    wrong, right = two_cases(desk, other, story)
    services.join_case(case_id=wrong, conversation_id=story, by=desk.nok)
    concern = record(wrong, story, severe, blue_prawn, desk)
    run_waiting()
    filing.move_to_case(conversation_id=story, from_id=wrong, to_id=_new_case(desk, say), by=desk.nok)
    run_waiting()
    with acting_as(desk.nok):
        moved = Concern.objects.get(id=concern)
        assert moved.case_id not in (wrong, right) and moved.withdrawn_on is None
        assert Case.objects.get(id=moved.case_id).severe and not Case.objects.get(id=wrong).severe
        left = Party.objects.get(case_id=wrong, conversation_id=story)
        now = Party.objects.get(case_id=moved.case_id, conversation_id=story)
        assert (left.left_why, now.supersedes_id) == ("wrong_case", left.id)
    with acting_as(System("test")):
        assert standing().filter(source=concern).count() == 1
    filing.move_to_case(conversation_id=story, from_id=moved.case_id, to_id=wrong, by=desk.nok)
    with acting_as(desk.nok):
        assert Concern.objects.get(id=concern).case_id == wrong and Case.objects.get(id=wrong).severe


def _new_case(desk: Desk, say: Say) -> UUID:
    return services.open_case(conversation_id=say(), by=desk.nok)


def test_what_does_not_fit_moves_nothing(desk: Desk, other_desk: Desk, say: Say) -> None:
    story, other = say(), say()
    wrong, right = two_cases(desk, story, other)
    with pytest.raises(NotInThisCase):
        filing.move_to_case(conversation_id=story, from_id=right, to_id=wrong, by=desk.nok)
    services.join_case(case_id=right, conversation_id=story, by=desk.nok)
    with pytest.raises(AlreadyInThisCase):
        filing.move_to_case(conversation_id=story, from_id=wrong, to_id=right, by=desk.nok)
    for stranger in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            filing.move_to_case(conversation_id=story, from_id=wrong, to_id=right, by=stranger)
    with acting_as(desk.nok):
        assert Party.objects.filter(conversation_id=story, left_on=None).count() == 2


def test_a_note_in_the_wrong_story_moves_and_moves_back(desk: Desk, other_desk: Desk, say: Say) -> None:
    wrong, right = say(), say()
    note = services.add_note(conversation_id=wrong, text="called at six", by=desk.nok)
    for stranger in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            filing.move_note(note_id=note, to_id=right, by=stranger)
    with pytest.raises(DoesNotFit):
        filing.move_note(note_id=note, to_id=wrong, by=desk.nok)
    with pytest.raises(NotAllowed):
        filing.move_note(note_id=note, to_id=uuid4(), by=desk.nok)
    assert [each.text for each in notes(desk.nok, wrong)] == ["called at six"]
    moved = filing.move_note(note_id=note, to_id=right, by=desk.nok)
    assert notes(desk.nok, wrong) == () and [each.text for each in notes(desk.nok, right)] == ["called at six"]
    with acting_as(desk.nok):
        assert Note.objects.get().supersedes_id == note
    filing.move_note(note_id=moved, to_id=wrong, by=desk.nok)
    assert [each.text for each in notes(desk.nok, wrong)] == ["called at six"]
    assert len(events("casework.note_moved")) == 2


def test_her_own_stories_are_offered_behind_any_number_of_newer_ones(desk: Desk, say: Say) -> None:
    here, hers = say(), say()
    voice.assign(conversation_id=hers, by=desk.nok)
    clock.pass_time(timedelta(hours=1))
    newer = {say() for _ in range(3)}
    offered = [story.id for story in filing.stories_to_choose(desk.nok, here, most=3)]
    assert (offered[0], set(offered[1:])) == (hers, newer)


def test_the_pages_of_wrong_places(desk: Desk, nok: Client, say: Say) -> None:
    story, other = say(), say()
    wrong, right = two_cases(desk, story, other)
    assert "Wrong case" in nok.get(f"/desk/case/{wrong}/").content.decode()
    here = f"/desk/story/{story}/case/{wrong}/other/"
    assert nok.post(here, {"case": "?"}).status_code == 409
    assert nok.post(here, {"case": str(right)})["Location"] == f"/desk/case/{right}/"
    note = services.add_note(conversation_id=story, text="called at six", by=desk.nok)
    assert f"/desk/note/{note}/story/" in nok.get(f"/desk/story/{story}/").content.decode()
    page = nok.get(f"/desk/note/{note}/story/").content.decode()
    assert str(other) in page
    assert nok.post(f"/desk/note/{note}/story/", {"story": ""}).status_code == 409
    assert nok.post(f"/desk/note/{note}/story/", {"story": str(other)})["Location"] == f"/desk/story/{other}/"
    assert nok.get(f"/desk/note/{note}/story/").status_code == 404


def test_only_replies_are_taken_back(desk: Desk, say: Say) -> None:
    story = say()
    hers = voice_reads.thread(desk.nok, story).messages[0].id
    with pytest.raises(NotOurWords):
        slips.take_back(message_id=hers, by=desk.nok)
