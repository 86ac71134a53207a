"""What the figures hear of a voice that counts, or counts no more, so that they count workers and not what was said.

Over any history, of one worker behind one issue: what counted with again=False, less what was taken back with
again=False, is 1 while something of hers stands and 0 when nothing does.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from saphan.vault.recording import Payload, record
from saphan.verification.facts import AnyFact

Hers = tuple[UUID, str, UUID, UUID]  # pool, kind family, respondent, voice


class Voices:
    """Whose facts stand, kept in memory while many are written or taken back. Pure."""

    def __init__(self, standing: Iterable[AnyFact]) -> None:
        self._standing = Counter(map(_hers, standing))

    def take_in(self, fact: AnyFact) -> bool:
        """It stands from now on; whether another one of hers stood already."""
        stood = self._standing[_hers(fact)] > 0
        self._standing[_hers(fact)] += 1
        return stood

    def take_out(self, fact: AnyFact) -> bool:
        """It stands no more; whether another one of hers still does."""
        self._standing[_hers(fact)] -= 1
        return self._standing[_hers(fact)] > 0


def _hers(fact: AnyFact) -> Hers:
    return fact.pool_id, fact.family, fact.respondent_id, fact.voice_group


def counted(fact: AnyFact, number: int, *, again: bool) -> Payload:
    """number: people affected, as the concern says. again: another fact of hers behind this issue stood before."""
    return {"concern": str(fact.source), "voice": str(fact.voice_group), "number": number, "again": again}


def tell_counted(issue_id: UUID, fact: AnyFact, number: int, *, again: bool) -> None:
    record("verification.voice_counted", issue_id, fact=counted(fact, number, again=again))


def tell_taken_back(issue_id: UUID, fact: AnyFact, number: int, *, again: bool) -> None:
    """number: as it was counted. again: another fact of hers behind this issue still stands."""
    payload: Payload = {"concern": str(fact.source), "number": number, "again": again}
    record("verification.voice_taken_back", issue_id, fact=payload)
