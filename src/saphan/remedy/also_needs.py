"""What else needs a partner, said by rooms above: each stands as a card on its first page; none to begin with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from saphan.store.callers import Partner


@dataclass(frozen=True, slots=True)
class Need:
    """title, what: in the reader's language. act: what the button says; it leads to `address`."""

    title: str
    what: str | Promise
    act: str | Promise
    address: str
    due_on: date | None = None
    is_late: bool = False


Needs = Callable[[Partner], Iterable[Need]]
_known: list[Needs] = []


def also_needs(needs: Needs) -> None:
    """Say it in AppConfig.ready(); the same one twice is one."""
    if needs not in _known:
        _known.append(needs)


def needs_of(by: Partner) -> tuple[Need, ...]:
    """What is due first stands first."""
    found = [one for needs in _known for one in needs(by)]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.title)))
