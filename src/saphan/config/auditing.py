"""`saphan audit-head` and `saphan verify-audit`: what an administrator or an auditor does with the chain of seals."""

from datetime import timedelta

from saphan.config.starting import NotReady
from saphan.store import clock
from saphan.vault import audit


def tell_head() -> None:
    """Print the newest seal. Raises NotReady while there is none."""
    found = audit.head()
    if found is None:
        raise NotReady("Nothing is sealed yet. The worker seals once a minute: `saphan run` or `saphan work`.")
    print(found)


def verify(written_down: str) -> int:
    """Print what was found; 1 when something does not stand as it was sealed. Raises NotReady for no head at all."""
    try:
        found = audit.verify(written_down)
    except ValueError as error:
        raise NotReady(f"Not a head: {error}, as `saphan audit-head` prints them.") from None
    for problem in found.problems:
        print(f"WRONG  {problem}")
    print(f"{found.events} events in {found.seals} seals {'do NOT all stand' if found.problems else 'stand'} as sealed")
    since = f", the oldest for {_age(clock.now() - found.tail_since)}" if found.tail_since else ""
    print(f"{found.tail} events are not sealed yet{since}; nothing is proven about these")
    return int(bool(found.problems))


def _age(span: timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
