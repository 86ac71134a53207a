"""Given one text for an interpreter, the database shows her that text alone, and only while it is hers to answer."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.understanding import interpreting, rendering
from saphan.casework.understanding.models import AskedAbout, AskedWords, Asking, Rendering
from saphan.network.models import Notice, Role
from saphan.store.acting import acting_as
from saphan.store.callers import OneMessage, Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.voice import services as voice
from saphan.voice.deleting import delete_story
from saphan.voice.models import Message
from saphan.voice.moving import move_story
from tests.casework.given import Desk, Say, events
from tests.casework.understanding.given import COUNTS, hire, row_of, rows_seen, said

pytestmark = pytest.mark.django_db

NUMBER = "+66815550123"
SAID = "လုပ်ခမရဘူး။ ကျွန်မနာမည် သီရိ။ 0815550123 ကို ဆက်ပါ။ Blue Prawn မှာ"
OF_OTHERS = sorted(COUNTS.keys() - {"casework_asking"})


@pytest.fixture
def ida(desk: Desk) -> Staff:
    return hire(desk, Role.INTERPRETER, "Ida", "my", "en")


@pytest.fixture
def uma(desk: Desk) -> Staff:
    return hire(desk, Role.INTERPRETER, "Uma", "my", "en")


@pytest.fixture
def story(say: Say, blue_prawn: UUID) -> UUID:
    found = say(SAID)
    voice.set_details(conversation_id=found, phone=NUMBER)
    voice.say_more(conversation_id=found, text="A second thing", once="second")
    return found


def ask(desk: Desk, story: UUID, who: Staff | None = None) -> UUID:
    return interpreting.ask_interpreter(
        conversation_id=story, message_id=said(story), interpreter_id=who.id if who else None, by=desk.nok
    )


def take(asking_id: UUID, who: Staff) -> None:
    interpreting.say_conflict(asking_id=asking_id, knows_them=False, by=who)


def state(asking_id: UUID) -> str:
    with acting_as(System("test")):
        return Asking.objects.get(id=asking_id).state


def words_of(who: Staff, asking_id: UUID) -> int:
    with acting_as(OneMessage(who.id, who.desk_id, asking_id, asking_id)):
        return AskedWords.objects.count()


def is_gone(asking_id: UUID) -> bool:
    """The copy and its key."""
    with acting_as(System("test")):
        words = AskedWords.objects.filter(asking_id=asking_id).exists()
        return not (words or DataKey.objects.filter(subject_id=asking_id).exists())


# -- what she is shown


def test_she_reads_one_text_without_numbers_and_names_and_gives_her_words(desk: Desk, ida: Staff, story: UUID) -> None:
    # Given one message for her, and she knows nobody there
    asking_id = ask(desk, story, ida)
    with pytest.raises(NotAllowed):
        interpreting.text_to_interpret(asking_id=asking_id, by=ida)
    take(asking_id, ida)

    # When she reads it
    asked = interpreting.text_to_interpret(asking_id=asking_id, by=ida)

    # Then it is that text, and what could tell who spoke was cut out
    assert "လုပ်ခမရဘူး" in asked.text and "second" not in asked.text
    for name in ("0815550123", "သီရိ", "Blue Prawn"):
        assert name not in asked.text
    assert (asked.source, asked.language) == ("my", "en")
    assert len(events("vault.opened", why="interpreting")) == 1

    # And when she has answered, her words stand beside the message, whole, as a person's, and she sees it no more
    with pytest.raises(NothingWritten):
        interpreting.interpret(asking_id=asking_id, words=" ", by=ida)
    interpreting.interpret(asking_id=asking_id, words="No pay. I am ⟦1⟧. Ring ⟦2⟧. At ⟦3⟧.", by=ida)
    with acting_as(desk.nok):
        row = Rendering.objects.get(message_id=said(story))
    assert (row.state, row.made_by, row.role, row.author) == ("done", "human", "interpreter", ida.id)
    assert state(asking_id) == "done" and is_gone(asking_id)
    with pytest.raises(NotAllowed):
        interpreting.text_to_interpret(asking_id=asking_id, by=ida)
    assert b"No pay" not in bytes(row.sealed or b"")
    assert Notice.objects.filter(staff_id=desk.nok.id, kind=interpreting.ANSWERED).exists()


def test_what_was_cut_out_comes_back_in_her_words(desk: Desk, ida: Staff, story: UUID) -> None:
    from saphan.casework.understanding.selectors import other_words

    asking_id = ask(desk, story, ida)
    take(asking_id, ida)
    interpreting.interpret(asking_id=asking_id, words="Ring ⟦2⟧", by=ida)
    with acting_as(desk.nok):
        (shown,) = other_words(desk.nok, story).of_message[said(story)]
    assert shown.text == "Ring 0815550123" and (shown.maker, shown.name) == ("Interpreter", "Ida")
    assert not shown.check and not shown.by_machine


def test_a_reply_is_put_in_her_language_by_a_person_and_goes_out_as_it_is(desk: Desk, ida: Staff, story: UUID) -> None:
    # Given a caseworker who writes English, with a number in it
    asking_id = interpreting.ask_to_write(
        conversation_id=story, text="You are in danger. Ring 0899999999.", interpreter_id=None, by=desk.nok
    )
    assert asking_id is not None
    take(asking_id, ida)
    assert interpreting.text_to_interpret(asking_id=asking_id, by=ida).text == "You are in danger. Ring ⟦1⟧."
    interpreting.interpret(asking_id=asking_id, words="အန္တရာယ်ရှိတယ်။ ⟦1⟧ ကို ခေါ်ပါ။", by=ida)

    # When it is sent, then she reads those words, also about her safety, and both wordings stay
    with acting_as(System("test")):
        row = Rendering.objects.get(of="ours")
    message_id = rendering.send(rendering_id=row.id, by=desk.nok)
    with acting_as(desk.nok):
        lines = {line.id: line.text for line in voice_lines(story)}
    assert message_id and lines[message_id] == "အန္တရာယ်ရှိတယ်။ 0899999999 ကို ခေါ်ပါ။"
    assert row_of(row.id).state == "sent" and row_of(row.id).message_id == message_id


def voice_lines(story: UUID) -> tuple[object, ...]:
    from saphan.voice.reading import lines

    return lines(story, why="test")


# -- whom she knows


def test_who_knows_somebody_hands_it_back_unseen_and_another_takes_it(
    desk: Desk, ida: Staff, uma: Staff, story: UUID
) -> None:
    asking_id = ask(desk, story, ida)
    assert rows_seen(uma, "casework_asking") == 0  # Ida was asked by name
    interpreting.say_conflict(asking_id=asking_id, knows_them=True, by=ida)

    # Then she never sees it, not even that it waits, and whatever she tries is refused
    assert not events("vault.opened", why="interpreting")
    for act in (
        lambda: take(asking_id, ida),
        lambda: interpreting.text_to_interpret(asking_id=asking_id, by=ida),
        lambda: interpreting.interpret(asking_id=asking_id, words="x", by=ida),
        lambda: interpreting.give_back(asking_id=asking_id, by=ida),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert rows_seen(ida, "casework_asking") == 0 and state(asking_id) == "waiting"

    # And the other one, who is rung, takes it
    assert Notice.objects.filter(staff_id=uma.id, kind=interpreting.ASKED, object_id=asking_id).exists()
    take(asking_id, uma)
    assert interpreting.text_to_interpret(asking_id=asking_id, by=uma)


def test_who_sees_only_then_that_she_knows_somebody_hands_it_back_too(
    desk: Desk, ida: Staff, uma: Staff, story: UUID
) -> None:
    asking_id = ask(desk, story)
    take(asking_id, ida)
    interpreting.give_back(asking_id=asking_id, by=ida)
    assert words_of(ida, asking_id) == 0 and rows_seen(ida, "casework_asking") == 0
    take(asking_id, uma)
    assert words_of(uma, asking_id) == 1


def test_where_everybody_knows_somebody_the_caseworker_hears_of_it(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    interpreting.say_conflict(asking_id=asking_id, knows_them=True, by=ida)
    told = Notice.objects.get(staff_id=desk.nok.id, kind=interpreting.ANSWERED)
    assert told.object_id == story


def test_of_two_who_take_it_one_has_it(desk: Desk, ida: Staff, uma: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    take(asking_id, ida)
    with pytest.raises(NotAllowed):
        take(asking_id, uma)
    assert words_of(uma, asking_id) == 0 and rows_seen(uma, "casework_asking") == 0


# -- the attack


@pytest.mark.parametrize("stage", ["waiting", "taken", "done", "withdrawn"])
def test_the_database_shows_her_nothing_else_at_any_stage(
    desk: Desk, ida: Staff, uma: Staff, story: UUID, stage: str
) -> None:
    """As herself she sees that something waits, and no row of anything else; through `OneMessage` that one text."""
    asking_id = ask(desk, story)
    if stage in ("taken", "done"):
        take(asking_id, ida)
    if stage == "done":
        interpreting.interpret(asking_id=asking_id, words="No pay", by=ida)
    if stage == "withdrawn":
        with acting_as(System("test")):
            rendering_id = AskedAbout.objects.get(asking_id=asking_id).rendering_id
        interpreting.withdraw(rendering_id=rendering_id, by=desk.nok)
    for who in (ida, uma):
        assert {table: rows_seen(who, table) for table in OF_OTHERS} == dict.fromkeys(OF_OTHERS, 0)
    # Then only whose turn it is reads the one text, with its key and no other
    assert words_of(ida, asking_id) == (1 if stage == "taken" else 0)
    assert words_of(uma, asking_id) == 0
    with acting_as(OneMessage(ida.id, desk.id, asking_id, asking_id)):
        assert Message.objects.count() == 0
        keys = set(DataKey.objects.values_list("subject_id", flat=True))
    assert keys == ({asking_id} if stage in ("waiting", "taken") else set())
    assert is_gone(asking_id) == (stage in ("done", "withdrawn"))


def test_the_row_that_she_sees_leads_nowhere(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    with acting_as(ida), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM casework_asking a")
        ((row,),) = cursor.fetchall()
    assert str(story) not in row and str(said(story)) not in row and str(asking_id) in row


TRIES = (
    "UPDATE casework_asking SET interpreter = '{her}', state = 'taken'",
    "UPDATE casework_asking SET conflicted = '{{}}'",
    "UPDATE casework_asked_words SET interpreter = '{her}'",
    "DELETE FROM casework_asking",
    "DELETE FROM casework_asked_words",
    "UPDATE casework_rendering SET state = 'done'",
    "DELETE FROM vault_data_key",
)


@pytest.mark.parametrize("attempt", TRIES)
def test_she_changes_no_row_herself(desk: Desk, ida: Staff, story: UUID, attempt: str) -> None:
    asking_id = ask(desk, story)
    with acting_as(ida), connection.cursor() as cursor:
        cursor.execute(attempt.format(her=ida.id).encode())
        assert cursor.rowcount == 0
    assert state(asking_id) == "waiting" and words_of(ida, asking_id) == 0


def test_she_adds_no_row_either(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    with acting_as(System("test")):
        AskedWords.objects.filter(asking_id=asking_id).delete()
    for who in (ida, desk.nok):
        made_up = AskedWords(asking_id=asking_id, desk_id=desk.id, interpreter=ida.id, sealed=b"x")
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), acting_as(who):
            made_up.save(force_insert=True)


def test_another_desks_interpreter_sees_nothing_and_a_colleague_who_is_none_neither(
    desk: Desk, other_desk: Desk, ida: Staff, story: UUID
) -> None:
    asking_id = ask(desk, story)
    stranger = hire(other_desk, Role.INTERPRETER, "Sten", "my", "en")
    verifier, outside = desk.preecha, Staff(ida.id, other_desk.id, frozenset({"interpreter"}))
    for who in (stranger, verifier, outside, Staff(ida.id, desk.id, frozenset())):
        assert rows_seen(who, "casework_asking") == 0
        with pytest.raises(NotAllowed):
            take(asking_id, who)
    take(asking_id, ida)
    for who in (stranger, verifier, desk.nok):
        assert words_of(who, asking_id) == 0
        with pytest.raises(NotAllowed):
            interpreting.interpret(asking_id=asking_id, words="x", by=who)
    assert state(asking_id) == "taken"


# -- who asks


def test_only_what_she_said_is_handed_out_and_only_to_an_interpreter(
    desk: Desk, other_desk: Desk, ida: Staff, story: UUID
) -> None:
    with acting_as(System("test")):
        handle = Message.objects.get(conversation_id=story, part="handle").id
    for message_id, who in ((handle, ida.id), (said(story), desk.preecha.id)):
        with pytest.raises(DoesNotFit):
            interpreting.ask_interpreter(conversation_id=story, message_id=message_id, interpreter_id=who, by=desk.nok)
    for by in (desk.preecha, other_desk.nok, ida):
        with pytest.raises(NotAllowed):
            interpreting.ask_interpreter(conversation_id=story, message_id=said(story), by=by)
        with pytest.raises(NotAllowed):
            interpreting.ask_to_write(conversation_id=story, text="x", by=by)
    with acting_as(System("test")):
        assert not Asking.objects.exists() and not Rendering.objects.exists() and not AskedWords.objects.exists()


def test_a_desk_without_interpreters_asks_nobody(desk: Desk, say: Say) -> None:
    story = say()
    with pytest.raises(DoesNotFit):
        ask(desk, story)
    with acting_as(System("test")):
        assert not Rendering.objects.exists()


def test_those_who_read_her_language_are_rung(desk: Desk, ida: Staff, story: UUID) -> None:
    hire(desk, Role.INTERPRETER, "Kim", "km", "en")
    asking_id = ask(desk, story)
    assert list(Notice.objects.filter(object_id=asking_id).values_list("staff_id", flat=True)) == [ida.id]
    written = interpreting.ask_to_write(conversation_id=story, text="Come on Monday", by=desk.nok)
    assert list(Notice.objects.filter(object_id=written).values_list("staff_id", flat=True)) == [ida.id]


def test_a_form_that_came_twice_asks_once(desk: Desk, ida: Staff, story: UUID) -> None:
    once = UUID(int=7)
    first, second = (
        interpreting.ask_to_write(conversation_id=story, text="Come", once=once, by=desk.nok) for _ in range(2)
    )
    assert first and second is None


def test_withdrawn_it_cannot_be_withdrawn_again_or_answered(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    take(asking_id, ida)
    with acting_as(desk.nok):
        rendering_id = AskedAbout.objects.get(asking_id=asking_id).rendering_id
    with pytest.raises(NotAllowed):
        interpreting.withdraw(rendering_id=rendering_id, by=desk.preecha)
    interpreting.withdraw(rendering_id=rendering_id, by=desk.nok)
    for act in (
        lambda: interpreting.withdraw(rendering_id=rendering_id, by=desk.nok),
        lambda: interpreting.withdraw(rendering_id=story, by=desk.nok),
        lambda: interpreting.interpret(asking_id=asking_id, words="late", by=ida),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert row_of(rendering_id).state == "dropped" and row_of(rendering_id).sealed is None


def test_what_an_interpreter_has_is_withdrawn_and_not_left_out(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = interpreting.ask_to_write(conversation_id=story, text="Come", by=desk.nok)
    assert asking_id
    take(asking_id, ida)
    with acting_as(desk.nok):
        rendering_id = AskedAbout.objects.get(asking_id=asking_id).rendering_id
    with pytest.raises(NotAllowed):
        rendering.drop(rendering_id=rendering_id, by=desk.nok)
    interpreting.interpret(asking_id=asking_id, words="လာပါ", by=ida)
    assert row_of(rendering_id).state == "done"


def test_a_colleague_is_not_named_by_half_of_her_name_either(desk: Desk, ida: Staff, say: Say) -> None:
    hire(desk, Role.CASEWORKER, "Somchai Jaidee", "th")
    story = say("Khun Somchai rang me. A chair is broken.", language="en")
    asking_id = ask(desk, story)
    take(asking_id, ida)
    text = interpreting.text_to_interpret(asking_id=asking_id, by=ida).text
    assert text == "Khun ⟦1⟧ rang me. A chair is broken."


# -- when she goes


def test_a_story_that_moves_ends_what_was_asked_and_takes_its_words_along(
    desk: Desk, other_desk: Desk, ida: Staff, story: UUID
) -> None:
    from saphan.casework.understanding.selectors import other_words

    done, open_one = ask(desk, story), ask(desk, story)
    take(done, ida)
    interpreting.interpret(asking_id=done, words="No pay", by=ida)
    take(open_one, ida)
    with acting_as(System("test")):
        move_story(conversation_id=story, to_desk_id=other_desk.id)
    assert (state(done), state(open_one)) == ("done", "ended")
    assert is_gone(open_one)
    with acting_as(other_desk.nok):
        (shown,) = other_words(other_desk.nok, story).of_message[said(story)]
    assert (shown.text, shown.name) == ("No pay", "Ida")


def test_a_deleted_story_leaves_nothing_of_it(desk: Desk, ida: Staff, story: UUID) -> None:
    asking_id = ask(desk, story)
    take(asking_id, ida)
    delete_story(conversation_id=story, by=Story(story))
    with acting_as(System("test")):
        for model in (Rendering, Asking, AskedAbout, AskedWords):
            assert not model.objects.exists()
    assert is_gone(asking_id)
    with pytest.raises(NotAllowed):
        interpreting.text_to_interpret(asking_id=asking_id, by=ida)
