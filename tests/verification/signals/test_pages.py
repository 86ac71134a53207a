"""What desks see of signals, what they say of them, and that nobody else sees any."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network.services import create_organisation
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Partner, Staff, System
from saphan.store.refusals import NotAllowed
from saphan.verification.models import KnownDays, Signal, SignalOutcome
from saphan.verification.refusals import DaysNotKnown, NoSuchOutcome
from saphan.verification.signals import pages
from saphan.verification.signals.precision import precision
from saphan.verification.signals.services import record_outage, say_what_it_was, take_back_outage
from tests.signed_in import partner_person, sign_in
from tests.verification.signals.around import Around

pytestmark = pytest.mark.django_db


@pytest.fixture
def signal_id(around: Around) -> UUID:
    """Four voices at our desk and two at another of the pool, in the second week of March."""
    clock.pass_time(timedelta(days=9))
    around.rise(6, desks=[None, None, around.world.river])
    (signal,) = around.look()
    return signal.id


@pytest.fixture
def browser(client: Client, around: Around) -> Client:
    return sign_in(client, around.world.people[f"verifier {around.world.bridge}"])


def outcomes() -> int:
    with acting_as(System("test")):
        return SignalOutcome.objects.count()


# What is shown


def test_own_voices_by_week_those_of_others_by_month(around: Around, signal_id: UUID) -> None:
    for desk_id, own in ((around.world.bridge, 4), (around.world.river, 2)):
        page = pages.signal(around.world.verifier(desk_id), signal_id)
        when = [(row.own_desk, row.when) for row in page.behind]
        assert sorted(when) == [(False, date(2026, 3, 1))] * (6 - own) + [(True, date(2026, 3, 9))] * own
        assert (page.row.by_month, page.row.since.day) == (True, 1)


def test_a_signal_of_our_desk_alone_shows_its_week(around: Around) -> None:
    around.rise(5)
    (signal,) = around.look()
    page = pages.signal(around.world.verifier(), signal.id)
    assert (page.row.by_month, page.row.since) == (False, signal.began)


def test_the_list_and_the_page_in_words(around: Around, signal_id: UUID, browser: Client) -> None:
    listed = browser.get("/desk/signals/").content.decode()
    assert "Hill Station Overseas and the places it recruits for" in listed
    assert "look into it" in listed
    shown = browser.get(f"/desk/signals/{signal_id}/").content.decode()
    assert "More voices than usual for such a place." in shown
    assert "independent voices" in shown
    assert "March 2026" in shown
    assert 'style="' not in shown
    for words in ("They did not pay us", "false report", "False report"):
        assert words not in listed + shown


def test_issues_are_linked_for_desks_that_have_a_part_in_them(around: Around, signal_id: UUID) -> None:
    # Given the river desk heard of two of the five plants
    links = pages.signal(around.world.verifier(around.world.river), signal_id).issues
    assert sum(link.id is not None for link in links) == 2
    assert sum(link.id is None for link in links) == 3


def test_an_empty_list_teaches(around: Around, browser: Client) -> None:
    shown = browser.get("/desk/signals/").content.decode()
    assert "Nothing stands out." in shown
    assert "nobody has said of a signal what it was" in shown


def test_a_withdrawn_concern_lowers_the_count_and_says_why(around: Around, browser: Client) -> None:
    # Given a signal of five voices
    concerns = around.rise(5)
    (signal,) = around.look()

    # When one of them takes her words back
    around.world.withdraw(concerns[0])

    # Then four stand, also after the next look, and the page says what became of the fifth
    around.look()
    page = pages.signal(around.world.verifier(), signal.id)
    assert (page.row.voices, page.height) == (4, 5)
    assert (page.gone.taken_back, page.gone.aside, page.gone.joined) == (1, 0, 0)
    shown = browser.get(f"/desk/signals/{signal.id}/").content.decode()
    assert "At its height there were 5. Since then:" in shown
    assert "taken back by those who spoke, or corrected: 1" in shown


def test_an_outage_that_is_recorded_later_is_said_too(around: Around, browser: Client) -> None:
    around.rise(5)
    (signal,) = around.look()
    today = clock.today()
    record_outage(why="old_reports", first_day=today, last_day=today, by=around.world.verifier())
    page = pages.signal(around.world.verifier(), signal.id)
    assert (page.row.voices, page.gone.aside) == (0, 5)
    assert [(row.why, row.own_desk) for row in page.known] == [("old_reports", True)]
    shown = browser.get(f"/desk/signals/{signal.id}/").content.decode()
    assert "left out, because of an outage or outreach: 5" in shown
    assert "Nobody stands behind it now." in shown


def test_known_days_of_another_desk_are_shown_by_month(around: Around, signal_id: UUID) -> None:
    days = {"first_day": date(2026, 3, 10), "last_day": date(2026, 3, 11)}
    record_outage(why="down", **days, by=around.world.member("lead", around.world.river))
    (row,) = pages.signal(around.world.verifier(), signal_id).known
    assert (row.own_desk, row.first, row.last) == (False, date(2026, 3, 1), date(2026, 3, 1))


# What it was


def test_the_outcome_has_a_name_and_feeds_precision(around: Around, signal_id: UUID, browser: Client) -> None:
    # When the verifier says what it was
    assert browser.post(f"/desk/signals/{signal_id}/outcome/", {"outcome": "confirmed"}).status_code == 302

    # Then it stands there with her name, and the share of signals that were something is known
    page = pages.signal(around.world.verifier(), signal_id)
    assert [(row.outcome, row.name, row.voices) for row in page.outcomes] == [("confirmed", "Verifier", 6)]
    found = precision()
    assert (found.confirmed, found.false, found.unclear, found.n, found.share) == (1, 0, 0, 1, 1.0)
    low, high = found.interval
    assert 0.2 < low < high == 1.0
    assert "Of 1 signal that was looked into, 1 was something: 100%" in browser.get("/desk/signals/").content.decode()


def test_the_last_outcome_counts_and_unclear_stands_apart(around: Around, signal_id: UUID, browser: Client) -> None:
    for outcome in ("unclear", "false"):
        say_what_it_was(signal_id=signal_id, outcome=outcome, by=around.world.verifier())
    found = precision(around.world.pool())
    assert (found.confirmed, found.false, found.unclear, found.share) == (0, 1, 0, 0.0)
    say_what_it_was(signal_id=signal_id, outcome="unclear", by=around.world.member("lead"))
    found = precision()
    assert (found.n, found.unclear, found.share) == (0, 1, None)
    assert outcomes() == 3
    assert pages.signals(around.world.verifier()).rows[0].outcome == "unclear"


def test_an_outcome_changes_no_issue(around: Around, signal_id: UUID) -> None:
    before = pages.signal(around.world.verifier(), signal_id).issues
    say_what_it_was(signal_id=signal_id, outcome="false", by=around.world.verifier())
    assert pages.signal(around.world.verifier(), signal_id).issues == before


def test_voices_that_came_after_are_told_apart(around: Around, signal_id: UUID, browser: Client) -> None:
    say_what_it_was(signal_id=signal_id, outcome="unclear", by=around.world.verifier())
    clock.pass_time(timedelta(weeks=1))
    around.rise(3)
    around.look()
    shown = browser.get(f"/desk/signals/{signal_id}/").content.decode()
    assert "New voices since somebody said what it was: 3" in shown


def test_a_caseworker_reads_and_says_nothing(around: Around, signal_id: UUID, client: Client) -> None:
    sign_in(client, around.world.people[f"caseworker {around.world.bridge}"])
    assert "A verifier or a lead says what it was." in client.get(f"/desk/signals/{signal_id}/").content.decode()
    assert client.post(f"/desk/signals/{signal_id}/outcome/", {"outcome": "false"}).status_code == 409
    assert outcomes() == 0


def test_a_wrong_outcome_is_kept_out(around: Around, signal_id: UUID, browser: Client) -> None:
    assert browser.post(f"/desk/signals/{signal_id}/outcome/", {"outcome": "lie"}).status_code == 422
    with pytest.raises(NoSuchOutcome):
        say_what_it_was(signal_id=signal_id, outcome="lie", by=around.world.verifier())
    assert outcomes() == 0


# Who sees none


def test_another_pool_finds_nothing(around: Around, signal_id: UUID, client: Client) -> None:
    stranger = around.world.verifier(around.world.stranger)
    assert pages.signals(stranger).rows == ()
    with pytest.raises(NotAllowed):
        say_what_it_was(signal_id=signal_id, outcome="confirmed", by=stranger)
    sign_in(client, around.world.people[f"verifier {around.world.stranger}"])
    assert client.get(f"/desk/signals/{signal_id}/").status_code == 404
    assert client.post(f"/desk/signals/{signal_id}/outcome/", {"outcome": "false"}).status_code == 404
    assert client.get(f"/desk/signals/{uuid4()}/").status_code == 404
    assert outcomes() == 0


def test_a_partner_sees_no_signal_anywhere(around: Around, signal_id: UUID, client: Client) -> None:
    # Given people of the recruiter and of a brand that buys from the plants
    brand = create_organisation(kind="brand", name="Northsea Retail", country="NL")
    for at in (around.recruiter, around.plants[0], brand):
        # Then the database shows them no row of any of the tables
        with acting_as(Partner(uuid4(), at, frozenset({"partner"}))):
            assert not Signal.objects.exists()
            assert not SignalOutcome.objects.exists()
            assert not KnownDays.objects.exists()
    # And no page leads there
    sign_in(client, partner_person(around.recruiter))
    for page in ("", f"{signal_id}/"):
        assert client.get(f"/desk/signals/{page}").status_code == 403
    assert client.post(f"/desk/signals/{signal_id}/outcome/", {"outcome": "false"}).status_code == 403
    assert "signals" not in client.get("/partner/").content.decode()
    assert outcomes() == 0


def test_an_analyst_and_somebody_without_a_role_see_none(around: Around, signal_id: UUID, client: Client) -> None:
    for roles in (frozenset({"analyst"}), frozenset[str]()):
        by = Staff(around.world.member("analyst").id, around.world.bridge, roles, around.world.pool())
        with acting_as(by):
            assert not Signal.objects.exists()
        assert pages.signals(by).rows == ()
    sign_in(client, around.world.people[f"analyst {around.world.bridge}"])
    assert client.get("/desk/signals/").status_code == 403


def test_staff_cannot_write_or_change_a_signal(around: Around, signal_id: UUID) -> None:
    from django.db import DatabaseError, transaction

    by = around.world.member("lead")
    with acting_as(by):
        assert Signal.objects.filter(id=signal_id).update(voices=0) == 0
    for row in (
        SignalOutcome(
            pool_id=by.pool_id,
            desk_id=by.desk_id,
            signal_id=signal_id,
            outcome="false",
            voices=1,
            by=uuid4(),
            on=clock.today(),
        ),
        SignalOutcome(
            pool_id=by.pool_id,
            desk_id=around.world.river,
            signal_id=signal_id,
            outcome="false",
            voices=1,
            by=by.id,
            on=clock.today(),
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(by):
            row.save(force_insert=True)
    assert outcomes() == 0


# Outages


def test_staff_record_an_outage_and_take_it_back(around: Around, client: Client) -> None:
    sign_in(client, around.world.people[f"caseworker {around.world.bridge}"])
    typed = {"why": "down", "first_day": "2026-02-26", "last_day": "2026-03-01", "organisation": ""}
    assert client.post("/desk/signals/outage/", typed).status_code == 302
    shown = client.get("/desk/signals/").content.decode()
    assert "Our line or pages were down · 26 Feb 2026 – 1 Mar 2026" in shown
    with acting_as(Counting()):
        (row,) = KnownDays.objects.all()
    assert client.post(f"/desk/signals/outage/{row.id}/take-back/").status_code == 302
    assert "26 Feb 2026" not in client.get("/desk/signals/").content.decode()


@pytest.mark.parametrize(
    ("first", "last"), [("2026-03-02", "2026-03-01"), ("2026-03-01", "2026-03-09"), ("", "2026-03-01")]
)
def test_days_out_of_order_or_to_come_are_refused(around: Around, browser: Client, first: str, last: str) -> None:
    typed = {"why": "down", "first_day": first, "last_day": last, "organisation": ""}
    assert browser.post("/desk/signals/outage/", typed).status_code == 422
    with acting_as(Counting()):
        assert not KnownDays.objects.exists()


def test_the_service_refuses_them_too(around: Around) -> None:
    by, today = around.world.verifier(), clock.today()
    with pytest.raises(DaysNotKnown):
        record_outage(why="down", first_day=today, last_day=today - timedelta(days=1), by=by)
    with pytest.raises(DaysNotKnown):
        record_outage(why="rumour", first_day=today, last_day=today, by=by)
    with pytest.raises(NotAllowed):
        record_outage(why="down", first_day=today, last_day=today, by=around.world.member("analyst"))


def test_an_outage_is_taken_back_by_its_own_desk(around: Around, client: Client) -> None:
    today = clock.today()
    outage = record_outage(why="down", first_day=today, last_day=today, by=around.world.verifier())
    for by in (around.world.verifier(around.world.river), around.world.member("analyst")):
        with pytest.raises(NotAllowed):
            take_back_outage(outage_id=outage, by=by)
    sign_in(client, around.world.people[f"verifier {around.world.river}"])
    assert client.post(f"/desk/signals/outage/{outage}/take-back/").status_code == 404
    take_back_outage(outage_id=outage, by=around.world.member("lead"))
    take_back_outage(outage_id=outage, by=around.world.verifier())
    with acting_as(Counting()):
        assert KnownDays.objects.get(id=outage).taken_back_by == around.world.member("lead").id
