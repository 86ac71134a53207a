"""Reads the file of a lesson: facts about it between two lines of `+++` (TOML), then words in a small closed Markdown.

What is not in the subset is refused, with its line, so that nothing of a file ever reaches a page as markup:
paragraphs, `## headings`, lists (`- `, `1. `), `**strong**`, `![what it shows](picture.svg)` on a line of its own, and
`{fact:ID}` after the words that rest on a fact. Pure. docs/how-to/write-a-lesson.md says it to whoever writes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from saphan.empowerment.lessons.words import STAGES, TOPICS, Block, Fact, Line, Piece, Question, Source, Written

FENCE = "+++"
ENGLISH = "en"
CORRIDOR = re.compile(r"all|[A-Z]{2}-[A-Z]{2}")
FACT_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PICTURE = re.compile(r"!\[([^\]\[]+)\]\(([a-z0-9][a-z0-9-]*\.svg)\)")
PIECES = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\{fact:(?P<fact>[a-z0-9-]+)\}|(?P<plain>[^*{}]+)")
REFUSED = re.compile(r"[<>`\[\]|\\]|://|^(#|\*(?!\*)|\+|=|~)|^-|^\s|!\[")
NUMBERED = re.compile(r"\d{1,2}\. ")
LONGEST = 20_000
QUESTIONS = 2


class NotALesson(Exception):
    """The file cannot be shown. The words say where and why, to whoever wrote it."""


def read(text: str) -> Written:
    """Raises NotALesson."""
    head, body = _parts(text)
    about = _toml(head)
    given = Given(about, "The head")
    language = given.text("language")
    blocks = tuple(_blocks(body))
    if not blocks:
        raise NotALesson("There are no words below the head.")
    is_source = language == ENGLISH
    written = Written(
        title=given.text("title"),
        topic=given.one_of("topic", tuple(TOPICS)),
        corridors=tuple(given.corridors()),
        stage=given.one_of("stage", STAGES),
        order=given.number("order"),
        language=language,
        edition=given.day("edition"),
        made_by_machine=given.yes_or_no("made_by_machine"),
        made_from="" if is_source else given.text("made_from"),
        facts=tuple(_fact(one) for one in about.pop("facts", [])) if is_source else (),
        check=tuple(_question(one) for one in about.pop("check", [])),
        body="\n".join(body).strip(),
        blocks=blocks,
    )
    given.nothing_else()
    _whole(written)
    return written


def write(written: Written) -> str:
    """The same lesson as a file; reading it gives the same again."""
    return "\n".join([FENCE, *_head(written), FENCE, "", written.body, ""])


def marks(written: Written) -> tuple[str, ...]:
    """Ids of facts in the order in which the words rest on them, each once."""
    pieces = (piece for block in written.blocks for line in block.lines for piece in line)
    return tuple(dict.fromkeys(piece.fact for piece in pieces if piece.fact))


class Given:
    """A table of the head, taken out key by key."""

    def __init__(self, table: object, where: str) -> None:
        if not isinstance(table, dict):
            raise NotALesson(f"{where}: a table is needed.")
        self.table: dict[str, Any] = table
        self.where = where

    def take(self, key: str, kind: type, says: str) -> Any:
        value = self.table.pop(key, None)
        if type(value) is not kind:
            raise NotALesson(f"{self.where}: `{key}` must be {says}.")
        return value

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        said = unicodedata.normalize("NFC", self.take(key, str, "text")).strip()
        if not said and not may_be_empty:
            raise NotALesson(f"{self.where}: `{key}` is empty.")
        return said

    def plain(self, key: str) -> str:
        said = self.text(key)
        if re.search(r"[<>{}`\\]|\*\*", said):
            raise NotALesson(f"{self.where}: `{key}` must be plain words.")
        return said

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        said = self.text(key)
        if said not in choices:
            raise NotALesson(f"{self.where}: `{key}` is one of {', '.join(choices)}.")
        return said

    def number(self, key: str) -> int:
        return int(self.take(key, int, "a number"))

    def yes_or_no(self, key: str) -> bool:
        return bool(self.take(key, bool, "true or false"))

    def day(self, key: str) -> date:
        value = self.take(key, date, "a day, such as 2026-11-26")
        assert isinstance(value, date)
        return value

    def corridors(self) -> list[str]:
        listed = self.take("corridors", list, 'a list, such as ["MM-TH"] or ["all"]')
        if not listed or not all(isinstance(one, str) and CORRIDOR.fullmatch(one) for one in listed):
            raise NotALesson(f'{self.where}: `corridors` is ["all"] or a list of such as "MM-TH".')
        return list(listed)

    def nothing_else(self) -> None:
        if self.table:
            raise NotALesson(f"{self.where}: nobody knows {', '.join(sorted(self.table))}.")


def _parts(text: str) -> tuple[str, list[str]]:
    if len(text) > LONGEST:
        raise NotALesson(f"A lesson has at most {LONGEST} signs.")
    lines = _lines(text)
    if FENCE not in lines[1:] or lines[0] != FENCE:
        raise NotALesson(f"A lesson begins with its head between two lines of {FENCE}.")
    end = lines.index(FENCE, 1)
    return "\n".join(lines[1:end]), lines[end + 1 :]


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")]


def _toml(head: str) -> dict[str, Any]:
    try:
        return tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise NotALesson(f"The head cannot be read: {error}") from None


def _fact(table: object) -> Fact:
    given = Given(table, "A fact")
    id = given.text("id")
    given.where = f"Fact {id}"
    if not FACT_ID.fullmatch(id):
        raise NotALesson(f"{given.where}: an id is made of a–z, 0–9 and -.")
    corridor = given.text("corridor")
    if not CORRIDOR.fullmatch(corridor):
        raise NotALesson(f'{given.where}: `corridor` is "all" or such as "MM-TH".')
    source = given.take("source", dict, "a table with title, publisher, date and address")
    fact = Fact(id, given.plain("text"), _source(source, given.where), given.day("stale_after"), corridor)
    given.nothing_else()
    return fact


def _source(table: object, where: str) -> Source:
    given = Given(table, f"{where}, source")
    address = given.text("address", may_be_empty=True) if "address" in given.table else ""
    if address and not address.startswith("https://") and not address.startswith("http://"):
        raise NotALesson(f"{where}: an address begins with https://.")
    source = Source(given.text("title"), given.text("publisher"), given.day("date"), address)
    given.nothing_else()
    return source


def _question(table: object) -> Question:
    given = Given(table, "A question of the check")
    answers = given.take("answers", list, "a list of two or three")
    if not 2 <= len(answers) <= 3 or not all(isinstance(one, str) and one.strip() for one in answers):
        raise NotALesson("A question of the check has two or three answers.")
    said = tuple(unicodedata.normalize("NFC", one).strip() for one in answers)
    question = Question(given.plain("asks"), said, given.number("right"), given.plain("why"))
    if not 1 <= question.right <= len(said):
        raise NotALesson("`right` is the place of the right answer: 1, 2 or 3.")
    given.nothing_else()
    return question


def _whole(written: Written) -> None:
    if len(written.check) != QUESTIONS:
        raise NotALesson(f"There are {QUESTIONS} questions in the check: [[check]].")
    ids = [fact.id for fact in written.facts]
    if len(ids) != len(set(ids)):
        raise NotALesson("Two facts have the same id.")
    if written.language == ENGLISH and set(marks(written)) != set(ids):
        odd = sorted(set(marks(written)) ^ set(ids))
        raise NotALesson(f"Facts and their marks differ: {', '.join(odd)}.")


def _blocks(lines: list[str]) -> Iterator[Block]:
    numbered = list(enumerate(lines, 1))
    for is_blank, group in groupby(numbered, key=lambda one: not one[1]):
        if not is_blank:
            yield _block(list(group))


def _block(lines: list[tuple[int, str]]) -> Block:
    number, first = lines[0]
    if picture := PICTURE.fullmatch(first):
        _alone(lines, "A picture")
        return Block("picture", ((Piece(picture[1]),),), picture[2])
    if first.startswith("## "):
        _alone(lines, "A heading")
        return Block("heading", (_line(number, first[3:]),))
    if first.startswith("- "):
        return Block("bullets", tuple(_item(number, line, "- ") for number, line in lines))
    if NUMBERED.match(first):
        return Block("numbers", tuple(_item(number, line, "") for number, line in lines))
    return Block("paragraph", (_line(number, " ".join(line for _, line in lines)),))


def _alone(lines: list[tuple[int, str]], what: str) -> None:
    if len(lines) > 1:
        raise NotALesson(f"Line {lines[0][0]}: {what} stands alone, with an empty line after it.")


def _item(number: int, line: str, mark: str) -> Line:
    start = re.match(re.escape(mark), line) if mark else NUMBERED.match(line)
    if start is None:
        raise NotALesson(f"Line {number}: each line of a list begins as its first does.")
    return _line(number, line[start.end() :])


def _line(number: int, text: str) -> Line:
    if REFUSED.search(text) or not text.strip():
        raise NotALesson(f"Line {number} has something that a lesson may not have: {text[:60]}")
    pieces, at = [], 0
    for found in PIECES.finditer(text):
        if found.start() != at:
            break
        at = found.end()
        pieces.append(Piece(found["plain"] or found["strong"] or "", bool(found["strong"]), found["fact"] or ""))
    if at != len(text):
        raise NotALesson(f"Line {number} has something that a lesson may not have: {text[at : at + 60]}")
    return tuple(pieces)


def _head(written: Written) -> Iterator[str]:
    yield f"title = {_quoted(written.title)}"
    yield f"topic = {_quoted(written.topic)}"
    yield f"corridors = [{', '.join(map(_quoted, written.corridors))}]"
    yield f"stage = {_quoted(written.stage)}"
    yield f"order = {written.order}"
    yield f"language = {_quoted(written.language)}"
    yield f"edition = {written.edition.isoformat()}"
    yield f"made_by_machine = {str(written.made_by_machine).lower()}"
    if written.made_from:
        yield f"made_from = {_quoted(written.made_from)}"
    for fact in written.facts:
        yield from _fact_head(fact)
    for one in written.check:
        yield from ("", "[[check]]", f"asks = {_quoted(one.asks)}")
        yield f"answers = [{', '.join(map(_quoted, one.answers))}]"
        yield from (f"right = {one.right}", f"why = {_quoted(one.why)}")


def _fact_head(fact: Fact) -> Iterator[str]:
    source = fact.source
    yield from ("", "[[facts]]", f"id = {_quoted(fact.id)}", f"text = {_quoted(fact.text)}")
    yield f"corridor = {_quoted(fact.corridor)}"
    yield f"stale_after = {fact.stale_after.isoformat()}"
    yield from ("[facts.source]", f"title = {_quoted(source.title)}", f"publisher = {_quoted(source.publisher)}")
    yield from (f"date = {source.date.isoformat()}", f"address = {_quoted(source.address)}")


def _quoted(text: str) -> str:
    """As TOML quotes a basic string; control signs were never let in by TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
