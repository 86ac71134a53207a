"""How long one check of an offer takes, from plain answers to reasons: the slowest corridor, everything told."""

from datetime import date
from statistics import quantiles
from time import perf_counter

from benchmarks.record import record
from saphan.empowerment.offers.checking import check
from saphan.empowerment.offers.offer import offer_of
from saphan.standards.corridors import CODES, corridors, everywhere

ROUNDS = 400
TOLD = {
    **{what: codes[-1] for what, codes in CODES.items()},
    "charge": "400000",
    "currency": "NPR",
    "pay": "100",
    "pay_currency": "THB",
    "pay_per": "day",
    "hours_a_day": "12",
    "days_a_week": "7",
}


def main() -> None:
    started = perf_counter()
    ways = corridors()
    everywhere()
    read = (perf_counter() - started) * 1000
    slowest = max(_p95([*_times(key)]) for key in ways)
    how = f"p95 of {ROUNDS} checks in the slowest of {len(ways)} corridors; files are read once in {read:.0f} ms"
    record("offer_check", round(slowest, 3), "ms", 200, "lower", ROUNDS, how)


def _times(key: str) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        check(offer_of(TOLD), corridors()[key], date(2026, 11, 26))
        times.append((perf_counter() - started) * 1000)
    return times


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
