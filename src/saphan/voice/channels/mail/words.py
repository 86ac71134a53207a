"""The words of an e-mail: what was written now, and beneath it what was quoted, marked with > as people do. Pure."""

import codecs
import re
from html.parser import HTMLParser

BLOCKS = {"p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"}
VOID = {"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "embed", "source"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.I)
FORMER = re.compile(r"^\s*(-{2,}\s*(original message|forwarded message|ข้อความต้นฉบับ)\s*-{2,}|_{10,})\s*$", re.I)
INTRODUCES = re.compile(r"^\s*(on|am|le|el|op|เมื่อ|vào|pada)\b.{5,200}:\s*$", re.I)
FORWARD = re.compile(r"^\s*(fwd?|wg|tr|i)\s*:", re.I)
ANSWER = re.compile(r"^\s*((re|aw|sv|antw|ตอบ|fwd?|wg|tr|i)\s*:\s*)+", re.I)
MOST = 60_000  # signs
MOST_DEEP = 300


def decoded(content: bytes, charset: str) -> str:
    """As it says, if that can be; else what it seems to be. Nothing is thrown away."""
    for name in (charset, "utf-8"):
        try:
            return content.decode(codecs.lookup(name).name if name else "utf-8")
        except (LookupError, ValueError, TypeError):
            continue
    return content.decode("cp1252", "replace")


def is_forwarded(subject: str, text: str) -> bool:
    return bool(FORWARD.match(subject)) or any(
        "forward" in line.lower() for line in text.split("\n") if FORMER.match(line)
    )


def without_marks(subject: str) -> str:
    """A subject without Re: and Fwd:."""
    return ANSWER.sub("", subject).strip()


def in_order(text: str) -> str:
    """What was written now, an empty line, and every quoted line with its mark; the whole not longer than is read."""
    own: list[str] = []
    quoted: list[str] = []
    is_former = False
    lines = text[: MOST * 5].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place, line in enumerate(lines):
        is_former = is_former or bool(FORMER.match(line))
        if is_former and not line.startswith(">"):
            quoted.append(f"> {line}")
        elif line.startswith(">") or (INTRODUCES.match(line) and _is_quoted_below(lines, place)):
            quoted.append(line if line.startswith(">") else f"> {line}")
        else:
            own.append(line)
    parts = (_joined(own), _joined(quoted))
    return "\n\n".join(part for part in parts if part)[:MOST]


def of_html(markup: str) -> str:
    """What a person would have seen. Nothing is run, asked for or followed."""
    reader = _Seen()
    try:
        reader.feed(markup[: MOST * 20])
        reader.close()
    except (AssertionError, ValueError, RecursionError):  # what was read so far stands
        pass
    return reader.text()


def _is_quoted_below(lines: list[str], place: int) -> bool:
    return any(line.startswith(">") for line in lines[place + 1 : place + 3])


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


class _Seen(HTMLParser):
    """Text with a new line for each block, and > before what stands in a quotation."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = [""]
        self._open: list[tuple[str, bool]] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "blockquote":
            self._lines.append("")
        if tag in ("td", "th"):
            self._lines[-1] += " "
        if tag in VOID or len(self._open) >= MOST_DEEP:
            return
        given = dict(attrs)
        hides = tag in UNSEEN or "hidden" in given or bool(HIDDEN.search(given.get("style") or ""))
        self._open.append((tag, hides))
        self._quoted += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag == "blockquote":
            self._lines.append("")
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            self._quoted -= sum(name == "blockquote" for name, _ in self._open[places[-1] :])
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        if any(hides for _, hides in self._open):
            return
        words = re.sub(r"\s+", " ", data)
        if self._quoted and not self._lines[-1]:
            self._lines[-1] = "> "
        self._lines[-1] += words

    def text(self) -> str:
        lines = [line.strip() if not line.startswith("> ") else "> " + line[2:].strip() for line in self._lines]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line if line != ">" else "" for line in lines)).strip()
