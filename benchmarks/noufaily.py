"""Noufaily's 42 scenarios: what is found of outbreaks at a given share of false alarms, and beside it R's methods.

The score of signals/weekly.py, looking ten years back (and for the first seed five, too), with the limits of
signals/data/weekly.toml: those were set on the quiet weeks of another seed (`--write-limits`), and the method was
chosen on others again (30001 to 30004); the seeds scored here were never seen before. FPR: weeks over the limit in
series without a current outbreak; POD: outbreaks with an alarm in a week that has cases of theirs, POD1w: in the first
of them; sensitivity, specificity, PPV and F1: over the weeks of series with an outbreak. Intervals: 95 %, bootstrap
over series (FPR, F1), Wilson's (POD).

Where `Rscript` with the package `surveillance` is at hand, some series also through farringtonFlexible and EARS C2, the
agreement of our fit with R's on every alarm, and the time of a test of each. R is never needed and never imported.

Usage: python -m benchmarks.noufaily [--replicates 100] [--sample 1] [--no-record]
       python -m benchmarks.noufaily --write-limits [--replicates 100]
"""

import argparse
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from benchmarks import noufaily_oracle as oracle
from benchmarks.noufaily_series import FIRST, SCENARIOS, WEEKS, Counts, Series, make
from benchmarks.record import Better, record
from saphan.casework.suggesting.interval import wilson
from saphan.verification.signals import weekly
from saphan.verification.signals.model import DEFAULT

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
SEEDS, SEED_OF_LIMITS, SEED_OF_DRAWS = (61_001, 61_002, 61_003), 20131, 1
AIMED = {0.0105: (1.2, 59.0, 0.48), 0.0475: (5.0, 76.0, None)}  # share of quiet weeks over the limit: FPR, POD, F1
SHARES = (0.1, 0.0475, 0.0105, 0.003, 0.001, 0.0003, 0.0001)
MOST_IN_VAIN = 0.3  # false alerts a week of the whole house, where 0.25 are aimed at
SPILL = 4  # scored weeks in which a past outbreak that began just before them may still be heard: they are not quiet
YEARS = (3, 4, 5, 7, 10)
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
    return np.stack([look.score for look in looks if look is not None], axis=1)


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
    random = np.random.default_rng(SEED_OF_DRAWS)
    drawn = [random.integers(0, len(quiet), len(quiet)) for _ in range(draws)]
    again = [measure(quiet[rows], alarms[rows], current[rows]) for rows in drawn]
    return {name: _middle([getattr(one, name) for one in again]) for name in ("fpr", "f1")}


def _middle(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


Scored = tuple[int, Measured, dict[str, tuple[float, float]]]  # a seed, its measures, their intervals


def main() -> None:
    options = _options()
    if options.write_limits:
        write_limits(options.replicates)
        return
    keep = _print if options.no_record else record
    scored: dict[float, list[Scored]] = defaultdict(list)
    in_vain: list[int] = []
    for seed in SEEDS:
        series = make(options.replicates, seed)
        print(f"\n{len(series.quiet)} series of {len(SCENARIOS)} scenarios, seed {seed}")
        for years in (5, 10) if seed == SEEDS[0] else (10,):
            quiet, by_share = _of_years(series, years)
            if years == weekly.MOST_YEARS:
                in_vain.append(_in_vain(quiet))
                for share, (whole, ends) in by_share.items():
                    scored[share].append((seed, whole, ends))
    for share, by_seed in scored.items():
        _keep(share, by_seed, keep)
    _keep_in_vain(in_vain, options.replicates * (WEEKS - FIRST - SPILL), keep)
    sample = make(options.replicates, SEEDS[0]).only(slice(0, options.sample * len(SCENARIOS)))
    oracle.beside(sample, lambda name, quiet, alarms: _say(name, sample, quiet, alarms), keep)


def _of_years(
    series: Series, years: int
) -> tuple[Numbers, dict[float, tuple[Measured, dict[str, tuple[float, float]]]]]:
    """Scores of the quiet series; for each share aimed at its measures and their intervals."""
    quiet, counts = scores(series.quiet, years), scores(series.counts, years)
    limits = {share: weekly.read().at(share, years) for share in AIMED}
    return quiet, {
        share: _say(f"{years} years back, limit {limit:.3f}", series, quiet > limit, counts > limit)
        for share, limit in limits.items()
    }


def _in_vain(quiet: Numbers) -> int:
    """False alerts of houses with one series of each scenario, that keep the budget of signals/data/scan.toml."""
    limit = weekly.read().at(DEFAULT.budget_of_years / len(SCENARIOS), weekly.MOST_YEARS)
    return int(np.sum(quiet[:, SPILL:] > limit))


def _keep_in_vain(alerts: list[int], weeks: int, keep: Callable[..., None]) -> None:
    each, reach = [one / weeks for one in alerts], [1.96 * np.sqrt(one) / weeks for one in alerts]
    seeds = "; ".join(
        f"seed {seed}: {one:.3f} ({one - by:.3f} to {one + by:.3f})"
        for seed, one, by in zip(SEEDS, each, reach, strict=True)
    )
    aimed = f"{DEFAULT.budget_of_years:g} aimed at"
    how = f"false alerts a week of {len(SCENARIOS)} quiet series together, {aimed}. Mean of {seeds}"
    allowed = MOST_IN_VAIN * DEFAULT.of_years
    keep("weekly_false_alerts", round(mean(each), 3), "a week", allowed, "lower", weeks * len(alerts), how)


def _say(name: str, series: Series, quiet: Flags, alarms: Flags) -> tuple[Measured, dict[str, tuple[float, float]]]:
    whole, ends = measure(quiet, alarms, series.current), intervals(quiet, alarms, series.current)
    ends["pod"] = wilson(round(whole.pod * whole.outbreaks), whole.outbreaks)
    print(f"\n{name}: {_row(whole)}")
    print(f"  95 %: FPR {_ends(ends['fpr'], 2)} %, POD {_ends(ends['pod'])} %, F1 {_ends(ends['f1'], 3, 1)}")
    for low, high in CLASSES:
        of = (series.mean >= low) & (series.mean < high)
        if of.any():
            part = measure(quiet[of], alarms[of], series.current[of])
            print(f"  mean {series.mean[of].mean():7.2f}, {int(of.sum()):4d} series: {_row(part)}", flush=True)
    return whole, ends


def _row(one: Measured) -> str:
    shares = (
        *(("FPR", one.fpr), ("POD", one.pod), ("POD1w", one.pod_first)),
        *(("sens", one.sensitivity), ("spec", one.specificity), ("PPV", one.ppv)),
    )
    return ", ".join(f"{name} {100 * share:.2f} %" for name, share in shares) + f", F1 {one.f1:.3f}"


def _ends(ends: tuple[float, float], places: int = 1, times: float = 100) -> str:
    return " to ".join(f"{times * end:.{places}f}" for end in ends)


def _keep(share: float, by_seed: list[Scored], keep: Callable[..., None]) -> None:
    """The mean over seeds is the figure; each seed and its interval are in what is said of it."""
    most, pod, f1 = AIMED[share]
    name, n = f"noufaily_{most:g}".replace(".", "_"), sum(one.outbreaks for _, one, _ in by_seed)
    about = f"42 scenarios, ten years back, at most {most:g} % false alarms; limits of seed {SEED_OF_LIMITS}"
    rows: list[tuple[str, str, float | None, Better, float, int, str]] = [
        ("fpr", "%", most, "lower", 100, 2, "weeks with a false alarm"),
        ("pod", "%", pod, "higher", 100, 1, "outbreaks found"),
        ("f1", "F1", f1, "higher", 1, 3, "over weeks"),
    ]
    for measured, unit, target, better, times, places, what in rows:
        if target is None:
            continue
        value = round(times * mean(getattr(one, measured) for _, one, _ in by_seed), places)
        each = "; ".join(
            f"seed {seed}: {times * getattr(one, measured):.{places}f} ({_ends(ends[measured], places, times)})"
            for seed, one, ends in by_seed
        )
        keep(f"{name}_{measured}", value, unit, target, better, n, f"{what}, {about}. Mean of {each}")


def write_limits(replicates: int) -> None:
    """signals/data/weekly.toml: from quiet series that are never scored, for each number of years looked back."""
    quiet = make(replicates, SEED_OF_LIMITS).quiet
    rows = [
        "# Limits of the score of signals/weekly.py: for years looked back, shares of quiet weeks, what they exceed.",
        f"# Made by `python -m benchmarks.noufaily --write-limits` from {replicates} replicates of 42 scenarios,",
        f"# seed {SEED_OF_LIMITS}.",
        "edition = 2",
    ]
    for years in YEARS:
        found = scores(quiet, years)[:, SPILL:]
        rows += ["", f"[years.{years}]"]
        rows += [f'"{share}" = {np.quantile(found, 1.0 - share):.3f}' for share in SHARES]
    weekly.FILE.write_text("\n".join(rows) + "\n")


def _print(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    print(f"{id}: {value:g} {unit} (target {target}, n = {n}) {how}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--write-limits", action="store_true")
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
