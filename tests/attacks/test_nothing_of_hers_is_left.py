"""A story is shredded in a world where every table that leads to one has a row of hers: what is left says nothing.

A table leads to a story when it names one (`conversation_id`, `contact_id`, `subject_id`, `ref`…), or stands beside or
points at such a table. Whoever adds one reads below what to do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as installed
from django.db import models
from psycopg import sql
from pytest_django import Settings

from saphan.casework.models import Concern
from saphan.store import Story, System, acting_as, clock
from saphan.store.embedded import Cluster
from saphan.store.place import Place
from saphan.store.protection import Protection
from saphan.store.tasks import defer
from saphan.vault.shredding import left_in, removed_from
from saphan.voice import services
from saphan.voice.inbound import Handle, Media
from saphan.voice.models import Attachment, Consent, Contact, Conversation, Message, PageDraft
from tests.attacks import canary
from tests.conftest import HOME
from tests.test_protection import MADE_UP
from tests.voice.given import Browser, Desk, a_voice, open_desk, waiting_tasks

NUMBER = "+66812345678"
STORY, CONTACT, MESSAGE, KEY = "story", "contact", "message", "key"
NAMES_HER = {
    **dict.fromkeys(("conversation_id", "earlier_id", "about_id", "subject_id", "subject", "object_id", "ref"), STORY),
    "contact_id": CONTACT,
    "message_id": MESSAGE,
    "proof_subject_id": KEY,
}
WHAT_TO_DO = """
leads to a story, and no room says what becomes of it when the story is shredded. In the AppConfig.ready() of its room:
derives("room.table", remover, removes=("table",)) when the remover deletes her rows, or
derives(…, leaves={"table": Left.with_columns("columns that may stay", "why")}) when a row stays; both may be one call.
"""
MAKE_A_ROW = """
got no row of hers: a check of the table refuses the made-up one. Give plausible values in BY_HAND of this test.
"""
# Values where a made-up one would be refused, by table: column → SQL.
BY_HAND: dict[str, dict[str, str]] = {
    "network_staff": {"email": "gen_random_uuid() || '@desk.example'"},
    "casework_representative": {"number": "12"},
    "casework_fee_observation": {"paid_on": "'2026-02-01'", "worker": "100"},
    "verification_question": {"answer": "''"},
    "network_match_decision": {"band": "'new'"},
    "empowerment_review": {"half": "1"},
    "empowerment_review_comment": {"state": "'taken'"},
    "empowerment_review_release": {"month": "date '2026-03-01'"},
    "empowerment_review_reply": {"state": "'waiting'"},
    "empowerment_review_letter": {"outcome": "''"},
    "voice_inbound_event": {"event_hash": "decode(md5(gen_random_uuid()::text), 'hex')"},
}
# The column that holds the subject under whose key a row is sealed, where that is not the row itself.
SEALED_UNDER = {"remedy_claim_answer": "claim_id"}
ONE_A_STORY = {"vault_data_key", "vault_shredded", "voice_conversation", "voice_contact"}  # made by the services


def tables() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models() if model.__module__.startswith("saphan.")}


def columns_to_her() -> dict[str, dict[str, str]]:
    """Every table that leads to a story: column → whose id stands in it (hers, or of her row in that table)."""
    found = {
        table: {column.column: NAMES_HER[column.column] for column in concrete(model) if column.column in NAMES_HER}
        for table, model in tables().items()
    }
    found = {table: columns for table, columns in found.items() if columns}
    found["voice_contact"] = {"id": CONTACT}
    found["voice_conversation"] = {"id": STORY, **found["voice_conversation"]}
    while True:
        beside = {table: ways for table, model in tables().items() if (ways := ways_up(model, found))}
        fresh = {
            table: {column: parent for column, parent in ways.items() if column not in found.get(table, {})}
            for table, ways in beside.items()
        }
        if not any(fresh.values()):
            return found
        for table, ways in fresh.items():
            found[table] = {**found.get(table, {}), **ways}


def ways_up(model: type[models.Model], known: dict[str, dict[str, str]]) -> dict[str, str]:
    """Columns of a table that hold the id of a row in one that leads to her."""
    declared = getattr(model, "protection", None)
    beside = {rule.by: rule.table for rule in declared.belongs} if isinstance(declared, Protection) else {}
    keys = {
        column.column: column.related_model._meta.db_table
        for column in concrete(model)
        if isinstance(column, models.ForeignKey)
    }
    return {column: table for column, table in {**beside, **keys}.items() if table in known}


def concrete(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)


def test_every_table_that_leads_to_a_story_is_covered() -> None:
    covered = removed_from() | left_in().keys()
    assert sorted(columns_to_her().keys() - covered) == [], WHAT_TO_DO


def test_what_is_covered_exists_and_is_reasoned() -> None:
    assert removed_from() | left_in().keys() <= tables().keys()
    assert removed_from() & left_in().keys() == set()
    for table, left in left_in().items():
        names = {column.column for column in concrete(tables()[table])}
        assert left.columns <= names, table
        assert len(left.why) > 20, table


def test_a_table_that_nobody_covered_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk sees a column, a foreign key and `Belongs`."""
    found = columns_to_her()
    assert found["casework_note"] == {"conversation_id": STORY}
    assert found["voice_answer"] == {"conversation_id": STORY, "ask_id": "voice_ask"}
    assert found["voice_attachment"]["proof_subject_id"] == KEY
    assert {"remedy_round_answer", "vault_fact", "network_notice"} <= found.keys()


@dataclass
class Her:
    """One story with everything in it, and the ids by which anything could know her."""

    desk: Desk
    story: UUID
    code: str
    ids: dict[str, UUID]
    rows: dict[str, Any]

    def id_for(self, whose: str) -> Any:
        return self.ids.get(whose) or self.rows.get(whose)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Settings) -> None:
    """For the list of the destroyed, which other tests count."""
    settings.SAPHAN_HOME = tmp_path


@pytest.fixture
def her(fresh_database: str) -> Her:
    desk = open_desk()
    media = Media("audio/ogg", b"sound", original=b"sound with a place in it")
    voice = a_voice(desk, "They lock the door", icon="pay", handle=Handle("phone", NUMBER), media=media)
    story = voice.conversation_id
    services.say_more(conversation_id=story, text="and the food", once="a" * 32)
    services.choose_word(conversation_id=story, word="mango")
    with acting_as(System("test")):
        ask_id = services.ask(conversation_id=story, question="consent", ref=uuid4(), words="their words")
    services.answer(ask_id=ask_id, code="yes", by=Story(story))
    services.reply(conversation_id=story, text="We can help", by=desk.caseworker)
    with acting_as(System("test")):
        ids = {
            STORY: story,
            CONTACT: Conversation.objects.get(id=story).contact_id,
            MESSAGE: Message.objects.filter(conversation_id=story)[0].id,
            KEY: Attachment.objects.values_list("proof_subject_id", flat=True).get(),
        }
    made = Her(desk, story, voice.claim_code, {name: one for name, one in ids.items() if one}, {})
    with Cluster(Place(HOME)).connect(database=fresh_database) as root:
        root.execute("SET session_replication_role = replica")
        for table in in_order(columns_to_her()):
            give_her_a_row(root, made, table)
    return made


def in_order(found: dict[str, dict[str, str]]) -> Iterator[str]:
    """Parents before those that stand beside them."""
    left = dict(found)
    while left:
        free = [table for table, ways in left.items() if not set(ways.values()) & (left.keys() - {table})]
        yield from free
        left = {table: ways for table, ways in left.items() if table not in free}


def give_her_a_row(root: psycopg.Connection, her: Her, table: str) -> None:
    """Where a service made one, that one; else of made-up values, with her ids in every column that leads to her."""
    ways = {column: str(her.id_for(whose)) for column, whose in columns_to_her()[table].items()}
    column, value = next(iter(ways.items()))
    own = root.execute(
        sql.SQL("SELECT {}::text FROM {} WHERE {} = %s").format(
            sql.Identifier(key_of(table)), sql.Identifier(table), sql.Identifier(column)
        ),
        [value],
    ).fetchone()
    if own is None and table not in ONE_A_STORY:
        own = (made_up(root, table, ways),)
    her.rows[table] = own[0] if own else None


def made_up(root: psycopg.Connection, table: str, given: dict[str, str]) -> str:
    """Insert a row of plausible values, and those beside which it stands; returns its key."""
    columns = root.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND (is_nullable = 'NO' OR column_name = ANY(%s)) AND is_identity = 'NO' ORDER BY ordinal_position",
        [table, [*given, *BY_HAND.get(table, {})]],
    ).fetchall()
    parents = {
        column.column: column.related_model._meta.db_table
        for column in concrete(tables()[table])
        if isinstance(column, models.ForeignKey) and column.column not in given and not column.null
    }
    given = {**given, **{column: made_up(root, parent, {}) for column, parent in parents.items()}}
    values = [sql.Literal(given[name]) if name in given else plausible(table, name, kind) for name, kind in columns]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING {}::text").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns),
        sql.SQL(", ").join(values),
        sql.Identifier(key_of(table)),
    )
    try:
        row = root.execute(statement).fetchone()
    except psycopg.IntegrityError as error:
        pytest.fail(f"{table} {MAKE_A_ROW}{error.diag.constraint_name}")
    assert row is not None
    return str(row[0])


def plausible(table: str, column: str, kind: str) -> sql.Composable:
    default = next(each for each in concrete(tables()[table]) if each.column == column).get_default()
    if column not in BY_HAND.get(table, {}) and isinstance(default, str | int) and default != "":
        return sql.Literal(default)
    return sql.SQL(BY_HAND.get(table, {}).get(column) or MADE_UP.get(kind, "'10:00'"))  # type: ignore[arg-type]


def key_of(table: str) -> str:
    key = tables()[table]._meta.pk
    assert key is not None
    return key.column


def traces(her: Her) -> dict[str, bytes]:
    """What would lead to her if it stood anywhere."""
    with acting_as(System("test")):
        conversation, contact = Conversation.objects.get(id=her.story), Contact.objects.get(id=her.ids[CONTACT])
        return {
            "contact": str(contact.id).encode(),
            "handle": bytes(contact.handle_index or b"").hex().encode(),
            "code": bytes(conversation.code_hash).hex().encode(),
            "word": bytes(conversation.word_hash or b"").hex().encode(),
            "proof": str(her.ids[KEY]).encode(),
        }


def test_a_shredded_story_leaves_tombstones_only(her: Her, fresh_database: str) -> None:
    # Given her row in every table that leads to a story, and what would lead to her
    found = columns_to_her()
    without = [table for table in found if her.rows[table] is None and table != "vault_shredded"]
    assert without == [], MAKE_A_ROW
    hers = traces(her)
    assert all(any(trace in row for _, row in canary.every_row(fresh_database)) for trace in hers.values())

    sealed = give_keys_to_what_is_sealed(her, fresh_database)
    assert keys_of(sealed.values(), fresh_database) == set(sealed.values())

    # When she deletes it
    services.delete_story(conversation_id=her.story, by=Story(her.story))

    # Then nobody opens what stays sealed
    left = keys_of(sealed.values(), fresh_database)
    assert [table for table, subject in sealed.items() if subject in left] == [], "its key is not destroyed"

    # And her id stands only where it is allowed to
    after = list(canary.every_row(fresh_database))
    jobs = {"procrastinate_jobs", "procrastinate_events"}
    still = {table for table, row in after if str(her.story).encode() in row}
    assert sorted(still - left_in().keys() - jobs) == []

    # And nothing that would lead to her stands anywhere: not her contact, number, code, word, nor the key of a proof
    for what, trace in hers.items():
        assert [table for table, row in after if trace in row and not is_record(table)] == [], what

    # And a row that stays has kept nothing but the columns that may stay
    assert list(told_by_what_is_left(her, fresh_database)) == []


def give_keys_to_what_is_sealed(her: Her, database: str) -> dict[str, str]:
    """The subject under whose key a row that stays is sealed, by table; each has a key."""
    found: dict[str, str] = {}
    with Cluster(Place(HOME)).connect(database=database) as root:
        root.execute("SET session_replication_role = replica")
        for table, left in left_in().items():
            if any("sealed" in column for column in left.columns):
                subject = sql.Identifier(SEALED_UNDER.get(table, "id"))
                query = sql.SQL("SELECT {}::text FROM {} WHERE {}::text = %s")
                statement = query.format(subject, sql.Identifier(table), sql.Identifier(key_of(table)))
                row = root.execute(statement, [her.rows[table]]).fetchone()
                assert row is not None, table
                found[table] = row[0]
        for subject_id in set(found.values()):
            if not keys_of([subject_id], database):
                made_up(root, "vault_data_key", {"subject_id": subject_id})
    return found


def keys_of(subjects: Iterable[str], database: str) -> set[str]:
    with Cluster(Place(HOME)).connect(database=database) as root:
        statement = "SELECT subject_id::text FROM vault_data_key WHERE subject_id::text = ANY(%s)"
        return {row[0] for row in root.execute(statement, [list(subjects)])}


def is_record(table: str) -> bool:
    """Audit and facts keep ids: of a contact too, should a room ever note one."""
    return table in {"vault_event", "vault_fact", "vault_shredded"}


def told_by_what_is_left(her: Her, database: str) -> Iterator[str]:
    with Cluster(Place(HOME)).connect(database=database) as root:
        for table, left in left_in().items():
            if not left.columns:  # never about a story, as its reason says; ours is made up
                continue
            for column, whose in columns_to_her().get(table, {}).items():
                name = sql.Identifier(column)
                statement = sql.SQL("SELECT * FROM {} WHERE {}::text = %s").format(sql.Identifier(table), name)
                rows = root.execute(statement, [str(her.id_for(whose))])
                names = [each.name for each in rows.description or ()]
                for row in rows.fetchall():
                    kept = {each for each, value in zip(names, row, strict=True) if value not in EMPTY}
                    yield from (f"{table}.{each}" for each in kept - left.columns)


EMPTY: tuple[object, ...] = (None, "", 0, False, b"", [], {})


def test_the_tombstone_of_a_conversation_says_a_desk_and_a_day(her: Her) -> None:
    services.delete_story(conversation_id=her.story, by=Story(her.story))
    with acting_as(System("test")):
        first = Conversation.objects.filter(id=her.story).values().get()
    # Given another story, of other content, deleted on the same day
    other = a_voice(her.desk, "another thing", icon="hurt", danger=True).conversation_id
    services.delete_story(conversation_id=other, by=Story(other))
    with acting_as(System("test")):
        second = Conversation.objects.filter(id=other).values().get()
    # Then both tombstones say the same, but for random ids and hashes
    differ = {name for name in first if first[name] != second[name]}
    assert differ == {"id", "contact_id", "code_hash"}
    assert first["opened_at"].time().isoformat() == "00:00:00"


def test_the_tombstone_of_a_consent_has_its_end_and_no_contact(her: Her) -> None:
    services.delete_story(conversation_id=her.story, by=Story(her.story))
    with acting_as(System("test")):
        kept = Consent.objects.filter(conversation_id=her.story).values()
        assert kept and all(row["ended_on"] == clock.today() for row in kept)


def test_the_tombstone_of_a_concern_counts_no_more_and_says_no_place(her: Her) -> None:
    with acting_as(System("test")):
        before = Concern.objects.get(conversation_id=her.story)
        assert before.line and before.proof and before.withdrawn_on is None
    services.delete_story(conversation_id=her.story, by=Story(her.story))
    with acting_as(System("test")):
        kept = Concern.objects.get(conversation_id=her.story)
        assert (kept.line, kept.proof, kept.withdrawn_on) == ("", "", clock.today())
        assert kept.kind == before.kind


def test_jobs_that_waited_for_her_are_gone_and_the_rest_is_told_to_count_her_no_more(her: Her) -> None:
    with acting_as(System("test")):
        defer("casework.alarm", conversation_id=her.story)
        defer("casework.alarm", conversation_id=uuid4())
    services.delete_story(conversation_id=her.story, by=Story(her.story))
    about_her = [name for name, ids in waiting_tasks() if str(her.story) in ids.values()]
    assert about_her == ["verification.take_voice_back"]
    assert "casework.alarm" in [name for name, _ in waiting_tasks()]


def test_no_file_knows_her_but_the_list_of_the_destroyed(her: Her) -> None:
    services.delete_story(conversation_id=her.story, by=Story(her.story))
    folders = [Path(installed.SAPHAN_HOME), HOME, Place(HOME).media]
    files = [file for folder in folders if folder.exists() for file in folder.iterdir() if file.is_file()]
    names = {file.name for file in files if str(her.story).encode() in readable(file)}
    assert names == {"shredded.log"}


def readable(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except PermissionError:
        return b""


def test_the_visit_in_which_she_deletes_it_ends_with_it(fresh_database: str) -> None:
    open_desk()
    phone = Browser()
    phone.say("A secret sentence")
    with acting_as(System("test")):
        assert PageDraft.objects.count() == 1
    phone.send("/en/story/delete/")
    with acting_as(System("test")):
        assert PageDraft.objects.count() == 0
