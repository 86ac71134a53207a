"""A visitor of the demo can come back as one of its invented workers."""

from pathlib import Path

import pytest
from pytest_django import Settings

from saphan.demo import claim_codes
from saphan.demo.affairs import Worker
from saphan.store.place import is_private


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.SAPHAN_HOME = tmp_path
    return tmp_path


def test_codes_are_listed_in_groups_and_kept_from_others(home: Path) -> None:
    claim_codes.keep([Worker("Ma Thiri", "my", code="1234567890123456")])
    assert claim_codes.listed() == {"Ma Thiri": "1234 5678 9012 3456"}
    assert is_private(home / "demo-claim-codes.json")


def test_a_home_without_a_demo_has_none(home: Path) -> None:
    assert claim_codes.listed() == {}
