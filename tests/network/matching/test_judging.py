"""Given a name as a worker typed it, the organisation she may mean stands first, with the reason."""

from uuid import UUID

import pytest

from saphan.network.matching import keys
from saphan.network.matching.asked import read
from saphan.network.matching.comparing import FIELDS, LONGEST_OPENING, SHORTEST_OPENING, STEPS, Known
from saphan.network.matching.judging import ASK, NEW, SAME, Candidate, Found, judge
from saphan.network.matching.weighing import weights

PRAWN, FISH, BLUE, LINE = (UUID(int=number) for number in range(1, 5))
ALIASES = ("ပုစွန်ပြာ", "บริษัท กุ้งฟ้า จำกัด", "បង្គាខៀវ")
MARKS = (("phone", "+6620000001"), ("registration", "0105500000017"), ("website", "blueprawn.example"))
KNOWN = [
    Known(PRAWN, "Blue Prawn Foods Co., Ltd.", "TH", "Samut Sakhon", ALIASES, MARKS),
    Known(FISH, "Golden Fish Cannery", "TH"),
    Known(BLUE, "Blue Ocean Garments", "KH"),
    Known(LINE, "Northsea Retail", "NL"),
]


def ask(typed: str, country: str = "", known: list[Known] | None = None) -> Found:
    """As the database does it: only who shares a key is compared."""
    asked = read(typed, country)
    wanted = {keys.number(key) for key in keys.of_asked(asked)}
    found = [one for one in known or KNOWN if wanted & keys.of_organisation((one.name, *one.aliases), one.marks)]
    return judge(asked, found)


def first(typed: str, country: str = "") -> Candidate:
    return ask(typed, country).candidates[0]


def test_the_name_itself_in_any_dress() -> None:
    for typed in ("Blue Prawn Foods", "blue prawn foods co ltd", "BLUE PRAWN FOODS COMPANY LIMITED", "blueprawnfoods"):
        assert (first(typed).organisation_id, first(typed).why) == (PRAWN, "same_name")


@pytest.mark.parametrize("typed", ["ပုစွန်ပြာ", "กุ้งฟ้า", "បង្គាខៀវ"])
def test_an_alias_in_her_script(typed: str) -> None:
    found = first(typed)
    assert found.organisation_id == PRAWN
    assert found.why in {"same_alias", "alike", "part_of_name"}


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
    asked = read("blue prawn")
    assert len(judge(asked, KNOWN, limit=1).candidates) == 1
    ids = [candidate.organisation_id for candidate in judge(asked, KNOWN).candidates]
    assert len(ids) == len(set(ids))


def test_nothing_like_it_is_nobody() -> None:
    for typed in ("zzqx 99", "", "  ၊ "):
        assert (ask(typed).band, ask(typed).candidates, ask(typed).picked) == (NEW, (), None)


def test_a_matched_organisation_stands_before_a_provisional_one_of_the_same_name() -> None:
    known = [Known(FISH, "Star Shoes", "KH", provisional=True), Known(BLUE, "Star Shoes", "KH")]
    found = ask("star shoes", known=known)
    assert [one.organisation_id for one in found.candidates] == [BLUE, FISH]
    assert (found.band, found.picked) == (ASK, None)  # two of just this name: a person picks


def test_just_this_name_proposes_itself_unless_something_speaks_against_it() -> None:
    assert (ask("blue ocean garments", "KH").band, ask("blue ocean garments", "KH").picked) == (SAME, BLUE)
    assert ask("blue ocean garments", "TH").band == ASK
    assert ask("Blue Prawn Foods 0105500000017", "TH").band == SAME
    assert ask("Blue Prawn Foods 0105500000025", "TH").band == ASK


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("02 000 0001", "phone_same"),
        ("๐๒-๐๐๐-๐๐๐๑", "phone_same"),
        ("0105500000017", "registration_same"),
        ("https://www.blueprawn.example/jobs", "website_same"),
    ],
)
def test_a_number_or_website_alone_is_enough(typed: str, why: str) -> None:
    found = ask(typed, "TH")
    assert (found.picked, found.candidates[0].why) == (PRAWN, why)


def test_the_shares_say_what_told_and_come_to_a_hundred() -> None:
    one = first("blue praun, Samut Sakhon, 02 000 0001", "TH")
    assert {share.why for share in one.shares} >= {"phone_same", "place_same"}
    assert 98 <= sum(abs(share.percent) for share in one.shares) <= 102
    assert any(share.percent < 0 for share in first("Blue Ocean Garments", "TH").shares)


def test_far_ahead_of_the_others_is_picked_and_among_equals_nobody() -> None:
    assert ask("blue praun", "TH").picked == PRAWN
    many = [
        Known(UUID(int=number), f"Golden Star {word}", "TH") for number, word in enumerate(("Foods", "Shoes", "Toys"))
    ]
    found = ask("Golden Star", "TH", known=many)
    assert (found.band, found.picked, len(found.candidates)) == (ASK, None, 3)


def test_every_level_that_a_name_can_have_has_a_weight() -> None:
    scale = weights()
    levels = {"same", *(f"part_{least}" for least in STEPS if least >= 70)}
    levels |= {f"{way}_{least}" for way in ("alike", "sounds") for least in (*STEPS, 0)} - {"sounds_95"}
    levels |= {f"opens_{heard}" for heard in range(SHORTEST_OPENING, LONGEST_OPENING + 1)}
    assert scale.bits["name"].keys() == levels
    assert set(scale.bits) == set(FIELDS)
    assert ask("blue prawn").version == f"{keys.VERSION}, {scale.edition}"
