"""Cost lines of recruitment, as the ILO tells them apart. Pure.

Source: ILO, General principles and operational guidelines for fair recruitment and Definition of recruitment fees and
related costs (Geneva, 2019), part II; domain model §6.
"""

from typing import Final

EDITION: Final = 2019

FEES: Final = ("service", "agency_supply", "direct", "recovery")
RELATED: Final = ("medical", "insurance", "skills_test", "training", "equipment", "travel", "administration")
ILLEGITIMATE: Final = ("bribe", "bond", "collateral", "illicit_recovery")
ALL: Final = "all"  # everything together: where nobody told the lines apart

LINES: Final = (ALL, *FEES, *RELATED, *ILLEGITIMATE)


def group_of(line: str) -> str:
    """ "fees", "related", "illegitimate" or "all". Raises KeyError for a line that this edition does not have."""
    return _GROUPS[line]


_GROUPS: Final = {
    ALL: "all",
    **dict.fromkeys(FEES, "fees"),
    **dict.fromkeys(RELATED, "related"),
    **dict.fromkeys(ILLEGITIMATE, "illegitimate"),
}
