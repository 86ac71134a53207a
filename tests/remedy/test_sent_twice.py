"""A form that is sent twice counts once, and two that are sent in the same moment both count."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections, models

from saphan.remedy import selectors
from saphan.remedy import services as remedy
from saphan.remedy.models import Commitment, Dispute, Draft, Evidence, PartnerMessage, Round
from saphan.remedy.refusals import NoLongerOpen, NotNow
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.voice.models import Ask
from tests.remedy.walk import WORDS, Walk, make
from tests.verification import world as worlds

PDF = remedy.PartnerFile(b"%PDF-1.7 names")
Act = Callable[[Walk, UUID, UUID | None], object]


def count(model: type[models.Model]) -> int:
    with acting_as(System("test.count")):
        return model._default_manager.count()


def commits(walk: Walk, shown: UUID, once: UUID | None) -> object:
    given: dict[str, Any] = {"words": "We pay.", "covers": "line", "due_on": clock.today() + timedelta(days=9)}
    return remedy.commit(disclosure_id=shown, by=walk.somchai, once=once, **given)


def disputes(walk: Walk, shown: UUID, once: UUID | None) -> object:
    return remedy.dispute(disclosure_id=shown, reason="other", words="Not so.", by=walk.somchai, once=once)


def writes(walk: Walk, shown: UUID, once: UUID | None) -> object:
    return remedy.write_to_desk(disclosure_id=shown, words="Who said it?", by=walk.somchai, once=once)


def is_written_to(walk: Walk, shown: UUID, once: UUID | None) -> object:
    return remedy.write_to_partner(disclosure_id=shown, words="Please pay.", by=walk.preecha, once=once)


def proves(walk: Walk, shown: UUID, once: UUID | None) -> object:
    return remedy.add_evidence(disclosure_id=shown, file=PDF, by=walk.somchai, once=once)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "model"),
    [
        (commits, Commitment),
        (disputes, Dispute),
        (writes, PartnerMessage),
        (is_written_to, PartnerMessage),
        (proves, Evidence),
    ],
)
def test_what_is_sent_twice_counts_once(walk: Walk, act: Act, model: type[models.Model]) -> None:
    shown, once = walk.disclosed(), uuid4()
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai)
    assert act(walk, shown, once) == act(walk, shown, once) == once
    assert count(model) == 1
    act(walk, shown, uuid4())
    assert count(model) == 2, "another form is another act"


@pytest.mark.django_db
def test_a_draft_sent_twice_asks_once(walk: Walk) -> None:
    once = uuid4()
    assert walk.draft(once=once) == walk.draft(once=once)
    with acting_as(System("test")):
        assert Draft.objects.count() == 1
        assert Ask.objects.filter(question="consent", closed_on=None).count() == 3


@pytest.mark.django_db
def test_advice_is_recorded_by_the_answers_own_id(walk: Walk) -> None:
    walk.planned()
    round_id = remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    walk.answer("enough", round_id, "enough", "advice_first")
    panel = selectors.issue_remedy(walk.preecha, walk.issue_id)
    assert panel
    [wanted] = panel.rounds[0].advice_wanted
    assert wanted not in walk.stories
    for somebody in (walk.world.member("lead", walk.world.river), walk.world.member("verifier", walk.world.river)):
        with pytest.raises(NotAllowed):
            remedy.record_advice(answer_id=wanted, by=somebody)
    with pytest.raises(NotAllowed):
        remedy.record_advice(answer_id=walk.stories[1], by=walk.preecha)
    again = selectors.issue_remedy(walk.preecha, walk.issue_id)
    assert again and again.rounds[0].advice_wanted == (wanted,), "nothing was recorded"
    remedy.record_advice(answer_id=wanted, by=walk.preecha)
    last = selectors.issue_remedy(walk.preecha, walk.issue_id)
    assert last and last.rounds[0].advice_wanted == ()


# -- in the same moment


def together(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Each in a thread and transaction of its own; what each of them raised."""
    raised: list[BaseException | None] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int) -> None:
        try:
            gate.wait(10)
            acts[place]()
        except Exception as error:
            raised[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


@pytest.fixture
def living(fresh_database: str) -> Walk:
    """The same walk in a database that commits, with everybody there already."""
    walk = make(worlds.make())
    walk.partner(walk.plant)
    return walk


def test_messages_of_one_moment_are_both_kept(living: Walk) -> None:
    shown = living.disclosed()
    acts = [lambda: writes(living, shown, None), lambda: is_written_to(living, shown, None)] * 2
    assert together(*acts) == [None] * 4
    with acting_as(System("test")):
        assert sorted(PartnerMessage.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_promises_accepted_twice_in_one_moment_are_accepted_once(living: Walk) -> None:
    shown, somchai = living.disclosed(), living.somchai
    assert together(*[lambda: remedy.acknowledge(disclosure_id=shown, by=somchai)] * 3) == [None] * 3
    assert living.stage() == "acknowledged"


def test_one_promise_sent_three_times_in_one_moment_is_one(living: Walk) -> None:
    shown, once = living.disclosed(), uuid4()
    remedy.acknowledge(disclosure_id=shown, by=living.somchai)
    assert together(*[lambda: commits(living, shown, once)] * 3) == [None] * 3
    assert count(Commitment) == 1


def test_nothing_is_written_on_a_page_that_closes_in_that_moment(living: Walk) -> None:
    shown = living.disclosed()
    recalled, wrote = together(
        lambda: remedy.recall_disclosure(disclosure_id=shown, reason="wrong_respondent", by=living.preecha),
        lambda: writes(living, shown, None),
    )
    assert recalled is None
    assert wrote is None or isinstance(wrote, NoLongerOpen)
    assert count(PartnerMessage) == (1 if wrote is None else 0)


def test_workers_are_asked_once_when_two_ask_in_one_moment(living: Walk) -> None:
    living.planned()
    raised = together(
        *[lambda: remedy.ask_whether_enough(issue_id=living.issue_id, by=living.preecha, words=WORDS)] * 2
    )
    assert [type(error) for error in raised if error] == [NotNow]
    assert count(Round) == 1
