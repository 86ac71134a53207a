"""What pages of other rooms tell of people whom an edition counts too. As System."""

from collections.abc import Iterator, Mapping
from datetime import date

from saphan.empowerment.reviews.selectors import verified_told
from saphan.impact.facts import next_month
from saphan.impact.indicators.folding import Cell
from saphan.impact.publishing import periods
from saphan.impact.publishing.elsewhere import Elsewhere
from saphan.impact.publishing.parts import ALL_OF_IT
from saphan.impact.publishing.periods import ALL
from saphan.impact.publishing.weaving import TOGETHER, name_of
from saphan.network.reach.selectors import people_by_corridor

PEOPLE_MET = "people_met"


def others(tally: Mapping[Cell, object], month: date) -> Iterator[Elsewhere]:
    """Of every quarter that is over by the end of this month, people met by corridor, also where a page tells it only
    next week; and by organisation, reviewers who are known. Fees count people, editions amounts: no sum ties them.
    """
    for quarter in periods.until(month, (cell.cohort for cell in tally if cell.indicator == PEOPLE_MET)).quarters:
        begins, ends = periods.bounds(quarter)
        if ends <= next_month(month):
            met = people_by_corridor(begins, ends)
            cells = {f"met|{corridor}|{quarter}": many for corridor, many in met.items() if corridor}
            yield Elsewhere(name_of(PEOPLE_MET, ALL_OF_IT, TOGETHER, quarter), cells)
    known = {f"reviewed|{organisation}": many for organisation, many in verified_told().items()}
    yield Elsewhere(name_of("reviews_verified", ALL_OF_IT, TOGETHER, ALL), known)
