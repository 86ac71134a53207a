"""Numbers that leave together and hang together by sums, without being one cube: the same rules as `engine`. Pure.

A year is the sum of its quarters, what was answered and what was not are all that came, and the same number stands
behind several figures. So each number has a name, equal names are one number, and a sum says which names add up to
which. What is too small is hidden, with what would give it away; a number moves only when enough people are new; and
what was told before counts as known. The attacks are those of `together`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from saphan.release import noise, together
from saphan.release.cubes import Mask
from saphan.release.kept_in import GivesAway
from saphan.release.threads import NOT_ONE, Threads, safe
from saphan.release.thresholds import DEFAULT, Thresholds

Numbers = NDArray[np.float64]
LINKED: Final = "linked"
MOST_ROUNDS = 300
FAR = 4  # a number that has moved by more than a fourth says something wrong


@dataclass(frozen=True, slots=True)
class Number:
    """value: what it comes to. subjects: of how many people, or things that people told of. squares: of what each of
    them gave, added up. wanted: somebody is to read it; what nobody reads is protected where it is too small. worth: of
    how much use it is; the least is hidden beside one that is too small. A plain count is `counted(n)`.
    """

    value: int
    subjects: int
    squares: int
    wanted: bool = True
    worth: int = 1


@dataclass(frozen=True, slots=True)
class Stands:
    """What one number was on the day on which it was last let out, and whether it is shown now."""

    value: int
    subjects: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Web:
    """sums: a total and its parts; each name is one of `numbers`. elsewhere: those that other pages tell, whatever is
    hidden here.
    """

    numbers: Mapping[str, Number]
    sums: Sequence[tuple[str, Sequence[str]]]
    elsewhere: frozenset[str] = frozenset()


def counted(many: int, wanted: bool = True) -> Number:
    return Number(many, many, many, wanted)


def let_out(
    web: Web, former: Mapping[str, Stands] | None = None, thresholds: Thresholds = DEFAULT
) -> dict[str, Stands]:
    """How each number stands that was ever told; all others are not shown.

    former: the same, of the edition before. Where it and the new one together give something away, numbers stand as
    they stood, the nearest first, until nothing follows any more.
    """
    told = former or {}
    threads = Threads.of_web(web.numbers, web.sums, web.elsewhere)
    exact, near = known(threads, told, thresholds)
    too_small = small(threads, thresholds)
    before = exact | near
    hidden = too_small | complementary(threads, too_small & ~before, thresholds, before)
    already = follows(threads, hidden, told, thresholds)  # as if nobody had come since; nothing undoes that
    stay = np.zeros_like(hidden)
    while True:
        now = _stand(threads, hidden, stay, told, thresholds)
        found = follows(threads, hidden, now, thresholds) & ~already
        one = _nearest(threads, found, _told_anew(threads, now, told))
        if one is None:
            break
        stay[one] = True
    gone = {name: Stands(one.value, one.subjects, False) for name, one in told.items() if name not in web.numbers}
    return gone | now


def withstand(
    web: Web, former: Mapping[str, Stands], now: Mapping[str, Stands], thresholds: Thresholds = DEFAULT
) -> None:
    """Every attack, before it leaves. Raises GivesAway where a small number follows that did not follow before."""
    threads = Threads.of_web(web.numbers, web.sums, web.elsewhere)
    too_small = small(threads, thresholds)
    found = follows(threads, too_small, now, thresholds) & ~follows(threads, too_small, former, thresholds)
    if found.any():
        raise GivesAway(LINKED, int(found.sum()))


def small(threads: Threads, thresholds: Thresholds = DEFAULT) -> Mask:
    """Too few, or one gave most of it."""
    return ~safe(threads.value, threads.subjects, threads.squares, thresholds)


def complementary(threads: Threads, hidden: Mask, thresholds: Thresholds = DEFAULT, fixed: Mask | None = None) -> Mask:
    """More of them, until nothing that was hidden can be computed from what is shown.

    fixed: those that were told before; they are known whatever is hidden, so they hide nothing. Where nothing else is
    left to hide, something can still be computed.
    """
    hidden, closed = hidden.copy(), np.zeros_like(hidden) if fixed is None else fixed
    whatever = recovered(threads, np.zeros_like(hidden), hidden, thresholds)  # as that a sum of nothing is nothing
    for _ in range(MOST_ROUNDS):
        threads.along_sums(hidden, closed, thresholds)
        told = (~hidden & threads.wanted) | threads.elsewhere
        if (few := threads.few_between(told, thresholds) & ~closed).any():
            hidden |= few
            continue
        found = recovered(threads, told, hidden & ~whatever, thresholds)
        if not found.any() or not threads.protect(hidden, closed, found):
            return hidden
    raise RuntimeError("hiding more and more did not end")


def recovered(
    threads: Threads,
    known: Mask,
    protected: Mask,
    thresholds: Thresholds = DEFAULT,
    least: Numbers | float = 0.0,
    most: Numbers | float = np.inf,
) -> Mask:
    """Which of the protected follow from those that are known. least, most: between which all others lie."""
    low, high = np.where(known, threads.value, least), np.where(known, threads.value, most)
    whole = together.System(threads.names, low, high, protected & ~known, *threads.columns)
    names = {one.name for one in together.recovered([whole], thresholds)}
    return np.array([name in names for name in threads.names], dtype=bool)


def follows(threads: Threads, hidden: Mask, now: Mapping[str, Stands], thresholds: Thresholds = DEFAULT) -> Mask:
    """Which of the hidden follow from all that was ever told, if whoever reads it takes it for the numbers of today;
    and what is told beside another that has few more.

    What was told and has not moved since is known; what has moved by fewer than eleven is known so far.
    """
    exact, near = known(threads, now, thresholds)
    value = np.array([now[name].value if name in now else 0 for name in threads.names], dtype=np.float64)
    off = np.abs(value - threads.value) + thresholds.public_new
    least, most = np.where(near, np.maximum(value - off, 0), 0.0), np.where(near, value + off, np.inf)
    found = recovered(threads, exact, hidden & (~near | small(threads, thresholds)), thresholds, least, most)
    return found | threads.few_between(exact, thresholds)


def known(threads: Threads, told: Mapping[str, Stands], thresholds: Thresholds = DEFAULT) -> tuple[Mask, Mask]:
    """Of what was ever told, here or elsewhere: what has not moved since, and what has moved by fewer than eleven."""
    stands = [told.get(name) for name in threads.names]
    was = np.array([one is not None for one in stands], dtype=bool)
    value = np.array([one.value if one else 0 for one in stands], dtype=np.float64)
    subjects = np.array([one.subjects if one else 0 for one in stands], dtype=np.float64)
    exact = threads.elsewhere | (was & (value == threads.value) & (subjects == threads.subjects))
    return exact, was & ~exact & (np.abs(subjects - threads.subjects) < thresholds.public_new)


def _told_anew(threads: Threads, now: Mapping[str, Stands], former: Mapping[str, Stands]) -> Mask:
    fresh = {name for name, one in now.items() if one.shown and (name not in former or one.value != former[name].value)}
    return np.array([name in fresh for name in threads.names], dtype=bool)


def _nearest(threads: Threads, found: Mask, fresh: Mask) -> int | None:
    """Of those that are told anew the least, beside one that was found, else further off; None where there is none."""
    while found.any():
        if (found & fresh).any():
            return int(np.where(found & fresh, threads.order, NOT_ONE).argmin())
        wider = threads.beside(found)
        if (wider == found).all():
            break
        found = wider
    return None


def _stand(
    threads: Threads, hidden: Mask, stay: Mask, former: Mapping[str, Stands], thresholds: Thresholds
) -> dict[str, Stands]:
    """stay: those that may tell nothing new; one that would be far from the truth is not shown then."""
    now = {}
    for at, name in enumerate(threads.names):
        if not threads.wanted[at]:
            continue
        last = former.get(name)
        fresh = Stands(int(threads.value[at]), int(threads.subjects[at]), True)
        off = abs(fresh.subjects - last.subjects) if last else 0
        if stay[at] or hidden[at]:
            if last:
                still = bool(stay[at]) and last.shown and off * FAR <= last.subjects
                now[name] = Stands(last.value, last.subjects, still)
        else:
            now[name] = Stands(last.value, last.subjects, True) if last and off < thresholds.public_new else fresh
    return now


def rounded(name: str, value: int, secret: bytes, rough: bool = False, thresholds: Thresholds = DEFAULT) -> int:
    """As everybody reads it: with an error that is always the same for this number at this value, in fives.

    rough: an amount, as of money, to two figures. secret: of the deployment.
    """
    told = hashlib.blake2b(f"{name}={value}".encode(), key=secret, digest_size=8).digest()
    key = np.array([int.from_bytes(told, "big")], dtype=np.uint64)
    base = thresholds.public_rounding
    step = max(10 ** (len(str(abs(value))) - 2) // base, 1) if rough else 1
    return int(noise.rounded(np.array([(value + step // 2) // step]), key, thresholds)[0]) * step
