"""Other systems that send voices to a desk: a key each, shown once, and who runs it.

What comes through a line that is run or paid by the company it is about, its owner or its buyer is feedback until the
person has spoken with the desk (domain.md §8).
"""

import hashlib
import secrets
import time
import zlib
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from saphan.network import policies
from saphan.network.models import Integration, OrganisationKind, RunBy
from saphan.network.refusals import NotNamed
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.hashing import tokens
from saphan.vault.keyring import key_ring
from saphan.vault.recording import record

KEY = "integration"
PREFIX = "saphan_"
LENGTH = 43  # signs of 256 random bits
INDEPENDENT = frozenset({RunBy.DESK, RunBy.UNION, RunBy.NGO})
REMEMBERED = 1.0  # seconds
MOST_REMEMBERED = 500
By = Staff | System
now = time.monotonic


@dataclass(frozen=True, slots=True)
class NewKey:
    """key: said once, to the lead; only its keyed hash is kept."""

    integration_id: UUID
    name: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IntegrationCard:
    """independent: what it sends is voice; otherwise it is feedback until the person has spoken with the desk."""

    id: UUID
    desk_id: UUID
    country: str
    independent: bool
    revoked: bool


_remembered: dict[tuple[int, bytes], tuple[float, IntegrationCard]] = {}


@dataclass(frozen=True, slots=True)
class IntegrationRow:
    """One line of the lead's page."""

    id: UUID
    name: str
    run_by: str | Promise
    organisation: str
    independent: bool
    made_on: date
    last_used_on: date | None
    revoked_on: date | None


def add_integration(*, desk_id: UUID, name: str, run_by: str, organisation_id: UUID | None = None, by: By) -> NewKey:
    """Let a system send voices to a desk; returns its key, once. Raises NotAllowed, NotNamed."""
    _require(by, desk_id)
    if RunBy(run_by) not in INDEPENDENT and organisation_id is None:
        raise NotNamed("name_it")
    key = _new_key()
    newest = tokens(KEY, key)[0]
    with acting_as(by) as moment:
        row = Integration.objects.create(
            desk_id=desk_id,
            name=name.strip(),
            run_by=run_by,
            organisation_id=organisation_id,
            key_hash=newest.hash,
            key_version=newest.version,
            made_on=moment.day,
        )
        record("network.integration_added", row.id, detail={"run_by": run_by})
    return NewKey(row.id, row.name, key)


def revoke_integration(*, integration_id: UUID, by: By) -> None:
    """From now on its key opens nothing; what it sent stays. Raises NotAllowed."""
    with acting_as(by) as moment:
        row = Integration.objects.select_for_update().get(id=integration_id)
        _require(by, row.desk_id)
        if row.revoked_on is None:
            row.revoked_on = moment.day
            row.save(update_fields=["revoked_on"])
            record("network.integration_revoked", row.id)
    _remembered.clear()


def integrations(desk_id: UUID) -> tuple[IntegrationRow, ...]:
    """Those of one desk, the newest first; revoked ones last."""
    rows = Integration.objects.filter(desk_id=desk_id).select_related("organisation").order_by("-made_on", "name")
    shown = [
        IntegrationRow(
            id=row.id,
            name=row.name,
            run_by=RunBy(row.run_by).label,
            organisation=row.organisation.name if row.organisation else "",
            independent=is_independent(row.run_by, row.organisation.kind if row.organisation else ""),
            made_on=row.made_on,
            last_used_on=row.last_used_on,
            revoked_on=row.revoked_on,
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda row: row.revoked_on is not None))


def integration_with(key: str) -> IntegrationCard | None:
    """Whose key this is, or None. A key that cannot be one costs no look-up, nor does one that came a moment ago.

    So a key that is revoked elsewhere may be answered for one more second by a process that has just seen it.
    """
    if not is_well_formed(key):
        return None
    mark = (key_ring().hash_version, hashlib.sha256(key.encode()).digest())
    until, card = _remembered.get(mark, (0.0, None))
    if card is None or until <= now():
        card = _looked_up(key)
        _remember(mark, card)
    return card


def _remember(mark: tuple[int, bytes], card: IntegrationCard | None) -> None:
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    if card is not None and not card.revoked:
        _remembered[mark] = (now() + REMEMBERED, card)


def _looked_up(key: str) -> IntegrationCard | None:
    named = ("id", "desk_id", "desk__country", "run_by", "organisation__kind", "revoked_on", "last_used_on")
    newest, *older = tokens(KEY, key)
    known = Integration.objects.filter(key_hash__in=[newest.hash, *(each.hash for each in older)])
    row = known.values_list(*named, "key_version").first()
    if row is None:
        return None
    integration_id, desk_id, country, run_by, kind, revoked_on, last_used_on, version = row
    if revoked_on is None and last_used_on != clock.today():
        _note_use(integration_id)
    if version < newest.version:  # only now, with the key in hand, can it move
        Integration.objects.filter(id=integration_id).update(key_hash=newest.hash, key_version=newest.version)
    return IntegrationCard(integration_id, desk_id, country, is_independent(run_by, kind), revoked_on is not None)


def is_independent(run_by: str, kind: str | None) -> bool:
    """False where a company that workers may speak about, or one that gains from it, hears them first."""
    if run_by in INDEPENDENT:
        return True
    return run_by == RunBy.OTHER and kind == OrganisationKind.SERVICE


def is_well_formed(key: str) -> bool:
    """Whether the check at its end fits: a key that was cut or mistyped is known without asking the database."""
    body, _, check = key.removeprefix(PREFIX).rpartition(".")
    return key.startswith(PREFIX) and len(body) == LENGTH and check == _check(body)


def _new_key() -> str:
    body = secrets.token_urlsafe(32)
    return f"{PREFIX}{body}.{_check(body)}"


def _check(body: str) -> str:
    return f"{zlib.crc32(body.encode('utf-8', 'replace')):08x}"


def _note_use(integration_id: UUID) -> None:
    """By the day, and written once a day."""
    today = clock.today()
    before = Q(last_used_on=None) | Q(last_used_on__lt=today)
    Integration.objects.filter(before, id=integration_id).update(last_used_on=today)


def _require(by: By, desk_id: UUID) -> None:
    if not policies.may_manage_desk(by, desk_id):
        raise NotAllowed
