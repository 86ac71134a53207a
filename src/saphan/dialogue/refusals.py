"""What this room says no to, each with a code that a page turns into a helpful sentence."""

from saphan.store.refusals import Refusal


class NotYet(Refusal):
    """Something is missing before workers may be asked; the ways out are the codes of `polls.gate`."""

    code = "not_yet"


class NotNow(Refusal):
    """It does not stand where this is done."""

    code = "not_now"


class DoesNotFit(Refusal):
    """A field holds what cannot be; the way out names it."""

    code = "does_not_fit"
