"""Given many reviews: nothing below the thresholds, one stored release a month, and an answer once it was read."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings as installed
from django.test import Client
from pytest_django import Settings

from saphan.empowerment.directory import services as directory
from saphan.empowerment.models import Review, ReviewComment, ReviewLetter, ReviewRelease, ReviewReply, ReviewTrace
from saphan.empowerment.refusals import DoesNotFit, NotNow
from saphan.empowerment.reviews import (
    changing_keys,
    letting_out,
    looking,
    moderating,
    publishing,
    replying,
    ringing,
    weighing,
)
from saphan.empowerment.reviews.desk_words import ANSWER
from saphan.empowerment.reviews.selectors import published
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.taking import Beside, take_review, take_with_her
from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations
from saphan.network.models import Notice
from saphan.network.notice_words import address_for
from saphan.release.kept_in import GivesAway
from saphan.store import Staff, System, acting_as, clock
from saphan.store.callers import Partner
from saphan.store.refusals import NotAllowed
from saphan.vault import keyring
from saphan.vault.models import Event
from saphan.voice.traces import marks
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def recruiter(desk_id: UUID) -> UUID:
    return listed("recruiter", "Golden Path Overseas")


@pytest.fixture
def moderator(desk_id: UUID) -> Staff:
    row = desk_person(desk_id, "moderator", name="Mo")
    return Staff(row.id, desk_id, frozenset({"moderator"}))


def listed(kind: str, name: str) -> UUID:
    found = network.create_organisation(kind=kind, name=name, country="MM")
    directory.list_organisation(organisation_id=found)
    return found


def reviews(organisation_id: UUID, desk_id: UUID, *, met: int, alone: int, criterion: str = "treatment") -> None:
    by = Staff(uuid4(), desk_id, frozenset({"outreach"}))
    facts = {"paid_more": True} if criterion == "treatment" else {}
    given = Given(True, (2026, 1), {criterion: 2}, facts)
    for _ in range(met):
        take_with_her(organisation_id=organisation_id, given=given, language="my", once=uuid4(), agreed=True, by=by)
    for number in range(alone):
        beside = Beside(desk_id, "my", browser=f"{number}" * 24)
        take_review(organisation_id=organisation_id, given=given, beside=beside)


def a_comment(organisation_id: UUID, desk_id: UUID, text: str = "They took it at the border.") -> UUID:
    given = Given(True, (2026, 1), {"treatment": 2}, comment=text)
    return take_review(organisation_id=organisation_id, given=given, beside=Beside(desk_id, "my"))


def exactly() -> int:
    """Whom the newest release counts."""
    with acting_as(SYSTEM):
        return ReviewRelease.objects.order_by("month", "reviewers").last().reviewers


def release(days: int) -> int:
    with clock.stopped_at(START + timedelta(days=days)):
        return publishing.release_reviews()


@pytest.mark.parametrize(("met", "alone"), [(5, 5), (4, 20), (0, 0)])
def test_below_a_threshold_nothing_is_published(recruiter: UUID, desk_id: UUID, met: int, alone: int) -> None:
    reviews(recruiter, desk_id, met=met, alone=alone)
    assert release(30) == 0
    assert published([recruiter]) == {}
    assert "No information" in Client().get(f"/en/who/{recruiter}/").content.decode()


def test_facts_first_then_the_score_with_how_many_and_how_sure(recruiter: UUID, desk_id: UUID) -> None:
    reviews(recruiter, desk_id, met=12, alone=12)
    assert release(0) == 0  # none counts before its random days are over
    assert release(20) == 1
    said = published([recruiter])[recruiter]
    assert said.people in (20, 25) and said.verified == 5  # or more
    (fact,) = said.facts
    assert fact.code == "paid_more" and fact.least + 10 == fact.yes == fact.of in (20, 25)
    (score,) = said.scores
    assert score.n == said.people and 1 <= score.low <= score.value <= score.high <= 5
    page = Client().get(f"/en/who/{recruiter}/").content.decode()
    line = f"{fact.least}–{fact.yes} of {fact.of} paid more than they were told."
    assert line in page and f"≈ {said.people} people said so; we met ≥ 5 of them." in page
    assert page.index(line) < page.index(f"of 5 ({said.people} people)")


def test_of_twelve_who_all_say_the_same_nobody_reads_what(recruiter: UUID, desk_id: UUID) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    assert release(20) == 1
    assert published([recruiter])[recruiter].facts == ()


def test_what_an_attack_keeps_in_is_not_read_and_is_on_record(
    recruiter: UUID, desk_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given reviews of which one fact would be read, and an attack that would succeed against it
    def gives_away(*_: object) -> None:
        raise GivesAway("bounds", 1)

    monkeypatch.setattr(letting_out, "_table", gives_away)
    monkeypatch.setattr(letting_out, "fact_read", letting_out.fact_read.__wrapped__)
    reviews(recruiter, desk_id, met=12, alone=12)

    # When they are released
    assert release(20) == 1

    # Then the rest is read, and which attack kept it in is on record
    said = published([recruiter])[recruiter]
    assert said.facts == () and said.scores
    with acting_as(SYSTEM):
        event = Event.objects.get(act="empowerment.release_kept_in")
    assert (event.object_id, event.detail) == (said.release_id, {"name": "facts of reviews", "attack": "bounds"})


def test_a_question_that_few_new_ones_answered_stands_where_the_others_move(recruiter: UUID, desk_id: UUID) -> None:
    reviews(recruiter, desk_id, met=24, alone=0)
    assert release(20) == 1
    before = published([recruiter])[recruiter]
    reviews(recruiter, desk_id, met=12, alone=0, criterion="pay")
    assert release(60) == 1
    after = published([recruiter])[recruiter]
    assert after.people > before.people and after.facts == before.facts
    assert {score.criterion for score in after.scores} == {"pay", "treatment"}
    assert [one for one in after.scores if one.criterion == "treatment"] == list(before.scores)


def test_asked_again_in_the_month_or_with_few_new_ones_nothing_moves(recruiter: UUID, desk_id: UUID) -> None:
    reviews(recruiter, desk_id, met=6, alone=6)
    assert release(20) == 1
    first = published([recruiter])
    reviews(recruiter, desk_id, met=10, alone=0)
    assert release(21) == release(60) == 0
    assert published([recruiter]) == first
    reviews(recruiter, desk_id, met=1, alone=0)
    assert release(61) == 1
    assert exactly() == 23


def test_one_browser_is_one_voice(recruiter: UUID, desk_id: UUID) -> None:
    reviews(recruiter, desk_id, met=5, alone=0)
    given = Given(True, (2026, 1), {"treatment": 5})
    for _ in range(30):
        take_review(organisation_id=recruiter, given=given, beside=Beside(desk_id, "my", browser="same" * 8))
    assert release(30) == 0


def test_two_that_were_merged_are_counted_and_read_as_one(recruiter: UUID, desk_id: UUID) -> None:
    twin = listed("recruiter", "Golden Pth Overseas")
    for one in (recruiter, twin):
        reviews(one, desk_id, met=4, alone=0)
    assert release(20) == 0
    for one in (recruiter, twin):
        reviews(one, desk_id, met=8, alone=0)
    merge_organisations(organisation_id=twin, read_as_id=recruiter, why="name", by=SYSTEM)
    assert release(30) == 1
    said = published([recruiter, twin])
    assert said[recruiter].people == said[twin].people and exactly() == 24
    assert said[recruiter].release_id == said[twin].release_id
    assert "paid more than they were told." in Client().get(f"/en/who/{twin}/").content.decode()


def test_who_was_read_under_either_name_is_nobody_new_after_a_merge(recruiter: UUID, desk_id: UUID) -> None:
    twin = listed("recruiter", "Golden Pth Overseas")
    for one in (recruiter, twin):
        reviews(one, desk_id, met=12, alone=0)
    assert release(20) == 2
    with clock.stopped_at(START + timedelta(days=25)):
        merge_organisations(organisation_id=twin, read_as_id=recruiter, why="name", by=SYSTEM)
    reviews(twin, desk_id, met=10, alone=0)
    assert release(60) == 0
    reviews(twin, desk_id, met=1, alone=0)
    assert release(61) == 1 and exactly() == 35
    reviews(recruiter, desk_id, met=11, alone=0)
    assert release(100) == 1  # what was told under both names together is what counts from then on
    assert exactly() == 46


def test_an_employer_is_shown_only_where_a_lawyer_said_so_and_to_who_came_back(
    desk_id: UUID, settings: Settings
) -> None:
    plant = listed("workplace", "Blue Prawn Plant")
    reviews(plant, desk_id, met=12, alone=0, criterion="pay")
    assert release(30) == 1
    assert published([plant]) == published([plant], in_her_story=True) == {}
    settings.SAPHAN_EMPLOYER_SCORES = True
    assert published([plant]) == {}
    assert plant in published([plant], in_her_story=True)


# -- comments


def test_a_comment_goes_step_by_step_and_no_step_is_left_out(
    recruiter: UUID, desk_id: UUID, moderator: Staff, settings: Settings
) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    review_id = a_comment(recruiter, desk_id)
    with pytest.raises(NotNow):
        moderating.word_comment(review_id=review_id, words={"en": "x"}, by=moderator)
    assert moderating.read_comment(review_id=review_id, by=moderator)[0] == "They took it at the border."
    moderating.pass_comment(review_id=review_id, by=moderator)
    with pytest.raises(DoesNotFit):
        moderating.word_comment(review_id=review_id, words={"my": "x"}, by=moderator)
    moderating.word_comment(review_id=review_id, words={"my": "နယ်စပ်", "en": "They took more."}, by=moderator)
    assert release(30) == 1
    with acting_as(SYSTEM):
        assert ReviewComment.objects.get().state == "released"
    assert published([recruiter])[recruiter].comments == ()
    settings.SAPHAN_REVIEW_COMMENTS = True
    assert published([recruiter])[recruiter].comments == ({"my": "နယ်စပ်", "en": "They took more."},)


def test_one_that_was_kept_back_is_never_released(recruiter: UUID, desk_id: UUID, moderator: Staff) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    review_id = a_comment(recruiter, desk_id)
    with pytest.raises(DoesNotFit):
        moderating.keep_comment_back(review_id=review_id, reason="because", by=moderator)
    moderating.keep_comment_back(review_id=review_id, reason="points_at_her", by=moderator)
    with pytest.raises(NotNow):
        moderating.pass_comment(review_id=review_id, by=moderator)
    assert release(30) == 1
    with acting_as(SYSTEM):
        assert ReviewRelease.objects.get().comments == []


def test_nobody_but_a_moderator_of_the_desk_reads_it(recruiter: UUID, desk_id: UUID) -> None:
    review_id = a_comment(recruiter, desk_id)
    other = open_desk("Bridge Malaysia")
    for by in (
        Staff(uuid4(), desk_id, frozenset({"caseworker", "lead", "verifier"})),
        Staff(uuid4(), other, frozenset({"moderator"})),
    ):
        with pytest.raises(NotAllowed):
            moderating.read_comment(review_id=review_id, by=by)
        with pytest.raises(NotAllowed):
            moderating.take_out(review_id=review_id, reason="copied", by=by)
    with acting_as(SYSTEM):
        assert Review.objects.get().taken_out == ""


def test_the_moderator_sees_what_each_weighs_and_why(recruiter: UUID, desk_id: UUID, moderator: Staff) -> None:
    given = Given(False, (2026, 1), {"treatment": 5})
    for _ in range(2):
        take_review(organisation_id=recruiter, given=given, beside=Beside(desk_id, "my", browser="same" * 8))
    assert {row.weight for row in looking.waiting(moderator)} == {None}
    with clock.stopped_at(START + timedelta(days=20)):
        assert {row.weight for row in looking.waiting(moderator)} == {None}  # before the night nobody reckons
        weighing.sweep()
        assert weighing.weigh_reviews() == 0  # nothing changed meanwhile
        rows = looking.waiting(moderator)
        assert all(row.weight is not None and row.weight < 100 for row in rows)
        assert "not first-hand" in rows[0].why and any("the same browser" in why for why in rows[0].why)
        page = sign_in(Client(), desk_person(desk_id, "moderator", name="Mi")).get("/desk/moderation/").content.decode()
    assert "the same browser or the same words" in page
    moderating.take_out(review_id=rows[0].id, reason="copied", by=moderator)
    with pytest.raises(NotNow):
        moderating.take_out(review_id=rows[0].id, reason="copied", by=moderator)


# -- right of reply, letters


@pytest.fixture
def company(recruiter: UUID) -> Partner:
    row = partner_person(recruiter, name="Uwin")
    return Partner(row.id, recruiter, frozenset({"partner"}))


def test_a_company_sees_what_everybody_sees_and_its_answer_waits_for_a_moderator(
    recruiter: UUID, desk_id: UUID, moderator: Staff, company: Partner
) -> None:
    with pytest.raises(NotNow):
        replying.reply(text="We pay back.", language="en", once=uuid4(), by=company)
    reviews(recruiter, desk_id, met=12, alone=0)
    release(30)
    assert replying.what_is_read(company) == published([recruiter])[recruiter]
    once = uuid4()
    for _ in range(2):
        replying.reply(text="We pay back.", language="en", once=once, by=company)
    with pytest.raises(NotNow):
        replying.reply(text="And more.", language="en", once=uuid4(), by=company)
    assert published([recruiter])[recruiter].reply == ""
    (waits,) = looking.replies_waiting(moderator)
    with pytest.raises(DoesNotFit):
        moderating.show_reply(reply_id=waits.id, names_nobody=True, asks_for_nobody=False, by=moderator)
    moderating.show_reply(reply_id=waits.id, names_nobody=True, asks_for_nobody=True, by=moderator)
    assert published([recruiter])[recruiter].reply == "We pay back."


@pytest.mark.parametrize("text", ["Ring +95 1 234 567", "၀၉ ၁၂၃ ၄၅၆", "me@golden.example", "www.golden.example", "  "])
def test_an_answer_that_asks_somebody_to_come_forward_is_refused(
    recruiter: UUID, desk_id: UUID, company: Partner, text: str
) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    release(30)
    with pytest.raises(DoesNotFit):
        replying.reply(text=text, language="en", once=uuid4(), by=company)
    with acting_as(SYSTEM):
        assert not ReviewReply.objects.exists()


def test_sent_back_with_a_reason_it_may_write_another(
    recruiter: UUID, desk_id: UUID, moderator: Staff, company: Partner
) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    release(30)
    replying.reply(text="Who wrote this?", language="en", once=uuid4(), by=company)
    (waits,) = looking.replies_waiting(moderator)
    moderating.send_reply_back(reply_id=waits.id, reason="asks_who", by=moderator)
    with pytest.raises(NotNow):
        moderating.show_reply(reply_id=waits.id, names_nobody=True, asks_for_nobody=True, by=moderator)
    assert published([recruiter])[recruiter].reply == ""
    (back,) = replying.replies(company)
    assert (back.state, back.reason) == ("sent_back", "asks_who")
    replying.reply(text="We pay back.", language="en", once=uuid4(), by=company)


def test_a_letter_is_answered_alike_whatever_is_decided_and_gives_nothing_out(
    recruiter: UUID, desk_id: UUID, moderator: Staff
) -> None:
    reviews(recruiter, desk_id, met=12, alone=0)
    release(30)
    letter_id = moderating.record_letter(organisation_id=recruiter, says="Who wrote it? Take it out.", by=moderator)
    assert moderating.read_letter(letter_id=letter_id, by=moderator).startswith("Who wrote it?")
    with pytest.raises(DoesNotFit):
        moderating.decide_letter(letter_id=letter_id, taken_out=True, reason="within_the_rules", by=moderator)
    moderating.decide_letter(letter_id=letter_id, taken_out=False, reason="within_the_rules", by=moderator)
    assert recruiter in published([recruiter])
    with pytest.raises(NotNow):
        moderating.decide_letter(letter_id=letter_id, taken_out=True, reason="court", by=moderator)
    second = moderating.record_letter(organisation_id=recruiter, says="A court said so.", by=moderator)
    moderating.decide_letter(letter_id=second, taken_out=True, reason="court", by=moderator)
    assert published([recruiter]) == {}
    with acting_as(SYSTEM):
        assert b"court" not in bytes(ReviewLetter.objects.get(id=second).sealed)
    assert "We say nothing about who they are." in str(ANSWER)

    # What it says is read by moderators of the desk, one at a time and on record
    client, address = sign_in(Client(), desk_person(desk_id, "moderator", name="Mi")), "/desk/moderation/letters/"
    assert "A court said so." in client.get(f"{address}{second}/").content.decode()
    assert "A court said so." not in client.get("/desk/moderation/").content.decode()
    stranger = sign_in(Client(), desk_person(open_desk("Bridge Malaysia"), "moderator", name="Mu"))
    assert stranger.get(f"{address}{second}/").status_code == 404
    assert client.post(f"{address}{second}/", {"reason": "court"}).status_code == 409


def test_the_bell_rings_for_moderators_when_a_comment_or_a_letter_waits(
    recruiter: UUID, desk_id: UUID, moderator: Staff
) -> None:
    mi = desk_person(desk_id, "moderator", name="Mi")
    desk_person(open_desk("Bridge Malaysia"), "moderator", name="Mu")
    reviews(recruiter, desk_id, met=1, alone=1)  # without a word: nothing waits of these
    comments = [a_comment(recruiter, desk_id) for _ in range(2)]
    ringing.sweep()
    assert not Notice.objects.filter(kind__startswith="empowerment.").exists()  # in the minute in which she wrote
    for days in (14, 14, 15):  # one bell that still waits is enough
        with clock.stopped_at(START + timedelta(days=days)):
            ringing.sweep()
            moderating.record_letter(organisation_id=recruiter, says="Take it out.", by=moderator)
    rung = Notice.objects.filter(kind__startswith="empowerment.").values_list("staff_id", "kind", "object_id")
    comment, letter = "empowerment.comment_waits", "empowerment.letter_waits"
    assert set(rung) == {(moderator.id, comment, None), (mi.id, comment, None), (mi.id, letter, None)}
    assert rung.count() == 3
    Notice.objects.update(seen_at=clock.now())
    for review_id in comments:
        moderating.keep_comment_back(review_id=review_id, reason="hateful", by=moderator)
    with clock.stopped_at(START + timedelta(days=16)):
        ringing.sweep()
    assert rung.count() == 3 and address_for(comment, None) == address_for(letter, None) == "/desk/moderation/"


def test_copied_words_meet_also_after_the_key_was_changed(
    recruiter: UUID, desk_id: UUID, tmp_path: Path, settings: Settings
) -> None:
    settings.SAPHAN_KEYS = Path(shutil.copy(installed.SAPHAN_KEYS, tmp_path / "keys.json"))
    settings.SAPHAN_KEYS.chmod(0o600)
    words = "They took four lakh from me at the border and gave me no receipt, and the boss kept my passport."
    old = a_comment(recruiter, desk_id, words)
    keyring.add_version(installed.SAPHAN_KEYS, None)
    assert (changing_keys.older_texts(2), sum(changing_keys.sign_anew(2)), changing_keys.older_texts(2)) == (1, 1, 0)
    new = a_comment(recruiter, desk_id, words)
    assert changing_keys.drop_texts_of_gone_keys() == 0
    keyring.remove_version(installed.SAPHAN_KEYS, None, 1)
    assert changing_keys.drop_texts_of_gone_keys() == 2
    with acting_as(SYSTEM):
        left = {row.review_id: {marks.signature_in(each) for each in row.texts} for row in ReviewTrace.objects.all()}
    assert left[old] == left[new] != set()
