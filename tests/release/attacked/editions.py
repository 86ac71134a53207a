"""Indicators of two months, as one edition lets them out: shares, what is left of them, quarters and codes."""

import numpy as np

from saphan.release import linked, together
from saphan.release.linked import Stands, Web, counted
from tests.release.attacked import WORLDS, Outcome

SECRET = b"s" * 32
CODES, QUARTERS = 3, 2


def attacked(worlds: int = WORLDS) -> Outcome:
    random, outcome = np.random.default_rng(31), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        told = random.poisson(random.gamma(1.2, 14, (CODES, QUARTERS)))
        came = told + random.poisson(2, told.shape)
        yes = random.binomial(told, random.beta(6, 2))
        first, second = _web(told, yes), _web(came, yes + random.binomial(came - told, 0.7))
        now = linked.let_out(first)
        later = linked.let_out(second, now)
        outcome.found += _follows(first, set(now)) or _moved_by_few(now, later)
        outcome.found += later != now and _follows(second, _known(second, later))
        outcome.bare += _follows(first, {name for name, one in first.numbers.items() if one.value >= 11})
        for name, one in first.numbers.items():
            if one.wanted:
                outcome.reads(one.value, _about(name, now))
    return outcome


def _about(name: str, now: dict[str, Stands]) -> int | None:
    stands = now.get(name)
    return linked.rounded(name, stands.value, SECRET) if stands and stands.shown else None


def _web(told: np.ndarray, yes: np.ndarray) -> Web:
    """Of each code and quarter: how many, of how many it holds, of how many not."""
    numbers, sums = {}, []
    for kind, counts in (("all", told), ("yes", yes), ("no", told - yes)):
        whole = np.zeros((CODES + 1, QUARTERS + 1), dtype=int)
        whole[:-1, :-1] = counts
        whole[-1] = whole[:-1].sum(axis=0)
        whole[:, -1] = whole[:, :-1].sum(axis=1)
        for (code, quarter), many in np.ndenumerate(whole):
            numbers[f"{kind}.{code}.{quarter}"] = counted(int(many), wanted=kind != "no")
        for at in range(QUARTERS + 1):
            sums.append((f"{kind}.{CODES}.{at}", [f"{kind}.{one}.{at}" for one in range(CODES)]))
        for at in range(CODES + 1):
            sums.append((f"{kind}.{at}.{QUARTERS}", [f"{kind}.{at}.{one}" for one in range(QUARTERS)]))
    for code in range(CODES + 1):
        for quarter in range(QUARTERS + 1):
            sums.append((f"all.{code}.{quarter}", [f"yes.{code}.{quarter}", f"no.{code}.{quarter}"]))
    return Web(numbers, sums)


def _known(web: Web, stands: dict[str, Stands]) -> set[str]:
    """What is told as it is today; what stands as it was is not."""
    return {name for name, one in stands.items() if one.value == web.numbers[name].value}


def _follows(web: Web, known: set[str]) -> bool:
    told = {name: float(web.numbers[name].value) for name in known}
    sums = [[*((part, 1.0) for part in parts), (total, -1.0)] for total, parts in web.sums]
    large = {name: (0.0, np.inf) for name, one in web.numbers.items() if name not in known and one.value >= 11}
    return bool(together.recovered([together.system(told, sums, large)]))


def _moved_by_few(former: dict[str, Stands], now: dict[str, Stands]) -> bool:
    return any(0 < abs(now[name].subjects - one.subjects) < 11 for name, one in former.items())
