"""The same series through R's `surveillance`, where Rscript and the package are at hand: an oracle, never imported.

Usage: python -m benchmarks.noufaily_oracle   makes the small table that the tests of the fit compare with.
"""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.noufaily_series import FIRST, WEEKS, Counts, Series, make
from benchmarks.record import ROOT
from saphan.verification.signals.farrington import Flexible, baseline

Numbers = NDArray[np.float64]
SCRIPT = ROOT / "benchmarks" / "noufaily.R"
TABLE = ROOT / "tests" / "verification" / "signals" / "farrington_of_r.json"
ALPHA, LEAST, OF_WEEKS = 0.01, 5, 4  # R's own rule: at least 5 cases in the last 4 weeks
SEED_OF_TABLE = 20132


@dataclass(frozen=True)
class Answer:
    """What R said of these counts; every array is (scored weeks, S)."""

    folder: Path

    def of(self, name: str) -> Numbers:
        return np.loadtxt(self.folder / f"{name}.csv", delimiter=",", ndmin=2)

    @cached_property
    def about(self) -> list[str]:
        """Processor seconds of farringtonFlexible, version of R, of the package."""
        return (self.folder / "about.txt").read_text().splitlines()


def is_here() -> bool:
    asked = ["Rscript", "-e", "library(surveillance)"]
    return shutil.which("Rscript") is not None and subprocess.run(asked, capture_output=True).returncode == 0


def ask(counts: Counts, folder: Path) -> Answer:
    folder.mkdir(exist_ok=True)
    np.savetxt(folder / "counts.csv", counts.T, fmt="%d", delimiter=",")
    subprocess.run(["Rscript", str(SCRIPT), str(folder)], check=True, capture_output=True)
    return Answer(folder)


@dataclass(frozen=True, slots=True)
class Ours:
    """By R's rule; (scored weeks, S)."""

    alarms: NDArray[np.bool_]
    chances: Numbers
    expected: Numbers
    seconds: float


def ours(counts: Counts) -> Ours:
    began = time.process_time()
    looks = [baseline(counts.astype(np.float64), week, Flexible()) for week in range(FIRST, WEEKS)]
    chances = np.array(
        [
            look.p_value(counts[:, week].astype(np.float64))
            for look, week in zip(looks, range(FIRST, WEEKS), strict=True)
        ]
    )
    seconds = time.process_time() - began
    now = counts[:, FIRST:].T
    enough = np.array([counts[:, week + 1 - OF_WEEKS : week + 1].sum(axis=1) >= LEAST for week in range(FIRST, WEEKS)])
    return Ours((chances <= ALPHA) & (now > 0) & enough, chances, np.array([look.mean for look in looks]), seconds)


def beside(
    sample: Series, say: Callable[[str, NDArray[np.bool_], NDArray[np.bool_]], None], keep: Callable[..., None]
) -> None:
    """say: prints the measures of one method from its alarms on quiet series and on those with an outbreak."""
    if not is_here():
        print("\nNo Rscript with `surveillance` here: measured without R's methods.")
        return
    with tempfile.TemporaryDirectory() as folder:
        quiet, counts = ask(sample.quiet, Path(folder) / "quiet"), ask(sample.counts, Path(folder) / "counts")
        print(
            f"\nBeside it, {len(sample.quiet)} series: {counts.about[1]}, surveillance {counts.about[2]}, alpha {ALPHA}"
        )
        names = {"delta": "farringtonFlexible, delta", "alarms": "farringtonFlexible, nbPlugin", "ears": "EARS C2"}
        for name, said in names.items():
            say(f"R {said}", quiet.of(name).T > 0, counts.of(name).T > 0)
        _agreement(sample.counts, counts, keep)


def _agreement(counts: Counts, theirs: Answer, keep: Callable[..., None]) -> None:
    mine, alarms = ours(counts), theirs.of("alarms") > 0
    same, n = int((mine.alarms == alarms).sum()), alarms.size
    off = float(np.nanmax(np.abs(mine.chances - theirs.of("chances"))))
    found = int(alarms.sum())
    print(f"{n} tests: R {found} alarms, ours {int(mine.alarms.sum())}, differing {n - same}; p within {off:.1e}")
    how = f"tests where our fit and R's farringtonFlexible (nbPlugin) both alarm or both do not; {found} alarms of R"
    keep("farrington_agrees", round(100 * same / n, 3), "%", 100, "higher", n, how)
    ratio = float(theirs.about[0]) / mine.seconds
    how = "processor seconds of a test by R's farringtonFlexible (nbPlugin) / by ours; same series, one after the other"
    keep("farrington_faster", round(ratio, 1), "times", 5, "higher", n, how)


def write_table() -> None:
    """One series of each of the seven parameter sets, the last of the six: a trend and two harmonics."""
    counts = make(1, SEED_OF_TABLE).counts[5::6]
    with tempfile.TemporaryDirectory() as folder:
        answer = ask(counts, Path(folder) / "table")
        arrays = {name: answer.of(name)[::4].T for name in ("alarms", "chances", "expected", "dispersion")}
        about = answer.about[1:]
    series = [
        {"counts": row.tolist(), **{name: [float(f"{v:.8g}") for v in rows[i]] for name, rows in arrays.items()}}
        for i, row in enumerate(counts)
    ]
    made = {"made_by": "python -m benchmarks.noufaily_oracle", "with": about, "weeks": list(range(FIRST, WEEKS, 4))}
    TABLE.write_text(json.dumps({**made, "series": series}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write_table()
