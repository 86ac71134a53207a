"""How much likelier are the last three weeks if something is emerging than if all is as usual? Pure.

If nothing is, the voices of a week are negative binomial around what is usual. If something began this week, the last
or the one before, its voices come beside them: half of them in its first week, as many in the second, half as many in
the third; of two, four or eight times the usual deviation, each as likely. The answer is averaged over sizes and
beginnings (a Bayes factor: Kass and Raftery 1995, Journal of the American Statistical Association 90:773-795, doi
10.1080/01621459.1995.10476572).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from saphan.verification.signals.tails import log_chance

Numbers = NDArray[np.float64]

SIZES: Final = (2.0, 4.0, 8.0)  # times the deviation of the first week
COMING: Final = (0.5, 0.5, 0.25)  # of these, in its first, second and third week
BEGAN: Final = (1.0, 2.0, 0.25)  # weights: this week, last week, the week before


def likelier(counts: Numbers, means: Numbers, dispersion: Numbers) -> Numbers:
    """log10 of the odds, (S,). counts, means: (S, 3), this week's first; dispersion: (S,) variance / mean."""
    spread = dispersion[:, None]
    usual = log_chance(counts, means, np.broadcast_to(spread, means.shape))
    weight = np.log(np.array(BEGAN) / (sum(BEGAN) * len(SIZES)))
    ways = [
        weight[ago] + np.sum((_with(size, ago, counts, means, spread) - usual[:, : ago + 1]), axis=1)
        for ago in range(len(BEGAN))
        for size in SIZES
    ]
    return np.asarray(np.logaddexp.reduce(ways, axis=0) / np.log(10.0))


def _with(size: float, ago: int, counts: Numbers, means: Numbers, spread: Numbers) -> Numbers:
    """Logarithms of the chances of the weeks since something of this size began, (S, ago + 1)."""
    usual = means[:, : ago + 1]
    voices = size * np.sqrt(spread * usual[:, -1:]) * np.array(COMING[: ago + 1])[::-1]
    together = usual + voices
    return log_chance(counts[:, : ago + 1], together, (spread * usual + voices) / together)
