"""A desk, and a worker's browser."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.voice import given


@pytest.fixture
def desk(db: None, day_one: datetime) -> "given.Desk":
    from tests.voice import given

    return given.open_desk()


@pytest.fixture
def phone(desk: "given.Desk") -> "given.Browser":
    from tests.voice import given

    return given.Browser()
