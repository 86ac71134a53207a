"""What one send was answered, so that a repeat gets the same: sealed under its token, which no database holds."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Lookup
from saphan.vault import hashing, sealing
from saphan.voice.marks import Receipt


def receipts(
    once: str, answer: Mapping[str, str], desk_id: UUID, conversation_id: UUID, now: datetime
) -> list[Receipt]:
    """One, and while keys are being changed one under each version: a process that does not know the newest key yet
    would not see that one, and would take a repeated send for a second one."""
    tokens = hashing.tokens("once", once)
    return [
        Receipt(
            token_hash=token.hash,
            key_version=tokens[0].version,
            desk_id=desk_id,
            conversation_id=conversation_id,
            sealed_answer=sealing.seal_under_secret(json.dumps(answer).encode(), token.secret, "receipt"),
            at=now,
        )
        for token in tokens
    ]


def receipt_of(once: str) -> Receipt | None:
    """Of this send, if it came before."""
    newest, *older = (token.hash for token in hashing.tokens("once", once))
    with acting_as(Lookup(newest, tuple(older))):
        return Receipt.objects.filter(token_hash__in=[newest, *older]).order_by("-key_version").first()


def answer_in(receipt: Receipt, once: str) -> dict[str, str]:
    """What was answered then; empty where nothing was, or the story is gone."""
    if not receipt.sealed_answer:
        return {}
    secrets = {token.hash: token.secret for token in hashing.tokens("once", once)}
    opened = sealing.open_under_secret(receipt.sealed_answer, secrets[bytes(receipt.token_hash)], "receipt")
    return dict(json.loads(opened))
