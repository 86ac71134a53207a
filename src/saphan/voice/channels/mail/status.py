"""What e-mails say that no person wrote: bounces, automatic answers, lists. Sources: RFC 3834, RFC 3464, RFC 2369

None of them is ever answered, so that two machines cannot write to each other for ever.
"""

from email.message import Message

ROBOTS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply")


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


def may_be_answered(head: Message, sender: str) -> bool:
    """Only what a person wrote to us alone."""
    return (
        _first_word(head, "auto-submitted") in ("", "no")
        and _first_word(head, "precedence") not in ("bulk", "list", "junk", "auto_reply")
        and not any(name.lower().startswith("list-") for name in head)
        and sender.partition("@")[0].replace(".", "") not in ROBOTS
    )


def _first_word(head: Message, name: str) -> str:
    return str(head.get(name, "")).partition(";")[0].strip().lower()
