"""Given a poll that nobody promised to answer: by no page, service, import or row of the database does it begin."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from saphan.config.words import SOURCE
from saphan.dialogue import urls as dialogue
from saphan.dialogue.models import Poll
from saphan.dialogue.polls import services
from saphan.network.models import Staff as StaffRow
from saphan.store import Partner, System, acting_as, clock
from tests import ground
from tests.conftest import HOME
from tests.dialogue.given import Place, a_place
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SYSTEM = System("test")
READS = re.compile(r"import [^\n]*\b(?:Poll|POLL)\b|\bdialogue_poll\b|\bkind\.rows\b")
WRITES = re.compile(
    r"\bPoll\.objects[^\n]*\.\w*(?:create|update)\(|\b(?:row|poll)\.save\(|(?<!class )\bPoll\(|\bINTO\b|\bSET\b"
    r"|\brows\._default_manager[^\n]*\.\w*(?:create|update)\(|\.rows\("
)
WHO_WRITES = {f"dialogue/polls/{name}.py" for name in ("services", "answering", "stopping")} | {
    "dialogue/promises/services.py"
}
NEW = """
    INSERT INTO dialogue_poll (id, desk_id, name, corridor, languages, recipient_id, remedy, threshold, begins_on,
        ends_on, respond_by, state, terms, made_by, proposals, stopped_why)
    VALUES (%s, %s, 'x', 'MM-TH', '["en"]', %s, 'desk', 11, %s, %s, %s, %s, 't', %s, 1, '')
"""


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def place() -> Place:
    return a_place()


def state(poll_id: UUID) -> str:
    with acting_as(SYSTEM):
        return Poll.objects.get(id=poll_id).state


def row(place: Place, state: str) -> list[object]:
    today: date = clock.today()
    days = (today, today + timedelta(days=7), today + timedelta(days=14))
    return [uuid4(), place.desk_id, place.company, *days, state, place.lead.id]


def addresses(patterns: list[URLPattern | URLResolver]) -> list[str]:
    return [str(one.name) for one in patterns if isinstance(one, URLPattern) and "<uuid:poll_id>" in str(one.pattern)]


def test_no_page_of_the_desk_begins_it_whatever_is_sent(place: Place, client: Client) -> None:
    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    ways = [
        name for name in addresses(dialogue.urlpatterns) if "polled" not in name and name.startswith(("desk", "b", "s"))
    ]
    assert {"desk_poll", "begin_poll", "stop_poll"} <= set(ways)
    for name in ways:
        for waiting in (place.drafted(), place.proposed()):
            for sent in ({}, {"state": "running", "terms": "t", "name": "x", "propose": "yes", "accepted": "yes"}):
                lead.post(reverse(f"dialogue:{name}", args=[waiting]), sent)
                assert state(waiting) in ("draft", "proposed"), name


def test_a_worker_answers_nothing_of_it(place: Place, client: Client) -> None:
    waiting = place.proposed()
    for page in ("", "1/", "done/", "result/"):
        assert client.post(f"/en/poll/{waiting}/{page}", {"choice": "1"}).status_code == 404


def test_no_interface_and_no_command_knows_of_polls() -> None:
    """Whoever adds one shows here that it only drafts."""
    api = [str(one.pattern) for one in every(get_resolver().url_patterns) if str(one.pattern).startswith("api")]
    assert not [path for path in api if "poll" in path]
    options = (SOURCE / "config" / "options.py").read_text(encoding="utf-8")
    assert "poll" not in options


def every(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    for one in patterns:
        yield one
        if isinstance(one, URLResolver):
            yield from every(one.url_patterns)


def test_the_table_is_written_in_four_files() -> None:
    found = {
        file.relative_to(SOURCE).as_posix()
        for file in Path(SOURCE).rglob("*.py")
        if "migrations" not in file.parts
        if READS.search(words := file.read_text(encoding="utf-8")) and WRITES.search(words)
    }
    assert found == WHO_WRITES


@pytest.mark.parametrize("begun", ["running", "ended", "answered", "stopped"])
def test_no_row_that_is_written_by_hand_is_one_that_began(place: Place, begun: str) -> None:
    """As the role that serves, whoever acts; and as the role that owns the tables and migrates."""
    for caller in (place.lead, place.responder, SYSTEM, None):
        with pytest.raises(Exception, match=r"42501|dialogue_poll_is_accepted|^dialogue_poll$"), transaction.atomic():
            _insert(place, begun, caller)
    with (
        ground.as_owner(HOME, connection.settings_dict["NAME"]) as owner,
        pytest.raises(psycopg.errors.CheckViolation, match="promised"),
        owner.transaction(),
    ):
        owner.execute(NEW, row(place, begun))


def _insert(place: Place, begun: str, caller: object) -> None:
    if caller is None:
        with connection.cursor() as cursor:
            cursor.execute(NEW, row(place, begun))
        return
    with acting_as(caller), connection.cursor() as cursor:  # type: ignore[arg-type]
        cursor.execute(NEW, row(place, begun))


def test_the_owner_of_the_tables_turns_no_draft_into_one_and_says_nobodys_yes(place: Place) -> None:
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as owner:
        for begun in ("running", "ended", "answered", "stopped"):
            new = row(place, "draft")
            with pytest.raises(psycopg.errors.CheckViolation, match="promised"), owner.transaction():
                owner.execute(NEW, new)
                owner.execute("UPDATE dialogue_poll SET state = %s WHERE id = %s", [begun, new[0]])
        with pytest.raises(psycopg.errors.CheckViolation, match="its yes"), owner.transaction():
            new = row(place, "draft")
            owner.execute(NEW, new)
            owner.execute(
                'INSERT INTO dialogue_poll_acceptance (id, desk_id, recipient_id, poll_id, terms, by, "on")'
                " VALUES (%s, %s, %s, %s, 't', %s, %s)",
                [uuid4(), place.desk_id, place.company, new[0], place.lead.id, clock.today()],
            )


def test_the_yes_of_another_company_is_none(place: Place) -> None:
    waiting = place.proposed()
    with pytest.raises(Exception, match="."):
        services.accept(poll_id=waiting, by=Partner(uuid4(), uuid4(), frozenset({"partner"})))
    assert state(waiting) == "proposed"


def test_an_earlier_yes_counts_for_nothing_once_it_was_taken_back(place: Place) -> None:
    waiting = place.proposed()
    services.accept(poll_id=waiting, by=place.responder)
    services.decline(poll_id=waiting, by=place.responder)
    services.propose(poll_id=waiting, by=place.lead)
    assert services.lacks(poll_id=waiting, by=place.lead) == ("accepted",)


def test_what_was_promised_does_not_change_once_it_runs(place: Place) -> None:
    poll_id = place.running()
    for change in ({"respond_by": clock.today() + timedelta(days=40)}, {"threshold": 99}, {"state": "draft"}):
        with (
            acting_as(SYSTEM),
            pytest.raises(IntegrityError, match="dialogue_poll_stays_as_promised"),
            transaction.atomic(),
        ):
            Poll.objects.filter(id=poll_id).update(**change)
