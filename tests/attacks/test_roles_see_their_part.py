"""Given somebody of a desk in each role, the database itself shows her rows of her part and no others.

Raw SQL as the serving role: no page, no policy function and no filter stands between.
"""

import pytest
from django.db import connection
from psycopg import sql

from saphan.casework import services as casework
from saphan.store import Staff, acting_as
from saphan.store.protection import protected_tables
from tests.remedy.conftest import walk
from tests.remedy.walk import Walk
from tests.verification.conftest import world

__all__ = ["walk", "world"]

pytestmark = pytest.mark.django_db

OF_NOBODY = frozenset({"voice_page_feedback", "vault_seal"})  # a page's name and a day; hashes of the audit
STORIES = frozenset(
    {
        *("voice_contact", "voice_conversation", "voice_message", "voice_attachment", "voice_told", "voice_ask"),
        *("voice_answer", "voice_consent", "voice_link", "voice_receipt", "casework_note", "casework_hand_over"),
        *("casework_slip", "casework_batch", "casework_batch_item", "casework_move"),
        *("casework_referral", "casework_proposal", "casework_referred_part", "casework_look"),
    }
)
ALONE = {"analyst": {"verification_coded_fact"}, "administrator": {"vault_event"}}
NOTHING = ("custodian", "interpreter", "outreach", "editor", "reviewer", "moderator")


def seen(walk: Walk, *roles: str) -> dict[str, int]:
    """Rows by table that somebody with these roles sees, all tables with any."""
    found: dict[str, int] = {}
    by = Staff(walk.nok.id, walk.world.bridge, frozenset(roles), walk.world.pool())
    with acting_as(by), connection.cursor() as cursor:
        for table in protected_tables() - OF_NOBODY:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


@pytest.fixture
def worked_on(walk: Walk) -> Walk:
    """A story with words, a note and a case; an issue that went out."""
    casework.add_note(conversation_id=walk.stories[0], text="She sounded tired.", by=walk.nok)
    walk.disclosed()
    return walk


@pytest.mark.parametrize("role", ["caseworker", "lead"])
def test_those_who_work_with_stories_see_them(worked_on: Walk, role: str) -> None:
    assert {"voice_message", "voice_contact", "casework_note", "casework_case"} <= seen(worked_on, role).keys()


def test_a_verifier_sees_facts_and_no_story(worked_on: Walk) -> None:
    tables = seen(worked_on, "verifier").keys()
    assert {"casework_concern", "verification_issue", "remedy_draft"} <= tables
    assert tables & STORIES == set()


def test_a_verifier_opens_no_key_of_a_story(worked_on: Walk) -> None:
    by = worked_on.preecha
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM vault_data_key")
        assert {kind for (kind,) in cursor.fetchall()} <= {"dialogue", "decision", "question"}
        cursor.execute("DELETE FROM vault_data_key")
        assert cursor.rowcount == 0


@pytest.mark.parametrize("role", ALONE)
def test_analysts_and_administrators_see_one_table(worked_on: Walk, role: str) -> None:
    assert seen(worked_on, role).keys() == ALONE[role]


@pytest.mark.parametrize("role", NOTHING)
def test_the_other_roles_see_no_row(worked_on: Walk, role: str) -> None:
    assert seen(worked_on, role) == {}


def test_somebody_without_a_role_sees_no_row(worked_on: Walk) -> None:
    assert seen(worked_on) == {}


def test_an_analyst_of_another_desk_sees_nothing_of_ours(worked_on: Walk) -> None:
    here = worked_on.world
    by = Staff(worked_on.nok.id, here.river, frozenset({"analyst", "administrator"}), here.pool())
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM verification_coded_fact")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM vault_event WHERE desk_id = %s", [here.bridge])
        assert cursor.fetchone() == (0,)


def test_roles_add_up(worked_on: Walk) -> None:
    both = seen(worked_on, "verifier", "analyst").keys()
    assert both == seen(worked_on, "verifier").keys() | {"verification_coded_fact"}
