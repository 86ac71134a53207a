"""Given a verified issue, words go to a partner only when the gate lets them, and to that partner alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from saphan.casework.models import Case
from saphan.network import services as network_services
from saphan.network.models import Relation
from saphan.remedy import selectors
from saphan.remedy import services as remedy
from saphan.remedy.models import Disclosure, Draft, Recall
from saphan.remedy.policies import may_disclose, may_write_draft
from saphan.remedy.refusals import (
    ConsentMissing,
    DraftChanged,
    NeedsTheLead,
    NoLongerOpen,
    NotAllAgreed,
    NotAPartner,
    TooEarly,
    WordsMissing,
    WouldPointAtSomeone,
)
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.store.tasks import run_waiting
from saphan.vault.models import DataKey
from saphan.verification import selectors as verification
from saphan.voice.models import Ask, Conversation
from tests.remedy.walk import WORDS, Walk

pytestmark = pytest.mark.django_db


def nothing_visible_to(partner: Partner) -> bool:
    with acting_as(partner):
        return not Disclosure.objects.exists() and not selectors.disclosures_for(partner)


def refused(walk: Walk, why: type[Refusal], act: Callable[[], object]) -> Refusal:
    """The act is refused, and nothing changed."""
    stage = walk.stage()
    with pytest.raises(why) as said:
        act()
    assert walk.stage() == stage
    with acting_as(System("test")):
        assert not Disclosure.objects.exists()
    return said.value


@pytest.mark.parametrize(("crowd", "passes"), [(9, False), (10, True)])
def test_a_crowd_of_nine_is_refused_and_of_ten_passes(walk: Walk, crowd: int, passes: bool) -> None:
    # Given three people who said it and agreed to these words for the supplier
    draft_id = walk.draft(crowd=crowd)
    walk.consent(draft_id)
    walk.wait_is_over()

    # When the verifier discloses it, then ten pass, and nine are told what else can be done
    if passes:
        remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
        assert walk.stage() == "disclosed"
        return
    said = refused(walk, WouldPointAtSomeone, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))
    assert said.ways_out == ("visit", "many_sites", "individual_claim", "wait")
    assert nothing_visible_to(walk.somchai)


def test_an_unknown_crowd_is_refused(walk: Walk) -> None:
    draft_id = walk.draft(crowd=None)
    walk.consent(draft_id)
    walk.wait_is_over()
    refused(walk, WouldPointAtSomeone, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))


def test_two_of_three_are_not_enough(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id, "yes", "yes", "no")
    walk.wait_is_over()
    refused(walk, ConsentMissing, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))


def test_the_day_says_nothing_unless_they_waive_the_wait(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    refused(walk, TooEarly, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))
    with pytest.raises(NotAllAgreed):
        remedy.waive_wait(draft_id=draft_id, workers_agreed=2, by=walk.preecha)
    refused(walk, TooEarly, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))

    remedy.waive_wait(draft_id=draft_id, workers_agreed=3, by=walk.preecha)
    assert remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)


def test_nothing_goes_out_so_soon_after_her_quarrel(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    with acting_as(System("test")):
        Case.objects.update(quarrel_on=clock.today())
    refused(walk, TooEarly, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))


def test_under_18_needs_the_lead_in_writing(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    with acting_as(System("test")):
        Case.objects.update(under_18=True)
    refused(walk, NeedsTheLead, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))
    with pytest.raises(NotAllowed):
        remedy.decide_best_interest(draft_id=draft_id, words="It is fine", by=walk.preecha)

    remedy.decide_best_interest(draft_id=draft_id, words="She asks for it, and is safe.", by=walk.ann)
    assert remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)


@pytest.mark.parametrize("role", ["caseworker", "lead", "analyst"])
def test_only_a_verifier_discloses(walk: Walk, role: str) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    refused(walk, NotAllowed, lambda: remedy.disclose_issue(draft_id=draft_id, by=walk.world.member(role)))


@pytest.mark.parametrize("desk", ["river", "stranger"])
def test_another_desk_writes_and_discloses_nothing(walk: Walk, desk: str) -> None:
    theirs: Staff = walk.world.verifier(getattr(walk.world, desk))
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    refused(walk, NotAllowed, lambda: remedy.disclose_issue(draft_id=draft_id, by=theirs))
    refused(walk, NotAllowed, lambda: walk.draft(by=theirs))
    assert walk.drafts() == 1


def test_a_draft_needs_words_and_a_recipient_who_can_act(walk: Walk) -> None:
    ministry = network_services.create_organisation(kind="government", name="Labour Office", country="TH")
    refused(walk, NotAPartner, lambda: walk.draft(to=ministry))
    refused(walk, WordsMissing, lambda: walk.draft(words={"my": "…"}))
    assert walk.drafts() == 0


def test_only_the_company_it_is_about_or_one_with_leverage_there_can_be_written_to(walk: Walk) -> None:
    # Given a brand that buys elsewhere, another plant, and a broker whose days here are over
    stranger = network_services.create_organisation(kind="brand", name="Far Shore Foods", country="GB")
    broker = network_services.create_organisation(kind="recruiter", name="Old Road Agency", country="MM")
    Relation.objects.create(
        source_id=broker,
        target_id=walk.plant,
        kind="recruits_for",
        since=clock.today() - timedelta(days=400),
        until=clock.today() - timedelta(days=1),
    )

    # Then nothing is written, and nobody is asked
    for outsider in (stranger, walk.world.another_plant(), broker):
        refused(walk, NotAPartner, lambda to=outsider: walk.draft(to=to))
    assert walk.drafts() == 0
    with acting_as(System("test")):
        assert not Ask.objects.filter(question="consent").exists()
    walk.draft(to=walk.brand)
    walk.draft()
    assert walk.drafts() == 2


def test_consent_to_old_words_does_not_count_for_new_ones(walk: Walk) -> None:
    # Given three yeses to a first version
    first = walk.draft()
    walk.consent(first)

    # When the words change
    second = walk.draft(words={**WORDS, "en": "Overtime of three months was not paid."})
    walk.wait_is_over()

    # Then the old questions are closed, and neither version goes out
    assert walk.asks("consent", first) == {}
    refused(walk, DraftChanged, lambda: remedy.disclose_issue(draft_id=first, by=walk.preecha))
    refused(walk, ConsentMissing, lambda: remedy.disclose_issue(draft_id=second, by=walk.preecha))


def test_who_tells_nobody_is_not_asked(walk: Walk) -> None:
    with acting_as(System("test")):
        Conversation.objects.filter(id=walk.stories[0]).update(tell="nobody")
    assert set(walk.asks("consent", walk.draft())) == set(walk.stories[1:])


def test_a_voice_of_another_desk_in_the_pool_is_asked_too(walk: Walk) -> None:
    theirs = walk.world.conversation_of(walk.world.speak(desk_id=walk.world.river))
    assert theirs in walk.asks("consent", walk.draft())


def test_a_buyer_sees_nothing_of_what_the_supplier_was_shown(walk: Walk) -> None:
    # Given an issue disclosed to the supplier alone, whose buyer stands in the graph
    shown = walk.disclosed()
    assert [card.id for card in selectors.disclosures_for(walk.somchai)] == [shown]

    # Then the buyer sees nothing of it, under any name
    assert nothing_visible_to(walk.ellen)
    with pytest.raises(NotAllowed):
        selectors.disclosure_page(walk.ellen, shown, "en")
    with pytest.raises(NotAllowed):
        remedy.acknowledge(disclosure_id=shown, by=walk.ellen)
    assert [row.cards for row in selectors.partner_home(walk.ellen).portfolio or ()] == [()]


@pytest.mark.parametrize("kind", ["owns", "buys_from", "recruits_for"])
def test_a_new_edge_opens_nothing(walk: Walk, kind: str) -> None:
    walk.disclosed()
    owner = network_services.create_organisation(kind="brand", name="Tidewater Group", country="US")
    network_services.relate(source_id=owner, kind=kind, target_id=walk.plant, since=clock.today())
    assert nothing_visible_to(walk.partner(owner))


def test_what_is_kept_is_what_the_verifier_saw_and_holds_no_number(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    seen = selectors.draft_page(walk.preecha, draft_id).shown
    shown = remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
    with acting_as(walk.somchai):
        kept = Disclosure.objects.get(id=shown).shown
    assert kept == seen
    assert kept == {
        "words": WORDS,
        "family": "C",
        "asked_action": "pay_what_is_owed",
        "band": "under 10",
        "by_document": False,
    }


def test_a_disclosure_is_never_changed(walk: Walk) -> None:
    shown = walk.disclosed()
    for caller in (walk.preecha, walk.somchai, System("test")):
        with acting_as(caller):
            assert _unchanged(lambda: Disclosure.objects.filter(id=shown).update(shown={}))
            assert _unchanged(lambda: Disclosure.objects.filter(id=shown).delete())
    with acting_as(walk.somchai):
        assert Disclosure.objects.get(id=shown).shown["words"] == WORDS


def _unchanged(act: Callable[[], object]) -> bool:
    """Row-level security finds no row to change, or the trigger refuses."""
    try:
        with transaction.atomic():
            return act() in (0, (0, {}))
    except DatabaseError:
        return True


def test_consent_withdrawn_while_the_page_is_open(walk: Walk) -> None:
    # Given a page that three agreed to
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    shown = remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)

    # When one takes her consent back
    walk.withdraw(draft_id, walk.stories[0])

    # Then the page closes by itself, the record says only that it was shown, and she is told
    with acting_as(walk.somchai):
        assert Recall.objects.get().reason == "consent_ended"
    page = selectors.disclosure_page(walk.somchai, shown, "en")
    assert (page.card.is_open, page.words, page.card.family) == (False, "", "")
    with pytest.raises(NoLongerOpen):
        remedy.acknowledge(disclosure_id=shown, by=walk.somchai)
    assert walk.told(walk.stories[0])[-1] == "taken_back"
    assert "taken_back" not in walk.told(walk.stories[1])


def test_a_page_stays_open_while_enough_still_agree(walk: Walk) -> None:
    walk.stories.append(walk.world.conversation_of(walk.world.speak(language="km")))
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    shown = remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
    walk.withdraw(draft_id, walk.stories[0])
    assert selectors.disclosure_page(walk.somchai, shown, "en").card.is_open


def test_a_deleted_story_closes_the_page_too(walk: Walk) -> None:
    from saphan.store.callers import Story
    from saphan.voice.services import delete_story

    shown = walk.disclosed()
    delete_story(conversation_id=walk.stories[0], by=Story(walk.stories[0]))
    run_waiting()
    assert not selectors.disclosure_page(walk.somchai, shown, "en").card.is_open


def test_a_recall_closes_the_page_and_keeps_that_it_was_shown(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.recall_disclosure(disclosure_id=shown, reason="wrong_words", by=walk.preecha)
    assert not selectors.disclosure_page(walk.somchai, shown, "en").card.is_open
    with acting_as(walk.somchai):
        assert Disclosure.objects.filter(id=shown).exists()
    with pytest.raises(NoLongerOpen):
        remedy.recall_disclosure(disclosure_id=shown, reason="wrong_words", by=walk.preecha)


def test_drafts_are_not_a_partner_s_to_read(walk: Walk) -> None:
    walk.disclosed()
    with acting_as(walk.somchai):
        assert not Draft.objects.exists()
        assert not DataKey.objects.exists()


def test_the_wait_is_between_three_and_fourteen_days(walk: Walk) -> None:
    page = selectors.draft_page(walk.preecha, walk.draft())
    assert page.finding.earliest is not None
    assert timedelta(days=3) <= page.finding.earliest - clock.today() <= timedelta(days=14)


def test_severe_protection_never_goes_to_a_partner(walk: Walk) -> None:
    # Given an issue of the family J, as far along as an issue can be
    with acting_as(System("test")):
        card = replace(verification.issue_card(walk.issue_id), family="J", asks_only_for_a_check=True)

    # Then not even the verifier of its desk may write or send words to an employer, recruiter or buyer
    assert not may_write_draft(walk.preecha, card)
    assert not may_disclose(walk.preecha, card, asks_for_a_check=True)
    assert may_disclose(walk.preecha, replace(card, family="E"), asks_for_a_check=True)


def test_who_may_be_told_includes_recruiters_of_today(walk: Walk) -> None:
    made = {
        name: network_services.create_organisation(kind="recruiter", name=name, country="MM")
        for name in ("River Jobs", "Old Agency", "Another Plant's Agency")
    }
    today = clock.today()
    for name in ("River Jobs", "Old Agency"):
        network_services.relate(
            source_id=made[name], kind="recruits_for", target_id=walk.plant, since=today - timedelta(days=9)
        )
    with acting_as(System("test")):
        Relation.objects.filter(source_id=made["Old Agency"]).update(until=today)
    offered = selectors.new_draft_page(walk.preecha, walk.issue_id).recipients
    assert [card.name for card in offered] == [offered[0].name, "Northsea Retail", "River Jobs"]
    # And offering a name opens nothing to it
    home = selectors.partner_home(walk.partner(made["River Jobs"]))
    assert not home.needs_you and not home.others
