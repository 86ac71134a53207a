"""Tasks of upper rooms that verification defers by name; a test fails when none takes one."""

RAISES: frozenset[str] = frozenset()
