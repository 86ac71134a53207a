"""Every address that is open to others than the desks is in the registry of outputs, or said to have no numbers."""

from importlib import import_module

from saphan.impact.outputs import OUTPUTS, WITHOUT_NUMBERS_OF_PEOPLE
from tests.attacks import routes
from tests.release import test_all_outputs

OUTSIDE = {"anonymous", "worker", *routes.GROUPS["partners"]}


def open_routes() -> set[str]:
    """Also those of which nothing is there in the world of the routes: who comes in is not said there."""
    read = (line for line in routes.lines() if "GET" in line.methods)
    return {line.name for line in read if not line.come_in or line.come_in & OUTSIDE}


def test_no_address_is_left_out() -> None:
    with_numbers = {route for one in OUTPUTS for route in one.routes}
    without = {route for names in WITHOUT_NUMBERS_OF_PEOPLE.values() for route in names}
    assert not with_numbers & without
    assert open_routes() - with_numbers - without == set(), "name them in impact/data/outputs.toml"


def test_what_lets_each_out_is_there_and_is_attacked() -> None:
    for one in OUTPUTS:
        room, _, function = one.let_out_by.rpartition(".")
        assert callable(getattr(import_module(room), function)), one.let_out_by
        assert not one.attacked_by or callable(getattr(test_all_outputs, one.attacked_by)), one.attacked_by
