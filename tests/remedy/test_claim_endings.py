"""Given a claim that was shown: it ends by her, by its outcome or with her story, and leaves no key."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from saphan.casework import services as casework
from saphan.network.models import Notice, Organisation, Staff
from saphan.remedy import (
    claim_answers,
    claim_endings,
    claim_pages,
    claim_quarrels,
    claim_retaliation,
    claims,
    pressure,
)
from saphan.remedy.models import Claim, ClaimClosed, ClaimDecision, ClaimRetaliation, ClaimShown, ClaimWaiver, Pressure
from saphan.remedy.refusals import NotAPartner, NotNow, NotSpokenYet, TogetherNow
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import DataKey, Event
from saphan.vault.shredding import replay, shred
from saphan.voice import drafts
from saphan.voice import services as voice
from saphan.voice.consent import keep_consent
from saphan.voice.drafts import Draft
from saphan.voice.models import Ask, Consent, Conversation
from saphan.voice.moving import move_story
from saphan.voice.story_page import story
from tests.remedy.test_claims import (
    SAFE,
    WORDS,
    agreed,
    claim_id,
    count,
    her,
    propose,
    quarrelled,
    rung,
    she_says,
    shown,
    state,
    steps,
)
from tests.remedy.walk import Walk
from tests.signed_in import sign_in

__all__ = ["agreed", "claim_id", "her", "shown"]  # fixtures
pytestmark = pytest.mark.django_db


def all_seen() -> None:
    Notice.objects.update(seen_at=clock.now())


def she_says_of_it(claim_id: UUID, her: UUID, walk: Walk, code: str) -> None:
    claims.ask_outcome(claim_id=claim_id, by=walk.nok)
    with acting_as(System("test")):
        ask_id = Ask.objects.get(ref=claim_id, question="confirm", closed_on=None).id
    voice.answer(ask_id=ask_id, code=code, by=Story(her))
    run_waiting()


def reason(walk: Walk, claim_id: UUID) -> str:
    return claim_pages.shown_page(walk.somchai, claim_id).reason


def page_of(walk: Walk, claim_id: UUID) -> str:
    somchai = sign_in(Client(), Staff.objects.get(id=walk.somchai.id))
    return somchai.get(reverse("remedy:claim_shown", args=[claim_id])).content.decode()


def keys_of(*ids: UUID) -> int:
    with acting_as(System("test")):
        return DataKey.objects.filter(subject_id__in=ids).count()


# To whom


def test_nobody_is_asked_for_a_company_that_nobody_reads_for(walk: Walk, claim_id: UUID) -> None:
    for change in ({"provisional": True}, {"provisional": False}):
        Organisation.objects.filter(id=walk.plant).update(**change)
        if not change["provisional"]:
            Staff.objects.filter(id=walk.somchai.id).update(is_active=False)
        with pytest.raises(NotAPartner):
            propose(walk, claim_id)
    assert (state(claim_id), count(Ask)) == ("checked", 0)


def test_nothing_is_shown_where_nobody_signs_in_any_more(walk: Walk, agreed: UUID, her: UUID) -> None:
    Staff.objects.filter(id=walk.somchai.id).update(is_active=False)
    with pytest.raises(NotAPartner):
        claims.show_claim(claim_id=agreed, by=walk.nok)
    assert (state(agreed), count(ClaimShown), "claim_shown" in steps(her)) == ("agreed", 0, False)


# What she said yes to


def test_asked_again_with_the_warning_her_former_yes_ends(walk: Walk, agreed: UUID, her: UUID) -> None:
    walk.draft()
    with pytest.raises(TogetherNow):
        claims.show_claim(claim_id=agreed, by=walk.nok)
    propose(walk, agreed)
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=agreed, ended_on=None).exists()
        assert Ask.objects.get(ref=agreed, closed_on=None).words == "together"
    she_says(agreed, her, "yes", "claim")
    claims.show_claim(claim_id=agreed, by=walk.nok)
    assert state(agreed) == "shown"


def test_a_yes_for_another_company_shows_nothing(walk: Walk, agreed: UUID) -> None:
    other = Organisation.objects.create(kind="supplier", name="Red Prawn Foods", country="TH").id
    assert walk.partner(other)
    with acting_as(System("test")):
        Claim.objects.filter(id=agreed).update(recipient_id=other)
    with pytest.raises(NotNow):
        claims.show_claim(claim_id=agreed, by=walk.nok)
    assert count(ClaimShown) == 0


def test_a_yes_without_the_words_is_listed_nowhere_as_given(walk: Walk, claim_id: UUID, her: UUID) -> None:
    # Given a partial yes of a time when it was taken
    propose(walk, claim_id)
    with acting_as(System("test")) as moment:
        asked = Ask.objects.get(ref=claim_id)
        keep_consent(asked, given=True, how="page", day=moment.day, parts=["name"])
    claims.take_answer(claim_id)
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=claim_id, ended_on=None).exists()
    assert state(claim_id) == "refused"


def test_her_second_wish_reaches_whoever_looks_after_her(walk: Walk, claim_id: UUID, her: UUID) -> None:
    with acting_as(System("test")):
        Conversation.objects.filter(id=her).update(assigned_to=walk.nok.id)
    all_seen()
    claims.take_wish(her)
    assert "remedy.claim_wished" in rung(walk.nok.id) and count(Claim) == 1


def test_the_last_check_of_a_day_is_the_one_that_counts(walk: Walk, her: UUID) -> None:
    claim_id = claims.wish_in_talk(conversation_id=her, by=walk.nok)
    for safe in (False, True) * 4:
        claims.check_safety(claim_id=claim_id, answers=SAFE, safe=safe, by=walk.nok)
        assert claim_pages.claim_page(walk.nok, claim_id).safe is safe


def test_a_lead_decides_while_she_is_asked(walk: Walk, claim_id: UUID, her: UUID) -> None:
    # Given we learn that she is under 18 when she is asked already
    propose(walk, claim_id)
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.set_under_18(case_id=case_id, under_18=True, by=walk.nok)
    assert claim_pages.claim_page(walk.ann, claim_id).may_decide
    claims.decide_for_under_18(claim_id=claim_id, words="It serves her", by=walk.ann)
    she_says(claim_id, her, "yes", "claim")
    claims.show_claim(claim_id=claim_id, by=walk.nok)
    assert not claim_pages.claim_page(walk.ann, claim_id).may_decide


def test_it_is_written_down_who_read_it(walk: Walk, shown: UUID) -> None:
    claim_pages.shown_page(walk.somchai, shown)
    claim_answers.answer_claim(claim_id=shown, words="We look into it.", by=walk.somchai)
    claim_pages.claim_page(walk.nok, shown)
    with acting_as(System("test")):
        assert Event.objects.get(act="remedy.claim_read", object_id=shown).caller_id == walk.somchai.id
        assert Event.objects.get(detail__why="claim_answers_read").caller_id == walk.nok.id


def test_she_reads_the_words_that_her_yes_stands_for(walk: Walk, agreed: UUID, her: UUID) -> None:
    # Given she said yes, was asked anew with other words, and said yes to fewer parts
    propose(walk, agreed, words="Please pay my overtime of March.")
    she_says(agreed, her, "yes", "claim")

    # Then what stands shows the later words, and what ended shows those of its own time
    former, now = sorted(story(her, word_given=True).agreed, key=lambda one: one.ended_on is None)
    assert [part.words for part in now.parts] == ["Please pay my overtime of March."]
    assert WORDS in [part.words for part in former.parts] and former.ended_on


# What came of it


def test_answers_of_one_day_stand_in_the_order_in_which_they_came(walk: Walk, shown: UUID) -> None:
    said = [f"Answer {number}" for number in range(6)]
    for words in said:
        claim_answers.answer_claim(claim_id=shown, words=words, by=walk.somchai)
    assert [one.words for one in claim_pages.claim_page(walk.nok, shown).said] == said
    assert [one.words for one in claim_pages.shown_page(walk.somchai, shown).said] == said


def test_asked_twice_and_answered_twice_at_once_is_heard_once(walk: Walk, shown: UUID, her: UUID) -> None:
    # Given two clicks of the desk, and she changes her mind before anything ran
    for _ in range(2):
        claims.ask_outcome(claim_id=shown, by=walk.nok)
    with acting_as(System("test")):
        ask_id = Ask.objects.get(ref=shown, question="confirm").id
    for code in ("yes", "partly"):
        voice.answer(ask_id=ask_id, code=code, by=Story(her))
    run_waiting()
    with acting_as(System("test")):
        assert Claim.objects.get(id=shown).outcome == "partly"
        for act in ("remedy.claim_outcome_asked", "remedy.claim_outcome"):
            assert Event.objects.filter(act=act, object_id=shown).count() == 1, act


def test_what_she_says_of_a_claim_that_has_ended_is_not_its_outcome(walk: Walk, shown: UUID, her: UUID) -> None:
    claims.ask_outcome(claim_id=shown, by=walk.nok)
    with acting_as(System("test")):
        ask_id = Ask.objects.get(ref=shown, question="confirm").id
    voice.answer(ask_id=ask_id, code="retaliation", by=Story(her))
    claim_endings.withdraw_claim(claim_id=shown, by=walk.nok)
    run_waiting()
    with acting_as(System("test")):
        assert Claim.objects.get(id=shown).outcome == ""
        assert ClaimRetaliation.objects.filter(claim_id=shown).count() == 1, "and she is heard all the same"


def test_she_is_asked_about_her_own_case_in_words_that_are_true_of_it(walk: Walk, shown: UUID, her: UUID) -> None:
    claims.ask_outcome(claim_id=shown, by=walk.nok)
    phone = Client()
    token = drafts.new_token()
    drafts.keep(token, Draft(conversation=str(her), returned=True))
    phone.cookies["page"] = token
    (asked,) = (one for one in story(her, word_given=True).questions if one.question == "confirm")
    page = phone.get(f"/en/story/ask/{asked.id}/").content.decode()
    assert "your own case with Blue Prawn Foods" in page and "Only our team sees this." in page
    assert "They never learn who said what" not in page

    # And what she agreed to says that it ended, and not that she did it
    she_says_of_it(shown, her, walk, "yes")
    claim_endings.settle_claim(claim_id=shown, by=walk.nok)
    page = phone.get("/en/story/shared/").content.decode()
    assert "It ended on 2 March." in page and "You took it back" not in page


def test_she_can_be_asked_again_and_then_it_is_settled(walk: Walk, shown: UUID, her: UUID) -> None:
    with pytest.raises(NotNow):
        claim_endings.settle_claim(claim_id=shown, by=walk.nok)
    she_says_of_it(shown, her, walk, "no")
    she_says_of_it(shown, her, walk, "yes")
    with pytest.raises(NotAllowed):
        claim_endings.settle_claim(claim_id=shown, by=walk.preecha)
    assert state(shown) == "shown"
    all_seen()
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    here = reverse("remedy:claim", args=[shown])
    settle = reverse("remedy:settle_claim", args=[shown])
    assert settle in nok.get(here).content.decode()
    assert nok.post(settle).status_code == 302
    assert "Over: settled" in nok.get(here).content.decode()
    assert (state(shown), reason(walk, shown), keys_of(shown)) == ("settled", "settled", 0)
    assert "Settled on" in page_of(walk, shown) and "remedy.claim_ended" in rung(walk.somchai.id)
    assert steps(her)[-1] == "taken_back"
    assert nok.post(settle).status_code == 409


def test_what_did_not_come_is_closed_and_never_called_settled(walk: Walk, shown: UUID, her: UUID) -> None:
    she_says_of_it(shown, her, walk, "no")
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    assert "It did not come, and she goes on" in nok.get(reverse("remedy:claim", args=[shown])).content.decode()
    claim_endings.settle_claim(claim_id=shown, by=walk.nok)
    assert (state(shown), reason(walk, shown), keys_of(shown)) == ("closed", "closed", 0)
    assert "Settled" not in page_of(walk, shown)


def test_told_to_say_yes_reaches_a_lead_and_settles_nothing(walk: Walk, shown: UUID, her: UUID) -> None:
    for _ in range(2):
        she_says_of_it(shown, her, walk, "told_to_say_yes")
    assert Notice.objects.filter(staff_id=walk.ann.id, kind="remedy.told_to_say_yes", urgent=True).count() == 1
    (row,) = pressure.pressures(walk.ann)
    assert (row.claim_id, row.issue_id, row.conversation_id) == (shown, None, her)
    with acting_as(walk.preecha):
        assert not Pressure.objects.exists(), "a verifier never learns whose case it is"
    ann = sign_in(Client(), Staff.objects.get(id=walk.ann.id))
    assert reverse("remedy:claim", args=[shown]) in ann.get(reverse("remedy:pressures")).content.decode()
    pressure.record_what_was_done(pressure_id=row.id, done="spoke_with_her", by=walk.ann)
    with pytest.raises(NotNow):
        claim_endings.settle_claim(claim_id=shown, by=walk.nok)


def test_retaliation_reaches_a_lead_at_once(walk: Walk, shown: UUID, her: UUID) -> None:
    nok = sign_in(Client(), Staff.objects.get(id=walk.nok.id))
    spoke, stopped = (reverse(f"remedy:claim_{what}", args=[shown]) for what in ("spoke", "stopped"))
    assert nok.post(spoke).status_code == 409
    for _ in range(2):
        she_says_of_it(shown, her, walk, "retaliation")
    assert Notice.objects.filter(staff_id=walk.ann.id, kind="remedy.claim_retaliation", urgent=True).count() == 1
    with acting_as(walk.preecha):
        assert not ClaimRetaliation.objects.exists()
    with pytest.raises(NotAllowed):
        claim_retaliation.speak_about_claim(claim_id=shown, by=walk.preecha)
    with pytest.raises(NotSpokenYet):
        claim_retaliation.end_claim_retaliation(claim_id=shown, by=walk.nok)
    assert spoke in nok.get(reverse("remedy:claim", args=[shown])).content.decode()
    she_says_of_it(shown, her, walk, "yes")
    with pytest.raises(NotNow):
        claim_endings.settle_claim(claim_id=shown, by=walk.nok)
    assert not claim_pages.claim_page(walk.nok, shown).may_settle
    assert nok.post(spoke).status_code == 302
    with pytest.raises(NotNow):
        claim_retaliation.speak_about_claim(claim_id=shown, by=walk.nok)
    assert nok.post(stopped).status_code == 302
    (row,) = claim_pages.claim_page(walk.nok, shown).retaliation
    assert row.spoken_on == row.stopped_on == clock.today()
    assert claim_pages.claim_page(walk.nok, shown).may_settle
    voice.delete_story(conversation_id=her, by=Story(her))
    assert count(ClaimRetaliation) == 0


# How it ends


def test_when_she_takes_it_back_herself_her_people_hear_it(walk: Walk, shown: UUID, her: UUID) -> None:
    with acting_as(System("test")):
        Conversation.objects.filter(id=her).update(assigned_to=walk.nok.id)
    with acting_as(Story(her)):
        consent_id = Consent.objects.get(draft_id=shown, ended_on=None).id
    voice.end_consent(consent_id=consent_id, by=Story(her))
    assert "remedy.claim_over" in rung(walk.nok.id)
    assert (reason(walk, shown), steps(her)[-1]) == ("taken_back", "taken_back")
    assert "Taken back on" in page_of(walk, shown)


def test_a_story_that_moves_closes_the_page_and_says_nothing_of_her(walk: Walk, shown: UUID, her: UUID) -> None:
    with acting_as(System("test")):
        move_story(conversation_id=her, to_desk_id=walk.world.river)
    assert (state(shown), reason(walk, shown)) == ("closed", "closed")
    page = page_of(walk, shown)
    assert "Closed on" in page and "Taken back" not in page
    assert steps(her)[-2:] == ["taken_back", "moved"]
    assert "remedy.claim_ended" in rung(walk.somchai.id) and "remedy.claim_closed" not in rung(walk.somchai.id)


def test_a_story_that_ends_by_time_closes_the_page(walk: Walk, shown: UUID, her: UUID) -> None:
    with acting_as(System("test")):
        shred(her)
    assert (state(shown), reason(walk, shown), keys_of(shown)) == ("closed", "closed", 0)


def test_what_had_ended_before_a_restore_ends_again_and_nobody_hears_that_she_took_it_back(
    walk: Walk, shown: UUID, her: UUID
) -> None:
    # Given a back-up of a time when it was shown, restored after it was settled
    with acting_as(System("test")):
        Conversation.objects.filter(id=her).update(assigned_to=walk.nok.id)
    all_seen()
    replay([shown])
    assert (state(shown), reason(walk, shown), keys_of(shown)) == ("closed", "closed", 0)
    assert "remedy.claim_over" not in rung(walk.nok.id) and "remedy.claim_closed" not in rung(walk.somchai.id)
    with acting_as(System("test")):
        assert not Consent.objects.filter(draft_id=shown, ended_on=None).exists()


def test_a_leads_words_die_with_the_claim(walk: Walk, agreed: UUID, her: UUID) -> None:
    case_id = casework.open_case(conversation_id=her, by=walk.nok)
    casework.set_under_18(case_id=case_id, under_18=True, by=walk.nok)
    claims.decide_for_under_18(claim_id=agreed, words="It serves her", by=walk.ann)
    quarrelled(walk, her, clock.today() - timedelta(days=3))
    claim_quarrels.waive_quarrel(claim_id=agreed, words="She wants it now.", she_agreed=True, by=walk.ann)

    # Given the lead reads it again, and nobody else
    assert claim_pages.claim_page(walk.ann, agreed).decision == "It serves her"
    assert claim_pages.claim_page(walk.nok, agreed).decision == ""
    ann = sign_in(Client(), Staff.objects.get(id=walk.ann.id))
    assert "It serves her" in ann.get(reverse("remedy:claim", args=[agreed])).content.decode()
    with acting_as(System("test")):
        ids = [ClaimDecision.objects.get().id, ClaimWaiver.objects.get().id]
        assert Event.objects.filter(detail__why="claim_decision_read").count() == 2
    assert keys_of(*ids) == 2

    # When she deletes her story
    voice.delete_story(conversation_id=her, by=Story(her))
    assert (keys_of(*ids), count(ClaimDecision), count(ClaimClosed)) == (0, 1, 0)
    assert claim_pages.claim_page(walk.ann, agreed).decision == ""
