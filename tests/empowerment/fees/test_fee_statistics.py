"""Given what people told, a corridor's figures are of many or of nobody, and no two kinds of amount are ever mixed."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from saphan.empowerment.fees.fee_statistics import Figures, Seen, Spread, figures

TODAY = date(2026, 5, 20)
RECRUITER, OTHER = UUID(int=901), UUID(int=902)


def told(number: int, worker: int | None = None, **more: Any) -> Seen:
    usual: dict[str, Any] = {
        "organisation": None,
        "line": "all",
        "year": 2025,
        "recorded": date(2026, 3, 10),
        "paid": True,
        "dollars": {} if worker is None else {"worker": Decimal(worker)},
    }
    return Seen(UUID(int=number), **{**usual, **more})


def of(*seen: Seen, wage: int | None = 300) -> Figures:
    return figures(seen, TODAY, Decimal(wage) if wage else None)


def test_median_and_quartiles_in_tens_of_dollars_and_months_of_pay() -> None:
    found = of(*(told(number, 100 * number) for number in range(1, 13)))
    assert found.by_amount["worker"] == Spread("10–24", Decimal(380), Decimal(650), Decimal(920))
    assert found.months == Decimal("2.2") and found.until == date(2026, 4, 1)
    assert of(*(told(number, 100) for number in range(12)), wage=None).months is None


def test_ten_people_are_nobody() -> None:
    found = of(*(told(number, 500) for number in range(10)))
    assert set(found.by_amount.values()) == {None}
    assert (found.asked, found.by_year, found.by_recruiter, found.months, found.until) == (None, (), (), None, None)


def test_receipts_lie_and_stand_apart() -> None:
    # Given twenty people who paid 3,000, and receipts of twelve that say 80
    seen = [told(n, dollars={"worker": Decimal(3000), "receipt": Decimal(80)}) for n in range(12)]
    found = of(*seen, *(told(20 + n, 3000) for n in range(8)))
    said, receipt = found.by_amount["worker"], found.by_amount["receipt"]
    assert said and receipt and (said.median, receipt.median) == (3000, 80)
    assert found.by_amount["employer"] is None and found.by_amount["cap"] is None


def test_what_was_asked_is_not_what_was_paid() -> None:
    found = of(*(told(n, 4000, paid=False) for n in range(15)), *(told(50 + n, 700) for n in range(11)))
    said = found.by_amount["worker"]
    assert said and found.asked and (said.median, found.asked.median) == (700, 4000)


def test_lines_of_one_person_are_added_and_a_whole_is_not_added_to_its_parts() -> None:
    lines = [told(n, 200, line=line) for n in range(11) for line in ("service", "medical")]
    assert [one.median for one in (of(*lines).by_amount["worker"],) if one] == [400]
    whole = [told(n, 500, line="all") for n in range(11)]
    assert [one.median for one in (of(*lines, *whole).by_amount["worker"],) if one] == [500]


def test_years_and_recruiters_stand_alone_only_where_many() -> None:
    seen = [told(n, 300, year=2024, organisation=RECRUITER) for n in range(12)]
    seen += [told(50 + n, 600, year=2023, organisation=OTHER) for n in range(5)]
    seen += [told(70 + n, 600) for n in range(6)]
    found = of(*seen)
    assert [(year, bool(one)) for year, one in found.by_year] == [(2023, False), (2024, True), (2025, False)]
    assert [one for one, _ in found.by_recruiter] == [RECRUITER]


def test_what_is_left_beside_a_figure_is_never_few() -> None:
    """Beside twelve of seventeen stand five, of whom two medians would tell."""
    seen = [told(n, 300, year=2024, organisation=RECRUITER) for n in range(12)]
    seen += [told(50 + n, 600, organisation=OTHER) for n in range(5)]
    found = of(*seen)
    assert [(year, bool(one)) for year, one in found.by_year] == [(2024, False), (2025, False)]
    assert found.by_recruiter == () and found.by_amount["worker"] is not None


def test_a_year_moves_only_when_eleven_of_its_own_are_new() -> None:
    before = [told(n, 100, year=2024) for n in range(11)] + [told(20 + n, 100) for n in range(12)]
    after = [told(60, 5000, year=2024, recorded=date(2026, 4, 5))]
    after += [told(70 + n, 5000, recorded=date(2026, 4, 5)) for n in range(12)]
    moved = of(*before, *after)
    assert [one.high for _, one in moved.by_year if one] == [100, 5000]
    assert moved.until == date(2026, 5, 1)


def test_figures_move_once_a_month_and_only_when_eleven_are_new() -> None:
    march = [told(n, 100) for n in range(11)]
    april = [told(50 + n, 900, recorded=date(2026, 4, 5)) for n in range(10)]
    one_more = [told(80, 900, recorded=date(2026, 4, 6))]
    may = [told(90 + n, 5000, recorded=date(2026, 5, 2)) for n in range(30)]
    assert of(*march, *april, *may).until == date(2026, 4, 1)  # ten new: it stands; this month's are not in yet
    moved = of(*march, *april, *one_more, *may)
    assert moved.until == date(2026, 5, 1)
    assert moved.by_amount["worker"] == Spread("10–24", Decimal(100), Decimal(500), Decimal(900))


def test_december_is_followed_by_january() -> None:
    found = of(*(told(n, 100, recorded=date(2025, 12, 31)) for n in range(11)))
    assert found.until == date(2026, 1, 1)
