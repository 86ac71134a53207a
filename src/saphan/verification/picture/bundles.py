"""Independent voices as the verifier sees them: who counts as one, why, and what each weighs. Pure, no words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from saphan.verification.independence import REASONS, Cluster
from saphan.verification.mass import Ground, Mass, Part


@dataclass(frozen=True, slots=True)
class Amount:
    """What one ground adds; code as in `mass.Ground`."""

    code: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Why:
    """One reason that makes several accounts one. ties: how often it was found among them."""

    reason: str
    ties: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """What an independent voice has in common with an earlier one. on: the number of that one."""

    on: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One independent voice. accounts: how many are counted as this one.

    grounds, further, weight: as in `mass.Part`. taken_off: what its leaning on others costs it, or the cap that one
    voice has.
    """

    number: int
    accounts: int
    why: tuple[Why, ...]
    leanings: tuple[Leaning, ...]
    grounds: tuple[Amount, ...]
    further: Decimal
    taken_off: Decimal
    weight: Decimal

    @property
    def is_one(self) -> bool:
        return self.accounts == 1


@dataclass(frozen=True, slots=True)
class Weighed:
    """The mass of an issue, for reading. scale: where the bar ends."""

    total: Decimal
    needed: Decimal
    scale: Decimal
    capped: bool
    beside: tuple[Amount, ...]
    edition: int


def bundles(numbers: Mapping[UUID, int], mass: Mass) -> tuple[Bundle, ...]:
    """One for each part of the mass, by number. numbers: of every account that is shown, that of its voice."""
    shown = [part for part in mass.parts if any(voice in numbers for voice in part.cluster.voices)]
    return tuple(sorted((_bundle(part, numbers) for part in shown), key=lambda bundle: bundle.number))


def weighed(mass: Mass) -> Weighed:
    return Weighed(
        total=_shown(mass.total),
        needed=_shown(mass.needed),
        scale=_shown(max(mass.total, 2 * mass.needed)),
        capped=mass.capped,
        beside=_amounts(mass.beside),
        edition=mass.edition,
    )


def _bundle(part: Part, numbers: Mapping[UUID, int]) -> Bundle:
    whole = sum(ground.amount for ground in part.grounds) + part.further
    weight = _shown(part.weight)
    return Bundle(
        number=next(numbers[voice] for voice in part.cluster.voices if voice in numbers),
        accounts=len(part.cluster.voices),
        why=_why(part.cluster),
        leanings=_leanings(part, numbers),
        grounds=_amounts(part.grounds),
        further=_shown(part.further),
        taken_off=_shown(whole) - weight,
        weight=weight,
    )


def _amounts(grounds: Iterable[Ground]) -> tuple[Amount, ...]:
    return tuple(Amount(ground.code, _shown(ground.amount)) for ground in grounds)


def _shown(amount: float) -> Decimal:
    """To a hundredth."""
    return Decimal(str(round(amount, 2)))


def _why(cluster: Cluster) -> tuple[Why, ...]:
    """The strongest reasons first, as independence orders them."""
    found = Counter(reason for tie in cluster.ties for reason in tie.reasons)
    return tuple(Why(reason, found[reason]) for reason in REASONS if found[reason])


def _leanings(part: Part, numbers: Mapping[UUID, int]) -> tuple[Leaning, ...]:
    """None where a person stands behind it: whoever was called back or met leans on nobody."""
    if not part.doubt:
        return ()
    inside = set(part.cluster.voices)
    others = [(tie.left if tie.right in inside else tie.right, tie.reasons) for tie in part.cluster.leans]
    return tuple(Leaning(numbers[other], reasons) for other, reasons in others if other in numbers)
