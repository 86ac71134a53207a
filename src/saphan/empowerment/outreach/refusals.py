"""Why something of outreach was not done."""

from saphan.store.refusals import Refusal


class NobodyAgreed(Refusal):
    """An orientation is held only where a company has agreed to it."""

    code = "nobody_agreed"


class NotAPlace(Refusal):
    """The province is none of that country, or the corridor is not written as one."""

    code = "not_a_place"


class VisitCancelled(Refusal):
    """It was called off: nothing is counted on it."""

    code = "visit_cancelled"
