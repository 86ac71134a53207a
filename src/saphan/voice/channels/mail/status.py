"""What e-mails say that no person wrote: bounces, automatic answers, lists. Sources: RFC 3834, RFC 3464, RFC 2369

None of them is ever answered, so that two machines cannot write to each other for ever.
"""

import re
from email.message import Message

ROBOTS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply")
OURS = re.compile(r"<saphan\.([0-9a-f]{32})[.@]")  # in the names of our letters
OUR_SUBJECT = re.compile(r"✓ \d{4}-\d\d-\d\d \d\d:\d\d UTC")


def is_an_answer(head: Message) -> bool:
    """A machine answers us, or brings back what we wrote: it tells nothing of anybody."""
    automatic = _first_word(head, "auto-submitted")
    return (
        automatic == "auto-replied"
        or head.get_content_type() == "multipart/report"
        or str(head.get("return-path", "x")).strip() == "<>"
        or any(name in head for name in ("x-autoreply", "x-autorespond", "x-failed-recipients"))
        or _first_word(head, "precedence") == "auto_reply"
    )


def may_be_answered(head: Message, sender: str, subject: str) -> bool:
    """Only what a person wrote to us alone; no answer to a letter of ours: not every machine says that it is one."""
    return (
        _first_word(head, "auto-submitted") in ("", "no")
        and _first_word(head, "precedence") not in ("bulk", "list", "junk", "auto_reply")
        and not any(name.lower().startswith("list-") for name in head)
        and not OURS.search(former_names(head))
        and not OUR_SUBJECT.search(subject)
        and sender.isascii()
        and _who(sender) not in ROBOTS
    )


def former_names(head: Message) -> str:
    """Names of the e-mails that it answers."""
    return f"{head.get('references', '')} {head.get('in-reply-to', '')}"


def _who(sender: str) -> str:
    return sender.partition("@")[0].partition("+")[0].replace(".", "").replace("_", "-")


def _first_word(head: Message, name: str) -> str:
    return str(head.get(name, "")).partition(";")[0].strip().lower()
