"""A file that a worker sends stays in memory, and one that is too large is known as such."""

import tempfile
from collections.abc import Iterator

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from saphan.web.failures import typed


@pytest.fixture(autouse=True)
def small_limit(settings: object) -> None:
    settings.SAPHAN_LARGEST_FILE = 100_000  # type: ignore[attr-defined]


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was written to the disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    yield


def sent(*files: bytes, **fields: str) -> HttpRequest:
    names = {f"file{number}": SimpleUploadedFile(f"{number}.jpg", data) for number, data in enumerate(files)}
    return RequestFactory().post("/say/", {**fields, **names})


@pytest.mark.parametrize("size", [1, 65_536, 99_999, 100_000])
def test_a_file_arrives_whole(no_disk: None, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)

    file = sent(data[:size]).FILES["file0"]

    assert isinstance(file, InMemoryUploadedFile)
    assert file.size == size
    assert file.read() == data[:size]


def test_a_file_far_too_large_is_cut_one_byte_past_the_limit(no_disk: None) -> None:
    # Given a film of 20 times the limit, and her words beside it
    request = sent(b"x" * 2_000_000, said="Look at this")

    # When the form is read
    file = request.FILES["file0"]

    # Then the form can say that it is too large, no more was kept in memory, and her words are there
    assert file.size == 100_001
    assert len(file.read()) == 100_001
    assert typed(request) == "Look at this"


def test_each_file_has_the_whole_limit(no_disk: None) -> None:
    request = sent(b"a" * 90_000, b"b" * 90_000)

    assert [request.FILES[name].size for name in ("file0", "file1")] == [90_000, 90_000]
    assert request.FILES["file1"].read() == b"b" * 90_000


def test_more_files_than_any_form_has_are_refused(no_disk: None) -> None:
    request = sent(*[b"a"] * 5)

    with pytest.raises(TooManyFilesSent):
        _ = request.FILES
    assert typed(request) == ""
