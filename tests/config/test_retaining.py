"""`saphan retention` lists our times and sets a deployment's own."""

from contextlib import nullcontext

import pytest

from saphan.config import command, starting
from saphan.vault import retention

pytestmark = pytest.mark.django_db


def test_it_lists_and_sets(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "database_at_hand", lambda place: nullcontext())
    command.main(["retention", "--set", "words=365"])
    said = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "365 days after closing" in said["words"] and "set here" in said["words"]
    assert "ours" in said["media"]
    assert "stays" in said["audit"]
    assert said.keys() == {kind.name for kind in retention.KINDS}


@pytest.mark.parametrize(
    "change", ["words", "words=soon", "words=29", "words=40000", "audit=90", "draft=60", "nothing=90"]
)
def test_what_cannot_be_set_changes_nothing(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "database_at_hand", lambda place: nullcontext())
    with pytest.raises(SystemExit, match="cannot be set"):
        command.main(["retention", "--set", change])
    assert retention.all_days() == {kind.name: kind.days for kind in retention.KINDS}
