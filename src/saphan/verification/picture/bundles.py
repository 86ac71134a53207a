"""Independent voices as the verifier sees them: who counts as one, why, and what each weighs. Pure, no words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from saphan.verification.independence import REASONS, Tie
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
    """The mass of an issue, for reading. summed: before the cap; scale: where the bar ends."""

    total: Decimal
    summed: Decimal
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
    summed = sum((_sums(part)[2] for part in mass.parts), Decimal(0))
    summed += sum((ground.amount for ground in _amounts(mass.beside)), Decimal(0))
    total = _shown(mass.total) if mass.capped else summed
    return Weighed(
        total=total,
        summed=summed,
        needed=_shown(mass.needed),
        scale=max(total, 2 * _shown(mass.needed)),
        capped=mass.capped,
        beside=_amounts(mass.beside),
        edition=mass.edition,
    )


def _bundle(part: Part, numbers: Mapping[UUID, int]) -> Bundle:
    further, taken_off, weight = _sums(part)
    return Bundle(
        number=next(numbers[voice] for voice in part.cluster.voices if voice in numbers),
        accounts=len(part.cluster.voices),
        why=why_among(part.cluster.ties),
        leanings=_leanings(part, numbers),
        grounds=_amounts(part.grounds),
        further=further,
        taken_off=taken_off,
        weight=weight,
    )


def _sums(part: Part) -> tuple[Decimal, Decimal, Decimal]:
    """further, taken_off and weight, so that what is shown adds up to a hundredth."""
    grounds, further = sum(ground.amount for ground in part.grounds), _shown(part.further)
    taken_off = _shown(grounds + part.further - part.weight)
    shown = sum((ground.amount for ground in _amounts(part.grounds)), Decimal(0))
    return further, taken_off, shown + further - taken_off


def _amounts(grounds: Iterable[Ground]) -> tuple[Amount, ...]:
    return tuple(Amount(ground.code, _shown(ground.amount)) for ground in grounds)


def _shown(amount: float) -> Decimal:
    """To a hundredth."""
    return Decimal(str(round(amount, 2)))


def why_among(ties: Iterable[Tie]) -> tuple[Why, ...]:
    """The strongest reasons first, as independence orders them, each with how often it was found."""
    found = Counter(reason for tie in ties for reason in tie.reasons)
    return tuple(Why(reason, found[reason]) for reason in REASONS if found[reason])


def _leanings(part: Part, numbers: Mapping[UUID, int]) -> tuple[Leaning, ...]:
    """None where a person stands behind it: whoever was called back or met leans on nobody."""
    if not part.doubt:
        return ()
    inside = set(part.cluster.voices)
    others = [(tie.left if tie.right in inside else tie.right, tie.reasons) for tie in part.cluster.leans]
    return tuple(Leaning(numbers[other], reasons) for other, reasons in others if other in numbers)
