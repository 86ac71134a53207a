"""Every indicator, and all it belongs to, has a short name of its own."""

from saphan.impact import titles
from saphan.impact.indicators import catalogue

KNOWN = catalogue.catalogue().indicators


def test_each_indicator_has_a_title_of_six_words_at_most() -> None:
    assert set(titles.TITLES) == {one.id for one in KNOWN}
    written = [str(words) for words in titles.TITLES.values()]
    assert [words for words in written if len(words.split()) > 6] == []
    assert len(set(written)) == len(written)


def test_what_an_indicator_belongs_to_has_a_name() -> None:
    assert set(titles.ACTORS) == set(catalogue.ACTORS)
    assert set(titles.OBJECTIVES) == set(catalogue.OBJECTIVES)
    assert set(titles.PROGRAMMES) == set(catalogue.PROGRAMMES)
    assert set(titles.SHAPES) == catalogue.SHAPES
    assert set(titles.DIRECTIONS) == catalogue.DIRECTIONS
    assert set(titles.UNITS) == {one.unit for one in KNOWN}
