"""An individual claim, locked for a change, and what a lead decides about it in writing."""

from uuid import UUID

from saphan.languages.writing import clean
from saphan.remedy.claim_models import Claim
from saphan.remedy.codes import MOST_WORDS
from saphan.remedy.policies import may_raise_claims, require
from saphan.remedy.refusals import NotNow, WordsMissing
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault import services as vault
from saphan.vault.sealing import Cell


def claim_to_change(claim_id: UUID, by: Staff, *states: str) -> Claim:
    """The claim of the own desk, locked. Raises NotAllowed, NotNow."""
    require(may_raise_claims(by))
    claim = Claim.objects.select_for_update().filter(id=claim_id).first()
    if claim is None:
        raise NotAllowed
    if claim.state not in states:
        raise NotNow
    return claim


def written_words(words: str) -> str:
    """Raises WordsMissing: nothing was written, or far too much."""
    written = clean(words)
    if not written or len(written) > MOST_WORDS:
        raise WordsMissing
    return written


def seal_decision(words: str, *, table: str, desk_id: UUID) -> tuple[UUID, bytes]:
    """Id and sealed words of a written decision, under a key of its own; the id is the row's."""
    decision_id = random_id()
    row, key = vault.new_key(subject_id=decision_id, desk_id=desk_id, kind="decision")
    row.save(force_insert=True)
    return decision_id, vault.seal(words, key=key, cell=Cell(table, "sealed", decision_id))
