"""What channels say no to, each with a code that a page turns into a sentence."""

from saphan.store.refusals import Refusal


class DoesNotFit(Refusal):
    """What was entered cannot be right; the way out names the field."""

    code = "does_not_fit"


class NotNamed(Refusal):
    """A company runs or pays for it, and which one was not said."""

    code = "not_named"


class NotWaiting(Refusal):
    """This message is not in a state in which that can be done."""

    code = "not_waiting"
