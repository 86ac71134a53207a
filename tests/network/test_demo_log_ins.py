"""Given that everybody may see a demo log-in's password and codes, none can exist or open outside a demo."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import Settings

from saphan.network import demo_log_ins, services
from saphan.network.models import Staff
from saphan.network.people import DEMO_PASSWORD
from saphan.network.refusals import DemoOnly
from saphan.store.models import Deployment
from tests.signed_in import desk_person, open_desk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network.pages_for_tests")]


@pytest.fixture
def demo(settings: Settings) -> Iterator[None]:
    cache.clear()
    Deployment.objects.update(ever_demo=True)
    settings.SAPHAN_DEMO = True
    yield


def nok(desk_id: UUID) -> UUID:
    organisation_id = desk_person(desk_id, name="Real").organisation_id
    return services.add_demo_staff(
        email="nok@demo.example", name="Nok", organisation_id=organisation_id, desk_id=desk_id, roles=["caseworker"]
    )


def test_the_service_refuses_outside_a_demo_database() -> None:
    with pytest.raises(DemoOnly):
        nok(open_desk())
    assert not Staff.objects.filter(demo=True).exists()


def test_the_database_refuses_raw_sql_too() -> None:
    staff = desk_person(open_desk())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE network_staff SET demo = true WHERE id = %s", [staff.id])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO network_staff (id, email, name, organisation_id, roles, languages, language, is_active, demo, "
            "password) SELECT gen_random_uuid(), 'x@example.org', name, organisation_id, roles, languages, language, "
            "true, true, '' FROM network_staff"
        )
    assert not Staff.objects.filter(demo=True).exists()


def test_a_visitor_picks_a_log_in_and_is_shown_the_code(demo: None, client: Client) -> None:
    nok(open_desk())
    page = client.get("/account/login/").content.decode()
    assert DEMO_PASSWORD in page
    assert "Real" not in page
    assert 'value="nok@demo.example"' in client.get("/account/login/?as=nok@demo.example").content.decode()
    client.post("/account/login/", {"login": "nok@demo.example", "password": DEMO_PASSWORD})
    shown = re.search(r"<span>(\d{6})</span>", client.get("/account/code/").content.decode())
    assert shown
    assert client.post("/account/code/", {"code": shown.group(1)}).status_code == 302
    assert client.get("/desk/for-desks/").status_code == 200


def test_three_visitors_may_sign_in_as_the_same_person_at_once(demo: None) -> None:
    nok(open_desk())
    for _ in range(3):
        client = Client()
        client.post("/account/login/", {"login": "nok@demo.example", "password": DEMO_PASSWORD})
        code = client.get("/account/code/").context["demo_code"]
        assert client.post("/account/code/", {"code": code}).status_code == 302


def test_a_real_account_s_code_is_never_shown(demo: None) -> None:
    assert demo_log_ins.code_for(desk_person(open_desk())) == ""


@pytest.mark.parametrize("what", ["process", "database"])
def test_a_demo_log_in_opens_nothing_once_the_demo_is_over(
    demo: None, settings: Settings, client: Client, what: str
) -> None:
    # Given a demo log-in, and then a process or a database that is no demo
    nok(open_desk())
    if what == "process":
        settings.SAPHAN_DEMO = False
    else:
        Deployment.objects.update(ever_demo=False)

    # Then it is neither listed nor let in, and no code is shown
    assert DEMO_PASSWORD not in client.get("/account/login/").content.decode()
    answer = client.post("/account/login/", {"login": "nok@demo.example", "password": DEMO_PASSWORD}, follow=True)
    assert answer.redirect_chain == []
    assert answer.context["form"].non_field_errors()
    assert demo_log_ins.code_for(Staff.objects.get(demo=True)) == ""
    assert client.get("/desk/for-desks/")["Location"].startswith("/account/login/")
