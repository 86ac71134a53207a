"""The words of a lesson as a page shows them: every sign of a text is escaped; pictures are drawings of shapes only."""

from functools import lru_cache
from itertools import zip_longest

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from saphan.empowerment.lessons import library
from saphan.empowerment.lessons.library import Lesson, odd_in_drawing
from saphan.empowerment.lessons.reading import marks
from saphan.empowerment.lessons.words import Block, Fact, Line, Piece, Written

NOTHING = Piece("")
ENVELOPE = {
    "heading": ("<h2>{}</h2>", "{}"),
    "paragraph": ("<p>{}</p>", "{}"),
    "bullets": ("<ul>{}</ul>", "<li>{}</li>"),
    "numbers": ("<ol>{}</ol>", "<li>{}</li>"),
}


def as_html(slug: str, written: Written) -> SafeString:
    """The whole body. Marks lead to the sources below, by their number."""
    return format_html_join("\n", "{}", ((block_as_html(slug, written, block),) for block in written.blocks))


def block_as_html(slug: str, written: Written, block: Block) -> SafeString:
    if block.kind == "picture":
        return _picture(slug, block)
    whole, each = ENVELOPE[block.kind]
    numbers = {fact: place for place, fact in enumerate(marks(written), 1)}
    lines = ((_line(line, numbers),) for line in block.lines)
    return format_html(whole, format_html_join("", each, lines))


def sources(lesson: Lesson, written: Written) -> tuple[tuple[int, Fact], ...]:
    """The facts that these words rest on, by number."""
    known = {fact.id: fact for fact in lesson.english.facts}
    return tuple((place, known[id]) for place, id in enumerate(marks(written), 1) if id in known)


def _line(line: Line, numbers: dict[str, int]) -> SafeString:
    before = [(piece, following.fact) for piece, following in zip_longest(line, line[1:], fillvalue=NOTHING)]
    return format_html_join("", "{}", ((_piece(piece, numbers, is_marked=bool(fact)),) for piece, fact in before))


def _piece(piece: Piece, numbers: dict[str, int], *, is_marked: bool) -> SafeString | str:
    """A mark stands close to the words before it, so that no line begins with one."""
    if piece.fact:
        return format_html('<sup><a href="#source-{0}">{0}</a></sup>', numbers[piece.fact])
    text = piece.text.rstrip() if is_marked else piece.text
    return format_html("<strong>{}</strong>", text) if piece.strong else text


def _picture(slug: str, block: Block) -> SafeString:
    drawn = _drawn(slug, block.file)
    return format_html('<p class="picture" role="img" aria-label="{}">{}</p>', block.plain, drawn) if drawn else drawn


@lru_cache(maxsize=200)
def _drawn(slug: str, name: str) -> SafeString:
    """Empty for one that is not there, or that is more than shapes: such a file fails the tests before it is landed."""
    file = library.FOLDER / slug / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return mark_safe("" if odd_in_drawing(text) else text)  # noqa: S308  shapes only, as was looked after right here
