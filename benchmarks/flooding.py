"""Issues made from a seed: true ones as desks meet them, and attacks on the cross-check. Assumptions are said here.

Published: which kinds are heard how often plays no part; that most first contacts are anonymous and by one channel is
of the helpline Amader Kotha (2014 to 2018; domain model §3). Everything else is assumed, and said in each function.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from benchmarks.told import TELLING, copied, honest, paraphrased, script
from saphan.languages.fingerprint import signature
from saphan.verification.heard import CALL_BACK, FindingFacts, VoiceFacts
from saphan.verification.independence import Trace

KEY = b"a key of the measurement alone!!"
START, FIRST = date(2026, 1, 5), 490_000  # a Monday, and an hour
DESK, OTHER_DESK = UUID(int=1), UUID(int=2)
WEEKS = 8


@dataclass(slots=True)
class Said:
    """One issue: what was said, where it came from, what was found. people: real ones who spoke or were paid."""

    voices: list[VoiceFacts] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    findings: list[FindingFacts] = field(default_factory=list)
    people: int = 0
    texts: int = 0

    def add(self, by: Random, text: str, hours: int, *, language: str, channel: str = "web", **also: object) -> UUID:
        """One story, `hours` after the beginning."""
        voice = UUID(int=by.getrandbits(128))
        marks = {name: also.pop(name) for name in ("source", "met", "handles", "phones", "browsers") if name in also}
        began = FIRST + hours
        texts = (signature(text, KEY),)
        self.traces.append(Trace(voice, began, channel, texts=texts)._replace(**marks))  # type: ignore[arg-type]
        day = START + timedelta(days=hours // 24)
        week = day - timedelta(days=day.weekday())
        fact = VoiceFacts(voice, DESK, channel, language, week, "late_pay", met=bool(marks.get("met")))
        self.voices.append(fact._replace(**also))  # type: ignore[arg-type]
        self.texts += 1
        return voice


def mark(by: Random) -> frozenset[bytes]:
    return frozenset({by.getrandbits(56).to_bytes(7)})


def true_issue(by: Random) -> Said:
    """Assumed: 3 to 15 people speak within eight weeks, three in ten issues burst (half of them on one day by one
    poster); three in four speak the main language; of ten, four come by the web, three by a messenger, two by telephone
    and one is met; one in ten shares a room-mate's phone; one in eight heard it from others; one in five shows a paper;
    one in seven speaks to a second desk. The desk reaches six in ten, and calls two back once three have spoken.
    """
    said, main = Said(), by.choice(TELLING)
    bursting, poster, shared = by.random() < 0.3, by.getrandbits(56).to_bytes(7), mark(by)
    said.people = by.randint(3, 15)
    spoke = []
    for _ in range(said.people):
        on_the_day = bursting and by.random() < 0.5
        channel = by.choices(("web", "telegram", "phone", "visit"), (4, 3, 2, 1))[0]
        language = main if by.random() < 0.75 else by.choice(TELLING)
        spoke.append(
            said.add(
                by,
                honest(language, by),
                24 * 9 + by.randrange(24) if on_the_day else by.randrange(24 * 7 * WEEKS),
                language=language,
                channel=channel,
                source=poster if on_the_day else b"",
                met=channel == "visit",
                handles=mark(by) if channel == "telegram" else frozenset(),
                browsers=mark(by) if channel == "web" else frozenset(),
                phones=shared if by.random() < 0.1 else mark(by) if by.random() < 0.5 else frozenset(),
                first_hand=by.random() > 1 / 8,
                proof="payslip" if by.random() < 0.2 else "",
                desk_id=OTHER_DESK if by.random() < 1 / 7 else DESK,
            )
        )
    reached = [voice for voice in spoke if by.random() < 0.6]
    said.findings = [FindingFacts(CALL_BACK, True, voice) for voice in reached[:2]]
    return said


def naive(by: Random) -> Said:
    """Twenty accounts, one script, one device, one hour; one in five in a private window. One language, the web."""
    return attack(by, devices=1, days=0, kept=1.0, languages=1, private=0.2)


def medium(by: Random) -> Said:
    """Twenty accounts of five devices over ten days, a paraphrased script: four sentences in five are kept, and half of
    the attacks write in two languages."""
    return attack(by, devices=5, days=10, kept=0.8, languages=by.choice((1, 2)), people=2)


def sophisticated(by: Random) -> Said:
    """Twenty devices over sixty days, texts of their own, in three languages, by the web and a messenger."""
    return attack(by, devices=20, days=60, kept=None, languages=3, channels=("web", "telegram"), people=5)


def competitor(by: Random) -> Said:
    """Eight paid people on their own phones over two weeks, who were told three things each in her own words: half the
    sentences are kept. Two languages; they answer no call of the desk."""
    return attack(by, accounts=8, devices=8, days=14, kept=0.5, languages=2, people=8)


def attack(
    by: Random,
    *,
    accounts: int = 20,
    devices: int,
    days: int,
    kept: float | None,
    languages: int,
    private: float = 0.0,
    channels: tuple[str, ...] = ("web",),
    people: int = 1,
) -> Said:
    """Accounts that say an untrue thing. kept: of the script's sentences in each text, or None: no script at all.

    Each device keeps to its language, its channel and its part of the days, which is what makes devices look different.
    Assumed: it begins on any day; nobody is met, shows a paper, or answers when the desk calls.
    """
    said, text, start = Said(people=people), script(by), 24 * by.randrange(28)
    tokens = [mark(by) for _ in range(devices)]
    spoken = by.sample(TELLING, languages)
    for number in range(accounts):
        device = number % devices
        language, channel = spoken[device % languages], channels[device % len(channels)]
        words = _words(text, language, by, kept)
        token = mark(by) if by.random() < private else tokens[device]
        handles = frozenset({b"a" + next(iter(token))}) if channel != "web" else frozenset()
        hours = start + (24 * days * device // devices + by.randrange(max(1, 24 * days // devices)) if days else 0)
        browsers = token if channel == "web" else frozenset()
        said.add(by, words, hours, language=language, channel=channel, browsers=browsers, handles=handles)
    return said


def _words(text: tuple[tuple[int, int], ...], language: str, by: Random, kept: float | None) -> str:
    if kept is None:
        return honest(language, by)
    return copied(text, language, by) if kept == 1 else paraphrased(text, language, by, kept)


ATTACKS: dict[str, Callable[[Random], Said]] = {
    "naive": naive,
    "medium": medium,
    "sophisticated": sophisticated,
    "competitor": competitor,
}
