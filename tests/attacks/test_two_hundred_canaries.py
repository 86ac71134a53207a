"""Somebody takes the whole machine but the key file: of two hundred things that workers said on one day she finds none.

Given the demo and a day on it, through the pages: words in five scripts, places, names, numbers, more words later, a
word of her own, drafts left open, stories deleted, files refused; and what comes by other ways (`said_otherwise`): by
another system, an old log, a referral, an individual claim, from the desk about her. Then every byte that lies anywhere
is looked at: a plain dump, the database's own files with its write-ahead log, everything in the home folder, every log,
what the server shows of running statements, the titles of all processes. A minute, for the demo's start and the walk.
"""

import json
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from subprocess import run

import psycopg
import pytest
from PIL import Image

from saphan.demo import cast
from saphan.network.people import DEMO_PASSWORD
from saphan.store import programs
from saphan.store.embedded import Cluster
from saphan.store.place import Place
from saphan.voice.pages.visits import LONGEST_TEXT
from tests.attacks import lying, said_in_a_chat, said_otherwise
from tests.attacks.said_otherwise import Otherwise
from tests.config.browser import Browser, she_returns, she_writes, signs_in
from tests.config.installation import Installation

WORKERS = 20
KINDS = 10  # of things that each of them says
LANGUAGES = tuple(lying.SCRIPTS)
PLANTED = lying.words("en", 9999)


@dataclass
class Day:
    """said: all that must not be found, by the workers' pages; otherwise: by other ways. places: what is searched."""

    saphan: Installation
    folder: Path
    said: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    drafts: int = 0
    otherwise: Otherwise | None = None

    @property
    def places(self) -> list[Path]:
        return [self.saphan.home, self.folder / "found", self.folder / "log"]

    def keep(self, name: str, content: bytes) -> None:
        (self.folder / "found").mkdir(exist_ok=True)
        (self.folder / "found" / name).write_bytes(content)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    day = Day(Installation("canaries"), tmp_path_factory.mktemp("canaries"))
    day.saphan.more = {"SAPHAN_DEMO": "1"}
    try:
        with day.saphan.running("--demo") as running:
            assert running.is_ready(), running.said
            for number in range(WORKERS):
                one_worker(day, number)
            the_desk_reads(day)
            day.otherwise = said_otherwise.by_all_ways(day.saphan, day.folder)
            said_in_a_chat.by_a_bot(day.otherwise)
            day.keep("printed.log", day.otherwise.printed.encode())
            take_what_can_be_seen_from_outside(day)
            running.process.send_signal(signal.SIGINT)  # in order, so that everything is on disk
            running.process.wait(60)
            day.keep("output.log", running.said.encode())
        yield day
    finally:
        day.saphan.remove()


def one_worker(day: Day, number: int) -> None:
    """She says ten things and leaves her visits open; every fifth deletes her story."""
    language = LANGUAGES[number % len(LANGUAGES)]
    first, place, word, name, file, hidden, draft, more, refused = (
        lying.words(language, KINDS * number + kind) for kind in range(9)
    )
    digits = lying.phone(number)
    day.said += [first, place, word, name, file, hidden, draft, more, refused, digits]

    phone = Browser(day.saphan.address)
    code = she_writes(phone, first, language)
    day.codes.append(code.replace(" ", ""))
    sent(phone, f"/{language}/more/where/", place=place)
    sent(phone, f"/{language}/more/answer/", answer="phone", phone=f"+66{digits}")
    sent(phone, f"/{language}/more/word/", word=word)
    phone.send_file(f"/{language}/", "photo", f"{file}.jpg", photo_that_says(hidden), said=name)
    assert phone.is_well, phone.page

    later = Browser(day.saphan.address)
    she_returns(later, code, language)
    sent(later, f"/{language}/story/word/", word=word)
    assert name in later.page
    sent(later, f"/{language}/story/write/", said=f"{draft} " + "x" * LONGEST_TEXT)
    assert draft in later.page  # given back, to be made shorter; it stays in her visit
    later.send_file(f"/{language}/story/write/", "photo", f"{refused}.txt", refused.encode() * 50, said=more)
    assert more in later.page
    if number % 5 == 4:
        sent(later, f"/{language}/story/delete/")


def sent(browser: Browser, path: str, **answers: str) -> None:
    browser.send_on(path, **answers)
    assert browser.is_well, browser.page


def photo_that_says(words: str) -> bytes:
    """A picture with words in its metadata."""
    out = BytesIO()
    picture = Image.effect_noise((64, 64), 50)
    exif = Image.Exif()
    exif[0x010E] = words.encode()  # ImageDescription
    picture.save(out, "JPEG", comment=words.encode(), exif=exif)
    return out.getvalue()


def the_desk_reads(day: Day) -> None:
    """At each desk somebody looks through the inbox and opens some stories; the worker does its tasks meanwhile."""
    read = 0
    for desk in cast.DESKS:
        who = next(one for one in cast.PEOPLE if one.works_for == desk.name and "caseworker" in one.roles)
        reader = Browser(day.saphan.address)
        signs_in(reader, who.email, DEMO_PASSWORD)
        for page in list(reader.pages("/desk/"))[-2:]:
            for story in reader.links(r"/desk/story/[0-9a-f-]{36}/", page)[-4:]:
                shown = reader.open(story)
                read += any(one in shown for one in day.said)
    assert read >= 4


def take_what_can_be_seen_from_outside(day: Day) -> None:
    """A plain dump, titles of processes, statements that the server shows; and a back-up made the usual way."""
    place = Place(day.saphan.home)
    with Cluster(place).connect(database=place.database) as root:
        assert isinstance(root, psycopg.Connection)
        day.drafts = root.execute("SELECT count(*) FROM voice_page_draft").fetchone()[0]  # type: ignore[index]
        root.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('planted', 'planted', %s::jsonb)",
            [json.dumps({"planted": PLANTED})],
        )
        shown = root.execute("SELECT query FROM pg_stat_activity").fetchall()
        day.keep("statements", repr(shown).encode())
    dump = programs.as_owner(place, "pg_dump")
    day.keep("plain.sql", run(dump.words, env=dump.environment, check=True, capture_output=True).stdout)
    titles = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline")]
    day.keep("titles", b"\n".join(titles))
    made = day.saphan.saphan("backup", str(day.folder / "found" / "one.age"))
    assert made.returncode == 0, made.stderr


def found(day: Day, said: list[str]) -> list[str]:
    return lying.lying_in(day.places, lying.traces(said), day.folder / "patterns")


def test_two_hundred_things_were_said(day: Day) -> None:
    assert len(set(day.said)) == 200
    assert day.drafts >= 2 * WORKERS - WORKERS // 5  # of each visit one, but for those that ended
    assert len(set(day.codes)) == WORKERS


def test_much_was_said_by_every_other_way(day: Day) -> None:
    assert day.otherwise
    many = {way: len(set(said)) for way, said in day.otherwise.said.items()}
    assert many == {"system": 18, "log": 25, "referral": 4, "claim": 16, "desk": 4, "channel": 67}
    assert len(set(day.otherwise.codes)) == len(LANGUAGES)


def test_none_of_them_lies_anywhere(day: Day) -> None:
    assert day.otherwise
    others = [one for said in day.otherwise.said.values() for one in said]
    assert found(day, [*day.said, *day.codes, *others, *day.otherwise.codes]) == []


def test_what_was_planted_is_found_in_the_dump_the_data_and_the_log_of_the_database(day: Day) -> None:
    where = " ".join(found(day, [PLANTED]))
    for place in ("/data/base/", "/pg_wal/", "/plain.sql:"):
        assert place in where


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_every_form_of_a_planted_word(language: str, tmp_path: Path) -> None:
    """Between noise, at every offset, and in capitals where a form has letters."""
    noise = random.Random(language)
    word = lying.words(language, 1)
    for name, form in lying.forms(word):
        for planted in (form, form.upper()) if "base64" not in name else (form,):
            (tmp_path / "planted").write_bytes(noise.randbytes(999) + b"\n" + planted + noise.randbytes(333))
            hits = lying.lying_in([tmp_path / "planted"], lying.traces([word]), tmp_path / "patterns")
            assert len(hits) == 1, name
            assert word in hits[0]


@pytest.mark.parametrize("before", range(4))
def test_base64_is_found_whatever_stands_before(before: int, tmp_path: Path) -> None:
    import base64

    word = lying.words("my", 1)
    (tmp_path / "planted").write_bytes(base64.b64encode(b"z" * before + word.encode() + b"tail"))
    assert lying.lying_in([tmp_path / "planted"], lying.traces([word]), tmp_path / "patterns")


def test_numbers_are_searched_for_too(tmp_path: Path) -> None:
    number = lying.phone(7)
    (tmp_path / "planted").write_text(f'{{"to": "+66{number}"}}')
    assert lying.lying_in([tmp_path], lying.traces([number]), tmp_path.with_suffix(".patterns"))
    (tmp_path / "planted").write_text("nothing")
    assert lying.lying_in([tmp_path], lying.traces([number]), tmp_path.with_suffix(".patterns")) == []


def test_a_number_that_chance_made_in_sealed_bytes_is_not_one(tmp_path: Path) -> None:
    number, patterns = lying.phone(7), tmp_path.with_suffix(".patterns")
    for beside, lies in (("0b1c" * 6, False), ("0b1c" * 5, True), (" " * 24, True)):
        (tmp_path / "planted").write_text(f"{beside}{number}{beside}")
        assert bool(lying.lying_in([tmp_path], lying.traces([number]), patterns)) is lies
