"""What the desk's pages show of routing: beside one story, and of all languages and colleagues."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from saphan.casework.finding import conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.routing import reading, words
from saphan.casework.routing.choosing import propose
from saphan.casework.routing.models import Route
from saphan.casework.wording import language_name, span
from saphan.network import selectors as network
from saphan.network.speakers import Speaker, reached, speakers, who_speaks
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.selectors import LanguageWaits, languages_that_wait
from saphan.voice.wishes.reading import WishShown, wish_shown

MOST = 3


@dataclass(frozen=True, slots=True)
class Here:
    """Who works with stories at the desk; now: by the desk's clock. Read once for a whole page."""

    now: datetime
    zone: ZoneInfo
    people: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """hers: the story is assigned to her."""

    id: UUID
    name: str
    why: str
    hers: bool


@dataclass(frozen=True, slots=True)
class BesideHerStory:
    """Her language and her wish, and who could answer her. nobody: what is missing; stood_aside: the reader did."""

    wish: WishShown
    speaks: str
    reads: str
    among: tuple[str, ...]
    answered_by: str | Promise
    people: tuple[Proposed, ...]
    nobody: str
    given_to: str
    stood_aside: bool


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language in which people wait. nobody: empty while somebody on duty speaks it."""

    code: str
    name: str
    number: int
    longest: str
    speakers: tuple[str, ...]
    nobody: str


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    id: UUID
    name: str
    languages: tuple[str, ...]
    hours: str
    here: bool
    waiting: int
    cases: int
    mine: bool


@dataclass(frozen=True, slots=True)
class WhoPage:
    languages: tuple[LanguageLine, ...]
    colleagues: tuple[ColleagueLine, ...]


def here_now(by: Staff) -> Here:
    zone, now = ZoneInfo(network.desk(by.desk_id).time_zone), clock.now()
    return Here(now.astimezone(zone), zone, speakers(by.desk_id, now, zone=zone))


def beside(by: Staff, conversation_id: UUID, here: Here | None = None) -> BesideHerStory:
    """Raises NotAllowed."""
    here = here or here_now(by)
    with acting_as(by):
        require(may_work_with_stories(by))
        story = conversation_of(by, conversation_id)
        wish = wish_shown(story)
        needed = reading.needed_by(story, wish)
        hands = reading.hands_of(by.desk_id, here.people)
        route = Route.objects.filter(conversation_id=story.id).first()
    found = propose(needed, hands, here.now)
    names = {one.id: one.name for one in here.people}
    return BesideHerStory(
        wish=wish,
        speaks=language_name(wish.speaks),
        reads=language_name(story.language) if story.language != wish.speaks else "",
        among=tuple(language_name(code) for code in wish.among),
        answered_by=words.ANSWERED_BY.get(wish.answered_by, ""),
        people=tuple(
            Proposed(
                one.staff_id,
                one.name,
                words.why(one, here.now),
                one.staff_id == story.assigned_to,
            )
            for one in found[:MOST]
        ),
        nobody=_nobody(wish.speaks, here),
        given_to=names.get(route.to, "") if route and route.to == story.assigned_to else "",
        stood_aside=by.id in needed.aside,
    )


def who_page(by: Staff) -> WhoPage:
    """Raises NotAllowed."""
    require(may_work_with_stories(by))
    waiting = languages_that_wait(by)
    here = here_now(by)
    with acting_as(by):
        stories, cases = reading.waiting_of(by.desk_id), reading.cases_of_each(by.desk_id)
    lines = [
        ColleagueLine(
            id=one.id,
            name=one.name,
            languages=tuple(language_name(code) for code in one.languages),
            hours=words.hours(one.until, one.next_at, here.now),
            here=one.until is not None,
            waiting=stories.get(one.id, 0),
            cases=cases.get(one.id, 0),
            mine=one.id == by.id,
        )
        for one in here.people
    ]
    return WhoPage(language_lines(waiting, here), tuple(lines))


def language_lines(waiting: tuple[LanguageWaits, ...], here: Here) -> tuple[LanguageLine, ...]:
    """Each language in which somebody waits, who has waited longest first."""
    return tuple(
        LanguageLine(
            code=one.language,
            name=language_name(one.language),
            number=one.number,
            longest=span(here.now - one.since),
            speakers=tuple(each.name for each in who_speaks(here.people, one.language)),
            nobody=_nobody(one.language, here),
        )
        for one in waiting
    )


def languages_now(by: Staff, here: Here | None = None) -> tuple[LanguageLine, ...]:
    """The same for the inbox."""
    return language_lines(languages_that_wait(by), here or here_now(by))


def _nobody(language: str, here: Here) -> str:
    found = reached(here.people, language, language)
    return words.nobody(language, found, who_speaks(here.people, language), here.now)
