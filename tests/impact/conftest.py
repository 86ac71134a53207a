from collections.abc import Iterator

import pytest

from saphan.impact import caching
from tests.remedy.conftest import walk, world

__all__ = ["nothing_is_kept", "walk", "world"]


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    """Pages that were made for another test's numbers."""
    caching.forget_all()
    yield
    caching.forget_all()
