"""Who is independent of whom: a pure function of what was kept of their stories and of verifiers' rulings.

Nothing of this is stored as a decision of software. The order in which stories came never matters, and a rebuild is
the same as what was counted day by day. Explained in docs/explanation/independence.md.
"""

from saphan.verification.independence.grouping import clusters
from saphan.verification.independence.shapes import (
    ALIKE_TEXT,
    BEGAN_TOGETHER,
    BURST,
    HARD,
    REASONS,
    RULED_TOGETHER,
    SAME_BROWSER,
    SAME_HANDLE,
    SAME_PERSON,
    SAME_PHONE,
    SAME_TEXT,
    SOFT,
    Cluster,
    Ruling,
    Tie,
    Trace,
)

__all__ = [
    "ALIKE_TEXT",
    "BEGAN_TOGETHER",
    "BURST",
    "HARD",
    "REASONS",
    "RULED_TOGETHER",
    "SAME_BROWSER",
    "SAME_HANDLE",
    "SAME_PERSON",
    "SAME_PHONE",
    "SAME_TEXT",
    "SOFT",
    "Cluster",
    "Ruling",
    "Tie",
    "Trace",
    "clusters",
]
