"""A closed story ends after its time, and she is told a month ahead; an open one never does."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from saphan.casework import ending as of_cases
from saphan.casework.models import Case, Need, Party
from saphan.store import Staff, Story, System, acting_as, clock
from saphan.vault import retention
from saphan.vault.models import DataKey, Event, Fact, Shredded
from saphan.voice import ageing, ending, services
from saphan.voice.inbound import Handle, Media
from saphan.voice.models import Ask, Attachment, Contact, Conversation, Ending, Message, Receipt, Told
from saphan.voice.refusals import StoryGone
from saphan.voice.selectors import NoSuchCode, keeping, open_story
from tests.voice import logs
from tests.voice.given import Browser, Desk, a_voice

pytestmark = pytest.mark.django_db
NUMBER = Handle("phone", "+66812345678")


def closed(desk: Desk, **more: object) -> UUID:
    story = a_voice(desk, **more).conversation_id  # type: ignore[arg-type]
    services.close(conversation_id=story, by=desk.caseworker)
    return story


def days_pass(days: int) -> None:
    clock.pass_time(timedelta(days=days))
    ending._all_done_on = None
    ending.sweep()


def is_there(story: UUID) -> bool:
    with acting_as(System("test")):
        return Conversation.objects.filter(id=story, left_on=None).exists()


def steps(story: UUID) -> list[str]:
    with acting_as(System("test")):
        return list(Told.objects.filter(conversation_id=story).order_by("id").values_list("step", flat=True))


def test_a_closed_story_is_told_of_its_end_and_ends_a_month_later(desk: Desk) -> None:
    # Given a closed story
    voice = a_voice(desk)
    story = voice.conversation_id
    services.close(conversation_id=story, by=desk.caseworker)

    # When a month less than its time has passed, she is told; and it stays until the last day
    days_pass(699)
    assert steps(story)[-1] == "closed"
    days_pass(1)
    assert steps(story)[-1] == "ends_soon"
    days_pass(29)
    assert is_there(story)
    days_pass(1)

    # Then a tombstone stays, and what was counted stays counted
    assert not is_there(story)
    with pytest.raises(NoSuchCode):
        open_story(voice.claim_code)
    with acting_as(System("test")):
        assert Conversation.objects.get(id=story).left_on == clock.today()
        assert Shredded.objects.filter(subject_id=story).exists()
        assert Event.objects.filter(act="voice.story_ended", object_id=story).exists()
        assert not Ending.objects.exists()
        assert Fact.objects.filter(subject=story, kind="voice.received").exists()
        assert not Fact.objects.filter(kind="voice.story_deleted").exists()


def test_an_open_story_never_ends(desk: Desk) -> None:
    waiting, answered = a_voice(desk).conversation_id, a_voice(desk).conversation_id
    services.reply(conversation_id=answered, text="We can help", by=desk.caseworker)
    days_pass(4000)
    days_pass(31)
    assert is_there(waiting) and is_there(answered)
    assert "ends_soon" not in steps(waiting) + steps(answered)


def test_a_story_that_she_opened_again_stays_and_its_time_begins_anew(desk: Desk) -> None:
    story = closed(desk)
    days_pass(700)
    services.reopen(conversation_id=story, by=Story(story))
    days_pass(31)
    assert is_there(story)
    with acting_as(System("test")):
        assert not Ending.objects.exists()
    services.close(conversation_id=story, by=desk.caseworker)
    days_pass(699)
    assert steps(story)[-1] == "closed"
    days_pass(1)
    days_pass(30)
    assert not is_there(story)


def test_opened_and_closed_again_between_two_sweeps_begins_anew(desk: Desk) -> None:
    story = closed(desk)
    days_pass(700)
    services.reopen(conversation_id=story, by=Story(story))
    services.close(conversation_id=story, by=desk.caseworker)
    days_pass(31)
    assert is_there(story)
    with acting_as(System("test")):
        assert Ending.objects.get().told_on is None


def test_opened_in_the_moment_of_its_end_it_stays(desk: Desk) -> None:
    story = closed(desk)
    services.reopen(conversation_id=story, by=Story(story))
    assert ending._end(story) is False
    assert is_there(story)


def test_asked_something_in_the_moment_of_its_end_it_stays(desk: Desk) -> None:
    story = closed(desk)
    with acting_as(System("test")):
        services.ask(conversation_id=story, question="held", ref=uuid4())
    assert ending._end(story) is False
    assert is_there(story)


def test_after_a_long_standstill_she_still_has_a_month(desk: Desk) -> None:
    story = closed(desk)
    days_pass(2000)
    assert steps(story)[-1] == "ends_soon"
    (words,) = keeping(story).kept
    assert words.until == clock.today() + timedelta(days=30)
    days_pass(29)
    assert is_there(story)
    days_pass(1)
    assert not is_there(story)


def test_a_question_to_her_or_an_open_case_keeps_it(desk: Desk) -> None:
    proof = Media("image/jpeg", b"pixels", original=b"pixels and a place")
    asked, at_work = closed(desk), closed(desk, handle=NUMBER, media=proof)
    with acting_as(System("test")):
        services.ask(conversation_id=asked, question="held", ref=uuid4())
        case = Case.objects.create(desk_id=desk.id, owner=desk.lead_id, opened_on=clock.today())
        Party.objects.create(desk_id=desk.id, case=case, conversation_id=at_work, joined_on=clock.today())
    days_pass(731)
    days_pass(31)
    assert is_there(asked) and is_there(at_work)
    with acting_as(System("test")):  # and nothing of it went before
        assert Attachment.objects.filter(conversation_id=at_work, proof_subject_id__isnull=False).exists()
        assert Message.objects.filter(conversation_id=at_work, part="handle").exists()

    # When the question and the case are closed, they end a month after she was told
    with acting_as(System("test")):
        Ask.objects.update(closed_on=clock.today())
        Case.objects.update(status="closed", closed_on=clock.today())
    days_pass(1)
    days_pass(30)
    assert not is_there(asked) and not is_there(at_work)


def test_a_story_that_was_closed_before_this_was_counted_gets_its_whole_time(desk: Desk) -> None:
    story = closed(desk)
    with acting_as(System("test")):
        Ending.objects.all().delete()
    days_pass(1000)
    assert steps(story)[-1] == "closed"
    days_pass(701)
    assert steps(story)[-1] == "ends_soon"


def test_photos_go_before_words_and_a_photo_with_proof_with_the_proof(desk: Desk) -> None:
    photo = closed(desk, media=Media("image/jpeg", b"pixels"))
    proof = closed(desk, media=Media("image/jpeg", b"pixels", original=b"pixels and a place"))
    days_pass(364)
    with acting_as(System("test")):
        assert Attachment.objects.count() == 2
    days_pass(1)
    with acting_as(System("test")):
        assert Attachment.objects.get().conversation_id == proof
        assert Message.objects.filter(conversation_id=photo).exists()
    retention.set_days("proof", 400)
    days_pass(35)
    with acting_as(System("test")):
        assert not DataKey.objects.filter(kind="proof").exists()
    days_pass(1)
    with acting_as(System("test")):
        assert not Attachment.objects.exists()
    assert is_there(photo) and is_there(proof)


def test_a_number_goes_when_all_her_stories_are_closed_for_long_enough(desk: Desk) -> None:
    voice = a_voice(desk, handle=NUMBER)
    services.close(conversation_id=voice.conversation_id, by=desk.caseworker)
    second = a_voice(desk, handle=NUMBER).conversation_id
    days_pass(181)
    with acting_as(System("test")):
        assert Contact.objects.filter(handle_index__isnull=False).exists()
    services.close(conversation_id=second, by=desk.caseworker)
    days_pass(180)
    with acting_as(System("test")):
        assert not Contact.objects.filter(handle_index__isnull=False).exists()
        assert not Message.objects.filter(part="handle").exists()
    assert open_story(voice.claim_code) == voice.conversation_id


def test_a_number_in_a_row_of_an_old_log_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    # Given two calls of a log: one number could be read, of the other only the row knows
    rows = [
        ("2025-03-01 10:00", words, "", number, "", "", "", "")
        for words, number in (("one", "02 000 0000"), ("two", ""))
    ]
    stories = [outcome.conversation_id for outcome in logs.outcomes(logs.table(tmp_path, *rows), desk.id)]
    assert all(stories)
    for story in stories:
        assert story and [kept.name for kept in keeping(story).kept] == ["words", "handle"]
    # When the time of numbers is over
    days_pass(1)
    days_pass(180)
    # Then neither stands anywhere; her words do
    with acting_as(System("test")):
        assert set(Message.objects.values_list("part", flat=True)) == {"said"}
    for story in stories:
        assert story and [kept.name for kept in keeping(story).kept] == ["words"]


def test_needs_of_a_closed_case_go(desk: Desk) -> None:
    with acting_as(System("test")):
        for day in (None, clock.today()):
            status = "closed" if day else "open"
            case = Case.objects.create(
                desk_id=desk.id, owner=desk.lead_id, opened_on=clock.today(), status=status, closed_on=day
            )
            Need.objects.create(desk_id=desk.id, case=case, kind="shelter", on=clock.today())
    clock.pass_time(timedelta(days=1825))
    of_cases.end_needs()
    with acting_as(System("test")):
        assert Need.objects.get().case.status == "open"


def test_receipts_go_after_their_time(desk: Desk) -> None:
    a_voice(desk)
    retention.set_days("receipt", 60)
    clock.pass_time(timedelta(days=59))
    ageing.drop_what_is_old()
    with acting_as(System("test")):
        assert Receipt.objects.exists()
    clock.pass_time(timedelta(days=1))
    ageing.drop_what_is_old()
    with acting_as(System("test")):
        assert not Receipt.objects.exists()


def test_once_all_is_done_the_sweep_rests_until_tomorrow(desk: Desk) -> None:
    story = closed(desk)
    days_pass(1)
    retention.set_days("words", 30)
    ending.sweep()
    assert "ends_soon" not in steps(story)
    clock.pass_time(timedelta(days=1))
    ending.sweep()
    assert steps(story)[-1] == "ends_soon"


def test_her_page_says_until_when(desk: Desk, phone: Browser) -> None:
    # Given an open story without a photo or a number
    code = phone.say()
    page = phone.get("/en/story/kept/").content.decode()
    assert "Your story is open." in page
    assert "2 years" in page and "Your photos" not in page and "Your phone number" not in page

    # When she gave a number, and it was closed
    story = open_story(code)
    services.set_details(conversation_id=story, phone="081 234 5678")
    services.close(conversation_id=story, by=desk.caseworker)

    # Then she reads dates
    page = phone.get("/en/story/kept/").content.decode()
    assert "Your story was closed on 2 March 2026." in page
    assert "until 1 March 2028" in page
    assert "until 29 August 2026" in page
    assert "What stays without you" in page
    # And what is so of names, and of copies that no machine deletes
    for address in ("/en/story/kept/", "/en/story/delete/"):
        page = phone.get(address).content.decode()
        assert "Your name too, if you agreed to that." in page and "without your name" not in page
    assert "Copies that our team makes by hand, our team must delete." in phone.get("/en/story/kept/").content.decode()


def test_nobody_else_reads_it(desk: Desk) -> None:
    closed(desk)
    with pytest.raises(StoryGone):
        keeping(uuid4())
    with acting_as(Staff(uuid4(), uuid4())):
        assert not Ending.objects.exists()
