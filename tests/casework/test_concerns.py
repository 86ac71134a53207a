"""Given what she said, a concern is written in codes, corrected and withdrawn by adding; verification hears of each."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from saphan.casework import services
from saphan.casework.models import Case, Concern, Party
from saphan.casework.refusals import (
    CaseIsClosed,
    DoesNotFit,
    NotAConcern,
    NotCountedAnyMore,
    NotInThisCase,
    WhoIsItAbout,
)
from saphan.casework.selectors import cases_of, concern_for_facts, concern_ids_of, concerns_behind
from saphan.casework.services import Named
from saphan.network.models import Organisation
from saphan.network.selectors import pool_of_desk
from saphan.network.services import create_organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import Fact
from saphan.voice.linking.joining import undo
from saphan.voice.models import Conversation, Told
from saphan.voice.services import delete_story, link_lost
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "kind": "unpaid_overtime",
    "stage": "employment",
    "period_from": date(2026, 1, 1),
    "first_hand": True,
}


def told(conversation_id: UUID) -> list[str]:
    with acting_as(System("test")):
        return list(Told.objects.filter(conversation_id=conversation_id).order_by("id").values_list("step", flat=True))


def deferred(task: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'concern_id' FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [row[0] for row in cursor.fetchall()]


def everything() -> list[tuple[object, ...]]:
    with acting_as(System("test")):
        return list(Concern.objects.order_by("id").values_list()) + [(Case.objects.count(), Party.objects.count())]


@pytest.fixture
def talk(desk: Desk, say: Say) -> UUID:
    return say()


@pytest.fixture
def case(desk: Desk, talk: UUID) -> UUID:
    return services.open_case(conversation_id=talk, by=desk.nok)


@pytest.fixture
def concern(desk: Desk, talk: UUID, case: UUID, blue_prawn: UUID) -> UUID:
    return services.record_concern(case_id=case, conversation_id=talk, respondent_id=blue_prawn, by=desk.nok, **SAID)


def test_a_concern_goes_up_by_name_and_she_reads_that_we_understood(talk: UUID, concern: UUID) -> None:
    assert deferred("verification.gather") == [str(concern)]
    assert told(talk)[-1] == "understood"


def test_the_fact_of_it_names_nobody(desk: Desk, talk: UUID, concern: UUID) -> None:
    with acting_as(System("test")):
        fact = Fact.objects.get(kind="casework.concern_recorded")
    assert fact.subject == concern
    coarse = {"country": "TH", "waited": "to_2_months"}
    assert fact.payload == {"kind": "unpaid_overtime", "stage": "employment", "first_hand": True, **coarse}


def test_a_second_concern_is_the_same_voice(desk: Desk, say: Say, talk: UUID, case: UUID, concern: UUID) -> None:
    # Given she spoke before, on another phone, and said that both stories are hers
    other = say("again")
    link_id = link_lost(conversation_id=other, earlier_id=talk, by=desk.nok)
    services.join_case(case_id=case, conversation_id=other, by=desk.nok)

    # When her second concern and a stranger's are recorded
    bank = create_organisation(kind="supplier", name="Bank of Shrimps", country="TH")
    hers = services.record_concern(case_id=case, conversation_id=other, respondent_id=bank, by=desk.nok, **SAID)
    stranger = say("me too")
    services.join_case(case_id=case, conversation_id=stranger, by=desk.nok)
    his = services.record_concern(case_id=case, conversation_id=stranger, respondent_id=bank, by=desk.nok, **SAID)

    # Then hers count as one voice and his as another
    with acting_as(System("test")):
        groups = {each: concern_for_facts(each).voice_group for each in (hers, concern, his)}  # type: ignore[union-attr]
    assert groups[hers] == groups[concern] != groups[his]
    # And after parting them the rows say what they always said
    undo(link_id=link_id, by=desk.nok)
    with acting_as(System("test")):
        groups = {each: concern_for_facts(each).voice_group for each in (hers, concern, his)}  # type: ignore[union-attr]
        rows = dict(Concern.objects.values_list("id", "voice_group"))
    assert len(set(groups.values())) == 3 and all(groups[each] == rows[each] for each in groups)


def test_in_one_go_from_the_talk(desk: Desk, talk: UUID, blue_prawn: UUID) -> None:
    services.record_from_talk(conversation_id=talk, case_id=None, respondent=blue_prawn, by=desk.nok, **SAID)

    (card,) = cases_of(desk.nok, talk)
    assert [(c.respondent, c.kind) for c in card.concerns] == [("Blue Prawn Foods", "Overtime not paid")]
    assert told(talk) == ["received", "case_opened", "understood"]


def test_in_one_go_about_somebody_new(desk: Desk, talk: UUID) -> None:
    new = Named("Uncle Lin", "TH", "sub_agent")
    services.record_from_talk(conversation_id=talk, case_id=None, respondent=new, by=desk.nok, **SAID)

    (card,) = cases_of(desk.nok, talk)
    assert (card.about, card.concerns[0].provisional) == ("Uncle Lin", True)


def test_a_wrong_go_leaves_nothing_behind(desk: Desk, talk: UUID) -> None:
    # Given a statement that cannot be, about somebody new
    before = everything(), Organisation.objects.count()
    said = {**SAID, "period_from": date(2026, 4, 1)}

    # When it is recorded in one go
    with pytest.raises(DoesNotFit) as refused:
        services.record_from_talk(
            conversation_id=talk, case_id=None, respondent=Named("Lin", "TH"), by=desk.nok, **said
        )

    # Then neither a case nor a name nor a concern was kept
    assert refused.value.ways_out == ("period",)
    assert (everything(), Organisation.objects.count()) == before


@pytest.mark.parametrize("who", ["another desk", "a verifier", "no role"])
@pytest.mark.parametrize("act", ["record", "in one go", "correct", "withdraw"])
def test_others_change_nothing(
    act: str, who: str, desk: Desk, other_desk: Desk, talk: UUID, case: UUID, concern: UUID, blue_prawn: UUID
) -> None:
    by = {"another desk": other_desk.nok, "a verifier": desk.preecha, "no role": Staff(random_id(), desk.id)}[who]
    before, jobs = everything(), deferred("verification.gather")

    with pytest.raises(NotAllowed):
        if act == "record":
            services.record_concern(case_id=case, conversation_id=talk, respondent_id=blue_prawn, by=by, **SAID)
        elif act == "in one go":
            services.record_from_talk(conversation_id=talk, case_id=case, respondent=blue_prawn, by=by, **SAID)
        elif act == "correct":
            services.correct_concern(concern_id=concern, number_affected=9, by=by)
        else:
            services.withdraw_concern(concern_id=concern, by=by)

    assert (everything(), deferred("verification.gather")) == (before, jobs)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": "question"}, NotAConcern),
        ({"kind": "test_call"}, NotAConcern),
        ({"kind": "no_such_kind"}, DoesNotFit),
        ({"stage": "the moon"}, DoesNotFit),
        ({"proof": "a rumour"}, DoesNotFit),
        ({"number_affected": 0}, DoesNotFit),
        ({"period_from": date(2026, 3, 3)}, DoesNotFit),
        ({"period_to": date(2025, 12, 31)}, DoesNotFit),
        ({"period_to": date(2026, 3, 3)}, DoesNotFit),
        ({"respondent_id": UUID(int=9)}, WhoIsItAbout),
    ],
)
def test_what_cannot_be_is_refused(
    change: dict[str, Any], refusal: type[Exception], desk: Desk, talk: UUID, case: UUID, blue_prawn: UUID
) -> None:
    before = everything()
    with pytest.raises(refusal):
        services.record_concern(
            case_id=case, conversation_id=talk, by=desk.nok, **{"respondent_id": blue_prawn, **SAID, **change}
        )
    assert everything() == before


def test_a_stranger_to_the_case_is_not_recorded_in_it(desk: Desk, say: Say, case: UUID, blue_prawn: UUID) -> None:
    stranger = say("hello")
    with pytest.raises(NotInThisCase):
        services.record_concern(case_id=case, conversation_id=stranger, respondent_id=blue_prawn, by=desk.nok, **SAID)


def test_a_wrong_respondent_is_corrected_by_adding(desk: Desk, talk: UUID, concern: UUID) -> None:
    # Given a concern about the wrong company
    right = create_organisation(kind="supplier", name="Blue Ocean Foods", country="TH")

    # When Nok corrects it
    new = services.correct_concern(concern_id=concern, respondent_id=right, by=desk.nok)
    with acting_as(desk.nok):
        assert Conversation.objects.get().place_organisation_id == right, "where she reads who speaks for workers"

    # Then the wrong row stays and counts no more, the new one supersedes it, and verification hears of both
    with acting_as(System("test")):
        assert concern_for_facts(concern).withdrawn
        facts = concern_for_facts(new)
        assert Concern.objects.get(id=new).supersedes_id == concern
    assert (facts.respondent_id, facts.withdrawn, facts.kind) == (right, False, "unpaid_overtime")
    assert deferred("verification.gather") == [str(concern), str(concern), str(new)]
    (card,) = cases_of(desk.nok, talk)
    assert [(c.respondent, c.counted, c.corrected) for c in card.concerns] == [
        ("Blue Ocean Foods", True, False),
        ("Blue Prawn Foods", False, True),
    ]


def test_only_the_newest_can_be_changed(desk: Desk, concern: UUID) -> None:
    services.correct_concern(concern_id=concern, number_affected=3, by=desk.nok)
    before = everything()
    with pytest.raises(NotCountedAnyMore):
        services.correct_concern(concern_id=concern, number_affected=4, by=desk.nok)
    with pytest.raises(NotCountedAnyMore):
        services.withdraw_concern(concern_id=concern, by=desk.nok)
    assert everything() == before


def test_a_correction_that_cannot_be_changes_nothing(desk: Desk, concern: UUID) -> None:
    before = everything()
    with pytest.raises(DoesNotFit):
        services.correct_concern(concern_id=concern, stage="never", by=desk.nok)
    assert everything() == before


def test_withdrawn_counts_no_more_and_stays(desk: Desk, concern: UUID, blue_prawn: UUID) -> None:
    clock.pass_time(timedelta(days=1))
    services.withdraw_concern(concern_id=concern, by=desk.nok)

    with acting_as(System("test")):
        assert Concern.objects.get(id=concern).withdrawn_on == date(2026, 3, 3)
        assert concerns_behind("C", [blue_prawn], [desk.id]) == []
        assert Fact.objects.filter(kind="casework.concern_withdrawn", subject=concern).count() == 1
    assert deferred("verification.gather") == [str(concern)] * 2


def test_what_stands_behind_an_issue(desk: Desk, talk: UUID, case: UUID, concern: UUID, blue_prawn: UUID) -> None:
    services.set_quarrel(case_id=case, on=date(2026, 3, 1), by=desk.nok)
    services.set_under_18(case_id=case, under_18=True, by=desk.nok)

    with acting_as(System("test")):
        (behind,) = concerns_behind("C", [blue_prawn], [desk.id])
        assert concerns_behind("C", [blue_prawn], [random_id()]) == concerns_behind("E", [blue_prawn], [desk.id]) == []
    assert (behind.concern_id, behind.conversation_id, behind.case_id) == (concern, talk, case)
    assert (behind.quarrel_on, behind.under_18, behind.number_affected) == (date(2026, 3, 1), True, 1)


def test_nothing_is_recorded_in_a_closed_case(desk: Desk, talk: UUID, case: UUID, blue_prawn: UUID) -> None:
    services.close_case(case_id=case, outcome="information_given", by=desk.nok)
    with pytest.raises(CaseIsClosed):
        services.record_concern(case_id=case, conversation_id=talk, respondent_id=blue_prawn, by=desk.nok, **SAID)


def test_a_severe_kind_marks_the_case(desk: Desk, talk: UUID, case: UUID, blue_prawn: UUID) -> None:
    services.record_concern(
        case_id=case, conversation_id=talk, respondent_id=blue_prawn, by=desk.nok, **{**SAID, "kind": "confinement"}
    )
    assert cases_of(desk.nok, talk)[0].severe


def test_a_deleted_story_leaves_tombstones(desk: Desk, talk: UUID, case: UUID, concern: UUID) -> None:
    # Given a note and a concern with a line
    services.add_note(conversation_id=talk, text="call her sister", by=desk.nok)
    new = services.correct_concern(concern_id=concern, line="night line", proof="payslip", by=desk.nok)

    # When she deletes her story
    delete_story(conversation_id=talk, by=Story(talk))

    # Then the note is gone, the concerns count no more and say no line, and the case stays without her
    with acting_as(System("test")):
        assert not Party.objects.filter(case_id=case, left_on=None).exists()
        assert [(c.withdrawn_on is not None, c.line, c.proof) for c in Concern.objects.all()] == [(True, "", "")] * 2
        assert concern_ids_of(talk) and set(concern_ids_of(talk)) == {concern, new}
        assert Case.objects.filter(id=case).exists()


def test_a_concern_leads_to_its_issue(desk: Desk, talk: UUID, concern: UUID) -> None:
    # Given the concern was gathered into an issue
    run_waiting()

    # When somebody of the desk, with the pool it is in, looks at the case
    pool_id = pool_of_desk(desk.id)
    nok = Staff(desk.nok.id, desk.id, desk.nok.roles, pool_id)
    (card,) = cases_of(nok, talk)

    # Then the concern leads to the issue and says where it stands; without the pool it says nothing
    (link,) = card.concerns[0].links
    assert link.url.startswith("/desk/issues/") and link.label.startswith("Issue: ")
    assert cases_of(desk.nok, talk)[0].concerns[0].links == ()
