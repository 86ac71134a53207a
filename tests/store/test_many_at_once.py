"""Questions about many ids are one statement with one array, made once; many rows are one statement, too."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saphan.network.models import Organisation
from saphan.store import System, acting_as
from saphan.store.made_once import MadeOnce
from saphan.store.writing import insert_each
from saphan.verification.models import Issue, Step

pytestmark = pytest.mark.django_db
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
WHOLE = MadeOnce(lambda ids: Organisation.objects.filter(id__among=ids).order_by("id"))
NAMES = MadeOnce(
    lambda kind, ids: Organisation.objects.filter(kind=kind, id__among=ids).order_by("id").values_list("id", "name")
)


@pytest.fixture
def three() -> None:
    for id, kind in ((A, "supplier"), (B, "supplier"), (C, "brand")):
        Organisation.objects.create(id=id, kind=kind, name=f"No. {id.int}", country="TH")


def test_among_finds_what_in_finds(three: None) -> None:
    for ids in ([A, C, uuid4()], {B}, (), frozenset({A, B, C})):
        found = Organisation.objects.filter(id__among=ids)
        assert set(found) == set(Organisation.objects.filter(id__in=ids))


def test_a_question_made_once_answers_what_is_asked_now(three: None) -> None:
    assert NAMES("supplier", [A, B, C]) == [(A, "No. 1"), (B, "No. 2")]
    assert NAMES("supplier", {B}) == [(B, "No. 2")]
    assert NAMES("brand", (A, B, C)) == [(C, "No. 3")]
    assert NAMES("brand", []) == []


def test_an_id_may_come_as_a_word_first(three: None) -> None:
    question = MadeOnce(lambda id: Organisation.objects.filter(id=id).values_list("name"))
    assert [question(each) for each in (str(A), B, str(C))] == [[("No. 1",)], [("No. 2",)], [("No. 3",)]]


def test_what_is_not_in_the_statement_is_refused(three: None) -> None:
    with pytest.raises(ValueError, match="does not hold all"):
        MadeOnce(lambda id, other: Organisation.objects.filter(id=id))(A, B)


def test_it_gives_whole_rows_as_the_orm_does(three: None) -> None:
    assert WHOLE.models([A, C]) == [Organisation.objects.get(id=A), Organisation.objects.get(id=C)]
    assert WHOLE.models([C])[0].name == "No. 3"


def test_its_statement_is_always_the_same(three: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        NAMES("supplier", [A])
        NAMES("brand", [A, B, C])
    first, second = (each["sql"].partition("WHERE")[0] for each in asked.captured_queries)
    assert first == second


def test_rows_are_inserted_as_one_by_one(day_one: object) -> None:
    # Given issues and steps, some with nothing in a column
    about = {"pool_id": A, "lead_desk_id": B, "opened_on": "2026-01-05", "stage_on": "2026-01-05"}
    issues = [Issue(**about, family=family, respondent_id=C, severe=family == "B") for family in "ABC"]
    with acting_as(System("test")):
        # When they are inserted in one statement
        with CaptureQueriesContext(connection) as asked:
            insert_each(issues, without=["covers"])
        assert len(asked) == 1
        insert_each([])

        # Then they are there, and what was left out is as the database makes it
        kept = {row.id: row for row in Issue.objects.all()}
        assert {id: (row.family, row.severe, row.covers) for id, row in kept.items()} == {
            issue.id: (issue.family, issue.severe, []) for issue in issues
        }
        steps = [
            Step(pool_id=A, lead_desk_id=B, issue_id=each.id, reason="", by=None, on="2026-01-05") for each in issues
        ]
        insert_each(steps)
        assert set(Step.objects.values_list("id", "by", "method")) == {(step.id, None, "") for step in steps}
