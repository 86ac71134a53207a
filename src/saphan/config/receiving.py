"""`saphan receive-mail`, which a mail server calls with one e-mail, and `saphan read-again`, after an upgrade."""

import argparse
import os
import sys
from typing import BinaryIO
from uuid import UUID

KEPT, CUT, NO_SUCH, LATER, NOT_PERMITTED = os.EX_OK, os.EX_DATAERR, os.EX_NOUSER, os.EX_TEMPFAIL, os.EX_NOPERM
"""What a mail server understands: taken; broken; nobody here; try again; not from you."""
LARGEST = 25 * 1024 * 1024  # bytes of one e-mail; mail servers take ten or twenty


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("account", type=UUID, help="the number in the address of the channel")
    command.add_argument("recipient", help="the address that the e-mail was sent to, as the mail server knows it")


def receive(account_id: UUID, recipient: str, mail: BinaryIO) -> int:
    """Take one e-mail in, and say with which status to end. Whatever is not sure is tried again by the mail server."""
    from saphan.voice.channels import webhook
    from saphan.voice.channels.accounts import accounts
    from saphan.voice.channels.mail.parse import RECIPIENT, SECRET

    body = mail.read(LARGEST + 1)
    if len(body) > LARGEST:
        return CUT
    try:
        found = accounts.opened(account_id, "mail")
        if found is None:
            return NO_SUCH
        headers = {SECRET: found.account["secret"], RECIPIENT: recipient}
        refused = webhook.taken(webhook.brought_by_hand(found, headers, body), found)
    except Exception as error:  # the database is away, or a fault of ours: any other status sends the e-mail back
        print(f"not kept now: {type(error).__name__}", file=sys.stderr)
        return LATER
    if refused is None:
        return KEPT
    return NOT_PERMITTED if refused.status == webhook.NOT_SIGNED.status else CUT


def read_again() -> None:
    """At every desk: what could not be read."""
    from saphan.store.callers import System
    from saphan.voice.channels.arriving import reading_again

    found = [reading_again.read_again(by=System("voice.read_again"), desk_id=each) for each in _desks()]
    read, left = sum(each.read for each in found), sum(each.left for each in found)
    print(f"{read} read again, {left} still cannot be read.")


def _desks() -> tuple[UUID, ...]:
    from saphan.voice.channels.arriving import reading_again

    return reading_again.desks_with_unread()


def standard_input() -> BinaryIO:
    return sys.stdin.buffer
