"""A partner is named in the public figures where it said yes, until it says no; and only by what is let out of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from saphan.impact.dashboard import naming
from saphan.impact.dashboard.bands import BANDS, LetOut, let_out
from saphan.impact.dashboard.models import NamedPromises, Naming
from saphan.impact.dashboard.promising import of_partners, release_promises
from saphan.network import services as network
from saphan.remedy import kept_promises
from saphan.store import System, acting_as, clock
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from tests.impact.dashboard.given import an_edition

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november():  # type: ignore[no-untyped-def]
    with clock.stopped_at(NOVEMBER):
        yield


@pytest.fixture
def plant() -> Partner:
    organisation_id = network.create_organisation(kind="supplier", name="Blue Prawn", country="TH")
    return Partner(random_id(), organisation_id, frozenset({"partner"}))


def public(client: Client) -> str:
    return client.get("/public/?language=en").content.decode()


def promises(plant: Partner, kept: int, late: int, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = {plant.organisation_id: kept_promises.Counter({True: kept, False: late})}
    monkeypatch.setattr("saphan.impact.dashboard.promising.promises_of", lambda *_: counted)


def test_a_yes_is_a_row_with_its_event_and_a_no_takes_the_name_out_at_once(client: Client, plant: Partner) -> None:
    # Given a partner about whom nobody said anything, and an edition
    an_edition()
    assert "No partner has agreed yet to be named" in public(client)
    assert naming.word_of(plant) is None

    # When it says yes, twice, then it is named, without a figure
    naming.say_whether_named(agreed=True, by=plant)
    naming.say_whether_named(agreed=True, by=plant)
    page = public(client)
    assert "1 partner agreed to be named" in page and "Blue Prawn" in page
    assert Naming.objects.count() == 1

    # When it says no, then the very next reader does not see it; both words stay on record
    clock.pass_time(timedelta(days=1))
    naming.say_whether_named(agreed=False, by=plant)
    assert "Blue Prawn" not in public(client)
    assert "Blue Prawn" not in client.get("/public/figures/named.csv").content.decode()
    with acting_as(System("test")):
        acts = list(Event.objects.filter(act__startswith="impact.naming").order_by("at").values_list("act", flat=True))
    assert acts == ["impact.naming_agreed", "impact.naming_taken_back"]


def test_only_its_own_people_say_it_and_only_a_lead_reads_who_said_what(plant: Partner) -> None:
    with pytest.raises(NotAllowed):
        naming.say_whether_named(agreed=True, by=Partner(plant.id, plant.organisation_id, frozenset()))
    assert not Naming.objects.exists()
    naming.say_whether_named(agreed=True, by=plant)
    desk = random_id()
    assert [word.name for word in naming.all_words(Staff(random_id(), desk, frozenset({"lead"}), None))] == [
        "Blue Prawn"
    ]
    with pytest.raises(NotAllowed):
        naming.all_words(Staff(random_id(), desk, frozenset({"caseworker", "verifier"}), None))


@pytest.mark.parametrize(
    ("kept", "due", "before", "found"),
    [
        (10, 10, None, None),
        (11, 11, None, LetOut(10, "nearly_all")),
        (20, 30, None, LetOut(30, "most")),
        (19, 30, None, LetOut(30, "half")),
        (3, 34, None, LetOut(30, "fewer")),
        (30, 40, 30, None),
        (30, 41, 30, LetOut(40, "most")),
    ],
)
def test_eleven_new_promises_let_one_row_out(kept: int, due: int, before: int | None, found: LetOut | None) -> None:
    assert let_out(kept, due, before) == found


def test_bands_lie_beside_each_other() -> None:
    assert [least for _, least, _ in BANDS[:-1]] == [most for _, _, most in BANDS[1:]]


def test_a_month_is_let_out_once_and_stands_until_eleven_are_new(
    client: Client, plant: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a partner that may be named, with 28 promises of which 25 were kept
    an_edition()
    naming.say_whether_named(agreed=True, by=plant)
    promises(plant, 25, 3, monkeypatch)

    # When the month is let out, and the sweep comes again
    assert (release_promises(), release_promises()) == (1, 0)

    # Then its name stands with a round number and a band, in the page and in the table
    assert "kept most of 25" in public(client)
    assert "Blue Prawn,2026-10,25,most" in client.get("/public/figures/named.csv").content.decode()

    # When a month later seven are new, then October's still stand; when twelve are, then they move
    clock.pass_time(timedelta(days=30))
    promises(plant, 32, 3, monkeypatch)
    assert release_promises() == 0
    promises(plant, 40, 3, monkeypatch)
    assert release_promises() == 1
    assert [(one.promises, one.band, one.month) for one in of_partners()] == [(40, "nearly_all", date(2026, 11, 1))]


def test_who_did_not_say_yes_is_never_counted(plant: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    promises(plant, 25, 3, monkeypatch)
    assert release_promises() == 0
    naming.say_whether_named(agreed=False, by=plant)
    assert release_promises() == 0
    assert not NamedPromises.objects.exists()
