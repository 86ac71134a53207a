"""Given many stories that are alike, one answer reaches each in her own language, once, and some stay apart."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.casework import batches, services
from saphan.casework.alike import WHY_LEFT_OUT
from saphan.casework.batches import Answer
from saphan.casework.models import Batch, BatchItem
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.network import services as network
from saphan.network.freezing import freeze_desk
from saphan.store import Story, System, acting_as
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice
from saphan.voice.models import Message
from tests.casework.given import Desk, Say, events

pytestmark = pytest.mark.django_db
READ = Answer(approved="we_read_you")


def replies(story: UUID) -> list[str]:
    return [line.text for line in voice_reads.story(story, word_given=True).chat if not line.inbound]


def states(batch_id: UUID) -> dict[UUID, tuple[str, str]]:
    with acting_as(System("test")):
        rows = BatchItem.objects.filter(batch_id=batch_id)
        return {row.conversation_id: (row.state, row.why) for row in rows}


def test_each_reads_it_in_her_language_by_a_row_of_her_own(desk: Desk, say: Say) -> None:
    burmese, thai, english = say(), say(language="th"), say(language="en")
    chosen = (burmese, thai, english)
    shown = batches.preview(desk.nok, chosen, READ)
    assert {each.language: len(each.ids) for each in shown.going} == {"my": 1, "th": 1, "en": 1}
    batch_id = batches.send_to_many(conversation_ids=chosen, answer=READ, by=desk.nok)
    assert replies(english) == []
    run_waiting()
    assert replies(english) == ["We have read what you wrote. Thank you for telling us. " + said_after()]
    assert replies(burmese) != replies(thai) != replies(english)
    progress = batches.progress(desk.nok, batch_id)
    assert (progress.sent, progress.waiting, progress.left_out) == (3, 0, ())
    assert len(events("voice.replied", approved="we_read_you")) == 3
    with acting_as(System("test")):
        assert set(Message.objects.filter(inbound=False).values_list("author", flat=True)) == {desk.nok.id}


def said_after() -> str:
    return "We tell nobody without your yes. We write to you again here soon."


def test_who_has_no_words_in_her_language_is_left_out_and_listed(desk: Desk, say: Say) -> None:
    burmese, shan = say(), say(language="shn")
    shown = batches.preview(desk.nok, (burmese, shan), READ)
    assert [(out.conversation_id, out.why) for out in shown.left_out] == [(shan, "no_words")]
    written = Answer(text="မင်္ဂလာပါ", language="my")
    thai = say(language="th")
    batch_id = batches.send_to_many(conversation_ids=(burmese, thai), answer=written, by=desk.nok)
    run_waiting()
    assert replies(burmese) == ["မင်္ဂလာပါ"] and replies(thai) == []
    assert states(batch_id) == {burmese: ("sent", ""), thai: ("left_out", "language")}


def test_a_promise_that_only_a_machine_put_in_her_language_is_left_out_too(desk: Desk, say: Say) -> None:
    # Given Nok, who reads Burmese and no Nepali, and "we tell nobody without your yes"
    hers, other = say(language="my"), say("तलब आएन", language="ne")
    page = batches.preview(desk.nok, [hers, other], READ)
    assert [each.ids for each in page.going] == [(hers,)]
    assert [(each.conversation_id, each.why) for each in page.left_out] == [(other, batches.NO_WORDS)]
    # A thank-you for a test goes to both, and the page shows what stands below it
    thanks = batches.preview(desk.nok, [hers, other], Answer(approved="thanks_test")).going
    assert [each.words.count("\n\n") for each in thanks] == [1, 1]
    batches.send_to_many(conversation_ids=[hers, other], answer=Answer(approved="thanks_test"), by=desk.nok)
    run_waiting()
    assert [replies(hers), replies(other)] == [[each.words] for each in thanks]


def test_danger_and_open_cases_only_when_chosen_singly(desk: Desk, say: Say) -> None:
    plain, danger, with_case = say(), say(danger=True), say()
    services.open_case(conversation_id=with_case, by=desk.nok)
    chosen = (plain, danger, with_case)
    shown = batches.preview(desk.nok, chosen, READ)
    assert {out.conversation_id: out.why for out in shown.left_out} == {danger: "danger", with_case: "case"}
    assert batches.preview(desk.nok, chosen, READ, singly=(danger, with_case)).number == 3
    batch_id = batches.send_to_many(conversation_ids=(plain,), singly=(danger,), answer=READ, by=desk.nok)
    run_waiting()
    assert len(replies(danger)) == len(replies(plain)) == 1
    assert states(batch_id)[danger] == ("sent", "singly")


def test_danger_that_comes_before_the_delivery_keeps_her_apart(desk: Desk, say: Say) -> None:
    story = say()
    batch_id = batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.nok)
    voice.raise_danger(conversation_id=story)
    run_waiting()
    assert replies(story) == [] and states(batch_id)[story] == ("left_out", "danger")


def test_a_double_click_and_a_task_that_runs_again_send_once(desk: Desk, say: Say) -> None:
    story, once = say(), uuid4()
    first = batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.nok, once=once)
    assert batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.nok, once=once) == first == once
    with acting_as(System("test")):
        (item,) = BatchItem.objects.all()
    run_waiting()
    batches.deliver(item.id)
    batches.deliver(uuid4())
    assert len(replies(story)) == 1
    # Even were the mark lost, the reply itself carries the item's id
    with acting_as(System("test")):
        BatchItem.objects.filter(id=item.id).update(state="waiting")
    batches.deliver(item.id)
    assert len(replies(story)) == 1 and states(first)[story] == ("sent", "")


def test_killed_in_the_middle_neither_loses_nor_doubles(desk: Desk, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    story = say()
    batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.nok)
    with acting_as(System("test")):
        (item,) = BatchItem.objects.all()

    class Killed(BaseException):
        pass

    def die(self: BatchItem, *args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(BatchItem, "save", die)
        with pytest.raises(Killed):
            batches.deliver(item.id)
    assert replies(story) == []
    run_waiting()
    assert len(replies(story)) == 1


def test_stopped_nobody_else_is_answered(desk: Desk, other_desk: Desk, say: Say) -> None:
    first, second = say(), say()
    batch_id = batches.send_to_many(conversation_ids=(first, second), answer=READ, by=desk.nok)
    with acting_as(System("test")):
        item = BatchItem.objects.get(conversation_id=first)
    batches.deliver(item.id)
    for stranger in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            batches.stop(batch_id=batch_id, by=stranger)
        with pytest.raises(NotAllowed):
            batches.progress(stranger, batch_id)
    batches.stop(batch_id=batch_id, by=desk.nok)
    batches.stop(batch_id=batch_id, by=desk.nok)
    run_waiting()
    assert (len(replies(first)), replies(second)) == (1, [])
    shown = batches.progress(desk.nok, batch_id)
    assert shown.stopped and [out.why for out in shown.left_out] == ["stopped"] and shown.total == 1


def test_who_leaves_or_loses_the_role_sends_no_more(desk: Desk, say: Say) -> None:
    story = say()
    batch_id = batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.nok)
    network.let_go(staff_id=desk.nok.id)
    run_waiting()
    assert replies(story) == [] and states(batch_id)[story] == ("left_out", "stopped")


def test_frozen_before_it_was_delivered_she_is_left_out_and_the_list_says_why(desk: Desk, say: Say) -> None:
    # Given an answer to two is on its way
    first, second = say(), say()
    batch_id = batches.send_to_many(conversation_ids=(first, second), answer=READ, by=desk.nok)

    # When a lead freezes the desk
    freeze_desk(by=desk.ann)
    run_waiting()

    # Then nobody of it answers, no item waits for ever, and whoever opens it again reads why
    assert replies(first) == replies(second) == []
    assert states(batch_id) == {first: ("left_out", "frozen"), second: ("left_out", "frozen")}
    assert batches.FROZEN in WHY_LEFT_OUT


def test_a_story_that_is_gone_is_left_out(desk: Desk, say: Say) -> None:
    gone, stays = say(), say()
    batch_id = batches.send_to_many(conversation_ids=(gone, stays), answer=READ, by=desk.nok)
    voice.delete_story(conversation_id=gone, by=Story(gone))
    run_waiting()
    assert len(replies(stays)) == 1 and gone not in states(batch_id)


@pytest.mark.parametrize(
    ("number", "answer", "refused"),
    [
        (0, READ, DoesNotFit),
        (201, READ, DoesNotFit),
        (1, Answer(approved="insult"), DoesNotFit),
        (1, Answer(text="  ", language="my"), NothingWritten),
    ],
)
def test_what_does_not_fit_sends_nothing(desk: Desk, number: int, answer: Answer, refused: type[Exception]) -> None:
    chosen = [uuid4() for _ in range(number)]
    with pytest.raises(refused):
        batches.send_to_many(conversation_ids=chosen, answer=answer, by=desk.nok)
    with acting_as(System("test")):
        assert not Batch.objects.exists()


def test_others_send_nothing(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    with pytest.raises(NotAllowed):
        batches.send_to_many(conversation_ids=(story,), answer=READ, by=desk.preecha)
    batches.send_to_many(conversation_ids=(story,), answer=READ, by=other_desk.nok)
    run_waiting()
    assert replies(story) == []


def test_the_pages_from_choosing_to_done(desk: Desk, nok: Client, say: Say) -> None:
    stories = [say(), say(language="th"), say(icon="hours")]
    danger = say(danger=True)
    page = nok.get("/desk/alike/?all=yes").content.decode()
    assert page.count(" checked") == 3 and "1 stays apart" in page and str(danger) in page
    assert str(stories[2]) not in nok.get("/desk/alike/?icon=pay&language=my").content.decode()
    assert "Nobody waits here" in nok.get("/desk/alike/?show=answered").content.decode()
    chosen = {"story": [str(story) for story in stories], "approved": "we_read_you"}
    who = nok.post("/desk/alike/who/", chosen).content.decode()
    assert "3 people read this" in who and "Send to 3 people" in who
    assert nok.post("/desk/alike/who/", {"approved": "we_read_you"}).status_code == 409
    assert nok.post("/desk/alike/send/", {"approved": "we_read_you"}).status_code == 409
    typed = {"story": [str(stories[1])], "singly": [str(danger)], "approved": "written", "text": "x", "language": "my"}
    left = nok.post("/desk/alike/who/", typed).content.decode()
    assert "1 is left out" in left and "1 person reads this" in left
    sent = nok.post("/desk/alike/send/", {**chosen, "once": str(uuid4())})
    here = sent["Location"]
    running = nok.get(here).content.decode()
    assert "0 of 3 delivered" in running and "every 2s" in running
    run_waiting()
    done = nok.get(here).content.decode()
    assert "3 of 3 delivered" in done and "Done" in done and "every 2s" not in done
    assert nok.post(f"{here}stop/")["Location"] == here
    assert nok.get(f"/desk/alike/{uuid4()}/").status_code == 404
