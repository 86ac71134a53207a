"""Tasks of upper rooms that remedy defers by name; a test fails when none takes one."""

RAISES: frozenset[str] = frozenset()
