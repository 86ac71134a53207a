"""How verification says no."""

from saphan.store.refusals import Refusal


class NotOnTheLadder(Refusal):
    """The transition table has no such move from here, or not for this kind of caller."""

    code = "not_on_the_ladder"


class NeedsProof(Refusal):
    """Verified needs a method, a confidence, and at least one call-back or document behind it."""

    code = "needs_proof"


class WaitsForOthers(Refusal):
    """It is corroborated only with somebody who waits for others: going on would show that she spoke."""

    code = "waits_for_others"


class NoSuchFinding(Refusal):
    """This is no kind of finding, or it names a voice that is not behind this issue."""

    code = "no_such_finding"


class NoSuchRuling(Refusal):
    """These are not two voices behind this issue, or the reason is none for this ruling."""

    code = "no_such_ruling"


class NoSuchQuestion(Refusal):
    """No question or answer of this kind, or not to this desk, or not about this voice."""

    code = "no_such_question"


class DaysNotKnown(Refusal):
    """An outage has a first and a last day, in order and not to come, and one of the reasons that there are."""

    code = "days_not_known"


class NoSuchOutcome(Refusal):
    """A signal was confirmed, false or unclear."""

    code = "no_such_outcome"


class AnsweredAlready(Refusal):
    """The other desk's answer stands as it was given."""

    code = "answered_already"
