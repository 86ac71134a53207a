"""What a person would have seen of an HTML e-mail: lines of text, and > before what is quoted. Pure.

Read once from front to back, whatever stands in it: nothing is run, asked for or followed, and no mark that is left
open makes the reading longer. End tags that HTML lets be left out are added.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

LINES = frozenset(
    {"p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote"}
)
UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"})
VOID = frozenset(
    {"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "embed", "source", "basefont"}
)
IN_HEAD = frozenset({"head", "title", "meta", "link", "base", "basefont", "style", "script", "noscript", "template"})
VERBATIM = frozenset({"script", "style"})
CELLS, ITEMS = frozenset({"td", "th"}), frozenset({"dd", "dt"})
ENDED_BY = {"li": {"li"}, "td": CELLS, "th": CELLS, "tr": CELLS | {"tr"}, "dd": ITEMS, "dt": ITEMS}
"""Which open tag of the same list or table a tag ends by itself."""
WALLS = {"li": {"ul", "ol"}, "dd": {"dl"}, "dt": {"dl"}, "td": {"table"}, "th": {"table"}, "tr": {"table"}}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.I)
NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,40})")
STOPS = re.compile(r"[>\"']")
ATTRIBUTE = re.compile(r"([A-Za-z-]{1,20})(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
MOST_DEEP = 300


def text_of(markup: str) -> str:
    reader = _Seen()
    for text, tag, attributes, ends in _pieces(markup):
        if tag:
            (reader.end if ends else reader.begin)(tag, attributes)
        else:
            reader.say(text)
    return reader.text()


def _pieces(markup: str) -> Iterator[tuple[str, str, str, bool]]:
    """Words, or a tag with its attributes; ends: of its end. In time that grows with the length and no faster."""
    place, ends = 0, _Ends(markup)
    while (begin := markup.find("<", place)) >= 0:
        yield markup[place:begin], "", "", False
        named = NAME.match(markup, begin)
        if named:
            place = ends.of_tag(named.end())
        elif markup.startswith("<!--", begin):
            place = ends.after("-->", begin + 4)
        elif markup.startswith(("<!", "<?", "</"), begin):
            place = ends.after(">", begin + 2)
        else:
            place = 0
        if not place:  # it never ends, or is no tag: a sign like any other
            yield "<", "", "", False
            place = begin + 1
        elif named:
            tag, closes = named[1].lower(), markup[begin + 1] == "/"
            yield "", tag, markup[named.end() : place - 1], closes
            if tag in VERBATIM and not closes:
                place = ends.after(f"</{tag}", place, or_else=len(markup))
                place -= len(tag) + 2 if place < len(markup) else 0
    yield markup[place:], "", "", False


class _Ends:
    """Where things end. What was looked for in vain once is not looked for again."""

    def __init__(self, markup: str) -> None:
        self._markup, self._lower, self._never = markup, markup.lower(), set[str]()

    def after(self, what: str, place: int, or_else: int = 0) -> int:
        """The place after the next one; `or_else` where none comes."""
        found = -1 if what in self._never else self._lower.find(what, place)
        if found < 0:
            self._never.add(what)
            return or_else
        return found + len(what)

    def of_tag(self, place: int) -> int:
        """After its >, which does not stand between quotation marks; 0 where none comes."""
        if "tag" in self._never:
            return 0
        while stop := STOPS.search(self._markup, place):
            if stop[0] == ">":
                return stop.end()
            place = self.after(stop[0], stop.end(), or_else=stop.end())
        self._never.add("tag")
        return 0


class _Seen:
    """Text with a new line for each block, and > before what stands in a quotation."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._open: list[tuple[str, bool]] = []
        self._names = Counter[str]()  # of the open ones, so that most looks are short
        self._hidden = 0

    def begin(self, tag: str, attributes: str) -> None:
        self._add_left_out_ends(tag)
        if tag in LINES:
            self._lines.append([])
        if tag in CELLS:
            self._lines[-1].append(" ")
        if tag in VOID or attributes.endswith("/") or len(self._open) >= MOST_DEEP:
            return
        hides = tag in UNSEEN or _hides(attributes)
        self._open.append((tag, hides))
        self._hidden += hides
        self._names[tag] += 1

    def end(self, tag: str, attributes: str = "") -> None:
        if tag in LINES:
            self._lines.append([])
        self._end_down_to({tag})

    def say(self, text: str) -> None:
        if self._hidden or not text:
            return
        if self._names["blockquote"] and not self._lines[-1]:
            self._lines[-1].append("> ")
        self._lines[-1].append(re.sub(r"\s+", " ", _unescaped(text)))

    def text(self) -> str:
        joined = ("".join(line) for line in self._lines)
        lines = [line.strip() if not line.startswith("> ") else "> " + line[2:].strip() for line in joined]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line if line != ">" else "" for line in lines)).strip()

    def _add_left_out_ends(self, tag: str) -> None:
        if tag not in IN_HEAD:
            self._end_down_to({"head"})
        if tag in LINES and tag != "br":
            self._end_down_to({"p"}, CELLS | {"table"})
        if tag in ENDED_BY:
            self._end_down_to(ENDED_BY[tag], WALLS[tag])

    def _end_down_to(self, names: AbstractSet[str], walls: AbstractSet[str] = frozenset()) -> None:
        """The innermost open one of these names, and what was left open in it; none behind a wall."""
        if not any(self._names[name] for name in names):
            return
        depth = len(self._open)
        place = next((at for at in range(depth - 1, -1, -1) if self._open[at][0] in names | walls), depth)
        if place < depth and self._open[place][0] in names:
            for name, hides in self._open[place:]:
                self._names[name] -= 1
                self._hidden -= hides
            del self._open[place:]


def _hides(attributes: str) -> bool:
    given = {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(attributes[:4000])}
    return "hidden" in given or bool(HIDDEN.search(given.get("style", "")))


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number without end
        return text
