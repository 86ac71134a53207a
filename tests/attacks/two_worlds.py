"""The same days lived twice, with one difference; and everything that somebody can notice from outside, written down.

What is compared: every page, byte by byte but for what is drawn by chance for each page (ids, form tokens, codes), its
length and headers, how many statements the database ran for it, which tasks it set going, and the rows that would
ring or write to whoever looks.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saphan.casework import services as casework
from saphan.network.models import Notice
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.channels.models import Delivery
from saphan.voice.models import Answer, Ask, Conversation, Told
from saphan.voice.services import set_details
from tests.remedy.walk import Walk
from tests.remedy.walk import make as make_walk
from tests.signed_in import partner_person, sign_in
from tests.verification.world import World, make
from tests.voice.given import Browser, waiting_tasks

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY_CHANCE = (
    (re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"), b"<id>"),
    (re.compile(rb'(name="(?:once|key|csrfmiddlewaretoken)" value=")[^"]*"'), rb'\1<token>"'),
    (re.compile(rb"(nonce=\")[^\"]*\""), rb'\1<token>"'),
    (re.compile(rb'("X-CSRFToken": ")[^"]*"'), rb'\1<token>"'),
)


@dataclass(frozen=True)
class Page:
    """One page as whoever looks may notice it."""

    address: str
    status: int
    length: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    statements: int
    set_going: tuple[str, ...]


@dataclass
class Watcher:
    """Somebody with a browser of her own, who writes down all that she sees."""

    browser: Client
    pages: list[Page] = field(default_factory=list)

    def look(self, address: str) -> str:
        return self._seen(address, lambda: self.browser.get(address))

    def send(self, address: str, **typed: str) -> str:
        fields = self.browser.fields(address) if isinstance(self.browser, Browser) else {}
        return self._seen(address, lambda: self.browser.post(address, {**fields, **typed}))

    def _seen(self, address: str, act: Callable[[], object]) -> str:
        before = len(waiting_tasks())
        with CaptureQueriesContext(connection) as ran:
            answer = act()
        assert isinstance(answer, HttpResponse)
        going = tuple(name for name, _ in waiting_tasks()[before:])
        body, headers = answer.content, tuple(sorted(answer.headers.items()))
        shown = tuple((name, _masked(value.encode()).decode()) for name, value in headers)
        where = _masked(address.encode()).decode()
        self.pages.append(Page(where, answer.status_code, len(body), shown, _masked(body), len(ran), going))
        return body.decode()


def _masked(shown: bytes) -> bytes:
    for by_chance, instead in BY_CHANCE:
        shown = by_chance.sub(instead, shown)
    return shown


@dataclass
class Phone:
    """A worker, or somebody who plays one: her browser, her code and her story."""

    watcher: Watcher
    code: str
    story: UUID

    def come_back(self) -> None:
        self.watcher.send("/en/story/", code=self.code)

    def look_around(self, *, everywhere: bool) -> None:
        page = self.watcher.look("/en/story/mine/")
        for ask in sorted(re.findall(r"/en/story/ask/[0-9a-f-]{36}/", page)):
            self.watcher.look(ask)
        if everywhere:
            for name in ("shared", "tell", "kept", "claim", "together", "speak", "who"):
                self.watcher.look(f"/en/story/{name}/")


@dataclass
class Lived:
    """One world. The plant reads one issue already, which others said; what we try here is of another kind."""

    world: World
    walk: Walk
    partner: Watcher
    public: Watcher
    partner_id: UUID
    noticed: list[tuple[object, ...]] = field(default_factory=list)

    def writes(self, text: str, *, tell: str = "ask_first", language: str = "en") -> Phone:
        """Through the pages, from a browser of her own."""
        known = self._stories()
        browser = Browser()
        code = browser.say(text, language)
        (story,) = self._stories() - known
        if tell != "ask_first":
            set_details(conversation_id=story, tell=tell)
        self.work()
        return Phone(Watcher(browser), code, story)

    def recorded(self, story: UUID, kind: str = "verbal_abuse") -> UUID:
        """A caseworker has written down what she said."""
        concern_id = casework.record_from_talk(
            conversation_id=story,
            case_id=None,
            respondent=self.world.plant,
            by=self.walk.nok,
            kind=kind,
            stage="employment",
            period_from=date(2026, 2, 1),
        )
        self.work()
        return concern_id

    def work(self) -> None:
        tasks.run_waiting()

    def day(self, number: int, *phones: Phone, look: bool = True, after: int = 1) -> None:
        """So many days after the last, in the morning, what is due is done. Then who watches looks at everything."""
        clock.pass_time(timedelta(days=after))
        tasks.sweep_all()
        self.work()
        if not look:
            return
        for phone in phones:
            phone.come_back()
            phone.look_around(everywhere=number % 10 == 0)
        self.partner.look("/partner/")
        if number % 10 == 0:
            self._look_at_all_shown()
            self.public.look("/public/")
        self.note(*phones)

    def note(self, *phones: Phone) -> None:
        """The rows that ring, write to, ask or tell whoever watches."""
        with acting_as(System("test.two_worlds")):
            for phone in phones:
                hers = {"conversation_id": phone.story}
                self.noticed.append(("told", *Told.objects.filter(**hers).order_by("id").values_list("step", "on")))
                asked = Ask.objects.filter(**hers).order_by("id")
                self.noticed.append(("asked", *asked.values_list("question", "asked_on", "closed_on")))
                self.noticed.append(("answered", *Answer.objects.filter(**hers).values_list("code", "on")))
                self.noticed.append(("sent", Delivery.objects.filter(**hers).count()))
        rings = Notice.objects.filter(staff_id=self.partner_id).order_by("kind").values_list("kind", "urgent")
        self.noticed.append(("rung", *rings))

    def asked(self, phone: Phone) -> list[str]:
        with acting_as(System("test.two_worlds")):
            return list(
                Ask.objects.filter(conversation_id=phone.story).order_by("id").values_list("question", flat=True)
            )

    def _look_at_all_shown(self) -> None:
        page = self.partner.look("/partner/")
        for shown in sorted(set(re.findall(r'href="(/partner/[0-9a-z/]*[0-9a-f-]{36}/)"', page))):
            self.partner.look(shown)

    def _stories(self) -> set[UUID]:
        with acting_as(System("test.two_worlds")):
            return set(Conversation.objects.values_list("id", flat=True))


@contextmanager
def a_world() -> Iterator[Lived]:
    """It is gone again afterwards, so that the next one begins at the same moment with nothing."""
    with transaction.atomic(), clock.stopped_at(START):
        world = make()
        walk = make_walk(world)
        disclosed = walk.disclosed()
        assert disclosed
        somchai = partner_person(world.plant, name="Malee")
        yield Lived(world, walk, Watcher(sign_in(Client(), somchai)), Watcher(Client()), somchai.id)
        transaction.set_rollback(True)
