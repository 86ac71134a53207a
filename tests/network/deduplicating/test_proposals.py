"""Given two organisations that are one: software proposes, a person decides, and is not asked again."""

import csv
from argparse import Namespace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from saphan.config import deduplicating as command
from saphan.config import starting
from saphan.network import services as network
from saphan.network.deduplicating import engines, services
from saphan.network.deduplicating.model import Link, model
from saphan.network.deduplicating.models import DuplicateProposal
from saphan.network.merging.acts import split_organisations
from saphan.network.merging.models import Merge
from saphan.network.merging.reading import canonical
from saphan.network.models import Organisation
from saphan.network.refusals import AlreadyThere
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db

PAGE = "network:duplicates"


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))


@pytest.fixture
def lead(desk_id: UUID) -> Staff:
    row = desk_person(desk_id, "lead", name="Lin")
    return Staff(row.id, desk_id, frozenset({"lead"}))


@pytest.fixture
def twice() -> tuple[UUID, UUID]:
    """The one that stays, and what a worker called it."""
    real = network.create_organisation(kind="supplier", name="Blue Prawn Foods Co., Ltd.", country="TH", place="Pier")
    named = network.create_organisation(kind="supplier", name="บลูพรอน ฟูดส์", country="TH", provisional=True)
    network.add_alias(organisation_id=real, name="บลูพรอน ฟูดส์")
    network.create_organisation(kind="brand", name="Grey Eel", country="GB")
    return real, named


def dedupe(**said: object) -> None:
    command.look(Namespace(**{"engine": "duckdb", "master": "", "most": None, "csv": None, **said}))


def test_a_run_proposes_and_merges_nothing(
    twice: tuple[UUID, UUID], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # When the command looks through the list, and writes to a file that others could read
    (tmp_path / "pairs.csv").touch(0o644)
    dedupe(csv=tmp_path / "pairs.csv")

    # Then one pair waits, with what was found and its weight; no organisation was touched
    row = DuplicateProposal.objects.get()
    assert {row.left_id, row.right_id} == set(twice) and row.decision == ""
    assert row.features["name"] == ["other_name", round(model().at(3).weight("name", "other_name"), 2)]
    assert row.features["country"][0] == "same" and (row.engine, row.model) == ("duckdb", model().edition)
    assert Merge.objects.count() == 0 and Organisation.objects.filter(name="Grey Eel").exists()
    with acting_as(System("test")):
        assert Event.objects.filter(act="network.duplicates_proposed").count() == 1
    told = capsys.readouterr().out
    assert "3 organisations, 1 pairs" in told and "1 new, 0 waiting" in told and "MB at most" in told
    lines = list(csv.reader((tmp_path / "pairs.csv").open()))
    assert lines[1][:2] == [str(row.left_id), str(row.right_id)] and "name=other_name" in lines[1][3]
    assert (tmp_path / "pairs.csv").stat().st_mode & 0o777 == 0o600

    # And a second run asks the same once
    dedupe()
    assert "0 new, 1 waiting" in capsys.readouterr().out and DuplicateProposal.objects.get().id == row.id


def test_she_says_that_they_are_one(ann: Client, twice: tuple[UUID, UUID], capsys: pytest.CaptureFixture[str]) -> None:
    real, named = twice
    dedupe()
    assert reverse(PAGE) in ann.get(reverse("network:organisations")).content.decode()
    page = ann.get(reverse(PAGE)).content.decode()
    assert "another of its names" in page and "The same: keep Blue Prawn Foods" in page and "not yet checked" in page
    assert page.index("keep Blue Prawn Foods") < page.index("keep บลูพรอน")  # the one that somebody checked

    row = DuplicateProposal.objects.get()
    answer = ann.post(reverse("network:decide_duplicate", args=[row.id]), {"decision": str(real)})
    assert answer.status_code == 302
    assert canonical([named]) == {named: real} and Organisation.objects.count() == 4  # and the desk's own
    row.refresh_from_db()
    assert row.decision == "same" and row.decided_by and row.decided_on
    assert "Nothing waits" in ann.get(reverse(PAGE)).content.decode()
    assert reverse(PAGE) not in ann.get(reverse("network:organisations")).content.decode()

    # And once it is taken back, software does not ask again
    split_organisations(merge_id=Merge.objects.get().id, by=Staff(row.decided_by, uuid4(), frozenset({"lead"})))
    dedupe()
    assert "0 new, 0 waiting. Decided before: 1" in capsys.readouterr().out


def test_what_is_decided_is_not_asked_again(
    ann: Client, twice: tuple[UUID, UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    dedupe()
    address = reverse("network:decide_duplicate", args=[DuplicateProposal.objects.get().id])

    # When she puts it off, it waits at the end of the page; when she says no, it is gone
    ann.post(address, {"decision": "later"})
    dedupe()
    assert "0 new, 0 waiting. Decided before: 1" in capsys.readouterr().out
    assert "Later" in ann.get(reverse(PAGE)).content.decode()
    ann.post(address, {"decision": "different"})
    dedupe()
    assert DuplicateProposal.objects.get().decision == "different" and Merge.objects.count() == 0
    assert "Nothing waits" in ann.get(reverse(PAGE)).content.decode()

    # And nobody decides twice
    assert ann.post(address, {"decision": "same"}).status_code == 404
    assert ann.post(address, {"decision": str(twice[0])}).status_code == 409
    assert DuplicateProposal.objects.get().decision == "different" and Merge.objects.count() == 0


def test_what_speaks_against_it_is_read_first(ann: Client, lead: Staff) -> None:
    one = network.create_organisation(kind="supplier", name="Golden Crane Canning", country="TH")
    other = network.create_organisation(kind="recruiter", name="Golden Crane Canning", country="MM")
    propose(one, other)
    page = ann.get(reverse(PAGE)).content.decode()
    assert "They are in two countries." in page and "They are of two kinds." in page

    address = reverse("network:decide_duplicate", args=[DuplicateProposal.objects.get().id])
    assert ann.post(address, {"decision": str(one)}).status_code == 409
    assert Merge.objects.count() == 0 and DuplicateProposal.objects.get().decision == ""
    ann.post(address, {"decision": str(one), "despite": ["other_country", "other_kind"]})
    merge = Merge.objects.get()
    assert (merge.organisation_id, merge.read_as_id, merge.why) == (other, one, "mark")


def propose(one: UUID, other: UUID, most: int | None = None) -> services.Kept:
    left, right = sorted((str(one), str(other)))
    link = Link(left, right, 0.97, {"name": "same", "phone": "same"})
    return services.propose(links=[link], engine="duckdb", numbers=model(), most=most)


def test_most_limits_what_is_new_and_what_is_found_no_more_goes(twice: tuple[UUID, UUID]) -> None:
    assert propose(*twice, most=0) == services.Kept(0, 0, 0, 0, 1)
    assert propose(*twice).new == 1
    assert services.propose(links=[], engine="duckdb", numbers=model()) == services.Kept(0, 0, 0, 1, 0)
    assert not DuplicateProposal.objects.exists()


def test_others_do_not_come_in_and_nothing_changes(desk_id: UUID, twice: tuple[UUID, UUID]) -> None:
    propose(*twice)
    address = reverse("network:decide_duplicate", args=[DuplicateProposal.objects.get().id])
    caseworker = desk_person(desk_id, name="Nok")
    for person in (caseworker, partner_person(twice[0])):
        client = sign_in(Client(), person)
        assert client.get(reverse(PAGE)).status_code == 403
        assert client.post(address, {"decision": "different"}).status_code == 403
    with pytest.raises(NotAllowed):
        services.decide_duplicate(
            proposal_id=DuplicateProposal.objects.get().id,
            decision="different",
            by=Staff(caseworker.id, desk_id, frozenset({"caseworker"})),
        )
    assert DuplicateProposal.objects.get().decision == ""


def test_only_a_person_decides(twice: tuple[UUID, UUID], lead: Staff) -> None:
    propose(*twice)
    row = DuplicateProposal.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DuplicateProposal.objects.update(decision="same")
    services.decide_duplicate(proposal_id=row.id, decision="same", read_as_id=row.right_id, by=lead)
    with pytest.raises(AlreadyThere):
        services.decide_duplicate(proposal_id=row.id, decision="different", by=lead)
    assert canonical([row.left_id]) == {row.left_id: row.right_id}


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda part: None)
    with pytest.raises(starting.NotReady, match="environment.py scale"):
        command.dedupe(Namespace(engine="spark"))
    assert not DuplicateProposal.objects.exists()
