"""Given a voice at a desk, its people open cases and work on them; others change nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from saphan.casework import services
from saphan.casework.models import Case, Need, Note, Party
from saphan.casework.refusals import (
    AlreadyInThisCase,
    CaseIsClosed,
    DoesNotFit,
    NotConfirmedByHer,
    NothingWritten,
)
from saphan.casework.selectors import case_page, cases_of, notes
from saphan.network.models import Organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.voice.models import Answer, Ask, Told
from saphan.voice.services import tell
from tests.casework.given import Desk, Say, events

pytestmark = pytest.mark.django_db


def rows() -> tuple[int, ...]:
    with acting_as(System("test")):
        return tuple(model.objects.count() for model in (Case, Party, Need, Note, Told))


def steps(conversation_id: UUID) -> list[str]:
    with acting_as(System("test")):
        return list(Told.objects.filter(conversation_id=conversation_id).order_by("id").values_list("step", flat=True))


def test_a_case_is_opened_and_she_is_told(desk: Desk, say: Say) -> None:
    # Given a voice
    conversation = say()

    # When Nok opens a case
    case_id = services.open_case(conversation_id=conversation, by=desk.nok)

    # Then it is hers to look after, and the worker reads that we work on it
    (card,) = cases_of(desk.nok, conversation)
    assert (card.id, card.is_open, card.people) == (case_id, True, 1)
    assert case_page(desk.ann, case_id).owner == "Nok"
    assert steps(conversation) == ["received", "case_opened"]


def test_one_person_may_be_in_several_open_cases(desk: Desk, say: Say) -> None:
    conversation = say()
    pay = services.open_case(conversation_id=conversation, by=desk.nok)
    fees = services.open_case(conversation_id=conversation, by=desk.nok)

    assert {card.id for card in cases_of(desk.nok, conversation)} == {pay, fees}
    assert steps(conversation).count("case_opened") == 1


def test_another_voice_joins_once(desk: Desk, say: Say) -> None:
    case_id = services.open_case(conversation_id=say(), by=desk.nok)
    second = say("me too", language="en")
    services.join_case(case_id=case_id, conversation_id=second, by=desk.nok)

    with pytest.raises(AlreadyInThisCase):
        services.join_case(case_id=case_id, conversation_id=second, by=desk.nok)
    assert case_page(desk.nok, case_id).card.people == 2


Act = Callable[[UUID, UUID, UUID, Staff], object]
ACTS: dict[str, Act] = {
    "open": lambda case, talk, need, by: services.open_case(conversation_id=talk, by=by),
    "join": lambda case, talk, need, by: services.join_case(case_id=case, conversation_id=talk, by=by),
    "need": lambda case, talk, need, by: services.add_need(case_id=case, kind="legal", by=by),
    "meet": lambda case, talk, need, by: services.meet_need(need_id=need, by=by),
    "note": lambda case, talk, need, by: services.add_note(conversation_id=talk, text="called", by=by),
    "affected": lambda case, talk, need, by: services.set_counts_affected(case_id=case, number=12, by=by),
    "quarrel": lambda case, talk, need, by: services.set_quarrel(case_id=case, on=clock.today(), by=by),
    "age": lambda case, talk, need, by: services.set_under_18(case_id=case, under_18=True, by=by),
    "close": lambda case, talk, need, by: services.close_case(case_id=case, outcome="partial", by=by),
    "read": lambda case, talk, need, by: case_page(by, case),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["another desk's caseworker", "a verifier", "somebody without a role"])
def test_others_change_nothing(act: str, who: str, desk: Desk, other_desk: Desk, say: Say) -> None:
    # Given a case with a need
    conversation = say()
    case_id = services.open_case(conversation_id=conversation, by=desk.nok)
    need_id = services.add_need(case_id=case_id, kind="legal", by=desk.nok)
    callers = {
        "another desk's caseworker": other_desk.nok,
        "a verifier": desk.preecha,
        "somebody without a role": Staff(random_id(), desk.id),
    }
    before = rows()

    # When somebody who may not does something to it
    with pytest.raises(NotAllowed):
        ACTS[act](case_id, conversation, need_id, callers[who])

    # Then everything is as it was
    assert rows() == before
    card = case_page(desk.nok, case_id).card
    assert (card.is_open, card.counts_affected, card.quarrel_on, card.under_18) == (True, None, None, False)
    assert card.needs[0].met_on is None


def test_needs_are_added_and_met(desk: Desk, say: Say) -> None:
    case_id = services.open_case(conversation_id=say(), by=desk.nok)
    need_id = services.add_need(case_id=case_id, kind="medical", by=desk.nok)
    clock.pass_time(timedelta(days=2))
    services.meet_need(need_id=need_id, by=desk.nok)
    services.meet_need(need_id=need_id, by=desk.nok)

    assert case_page(desk.nok, case_id).card.needs[0].met_on == date(2026, 3, 4)
    with pytest.raises(DoesNotFit):
        services.add_need(case_id=case_id, kind="a pony", by=desk.nok)


def test_numbers_and_days_that_cannot_be_are_refused(desk: Desk, say: Say) -> None:
    case_id = services.open_case(conversation_id=say(), by=desk.nok)
    services.set_counts_affected(case_id=case_id, number=60, by=desk.nok)
    services.set_quarrel(case_id=case_id, on=date(2026, 3, 1), by=desk.nok)

    with pytest.raises(DoesNotFit):
        services.set_counts_affected(case_id=case_id, number=0, by=desk.nok)
    with pytest.raises(DoesNotFit):
        services.set_quarrel(case_id=case_id, on=date(2026, 3, 3), by=desk.nok)
    card = case_page(desk.nok, case_id).card
    assert (card.counts_affected, card.quarrel_on) == (60, date(2026, 3, 1))


def test_a_note_is_sealed_under_her_story_and_read_with_an_audit(desk: Desk, say: Say) -> None:
    conversation = say()
    services.add_note(conversation_id=conversation, text="  Her cousin answers the phone.  ", by=desk.nok)

    with acting_as(desk.nok):
        assert b"cousin" not in bytes(Note.objects.get().sealed)
    (note,) = notes(desk.ann, conversation)
    assert (note.text, note.author) == ("Her cousin answers the phone.", desk.nok.id)
    assert len(events("vault.opened", why="notes_read")) == 1
    with pytest.raises(NothingWritten):
        services.add_note(conversation_id=conversation, text=" \n ", by=desk.nok)


def test_a_closed_case_takes_nothing_more(desk: Desk, say: Say) -> None:
    conversation = say()
    case_id = services.open_case(conversation_id=conversation, by=desk.nok)
    services.close_case(case_id=case_id, outcome="partial", by=desk.nok)

    with pytest.raises(CaseIsClosed) as refused:
        services.add_need(case_id=case_id, kind="legal", by=desk.nok)
    assert refused.value.ways_out == ("open_another",)
    assert steps(conversation)[-1] == "closed"


def test_only_her_own_yes_makes_it_full(desk: Desk, say: Say) -> None:
    # Given a case and no answer of hers
    conversation = say()
    case_id = services.open_case(conversation_id=conversation, by=desk.nok)

    # When it is closed as remedied in full, then it is refused and stays open
    with pytest.raises(NotConfirmedByHer):
        services.close_case(case_id=case_id, outcome="full", by=desk.nok)
    assert case_page(desk.nok, case_id).card.is_open

    # When her last answer is yes, then it is not
    answered(desk, conversation, "no", "yes")
    services.close_case(case_id=case_id, outcome="full", by=desk.nok)
    assert not case_page(desk.nok, case_id).card.is_open


def test_a_yes_taken_back_is_no_yes(desk: Desk, say: Say) -> None:
    conversation = say()
    case_id = services.open_case(conversation_id=conversation, by=desk.nok)
    answered(desk, conversation, "yes", "told_to_say_yes")

    with pytest.raises(NotConfirmedByHer):
        services.close_case(case_id=case_id, outcome="full", by=desk.nok)


def answered(desk: Desk, conversation: UUID, *codes: str) -> None:
    with acting_as(System("test")):
        asked = Ask.objects.create(
            desk_id=desk.id, conversation_id=conversation, question="confirm", ref=random_id(), asked_on=clock.today()
        )
        for code in codes:
            Answer.objects.create(
                desk_id=desk.id, conversation_id=conversation, ask_id=asked.id, code=code, on=clock.today()
            )
        tell(conversation_id=conversation, step="confirm_asked")


def test_a_name_that_fits_nobody_is_kept_as_provisional(desk: Desk) -> None:
    new = services.name_respondent(typed="  Uncle   Lin the broker ", country="TH", kind="sub_agent", by=desk.nok)

    kept = Organisation.objects.get(id=new)
    assert (kept.name, kept.kind, kept.provisional) == ("Uncle Lin the broker", "sub_agent", True)


def test_nobody_else_names_organisations(desk: Desk) -> None:
    before = Organisation.objects.count()
    with pytest.raises(NotAllowed):
        services.name_respondent(typed="Uncle Lin", country="TH", by=desk.preecha)
    with pytest.raises(DoesNotFit):
        services.name_respondent(typed=" ", country="TH", by=desk.nok)
    assert Organisation.objects.count() == before
