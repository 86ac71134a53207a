"""Given a story at the wrong desk, it moves whole to the right one: the old desk reads no row, the new one every word.

The serving role looks: what the database shows each desk is counted, table by table.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django.fixtures import Settings

from saphan.casework import moves, services
from saphan.casework.models import Concern, Move, Note, Party
from saphan.casework.persons import voice_group_of
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.selectors import concerns_behind, person_facts
from saphan.network.freezing import freeze_desk
from saphan.network.models import Desk as NetworkDesk
from saphan.network.models import Notice
from saphan.store import Staff, Story, System, acting_as, clock
from saphan.store.place import write_secret
from saphan.store.protection import protected_models
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import DataKey
from saphan.vault.services import new_key
from saphan.voice import moving
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice
from saphan.voice.inbound import Handle, Inbound, Media
from saphan.voice.intake import accept
from saphan.voice.models import Attachment, Contact, Conversation, Link, Message, Told
from saphan.voice.refusals import StoryGone
from tests.casework.given import Desk, Say, events, member, voices_for
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db

PIXEL = b"\x89PNG picture"
OF_AN_ISSUE = {"remedy_round_answer", "remedy_retaliation"}
"""They belong to the desk that leads an issue, wherever the story of whoever answered is kept."""


def tables_with_stories() -> set[str]:
    return {
        model._meta.db_table
        for model, _ in protected_models()
        if {"desk_id", "conversation_id"} <= {field.attname for field in model._meta.concrete_fields}
    }


def rows_seen(by: Staff, conversation_id: UUID) -> dict[str, int]:
    """How many rows of this story the database shows somebody, by table."""
    seen: dict[str, int] = {}
    with acting_as(by):
        for model, _ in protected_models():
            if model._meta.db_table in tables_with_stories() | {"voice_conversation"}:
                by_id = "id" if model is Conversation else "conversation_id"
                seen[model._meta.db_table] = model._default_manager.filter(**{by_id: conversation_id}).count()
        seen["vault_data_key"] = DataKey.objects.filter(subject_id=conversation_id).count()
    return {table: number for table, number in seen.items() if number}


@pytest.fixture
def whole(desk: Desk, say: Say, blue_prawn: UUID) -> UUID:
    """A story that has a bit of everything: words, a picture with its proof, a reply, a note, a case, a concern."""
    story = accept(
        Inbound(
            desk.id,
            "web",
            "my",
            once=str(uuid4()),
            text="they keep our passports",
            icon="papers",
            handle=Handle("phone", "+66811112222"),
            media=Media("image/png", PIXEL, original=PIXEL + b" where and when"),
        )
    ).conversation_id
    services.take_up(conversation_id=story, by=desk.nok)
    voice.reply(conversation_id=story, text="We read you", by=desk.nok)
    services.add_note(conversation_id=story, text="speaks Karen too", by=desk.nok)
    case = services.open_case(conversation_id=story, by=desk.nok)
    said = {"kind": "documents_held", "respondent_id": blue_prawn, "stage": "employment", "first_hand": True}
    services.record_concern(case_id=case, conversation_id=story, by=desk.nok, **concern(blue_prawn))
    voice.say_more(conversation_id=story, text="still waiting", once="second")
    assert said
    run_waiting()
    return story


def concern(respondent: UUID) -> dict[str, object]:
    from datetime import date

    from saphan.standards.concern_kinds import all_kinds

    kind = next(code for code, kind in all_kinds().items() if kind.family == "C")
    return {
        "kind": kind,
        "respondent_id": respondent,
        "stage": "employment",
        "period_from": date(2026, 1, 1),
        "first_hand": True,
        "number_affected": 3,
    }


def move_with_her_yes(story: UUID, desk: Desk, other: Desk) -> None:
    moves.propose_move(conversation_id=story, to_desk_id=other.id, why="language", by=desk.nok)
    page = voice_reads.story(story, word_given=True)
    voice.answer(ask_id=page.questions[0].id, code="yes", by=Story(story))
    run_waiting()


def test_every_table_that_holds_a_story_says_how_it_moves() -> None:
    assert tables_with_stories() - {"casework_move"} - OF_AN_ISSUE <= moving.held_in()


def test_with_her_yes_everything_goes_and_the_old_desk_sees_only_that_it_went(
    desk: Desk, other_desk: Desk, whole: UUID
) -> None:
    before = rows_seen(desk.nok, whole)
    move_with_her_yes(whole, desk, other_desk)
    assert rows_seen(desk.nok, whole) == rows_seen(desk.ann, whole) == {"casework_move": 1}
    after = rows_seen(other_desk.nok, whole)
    assert {table for table in before if table != "voice_receipt"} <= set(after)
    assert after["voice_message"] == before["voice_message"]
    with pytest.raises(StoryGone):
        voice_reads.thread(desk.nok, whole)


def test_the_new_desk_opens_every_word_and_picture(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    move_with_her_yes(whole, desk, other_desk)
    thread = voice_reads.thread(other_desk.nok, whole)
    words = [line.text for line in thread.messages]
    assert {"they keep our passports", "We read you", "still waiting", "+66811112222"} <= set(words)
    assert thread.conversation.assigned_to in {other_desk.nok.id, other_desk.ann.id}, "it finds its person there"
    assert thread.conversation.status == "waiting"
    (picture,) = thread.attachments
    assert voice_reads.attachment(other_desk.nok, picture.id) == ("image/png", PIXEL)
    with pytest.raises(NotAllowed):
        voice_reads.attachment(desk.nok, picture.id)


def test_the_proof_opens_under_the_new_desk_and_not_under_the_old(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    from saphan.vault.sealing import CannotOpen, Cell
    from saphan.vault.services import open_contents

    move_with_her_yes(whole, desk, other_desk)
    with acting_as(other_desk.nok):
        row = Attachment.objects.get(conversation_id=whole)
        cell = Cell("voice_attachment", "proof_sealed", row.id)
        sealed, subject = row.proof_sealed, row.proof_subject_id
        assert subject and sealed
        assert open_contents([(sealed, cell)], subject_id=subject, why="test") == [PIXEL + b" where and when"]
    with acting_as(desk.nok), pytest.raises(CannotOpen):
        open_contents([(sealed, cell)], subject_id=subject, why="test")


def test_her_page_and_her_note_go_on(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    move_with_her_yes(whole, desk, other_desk)
    voice.say_more(conversation_id=whole, text="thank you", once="third")
    voice.reply(conversation_id=whole, text="we are here", by=other_desk.nok)
    page = voice_reads.story(whole, word_given=True)
    assert [line.text for line in page.chat][-2:] == ["thank you", "we are here"]
    assert [step.step for step in page.steps][-2:] == ["moved", "answered"]
    from saphan.casework.selectors import notes

    assert [note.text for note in notes(other_desk.nok, whole)] == ["speaks Karen too"]
    assert voice_reads.desk_of_story(whole) == other_desk.id


def test_what_she_said_counts_once_and_as_the_same_voice(
    desk: Desk, other_desk: Desk, whole: UUID, blue_prawn: UUID
) -> None:
    from saphan.verification.facts import standing

    with acting_as(desk.nok):
        (former,) = Concern.objects.filter(conversation_id=whole)
    with acting_as(System("test")):
        assert standing().filter(respondent_id=blue_prawn).count() == 1
    move_with_her_yes(whole, desk, other_desk)
    with acting_as(System("test")):
        assert standing().filter(respondent_id=blue_prawn).count() == 0
        assert Party.objects.get(conversation_id=whole).left_why == "moved"
    with acting_as(other_desk.nok):
        assert voice_group_of(whole) == former.voice_group
    case = services.open_case(conversation_id=whole, by=other_desk.nok)
    services.record_concern(case_id=case, conversation_id=whole, by=other_desk.nok, **concern(blue_prawn))
    run_waiting()
    with acting_as(System("test")):
        (fact,) = standing().filter(respondent_id=blue_prawn)
        assert (fact.desk_id, fact.voice_group) == (other_desk.id, former.voice_group)
    assert events("casework.concern_withdrawn")


def test_a_closed_story_rings_no_alarm_where_it_goes(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say(danger=True)
    services.take_up(conversation_id=story, by=desk.nok)
    voice.close(conversation_id=story, by=desk.nok)
    run_waiting()
    before = Notice.objects.count()
    with acting_as(System("test")):
        moving.move_story(conversation_id=story, to_desk_id=other_desk.id)
    run_waiting()
    assert Notice.objects.count() == before
    with acting_as(other_desk.nok):
        assert Conversation.objects.get().danger_seen_at is not None


def test_who_was_known_at_both_desks_is_one_voice(desk: Desk, other_desk: Desk, blue_prawn: UUID, say: Say) -> None:
    """She gave both the same number; the older of her two groups counts no more once that story has moved."""
    here, there = say(phone="+66812345678"), voices_for(other_desk)(phone="+66812345678")

    def record(story: UUID, at: Desk) -> None:
        case = services.open_case(conversation_id=story, by=at.nok)
        services.record_concern(case_id=case, conversation_id=story, by=at.nok, **concern(blue_prawn))

    record(here, desk)
    clock.pass_time(timedelta(days=3))
    record(there, other_desk)
    with acting_as(System("test")):
        moving.move_story(conversation_id=here, to_desk_id=other_desk.id)
    record(here, other_desk)
    with acting_as(other_desk.nok):
        counting = Concern.objects.filter(withdrawn_on=None)
        assert (counting.count(), counting.values("voice_group").distinct().count()) == (2, 1)


def test_what_asks_for_care_of_her_goes_along_to_a_new_case(
    desk: Desk, other_desk: Desk, blue_prawn: UUID, say: Say
) -> None:
    """Her age and her quarrel were written down by the old desk, whose case stays there."""
    story = say()
    quarrel = clock.today() - timedelta(days=3)
    old = services.open_case(conversation_id=story, by=desk.nok)
    services.set_under_18(case_id=old, under_18=True, by=desk.nok)
    services.set_quarrel(case_id=old, on=quarrel, by=desk.nok)
    with acting_as(System("test")):
        moving.move_story(conversation_id=story, to_desk_id=other_desk.id)
    for conversation_id in (story, voices_for(other_desk)()):
        case_id = services.open_case(conversation_id=conversation_id, by=other_desk.nok)
        services.record_concern(
            case_id=case_id,
            conversation_id=conversation_id,
            by=other_desk.nok,
            kind="unpaid_overtime",
            respondent_id=blue_prawn,
            stage="employment",
            period_from=date(2026, 1, 1),
        )
    with acting_as(System("test")):
        found = {each.conversation_id: each for each in concerns_behind("C", [blue_prawn], [other_desk.id])}
        hers = found.pop(story)
        assert (hers.under_18, hers.quarrel_on) == (True, quarrel)
        assert [(each.under_18, each.quarrel_on) for each in found.values()] == [(False, None)]
        assert person_facts(story).under_18


def test_a_no_and_no_answer_leave_it_where_it_is(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    before = rows_seen(desk.nok, whole)
    moves.propose_move(conversation_id=whole, to_desk_id=other_desk.id, why="country", by=desk.nok)
    moves.propose_move(conversation_id=whole, to_desk_id=other_desk.id, why="country", by=desk.nok)
    run_waiting()
    assert rows_seen(other_desk.nok, whole) == {}
    (asked,) = voice_reads.story(whole, word_given=True).questions
    voice.answer(ask_id=asked.id, code="no", by=desk.nok)  # in a talk
    run_waiting()
    assert rows_seen(other_desk.nok, whole) == {}
    assert rows_seen(desk.nok, whole).items() >= before.items()
    with acting_as(desk.nok):
        assert Move.objects.get(conversation_id=whole).state == "refused"
    moves.propose_move(conversation_id=whole, to_desk_id=other_desk.id, why="country", by=desk.nok)
    with acting_as(desk.nok):
        again = Move.objects.get(conversation_id=whole, state="asked")
    moves.take_move_back(move_id=again.id, by=desk.nok)
    with pytest.raises(NotAllowed):
        moves.take_move_back(move_id=again.id, by=desk.nok)
    assert voice_reads.story(whole, word_given=True).questions == ()


def test_a_story_that_nobody_opened_goes_at_once_and_she_is_told(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say(language="km", danger=True)
    run_waiting()
    assert Notice.objects.filter(staff_id=desk.nok.id, seen_at=None, object_id=story).exists()
    assert moves.propose_move(conversation_id=story, to_desk_id=other_desk.id, why="language", by=desk.nok) == "unread"
    run_waiting()
    assert rows_seen(desk.nok, story) == {"casework_move": 1}
    assert "moved" in [step.step for step in voice_reads.story(story, word_given=True).steps]
    assert not Notice.objects.filter(staff__desk_id=desk.id, seen_at=None, object_id=story).exists()
    rung = Notice.objects.filter(staff_id=other_desk.ann.id, object_id=story, seen_at=None)
    assert set(rung.values_list("kind", "urgent")) == {("casework.danger", True), ("casework.moved_here", False)}


def test_in_danger_a_lead_may_move_it_at_once_with_a_reason_that_goes_along(
    desk: Desk, other_desk: Desk, say: Say
) -> None:
    story = say(danger=True)
    services.take_up(conversation_id=story, by=desk.nok)
    act = {"conversation_id": story, "to_desk_id": other_desk.id, "why": "safety"}
    with pytest.raises(NotAllowed):
        moves.move_at_once(**act, reason="shelter there tonight", by=desk.nok)
    with pytest.raises(NothingWritten):
        moves.move_at_once(**act, reason=" ", by=desk.ann)
    assert moves.propose_move(**act, by=desk.nok) == "asked"
    assert rows_seen(other_desk.nok, story) == {}
    moves.move_at_once(**act, reason="shelter there tonight", by=desk.ann)
    run_waiting()
    from saphan.casework.selectors import notes

    assert [note.text for note in notes(other_desk.ann, story)] == ["shelter there tonight"]
    assert rows_seen(desk.ann, story) == {"casework_move": 2}
    with acting_as(other_desk.nok):
        row = Conversation.objects.get(id=story)
        assert row.danger_seen_at is None and row.urgency == 2


def test_a_lead_cannot_move_at_once_what_is_not_in_danger(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    before = rows_seen(desk.nok, whole)
    with pytest.raises(NotAllowed):
        moves.move_at_once(conversation_id=whole, to_desk_id=other_desk.id, why="wish", reason="x", by=desk.ann)
    assert rows_seen(desk.nok, whole) == before and not rows_seen(other_desk.nok, whole)


@pytest.mark.parametrize("wrong", [{"to_desk_id": UUID(int=9)}, {"why": "boredom"}])
def test_only_an_open_desk_and_a_reason_that_we_know(
    desk: Desk, other_desk: Desk, say: Say, wrong: dict[str, object]
) -> None:
    story = say()
    right: dict[str, object] = {"conversation_id": story, "to_desk_id": other_desk.id, "why": "language"}
    with pytest.raises(DoesNotFit):
        moves.propose_move(**{**right, **wrong}, by=desk.nok)  # type: ignore[arg-type]
    NetworkDesk.objects.filter(id=other_desk.id).update(frozen_on="2026-03-01")
    with pytest.raises(DoesNotFit):
        moves.propose_move(**right, by=desk.nok)  # type: ignore[arg-type]
    assert rows_seen(other_desk.nok, story) == {} and "voice_conversation" in rows_seen(desk.nok, story)


def test_others_may_not(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    for stranger in (other_desk.nok, other_desk.ann, desk.preecha):
        with pytest.raises(NotAllowed):
            moves.propose_move(conversation_id=story, to_desk_id=other_desk.id, why="wish", by=stranger)
        with pytest.raises(NotAllowed):
            moves.move_page(stranger, story)
    assert rows_seen(other_desk.nok, story) == {}


def test_a_contact_that_another_story_needs_stays_and_is_copied(desk: Desk, other_desk: Desk, say: Say) -> None:
    first, second = say(phone="+66811110000"), say(phone="+66811110000")
    with acting_as(desk.nok):
        shared = Conversation.objects.get(id=first).contact_id
        assert Conversation.objects.get(id=second).contact_id == shared
        Contact.objects.filter(id=shared).update(safe_times=["evening"])
    moves.propose_move(conversation_id=first, to_desk_id=other_desk.id, why="language", by=desk.nok)
    with acting_as(other_desk.nok):
        (theirs,) = Contact.objects.all()
        assert theirs.id != shared and theirs.safe_times == ["evening"]
        assert Conversation.objects.get(id=first).contact_id == theirs.id
    with acting_as(desk.nok):
        assert [row.id for row in Contact.objects.all()] == [shared]
    # The second one meets the contact that the other desk knows by now; ours is needed no more.
    with acting_as(other_desk.nok):
        Contact.objects.filter(id=theirs.id).update(safe_times=["morning", "evening"])
    moves.propose_move(conversation_id=second, to_desk_id=other_desk.id, why="language", by=desk.nok)
    with acting_as(other_desk.nok):
        assert Conversation.objects.get(id=second).contact_id == theirs.id
        assert Contact.objects.get(id=theirs.id).safe_times == ["evening"]
    with acting_as(desk.nok):
        assert not Contact.objects.exists()


def test_a_link_ends_where_the_two_stories_part(desk: Desk, other_desk: Desk, say: Say) -> None:
    newer, earlier = say(), say()
    voice.link_lost(conversation_id=newer, earlier_id=earlier, by=desk.nok)
    moves.propose_move(conversation_id=newer, to_desk_id=other_desk.id, why="language", by=desk.nok)
    with acting_as(System("test")):
        assert not Link.objects.exists()


def test_the_old_desk_cannot_add_to_it_and_nobody_can_by_hand(desk: Desk, other_desk: Desk, say: Say) -> None:
    story = say()
    moves.propose_move(conversation_id=story, to_desk_id=other_desk.id, why="language", by=desk.nok)
    with pytest.raises(NotAllowed):
        voice.reply(conversation_id=story, text="hello", by=desk.nok)
    with pytest.raises(NotAllowed):
        services.add_note(conversation_id=story, text="hello", by=desk.nok)
    with pytest.raises((IntegrityError, Exception), match="SP002|42501"), acting_as(desk.nok):
        Told.objects.create(desk_id=desk.id, conversation_id=story, step="read", on="2026-03-02")
    with acting_as(other_desk.nok):
        assert not Note.objects.exists()
        assert set(Message.objects.values_list("desk_id", flat=True)) == {other_desk.id}


def test_only_a_task_may_give_a_row_to_another_desk(desk: Desk, other_desk: Desk, say: Say) -> None:
    from django.db import DatabaseError, transaction

    story = say()
    with acting_as(desk.nok):
        for model in (Conversation, Message, DataKey):
            by_id = {"voice_conversation": "id", "vault_data_key": "subject_id"}
            wanted = {by_id.get(model._meta.db_table, "conversation_id"): story}
            try:
                with transaction.atomic():
                    assert model._default_manager.filter(**wanted).update(desk_id=other_desk.id) == 0
            except DatabaseError as error:
                assert str(error).startswith("42501")
    assert rows_seen(other_desk.ann, story) == {}


def test_pages_say_what_will_happen(desk: Desk, other_desk: Desk, nok: Client, whole: UUID, say: Say) -> None:
    here = f"/desk/story/{whole}/move/"
    page = nok.get(here).content.decode()
    assert "Harbour Desk" in page and "she is asked first" in page and "at_once" not in page
    assert nok.post(here, {"desk": "x", "why": "language"}).status_code == 409
    sent = nok.post(here, {"desk": str(other_desk.id), "why": "language"})
    assert sent["Location"] == f"/desk/story/{whole}/"
    shown = nok.get(f"/desk/story/{whole}/").content.decode()
    assert "May Harbour Desk answer her instead of us?" in shown
    assert "Until she says yes" in nok.get(here).content.decode()
    with acting_as(desk.nok):
        waiting = Move.objects.get(state="asked")
    assert nok.post(f"/desk/move/{waiting.id}/stay/").status_code == 302
    assert nok.post(f"/desk/move/{waiting.id}/stay/").status_code == 404
    unread = say(language="km")
    assert "Not our language" in nok.get("/desk/").content.decode()
    moved = nok.post(f"/desk/story/{unread}/move/", {"desk": str(other_desk.id), "why": "language"})
    assert "Another desk answers her now" not in (landed := nok.get(moved["Location"]).content.decode())
    assert "another desk answers her now" in landed
    gone = nok.get(f"/desk/story/{unread}/")
    assert gone.status_code == 410 and "Harbour Desk" in gone.content.decode()
    assert nok.get(f"/desk/story/{uuid4()}/").status_code == 404


def test_a_lead_moves_at_once_from_the_page(desk: Desk, other_desk: Desk, say: Say) -> None:
    ann = sign_in(Client(), member(desk.ann))
    story = say(danger=True)
    ann.get(f"/desk/story/{story}/")
    here = f"/desk/story/{story}/move/"
    typed = {"desk": str(other_desk.id), "why": "safety", "at_once": "yes", "reason": ""}
    refused = ann.post(here, typed)
    assert refused.status_code == 409 and "Nothing was written yet" in refused.content.decode()
    assert ann.post(here, {**typed, "reason": "shelter"}).status_code == 302
    assert rows_seen(desk.ann, story) == {"casework_move": 1}


def test_keys_of_the_other_desk_stay_untouched(desk: Desk, other_desk: Desk, say: Say) -> None:
    kept, moved = say(), say()
    with acting_as(desk.nok):
        before = DataKey.objects.get(subject_id=kept)
        row, _ = new_key(subject_id=uuid4(), desk_id=desk.id, kind="case")
        row.save(force_insert=True)
    moves.propose_move(conversation_id=moved, to_desk_id=other_desk.id, why="language", by=desk.nok)
    with acting_as(desk.nok):
        assert bytes(DataKey.objects.get(subject_id=kept).wrapped) == bytes(before.wrapped)
        assert DataKey.objects.count() == 2


def her_answer(story: UUID, code: str) -> None:
    (asked,) = voice_reads.story(story, word_given=True).questions
    voice.answer(ask_id=asked.id, code=code, by=Story(story))
    run_waiting()


def rings(story: UUID) -> list[tuple[UUID, str]]:
    found = Notice.objects.filter(object_id=story, kind__in=(moves.MOVE_REFUSED, moves.MOVE_SHUT))
    return list(found.values_list("staff_id", "kind"))


def test_her_no_rings_whoever_looks_after_her(desk: Desk, other_desk: Desk, whole: UUID) -> None:
    moves.propose_move(conversation_id=whole, to_desk_id=other_desk.id, why="language", by=desk.ann)
    her_answer(whole, "no")
    assert rings(whole) == [(desk.nok.id, "casework.move_refused")]


@pytest.mark.parametrize("shut", ["frozen", "no_key"])
def test_her_story_does_not_go_to_a_desk_that_was_shut_meanwhile(
    desk: Desk, other_desk: Desk, whole: UUID, shut: str, settings: Settings, tmp_path: Path
) -> None:
    # Given she is asked, and then nobody of the other desk can read
    before = rows_seen(desk.nok, whole)
    before["voice_told"] += 1  # that the other desk cannot answer her
    moves.propose_move(conversation_id=whole, to_desk_id=other_desk.id, why="language", by=desk.nok)
    if shut == "frozen":
        freeze_desk(by=other_desk.ann)
    else:
        keys = json.loads(Path(settings.SAPHAN_KEYS).read_text())
        del keys["desks"][str(other_desk.id)]
        settings.SAPHAN_KEYS = tmp_path / "keys.json"
        write_secret(settings.SAPHAN_KEYS, json.dumps(keys))

    # When she says yes
    her_answer(whole, "yes")

    # Then her story stays, she is asked no more, and her own desk hears it
    assert rows_seen(desk.nok, whole).items() >= before.items()
    with acting_as(desk.nok):
        assert Move.objects.get(conversation_id=whole).state == "shut"
    assert voice_reads.story(whole, word_given=True).questions == ()
    assert rings(whole) == [(desk.nok.id, "casework.move_shut")]

    # And she reads on her page why nobody else answers her
    assert voice_reads.story(whole, word_given=True).steps[-1].step == "move_shut"
