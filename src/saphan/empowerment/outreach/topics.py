"""What people ask about on a visit, and what they are taught there: codes of the twelve core lessons. Pure."""

from typing import Final

TOPICS: Final = (
    *("fees", "contract", "documents", "wages", "injury", "changing-employer", "leaving", "pregnancy"),
    *("safe-phone", "help", "union", "scam-compounds"),
)
OTHER: Final = "other"  # asked, and none of these
ASKED: Final = (*TOPICS, OTHER)
