"""The file of a back-up opens for its key sheet only, whole or not at all, and takes little memory."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from saphan.vault import backup_file
from saphan.vault.backup_file import BackupFileError

DUMP = os.urandom(9_000_000)  # more than two pieces, not a whole number of blocks
BESIDE = {"settings.env": b"SAPHAN_ADDRESS=https://voice.example\n", "shredded.log": b""}


@pytest.fixture(scope="module")
def identity() -> str:
    return backup_file.new_identity()


@pytest.fixture(scope="module")
def sealed(identity: str) -> bytes:
    out = io.BytesIO()
    backup_file.write(
        out, [backup_file.recipient_of(identity)], manifest={"demo": False}, beside=BESIDE, dump=io.BytesIO(DUMP)
    )
    return out.getvalue()


@pytest.fixture
def file(sealed: bytes, tmp_path: Path) -> Path:
    (tmp_path / "one.age").write_bytes(sealed)
    return tmp_path / "one.age"


def test_it_gives_back_what_was_put_in(file: Path, identity: str) -> None:
    taken = io.BytesIO()
    contents = backup_file.check(file, identity, take=taken.write)
    assert taken.getvalue() == DUMP
    assert contents.beside == BESIDE
    assert contents.manifest == {"format": 1, "demo": False}
    assert contents.size == len(DUMP)


def test_it_is_an_ordinary_tar_for_whoever_has_the_secret(sealed: bytes, identity: str, tmp_path: Path) -> None:
    import tarfile

    import pyrage

    plain = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        pieces = sorted(name for name in tar.getnames() if name.startswith("dump/"))
        assert b"".join(tar.extractfile(name).read() for name in pieces) == DUMP  # type: ignore[union-attr]


def test_nothing_of_it_can_be_seen_without_the_sheet(sealed: bytes) -> None:
    assert b"SAPHAN_ADDRESS" not in sealed
    assert DUMP[:64] not in sealed


def test_another_sheet_does_not_open_it(file: Path) -> None:
    with pytest.raises(BackupFileError, match="does not open"):
        backup_file.check(file, backup_file.new_identity())


@pytest.mark.parametrize("left", [0.5, 0.999])
def test_a_file_that_was_cut_off_is_refused(file: Path, sealed: bytes, identity: str, left: float) -> None:
    file.write_bytes(sealed[: int(len(sealed) * left)])
    with pytest.raises(BackupFileError, match="cut off"):
        backup_file.check(file, identity)


@pytest.mark.parametrize("place", [1_000, 5_000_000, -20])
def test_a_changed_byte_is_refused(file: Path, sealed: bytes, identity: str, place: int) -> None:
    changed = bytearray(sealed)
    changed[place] ^= 1
    file.write_bytes(changed)
    with pytest.raises(BackupFileError, match="damaged"):
        backup_file.check(file, identity)


@pytest.mark.parametrize("content", [b"", b"no back-up at all" * 100])
def test_another_file_is_refused(file: Path, identity: str, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BackupFileError, match="no back-up"):
        backup_file.check(file, identity)


@pytest.mark.parametrize("plain", [b"not a tar" * 100, backup_file.member("manifest.json", b"{}") + bytes(1024)])
def test_an_age_file_of_something_else_is_refused(file: Path, identity: str, plain: bytes) -> None:
    import pyrage

    recipient = pyrage.x25519.Recipient.from_str(backup_file.recipient_of(identity))
    file.write_bytes(pyrage.encrypt(plain, [recipient]))
    with pytest.raises(BackupFileError, match="damaged"):
        backup_file.check(file, identity)


def test_a_secret_or_recipient_that_is_none_is_refused() -> None:
    with pytest.raises(BackupFileError):
        backup_file.recipient_of("AGE-SECRET-KEY-1QQQQ")
    with pytest.raises(BackupFileError):
        backup_file.write(io.BytesIO(), ["age1qqqq"], manifest={}, beside={}, dump=io.BytesIO())


def test_a_dump_that_breaks_off_is_an_error_and_no_end(identity: str) -> None:
    class Broken:
        def read(self, size: int, /) -> bytes:
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        backup_file.write(io.BytesIO(), [backup_file.recipient_of(identity)], manifest={}, beside={}, dump=Broken())


LARGE = """
import resource, sys
from pathlib import Path
from saphan.vault import backup_file
class Zeros:
    left = 300 << 20
    def read(self, size):
        size = min(size, self.left); self.left -= size
        return bytes(size)
identity = backup_file.new_identity()
file = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with file.open("wb") as out:
    backup_file.write(out, [backup_file.recipient_of(identity)], manifest={}, beside={}, dump=Zeros())
assert backup_file.check(file, identity).size == 300 << 20
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_300_megabytes_go_through_in_a_few(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", LARGE, str(tmp_path / "large.age")], check=True, capture_output=True)
    assert int(said.stdout) < 40 << 10, "kilobytes"
    (tmp_path / "large.age").unlink()
