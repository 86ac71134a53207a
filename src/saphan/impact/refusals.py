"""What this room says no to."""

from saphan.store.refusals import Refusal


class GivesAway(Refusal):
    """A table that an attack would undo does not leave; the way out names the attack."""

    code = "gives_away"
