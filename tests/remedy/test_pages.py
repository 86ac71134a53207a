"""Given each portal's pages, they show what they may, do one thing a form, and say no in a sentence."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saphan.network import services as network_services
from saphan.network.models import Staff as Member
from saphan.network.reach.services import Seen, note_reach
from saphan.remedy import selectors
from saphan.remedy import services as remedy
from saphan.remedy.models import Disclosure, Draft, Evidence, Retaliation, Round
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


def as_(who: Staff | Partner) -> Client:
    return sign_in(Client(), Member.objects.get(id=who.id))


def form(walk: Walk, **other: object) -> dict[str, object]:
    return {
        "recipient_id": str(walk.plant),
        "asked_action": "pay_what_is_owed",
        "words_en": "Overtime of two months was not paid.",
        "crowd": "60",
        "crowd_source": "HR poster",
        **other,
    }


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_from_the_issue_to_a_disclosure_in_five_pages(walk: Walk) -> None:
    # Given Preecha on the issue's page, with the workforce group that is the crowd
    network_services.add_workforce_group(
        organisation_id=walk.plant, headcount=60, source="HR poster", counted_on=clock.today(), line="Night line"
    )
    preecha = as_(walk.preecha)
    assert reverse("remedy:new_draft", args=[walk.issue_id]) in text(
        preecha.get(reverse("verification:issue", args=[walk.issue_id]))
    )

    # When he writes a draft, and the three say yes
    page = preecha.get(reverse("remedy:new_draft", args=[walk.issue_id]))
    assert "Night line" in text(page)
    written = preecha.post(reverse("remedy:new_draft", args=[walk.issue_id]), form(walk))
    draft_id = UUID(written["Location"].rstrip("/").rsplit("/", 1)[1])
    walk.consent(draft_id)
    walk.wait_is_over()

    # Then the draft's page shows both sides, and disclosing leads back to the issue
    shown = text(preecha.get(written["Location"]))
    assert "60 people could have said it, and 3 did." in shown
    done = preecha.post(reverse("remedy:disclose", args=[draft_id]))
    assert done["Location"] == reverse("verification:issue", args=[walk.issue_id])
    assert "Blue Prawn Foods" in text(preecha.get(done["Location"]))


def test_a_refused_disclosure_says_what_else_can_be_done(walk: Walk) -> None:
    draft_id = walk.draft(crowd=9)
    walk.consent(draft_id)
    walk.wait_is_over()
    answer = as_(walk.preecha).post(reverse("remedy:disclose", args=[draft_id]))
    assert answer.status_code == 409
    for way in ("by a visit or a document", "check of many sites", "own claim", "Wait."):
        assert way in text(answer)


def test_a_draft_that_does_not_fit_keeps_what_was_typed(walk: Walk) -> None:
    answer = as_(walk.preecha).post(
        reverse("remedy:new_draft", args=[walk.issue_id]), form(walk, words_en="", words_my="အချိန်ပိုကြေး")
    )
    assert answer.status_code == 422
    assert "အချိန်ပိုကြေး" in text(answer)
    assert walk.drafts() == 0


@pytest.mark.parametrize("role", ["caseworker", "lead"])
def test_only_a_verifier_may_write_or_disclose_on_a_page(walk: Walk, role: str) -> None:
    draft_id = walk.draft()
    someone = as_(walk.world.member(role))
    assert someone.get(reverse("remedy:new_draft", args=[walk.issue_id])).status_code == 403
    assert someone.post(reverse("remedy:disclose", args=[draft_id])).status_code == 403
    assert "Show it to" not in text(someone.get(reverse("remedy:draft", args=[draft_id])))


def test_another_desk_finds_no_page(walk: Walk) -> None:
    draft_id = walk.draft()
    theirs = as_(walk.world.verifier(walk.world.river))
    assert theirs.get(reverse("remedy:draft", args=[draft_id])).status_code == 404
    assert theirs.get(reverse("remedy:new_draft", args=[walk.issue_id])).status_code == 404
    assert theirs.get(reverse("remedy:issue", args=[walk.issue_id])).status_code == 404


def test_a_partner_walks_its_part(walk: Walk) -> None:
    # Given a disclosure, Somchai finds it as the first thing that needs him
    shown = walk.disclosed()
    somchai = as_(walk.somchai)
    page = reverse("remedy:disclosure", args=[shown])
    assert page in text(somchai.get(reverse("remedy:partner")))
    assert "We will not try to find out who spoke." in text(somchai.get(page))

    # He accepts the promises, promises, and after the workers agreed, delivers with proof
    assert somchai.post(reverse("remedy:acknowledge", args=[shown]))["Location"] == page
    due = clock.today().isoformat()
    somchai.post(reverse("remedy:promise", args=[shown]), {"words": "We pay.", "covers": "line", "due_on": due})
    round_id = remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    walk.answer("enough", round_id, "enough", "enough", "enough")
    remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha)
    [promise] = selectors.disclosure_page(walk.somchai, shown, "en").commitments
    proof = SimpleUploadedFile("run.pdf", b"%PDF-1.7 names", "application/pdf")
    somchai.post(
        reverse("remedy:deliver", args=[shown, promise.id]), {"amount": "100", "currency": "THB", "file": proof}
    )
    assert walk.stage() == "delivered"
    assert "100 THB" in text(somchai.get(page))

    # The desk downloads the proof; he cannot
    with acting_as(walk.somchai):
        evidence = reverse("remedy:evidence", args=[Evidence.objects.get().id])
    download = as_(walk.nok).get(evidence)
    assert (download.content, download["Content-Disposition"][:10]) == (b"%PDF-1.7 names", "attachment")
    assert somchai.get(evidence).status_code == 403


def test_a_partner_s_words_are_kept_when_they_are_refused(walk: Walk) -> None:
    shown = walk.disclosed()
    answer = as_(walk.somchai).post(
        reverse("remedy:promise", args=[shown]), {"words": "We pay it all.", "covers": "line", "due_on": "2026-04-01"}
    )
    assert answer.status_code == 409
    assert "accept the three promises first" in text(answer)


@pytest.mark.parametrize("name", ["promise", "dispute", "message_desk", "add_evidence"])
def test_an_empty_form_is_said_to_be_empty(walk: Walk, name: str) -> None:
    shown = walk.disclosed()
    assert as_(walk.somchai).post(reverse(f"remedy:{name}", args=[shown]), {}).status_code == 422


def test_a_partner_disputes_and_writes(walk: Walk) -> None:
    shown = walk.disclosed()
    somchai = as_(walk.somchai)
    somchai.post(reverse("remedy:dispute", args=[shown]), {"reason": "not_us", "words": "Another plant."})
    somchai.post(reverse("remedy:message_desk", args=[shown]), {"words": "Please ring."})
    page = text(somchai.get(reverse("remedy:disclosure", args=[shown])))
    assert "Another plant." in page
    assert "Please ring." in page
    assert "Another plant." in text(as_(walk.nok).get(reverse("remedy:issue", args=[walk.issue_id])))


def test_there_is_no_way_to_close_or_hide(walk: Walk) -> None:
    shown = walk.disclosed()
    page = text(as_(walk.somchai).get(reverse("remedy:disclosure", args=[shown])))
    actions = {part.split('"')[0] for part in page.split('action="')[1:]}
    assert {action.rsplit("/", 2)[1] for action in actions if "/partner/" in action} == {
        *("acknowledge", "dispute", "message")
    }


def test_names_of_the_desk_and_seconds_stay_inside(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.write_to_partner(disclosure_id=shown, words="Good morning.", by=walk.preecha)
    page = text(as_(walk.somchai).get(reverse("remedy:disclosure", args=[shown])))
    assert "Verifier" not in page.split("</header>")[1]
    assert str(walk.preecha.id) not in page
    assert str(walk.issue_id) not in page


def test_a_buyer_finds_nothing_of_it(walk: Walk) -> None:
    shown = walk.disclosed()
    ellen = as_(walk.ellen)
    assert ellen.get(reverse("remedy:disclosure", args=[shown])).status_code == 404
    assert ellen.post(reverse("remedy:acknowledge", args=[shown])).status_code == 404
    home = text(ellen.get(reverse("remedy:partner")))
    assert "no information" in home
    assert str(shown) not in home


def test_a_buyer_reads_that_workers_were_met_near_a_supplier_by_month_and_not_that_all_is_well(walk: Walk) -> None:
    # Given an outreach visit near the plant, this month
    seen = Seen(walk.world.bridge, "pier", "TH", clock.today(), near=[walk.plant], people={"my": 25})
    note_reach(source_id=uuid4(), seen=seen)
    home = as_(walk.ellen)
    assert "no information" in text(home.get(reverse("remedy:partner")))

    # Then its buyer reads of it when the month is over, and no day, number or language
    month = clock.today()
    clock.pass_time(timedelta(days=32))
    page = text(home.get(reverse("remedy:partner")))
    assert f"Workers were met there in {month:%B %Y}." in page and "It does not mean that nothing is wrong." in page
    assert "no information</span></td>" not in page and "25" not in page.split("Your suppliers")[1].split("</table>")[0]


def test_a_buyer_s_table_comes_first(walk: Walk) -> None:
    shown = walk.disclosed(to=walk.brand)
    home = text(as_(walk.ellen).get(reverse("remedy:partner")))
    assert home.index("Your suppliers") < home.index("needs you", home.index("<main"))  # the table first
    assert reverse("remedy:disclosure", args=[shown]) in home


def test_a_page_that_was_taken_back(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.recall_disclosure(disclosure_id=shown, reason="danger", by=walk.preecha)
    page = text(as_(walk.somchai).get(reverse("remedy:disclosure", args=[shown])))
    assert "This is no longer open to you" in page
    assert "Overtime" not in page
    assert "no longer open" in text(as_(walk.somchai).get(reverse("remedy:partner")))


def test_a_partner_reads_it_in_thai(walk: Walk) -> None:
    shown = walk.disclosed()
    Member.objects.filter(id=walk.somchai.id).update(language="th")
    page = text(as_(walk.somchai).get(reverse("remedy:disclosure", args=[shown])))
    assert "เราจะไม่พยายามสืบว่าใครเป็นคนพูด" in page


def test_the_desk_does_its_part_on_the_panel(walk: Walk) -> None:
    # Given a plan
    walk.planned()
    nok, issue = as_(walk.nok), walk.issue_id

    # Asking, advice and agreeing
    asked = nok.post(reverse("remedy:ask_enough", args=[issue]), {"words_en": "They pay overtime.", "words_my": ""})
    assert asked.status_code == 302
    round_id = _open_round(walk)
    walk.answer("enough", round_id, "enough", "enough", "advice_first")
    refused = nok.post(reverse("remedy:agree", args=[issue]))
    assert refused.status_code == 409
    assert "asked for advice" in text(refused)
    nok.post(reverse("remedy:advice", args=[issue, walk.round_answer(walk.stories[2])]))
    walk.answer("enough", round_id, "enough", "enough", "enough")
    nok.post(reverse("remedy:agree", args=[issue]))
    assert walk.stage() == "agreed"

    # Confirming, retaliation, and its end
    [card] = selectors.disclosures_for(walk.somchai)
    [promise] = selectors.disclosure_page(walk.somchai, card.id, "en").commitments
    remedy.deliver(commitment_id=promise.id, by=walk.somchai)
    nok.post(reverse("remedy:ask_confirmation", args=[issue]), {"words_en": "Were you paid?"})
    walk.answer("confirm", _open_round(walk), "yes", "retaliation")
    with acting_as(walk.ann):
        event = Retaliation.objects.get().id
    assert nok.post(reverse("remedy:stopped", args=[issue, event])).status_code == 409
    nok.post(reverse("remedy:spoke", args=[issue, event]))
    assert nok.post(reverse("remedy:stopped", args=[issue, event])).status_code == 302

    # Writing to the partner and taking it back
    nok.post(reverse("remedy:message_partner", args=[issue, card.id]), {"words": "Thank you."})
    assert "Thank you." in text(nok.get(reverse("remedy:issue", args=[issue])))
    nok.post(reverse("remedy:recall", args=[issue, card.id]), {"reason": "danger"})
    assert not selectors.disclosures_for(walk.somchai)[0].is_open


def test_waiving_and_deciding_on_the_draft_s_page(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    preecha = as_(walk.preecha)
    waive = reverse("remedy:waive", args=[draft_id])
    assert preecha.post(waive, {"workers_agreed": "many"}).status_code == 409
    assert preecha.post(waive, {"workers_agreed": "3"}).status_code == 302
    decide = reverse("remedy:decide", args=[draft_id])
    assert as_(walk.ann).post(decide, {"words": ""}).status_code == 422
    assert as_(walk.ann).post(decide, {"words": "She asks for it."}).status_code == 302
    with acting_as(System("test")):
        assert Draft.objects.get().waived_by_workers == 3
        assert not Disclosure.objects.exists()


def _open_round(walk: Walk) -> UUID:
    with acting_as(System("test")):
        return Round.objects.get(issue_id=walk.issue_id, ended_on=None).id
