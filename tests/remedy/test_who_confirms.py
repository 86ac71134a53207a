"""Given one of those who spoke speaks for others: who is asked whether the remedy came, and how many they count as."""

from uuid import UUID

import pytest

from saphan.casework import services as casework
from saphan.casework.models import Concern
from saphan.remedy.models import Draft
from saphan.remedy.weighing import standing_of
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def speaks_for(walk: Walk, story: UUID, *, may_confirm: str, checked: bool) -> None:
    with acting_as(System("test")):
        case_id = Concern.objects.get(conversation_id=story).case_id
    casework.join_case(case_id=case_id, conversation_id=story, by=walk.nok)
    representative_id = casework.name_representative(
        case_id=case_id,
        conversation_id=story,
        kind="committee",
        mandate="elected",
        number=20,
        may_confirm=may_confirm,
        by=walk.nok,
    )
    if checked:
        casework.check_mandate(representative_id=representative_id, how="met_them", by=walk.nok)
    run_waiting()


@pytest.mark.parametrize(
    ("may_confirm", "checked", "is_asked"),
    [("workers", True, False), ("representative", False, False), ("representative", True, True)],
)
def test_only_a_checked_mandate_lets_a_representative_confirm(
    walk: Walk, may_confirm: str, checked: bool, is_asked: bool
) -> None:
    story = walk.stories[0]
    speaks_for(walk, story, may_confirm=may_confirm, checked=checked)
    round_id = walk.asked_to_confirm()
    assert (story in walk.asks("confirm", round_id)) is is_asked
    assert set(walk.stories[1:]) <= set(walk.asks("confirm", round_id))


def test_a_checked_mandate_weighs_as_many_people(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    with acting_as(walk.preecha):
        draft = Draft.objects.get(id=draft_id)
        before = standing_of(draft)
    speaks_for(walk, walk.stories[0], may_confirm="workers", checked=True)
    with acting_as(walk.preecha):
        after = standing_of(draft)
    assert (before.voices, before.consenting) == (3, 3)
    assert (after.voices, after.consenting) == (22, 22)
