"""The account behind an address, for the webhook: looked up once a second at the most, however much comes in.

So an account that is changed or ended in another process may be as it was for one more second in one that has just
seen it.
"""

import time
from uuid import UUID

from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened, remembered

REMEMBERED = 1.0  # seconds
MOST_REMEMBERED = 500
now = time.monotonic


def opened_at_the_door(account_id: UUID, channel: str) -> Opened | None:
    """None where there is none of this channel, or it ended."""
    until, found = remembered.get((account_id, channel), (0.0, None))
    if found is not None and until > now() and found.channel is registry.channel(channel):
        return found
    fresh = accounts.opened(account_id, channel)
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()
    if fresh is None:
        remembered.pop((account_id, channel), None)
    else:
        remembered[account_id, channel] = (now() + REMEMBERED, fresh)
    return fresh
