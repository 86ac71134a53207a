"""Tasks of upper rooms that casework defers by name; a test fails when none takes one."""

RAISES = frozenset(
    {
        "verification.count_anew",  # somebody speaks for others, or no more: the same concern counts differently
        "verification.gather",  # a concern was recorded, corrected or withdrawn
    }
)
