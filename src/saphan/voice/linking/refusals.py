"""What linking says no to; the way out says why."""

from saphan.store.refusals import Refusal


class NotToBeLinked(Refusal):
    """The two cannot be put together now: one and the same, another desk's, together already, refused, being asked."""

    code = "not_to_be_linked"
