"""What this room says no to."""

from saphan.store.refusals import Refusal


class GivesAway(Refusal):
    """A table that an attack would undo does not leave; the way out names the attack."""

    code = "gives_away"


class NotCountedYet(Refusal):
    """An edition is of a month that is over, and of which every day has been folded."""

    code = "not_counted_yet"


class BudgetSpent(Refusal):
    """The numbers of a year are paid from a budget, and it has not enough left for one more edition."""

    code = "budget_spent"


class NothingToCorrect(Refusal):
    """No edition stands yet."""

    code = "nothing_to_correct"


class DoesNotFit(Refusal):
    """A field holds what cannot be; the way out names it."""

    code = "does_not_fit"


class NotNow(Refusal):
    """It does not stand where this is done."""

    code = "not_now"


class TooFewFit(Refusal):
    """Fewer than eleven people could be meant; the ways out are the parts that may be left out."""

    code = "too_few_fit"
