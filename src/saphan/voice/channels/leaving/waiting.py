"""How long to wait before the same is tried again. Pure."""

from datetime import timedelta

FIRST = timedelta(seconds=20)
LONGEST = timedelta(minutes=30)
GIVE_UP = timedelta(days=3)


def after(attempts: int, asked: timedelta | None = None) -> timedelta:
    """attempts: failed so far, at least one. asked: what the provider asked for; never shorter than that."""
    doubled: int = 2 ** min(max(attempts - 1, 0), 20)
    own = min(FIRST * doubled, LONGEST)
    return max(own, asked) if asked else own
