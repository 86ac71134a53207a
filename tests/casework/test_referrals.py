"""Given a worker is referred to another desk: it sees the parts she agreed to, until she takes them back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.test import Client

from saphan.casework import referral_pages, referring, services
from saphan.casework.caring import who_cares
from saphan.casework.models import Case, Concern, Need, Note, Party, Proposal, Referral, ReferredPart
from saphan.casework.refusals import DoesNotFit, NobodyToReferTo, NothingWritten, ReferralOver
from saphan.casework.talks import talk
from saphan.network.freezing import freeze_desk
from saphan.network.models import Notice
from saphan.network.models import Staff as Member
from saphan.network.services import create_organisation
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.voice import services as voice
from saphan.voice.models import Answer, Ask, Attachment, Consent, Contact, Conversation, Message, Told
from saphan.voice.moving import move_story
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.story_page import story
from tests.casework.given import Desk, Say, events, member
from tests.casework.referred import NUMBER, SAID, SECRET, WHERE, WHY, Referred, organisation_of, refer
from tests.signed_in import open_desk, sign_in

pytestmark = pytest.mark.django_db

HERS: tuple[type[models.Model], ...] = (
    *(Conversation, Message, Attachment, Contact, Consent, Ask, Answer, Told),
    *(Case, Party, Need, Note, Concern, Proposal),
)


@pytest.fixture
def referred(say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID) -> Referred:
    return refer(say, desk, other_desk, blue_prawn)


def rung(staff: Staff) -> set[str]:
    mine = Notice.objects.filter(staff_id=staff.id, seen_at=None, kind__startswith="casework.referral")
    return set(mine.values_list("kind", flat=True))


def steps(conversation_id: UUID) -> list[str]:
    with acting_as(Story(conversation_id)):
        return list(Told.objects.order_by("id").values_list("step", flat=True))


def seen_by(staff: Staff) -> dict[str, int]:
    """How many rows of each table the database shows her."""
    with acting_as(staff):
        return {model.__name__: model._default_manager.count() for model in (*HERS, Referral, ReferredPart, DataKey)}


def test_she_is_asked_about_each_part_and_nothing_is_copied_yet(referred: Referred) -> None:
    # Then she reads exactly the words of each part, and the second thing she said is in none
    card = next(one for one in talk(referred.ours.nok, referred.conversation_id).referrals if one.ask_id)
    words = {part.code: part.words for part in card.asked}
    assert set(words) == {"said", "where", "reach", "needs", "concerns", "why"}
    assert (words["said"], words["why"]) == (SAID, WHY)
    assert WHERE in words["where"] and words["reach"].startswith(NUMBER)
    assert "Legal advice" in words["needs"] and "Blue Prawn Foods" in words["concerns"]
    assert SECRET not in repr(words) and "A note of ours" not in repr(words)

    # And the other desk sees nothing at all
    assert set(seen_by(referred.theirs.nok).values()) == {0}
    assert steps(referred.conversation_id)[-1] == "refer_asked"


def test_the_other_desk_reads_two_parts_and_nothing_else(referred: Referred) -> None:
    # When she says yes to two parts
    referred.she_says("yes", "said", "needs")

    # Then the other desk is rung and reads those two
    assert "casework.referral_arrived" in rung(referred.theirs.ann)
    assert "casework.referral_agreed" in rung(referred.ours.nok)
    page = referral_pages.referral_page(referred.theirs.nok, referred.referral_id)
    assert [(part.code, part.words) for part in page.parts] == [("said", SAID), ("needs", "Legal advice")]
    assert page.conversation_id is None and not page.may_reach_her
    assert len(events("vault.opened", why="referral_read")) == 1

    # And the database shows it one referral, two parts and one key; no row of voice or of casework beside
    seen = seen_by(referred.theirs.nok)
    assert {name for name, count in seen.items() if count} == {"Referral", "ReferredPart", "DataKey"}
    assert (seen["Referral"], seen["ReferredPart"], seen["DataKey"]) == (1, 2, 1)
    assert not hasattr(referred.row, "conversation_id")


def test_no_means_that_nothing_is_copied(referred: Referred) -> None:
    referred.she_says("no")
    assert (referred.row.status, referred.copies()) == ("refused", set())
    assert "casework.referral_refused" in rung(referred.ours.nok)
    assert set(seen_by(referred.theirs.nok).values()) == {0}
    with pytest.raises(NoAnswerToThat):
        referred.she_says("yes", "said")


@pytest.mark.parametrize("parts", [(), ("reach", "notes"), ("everything",)])
def test_she_cannot_agree_to_what_she_was_not_asked(referred: Referred, parts: tuple[str, ...]) -> None:
    with pytest.raises(NoAnswerToThat):
        referred.she_says("yes", *parts)
    assert referred.row.status == "asked" and referred.copies() == set()
    with acting_as(System("test")):
        assert not Answer.objects.exists() and not Consent.objects.exists()


def test_taking_it_back_leaves_only_that_it_was_and_when(referred: Referred) -> None:
    # Given a referral that the other desk accepted
    referred.she_says("yes", "said", "reach")
    services.accept_referral(referral_id=referred.referral_id, by=referred.theirs.nok)
    assert referral_pages.referral_page(referred.theirs.nok, referred.referral_id).may_reach_her
    clock.pass_time(timedelta(days=1))

    # When she takes it back
    referred.she_takes_it_back()

    # Then in the same transaction copy and key are gone, and both desks are told
    page = referral_pages.referral_page(referred.theirs.nok, referred.referral_id)
    assert (page.card.status, page.card.ended_on, page.parts) == ("withdrawn", clock.today(), ())
    seen = seen_by(referred.theirs.nok)
    assert (seen["ReferredPart"], seen["DataKey"]) == (0, 0)
    assert "casework.referral_over" in rung(referred.theirs.ann) & rung(referred.ours.nok)
    assert steps(referred.conversation_id)[-1] == "taken_back"
    assert len(events("vault.shredded")) == 1
    with pytest.raises(ReferralOver):
        services.answer_referral(referral_id=referred.referral_id, text="Hello", by=referred.theirs.nok)


def test_taking_it_back_in_a_talk(referred: Referred) -> None:
    with pytest.raises(NotAllowed):
        services.withdraw_in_talk(referral_id=referred.referral_id, by=referred.ours.nok)
    voice.answer(ask_id=referred.ask_id, code="yes", parts=["said"], by=referred.ours.nok)
    tasks.run_waiting()
    for stranger in (referred.theirs.nok, referred.ours.preecha):
        with pytest.raises(NotAllowed):
            services.withdraw_in_talk(referral_id=referred.referral_id, by=stranger)
    assert referred.copies() == {"said"}
    services.withdraw_in_talk(referral_id=referred.referral_id, by=referred.ours.nok)
    assert (referred.row.status, referred.copies()) == ("withdrawn", set())


def test_deleting_her_story_takes_the_copy_too(referred: Referred) -> None:
    referred.she_says("yes", "said", "where")
    voice.delete_story(conversation_id=referred.conversation_id, by=Story(referred.conversation_id))
    assert (referred.row.status, referred.copies()) == ("withdrawn", set())
    with acting_as(System("test")):
        assert not Proposal.objects.exists() and not DataKey.objects.filter(subject_id=referred.referral_id).exists()
    assert referral_pages.referral_page(referred.theirs.nok, referred.referral_id).parts == ()


def test_a_story_that_moves_takes_no_referral_along(referred: Referred) -> None:
    referred.she_says("yes", "said")
    third_id = open_desk("Bridge Malaysia")
    with acting_as(System("test")):
        move_story(conversation_id=referred.conversation_id, to_desk_id=third_id)
    assert (referred.row.status, referred.copies()) == ("withdrawn", set())
    with acting_as(System("test")):
        assert not Consent.objects.filter(ended_on=None).exists() and not Proposal.objects.exists()


def test_declining_destroys_the_copy(referred: Referred) -> None:
    referred.she_says("yes", "said")
    for act in (
        lambda: services.decline_referral(referral_id=referred.referral_id, reason="tired", by=referred.theirs.nok),
        lambda: services.decline_referral(referral_id=referred.referral_id, reason="other", by=referred.ours.nok),
    ):
        with pytest.raises((DoesNotFit, NotAllowed)):
            act()
    assert referred.copies() == {"said"}
    services.decline_referral(referral_id=referred.referral_id, reason="no_language", by=referred.theirs.nok)
    row = referred.row
    assert (row.status, row.reason, referred.copies()) == ("declined", "no_language", set())
    assert "casework.referral_declined" in rung(referred.ours.nok)
    assert steps(referred.conversation_id)[-1] == "referral_declined"
    with pytest.raises(ReferralOver):
        services.accept_referral(referral_id=referred.referral_id, by=referred.theirs.nok)


def test_the_other_desk_answers_through_hers(referred: Referred) -> None:
    referred.she_says("yes", "said")
    services.accept_referral(referral_id=referred.referral_id, by=referred.theirs.nok)
    once = uuid4()
    for _ in range(2):
        services.answer_referral(
            referral_id=referred.referral_id, text="We have a lawyer", by=referred.theirs.nok, once=once
        )
    assert len(events("casework.referral_answered")) == 1
    with pytest.raises(NothingWritten):
        services.answer_referral(referral_id=referred.referral_id, text=" ", by=referred.theirs.nok)
    notes = [said for said in talk(referred.ours.nok, referred.conversation_id).said if said.whose == "private"]
    assert [note.text for note in notes] == ["A note of ours", "We have a lawyer"]
    assert "casework.referral_answered" in rung(referred.ours.nok)
    assert seen_by(referred.theirs.nok)["Note"] == 0


def test_a_day_that_is_over_ends_it(say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID) -> None:
    referred = refer(say, desk, other_desk, blue_prawn, until=clock.today() + timedelta(days=7))
    referred.she_says("yes", "said")
    clock.pass_time(timedelta(days=7))
    tasks.sweep_all()
    assert referred.copies() == {"said"}
    clock.pass_time(timedelta(days=1))
    tasks.sweep_all()
    assert (referred.row.status, referred.copies()) == ("expired", set())
    assert steps(referred.conversation_id)[-1] == "referral_over"


def test_after_its_last_day_it_opens_nothing_also_before_that_is_written_down(
    say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID
) -> None:
    # Given a day that has passed, and a worker process that stands still
    referred = refer(say, desk, other_desk, blue_prawn, until=clock.today() + timedelta(days=7))
    referred.she_says("yes", "said")
    assert referral_pages.referral_page(other_desk.nok, referred.referral_id).parts
    clock.pass_time(timedelta(days=8))

    # Then the other desk reads nothing and answers nothing
    assert referral_pages.referral_page(other_desk.nok, referred.referral_id).parts == ()
    with pytest.raises(ReferralOver):
        services.accept_referral(referral_id=referred.referral_id, by=other_desk.nok)
    assert (referred.row.status, events("vault.opened", why="referral_read")[1:]) == ("sent", [])


def test_a_yes_after_the_last_day_copies_nothing(say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID) -> None:
    referred = refer(say, desk, other_desk, blue_prawn, until=clock.today() + timedelta(days=7))
    clock.pass_time(timedelta(days=8))
    referred.she_says("yes", "said")
    assert (referred.row.sent_on, referred.copies()) == (None, set())
    referring.end_what_is_over()
    assert referred.row.status == "expired"


def test_an_organisation_without_log_in_gets_no_copy(say: Say, desk: Desk, other_desk: Desk, blue_prawn: UUID) -> None:
    office = create_organisation(kind="government", name="Province Labour Office", country="TH")
    referred = refer(say, desk, other_desk, blue_prawn)
    chosen = services.Chosen(frozenset({"needs"}), frozenset(), WHY)
    referral_id = services.propose_referral(
        conversation_id=referred.conversation_id, recipient_id=office, chosen=chosen, by=desk.nok
    )
    to_office = Referred(desk, other_desk, referred.conversation_id, referred.case_id, referral_id)
    to_office.she_says("yes", "needs")
    card = referral_pages.referral_page(desk.nok, referral_id).card
    assert (card.status, card.by_record, to_office.copies()) == ("sent", True, set())
    assert "referred" not in steps(referred.conversation_id), "nobody has told them yet"
    to_office.she_takes_it_back()
    assert to_office.row.status == "withdrawn"
    assert steps(referred.conversation_id)[-1] == "taken_back_untold"
    assert referred.row.status == "asked", "each recipient is asked about for itself"


@pytest.fixture
def to_office(say: Say, desk: Desk, other_desk: Desk) -> Referred:
    """She is asked what we may tell an office that has no log-in."""
    office = create_organisation(kind="government", name="Province Labour Office", country="TH")
    conversation_id = say("They keep my passport", language="en")
    voice.set_details(conversation_id=conversation_id, place="Pier 9")
    referral_id = services.propose_referral(
        conversation_id=conversation_id,
        recipient_id=office,
        chosen=services.Chosen(frozenset({"where"}), frozenset(), WHY),
        by=desk.nok,
        until=clock.today() + timedelta(days=60),
    )
    return Referred(desk, other_desk, conversation_id, uuid4(), referral_id)


def test_she_reads_that_they_have_it_once_we_told_them(to_office: Referred) -> None:
    # Given she said yes, and her caseworker reads what to tell
    to_office.she_says("yes", "where")
    nok = sign_in(Client(), member(to_office.ours.nok))
    address = f"/desk/referrals/{to_office.referral_id}/"
    assert "We have told them today" in nok.get(address).content.decode()
    assert "referred" not in steps(to_office.conversation_id)

    # When she has told them, and presses twice
    for _ in range(2):
        assert nok.post(f"{address}told/").status_code == 302

    # Then it is told once and written down
    assert to_office.row.told_on == clock.today()
    assert steps(to_office.conversation_id)[-1] == "referred"
    assert len(events("casework.referral_told")) == 1
    page = nok.get(address).content.decode()
    assert "We told them on" in page and "There is no copy." in page

    # And taking it back promises no more than is so
    to_office.she_takes_it_back()
    assert steps(to_office.conversation_id)[-1] == "taken_back_told"
    with pytest.raises(ReferralOver):
        services.note_told(referral_id=to_office.referral_id, by=to_office.ours.nok)


def test_what_the_state_did_is_noted_and_a_later_word_stands_instead(to_office: Referred) -> None:
    # Given an office that was told
    nok = sign_in(Client(), member(to_office.ours.nok))
    address = f"/desk/referrals/{to_office.referral_id}/"
    to_office.she_says("yes", "where")
    with pytest.raises(ReferralOver):
        services.note_what_they_did(referral_id=to_office.referral_id, did="acted", by=to_office.ours.nok)
    services.note_told(referral_id=to_office.referral_id, by=to_office.ours.nok)
    assert "What did they do?" in nok.get(address).content.decode()

    # When our desk hears of it, twice, and later of more
    for did in ("acknowledged", "acknowledged", "acted"):
        assert nok.post(f"{address}did/", {"did": did}).status_code == 302

    # Then the last word stands, and the figures take the former one back
    assert (to_office.row.did, to_office.row.did_on) == ("acted", clock.today())
    assert "They acted on it" in nok.get(address).content.decode()
    assert [event.detail for event in events("casework.referral_acted_on")] == [
        {"did": "acknowledged"},
        {"did": "acted"},
    ]
    assert len(events("casework.referral_act_replaced")) == 1

    # And nobody else notes it, and nothing that is no act
    with pytest.raises(NotAllowed):
        services.note_what_they_did(referral_id=to_office.referral_id, did="refused", by=to_office.theirs.nok)
    with pytest.raises(DoesNotFit):
        services.note_what_they_did(referral_id=to_office.referral_id, did="thanked", by=to_office.ours.nok)
    assert to_office.row.did == "acted"


def test_what_we_may_tell_ends_with_its_day(to_office: Referred) -> None:
    to_office.she_says("yes", "where")
    clock.pass_time(timedelta(days=61))
    with pytest.raises(ReferralOver):
        services.note_told(referral_id=to_office.referral_id, by=to_office.ours.nok)
    referring.end_what_is_over()
    assert steps(to_office.conversation_id)[-1] == "referral_over_told"


def test_only_her_own_desk_says_that_it_told(to_office: Referred, referred: Referred) -> None:
    for who in (to_office.theirs.nok, to_office.ours.preecha):
        with pytest.raises(NotAllowed):
            services.note_told(referral_id=to_office.referral_id, by=who)
    for referral in (to_office, referred):  # not answered; of another desk
        with pytest.raises(ReferralOver):
            services.note_told(referral_id=referral.referral_id, by=referral.ours.nok)
        assert referral.row.told_on is None
    assert events("casework.referral_told") == []


def test_she_is_asked_what_we_may_tell(to_office: Referred) -> None:
    # Given her page, and what is asked about somebody without log-in
    shown = {"ask": story(to_office.conversation_id, word_given=True).questions[0], "lang": "en"}
    page = render_to_string("voice/ask_parts.html", shown)
    assert "We tell them ourselves." in page and "What they heard cannot be taken back." in page
    assert "cannot open it" not in page and "They read what you tick" not in page
    # When she agreed, then taking back says the same
    to_office.she_says("yes", "where")
    (consent,) = story(to_office.conversation_id, word_given=True).agreed
    page = render_to_string("voice/take_back.html", {"consent": consent, "lang": "en"})
    assert "What they heard cannot be taken back." in page and "cannot open it" not in page


def test_what_cannot_be_proposed(referred: Referred) -> None:
    def propose(by: Staff = referred.ours.nok, **changed: object) -> UUID:
        chosen = services.Chosen(frozenset({"needs"}), frozenset(), WHY)
        asked = {"recipient_id": organisation_of(referred.theirs), "chosen": chosen, **changed}
        return services.propose_referral(conversation_id=referred.conversation_id, by=by, **asked)  # type: ignore[arg-type]

    nothing = services.Chosen(frozenset(), frozenset(), WHY)
    refusals: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (NotAllowed, lambda: propose(referred.theirs.nok)),
        (NotAllowed, lambda: propose(referred.ours.preecha)),
        (NobodyToReferTo, lambda: propose(recipient_id=organisation_of(referred.ours))),
        (NobodyToReferTo, lambda: propose(recipient_id=uuid4())),
        (DoesNotFit, lambda: propose(chosen=nothing)),
        (DoesNotFit, lambda: propose(until=clock.today())),
        (NothingWritten, lambda: propose(chosen=services.Chosen(frozenset({"needs"}), frozenset(), " "))),
    )
    for refusal, act in refusals:
        with pytest.raises(refusal):
            act()
    with acting_as(System("test")):
        assert Referral.objects.count() == Proposal.objects.count() == Ask.objects.count() == 1
    once = uuid4()
    assert propose(once=once) == propose(once=once)


def test_only_the_receiving_desk_acts(referred: Referred) -> None:
    referred.she_says("yes", "said")
    for stranger in (referred.ours.nok, referred.theirs.preecha, Staff(uuid4(), uuid4(), frozenset({"caseworker"}))):
        with pytest.raises(NotAllowed):
            services.accept_referral(referral_id=referred.referral_id, by=stranger)
    with pytest.raises(NotAllowed):
        referral_pages.referral_page(Staff(uuid4(), uuid4(), frozenset({"lead"})), referred.referral_id)
    assert referred.row.status == "sent"


def test_the_database_lets_nobody_stretch_a_referral(referred: Referred) -> None:
    referred.she_says("yes", "said")
    for staff in (referred.theirs.nok, referred.ours.nok):
        with acting_as(staff):
            assert Referral.objects.update(status="accepted", until=None) == 0
            assert ReferredPart.objects.all().delete()[0] == 0
    with acting_as(referred.ours.nok):
        assert ReferredPart.objects.count() == 0, "her own desk reads her story, not the copy"


def test_a_desk_that_was_frozen_meanwhile_receives_nothing_and_everybody_knows(referred: Referred) -> None:
    # Given she is asked, and the other desk is frozen
    freeze_desk(by=referred.theirs.ann)

    # When she says yes
    referred.she_says("yes", "said", "needs")

    # Then nothing is copied, her yes ends, she reads that they cannot help, and her own desk is rung
    assert (referred.row.status, referred.row.reason, referred.copies()) == ("declined", "desk_closed", set())
    assert referred.row.sent_on is None
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=referred.referral_id, ended_on=None).exists()
    assert steps(referred.conversation_id)[-1] == "referral_declined"
    assert rung(referred.ours.nok) == {"casework.referral_declined"}
    assert rung(referred.theirs.ann) == set()
    page = referral_pages.referral_page(referred.ours.nok, referred.referral_id)
    assert (page.card.state, page.card.reason) == ("Declined", "That desk is closed for now")


def test_news_of_a_referral_reaches_whoever_looks_after_her_now(referred: Referred) -> None:
    # Given Nok proposed it and left; her story is nobody's
    Member.objects.filter(id=referred.ours.nok.id).update(is_active=False, left_on=clock.today())

    # When she says yes, and the other desk accepts, writes, and she takes it back
    referred.she_says("yes", "said")
    services.accept_referral(referral_id=referred.referral_id, by=referred.theirs.nok)
    services.answer_referral(referral_id=referred.referral_id, text="She is with us", by=referred.theirs.nok)

    # Then the leads hear it, and nobody who is not there any more
    news = {"casework.referral_agreed", "casework.referral_accepted", "casework.referral_answered"}
    assert rung(referred.ours.ann) == news and rung(referred.ours.nok) == set()
    referred.she_takes_it_back()
    assert rung(referred.ours.ann) == {"casework.referral_over"}


def test_news_of_a_referral_goes_to_a_colleague_who_took_her_up(referred: Referred) -> None:
    with acting_as(System("test")):
        Conversation.objects.filter(id=referred.conversation_id).update(assigned_to=referred.ours.ann.id)
    referred.she_says("no")
    assert rung(referred.ours.ann) == {"casework.referral_refused"} and rung(referred.ours.nok) == set()


def test_nobody_is_rung_for_a_story_that_is_gone() -> None:
    with acting_as(System("test")):
        assert who_cares(uuid4()) == []
