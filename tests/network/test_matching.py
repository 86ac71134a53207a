"""Given a name as a worker typed it, the organisation she may mean stands first, with the reason."""

from uuid import UUID

import pytest

from saphan.languages.romanise import plain, skeleton
from saphan.network.matching.ranking import Candidate, Named, rank

PRAWN, FISH, BLUE, LINE = (UUID(int=number) for number in range(1, 5))
NAMES = [
    Named(PRAWN, "Blue Prawn Foods", "Blue Prawn Foods Co., Ltd.", "TH"),
    Named(PRAWN, "Blue Prawn Foods", "ပုစွန်ပြာ", "TH", alias=True),
    Named(PRAWN, "Blue Prawn Foods", "บริษัท กุ้งฟ้า จำกัด", "TH", alias=True),
    Named(PRAWN, "Blue Prawn Foods", "បង្គាខៀវ", "TH", alias=True),
    Named(FISH, "Golden Fish Cannery", "Golden Fish Cannery", "TH"),
    Named(BLUE, "Blue Ocean Garments", "Blue Ocean Garments", "KH"),
    Named(LINE, "Northsea Retail", "Northsea Retail", "NL"),
]


def first(typed: str, country: str | None = None) -> Candidate:
    return rank(typed, NAMES, country=country)[0]


def test_the_name_itself_in_any_dress() -> None:
    for typed in ("Blue Prawn Foods", "blue prawn foods co ltd", "BLUE PRAWN FOODS COMPANY LIMITED", "blueprawnfoods"):
        assert (first(typed).organisation_id, first(typed).why, first(typed).score) == (PRAWN, "same_name", 100.0)


@pytest.mark.parametrize("typed", ["ပုစွန်ပြာ", "กุ้งฟ้า", "បង្គាខៀវ"])
def test_an_alias_in_her_script(typed: str) -> None:
    found = first(typed)
    assert found.organisation_id == PRAWN
    assert found.why in {"same_alias", "alike", "part_of_name"}
    assert found.score >= 60


def test_only_the_first_words_of_a_long_name() -> None:
    assert (first("Blue Prawn").organisation_id, first("Blue Prawn").why) == (PRAWN, "part_of_name")


@pytest.mark.parametrize("typed", ["blu prawn", "Blue Praun", "bluu pron food", "blue prown foods"])
def test_spelled_as_it_sounds(typed: str) -> None:
    assert first(typed).organisation_id == PRAWN


def test_written_in_another_script_by_ear() -> None:
    assert first("ဘလူးပရွန်း").organisation_id == PRAWN


def test_a_name_in_another_country_stands_lower() -> None:
    here, there = first("Blue Ocean Garments", "KH").score, first("Blue Ocean Garments", "TH").score
    assert here > there


def test_each_organisation_once_and_no_more_than_asked() -> None:
    found = rank("blue", NAMES, limit=1)
    assert len(found) == 1
    ids = [candidate.organisation_id for candidate in rank("blue prawn", NAMES)]
    assert len(ids) == len(set(ids))


def test_nothing_like_it_is_nobody() -> None:
    assert rank("zzqx 99", NAMES) == []
    assert rank("", NAMES) == rank("  ၊ ", NAMES) == []


def test_a_matched_organisation_stands_before_a_provisional_one_of_the_same_name() -> None:
    names = [
        Named(FISH, "Star Shoes", "Star Shoes", "KH", provisional=True),
        Named(BLUE, "Star Shoes", "Star Shoes", "KH"),
    ]
    assert [one.organisation_id for one in rank("star shoes", names)] == [BLUE, FISH]


def test_a_name_of_common_words_only_is_kept_whole() -> None:
    assert plain("The Factory Co., Ltd.") == "the factory co ltd"
    assert skeleton("prawn") == skeleton("prowne")
