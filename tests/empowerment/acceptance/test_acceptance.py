"""Given words that nobody has accepted, no worker sees them until a named person has; a demo shows them, marked."""

from uuid import UUID

import pytest

from saphan.empowerment.acceptance import services
from saphan.empowerment.acceptance.models import Acceptance
from saphan.empowerment.acceptance.refusals import NotANativeSpeaker, SayWhatIsWrong, SayWhereAdmitted
from saphan.empowerment.acceptance.selectors import Shown, shown, shown_of
from saphan.network.models import Staff as StaffRow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from tests.signed_in import desk_person, open_desk

pytestmark = pytest.mark.django_db
DIGEST = "d" * 32
FEES = {"key": "fees", "digest": DIGEST, "language": "my"}


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


def somebody(desk_id: UUID, role: str, name: str) -> Staff:
    row = desk_person(desk_id, role, name=name)
    StaffRow.objects.filter(id=row.id).update(languages=["en", "my"])
    return Staff(row.id, desk_id, frozenset({role}))


@pytest.fixture
def thida(desk_id: UUID) -> Staff:
    return somebody(desk_id, "reviewer", "Thida")


def rows() -> int:
    with acting_as(System("test")):
        return Acceptance.objects.count()


def test_nothing_is_shown_before_a_name_stands_behind_it(thida: Staff) -> None:
    assert shown("lesson", "fees", DIGEST, "my") == Shown(False)
    services.judge_lesson(**FEES, verdict="accepted", name="Thida  Invented", by=thida)
    assert shown("lesson", "fees", DIGEST, "my") == Shown(True, ("Thida Invented",))
    # Other words, another language, another lesson: each waits for itself
    others = [("fees", "e" * 32, "my"), ("fees", DIGEST, "th"), ("wages", DIGEST, "my")]
    assert not any(one.visible for one in shown_of("lesson", others).values())
    assert not shown("rule", "fees", DIGEST, "").visible


def test_one_who_sends_back_hides_it_until_she_says_otherwise(thida: Staff, desk_id: UUID) -> None:
    aye = somebody(desk_id, "editor", "Aye")
    services.judge_lesson(**FEES, verdict="accepted", name="", by=thida)
    services.judge_lesson(**FEES, verdict="sent_back", name="", remark="The cap is wrong", by=aye)
    assert not shown("lesson", "fees", DIGEST, "my").visible
    services.judge_lesson(**FEES, verdict="accepted", name="", by=aye)
    assert shown("lesson", "fees", DIGEST, "my") == Shown(True, ("Aye", "Thida"))


def test_a_demo_shows_and_marks(thida: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: True)
    assert shown("lesson", "fees", DIGEST, "my").is_unread
    services.judge_lesson(**FEES, verdict="accepted", name="", by=thida)
    assert not shown("lesson", "fees", DIGEST, "my").is_unread


def test_a_lawyer_says_where_she_is_admitted(thida: Staff) -> None:
    rule = {"key": "MM-TH.fee-cap", "digest": DIGEST, "name": "Thida", "by": thida}
    with pytest.raises(SayWhereAdmitted):
        services.judge_rule(**rule, verdict="accepted", standing="  ")
    assert rows() == 0
    services.judge_rule(**rule, verdict="accepted", standing="Bangkok")
    assert shown("rule", "MM-TH.fee-cap", DIGEST, "") == Shown(True, ("Thida",))


def test_who_may_not_changes_nothing(thida: Staff, desk_id: UUID) -> None:
    with pytest.raises(NotAllowed):
        services.judge_lesson(**FEES, verdict="accepted", name="", by=somebody(desk_id, "caseworker", "Nok"))
    with pytest.raises(NotANativeSpeaker):
        services.judge_lesson(**{**FEES, "language": "th"}, verdict="accepted", name="", by=thida)
    with pytest.raises(SayWhatIsWrong):
        services.judge_lesson(**FEES, verdict="sent_back", name="", by=thida)
    assert rows() == 0


def test_what_was_said_stays(thida: Staff) -> None:
    services.judge_lesson(**FEES, verdict="accepted", name="", by=thida)
    for act in (lambda: Acceptance.objects.update(name="Other"), lambda: Acceptance.objects.all().delete()):
        with acting_as(System("test")):
            act()
    assert shown("lesson", "fees", DIGEST, "my") == Shown(True, ("Thida",))
