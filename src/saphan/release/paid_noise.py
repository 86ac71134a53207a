"""Noise that is paid from a budget: the discrete Laplace distribution, by opendp. The extra `[dp]`.

Whoever is counted is in so many of the numbers that are shown: that many is the sensitivity, in the sum of distances.
Source: Ghosh, Roughgarden and Sundararajan (2009), the geometric mechanism; opendp samples it without floating point.
"""

from decimal import Decimal

import numpy as np

from saphan.release.cubes import Counts


class NotInstalled(Exception):
    """The extra is missing: `python3 tools/environment.py dp`."""


def with_noise(counts: Counts, in_how_many: int, epsilon: Decimal) -> Counts:
    """counts: of any shape. in_how_many: of them one person can be counted in. Raises NotInstalled.

    Numbers below nought become nought, which costs nothing. ValueError where opendp finds that it would cost more.
    """
    try:
        import opendp.prelude as dp
    except ImportError:
        raise NotInstalled from None
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    measurement = dp.m.make_laplace(*space, scale=float(in_how_many / epsilon) * (1 + 1e-9))
    if measurement.map(in_how_many) > float(epsilon):
        raise ValueError("it would cost more than it may")
    read = np.array(measurement(counts.ravel().tolist()), dtype=np.int64).reshape(counts.shape)
    return np.asarray(np.maximum(read, 0))
