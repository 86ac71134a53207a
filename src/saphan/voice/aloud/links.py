"""The link by which a volunteer comes in: one language, some days, revocable; behind it are our questions alone."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from saphan.network.models import Desk, Role
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.hashing import tokens
from saphan.vault.keyed import keyed
from saphan.vault.recording import record
from saphan.voice.aloud.models import ReadingLink
from saphan.voice.aloud.questions import is_readable
from saphan.voice.aloud.refusals import LinkOver

PURPOSE = "reading_aloud"
DAYS = (3, 7, 30)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever holds a link that is good now."""

    link_id: UUID
    language: str


@dataclass(frozen=True, slots=True)
class NewLink:
    """token: said once; only its keyed hash is kept."""

    link_id: UUID
    language: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkRow:
    id: UUID
    language: str
    until: datetime
    is_good: bool


def register() -> None:
    keyed("voice_reading_link.token_hash", older=older_links)


def older_links(version: int) -> int:
    return ReadingLink.objects.filter(revoked_on=None, until__gt=clock.now(), key_version__lt=version).count()


def may_give_links(by: Staff) -> bool:
    return by.has_role(Role.LEAD) or by.has_role(Role.EDITOR)


def make_link(*, language: str, days: int, by: Staff) -> NewLink:
    """A link for one volunteer. Raises NotAllowed, also for a language or a span that is not offered."""
    if not may_give_links(by) or not is_readable(language) or days not in DAYS:
        raise NotAllowed
    token = secrets.token_urlsafe(24)
    newest = tokens(PURPOSE, token)[0]
    with acting_as(by) as moment:
        row = ReadingLink.objects.create(
            desk_id=by.desk_id,
            language=language,
            token_hash=newest.hash,
            key_version=newest.version,
            made_by=by.id,
            made_on=moment.day,
            until=moment.now + timedelta(days=days),
        )
        record("voice.reading_link_made", row.id, detail={"language": language})
    return NewLink(row.id, language, token)


def revoke_link(*, link_id: UUID, by: Staff) -> None:
    """It opens nothing from now on; what was read stays. Raises NotAllowed, ReadingLink.DoesNotExist."""
    if not may_give_links(by):
        raise NotAllowed
    with acting_as(by) as moment:
        row = ReadingLink.objects.select_for_update().get(id=link_id, desk_id=by.desk_id)
        if row.revoked_on is None:
            row.revoked_on = moment.day
            row.save(update_fields=["revoked_on"])
            record("voice.reading_link_revoked", row.id)


def reader_with(token: str) -> Reader:
    """Whom the link lets in. Raises LinkOver, the same for one that never was."""
    known = [each.hash for each in tokens(PURPOSE, token[:64])]
    row = ReadingLink.objects.filter(token_hash__in=known, revoked_on=None, until__gt=clock.now()).first()
    if row is None or not Desk.objects.filter(id=row.desk_id, frozen_on=None).exists():
        raise LinkOver
    return Reader(row.id, row.language)


def links_of(by: Staff) -> tuple[LinkRow, ...]:
    """The desk's links, the newest first."""
    if not may_give_links(by):
        return ()
    rows = ReadingLink.objects.filter(desk_id=by.desk_id).order_by("-until", "id")[:50]
    return tuple(LinkRow(row.id, row.language, row.until, _is_good(row)) for row in rows)


def _is_good(row: ReadingLink) -> bool:
    return row.revoked_on is None and row.until > clock.now()
