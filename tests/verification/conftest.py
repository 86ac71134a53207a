from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.verification.world import World


@pytest.fixture
def world(db: None, day_one: datetime) -> "World":
    from tests.verification.world import make

    return make()
