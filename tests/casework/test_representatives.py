"""Given somebody speaks for others: the mandate, who checked it, how many voices it is, who may confirm."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from saphan.casework import filing, services
from saphan.casework.models import Representative
from saphan.casework.refusals import AlreadySpeaksForThem, DoesNotFit, NotConfirmedByHer, NotInThisCase
from saphan.casework.representatives import may_not_confirm, representatives_of, speaking_in
from saphan.network.selectors import pool_of_desk
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.verification.corroboration import independent_voices
from saphan.verification.facts import as_voice, standing_behind
from saphan.verification.models import CodedFact
from saphan.voice import services as voice
from tests.casework.given import Desk, Say
from tests.signed_in import open_desk

pytestmark = pytest.mark.django_db

WORDS = "Ko Min keeps the list of the room"


@pytest.fixture
def story_id(say: Say) -> UUID:
    return say("We are twelve in one room", language="en")


@pytest.fixture
def case_id(desk: Desk, story_id: UUID, blue_prawn: UUID) -> UUID:
    case_id = services.open_case(conversation_id=story_id, by=desk.nok)
    services.record_concern(
        case_id=case_id,
        conversation_id=story_id,
        by=desk.nok,
        kind="overcrowding",
        respondent_id=blue_prawn,
        stage="employment",
        period_from=date(2026, 1, 1),
        number_affected=12,
    )
    run_waiting()
    return case_id


def name(desk: Desk, case_id: UUID, story_id: UUID, **changed: object) -> UUID:
    given = {"kind": "friend", "mandate": "signed_list", "number": 12, "may_confirm": "workers", "words": WORDS}
    made = services.name_representative(
        case_id=case_id,
        conversation_id=story_id,
        **{"by": desk.nok, **given, **changed},  # type: ignore[arg-type]
    )
    run_waiting()
    return made


def voices(desk: Desk, respondent_id: UUID) -> tuple[int, set[str]]:
    """How many independent voices the cross-check counts, and what the facts say of mandates."""
    pool_id = pool_of_desk(desk.id)
    assert pool_id
    with acting_as(System("test")):
        facts = standing_behind(pool_id, "G", respondent_id)
        return independent_voices([as_voice(fact) for fact in facts]), {fact.mandate for fact in facts}


def test_a_checked_mandate_is_as_many_voices_as_people(
    desk: Desk, case_id: UUID, story_id: UUID, blue_prawn: UUID
) -> None:
    # Given twelve room-mates on one phone: one voice, also once somebody says that she speaks for them
    assert voices(desk, blue_prawn) == (1, {""})
    representative_id = name(desk, case_id, story_id)
    assert voices(desk, blue_prawn) == (1, {"unchecked"})

    # When a person has checked the mandate
    services.check_mandate(representative_id=representative_id, how="saw_list", by=desk.ann)
    run_waiting()

    # Then they count as many, at the least; the fact says a band and names nobody
    assert voices(desk, blue_prawn) == (10, {"checked"})
    [card] = representatives_of(desk.nok, case_id)
    assert (card.number, card.checked_by, card.words) == (12, "Ann", WORDS)
    with acting_as(System("test")):
        row = Representative.objects.get()
        assert WORDS.encode() not in bytes(row.sealed or b"")
        assert {fact.at_least for fact in CodedFact.objects.all()} == {1, 10}

    # And when it ends, they are one voice again
    services.end_mandate(representative_id=representative_id, by=desk.nok)
    run_waiting()
    assert voices(desk, blue_prawn) == (1, {""})


def test_a_concern_after_the_check_counts_at_once(desk: Desk, say: Say, blue_prawn: UUID) -> None:
    story_id = say("We are twelve", language="en")
    case_id = services.open_case(conversation_id=story_id, by=desk.nok)
    representative_id = name(desk, case_id, story_id, words="")
    services.check_mandate(representative_id=representative_id, how="met_them", by=desk.nok)
    services.record_concern(
        case_id=case_id,
        conversation_id=story_id,
        by=desk.nok,
        kind="overcrowding",
        respondent_id=blue_prawn,
        stage="employment",
        period_from=date(2026, 1, 1),
    )
    run_waiting()
    assert voices(desk, blue_prawn) == (10, {"checked"})


def test_who_may_confirm(desk: Desk, case_id: UUID, story_id: UUID) -> None:
    # Given one speaks for others and says yes to the remedy
    with acting_as(System("test")):
        ask_id = voice.ask(conversation_id=story_id, question="confirm", ref=uuid4())
    voice.answer(ask_id=ask_id, code="yes", by=Story(story_id))
    representative_id = name(desk, case_id, story_id)

    # Then it is no confirmation: the workers themselves must say so
    with pytest.raises(NotConfirmedByHer):
        services.close_case(case_id=case_id, outcome="full", by=desk.nok)
    with acting_as(System("test")):
        assert may_not_confirm([story_id]) == {story_id}
    services.end_mandate(representative_id=representative_id, by=desk.nok)

    # And where the mandate gives it to the representative, it counts once the mandate is checked
    by_mandate = name(desk, case_id, story_id, may_confirm="representative")
    with pytest.raises(NotConfirmedByHer):
        services.close_case(case_id=case_id, outcome="full", by=desk.nok)
    services.check_mandate(representative_id=by_mandate, how="registered", by=desk.nok)
    services.close_case(case_id=case_id, outcome="full", by=desk.nok)


def test_what_is_refused_changes_nothing(desk: Desk, other_desk: Desk, case_id: UUID, story_id: UUID, say: Say) -> None:
    elsewhere = say("Somebody else", language="en")
    representative_id = name(desk, case_id, story_id)

    def check(by: Staff, how: str = "saw_list") -> None:
        services.check_mandate(representative_id=representative_id, how=how, by=by)

    refusals: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (AlreadySpeaksForThem, lambda: name(desk, case_id, story_id)),
        (NotInThisCase, lambda: name(desk, case_id, elsewhere)),
        (NotAllowed, lambda: name(desk, case_id, story_id, by=other_desk.nok)),
        (NotAllowed, lambda: name(desk, case_id, story_id, by=desk.preecha)),
        *(
            (DoesNotFit, lambda wrong=wrong: name(desk, case_id, story_id, **wrong))  # type: ignore[misc]
            for wrong in ({"kind": "boss"}, {"mandate": "none"}, {"number": 1}, {"may_confirm": "partner"})
        ),
        (NotAllowed, lambda: check(other_desk.nok)),
        (NotAllowed, lambda: check(desk.preecha)),
        (DoesNotFit, lambda: check(desk.nok, "felt_right")),
    )
    for refusal, act in refusals:
        with pytest.raises(refusal):
            act()
    with acting_as(System("test")):
        assert Representative.objects.get().checked_on is None
    once = uuid4()
    services.end_mandate(representative_id=representative_id, by=desk.nok)
    assert name(desk, case_id, story_id, once=once) == name(desk, case_id, story_id, once=once)


def test_the_mandate_goes_along_from_the_wrong_case_and_back(
    desk: Desk, case_id: UUID, story_id: UUID, blue_prawn: UUID, say: Say
) -> None:
    representative_id = name(desk, case_id, story_id, may_confirm="representative")
    services.check_mandate(representative_id=representative_id, how="saw_list", by=desk.nok)
    run_waiting()
    right = services.open_case(conversation_id=say(), by=desk.nok)
    for wrong, to in ((case_id, right), (right, case_id)):
        filing.move_to_case(conversation_id=story_id, from_id=wrong, to_id=to, by=desk.nok)
        run_waiting()
        assert [one.id for one in representatives_of(desk.nok, to)] == [representative_id]
        assert representatives_of(desk.nok, wrong) == ()
        with acting_as(System("test")):
            assert speaking_in([to])[to].of(story_id) == ("checked", 12)
        assert voices(desk, blue_prawn) == (10, {"checked"})


def test_deleting_and_moving_her_story(desk: Desk, case_id: UUID, story_id: UUID) -> None:
    from saphan.voice.moving import move_story

    name(desk, case_id, story_id)
    third = open_desk("Bridge Malaysia")
    with acting_as(System("test")):
        move_story(conversation_id=story_id, to_desk_id=third)
        row = Representative.objects.get()
        assert (row.desk_id, row.ended_on is not None) == (third, True)
    voice.delete_story(conversation_id=story_id, by=Story(story_id))
    with acting_as(System("test")):
        assert not Representative.objects.exists()


def test_the_case_page(nok: Client, case_id: UUID, story_id: UUID) -> None:
    address = reverse("casework:name_representative", args=[case_id])
    form = {"conversation": str(story_id), "kind": "committee", "mandate": "elected", "may_confirm": "workers"}
    assert nok.post(address, {**form, "number": "one"}).status_code == 409
    assert nok.post(address, {**form, "number": "12", "words": WORDS}).status_code == 302
    page = nok.get(reverse("casework:case", args=[case_id])).content.decode()
    assert "for 12 people" in page and "counts as one voice" in page and WORDS in page
    with acting_as(System("test")):
        representative_id = Representative.objects.get().id
    nok.post(reverse("casework:check_mandate", args=[case_id, representative_id]), {"how": "met_them"})
    assert "I met them" in nok.get(reverse("casework:case", args=[case_id])).content.decode()
    nok.post(reverse("casework:end_mandate", args=[case_id, representative_id]))
    assert "Nobody here speaks for others" in nok.get(reverse("casework:case", args=[case_id])).content.decode()
