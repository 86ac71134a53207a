"""Given protected rows, nobody sees them without acting, and each caller sees only her own."""

from uuid import UUID, uuid4

import pytest
from django.db import connection

from saphan.store import Intake, Staff, Story, System, acting_as
from saphan.store.acting import current_caller
from saphan.store.postgres.base import OutsideActing
from saphan.voice.inbound import Inbound
from saphan.voice.intake import accept
from saphan.voice.models import Conversation, Message

pytestmark = pytest.mark.django_db


def said(desk_id: UUID, words: str = "They keep our passports") -> UUID:
    return accept(Inbound(desk_id, "web", "en", once=str(uuid4()), text=words)).conversation_id


def test_raw_sql_without_an_actor_sees_nothing(desk_key: UUID) -> None:
    said(desk_key)
    with connection.connection.cursor() as cursor:  # psycopg's own cursor: the guard in Python is not asked
        cursor.execute("SELECT count(*) FROM voice_message")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM vault_event")
        assert cursor.fetchone() == (0,)


def test_the_orm_refuses_a_protected_table_outside(desk_key: UUID) -> None:
    with pytest.raises(OutsideActing):
        Message.objects.count()


def test_staff_see_their_own_desk_only(desk_key: UUID, other_desk_key: UUID) -> None:
    said(desk_key)
    said(other_desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        assert set(Conversation.objects.values_list("desk_id", flat=True)) == {desk_key}
    with acting_as(System("test")):
        assert Conversation.objects.count() == 2


def test_a_story_sees_itself_only(desk_key: UUID) -> None:
    mine, another = said(desk_key), said(desk_key)
    with acting_as(Story(mine)):
        assert list(Conversation.objects.values_list("id", flat=True)) == [mine]
        assert not Message.objects.filter(conversation_id=another).exists()


def test_the_former_caller_is_set_again(desk_key: UUID, other_desk_key: UUID) -> None:
    said(desk_key)
    said(other_desk_key)
    outer, inner = (
        Staff(uuid4(), desk_key, frozenset({"caseworker"})),
        Staff(uuid4(), other_desk_key, frozenset({"caseworker"})),
    )
    with acting_as(outer):
        with acting_as(inner):
            assert set(Conversation.objects.values_list("desk_id", flat=True)) == {other_desk_key}
        assert current_caller() is outer
        assert set(Conversation.objects.values_list("desk_id", flat=True)) == {desk_key}
        with pytest.raises(ZeroDivisionError), acting_as(inner):
            _ = 1 / 0
        assert set(Conversation.objects.values_list("desk_id", flat=True)) == {desk_key}
    assert current_caller() is None


def test_nobody_writes_into_another_desk(desk_key: UUID, other_desk_key: UUID) -> None:
    conversation_id = said(desk_key)
    with acting_as(Staff(uuid4(), other_desk_key, frozenset({"caseworker"}))):
        assert Conversation.objects.filter(id=conversation_id).update(status="closed") == 0
    with acting_as(Story(conversation_id)):
        assert Conversation.objects.get().status == "waiting"


def test_intake_reads_only_what_it_adds(desk_key: UUID) -> None:
    said(desk_key)
    with acting_as(Intake(desk_key, uuid4())):
        assert not Message.objects.exists()


def test_settings_do_not_outlive_the_block(desk_key: UUID) -> None:
    said(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        pass
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM voice_conversation")
        assert cursor.fetchone() == (0,)
