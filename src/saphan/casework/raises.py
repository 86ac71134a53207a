"""Tasks of upper rooms that casework defers by name; a test fails when none takes one."""

RAISES = frozenset(
    {
        "verification.gather",  # a concern was recorded, corrected or withdrawn
    }
)
