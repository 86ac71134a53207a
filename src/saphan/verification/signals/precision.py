"""How many of the signals that were looked into were something. Published with its n and interval."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from saphan.casework.suggesting.interval import wilson
from saphan.store.acting import acting_as
from saphan.store.callers import Counting
from saphan.verification.models import SignalOutcome


@dataclass(frozen=True, slots=True)
class Precision:
    """confirmed and false of those that were clear; unclear stands apart."""

    confirmed: int
    false: int
    unclear: int

    @property
    def n(self) -> int:
        return self.confirmed + self.false

    @property
    def share(self) -> float | None:
        """confirmed / (confirmed + false), 0 to 1; None while nothing was clear."""
        return self.confirmed / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, at 95 %, 0 to 1."""
        return wilson(self.confirmed, self.n)


def precision(pool_id: UUID | None = None) -> Precision:
    """Of one pool, or of the whole house: the last outcome of every signal that has one."""
    with acting_as(Counting()):
        rows = SignalOutcome.objects.order_by("signal_id", "-id").distinct("signal_id")
        if pool_id is not None:
            rows = rows.filter(pool_id=pool_id)
        counts = Counter(rows.values_list("outcome", flat=True))
    return Precision(counts["confirmed"], counts["false"], counts["unclear"])
