"""Given a year of facts, with withdrawals, no edition beside all former ones gives a hidden number away."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from saphan.demo import deeds, history
from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import Tally, fold
from saphan.impact.publishing.figures import figures
from saphan.impact.publishing.weaving import Woven, weave
from saphan.release import linked, together
from saphan.release.linked import Stands

END = date(2026, 8, 1)
MONTHS = [date(2025, 11, 1), *(date(2026, month, 1) for month in (1, 3, 4, 5, 6, 7))]
KNOWN = catalogue()
SECRET = b"s" * 32


def a_year(seed: int, withdrawn: float = 0.0) -> Tally:
    chance = random.Random(seed)
    made = list(history._facts(END, chance))
    made += deeds.more(made, history.months_before(END), END)
    told = [Said(one.on, one.kind, one.subject, one.payload) for one in made]
    for one in [one for one in told if one.kind == "voice.received" and chance.random() < withdrawn]:
        gone = one.on + timedelta(days=chance.randint(1, 120))
        told.append(replace(one, on=gone, kind="voice.story_deleted"))
    return fold(sorted(told, key=lambda one: one.on), KNOWN)[1]


def editions(tally: Tally) -> Iterator[tuple[Woven, dict[str, Stands], dict[str, Stands]]]:
    """Each month's web, how its numbers stand, and how they stood."""
    former: dict[str, Stands] = {}
    for month in MONTHS:
        woven = weave({cell: sums for cell, sums in tally.items() if cell.month <= month}, KNOWN, month)
        before = woven.before(former)
        now = linked.let_out(woven.web, before)
        yield woven, now, before
        former = woven.under_every_name(now)


@pytest.mark.parametrize(("seed", "withdrawn"), [(1, 0.0), (2, 0.1), (3, 0.3)])
def test_no_small_number_follows_from_all_that_ever_stood(seed: int, withdrawn: float) -> None:
    """What stood and has not moved since is taken as it is, with every sum that adds up."""
    shown = 0
    for woven, now, before in editions(a_year(seed, withdrawn)):
        small = {name for name, one in woven.web.numbers.items() if one.subjects < 11 and name not in now}
        found = small & followed(woven, now)
        if found:  # then it follows from what stood before as much as now, as if nobody had come since
            assert found <= followed(woven, {name: one for name, one in now.items() if name in before}), seed
        moved = [one for name, one in now.items() if name in before and one.value != before[name].value]
        assert all(one.shown for one in moved)
        shown += sum(one.shown for one in now.values())
    assert shown > 500


def followed(woven: Woven, told: dict[str, Stands]) -> set[object]:
    """Which hidden numbers follow from these, as far as they have not moved, and from every sum."""
    numbers, known = woven.web.numbers, {}
    for name, one in told.items():
        if name in numbers and (numbers[name].value, numbers[name].subjects) == (one.value, one.subjects):
            known[name] = float(one.value)
    sums = [[(total, -1.0), *((part, 1.0) for part in parts)] for total, parts in woven.web.sums]
    return {one.name for one in together.recovered([together.system(known, sums)]) if one.attack != "remainder"}


def test_who_takes_few_words_back_is_not_seen_leaving() -> None:
    """Ten stories of one month are deleted in the next: every number that counts them stands as it stood."""
    tally = a_year(4)
    *_, (woven, now, _) = editions(tally)
    former = woven.under_every_name(now)
    fewer = {cell: replace(sums, days=sums.days.copy()) for cell, sums in tally.items()}
    gone = 0
    for cell, sums in fewer.items():
        if cell.indicator == "voices_by_language" and sums.subjects > 2 and gone < 10:
            sums.numerator, sums.subjects, sums.squares, gone = (
                *(sums.numerator - 1, sums.subjects - 1, sums.squares - 1),
                gone + 1,
            )
    after = weave(fewer, KNOWN, MONTHS[-1])
    later = after.under_every_name(linked.let_out(after.web, after.before(former)))
    named = [name for name in former if name.startswith("voices_by_language.")]
    assert named and all(later[name].value == former[name].value for name in named)


def test_equal_numbers_are_one_and_read_alike_in_every_figure() -> None:
    *_, (woven, now, _) = editions(a_year(6))
    full = woven.under_every_name(now)
    told = {
        name: linked.rounded(woven.first[name], stands.value, SECRET)
        for name, stands in full.items()
        if stands.shown and name in woven.first
    }
    read = {(one.indicator, one.code, one.period): one for one in figures(told, KNOWN, woven.periods)}
    stories = read["voices_by_language", "", ""]
    assert stories.value is not None
    for same in ("voices_by_channel", "voices_answered", "voices_answered_within_a_day"):
        assert read[same, "", ""].n == stories.n
    assert all(one.n is None or one.n % 5 == 0 for one in read.values())
    for one in read.values():
        if one.low is not None and one.high is not None and one.value is not None:
            assert one.low <= one.value <= one.high
    assert sum(one.value is not None for one in read.values()) > 80
    assert any(one.value is None for one in read.values())
