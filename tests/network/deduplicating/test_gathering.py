"""Given what the network knows: names, marks and merges of an organisation make one row to compare."""

import pytest

from saphan.network import services as network
from saphan.network.deduplicating.engines import links
from saphan.network.deduplicating.gathering import known_organisations
from saphan.network.deduplicating.model import model
from saphan.network.deduplicating.rows import rows_of
from saphan.network.merging.acts import merge_organisations
from saphan.store.callers import System
from tests.signed_in import open_desk

pytestmark = pytest.mark.django_db

MARKS = (
    ("phone", "+66 2 000 0001"),
    ("registration", "0105 555 00001"),
    ("address", "12 Pier Road, Samut Sakhon"),
    ("website", "https://www.blueprawn.example/about"),
)


def test_what_is_one_makes_one_row_with_the_marks_of_all() -> None:
    # Given a desk's own organisation, and two that are read as one
    open_desk()
    stays = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH", place="Pier")
    away = network.create_organisation(kind="supplier", name="บลูพรอน", country="TH")
    network.add_alias(organisation_id=away, name="Blu Pron")
    for kind, written in MARKS:
        network.add_mark(organisation_id=away, kind=kind, written=written, by=System("test"))
    merge_organisations(organisation_id=away, read_as_id=stays, why="name", by=System("test"))

    # Then they make one row, under the name that stays
    [known] = known_organisations()
    assert (known.id, known.names, known.place) == (str(stays), ("Blue Prawn Foods", "บลูพรอน", "Blu Pron"), "Pier")
    assert known.phones and known.registrations and known.address and known.website

    # And one that shares the telephone is found by it
    other = network.create_organisation(kind="supplier", name="Bluu Praun Food", country="TH")
    network.add_mark(organisation_id=other, kind="phone", written=MARKS[0][1], by=System("test"))
    [found] = links(rows_of(known_organisations(), model().most_in_a_block))
    assert {found.left, found.right} == {str(stays), str(other)} and found.levels["phone"] == "same"
