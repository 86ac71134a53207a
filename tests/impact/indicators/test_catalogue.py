"""Given the catalogue, every indicator is whole, and its worked example gives what the page says."""

from pathlib import Path

import pytest

from saphan.impact.indicators.catalogue import ACTORS, CRITERIA, FILE, OBJECTIVES, BadCatalogue, catalogue, read
from saphan.impact.indicators.examples import examples, given
from tests.source import ROOT, tree
from tools import indicators_page

KNOWN = catalogue()


@pytest.mark.parametrize("indicator", [each.id for each in KNOWN.indicators])
def test_the_worked_example_gives_what_it_says(indicator: str) -> None:
    facts, gives = examples()[indicator]
    assert given(facts, indicator, KNOWN) == gives


def test_the_page_is_made_from_the_catalogue() -> None:
    assert indicators_page.PAGE.read_text() == indicators_page.page(), "python -m tools.indicators_page"


def test_every_actor_objective_and_criterion_has_its_indicators() -> None:
    assert len(KNOWN.indicators) >= 30
    assert {each.actor for each in KNOWN.indicators} == set(ACTORS)
    assert {each.objective for each in KNOWN.indicators} == set(OBJECTIVES)
    assert {criterion for each in KNOWN.indicators for criterion in each.criteria} == CRITERIA


def test_every_mark_is_read_by_an_indicator() -> None:
    assert {each.id for each in KNOWN.marks} == {mark for each in KNOWN.indicators for mark in each.reads}


def test_every_fact_that_is_read_is_written_by_a_service() -> None:
    """Only facts that exist can bear an indicator; some names are put together of a round or of what is late."""
    written = " ".join(file.read_text() for file in (ROOT / "src" / "saphan").rglob("*.py") if is_below(file))
    for kind in KNOWN.kinds:
        assert f'"{kind}"' in written or kind in PUT_TOGETHER, kind


PUT_TOGETHER = {
    *("remedy.plan_asked", "remedy.confirmation_asked"),
    *("remedy.acknowledgement_late", "remedy.plan_late", "remedy.commitment_late"),
}


def is_below(file: Path) -> bool:
    """Of a room that writes facts; not this one, and not the demo."""
    return not {"impact", "demo", "migrations"} & set(file.parts) and bool(tree(file))


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ('base = ["offer.red"]', 'base = ["offer.gone"]', "no mark"),
        ('base = ["offer.red"]', 'base = ["fee.recorded"]', "more than one kind"),
        ('id = "bad_offers_refused"', 'id = "offers_checked"', "twice"),
        ('hit = ["offer.refused"]', "", "a share is of hits"),
        ('start = "signal.raised"', "", "from a mark to a mark"),
        ("actor = 3", "actor = 4", "actor"),
        ('programmes = ["academy"]', "programmes = []", "programme"),
        ('direction = "none"', 'direction = "sideways"', "direction"),
    ],
)
def test_a_catalogue_that_names_what_is_not_there_is_refused(said: str, instead: str, fault: str) -> None:
    text = FILE.read_text().replace('programmes = ["strategic_partnership", "academy"]', 'programmes = ["academy"]')
    with pytest.raises(BadCatalogue, match=fault):
        read(text.replace(said, instead, 1).encode())
