"""Tasks of upper rooms that network defers by name; a test fails when none takes one."""

RAISES = frozenset(
    {
        "casework.desk_frozen",  # a lead froze her desk: whoever is in danger there must not wait unheard
        "casework.desk_reopened",  # two leads opened it again: danger that waited through the freeze rings now
        "verification.settle_merge",  # organisations are read as one, or as two again: their issues are settled
        "verification.follow_desk",  # a desk joined or left a pool: its facts follow it
    }
)
