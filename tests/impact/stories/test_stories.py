"""A story for everybody: never without a second reader, her yes to the very words, eleven who fit, and some days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.impact.refusals import NotNow, TooFewFit
from saphan.impact.stories import reading, services
from saphan.impact.stories.fitting import Description
from saphan.impact.stories.models import StoryPage
from saphan.network.models import Staff as StaffRow
from saphan.store import System, acting_as, clock
from saphan.store.callers import Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.voice import telling
from saphan.voice.consent import end_consent
from saphan.voice.deleting import delete_story
from saphan.voice.models import Ask, Consent, Conversation
from tests.signed_in import desk_person, sign_in
from tests.verification.world import World, make

pytestmark = pytest.mark.django_db
HERS = "အချိန်ပိုခ မရခဲ့ဘူး။ အခု ရပြီ။"
WORDS = {"my": HERS, "en": "She was not paid for overtime. Now she is."}
PACKER = Description("my", country="TH", family="C")
SYSTEM = System("test")


@pytest.fixture(autouse=True)
def at_the_start() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def world() -> World:
    return make()


class Desk:
    """Eleven who fit, one of whom is told of; who writes, and a lead who reads."""

    def __init__(self, world: World, fit: int = 11) -> None:
        self.stories = [world.conversation_of(world.concern(world.story())) for _ in range(fit)]
        self.rows = {role: desk_person(world.bridge, role, name=f"{role}-{fit}") for role in ("caseworker", "lead")}
        self.writer, self.lead = (
            Staff(self.rows[role].id, world.bridge, frozenset({role})) for role in ("caseworker", "lead")
        )
        self.hers = self.stories[0]

    def written(self) -> UUID:
        return services.write(conversation_id=self.hers, words=WORDS, description=PACKER, by=self.writer)

    def asked(self) -> UUID:
        story_id = self.written()
        services.let_her_read(story_id=story_id, by=self.lead)
        return story_id

    def says(self, code: str) -> None:
        with acting_as(SYSTEM):
            ask = Ask.objects.get(conversation_id=self.hers, question="publish", closed_on=None)
        assert ask.words == HERS
        telling.answer(ask_id=ask.id, code=code, by=Story(self.hers))

    def shown(self) -> UUID:
        story_id = self.asked()
        self.says("yes")
        wait()
        return story_id


def wait(days: int = 15) -> None:
    services.sweep()
    clock.pass_time(timedelta(days=days))
    services.sweep()


def test_with_her_yes_everybody_reads_it_after_some_days(world: World, client: Client) -> None:
    desk = Desk(world)
    desk.asked()
    assert reading.shown() == ()
    desk.says("yes")
    services.sweep()
    assert reading.shown() == ()  # not on the day of her yes
    wait()
    (one,) = reading.shown()
    assert (one.words, one.described, one.since) == (WORDS, PACKER, clock.today().replace(day=1))
    page = client.get("/public/stories/")
    assert WORDS["en"] in page.content.decode() and "no-store" in page.headers["Cache-Control"]


def test_without_her_yes_nobody_does(world: World) -> None:
    desk = Desk(world)
    desk.asked()
    wait()
    desk.says("no")
    wait()
    assert reading.shown() == ()
    assert reading.state_of(desk.writer, desk.hers) == "refused"


def test_what_she_takes_back_is_gone_at_once(world: World) -> None:
    desk = Desk(world)
    desk.shown()
    with acting_as(SYSTEM):
        consent = Consent.objects.get(conversation_id=desk.hers, purpose="publish")
    end_consent(consent_id=consent.id, by=Story(desk.hers))
    assert reading.shown() == ()  # before any sweep


def test_what_she_deletes_leaves_no_word(world: World) -> None:
    desk = Desk(world)
    desk.shown()
    delete_story(conversation_id=desk.hers, by=Story(desk.hers))
    with acting_as(SYSTEM):
        assert not StoryPage.objects.exists()
    assert reading.shown() == ()


def test_ten_are_too_few_when_it_is_written_and_when_it_is_shown(world: World) -> None:
    with pytest.raises(TooFewFit):
        Desk(world, fit=10).written()
    desk = Desk(world, fit=1)  # eleven with the ten before
    desk.asked()
    desk.says("yes")
    with acting_as(SYSTEM):
        another = Conversation.objects.exclude(id=desk.hers).values_list("id", flat=True)[0]
    delete_story(conversation_id=another, by=Story(another))
    wait()
    assert reading.shown() == ()


def test_who_wrote_it_does_not_pass_it(world: World) -> None:
    desk = Desk(world)
    story_id = services.write(conversation_id=desk.hers, words=WORDS, description=PACKER, by=desk.lead)
    for by in (desk.lead, desk.writer):
        with pytest.raises(NotAllowed):
            services.let_her_read(story_id=story_id, by=by)


def test_other_words_are_another_question(world: World) -> None:
    desk = Desk(world)
    first = desk.shown()
    second = desk.written()
    assert reading.shown() == () and first != second
    with acting_as(SYSTEM):
        assert not Consent.objects.filter(draft_id=first, ended_on=None).exists()
    services.let_her_read(story_id=second, by=desk.lead)
    with pytest.raises(NotNow):
        services.let_her_read(story_id=second, by=desk.lead)


def test_the_desk_s_page_from_writing_to_asking(world: World) -> None:
    desk = Desk(world)
    writer, lead = (sign_in(Client(), StaffRow.objects.get(id=desk.rows[role].id)) for role in ("caseworker", "lead"))
    address = f"/desk/story/{desk.hers}/for-everybody/"
    (concern_id,) = writer.get(address).context["sheet"].described
    typed = {"act": "write", "concern": str(concern_id), "part": ["country", "family"], "words_en": WORDS["en"]}
    kept = writer.post(address, typed | {"words_my": ""})
    assert kept.status_code == 409 and WORDS["en"] in kept.content.decode()  # nothing typed is lost
    assert writer.post(address, typed | {"words_my": HERS}).status_code == 302
    assert "A lead who did not write it" in writer.post(address, {"act": "ask"}).content.decode()
    assert lead.post(address, {"act": "ask"}).status_code == 302
    assert "she is asked" in lead.get(address).content.decode()
    assert "Story for everybody: she is asked" in writer.get(f"/desk/story/{desk.hers}/").content.decode()
    assert lead.post(address, {"act": "drop"}).status_code == 302
