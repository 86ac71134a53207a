"""Given an empty database, the demo's world stands as story and design say, is marked for good, and is made once."""

from collections import Counter
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from saphan.casework.models import Case, Referral
from saphan.demo import affairs, cast, founding, passing, quiet, story, whom, world
from saphan.dialogue.models import Poll
from saphan.dialogue.polls.results import of_poll
from saphan.dialogue.polls.services import lacks
from saphan.empowerment.fees.pages import corridor_page
from saphan.empowerment.models import Licence, Listing
from saphan.empowerment.reviews.selectors import published
from saphan.impact.selectors import public_page
from saphan.network.models import Organisation, Staff
from saphan.network.reach.selectors import reach_of
from saphan.network.selectors import lead_ids
from saphan.network.services import create_organisation, open_desk
from saphan.store import System, acting_as, clock
from saphan.store.models import Deployment
from saphan.verification.asking import questions_about
from saphan.verification.models import Issue, Signal
from saphan.verification.picture.contrary import beside_issue
from saphan.verification.selectors import issue, issues
from saphan.voice.models import Contact, Conversation, Message

pytestmark = pytest.mark.django_db

READING = System("test")


@pytest.fixture
def demo(settings: Settings) -> Iterator[None]:
    settings.SAPHAN_DEMO = True
    yield
    clock.shift_to(0)


def test_the_world_is_whole(demo: None) -> None:
    # When an empty database is filled
    assert world.fill_when_empty()

    # Then everybody is there
    assert Organisation.objects.count() == 34
    assert Staff.objects.filter(demo=True).count() == 19
    with acting_as(READING):
        assert Contact.objects.count() == 74
        assert Message.objects.count() >= 250
        assert set(Conversation.objects.values_list("language", flat=True)) == {"my", "th", "km", "ne", "en"}
        assert Case.objects.count() == 39
        assert list(Referral.objects.values_list("status", "parts")) == [("accepted", ["said", "needs"])]

        # And an issue stands at every stage; two desks feed one that a third does not
        stages = Counter(Issue.objects.values_list("stage", flat=True))
        assert stages == {**dict.fromkeys(affairs.STAGES, 1), "corroborated": 2, "understood": 7}
    everybody = story.people()
    pooled = next(one for one in issues(everybody.staff["meiling"]) if one.respondent == "Hill Station Overseas")
    assert pooled.id in {one.id for one in issues(everybody.staff["preecha"])}
    assert pooled.id not in {one.id for one in issues(everybody.staff["thuza"])}
    waits, answered = sorted(questions_about(everybody.staff["preecha"], pooled.id), key=lambda one: one.answer)
    assert (waits.may_answer, answered.answer) == (True, "yes")
    assert {len(lead_ids(desk_id)) for desk_id in everybody.desks.values()} == {1, 2}

    # And the scan found what rose of late, above half a year of quiet
    with acting_as(READING):
        raised = [name for one in Signal.objects.all() for name in one.respondents]
    names = dict(Organisation.objects.values_list("id", "name"))
    met = {names[one]: reached.people for one, reached in reach_of(list(names)).items()}
    pier = dict.fromkeys(("Blue Prawn Foods", "Silver Tide Canning"), 28)
    assert met == {**pier, "Golden Kite Garments": 22, "Teak Path Furniture": 11}
    assert "Hill Station Overseas" in {names[one] for one in raised}
    assert not {names[one] for one in raised} & {said.about for said in quiet.NOW_AND_THEN}

    # And who says that all is well stands beside the issues of that company
    kite = next(one for one in issues(everybody.staff["preecha"]) if one.respondent == "Golden Kite Garments")
    beside = beside_issue(everybody.staff["preecha"], issue(everybody.staff["preecha"], kite.id))
    assert beside is not None
    assert [(said.kind, said.accounts) for said in beside.said] == [("says_not_so", 2), ("good_practice", 1)]

    # And whoever is about to leave finds whom she may go with: much is known of one, of another nothing, and why
    assert Listing.objects.count() == len(whom.LISTED)
    ids = {name: one for one, name in names.items()}
    said = published([ids[whom.ABOVE], ids[whom.BELOW]])
    assert set(said) == {ids[whom.ABOVE]} and said[ids[whom.ABOVE]].reply == whom.ANSWER
    assert said[ids[whom.ABOVE]].people >= 11 and len(said[ids[whom.ABOVE]].scores) == 6
    assert {one.list_name for one in Licence.objects.all()} == {"Register of the demo (invented)"}
    for corridor, named in (("NP-MY", ["Paper Lantern Manpower"]), ("MM-TH", [whom.ABOVE]), ("BD-MY", [])):
        page = corridor_page(corridor)
        assert page is not None and page.said is not None
        assert [name for name, _spread in page.recruiters] == named

    # And one poll was asked, read and answered, and another may not begin yet
    with acting_as(READING):
        asked, drafted = Poll.objects.order_by("begins_on")
    ended = of_poll(asked.id)
    assert ended is not None and ended.response is not None and ended.response.in_time
    assert all(one.people and all(one.counts) for one in ended.results) and ended.results[2].estimate
    assert {"responder", "accepted"} <= set(lacks(poll_id=drafted.id, by=everybody.staff["ann"]))

    # And the public has figures
    shown = {figure.code: figure.value for each in public_page().counters for figure in each.figures}
    assert (shown["issues"] or 0) >= 60
    assert all(shown[name] for name in ("contacts", "cases", "affected_remedied", "money-thb"))

    # And the clock is the real one, on a database that is a demo for good
    assert Deployment.objects.get().ever_demo
    assert not Deployment.objects.get().clock_offset

    # And nothing is made a second time
    assert not world.fill_when_empty()
    assert Organisation.objects.count() == 34


def test_a_real_database_is_never_filled(demo: None, desk_key: object) -> None:
    organisation_id = create_organisation(kind="service", name="A real desk", country="TH")
    open_desk(organisation_id=organisation_id, name="Real", country="TH", languages=("my",), time_zone="Asia/Bangkok")
    with pytest.raises(world.NotEmpty):
        world.fill_when_empty()
    assert not Deployment.objects.get().ever_demo
    assert not Staff.objects.exists()


def test_a_buyer_sees_nothing_of_what_was_disclosed_to_its_supplier_alone(demo: None) -> None:
    # Given the network of the story, and an affair that went to the supplier only
    world.mark_as_demo()
    founding.found_everything(clock.today())
    everybody = story.people()
    affair = next(one for one in affairs.live() if one.stands_at == "disclosed")
    affair.buyer = ""
    world.walk(affair, everybody, clock.now())

    # Then its buyer's own organisation reads no disclosure
    from saphan.remedy.models import Disclosure

    with acting_as(everybody.partners["jonas"]):
        assert not Disclosure.objects.exists()
    with acting_as(READING):
        assert Disclosure.objects.count() == 1


def test_everything_is_plainly_invented() -> None:
    assert all(one.email.endswith("@saphan.example") for one in cast.PEOPLE)
    assert len({one.name for one in cast.COMPANIES}) == len(cast.COMPANIES)
    assert "invented" in founding.EMERGENCY["en"]


def test_there_is_an_affair_for_every_stage() -> None:
    assert {one.stands_at for one in [affairs.the_story(), *affairs.live()]} == set(affairs.STAGES)


def test_time_outside_a_demo_is_real() -> None:
    before = clock.now()
    for act in (lambda: passing.let_pass(30), lambda: passing.travel_to(before)):
        with pytest.raises(passing.OnlyInADemo):
            act()
    assert not Deployment.objects.get().clock_offset
    assert (clock.now() - before).total_seconds() < 60
