"""Given a worker wants her own case raised: checked first, asked word by word, shown to one company, taken back."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from saphan.casework import services as casework
from saphan.network.models import Notice, Organisation, Staff
from saphan.remedy import claim_answers, claim_endings, claim_pages, claim_quarrels, claims
from saphan.remedy.claim_codes import SAFETY
from saphan.remedy.models import (
    Claim,
    ClaimAnswer,
    ClaimCheck,
    ClaimClosed,
    ClaimDecision,
    ClaimShown,
    ClaimWaiver,
    Disclosure,
)
from saphan.remedy.refusals import (
    CheckFirst,
    DoesNotFit,
    NeedsTheLead,
    NeverToAnEmployer,
    NoLongerOpen,
    NotAPartner,
    NotNow,
    TogetherNow,
    TooEarly,
    WordsMissing,
)
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import DataKey, Event
from saphan.voice import services as voice
from saphan.voice.models import Answer, Ask, Consent, Conversation, Message, Told
from saphan.voice.moving import move_story
from saphan.voice.refusals import NoAnswerToThat
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db

WORDS, NAME = "Please pay my overtime of January and February.", "Ma Thiri"
FIELDS = {"name": NAME, "number": "4711", "amount": "6,200 baht", "dates": "January and February"}
SAFE = {**dict.fromkeys(SAFETY, "no"), "knows": "yes"}


UNAWARE = {**SAFE, "knows": "no"}  # she does not know that they will know it is her


@pytest.fixture
def her(walk: Walk) -> UUID:
    return walk.stories[0]


@pytest.fixture
def claim_id(walk: Walk, her: UUID) -> UUID:
    """She asked on her page, and her caseworker went through the check with her. Somebody signs in for the plant."""
    assert walk.somchai
    voice.wish_claim(conversation_id=her)
    run_waiting()
    with acting_as(System("test")):
        found = Claim.objects.get().id
    claims.check_safety(claim_id=found, answers=SAFE, safe=True, by=walk.nok)
    return found


def state(claim_id: UUID) -> str:
    with acting_as(System("test")):
        return Claim.objects.get(id=claim_id).state


def propose(walk: Walk, claim_id: UUID, **changed: object) -> None:
    given = {"recipient_id": walk.plant, "words": WORDS, "fields": FIELDS, "by": walk.nok}
    claims.propose_claim(claim_id=claim_id, **{**given, **changed})  # type: ignore[arg-type]


def she_says(claim_id: UUID, her: UUID, code: str, *parts: str) -> None:
    with acting_as(System("test")):
        ask_id = Ask.objects.get(ref=claim_id, question="claim", closed_on=None).id
    voice.answer(ask_id=ask_id, code=code, parts=parts, by=Story(her))
    run_waiting()


@pytest.fixture
def shown(walk: Walk, claim_id: UUID, her: UUID) -> UUID:
    assert walk.ellen  # who signs in for the buyer
    propose(walk, claim_id)
    she_says(claim_id, her, "yes", "claim", "amount", "name")
    claims.show_claim(claim_id=claim_id, by=walk.nok)
    return claim_id


def steps(her: UUID) -> list[str]:
    with acting_as(Story(her)):
        return list(Told.objects.order_by("id").values_list("step", flat=True))


def rung(staff_id: UUID) -> set[str]:
    return set(Notice.objects.filter(staff_id=staff_id, seen_at=None).values_list("kind", flat=True))


def count(model: type[models.Model]) -> int:
    with acting_as(System("test")):
        return model._default_manager.count()


def test_one_company_reads_what_she_ticked_and_nobody_else(walk: Walk, shown: UUID, her: UUID) -> None:
    # Then the company reads the words and two fields, and knows nothing more of her
    page = claim_pages.shown_page(walk.somchai, shown)
    assert [part.words for part in page.parts] == [WORDS, NAME, "6,200 baht"]
    assert "remedy.claim_for_you" in rung(walk.somchai.id)
    assert [row.needs_answer for row in claim_pages.claims_shown_to(walk.somchai)] == [True]
    with acting_as(System("test")):
        row = ClaimShown.objects.get()
        assert NAME.encode() not in bytes(row.sealed) and Event.objects.filter(detail__why="claim_read").count() == 1

    # And no other company, no other desk, nobody as part of an issue
    with pytest.raises(NotAllowed):
        claim_pages.shown_page(walk.ellen, shown)
    assert claim_pages.claims_shown_to(walk.ellen) == ()
    with acting_as(walk.somchai):
        for model in (Conversation, Message, Ask, Consent, Claim, ClaimCheck, ClaimDecision):
            assert not model._default_manager.exists(), model
    assert count(Disclosure) == 0
    assert steps(her)[-1] == "claim_shown"


def test_only_companies_that_can_read_are_offered(walk: Walk, claim_id: UUID) -> None:
    # Given the plant where Somchai signs in, and companies where nobody does or that no lead has looked at
    for name, provisional in (("Quiet Prawn Foods", False), ("Rumour Foods", True)):
        Organisation.objects.create(kind="supplier", name=name, country="TH", provisional=provisional)
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    here = reverse("remedy:claim", args=[claim_id])
    assert [name for _, name in claim_pages.claim_page(walk.nok, claim_id).employers] == ["Blue Prawn Foods"]
    page = nok.get(here).content.decode()
    assert "Quiet Prawn Foods" not in page and "Which company?" in page
    assert "Nothing was shown to anybody." in page and "The page closes at once." not in page

    # When nobody signs in for any, the page says what else can be done, and each way leads on
    Staff.objects.filter(id=walk.somchai.id).update(is_active=False)
    page = nok.get(here).content.decode()
    assert "Which company?" not in page
    said = page[page.index("nobody signs in for one") :]
    ways = re.findall(r'href="([^"]+)"', said[: said.index("</section>")])
    assert len(ways) == 3 and all(nok.get(way).status_code == 200 for way in ways)


def test_nothing_goes_before_check_and_yes(walk: Walk, her: UUID) -> None:
    # Given she asked in a talk, and then once more
    assert walk.somchai
    claim_id = claims.wish_in_talk(conversation_id=her, by=walk.nok)
    assert claims.wish_in_talk(conversation_id=her, by=walk.nok) == claim_id

    # When nobody has signed that it is safe, or she says no
    with pytest.raises(CheckFirst):
        propose(walk, claim_id)
    claims.check_safety(claim_id=claim_id, answers=SAFE, safe=False, by=walk.nok)
    with pytest.raises(CheckFirst):
        propose(walk, claim_id)
    claims.check_safety(claim_id=claim_id, answers=SAFE, safe=True, by=walk.nok)
    propose(walk, claim_id)
    with pytest.raises(NotNow):
        claims.show_claim(claim_id=claim_id, by=walk.nok)
    with pytest.raises(NoAnswerToThat):  # a name without her words is no claim
        she_says(claim_id, her, "yes", "name")
    assert (state(claim_id), count(Answer), count(Consent)) == ("asked", 0, 0)
    she_says(claim_id, her, "no")

    # Then nothing is shown
    assert state(claim_id) == "refused"
    with pytest.raises(NotNow):
        claims.show_claim(claim_id=claim_id, by=walk.nok)
    assert count(ClaimShown) == 0


def test_what_is_refused_changes_nothing(walk: Walk, claim_id: UUID) -> None:
    refusals: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (NotAllowed, lambda: propose(walk, claim_id, by=walk.preecha)),
        (NotAPartner, lambda: propose(walk, claim_id, recipient_id=walk.brand)),
        (NotAPartner, lambda: propose(walk, claim_id, recipient_id=uuid4())),
        (WordsMissing, lambda: propose(walk, claim_id, words=" ")),
        (DoesNotFit, lambda: propose(walk, claim_id, fields={"passport": "M1"})),
        (DoesNotFit, lambda: propose(walk, claim_id, fields={"name": "x" * 201})),
        (DoesNotFit, lambda: claims.check_safety(claim_id=claim_id, answers={"guess": "no"}, safe=True, by=walk.nok)),
        (DoesNotFit, lambda: claims.check_safety(claim_id=claim_id, answers=UNAWARE, safe=True, by=walk.nok)),
        (NotAllowed, lambda: claims.wish_in_talk(conversation_id=uuid4(), by=walk.nok)),
        (NotAllowed, lambda: claims.check_safety(claim_id=uuid4(), answers=SAFE, safe=True, by=walk.nok)),
        (NotAllowed, lambda: claim_pages.claim_page(walk.nok, uuid4())),
    )
    for refusal, act in refusals:
        with pytest.raises(refusal):
            act()
    assert (state(claim_id), count(ClaimCheck), count(Ask)) == ("checked", 1, 0)


def test_severe_harm_never_goes_to_an_employer(walk: Walk, claim_id: UUID, her: UUID) -> None:
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.record_concern(
        case_id=case_id,
        conversation_id=her,
        by=walk.nok,
        kind="confinement",
        respondent_id=walk.plant,
        stage="employment",
        period_from=date(2026, 1, 1),
    )
    with pytest.raises(NeverToAnEmployer):
        propose(walk, claim_id)
    assert claim_pages.claim_page(walk.nok, claim_id).severe and count(Ask) == 0


def test_under_18_needs_the_leads_written_decision(walk: Walk, claim_id: UUID, her: UUID) -> None:
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.set_under_18(case_id=case_id, under_18=True, by=walk.nok)
    with pytest.raises(NeedsTheLead):
        propose(walk, claim_id)
    with pytest.raises(NotAllowed):
        claims.decide_for_under_18(claim_id=claim_id, words="It serves her", by=walk.nok)
    for _ in range(2):
        claims.decide_for_under_18(claim_id=claim_id, words="It serves her", by=walk.ann)
    assert count(ClaimDecision) == 1 and claim_pages.claim_page(walk.nok, claim_id).decided
    propose(walk, claim_id)


def test_she_and_we_are_warned_when_an_issue_stands_beside(walk: Walk, claim_id: UUID, her: UUID) -> None:
    # Given the same plant is to read an issue that she is part of
    walk.draft()
    assert claim_pages.claim_page(walk.nok, claim_id).may_be_together == ("Blue Prawn Foods",)
    propose(walk, claim_id)
    with acting_as(System("test")):
        assert Ask.objects.get(question="claim").words == "together"
    assert claim_pages.claim_page(walk.nok, claim_id).together


def test_an_issue_that_came_since_stops_it(walk: Walk, claim_id: UUID, her: UUID) -> None:
    propose(walk, claim_id)
    she_says(claim_id, her, "yes", "claim")
    walk.draft()
    with pytest.raises(TogetherNow):
        claims.show_claim(claim_id=claim_id, by=walk.nok)
    assert count(ClaimShown) == 0


def test_the_company_answers_and_she_says_whether_it_came(walk: Walk, shown: UUID, her: UUID) -> None:
    once = uuid4()
    for _ in range(2):
        claim_answers.answer_claim(claim_id=shown, words="We look into it.", by=walk.somchai, once=once)
    due = clock.today() + timedelta(days=7)
    claim_answers.answer_claim(claim_id=shown, words="We pay on Friday.", by=walk.somchai, due_on=due)
    with pytest.raises(DoesNotFit):
        claim_answers.answer_claim(claim_id=shown, words="x", by=walk.somchai, due_on=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        claim_answers.answer_claim(claim_id=shown, words="x", by=walk.ellen)
    said = claim_pages.claim_page(walk.nok, shown).said
    assert [(one.kind, one.words) for one in said] == [("answer", "We look into it."), ("promise", "We pay on Friday.")]
    assert steps(her)[-1] == "claim_answered"

    # And only her answer is the outcome
    claims.ask_outcome(claim_id=shown, by=walk.nok)
    with acting_as(System("test")):
        ask_id = Ask.objects.get(ref=shown, question="confirm").id
    voice.answer(ask_id=ask_id, code="partly", by=Story(her))
    run_waiting()
    assert str(claim_pages.claim_page(walk.nok, shown).row.outcome) == "She says: only a part came"


def test_taking_it_back_closes_the_page_at_once(walk: Walk, shown: UUID, her: UUID) -> None:
    claim_answers.answer_claim(claim_id=shown, words="We look into it.", by=walk.somchai)
    with acting_as(Story(her)):
        consent_id = Consent.objects.get(draft_id=shown, ended_on=None).id
    voice.end_consent(consent_id=consent_id, by=Story(her))

    page = claim_pages.shown_page(walk.somchai, shown)
    assert (page.closed_on, page.parts, page.said) == (clock.today(), (), ())
    assert state(shown) == "over" and "remedy.claim_closed" in rung(walk.somchai.id)
    with acting_as(System("test")):
        assert not DataKey.objects.filter(subject_id=shown).exists()
    with pytest.raises(NoLongerOpen):
        claim_answers.answer_claim(claim_id=shown, words="Who?", by=walk.somchai)
    claims.wish_in_talk(conversation_id=her, by=walk.nok)
    assert count(Claim) == 2, "she may ask again"


def test_in_a_talk_too_and_with_her_story(walk: Walk, claim_id: UUID, shown: UUID, her: UUID) -> None:
    with pytest.raises(NotAllowed):
        claim_endings.withdraw_claim(claim_id=shown, by=walk.preecha)
    claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)
    with pytest.raises(NotNow):
        claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)
    assert count(ClaimClosed) == 1
    second = claims.wish_in_talk(conversation_id=her, by=walk.nok)
    voice.delete_story(conversation_id=her, by=Story(her))
    assert state(second) == "closed"
    with acting_as(System("test")):
        assert not Claim.objects.filter(conversation_id=her).exists()


def test_a_story_that_moves_ends_what_runs(walk: Walk, shown: UUID, her: UUID) -> None:
    with acting_as(System("test")):
        move_story(conversation_id=her, to_desk_id=walk.world.river)
    assert state(shown) == "closed" and count(ClaimClosed) == 1


def test_the_pages(walk: Walk, her: UUID) -> None:
    """From her wish in a talk to the company's answer, as pages."""
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    somchai = sign_in(Client(), Staff.objects.get(id=walk.somchai.id))
    begin = reverse("remedy:new_claim", args=[her])
    assert "The company will know" in nok.get(begin).content.decode()
    assert begin in nok.get(reverse("casework:conversation", args=[her])).content.decode()
    here = nok.post(begin)["Location"]
    assert nok.post(f"{here}check/", {"guess": "no"}).status_code == 409
    nok.post(f"{here}check/", {**SAFE, "safe": "yes"})
    assert nok.post(f"{here}propose/", {"recipient": "nobody", "words": WORDS}).status_code == 409
    nok.post(f"{here}propose/", {"recipient": str(walk.plant), "words": WORDS, "name": NAME})
    asked = nok.get(here).content.decode()
    assert WORDS in asked and NAME in asked
    with acting_as(System("test")):
        claim_id, ask_id = Claim.objects.get().id, Ask.objects.get(question="claim").id
    nok.post(reverse("casework:referral_answered", args=[her, ask_id]), {"code": "yes", "part": ["claim"]})
    run_waiting()
    nok.post(f"{here}show/")
    assert reverse("remedy:claim_shown", args=[claim_id]) in somchai.get("/partner/").content.decode()
    page = somchai.get(reverse("remedy:claim_shown", args=[claim_id])).content.decode()
    assert WORDS in page and NAME not in page
    answer = reverse("remedy:answer_claim", args=[claim_id])
    assert somchai.post(answer, {"words": ""}).status_code == 422
    assert somchai.post(answer, {"words": "x", "due_on": "2020-01-01"}).status_code == 409
    somchai.post(answer, {"words": "We pay on Friday."})
    assert "We pay on Friday." in nok.get(here).content.decode()
    nok.post(f"{here}outcome/")
    assert reverse("remedy:claim", args=[claim_id]) in nok.get(reverse("remedy:claims")).content.decode()
    nok.post(f"{here}withdraw/")
    assert "Taken back on" in somchai.get(reverse("remedy:claim_shown", args=[claim_id])).content.decode()
    assert somchai.post(answer, {"words": "Who?"}).status_code == 409
    ellen = sign_in(Client(), Staff.objects.get(id=walk.ellen.id))
    assert ellen.get(reverse("remedy:claim_shown", args=[claim_id])).status_code == 404
    assert ellen.post(answer, {"words": "x"}).status_code == 404
    assert count(ClaimAnswer) == 1


def test_the_pages_of_a_lead(walk: Walk, her: UUID) -> None:
    ann = sign_in(Client(), Staff.objects.get(id=walk.ann.id))
    assert ann.get(reverse("remedy:new_claim", args=[uuid4()])).status_code == 404
    assert ann.post(reverse("remedy:new_claim", args=[uuid4()])).status_code == 404
    here = ann.post(reverse("remedy:new_claim", args=[her]))["Location"]
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.set_under_18(case_id=case_id, under_18=True, by=walk.nok)
    assert "Decide, as lead" in ann.get(here).content.decode()
    ann.post(f"{here}decide/", {"words": "It serves her"})
    assert "A lead has decided" in ann.get(here).content.decode()


def quarrelled(walk: Walk, her: UUID, on: date) -> None:
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.set_quarrel(case_id=case_id, on=on, by=walk.nok)


@pytest.fixture
def agreed(walk: Walk, claim_id: UUID, her: UUID) -> UUID:
    propose(walk, claim_id)
    she_says(claim_id, her, "yes", "claim")
    return claim_id


def not_yet(walk: Walk, claim_id: UUID) -> None:
    with pytest.raises(TooEarly):
        claims.show_claim(claim_id=claim_id, by=walk.nok)
    assert (state(claim_id), count(ClaimShown)) == ("agreed", 0)


def test_her_quarrel_holds_it_back_for_14_days(walk: Walk, agreed: UUID, her: UUID) -> None:
    quarrelled(walk, her, clock.today())
    not_yet(walk, agreed)
    clock.pass_time(timedelta(days=13))
    not_yet(walk, agreed)
    clock.pass_time(timedelta(days=1))
    claims.show_claim(claim_id=agreed, by=walk.nok)
    assert count(ClaimShown) == 1


def test_she_and_a_lead_let_it_go_in_writing(walk: Walk, agreed: UUID, her: UUID) -> None:
    def waive(by: StaffCaller, words: str = "She wants it now.", she: bool = True) -> None:
        claim_quarrels.waive_quarrel(claim_id=agreed, words=words, she_agreed=she, by=by)

    # Given nothing to waive, nobody who may, no words, or no word of hers
    with pytest.raises(NotNow):
        waive(walk.ann)
    quarrelled(walk, her, clock.today() - timedelta(days=3))
    for refusal, act in (
        (NotAllowed, lambda: waive(walk.nok)),
        (NotAllowed, lambda: waive(walk.preecha)),
        (WordsMissing, lambda: waive(walk.ann, words=" ")),
        (DoesNotFit, lambda: waive(walk.ann, she=False)),
    ):
        with pytest.raises(refusal):
            act()
    assert count(ClaimWaiver) == 0
    not_yet(walk, agreed)

    # When both do, once; then a later quarrel holds it anew
    for _ in range(2):
        waive(walk.ann)
    assert count(ClaimWaiver) == 1 and claim_pages.claim_page(walk.nok, agreed).is_waived
    with acting_as(System("test")):
        row = ClaimWaiver.objects.get()
        assert b"She wants" not in bytes(row.sealed)
        assert Event.objects.filter(act="remedy.claim_quarrel_waived").count() == 1
    quarrelled(walk, her, clock.today())
    not_yet(walk, agreed)
    waive(walk.ann)
    claims.show_claim(claim_id=agreed, by=walk.nok)
    assert claim_pages.claim_page(walk.nok, agreed).held_until is None


def test_the_page_of_a_quarrel(walk: Walk, agreed: UUID, her: UUID) -> None:
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    ann = sign_in(Client(), Staff.objects.get(id=walk.ann.id))
    here = reverse("remedy:claim", args=[agreed])
    assert "Her quarrel" not in nok.get(here).content.decode()
    quarrelled(walk, her, clock.today())
    assert "it looks like her revenge" in nok.get(here).content.decode()
    assert "14 days after her quarrel" in nok.post(f"{here}show/").content.decode()
    waive = reverse("remedy:waive_quarrel", args=[agreed])
    assert "says it herself" in ann.post(waive, {"words": "Now."}).content.decode()
    assert ann.post(waive, {"words": "She wants it now.", "she_agreed": "yes"}).status_code == 302
    assert "have decided in writing that it goes now" in nok.get(here).content.decode()
