"""Tasks of upper rooms that verification defers by name; a test fails when none takes one."""

RAISES = frozenset(
    {
        "remedy.take_consent",  # she waits for others, or waits no more: what rested on her yes is weighed again
        "remedy.take_retaliation",  # a caseworker recorded that somebody was punished for speaking
        "remedy.lead_passed",  # another desk leads an issue: words of the former one go out no more
    }
)
