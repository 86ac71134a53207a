"""Given facts of two desks, an analyst reads her own desk's in codes, filters them and takes them along."""

import csv

import pytest
from django.test import Client

from saphan.network.services import create_organisation
from saphan.verification import gathering
from saphan.verification.coded_table import coded_table
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def analyst(world: World) -> Client:
    return sign_in(Client(), world.people[f"analyst {world.bridge}"])


def test_an_analyst_reads_codes_of_her_own_desk(world: World) -> None:
    # Given two voices here and one at the other desk of the pool
    world.speak()
    world.speak(kind="document_held", language="ne")
    world.speak(desk_id=world.river)

    # When she opens the table
    page = analyst(world).get("/desk/facts/").content.decode()

    # Then two rows stand there, without a word, a day or an id of the voice
    rows = coded_table(world.member("analyst"), {}).rows
    assert {row.kind for row in rows} == {"unpaid_overtime", "document_held"}
    assert page.count("<tr data-row>") == 2
    assert "They did not pay us" not in page
    assert all(len(row.voice) == 8 for row in rows)


def test_filters_and_download_show_the_same(world: World) -> None:
    world.speak()
    world.speak(language="ne")
    browser = analyst(world)
    answer = browser.get("/desk/facts/facts.csv?language=ne")
    header, *rows = csv.reader(answer.content.decode().splitlines())
    assert (header[0], len(rows), rows[0][header.index("language")]) == ("voice", 1, "ne")
    assert browser.get("/desk/facts/?language=ne").content.decode().count("<tr data-row>") == 1
    assert browser.get("/desk/facts/?language=xx").content.decode().count("<tr data-row>") == 2


@pytest.mark.parametrize("name", ["=1+1", "+66 Agency", "-Agency", "@Agency"])
def test_a_name_is_no_formula_in_the_download(world: World, name: str) -> None:
    agency = create_organisation(kind="recruiter", name=name, country="TH")
    gathering.gather(world.concern(world.story(), at=agency))
    _, row = csv.reader(analyst(world).get("/desk/facts/facts.csv").content.decode().splitlines())
    assert f"'{name}" in row


def test_what_was_taken_back_is_not_in_it(world: World) -> None:
    world.withdraw(world.speak())
    assert coded_table(world.member("analyst"), {}).rows == ()
    assert "No facts yet" in analyst(world).get("/desk/facts/").content.decode()


def test_one_voice_keeps_its_name_and_long_tables_say_so(world: World) -> None:
    first = world.speak()
    world.speak(kind="late_pay", group=world.group_of(first))
    rows = coded_table(world.member("analyst"), {}).rows
    assert len({row.voice for row in rows}) == 1
    assert coded_table(world.member("analyst"), {}, most=1).more


@pytest.mark.parametrize("role", ["verifier", "caseworker", "lead"])
def test_nobody_else_has_this_table(world: World, role: str) -> None:
    world.speak()
    assert coded_table(world.member(role), {}).rows == ()
    browser = sign_in(Client(), world.people[f"{role} {world.bridge}"])
    assert browser.get("/desk/facts/").status_code == 403
