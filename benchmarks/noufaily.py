"""Noufaily's 42 scenarios: what is found of outbreaks at a given share of false alarms, and beside it R's methods.

The score of signals/weekly.py, looking five and ten years back. Limits are set on the quiet weeks of other replicates
(other seed) than those scored. FPR: weeks over the limit in series without a current outbreak; POD: outbreaks with an
alarm in a week that has cases of theirs, POD1w: in the first of them; sensitivity, specificity, PPV and F1: over the
weeks of series with an outbreak. Intervals: 95 %, bootstrap over series (FPR, F1), Wilson's (POD).

Where `Rscript` with the package `surveillance` is at hand, the same series through farringtonFlexible and EARS C2, the
agreement of our fit with R's on every alarm, and the time of a test of each. R is never needed and never imported.

Usage: python -m benchmarks.noufaily [--replicates 100] [--calibrate 30] [--sample 1] [--write-limits] [--no-record]
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import noufaily_oracle as oracle
from benchmarks.noufaily_series import FIRST, SCENARIOS, WEEKS, Counts, Series, make
from benchmarks.record import Better, record
from saphan.casework.suggesting.interval import wilson
from saphan.verification.signals import weekly

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
SEED, SEED_OF_LIMITS = 20130, 20131
AIMED = (0.0115, 0.048)  # share of quiet weeks over the limit; the targets are 1.2 and 5 %
TARGETS = {0.0115: (1.2, 59.0, 0.48), 0.048: (5.0, 76.0, None)}
CHUNK = 210  # series that are fitted together: they stay in the processor's cache
CLASSES = ((0.0, 0.5), (0.5, 3.0), (3.0, 20.0), (20.0, 1e9))  # mean count a week: about 0.14, 1, 5, 40 and more


@dataclass(frozen=True, slots=True)
class Measured:
    """fpr, pod, pod_first, sensitivity, specificity, ppv, f1, each a share; outbreaks: series with one."""

    fpr: float
    pod: float
    pod_first: float
    sensitivity: float
    specificity: float
    ppv: float
    f1: float
    outbreaks: int


def scores(counts: Counts, years: int) -> Numbers:
    """(S, scored weeks)."""
    rows = (slice(start, start + CHUNK) for start in range(0, len(counts), CHUNK))
    return np.concatenate([_scores(counts[each].astype(np.float64), years) for each in rows])


def _scores(counts: Numbers, years: int) -> Numbers:
    looks = (weekly.look(counts, week, most_years=years) for week in range(FIRST, WEEKS))
    return np.stack([np.nan_to_num(look.score) for look in looks if look is not None], axis=1)


def limits(replicates: int, years: int) -> dict[float, float]:
    """For each aimed share of quiet weeks its limit, from series that are never scored."""
    quiet = scores(make(replicates, SEED_OF_LIMITS).quiet, years)
    return {share: float(np.quantile(quiet, 1.0 - share)) for share in AIMED}


def measure(quiet: Flags, alarms: Flags, current: Counts) -> Measured:
    """quiet, alarms: (S, scored weeks) over the limit, without and with a current outbreak; current: its cases."""
    present = current[:, FIRST:] > 0
    has = present.any(axis=1)
    first = np.argmax(present, axis=1)
    hit, missed = np.sum(alarms & present), np.sum(~alarms & present)
    false, right = np.sum(alarms & ~present), np.sum(~alarms & ~present)
    return Measured(
        fpr=float(quiet.mean()),
        pod=float((alarms & present).any(axis=1)[has].mean()),
        pod_first=float(alarms[np.arange(len(alarms)), first][has].mean()),
        sensitivity=float(hit / (hit + missed)),
        specificity=float(right / (right + false)),
        ppv=float(hit / max(hit + false, 1)),
        f1=float(2 * hit / max(2 * hit + false + missed, 1)),
        outbreaks=int(has.sum()),
    )


def intervals(quiet: Flags, alarms: Flags, current: Counts, draws: int = 400) -> dict[str, tuple[float, float]]:
    """95 %, of FPR and F1, by drawing series anew."""
    random = np.random.default_rng(SEED)
    drawn = [random.integers(0, len(quiet), len(quiet)) for _ in range(draws)]
    again = [measure(quiet[rows], alarms[rows], current[rows]) for rows in drawn]
    return {name: _middle([getattr(one, name) for one in again]) for name in ("fpr", "f1")}


def _middle(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def main() -> None:
    options = _options()
    if options.write_limits:
        write_limits(options.calibrate)
        return
    keep = _print if options.no_record else record
    series = make(options.replicates, SEED)
    print(f"{len(series.quiet)} series of {len(SCENARIOS)} scenarios (seed {SEED}), limits from {options.calibrate}")
    print(f"replicates of seed {SEED_OF_LIMITS}")
    for years in (5, 10):
        _of_years(series, years, limits(options.calibrate, years), keep)
    sample = series.only(slice(0, options.sample * len(SCENARIOS)))
    oracle.beside(sample, lambda name, quiet, alarms: _say(name, sample, quiet, alarms), keep)


def _of_years(series: Series, years: int, set_to: dict[float, float], keep: Callable[..., None]) -> None:
    quiet, counts = scores(series.quiet, years), scores(series.counts, years)
    for share, limit in set_to.items():
        over_quiet, over = quiet > limit, counts > limit
        _say(f"{years} years back, limit {limit:.3f}", series, over_quiet, over)
        if years == weekly.MOST_YEARS:
            _keep(share, measure(over_quiet, over, series.current), keep)


def _say(name: str, series: Series, quiet: Flags, alarms: Flags) -> None:
    whole, range_of = measure(quiet, alarms, series.current), intervals(quiet, alarms, series.current)
    pod = wilson(round(whole.pod * whole.outbreaks), whole.outbreaks)
    print(f"\n{name}: {_row(whole)}")
    print(f"  95 %: FPR {_ends(range_of['fpr'])} %, POD {_ends(pod)} %, F1 {_ends(range_of['f1'], 1, 3)}")
    for low, high in CLASSES:
        of = (series.mean >= low) & (series.mean < high)
        if of.any():
            part = measure(quiet[of], alarms[of], series.current[of])
            print(f"  mean {series.mean[of].mean():7.2f}, {int(of.sum()):4d} series: {_row(part)}")


def _row(one: Measured) -> str:
    shares = (
        *(("FPR", one.fpr), ("POD", one.pod), ("POD1w", one.pod_first)),
        *(("sens", one.sensitivity), ("spec", one.specificity), ("PPV", one.ppv)),
    )
    return ", ".join(f"{name} {100 * share:.2f} %" for name, share in shares) + f", F1 {one.f1:.3f}"


def _ends(ends: tuple[float, float], times: float = 100, places: int = 1) -> str:
    return " to ".join(f"{times * end:.{places}f}" for end in ends)


def _keep(share: float, one: Measured, keep: Callable[..., None]) -> None:
    most, pod, f1 = TARGETS[share]
    name = f"noufaily_{most:g}".replace(".", "_")
    how = f"42 scenarios, ten years back, at most {most:g} % false alarms, seed {SEED}, limits of seed {SEED_OF_LIMITS}"
    keep(f"{name}_fpr", round(100 * one.fpr, 2), "%", most, "lower", one.outbreaks, f"weeks with a false alarm, {how}")
    keep(f"{name}_pod", round(100 * one.pod, 1), "%", pod, "higher", one.outbreaks, f"outbreaks found, {how}")
    if f1 is not None:
        keep(f"{name}_f1", round(one.f1, 3), "F1", f1, "higher", one.outbreaks, f"over weeks, {how}")


def write_limits(replicates: int) -> None:
    """signals/data/weekly.toml: from the same other replicates, for each number of years that may be looked back."""
    of = {years: limits(replicates, years) for years in (3, 4, 5, 7, 10)}
    rows = [
        "# Limits of the score of signals/weekly.py, for shares of quiet weeks over them.",
        f"# Made by `python -m benchmarks.noufaily --write-limits` from {replicates} replicates of 42 scenarios,",
        f"# seed {SEED_OF_LIMITS}.",
        "edition = 1",
    ]
    for share in AIMED:
        rows += ["", "[[limit]]", f"share = {share}", "[limit.years]"]
        rows += [f"{years} = {of[years][share]:.3f}" for years in of]
    weekly.FILE.write_text("\n".join(rows) + "\n")


def _print(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    print(f"{id}: {value:g} {unit} (target {target}, n = {n}) {how}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--calibrate", type=int, default=30)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--write-limits", action="store_true")
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
