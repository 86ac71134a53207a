"""What this room says no to."""

from saphan.store.refusals import Refusal


class GivesAway(Refusal):
    """A table that an attack would undo does not leave; the way out names the attack."""

    code = "gives_away"


class NotCountedYet(Refusal):
    """An edition is of a month that is over, and of which every day has been folded."""

    code = "not_counted_yet"


class NothingToCorrect(Refusal):
    """No edition stands yet."""

    code = "nothing_to_correct"
