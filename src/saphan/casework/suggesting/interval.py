"""How sure a share is: Wilson's interval for a binomial share (E. B. Wilson, 1927). Pure."""

from math import sqrt

Z = 1.96  # 95 %


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Lower and upper end, 0 to 1, at 95 %; (0, 1) when there was nothing."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = share + Z * Z / (2 * of)
    reach = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    whole = 1 + Z * Z / of
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
