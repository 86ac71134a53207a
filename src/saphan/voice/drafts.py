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
from saphan.vault.hashing import Token
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
    zawgyi: bool = False  # her phone shows Burmese in nothing else
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
    tokens = {each.hash: each for each in hashing.tokens("draft", token)}
    with acting_as(_holder(*tokens)) as moment:
        rows = PageDraft.objects.filter(token_hash__in=list(tokens), until__gt=moment.now)
        row = rows.order_by("-key_version").first()
    if row is None:
        return None
    try:
        content = sealing.open_under_secret(row.sealed, tokens[bytes(row.token_hash)].secret, LABEL)
    except CannotOpen:
        return None
    return Draft(**json.loads(content))


def begin(draft: Draft) -> str:
    """Keep a new visit; returns the token for its cookie."""
    token = new_token()
    newest = hashing.tokens("draft", token)[0]
    with acting_in_one_go(Lookup(newest.hash)) as (_, statements):
        statements.append(statement_for(_row(newest, draft)))
    return token


def keep(token: str, draft: Draft) -> None:
    """Write the visit of this cookie, instead of what was there; its time begins anew."""
    newest, *older = hashing.tokens("draft", token)
    row = _row(newest, draft)
    kept = {"sealed": row.sealed, "until": row.until, "key_version": row.key_version}
    with acting_as(_holder(newest.hash, *(each.hash for each in older))):
        if older:
            PageDraft.objects.filter(token_hash__in=[each.hash for each in older]).delete()
        if not PageDraft.objects.filter(token_hash=newest.hash).update(**kept):
            row.save(force_insert=True)


def _row(token: Token, draft: Draft) -> PageDraft:
    content = json.dumps({**asdict(draft), "at": clock.now().timestamp()}).encode("utf-8", "surrogatepass")
    return PageDraft(
        token_hash=token.hash,
        key_version=token.version,
        sealed=sealing.seal_under_secret(content, token.secret, LABEL),
        until=clock.now() + (RETURN_VISIT if draft.returned else FIRST_VISIT),
    )


def change(token: str, draft: Draft, **changes: str | bool) -> Draft:
    """Keep the visit with some things changed; returns it."""
    changed = replace(draft, **changes)  # type: ignore[arg-type]
    keep(token, changed)
    return changed


def drop(token: str) -> None:
    """She leaves: nothing of the visit stays."""
    hashes = [each.hash for each in hashing.tokens("draft", token)]
    with acting_as(_holder(*hashes)):
        PageDraft.objects.filter(token_hash__in=hashes).delete()


def _holder(newest: bytes, *older: bytes) -> Lookup:
    return Lookup(newest, older)


def form_key(token: str) -> str:
    """What a form of this browser carries, so that another site cannot send it."""
    return _form_keys(token)[0]


def is_form_key(token: str, key: str) -> bool:
    """Also under an older key: the page may have been open while keys were changed."""
    sent = key.encode("utf-8", "replace")
    return any(hmac.compare_digest(each.encode(), sent) for each in _form_keys(token))


def _form_keys(token: str) -> list[str]:
    of_each_version = (each.secret for each in hashing.tokens("form", token))
    return [hmac.new(secret, b"form", hashlib.sha256).hexdigest()[:32] for secret in of_each_version]
