"""Given a sentence that is reviewed, the page on which it stands is drawn without anybody's data, and it is marked."""

import re
from collections import Counter

import pytest
from django.test import override_settings

from saphan.languages.switched_on import ROOMS, STAFF_ROOMS
from saphan.web import samples
from saphan.web.marked import places_of


@pytest.mark.parametrize("room", STAFF_ROOMS)
def test_every_sentence_of_a_room_is_found_and_marked(room: str) -> None:
    on_pages: Counter[bool] = Counter()
    for words, places in places_of(ROOMS / room).items():
        page = samples.excerpt(ROOMS / room, words, "th")
        assert "<mark>" in page, words
        assert not re.search("[\ue000\ue001]", page), words
        if any(place.file.suffix == ".html" for place in places):
            on_pages["<main><ul><li>" not in page and "/sample." in page] += 1
    # Nearly all that stand in a template are shown on the page itself; the others are only read aloud
    assert on_pages[True] >= 0.93 * on_pages.total()


def test_the_way_is_taken_on_which_the_sentence_stands() -> None:
    page = samples.excerpt(
        ROOMS / "voice", "Cookies are off on this phone. Write the code down now: we cannot show it again.", "en"
    )
    assert "<mark>Cookies are off" in page
    assert "…" in page, "what the page would know is dots"


def test_what_is_only_in_a_list_stands_among_its_neighbours() -> None:
    page = samples.excerpt(ROOMS / "voice", "We have your words.", "km")
    assert page.count("<li>") == samples.NEIGHBOURS * 2 + 1 and page.count("<mark>") == 1
    assert 'class="tall"' in page


def test_holes_and_plurals_are_drawn() -> None:
    assert "<mark>3 new notices</mark>" in samples.excerpt(ROOMS / "web", "%(new)s new notice", "en")
    burmese = samples.excerpt(ROOMS / "casework", "%(parts)s SMS", "my")
    assert re.search("<mark>[^<]*၃[^<]*</mark>", burmese), "in the digits of the page"
    with pytest.raises(KeyError):
        samples.excerpt(ROOMS / "voice", "Nobody says this", "km")


@override_settings(SAPHAN_DEMO=True)
def test_a_sample_leads_nowhere() -> None:
    page = samples.excerpt(ROOMS / "voice", "I have a code", "my")
    assert 'href="/my/' not in page and 'href="#"' in page
