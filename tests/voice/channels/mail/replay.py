"""A partner's mail server in the storm: twenty talks, each under the e-mail with which it began."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import format_datetime

from saphan.store import clock
from tests.voice.channels.replaying import PEOPLE, Brought, Text

__all__ = ["ENTERED", "HANDLES", "brought"]

SECRET, MARK = "a-secret-of-our-mail-server", "abcdefgh12345678"
ENTERED = {"mailbox": "in@desk.example", "senders": "@partner.example", "secret": SECRET, "mark": MARK}
HANDLES = [f"<talk-{who}@partner.example>" for who in range(PEOPLE)]


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_mail(each) for each in texts]


def _mail(each: Text) -> Brought:
    begins = each.number < PEOPLE
    name = HANDLES[each.who] if begins else f"<mail-{each.number}@partner.example>"
    lines = [
        "From: refer@partner.example",
        f"To: in+{MARK}@desk.example",
        f"Message-ID: {name}",
        f"Date: {format_datetime(clock.now() + timedelta(seconds=each.number))}",
        *(() if begins else (f"References: {HANDLES[each.who]}", f"In-Reply-To: {HANDLES[each.who]}")),
        "Content-Type: text/plain; charset=utf-8",
        "",
        each.text,
        "",
    ]
    headers = {"X-Saphan-Secret": SECRET, "X-Original-To": f"in+{MARK}@desk.example"}
    return Brought("\n".join(lines).encode(), headers, kind="message/rfc822")
