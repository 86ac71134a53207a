"""Given words on their way to a machine, an interpreter and back, somebody who has the whole database reads none."""

import logging

import pytest

from saphan.casework.understanding import interpreting, rendering
from saphan.network.models import Role
from saphan.store.tasks import run_waiting
from tests.attacks import canary
from tests.casework import given
from tests.casework.understanding.given import hire, machine_elsewhere, said


def test_no_table_job_or_log_line_holds_a_word(fresh_database: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk = given.our_desk()
    ida = hire(desk, Role.INTERPRETER, "Ida", "en")
    story = given.voices_for(desk)(canary.WORDS, language="en")
    message_id = said(story)
    with machine_elsewhere(desk, lambda text: f"{canary.WORDS} {text}") as (mill, _):
        # Given each kind of wording, first while it waits
        ask = {"conversation_id": story, "machine_id": mill, "by": desk.nok}
        rendering.translate_by_machine(message_id=message_id, also=("dormitory",), **ask)
        rendering.write_for_her(text=canary.WORDS, **ask)
        waiting, taken = (
            interpreting.ask_interpreter(conversation_id=story, message_id=message_id, by=desk.nok) for _ in range(2)
        )
        interpreting.ask_to_write(conversation_id=story, text=canary.WORDS, by=desk.nok)
        interpreting.say_conflict(asking_id=taken, knows_them=False, by=ida)
        assert open_words(fresh_database) == []

        # Then when it was made
        run_waiting()
    interpreting.interpret(asking_id=taken, words=canary.WORDS, by=ida)
    rendering.put_in_own_words(conversation_id=story, message_id=message_id, words=canary.WORDS, by=desk.nok)
    assert open_words(fresh_database) == [] and waiting
    assert not canary.said_in(caplog.text.encode())


def open_words(database: str) -> list[object]:
    return [(table, traces) for table, row in canary.every_row(database) if (traces := canary.said_in(row))]
