"""What one browser is doing, sealed under a key that only its cookie holds; gone after its time, or when she leaves.

The cookie holds a random token. The row is found by its keyed hash and opened by a key derived from it, so that the
database alone shows neither.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Lookup
from saphan.store.writing import acting_in_one_go, statement_for
from saphan.vault import hashing, sealing
from saphan.vault.sealing import CannotOpen
from saphan.voice.models import PageDraft

FIRST_VISIT = timedelta(hours=24)
RETURN_VISIT = timedelta(hours=1)
FRESH = timedelta(minutes=15)
AGEING = timedelta(minutes=1)
LABEL = "page-draft"
BLANK = "new."


@dataclass(frozen=True, slots=True)
class Draft:
    """One visit. `code` only while the visit that made it lasts; `typed` is what a page could not keep yet."""

    conversation: str = ""
    code: str = field(default="", repr=False)
    typed: str = field(default="", repr=False)
    returned: bool = False
    word_given: bool = False
    note: str = ""
    at: float = 0.0  # when it was last kept, in seconds since 1970

    @property
    def is_fresh(self) -> bool:
        """Whether who types now is surely who typed last: on a shared phone another person may come next."""
        return clock.now().timestamp() - self.at < FRESH.total_seconds()

    @property
    def is_ageing(self) -> bool:
        """Whether its time should begin anew; not with every page, because that is a write."""
        return clock.now().timestamp() - self.at > AGEING.total_seconds()

    @property
    def conversation_id(self) -> UUID | None:
        return UUID(self.conversation) if self.conversation else None


def new_token() -> str:
    return secrets.token_urlsafe(24)


def blank_token() -> str:
    """For a browser that has kept nothing yet: it holds her form's key, and nobody looks for a visit behind it."""
    return BLANK + new_token()


def read(token: str) -> Draft | None:
    """The visit of this cookie, or None: no such row, or its time is over."""
    if token.startswith(BLANK):
        return None
    token_hash = hashing.token_hash("draft", token)
    with acting_as(Lookup(token_hash)) as moment:
        row = PageDraft.objects.filter(token_hash=token_hash, until__gt=moment.now).first()
    if row is None:
        return None
    try:
        content = sealing.open_under_secret(row.sealed, hashing.token_secret("draft", token), LABEL)
    except CannotOpen:
        return None
    return Draft(**json.loads(content))


def begin(draft: Draft) -> str:
    """Keep a new visit; returns the token for its cookie."""
    token = new_token()
    token_hash = hashing.token_hash("draft", token)
    with acting_in_one_go(Lookup(token_hash)) as (_, statements):
        statements.append(statement_for(_row(token_hash, token, draft)))
    return token


def keep(token: str, draft: Draft) -> None:
    """Write the visit of this cookie, instead of what was there; its time begins anew."""
    token_hash = hashing.token_hash("draft", token)
    row = _row(token_hash, token, draft)
    with acting_as(Lookup(token_hash)):
        if not PageDraft.objects.filter(token_hash=token_hash).update(sealed=row.sealed, until=row.until):
            row.save(force_insert=True)


def _row(token_hash: bytes, token: str, draft: Draft) -> PageDraft:
    content = json.dumps({**asdict(draft), "at": clock.now().timestamp()}).encode("utf-8", "surrogatepass")
    return PageDraft(
        token_hash=token_hash,
        sealed=sealing.seal_under_secret(content, hashing.token_secret("draft", token), LABEL),
        until=clock.now() + (RETURN_VISIT if draft.returned else FIRST_VISIT),
    )


def change(token: str, draft: Draft, **changes: str | bool) -> Draft:
    """Keep the visit with some things changed; returns it."""
    changed = replace(draft, **changes)  # type: ignore[arg-type]
    keep(token, changed)
    return changed


def drop(token: str) -> None:
    """She leaves: nothing of the visit stays."""
    token_hash = hashing.token_hash("draft", token)
    with acting_as(Lookup(token_hash)):
        PageDraft.objects.filter(token_hash=token_hash).delete()


def form_key(token: str) -> str:
    """What a form of this browser carries, so that another site cannot send it."""
    secret = hashing.token_secret("form", token)
    return hmac.new(secret, b"form", hashlib.sha256).hexdigest()[:32]


def is_form_key(token: str, key: str) -> bool:
    return hmac.compare_digest(form_key(token).encode(), key.encode("utf-8", "replace"))
