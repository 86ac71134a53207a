"""Before a restored database is served: what was deleted goes again, with all that hangs on it, and that is noted."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from saphan.config import restoring
from saphan.network.services import create_organisation, open_desk
from saphan.store import System, acting_as
from saphan.vault import restored, shred_log
from saphan.vault.backup_file import Contents
from saphan.vault.models import Backup, DataKey, Event, Fact, Shredded
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Conversation, Message

pytestmark = pytest.mark.django_db
CONTENTS = Contents({"made": "2026-03-02T19:00:00+00:00", "saphan": "0.1.0"}, {}, "", 900)


@pytest.fixture
def desk_id(settings: Settings, tmp_path: object) -> Iterator[UUID]:
    settings.SAPHAN_HOME = tmp_path
    organisation_id = create_organisation(kind="service", name="Desk", country="TH")
    yield open_desk(
        organisation_id=organisation_id, name="Desk", country="TH", languages=("en",), time_zone="Asia/Bangkok"
    )


def said(desk_id: UUID) -> UUID:
    return accept(Inbound(desk_id, "web", "en", str(uuid4()), text="They keep our passports.")).conversation_id


def test_a_story_that_came_back_goes_again_and_is_counted_no_more(desk_id: UUID) -> None:
    # Given a back-up with two stories, one of which was deleted later, and a subject that nobody knows here
    kept, deleted, unknown = said(desk_id), said(desk_id), uuid4()

    # When it is taken over with the log
    assert restored.take_over(CONTENTS, {deleted, unknown}, "one.age") == 2

    # Then key and words are gone, a tombstone stays, figures and issues are told, and a second time changes nothing
    with acting_as(System("test")):
        assert not DataKey.objects.filter(subject_id=deleted).exists()
        assert not Message.objects.filter(conversation_id=deleted).exists()
        assert Conversation.objects.get(id=deleted).left_on
        assert Fact.objects.filter(kind="voice.story_deleted").values_list("subject", flat=True).get() == deleted
        assert DataKey.objects.filter(subject_id=kept).exists()
        assert set(Shredded.objects.values_list("subject_id", flat=True)) == {deleted, unknown}
        assert Event.objects.get(act="vault.restored").detail == {"again": 2, "log": 2}
        row = Backup.objects.get()
        assert (row.name, row.problem, row.at.isoformat()) == ("one.age", "", CONTENTS.manifest["made"])
    assert restored.take_over(CONTENTS, {deleted, unknown}, "one.age") == 0
    with acting_as(System("test")):
        assert Fact.objects.filter(kind="voice.story_deleted").count() == 1


def test_stories_that_no_key_of_the_sheet_opens_are_counted(desk_id: UUID) -> None:
    said(desk_id)
    said(desk_id)
    assert restored.stories_without_a_key({desk_id: {1}}) == 0
    assert restored.stories_without_a_key({desk_id: {2}}) == 2
    assert restored.stories_without_a_key({}) == 2


def test_what_whoever_restores_is_told() -> None:
    told = restoring.farewell(restoring.Restored(CONTENTS, gone=5, again=1, only_inside=True, closed=2))
    assert "the back-up of 2026-03-02T19:00:00+00:00, made by Saphan 0.1.0" in told
    assert "by the log: 5. Brought back and destroyed again now: 1." in told
    assert shred_log.NAME in told
    assert "2 stories, cases or proofs" in told
    quiet = restoring.farewell(restoring.Restored(CONTENTS, gone=5, again=0, only_inside=False, closed=0))
    assert "CAREFUL" not in quiet
