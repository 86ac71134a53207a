"""Given a page that a partner reads, whatever is merged or parted shows, opens and changes nothing for any partner."""

import re
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.models import Concern
from saphan.casework.services import correct_concern, open_case, record_concern
from saphan.network import services as network_services
from saphan.network.merging.acts import WARNINGS, merge_organisations, split_organisations
from saphan.network.models import Notice, Staff
from saphan.remedy import services as remedy
from saphan.remedy.beside import is_together
from saphan.remedy.models import Disclosure, Draft, Recall, Retaliation
from saphan.remedy.retaliation import take_retaliation
from saphan.remedy.selectors import disclosure_page, disclosures_for, partner_home
from saphan.remedy.weighing import standing_of
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.verification import gathering
from saphan.verification.selectors import issue_card
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def praun() -> UUID:
    return network_services.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)


def merge(walk: Walk, away: UUID, stays: UUID) -> UUID:
    made = merge_organisations(organisation_id=away, read_as_id=stays, why="name", despite=WARNINGS, by=walk.preecha)
    run_waiting()
    return made


def split(walk: Walk, merge_id: UUID) -> None:
    split_organisations(merge_id=merge_id, by=walk.preecha)
    run_waiting()


def all_that_partners_see(partners: list[Partner]) -> object:
    """Everything of every page, and the bytes of each page as it is sent."""
    seen: list[object] = []
    for partner in partners:
        cards = disclosures_for(partner)
        seen += [partner_home(partner), cards, [disclosure_page(partner, card.id, "en") for card in cards]]
        client = sign_in(Client(), Staff.objects.get(id=partner.id))
        pages = ["/partner/", *(f"/partner/issues/{card.id}/" for card in cards)]
        seen.append([_without_tokens(client.get(page).content.decode()) for page in pages])
        seen.append(Notice.objects.filter(staff_id=partner.id).count())
    return seen


def _without_tokens(page: str) -> str:
    return re.sub(r'(X-CSRFToken|csrfmiddlewaretoken"|name="once"|nonce)[^>]*', "", page)


def test_no_partner_learns_anything_by_a_merge_or_its_undoing(walk: Walk, praun: UUID) -> None:
    # Given a supplier and its buyer who each read a page; the buyer has a supplier that is the same as another one
    walk.promised(walk.disclosed())
    walk.disclosed(to=walk.brand)
    known, other = (
        network_services.create_organisation(kind="supplier", name=name, country="TH") for name in ("Ice One", "Ice 1")
    )
    network_services.relate(source_id=known, kind="supplies", target_id=walk.brand, since=walk.world.issue().opened_on)
    shops = network_services.create_organisation(kind="brand", name="Northsea Shops", country="GB")
    network_services.relate(source_id=other, kind="supplies", target_id=shops, since=walk.world.issue().opened_on)
    partners = [walk.somchai, walk.ellen]
    before = all_that_partners_see(partners)
    concern = walk.world.concern(walk.world.story(language="ne"), at=praun)
    gathering.gather(concern)
    # When staff say all that can be said of them, and take it back
    made = [merge(walk, *pair) for pair in ((praun, walk.plant), (known, other), (shops, walk.brand))]
    during = all_that_partners_see(partners)
    for merge_id in made:
        split(walk, merge_id)
    # Then not a byte of any partner's page is different
    assert during == before
    assert all_that_partners_see(partners) == before
    with acting_as(System("test")):
        assert not Recall.objects.exists() and Disclosure.objects.count() == 2


def test_consent_crowd_and_voices_of_a_page_that_is_open_are_unchanged(walk: Walk, praun: UUID) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
    with acting_as(System("test")):
        before = standing_of(Draft.objects.get(id=draft_id))
    for _ in range(3):
        gathering.gather(walk.world.concern(walk.world.story(language="th"), at=praun))
    merge(walk, praun, walk.plant)
    with acting_as(System("test")):
        assert standing_of(Draft.objects.get(id=draft_id)) == before


def test_a_company_of_the_other_name_reads_nothing_of_it(walk: Walk) -> None:
    # Given the same plant stands twice, and somebody signs in for the other one
    twin = network_services.create_organisation(kind="supplier", name="Blue Prawn Foods Ltd", country="TH")
    stranger = walk.partner(twin)
    disclosure_id = walk.disclosed()
    # When the plant that reads the page, for which nobody signs in yet, is read as the twin
    merge(walk, walk.plant, twin)
    # Then nothing was passed on
    assert disclosures_for(stranger) == ()
    with pytest.raises(NotAllowed):
        disclosure_page(stranger, disclosure_id, "en")
    with pytest.raises(NotAllowed):
        remedy.acknowledge(disclosure_id=disclosure_id, by=stranger)


def test_a_page_names_the_company_as_it_is_read_on_the_day_and_keeps_that(walk: Walk) -> None:
    # Given a verified issue under a name that is read as another one's
    river = network_services.create_organisation(kind="supplier", name="River Ice", country="TH")
    merge(walk, walk.plant, river)
    disclosure_id = walk.disclosed(to=river)
    # Then its page speaks of its own name, and it is the respondent, not a buyer
    page = disclosure_page(walk.partner(river), disclosure_id, "en")
    assert (page.card.about, page.is_buyer) == ("River Ice", False)


@pytest.mark.parametrize("parted", [False, True])
def test_who_is_punished_is_heard_under_either_name_and_after_they_parted(
    walk: Walk, praun: UUID, parted: bool
) -> None:
    # Given a page that speaks for workers of both names
    hers = walk.world.story(language="ne")
    gathering.gather(walk.world.concern(hers, at=praun))
    merge_id = merge(walk, praun, walk.plant)
    walk.disclosed()
    if parted:
        split(walk, merge_id)
    # When one of the other name says that she was punished
    take_retaliation(walk.world.concern(hers, kind="retaliation", at=praun))
    # Then the issue that was shown hears of it
    with acting_as(System("test")):
        assert Retaliation.objects.get().conversation_id == hers
        assert Retaliation.objects.get().issue_id == walk.issue_id


def test_an_issue_that_rests_is_not_shown_to_anybody(walk: Walk, praun: UUID) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    gathering.gather(walk.world.concern(walk.world.story(language="ne"), at=praun))
    merge_id = merge(walk, walk.plant, praun)
    with acting_as(System("test")):
        assert issue_card(walk.world.issue().id).rests
    with pytest.raises(NotAllowed):
        remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)
    with pytest.raises(NotAllowed):
        walk.draft()
    with acting_as(System("test")):
        assert not Disclosure.objects.exists()
    # And when it is undone, what was consented to goes out as it was written
    split(walk, merge_id)
    assert remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)


def test_her_own_case_beside_an_issue_is_seen_under_either_name(walk: Walk, praun: UUID) -> None:
    walk.draft()
    merge(walk, praun, walk.plant)
    assert is_together(walk.stories[0], walk.plant) and is_together(walk.stories[0], praun)


def test_a_correction_of_another_field_keeps_the_name_under_which_it_was_written(walk: Walk, praun: UUID) -> None:
    story = walk.world.story()
    case = open_case(conversation_id=story, by=walk.nok)
    said = {"stage": "employment", "period_from": clock.today(), "first_hand": True}
    wrong = record_concern(
        case_id=case, conversation_id=story, by=walk.nok, kind="unpaid_overtime", respondent_id=praun, **said
    )
    merge(walk, praun, walk.plant)
    right = correct_concern(concern_id=wrong, kind="late_pay", respondent_id=walk.plant, by=walk.nok)
    with acting_as(System("test")):
        assert Concern.objects.get(id=right).respondent_id == praun
