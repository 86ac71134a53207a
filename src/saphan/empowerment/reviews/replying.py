"""The right of reply: a company answers what the public reads of it, and nothing more is shown to it.

What looks like a way to find the reviewer (a number, an address, a link) is refused; the rest a moderator reads.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from saphan.empowerment.refusals import DoesNotFit, NotNow
from saphan.empowerment.reviews.models import ReviewReply
from saphan.empowerment.reviews.selectors import Published, published
from saphan.languages.writing import ascii_digits, clean
from saphan.store.acting import acting_as
from saphan.store.callers import Partner
from saphan.vault.recording import record

LONGEST: Final = 2_000
_REACHES = re.compile(r"@|https?:|www\.|\d[\d\s().-]{5,}\d")


@dataclass(frozen=True, slots=True)
class Replied:
    """state: waiting, shown or sent_back, with the reason of that."""

    id: UUID
    text: str
    on: date
    state: str
    reason: str


def what_is_read(by: Partner) -> Published | None:
    """Exactly what everybody reads of this company."""
    return published([by.organisation_id]).get(by.organisation_id)


def replies(by: Partner) -> tuple[Replied, ...]:
    """Its own, the newest first."""
    with acting_as(by):
        rows = list(ReviewReply.objects.filter(recipient_id=by.organisation_id).order_by("-on", "-id"))
    return tuple(Replied(row.id, row.text, row.on, row.state, row.reason) for row in rows)


def reply(*, text: str, language: str, once: UUID, by: Partner) -> None:
    """It waits for a moderator. Raises NotNow where nothing is published or one waits already, and DoesNotFit."""
    said = clean(text).strip()
    if not said or len(said) > LONGEST:
        raise DoesNotFit("length")
    if _REACHES.search(ascii_digits(said)):
        raise DoesNotFit("reaches")
    read = what_is_read(by)
    if read is None:
        raise NotNow("nothing_published")
    with acting_as(by) as moment:
        rows = ReviewReply.objects.filter(recipient_id=by.organisation_id)
        if rows.filter(id=once).exists():
            return
        if rows.filter(state="waiting").exists():
            raise NotNow("one_waits")
        ReviewReply.objects.create(
            id=once,
            recipient_id=by.organisation_id,
            release_id=read.release_id,
            language=language,
            text=said,
            by=by.id,
            on=moment.day,
        )
        record("empowerment.replied", once)
