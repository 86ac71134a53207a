from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.verification.signals.around import Around


@pytest.fixture
def around(db: None, day_one: datetime) -> "Around":
    from tests.verification.signals.around import make
    from tests.verification.world import make as make_world

    return make(make_world())
