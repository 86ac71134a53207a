"""A large desk by COPY: the rows that the services would have written, sealed and all, without waiting for each.

tests/contracts/test_filling.py makes a small world both ways and compares them. Left out, because no list and no
story page reads them: receipts, the audit, facts and finished jobs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from django.db import connection, models
from psycopg import sql

from saphan.casework.models import Case, Party
from saphan.languages.search_keys import Mention
from saphan.store.ids import ordered_id, random_id
from saphan.vault import codes
from saphan.vault.services import new_key
from saphan.voice import intake
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.intake import Names, message
from saphan.voice.keys_of_words import rows_of
from saphan.voice.models import Contact, Conversation, Status, Told

BATCH = 500  # stories


@dataclass(frozen=True, slots=True)
class Story:
    """What happens: she writes, is answered, writes on…; a case is opened after the first answer.

    messages: how many in all, hers first. ends: `waiting` (hers is the last), `answered` or `closed`.
    mentions: by which it is found, each with its kind.
    """

    began: datetime
    language: str = "my"
    icon: str = "pay"
    messages: int = 10
    ends: str = Status.WAITING
    mentions: tuple[tuple[str, Mention], ...] = ()
    hers: str = "They have not paid the overtime of March and April, and the office keeps our passports."
    ours: str = "Thank you for telling us. We have read it and will write again."


def rows(story: Story, desk_id: UUID, caseworker_id: UUID) -> Iterator[models.Model]:
    """Every row of one story and its case, in the order in which they may be inserted."""
    inbound = Inbound(desk_id, "web", story.language, once="", text=story.hers, icon=story.icon)
    names = Names(desk_id, ordered_id(), ordered_id(), contact_is_known=False)
    key_row, key = new_key(subject_id=names.conversation_id, desk_id=desk_id, kind="conversation")
    conversation = intake._conversation(inbound, codes.new_code(), names, story.began)
    yield key_row
    yield Contact(id=names.contact_id, desk_id=desk_id, language=story.language)
    yield _as_it_ends(conversation, story, caseworker_id)
    steps = ["received"]
    for number in range(story.messages):
        is_hers = number % 2 == 0
        row = message(
            story.hers if is_hers else story.ours,
            story.hers if is_hers else story.ours,
            *(desk_id, names.conversation_id, key, story.began + timedelta(minutes=number)),
            part="said" if is_hers else "reply",
            language=story.language,
            inbound=is_hers,
            author=None if is_hers else caseworker_id,
        )
        yield intake.by_rule(row, SHE_BEGAN) if is_hers else row
        if not is_hers and steps[-1] != "answered":
            steps.append("answered")
        if number == 1:
            steps.append("case_opened")
            case = Case(id=random_id(), desk_id=desk_id, owner=caseworker_id, opened_on=story.began.date())
            yield case
            yield Party(desk_id=desk_id, case=case, conversation_id=names.conversation_id, joined_on=story.began.date())
    if story.ends == Status.CLOSED:
        steps.append("closed")
    for kind, mention in story.mentions:
        yield from rows_of(names.conversation_id, desk_id, key, kind, mention)
    for step in steps:
        yield Told(desk_id=desk_id, conversation_id=names.conversation_id, step=step, on=story.began.date())


def _as_it_ends(conversation: Conversation, story: Story, caseworker_id: UUID) -> Conversation:
    conversation.status = Status(story.ends)
    conversation.assigned_to = caseworker_id if story.messages > 1 else None
    last_of_hers = (story.messages - 1) // 2 * 2
    waits = story.ends == Status.WAITING
    conversation.waiting_since = story.began + timedelta(minutes=last_of_hers) if waits else None
    return conversation


def fill(owner: psycopg.Connection, stories: Iterable[Story], desk_id: UUID, caseworker_id: UUID) -> int:
    """Copy stories into the database, as its owner; returns how many messages there are of them."""
    messages, batch = 0, []
    for story in stories:
        batch.append(story)
        messages += story.messages
        if len(batch) == BATCH:
            _copy(owner, [row for each in batch for row in rows(each, desk_id, caseworker_id)])
            batch.clear()
    _copy(owner, [row for each in batch for row in rows(each, desk_id, caseworker_id)])
    owner.execute("ANALYZE")
    return messages


def _copy(owner: psycopg.Connection, made: list[models.Model]) -> None:
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in made:
        by_model.setdefault(type(row), []).append(row)
    for model, same in by_model.items():
        fields = model._meta.concrete_fields
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
        )
        with owner.cursor() as cursor, cursor.copy(into) as copy:
            for row in same:
                copy.write_row([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
