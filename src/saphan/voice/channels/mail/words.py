"""The words of an e-mail: what was written now, and beneath it what was quoted, marked with > as people do. Pure."""

import codecs
import re
from collections.abc import Iterable

from saphan.voice.channels.mail.seen import text_of

FORMER = re.compile(r"^\s*(-{2,}\s*(original message|forwarded message|ข้อความต้นฉบับ)\s*-{2,}|_{10,})\s*$", re.I)
FROM = re.compile(r"^[\s*]*(from|von|de|จาก|từ|dari)\s*\*?\s*:", re.I)
BESIDE_FROM = re.compile(
    r"^[\s*]*(sent|date|to|cc|subject|gesendet|an|betreff|envoyé|à|objet|ส่ง|วันที่|ถึง|สำเนา|เรื่อง"
    r"|đã gửi|ngày|đến|tới|chủ đề|dikirim|dihantar|tarikh|tanggal|kepada|subjek)\s*\*?\s*:",
    re.I,
)
INTRODUCES = re.compile(r"^\s*(on|am|le|el|op|เมื่อ|vào|pada)\b.{5,200}:\s*$", re.I)
FORWARD = re.compile(r"^\s*(fwd?|wg|tr|i)\s*:", re.I)
ANSWER = re.compile(r"^\s*((re|aw|sv|antw|ตอบ|fwd?|wg|tr|i)\s*:\s*)+", re.I)
MOST = 60_000  # signs
SLOW = frozenset({"idna", "punycode"})  # no letters of an e-mail, and long to read


def decoded(content: bytes, charset: str) -> str:
    """As it says, if that can be; else what it seems to be. Nothing is thrown away."""
    for name in (charset, "utf-8"):
        try:
            codec = codecs.lookup(name).name if name else "utf-8"
            return content.decode("utf-8" if codec in SLOW else codec)
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


def joined(texts: Iterable[str]) -> str:
    """Those that say anything."""
    return "\n\n".join(text for text in texts if text.strip())


def quoted(text: str) -> str:
    """Somebody's earlier words, marked."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.strip().splitlines())


def in_order(text: str) -> str:
    """What was written now, an empty line, and every quoted line with its mark; the whole not longer than is read."""
    own: list[str] = []
    former: list[str] = []
    is_former = False
    lines = text[: MOST * 5].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place, line in enumerate(lines):
        is_former = is_former or bool(FORMER.match(line)) or _is_head_of_former(lines, place)
        if is_former and not line.startswith(">"):
            former.append(f"> {line}")
        elif line.startswith(">") or (INTRODUCES.match(line) and _is_quoted_below(lines, place)):
            former.append(line if line.startswith(">") else f"> {line}")
        else:
            own.append(line)
    parts = (_joined(own), _joined(former))
    return "\n\n".join(part for part in parts if part)[:MOST]


def of_html(markup: str) -> str:
    """What a person would have seen. Nothing is run, asked for or followed."""
    return text_of(markup[: MOST * 20])


def _is_head_of_former(lines: list[str], place: int) -> bool:
    """As Outlook writes above what is answered or forwarded: From, then at once Sent, To or Subject."""
    below = [line for line in lines[place + 1 : place + 6] if line.strip()]
    return bool(FROM.match(lines[place])) and len(below) > 1 and all(BESIDE_FROM.match(line) for line in below[:2])


def _is_quoted_below(lines: list[str], place: int) -> bool:
    return any(line.startswith(">") for line in lines[place + 1 : place + 3])


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()
