"""The desk that led an issue left the pool: its words go out no more, and the new lead writes its own."""

import pytest

from saphan.network import pooling
from saphan.remedy import services as remedy
from saphan.remedy.models import Draft
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.store.tasks import run_waiting
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def test_drafts_of_the_former_lead_are_taken_back_and_the_new_one_writes_its_own(walk: Walk) -> None:
    # Given a draft that three workers are asked about, and voices of another desk of the pool
    world = walk.world
    for language in ("my", "ne", "en"):
        world.speak(desk_id=world.river, language=language)
    draft_id = walk.draft()
    walk.consent(draft_id, "yes")
    assert walk.asks("consent", draft_id)

    # When the desk that leads leaves the pool
    issue_id = walk.issue_id
    pooling.leave_pool(by=walk.ann)
    run_waiting()

    # Then its draft cannot go out and its questions are closed
    with acting_as(System("test")):
        assert Draft.objects.get(id=draft_id).superseded_on is not None
    assert not walk.asks("consent", draft_id)
    walk.wait_is_over()
    with pytest.raises(Refusal):
        remedy.disclose_issue(draft_id=draft_id, by=walk.preecha)

    # And the new lead's verifier writes the next version, the former one's does not
    given = {
        "issue_id": issue_id,
        "recipient_id": walk.plant,
        "words": {"en": "Overtime was not paid."},
        "asked_action": "pay_what_is_owed",
        "crowd": 60,
        "crowd_source": "HR poster",
    }
    with pytest.raises(NotAllowed):
        remedy.write_draft(**given, by=walk.preecha)  # type: ignore[arg-type]
    written = remedy.write_draft(**given, by=world.verifier(world.river))  # type: ignore[arg-type]
    with acting_as(System("test")):
        assert Draft.objects.get(id=written).version == 2
