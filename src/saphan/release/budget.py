"""How much was told of people in one year, in a measure that adds up: differential privacy. Pure.

Whatever is released with noise of this kind has an epsilon: nobody's presence makes any reading more than e to the
epsilon times as likely. Two releases of the same people add up; of people of whom none is in both, the larger counts.
A year has so much and no more. Source: Dwork and Roth, The algorithmic foundations of differential privacy (2014),
theorems 3.14 and 3.16, on sequential composition; McSherry (2009) on parallel composition.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import exp

NOTHING = Decimal(0)


class BudgetSpent(Exception):
    """The year has not so much left. left: what it has."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(str(left))
        self.left = left


@dataclass(frozen=True, slots=True)
class Spent:
    """One release. name: of the table; a correction of it is one more release."""

    name: str
    on: date
    epsilon: Decimal


@dataclass(frozen=True, slots=True)
class Ledger:
    """a_year: epsilon that all releases of one calendar year may have together."""

    a_year: Decimal
    spent: tuple[Spent, ...] = ()

    def left(self, year: int) -> Decimal:
        return self.a_year - one_after_the_other(one.epsilon for one in self.spent if one.on.year == year)

    def spend(self, name: str, on: date, epsilon: Decimal) -> "Ledger":
        """With one more release. Raises BudgetSpent; ValueError for an epsilon that is not above nought."""
        if epsilon <= NOTHING:
            raise ValueError("an epsilon is above nought")
        left = self.left(on.year)
        if epsilon > left:
            raise BudgetSpent(left)
        return replace(self, spent=(*self.spent, Spent(name, on, epsilon)))


def one_after_the_other(epsilons: Iterable[Decimal]) -> Decimal:
    """Of the same people: they add up."""
    return sum(epsilons, NOTHING)


def side_by_side(epsilons: Iterable[Decimal]) -> Decimal:
    """Of groups of whom nobody is in two, as the cells of one table without its totals: the largest."""
    return max(epsilons, default=NOTHING)


def most_advantage(epsilon: Decimal) -> float:
    """How much more often than half a guess whether she was counted is right at most, whatever else is known."""
    return exp(epsilon) / (1 + exp(epsilon)) - 0.5
