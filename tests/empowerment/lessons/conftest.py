"""Two lessons, the first in English and Burmese, and a desk with people who grew up with both."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tests.empowerment.lessons.files import COIN, ENGLISH, burmese


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    from saphan.empowerment import speaking
    from saphan.empowerment.lessons import drawing, library
    from saphan.empowerment.lessons.reading import read
    from saphan.languages.catalogue import worker_languages

    spoken = [one for one in worker_languages() if one.code in {"en", "my"}]
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    monkeypatch.setattr(speaking, "for_learners", lambda rooms: spoken)
    speaking.learner_languages.cache_clear()
    drawing._drawn.cache_clear()
    for slug, order in (("fees", 10), ("fees-two", 20)):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "en.md").write_text(ENGLISH.replace("order = 10", f"order = {order}"))
        (tmp_path / slug / "coin.svg").write_text(COIN)
    (tmp_path / "fees" / "my.md").write_text(burmese(read(ENGLISH).digest))
    yield tmp_path
    speaking.learner_languages.cache_clear()
    drawing._drawn.cache_clear()


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: True)


@pytest.fixture
def desk_id() -> UUID:
    from tests.signed_in import open_desk

    return open_desk()


@pytest.fixture
def editor(desk_id: UUID) -> Client:
    from tests.empowerment.lessons.people import person

    return person(desk_id, "editor", "Edi")


@pytest.fixture
def reviewer(desk_id: UUID) -> Client:
    from tests.empowerment.lessons.people import person

    return person(desk_id, "reviewer", "Thida")
