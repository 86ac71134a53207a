from typing import TYPE_CHECKING

import pytest

from tests.verification.conftest import world

if TYPE_CHECKING:
    from tests.remedy.walk import Walk
    from tests.verification.world import World

__all__ = ["walk", "world"]


@pytest.fixture
def walk(world: "World") -> "Walk":
    from tests.remedy.walk import make

    return make(world)
