"""Given each role, the page after signing in works, and so does every line of its menu."""

import re

import pytest
from django.test import Client

from saphan.network import services
from saphan.network.models import Role
from saphan.vault.models import Event
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db

FIRST = {
    "caseworker": "/desk/",
    "lead": "/desk/",
    "verifier": "/desk/issues/",
    "analyst": "/desk/facts/",
    "administrator": "/desk/trail/",
    "outreach": "/desk/visits/",
}


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.PARTNER])
def test_nobody_lands_before_a_shut_door(role: str) -> None:
    member = sign_in(Client(), desk_person(open_desk(), role))
    landed = member.get("/in/")
    assert landed["Location"] == FIRST.get(role, landed["Location"])
    page = member.get(landed["Location"])
    assert page.status_code == 200
    menu = re.search(r'<nav class="menu".*?</nav>', page.content.decode(), re.S)
    assert menu
    for address in re.findall(r'href="([^"]+)"', menu.group(0)):
        assert member.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_whoever_has_no_room_yet_reads_what_she_can_do_today(role: str) -> None:
    # Given a desk with a lead, and somebody whose role has no page of its own
    desk = open_desk()
    desk_person(desk, "lead", name="Ann")
    member = sign_in(Client(), desk_person(desk, role, name="Somebody"))
    page = member.get(member.get("/in/")["Location"]).content.decode()

    # Then it promises no page that is not there, names whom to ask, and each way on it leads somewhere
    assert ("There is no page" in page) is (role != "moderator") and "Ask Ann." in page
    ways = re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")])
    assert len(ways) == 3
    for way in ways:
        assert member.get(way).status_code == 200, way


def test_a_reviewer_lands_at_the_words_of_her_language() -> None:
    member = sign_in(Client(), desk_person(open_desk(), "reviewer", name="Somebody"))
    assert member.get("/in/")["Location"] == "/desk/words/"
    home = member.get("/desk/part/").content.decode()
    assert 'href="/desk/words/"' in home[home.index("<main") : home.index("</main>")]


def test_a_partner_lands_at_what_needs_it() -> None:
    supplier = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    assert sign_in(Client(), partner_person(supplier)).get("/in/")["Location"] == "/partner/"


def test_an_administrator_reads_what_was_done_at_her_desk_and_nowhere_else() -> None:
    # Given acts of leads of two desks
    here, there = open_desk(), open_desk("River Nepal")
    lead, other = desk_person(here, "lead", name="Ann"), desk_person(there, "lead", name="Far")
    for row in (lead, other):
        ours = sign_in(Client(), row)
        assert ours.post("/desk/network/desk/words/", {"language": "en", "text": "Ring 191"}).status_code == 302

    # When the administrator of the first looks, a page at a time
    admin = sign_in(Client(), desk_person(here, "administrator", name="Root"))
    page = admin.get("/desk/trail/").content.decode()
    assert "There is no good back-up yet." in page

    # Then she reads the act, who and which thing, and nothing of the other desk
    assert "network.emergency_words_set" in page and "Ann" in page and str(here) in page
    assert str(there) not in page and "Ring 191" not in page
    assert "network.emergency_words_set" not in admin.get("/desk/trail/?act=voice").content.decode()
    assert "network.emergency_words_set" in admin.get(f"/desk/trail/?about={here}").content.decode()


def test_the_trail_has_pages() -> None:
    from saphan.network.selectors import caller_of
    from saphan.vault.trail import trail

    here = open_desk()
    row = desk_person(here, "administrator", "lead", name="Root")
    ours = sign_in(Client(), row)
    for language in ("en", "my", "th"):
        ours.post("/desk/network/desk/words/", {"language": language, "text": "Ring 191"})
    by = caller_of(row)
    assert by is not None
    first = trail(by, act="network.emergency", most=2)  # type: ignore[arg-type]
    second = trail(by, act="network.emergency", before=first.before, most=2)  # type: ignore[arg-type]
    assert (len(first.rows), len(second.rows), second.before) == (2, 1, None)
    assert "/desk/trail/?before=" not in ours.get("/desk/trail/").content.decode()
    assert ours.get("/desk/trail/?before=nothing").status_code == 200
    assert Event.protection.append_only


def test_an_administrator_sets_the_desk_up_and_gives_nobody_a_role() -> None:
    here = open_desk()
    admin = sign_in(Client(), desk_person(here, "administrator", name="Root"))
    page = admin.get("/desk/network/desk/").content.decode()
    assert "Add hours" in page and "Invite somebody" not in page and "Freeze it now" not in page
    assert admin.post("/desk/network/desk/words/", {"language": "en", "text": "Ring 191"}).status_code == 302
    person = {"name": "Dao", "email": "dao@example.org", "language": "en", "roles": ["lead"]}
    assert admin.post("/desk/network/desk/people/", person).status_code == 403
