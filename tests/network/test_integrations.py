"""Given a desk, its lead gives other systems a key each, sees it once, and takes it back; nobody else does."""

import re
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from saphan.network import integrations, services
from saphan.network.models import Integration
from saphan.network.refusals import NotNamed
from saphan.store.refusals import NotAllowed
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/desk/network/systems/"


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))


def test_the_lead_makes_a_key_and_sees_it_once(ann: Client, desk_id: UUID) -> None:
    shown = ann.post(PAGE, {"name": "Union hotline", "run_by": "union"}).content.decode()
    found = re.search(r"<code>(saphan_[^<]+)</code>", shown)
    assert found
    card = integrations.integration_with(found.group(1))
    assert card is not None
    assert (card.desk_id, card.independent, card.revoked) == (desk_id, True, False)
    # Afterwards the page names the system, and never the key
    page = ann.get(PAGE).content.decode()
    assert "Union hotline" in page
    assert found.group(1) not in page


def test_a_company_that_runs_a_line_is_named_and_what_it_sends_is_marked(ann: Client) -> None:
    prawn = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    refused = ann.post(PAGE, {"name": "HR app", "run_by": "respondent"})
    assert refused.status_code == 409
    assert "Choose the organisation" in refused.content.decode()
    assert not Integration.objects.exists()
    assert ann.post(PAGE, {"name": "HR app", "run_by": "respondent", "organisation": str(prawn)}).status_code == 200
    page = ann.get(PAGE).content.decode()
    assert "Blue Prawn Foods" in page
    assert "feedback" in page


def test_what_is_missing_on_the_form_is_said(ann: Client) -> None:
    assert ann.post(PAGE, {"name": "", "run_by": "union"}).status_code == 422
    assert not Integration.objects.exists()


def test_a_key_is_revoked_once_and_stays_on_the_page(ann: Client, desk_id: UUID) -> None:
    made = integrations.add_integration(desk_id=desk_id, name="Hotline", run_by="desk", by=services.OURSELVES)
    for _ in range(2):
        assert ann.post(f"{PAGE}{made.integration_id}/revoke/").status_code == 302
    card = integrations.integration_with(made.key)
    assert card is not None
    assert card.revoked
    assert "revoked on" in ann.get(PAGE).content.decode()


def test_only_the_lead_of_that_desk_may(ann: Client, desk_id: UUID) -> None:
    made = integrations.add_integration(desk_id=desk_id, name="Hotline", run_by="desk", by=services.OURSELVES)
    elsewhere = open_desk("Bridge Malaysia")
    others = (desk_person(desk_id), partner_person(services.create_organisation(kind="brand", name="N", country="GB")))
    for person in others:
        client = sign_in(Client(), person)
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}{made.integration_id}/revoke/").status_code == 403
    other_lead = sign_in(Client(), desk_person(elsewhere, "lead", name="Siti"))
    assert "Hotline" not in other_lead.get(PAGE).content.decode()
    assert other_lead.post(f"{PAGE}{made.integration_id}/revoke/").status_code == 409
    assert Integration.objects.get().revoked_on is None
    assert ann.post(f"{PAGE}{UUID(int=9)}/revoke/").status_code == 404


def test_a_service_refuses_whoever_may_not(desk_id: UUID) -> None:
    from saphan.network.selectors import caller_of

    caseworker = caller_of(desk_person(desk_id))
    with pytest.raises(NotAllowed):
        integrations.add_integration(desk_id=desk_id, name="Hotline", run_by="desk", by=caseworker)  # type: ignore[arg-type]
    with pytest.raises(NotNamed):
        integrations.add_integration(desk_id=desk_id, name="Hotline", run_by="buyer", by=services.OURSELVES)
    assert not Integration.objects.exists()


def test_the_database_too_wants_the_name_of_a_company(desk_id: UUID) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Integration.objects.create(desk_id=desk_id, name="x", run_by="buyer", key_hash=b"x", made_on="2026-03-02")


@pytest.mark.parametrize("wrong", ["", "saphan_", "saphan_.00000000", "secret", "saphan_\ud800.00000001"])
def test_a_key_that_cannot_be_one_costs_no_look_up(
    wrong: str, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert integrations.integration_with(wrong) is None


def test_a_key_that_came_a_moment_ago_is_not_looked_up_again_but_never_longer_than_a_second(
    desk_id: UUID, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    time = [100.0]
    monkeypatch.setattr(integrations, "now", lambda: time[0])
    made = integrations.add_integration(desk_id=desk_id, name="Hotline", run_by="desk", by=services.OURSELVES)
    assert integrations.integration_with(made.key)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert integrations.integration_with(made.key)
    # When another process revokes it, this one knows within a second
    Integration.objects.update(revoked_on="2026-03-02")
    time[0] += integrations.REMEMBERED
    card = integrations.integration_with(made.key)
    assert card is not None
    assert card.revoked


def test_what_is_remembered_has_a_limit(desk_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrations, "MOST_REMEMBERED", 2)
    monkeypatch.setattr(integrations, "_remembered", {})
    for name in ("One", "Two", "Three"):
        made = integrations.add_integration(desk_id=desk_id, name=name, run_by="desk", by=services.OURSELVES)
        assert integrations.integration_with(made.key)
    assert len(integrations._remembered) == 1
