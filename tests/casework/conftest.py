"""Two desks with their people, a supplier, and voices that reach the first desk (`tests.casework.given`)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.casework.given import Desk, Say


@pytest.fixture
def desk(db: None, day_one: datetime) -> Desk:
    from tests.casework import given

    return given.our_desk()


@pytest.fixture
def nok(desk: Desk) -> Client:
    """Her browser, signed in."""
    from tests.casework import given
    from tests.signed_in import sign_in

    return sign_in(Client(), given.member(desk.nok))


@pytest.fixture
def other_desk(db: None, day_one: datetime) -> Desk:
    from tests.casework import given

    return given.their_desk()


@pytest.fixture
def blue_prawn(db: None, day_one: datetime) -> UUID:
    from tests.casework import given

    return given.blue_prawn()


@pytest.fixture
def say(desk: Desk) -> Say:
    from tests.casework import given

    return given.voices_for(desk)
