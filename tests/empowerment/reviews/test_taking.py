"""Given somebody says how an organisation was: question by question, kept without her name, and gone with her story."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Review, ReviewComment, ReviewTrace
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews import forgetting, steps
from saphan.empowerment.reviews.taking import Beside, take_review, take_with_her
from saphan.network import services as network
from saphan.store import Staff, System, acting_as, clock
from saphan.store.callers import Story
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.voice import deleting
from saphan.voice.inbound import WEB, Inbound
from saphan.voice.moving import move_story
from saphan.voice.services import accept
from saphan.voice.traces import marks
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def recruiter(desk_id: UUID) -> UUID:
    found = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="MM", place="Yangon")
    directory.list_organisation(organisation_id=found)
    return found


def given(**more: object) -> steps.Given:
    known = {"first_hand": True, "when": (clock.today().year, 1), "answers": {"treatment": 2}, **more}
    return steps.Given(**known)  # type: ignore[arg-type]


def only_review() -> Review:
    with acting_as(SYSTEM):
        return Review.objects.get()


def a_story(desk_id: UUID) -> UUID:
    said = Inbound(desk_id=desk_id, channel=WEB, language="en", once="o" * 24, text="They keep my papers")
    return accept(said).conversation_id


def walk_through(client: Client, address: str, answers: dict[str, str], **last: str) -> str:
    """Tap through every page as a browser does: each form carries what the one before it carried."""
    page = client.get(address).content.decode()
    for _ in range(40):
        form = page[page.index('<form id="answers"') :]
        carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        if carried["at"] == steps.END:
            return client.post(address, {**carried, **last}).content.decode()
        step = re.search(r'name="skip" value="(\w+)"', form)
        assert step
        tapped = {step[1]: answers[step[1]]} if step[1] in answers else {"skip": step[1]}
        page = client.post(address, {**carried, **tapped}).content.decode()
        if step[1] == "treatment" and answers.get("treatment") == "1":
            assert "That is bad. You can tell us now." in page
    raise AssertionError("it never ended")


def test_question_by_question_and_nothing_is_kept_before_the_end(recruiter: UUID) -> None:
    address, client = f"/en/who/{recruiter}/review/", Client()
    period = f"{clock.today().year}-1"
    answers = {"first_hand": "yes", "when": period, "fees_as_told": "2", "treatment": "1", "paid_more": "yes"}
    page = walk_through(client, address, answers, comment="They took more money at the border.")
    assert "Thank you. It helps others." in page and "What you said is serious." in page
    row = only_review()
    assert row.answers == {"fees_as_told": 2, "treatment": 1} and row.facts == {"paid_more": True}
    assert (row.first_hand, row.year, row.half, row.verified) == (True, clock.today().year, 1, "")
    assert timedelta(days=3) <= row.counts_from - clock.today() <= timedelta(days=14)
    with acting_as(SYSTEM):
        comment, trace = ReviewComment.objects.get(), ReviewTrace.objects.get()
    assert b"border" not in bytes(comment.sealed) and comment.state == "taken"
    assert trace.browsers and trace.forget_on


def test_without_an_answer_or_a_time_nothing_is_kept(recruiter: UUID) -> None:
    address = f"/en/who/{recruiter}/review/"
    page = walk_through(Client(), address, {})
    assert "You have said nothing yet." in page
    page = walk_through(Client(), address, {"treatment": "4"})
    assert "Please choose when it was." in page
    with acting_as(SYSTEM):
        assert not Review.objects.exists() and not ReviewTrace.objects.exists()


def test_what_cannot_be_an_answer_counts_as_none() -> None:
    sent = {"treatment": "9", "documents": "x", "paid_more": "perhaps", "when": "1950-1", "first_hand": "maybe"}
    assert steps.read("recruiter", sent, clock.today()) == steps.Given()


def test_the_same_form_twice_is_one_review(recruiter: UUID, desk_id: UUID) -> None:
    beside = Beside(desk_id, "my")
    for _ in range(2):
        take_review(organisation_id=recruiter, given=given(), beside=beside)
    assert only_review().id == beside.once


def test_nobody_reviews_who_is_not_listed(desk_id: UUID) -> None:
    hidden = network.create_organisation(kind="recruiter", name="Hidden House", country="MM")
    with pytest.raises(DoesNotFit):
        take_review(organisation_id=hidden, given=given(), beside=Beside(desk_id, "my"))
    assert Client().get(f"/en/who/{hidden}/review/").status_code == 404


def test_a_review_leads_to_her_story_only_where_she_asked_and_goes_with_it(recruiter: UUID, desk_id: UUID) -> None:
    story = a_story(desk_id)
    take_review(organisation_id=recruiter, given=given(), beside=Beside(desk_id, "my"))
    hers = Beside(desk_id, "my", conversation_id=story)
    take_review(organisation_id=recruiter, given=given(comment="Mine, kept with my story"), beside=hers)
    with acting_as(SYSTEM):
        assert Review.objects.filter(conversation_id=story).count() == 1
    deleting.delete_story(conversation_id=story, by=Story(story))
    assert only_review().conversation_id is None
    with acting_as(SYSTEM):
        assert not ReviewComment.objects.exists()
        assert not DataKey.objects.filter(subject_id=hers.once).exists()


def test_it_moves_with_her_story_and_another_desk_s_story_is_refused(recruiter: UUID, desk_id: UUID) -> None:
    other, story = open_desk("Bridge Malaysia"), a_story(desk_id)
    with pytest.raises(DoesNotFit):
        take_review(organisation_id=recruiter, given=given(), beside=Beside(other, "my", conversation_id=story))
    beside = Beside(desk_id, "my", conversation_id=story)
    take_review(organisation_id=recruiter, given=given(comment="Kept"), beside=beside)
    move_story(conversation_id=story, to_desk_id=other)
    with acting_as(SYSTEM):
        assert {Review.objects.get().desk_id, ReviewComment.objects.get().desk_id} == {other}
        assert DataKey.objects.get(subject_id=beside.once).desk_id == other


def test_after_its_days_nobody_can_tell_which_browser_it_was(recruiter: UUID, desk_id: UUID) -> None:
    for _ in range(2):
        take_review(organisation_id=recruiter, given=given(), beside=Beside(desk_id, "my", browser="b" * 32))
    assert forgetting.older_browsers(99) == 2
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        assert forgetting.forget_browsers() == 2
        assert forgetting.forget_browsers() == 0
    with acting_as(SYSTEM):
        one, two = (bytes(row.browsers[0]) for row in ReviewTrace.objects.all())
    assert one == two and one[0] == marks.OF_NO_KEY
    assert one not in marks.marks_of(marks.BROWSER, "b" * 32)


# -- with an outreach worker


def test_an_outreach_worker_enters_it_with_her_yes(recruiter: UUID, desk_id: UUID) -> None:
    client = sign_in(Client(), desk_person(desk_id, "outreach", name="Olu"))
    found = client.post("/desk/reviews/new/", {"name": "golden path", "language": "my"}).content.decode()
    assert str(recruiter) in found
    sheet = client.post("/desk/reviews/new/", {"organisation": recruiter, "language": "my"}).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', sheet)
    assert once
    answered = {
        "organisation": recruiter,
        "language": "my",
        "answered": "yes",
        "once": once[1],
        "first_hand": "yes",
        "when": f"{clock.today().year}-1",
        "treatment": "1",
    }
    assert client.post("/desk/reviews/new/", answered).status_code == 409
    with acting_as(SYSTEM):
        assert not Review.objects.exists()
    kept = client.post("/desk/reviews/new/", {**answered, "agreed": "yes"}).content.decode()
    assert "It is kept." in kept and "What she said is serious." in kept
    row = only_review()
    assert (row.verified, row.desk_id, row.language) == ("met", desk_id, "my")
    with acting_as(SYSTEM):
        assert ReviewTrace.objects.get().browsers == []


def test_a_verifier_enters_none(recruiter: UUID, desk_id: UUID) -> None:
    by = Staff(uuid4(), desk_id, frozenset({"verifier"}))
    with pytest.raises(NotAllowed):
        take_with_her(organisation_id=recruiter, given=given(), language="my", once=uuid4(), agreed=True, by=by)
    with acting_as(SYSTEM):
        assert not Review.objects.exists()
