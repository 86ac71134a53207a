"""Given somebody who leaves, what was to be told to her is told to whoever took over, and no column is forgotten."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from saphan.casework import looking, referring
from saphan.casework import services as casework
from saphan.casework.models import Proposal
from saphan.casework.understanding import interpreting
from saphan.casework.understanding.models import Asking
from saphan.network import services
from saphan.network.leaving import person_page
from saphan.network.models import Notice, Organisation, Staff
from saphan.network.notices import notify
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.vault.models import Event
from saphan.voice import services as voice
from saphan.voice.models import Ask
from tests.network.test_leaving import ann, as_staff, desk_id, nok, started, story
from tests.signed_in import open_desk

__all__ = ["ann", "desk_id", "nok", "story"]
pytestmark = pytest.mark.django_db

HANDED_OVER = {
    "casework_case.owner",
    "casework_asking.interpreter",
    "casework_asking.named",
    "casework_proposal.by",
    "network_duty.staff_id",
    "network_notice.staff_id",
    "voice_conversation.assigned_to",
}
"""Changed, ended or handed back when she leaves: each has a test here or in test_leaving.py."""

REASONS = {
    "network_one_time_link.staff_id": "deleted when she leaves",
    "network_duplicate_proposal.decided_by": "who decided it, for the record",
    "network_merge.by": "who did it, for the record",
    "network_merge.ended_by": "who did it, for the record",
    "network_restoration.staff_id": "deleted when she leaves",
    "network_restoration.asked_by": "it ends within 72 hours; another one may ask",
    "network_restoration.confirmed_by": "who did it, for the record",
    "network_staff.handed_to": "where her notices go",
    "store_frozen_desk.by": "who did it, for the record",
    "store_reopener.by": "who did it, for the record",
    "impact_naming.by": "who did it, for the record",
    "vault_event.caller_id": "who did it, for the record",
    "voice_message.author": "who wrote it, for the record",
    "casework_asking.asked_by": "fixed; what is told to her goes to whoever took over, by `notify`",
    "casework_asked_words.interpreter": "cleared with the asking that she hands back",
    "casework_rendering.asked_by": "who asked; the desk reads it",
    "casework_rendering.author": "who wrote it, for the record",
    "casework_rendering.checked_by": "who did it, for the record",
    "casework_machine.switched_on_by": "who did it, for the record",
    "casework_look.looker": "who looked, for the record; glass that is open shuts by itself",
    "casework_look.asked_by": "fixed; what is told to her goes to whoever took over, by `notify`",
    "casework_look.decided_by": "who did it, for the record",
    "casework_interest.staff_id": "what she said of herself; she is led to no story any more",
    "casework_route.to": "why the house gave it to her then; the story itself is handed over",
    "casework_aside.staff_id": "who handed it back, for the record",
    "casework_ready_reply.made_by": "who wrote the words; the desk keeps them",
    "casework_ready_reply.accepted_by": "who accepted the words, by name",
    "casework_note.author": "who wrote it, for the record",
    "casework_move.by": "who asked; the desk that it went to is told, not she",
    "casework_slip.by": "who sent it; leads decide",
    "casework_slip.decided_by": "who did it, for the record",
    "casework_hand_over.author": "who wrote it; the desk reads it",
    "casework_hand_over.taken_by": "who did it, for the record",
    "casework_batch.by": "whose words go out; one that is under way ends when she cannot sign in",
    "casework_concern.recorded_by": "who did it, for the record",
    "casework_fee_observation.recorded_by": "who did it, for the record",
    "casework_representative.named_by": "who did it; anybody of the desk can check it, and her page counts them",
    "casework_representative.checked_by": "who did it, for the record",
    "verification_step.by": "who did it, for the record",
    "verification_finding.by": "who did it, for the record",
    "verification_signal_outcome.by": "who did it, for the record",
    "verification_spoken.by": "who spoke with her, for the record",
    "verification_known_days.by": "who did it, for the record",
    "verification_known_days.taken_back_by": "who did it, for the record",
    "verification_ruling.by": "who did it, for the record",
    "verification_question.asked_by": "who asked; the desk's verifiers are told",
    "verification_question.answered_by": "who did it, for the record",
    "network_desk_term.by": "who wrote the word down; the desk keeps it",
    "network_word_review.by": "who read the translation, by name",
    "empowerment_acceptance.by": "who accepted the words, by name",
    "empowerment_lesson_text.by": "who wrote it, for the record",
    "empowerment_lesson_taught.by": "who did it, for the record",
    "voice_link.proposed_by": "who asked her, for the record",
    "voice_reading_link.made_by": "who gave it, for the record; it ends by itself",
    "voice_spoken_question.judged_by": "who heard it, for the record",
    "voice_machine_voice.by": "who heard it, by name",
    "voice_call_back.done_by": "who rang, for the record",
    "voice_visit.holder": "who carried the tablet; her sessions end, and the visit ends by itself or by a lead",
    "voice_visit.made_by": "who planned it, for the record",
    "empowerment_outreach_place.made_by": "who noted it, for the record",
    "empowerment_outreach_visit.holder": "who leads it; whoever plans calls it off and plans another",
    "empowerment_outreach_visit.made_by": "who planned it, for the record",
    "empowerment_group_met.by": "who counted, for the record",
    "remedy_claim_check.by": "who signed; her own case is with whoever looks after her story",
    "remedy_claim_decision.by": "who signed",
    "remedy_claim_waiver.by": "who signed",
    "remedy_claim_answer.by": "who said it for the company",
    "remedy_pressure.done_by": "who did it, for the record",
    "remedy_draft.by": "who wrote it; the desk's verifiers go on, and her page counts them",
    "remedy_round.by": "who asked; the desk's verifiers are told, and her page counts them",
    "remedy_best_interest.by": "who signed",
    "remedy_view.by": "who saw it for the company",
    "remedy_acknowledgement.by": "who said it for the company",
    "remedy_commitment.by": "who said it for the company",
    "remedy_delivered.by": "who said it for the company",
    "remedy_evidence.by": "who said it for the company",
    "remedy_dispute.by": "who said it for the company",
    "remedy_own_word.by": "who said it for the company",
    "remedy_own_word_act.by": "who said it, for the company or the desk",
    "remedy_partner_message.by": "who said it",
    "empowerment_review_comment.moderated_by": "who read it, for the record",
    "empowerment_review_reply.by": "who said it for the company",
    "empowerment_review_reply.moderated_by": "who read it, for the record",
    "dialogue_poll.made_by": "who drafted it, for the record; the desk's leads go on",
    "dialogue_poll_sending.by": "who sent it, for the record",
    "dialogue_poll_reason.by": "who wrote it, for the record",
    "dialogue_poll_acceptance.by": "who promised for the company",
    "impact_story.written_by": "who wrote it, for the record",
    "impact_story.read_by": "who read it before she was asked, for the record",
    "dialogue_round_table.made_by": "who laid it, for the record; the desk's leads go on",
    "dialogue_round_table_yes.by": "who said it for the company, or wrote it down for the desk",
    "dialogue_poll_response.by": "who answered for the company",
    "dialogue_board.made_by": "who drafted it, for the record; the desk's leads go on",
    "dialogue_board_acceptance.by": "who promised for the company",
    "dialogue_board_answer.by": "who answered for the company",
    "empowerment_review_unplaced.by": "who took it; the desk's caseworkers find who is meant",
    "empowerment_review_letter.recorded_by": "who wrote it down; the desk's moderators go on",
    "empowerment_review_letter.decided_by": "who decided, for the record",
}
NAMES_NO_STAFF = {
    "store_frozen_desk.freezing": "one freezing",
    "store_reopener.freezing": "one freezing",
    "vault_fact.subject": "a random subject",
    "voice_ask.ref": "what a question is about",
    "casework_fee_observation.person": "a random id that joins what one person paid",
    "verification_coded_fact.source": "a concern",
    "verification_ruling.left": "a voice",
    "verification_ruling.right": "a voice",
}


def columns_that_may_name_staff() -> Iterator[str]:
    """Every key to staff, and every id whose name does not say that it is the id of another thing."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            is_key = field.is_relation and field.related_model is Staff
            is_id = isinstance(field, models.UUIDField) and not field.primary_key and not field.is_relation
            says = not field.name.endswith("_id") or field.name in {"caller_id", "staff_id", "person_id"}
            if model.__module__.startswith("saphan.") and (is_key or (is_id and says)):
                yield f"{model._meta.db_table}.{field.column}"


def test_no_column_that_names_staff_is_forgotten() -> None:
    known = HANDED_OVER | REASONS.keys()
    found = {column for column in columns_that_may_name_staff() if column.rpartition(".")[2] != "voice_group"}
    found -= NAMES_NO_STAFF.keys()
    assert sorted(found - known) == [], "hand it over (network.holdings), or say here why it need not be"
    assert sorted(known - found) == [], "these are gone: take them out"


def bells(staff: Staff) -> list[str]:
    rows = Notice.objects.filter(staff=staff, seen_at=None, kind__startswith="test.")
    return sorted(rows.values_list("kind", flat=True))


def test_her_notices_ring_at_the_colleague_s(desk_id: UUID, ann: Staff, nok: Staff) -> None:
    # Given two that only she has, one of which she saw, and one that a lead has too
    mint = started(desk_id, name="Mint")
    both, alone, seen = random_id(), random_id(), random_id()
    notify(staff_ids=[nok.id], kind="test.seen", object_id=seen)
    Notice.objects.filter(object_id=seen).update(seen_at=Notice.objects.get(object_id=seen).at)
    notify(staff_ids=[nok.id], kind="test.alone", object_id=alone, urgent=True)
    notify(staff_ids=[nok.id, ann.id], kind="test.both", object_id=both)
    assert "Notices not seen yet" in {held.label for held in person_page(as_staff(ann), nok.id).held}

    services.let_go(staff_id=nok.id, to=mint.id, by=as_staff(ann))
    assert (bells(mint), bells(ann), bells(nok)) == (["test.alone"], ["test.both"], [])
    assert Notice.objects.get(staff=mint).urgent


def test_without_a_colleague_they_ring_at_the_leads(ann: Staff, nok: Staff) -> None:
    notify(staff_ids=[nok.id], kind="test.alone", object_id=random_id())
    notify(staff_ids=[nok.id], kind="test.of_none")
    services.let_go(staff_id=nok.id, by=as_staff(ann))
    assert (bells(ann), bells(nok)) == (["test.alone", "test.of_none"], [])


def test_who_left_is_never_rung_again(desk_id: UUID, ann: Staff, nok: Staff) -> None:
    mint = started(desk_id, name="Mint")
    services.let_go(staff_id=nok.id, to=mint.id, by=as_staff(ann))
    notify(staff_ids=[nok.id, mint.id], kind="test.one", object_id=desk_id)
    assert (bells(mint), bells(nok)) == (["test.one"], [])

    # And when the colleague leaves too, for nobody in particular, the leads are
    services.let_go(staff_id=mint.id, by=as_staff(ann))
    notify(staff_ids=[nok.id], kind="test.two", object_id=desk_id)
    assert (bells(ann), bells(mint), bells(nok)) == (["test.one", "test.two"], [], [])


def referral_of(nok: Staff, story: UUID) -> UUID:
    with acting_as(as_staff(nok)):
        said = looking.said_in_words(story)[0].id
    there = open_desk("River Nepal")
    return casework.propose_referral(
        conversation_id=story,
        recipient_id=Organisation.objects.get(desk=there).id,
        chosen=casework.Chosen(frozenset(), frozenset({said}), "They know the law there."),
        by=as_staff(nok),
    )


@pytest.mark.parametrize("with_colleague", [True, False])
def test_her_referrals_go_on_with_somebody(
    desk_id: UUID, ann: Staff, nok: Staff, story: UUID, with_colleague: bool
) -> None:
    mint = started(desk_id, name="Mint")
    referral_id = referral_of(nok, story)
    services.let_go(staff_id=nok.id, to=mint.id if with_colleague else None, by=as_staff(ann))
    takes_over = mint if with_colleague else ann
    with acting_as(as_staff(ann)):
        assert Proposal.objects.get(referral_id=referral_id).by == takes_over.id
    with acting_as(System("test")):
        assert Event.objects.filter(act="casework.referral_handed_over", object_id=referral_id).count() == 1
        ask_id = Ask.objects.get(ref=referral_id).id

    # Then what she answers is told there
    voice.answer(ask_id=ask_id, code="no", by=as_staff(ann))
    referring.take_answer(referral_id)
    assert Notice.objects.filter(staff=takes_over, kind=referring.REFUSED).exists()


def test_words_to_interpret_are_handed_back(desk_id: UUID, ann: Staff, nok: Staff, story: UUID) -> None:
    # Given one text that Sam took, and one that he was asked for by name
    sam = started(desk_id, "interpreter", name="Sam")
    with acting_as(as_staff(nok)):
        message_id = looking.said_in_words(story)[0].id
    ask = {"conversation_id": story, "message_id": message_id, "interpreter_id": sam.id, "by": as_staff(nok)}
    taken, named = interpreting.ask_interpreter(**ask), interpreting.ask_interpreter(**ask)
    interpreting.say_conflict(asking_id=taken, knows_them=False, by=as_staff(sam))
    kim = started(desk_id, "interpreter", name="Kim")

    # When he leaves, then both wait for the other interpreter, who is rung, and no caseworker stands in
    services.let_go(staff_id=sam.id, to=nok.id, by=as_staff(ann))
    with acting_as(as_staff(ann)):
        rows = Asking.objects.filter(id__in=(taken, named)).values_list("state", "interpreter", "named")
        assert set(rows) == {("waiting", None, None)}
    rung = Notice.objects.filter(kind=interpreting.ASKED, seen_at=None)
    assert list(rung.values_list("staff_id", flat=True)) == [kim.id, kim.id]
    interpreting.say_conflict(asking_id=taken, knows_them=False, by=as_staff(kim))
    assert interpreting.text_to_interpret(asking_id=taken, by=as_staff(kim)).text


def test_her_page_counts_mandates_that_nobody_checked(ann: Staff, nok: Staff, story: UUID) -> None:
    case_id = casework.open_case(conversation_id=story, by=as_staff(nok))
    casework.name_representative(
        case_id=case_id,
        conversation_id=story,
        kind="friend",
        mandate="own_word",
        number=3,
        may_confirm="workers",
        words="",
        by=as_staff(nok),
    )
    held = {each.label: each.number for each in person_page(as_staff(ann), nok.id).held}
    assert held["Mandates that nobody has checked"] == 1
