"""Whether an e-mail is the partner's: by the address that it came to, who wrote it, and what our mail server checked.

Only the head of the e-mail is looked at, and no more than a little of it. Sources: RFC 5322 §3.6, RFC 8601
"""

import re
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from saphan.voice.channels.contract import Account, Received
from saphan.voice.channels.mail.fields import in_letters
from saphan.voice.channels.signing import same

SECRET, RECIPIENT = "x-saphan-secret", "x-original-to"
MOST_HEAD = 128 * 1024  # bytes
DOMAIN = r"\s*=\s*(?:[^\s;@]*@)?([A-Za-z0-9.-]+)(?=[\s;]|$)"
FROM_OF_DKIM = re.compile(r"\bdkim\s*=\s*pass\b[^;]*?\bheader\.(?:d|i)" + DOMAIN, re.I)
FROM_OF_DMARC = re.compile(r"\bdmarc\s*=\s*pass\b[^;]*?\bheader\.from" + DOMAIN, re.I)
MARKS = re.compile(r"\\.|[\"()]", re.S)


def verify(received: Received, account: Account) -> bool:
    """The two secrets first, in constant time; only then is the e-mail looked into."""
    by_our_server = same(received.header(SECRET), account["secret"])
    to_the_partner = same(mark_of(received.header(RECIPIENT), account["mailbox"]), account["mark"])
    if not (by_our_server and to_the_partner):
        return False
    head = head_of(received.body)
    return is_of(sender_of(head), account["senders"]) and (not account["checked_by"] or is_checked(head, account))


def mark_of(recipient: str, mailbox: str) -> str:
    """What stands between + and @ in our own address; empty for any other."""
    local, _, domain = recipient.strip().lower().strip("<>").rpartition("@")
    name, plus, mark = local.partition("+")
    ours, _, our_domain = mailbox.lower().rpartition("@")
    return mark if plus and (name, domain) == (ours, our_domain) else ""


def head_of(body: bytes) -> Message:
    """The fields above the first empty line."""
    head = re.split(rb"\r?\n\r?\n", body[:MOST_HEAD], maxsplit=1)[0]
    return in_letters(BytesHeaderParser().parsebytes(head + b"\n\n"))


def sender_of(head: Message) -> str:
    """The one address it is from; empty where there is none, or several: somebody hides behind one."""
    fields = [str(each) for each in head.get_all("from", [])]
    try:
        addresses = [address for _, address in getaddresses(fields)]
    except (MessageError, ValueError, IndexError, RecursionError):
        return ""
    found = addresses[0] if len(fields) == len(addresses) == 1 else ""
    return found.lower() if re.fullmatch(r"[^\s@<>,;:\"]+@[A-Za-z0-9.-]+", found) else ""


def is_of(sender: str, senders: str) -> bool:
    """An address that was named, or one of a domain that was."""
    allowed = {each.strip().lower() for each in senders.split(",") if each.strip()}
    return bool(sender) and (sender in allowed or "@" + sender.rpartition("@")[2] in allowed)


def is_checked(head: Message, account: Account) -> bool:
    """Whether our own mail server says so, in the topmost field: those below may have come along."""
    fields = head.get_all("authentication-results", [])
    if not fields:
        return False
    said = _without_words_of_others(str(fields[0]).replace("\r", " ").replace("\n", " "))
    server, _, results = said.partition(";")
    if server.split()[:1] != [account["checked_by"]]:
        return False
    domain = sender_of(head).rpartition("@")[2]
    found = [*FROM_OF_DKIM.findall(results), *FROM_OF_DMARC.findall(results)]
    return any(_is_within(domain, each.lower()) for each in found)


def _without_words_of_others(field: str) -> str:
    """Without comments and what stands in quotation marks: there our server repeats what the sender wrote."""
    kept, begin, deep, quoted = [], 0, 0, False
    for mark in MARKS.finditer(field):
        if not (deep or quoted):
            kept.append(field[begin : mark.start()])
        begin = mark.end()
        if mark[0] == '"':
            quoted = not quoted
        elif not quoted:
            deep = max(deep + {"(": 1, ")": -1}.get(mark[0], 0), 0)
    return " ".join(kept if deep or quoted else [*kept, field[begin:]])


def _is_within(domain: str, signed: str) -> bool:
    """mail.partner.example is within partner.example, and not the other way round; `example` alone signs nothing."""
    return "." in signed and (domain == signed or domain.endswith("." + signed))
