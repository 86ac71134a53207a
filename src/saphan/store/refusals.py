"""A service that says no: which rule, and what can be done instead. Views turn it into a sentence."""


class Refusal(Exception):
    """Nothing was written. `code` names the rule; `ways_out` are codes of what the person can do."""

    code = "refused"

    def __init__(self, *ways_out: str) -> None:
        super().__init__(self.code)
        self.ways_out = ways_out


class NotAllowed(Refusal):
    """This caller may not do this to this thing."""

    code = "not_allowed"


class DeskFrozen(Exception):
    """The desk of whoever acts is frozen. Not a Refusal: no page answers it with a part of itself."""
