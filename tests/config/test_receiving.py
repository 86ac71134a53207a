"""`saphan receive-mail` as a mail server calls it: its status says what becomes of the e-mail."""

import io
from uuid import UUID

import pytest

from saphan.config import command, receiving, starting
from saphan.network.services import OURSELVES
from saphan.store.tasks import run_waiting
from saphan.voice.channels.accounts import accounts
from tests.voice.channels.given import said
from tests.voice.channels.mail.replay import ENTERED, MARK
from tests.voice.channels.payloads import payload
from tests.voice.given import Desk, open_desk

TO = f"in+{MARK}@desk.example"


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk()


@pytest.fixture
def partner(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> UUID:
    monkeypatch.setattr(starting, "database_at_hand", lambda place: io.StringIO())  # the tests' own is at hand
    monkeypatch.setattr(starting, "set_up", lambda: None)
    return accounts.add_account(desk_id=desk.id, channel="mail", name="A union", entered=ENTERED, by=OURSELVES)


def called(monkeypatch: pytest.MonkeyPatch, account: object, to: str, mail: bytes) -> object:
    monkeypatch.setattr(receiving, "standard_input", lambda: io.BytesIO(mail))
    with pytest.raises(SystemExit) as ended:
        command.main(["receive-mail", str(account), to])
    return ended.value.code


def test_an_e_mail_is_taken_in_and_said_to_be(partner: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    assert called(monkeypatch, partner, TO, payload("mail", "tip.eml")) == 0
    run_waiting()
    assert said()[0].startswith("Something we heard")
    assert called(monkeypatch, partner, "in@desk.example", payload("mail", "tip.eml")) == 77
    assert called(monkeypatch, UUID(int=1), TO, payload("mail", "tip.eml")) == 67
    assert called(monkeypatch, partner, TO, b"") == 77, "from nobody"


def test_while_nothing_can_be_kept_the_mail_server_keeps_it(
    partner: UUID, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def not_ready(*_: object) -> None:
        raise starting.NotReady("A restore was not finished.")

    monkeypatch.setattr(starting, "refuse_what_is_half_restored", not_ready)
    assert called(monkeypatch, partner, TO, payload("mail", "tip.eml")) == 75
    assert "restore" in capsys.readouterr().err


def test_reading_again_says_how_much(partner: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["read-again"])
    assert capsys.readouterr().out == "0 read again, 0 still cannot be read.\n"
