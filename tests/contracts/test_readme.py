"""The README says the figures that were measured, no others."""

from benchmarks import readme
from benchmarks.record import results


def test_the_figures_are_those_that_were_measured() -> None:
    text = readme.README.read_text(encoding="utf-8")
    shown = text.split(readme.BEGIN)[1].split(readme.END)[0].strip()
    assert shown == readme.table(results())


def test_each_figure_says_how_it_was_made() -> None:
    assert {"id", "value", "unit", "target", "better", "n", "how", "machine", "commit"} == set().union(*results())
