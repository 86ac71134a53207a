"""What a story can be found by: names that are known, places, marked words; in any script, and never a sentence."""

from uuid import UUID, uuid4

import pytest

from saphan.languages import search_keys
from saphan.languages.romanise import latin, plain, skeleton
from saphan.languages.search_keys import (
    BITS,
    LONGEST_MARK,
    SEALED_BYTES,
    Mention,
    Names,
    Query,
    key_of_hash,
    markable,
    places,
    tokens_of,
)

PRAWN, UNION, THREAD = uuid4(), uuid4(), uuid4()
NAMES = Names(
    [
        (PRAWN, "Blue Prawn Foods Co., Ltd."),
        (PRAWN, "Blue Prawn"),
        (PRAWN, "ဘလူးပရွန်း"),
        (PRAWN, "บริษัท บลูพรอว์น จำกัด"),
        (UNION, "ဗဟိုသမဂ္ဂ"),
        (THREAD, "Golden Thread Garments"),
        (THREAD, "X"),
    ]
)


@pytest.mark.parametrize(
    "written", ["Blue Prawn", "ဘလူးပရွန်း", "ဘလူးပရောန်", "บลูพรอว์น", "blue praun", "BLUE PRAWN Co., Ltd."]
)
def test_one_name_in_three_scripts_has_one_skeleton(written: str) -> None:
    assert skeleton(plain(written)) == "plpln"


def test_latin_letters_have_one_space_between_words() -> None:
    assert latin("  Samut-Sakhon, สมุทรสาคร! ") == "samut sakhon smuthrsakhr"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I work at blue prawn, night line", {PRAWN}),
        ("ทำงานที่บลูพรอว์นมา 2 ปี", {PRAWN}),
        ("ကျွန်မ ဘလူးပရွန်းမှာ လုပ်ပါတယ်", {PRAWN}),
        ("ဘလူးပရောန်စက်ရုံမှာ လုပ်တယ်", {PRAWN}),  # spelled otherwise, at the start of a phrase
        ("ဘလူးပရွန်း ညဆိုင်းမှာ", {PRAWN}),
        ("we sew at golden thread, line 4", {THREAD}),  # the first words of a long name
        ("they moved us from Golden Thread Garments to blue praun", {THREAD, PRAWN}),
        ("ဒီနေ့ ဗဟိုသမဂ္ဂကို သွားမယ်", {UNION}),
        ("they keep our passports", set()),
        ("x", set()),
        ("", set()),
    ],
)
def test_known_names_are_recognised_in_running_text(text: str, named: set[UUID]) -> None:
    assert set(NAMES.in_text(text)) == named


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("บลูพรอว์น", (PRAWN,)),
        ("prawn", (PRAWN,)),
        ("garments golden", (THREAD,)),
        ("golden threat garment", (THREAD,)),
        ("โกลเด้นเทรด", (THREAD,)),
        ("Grey Eel", ()),
        ("", ()),
        ("…", ()),
    ],
)
def test_who_is_meant_by_what_is_typed(typed: str, meant: tuple[UUID, ...]) -> None:
    assert NAMES.meant_by(typed) == meant


def test_nobody_known_recognises_nobody() -> None:
    assert Names([]).in_text("ဘလူးပရွန်းမှာ Blue Prawn") == ()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Blue Prawn, night line", ("Blue Prawn", "night line")),
        ("ဘလူးပရွန်း၊ ညဆိုင်း", ("ဘလူးပရွန်း", "ညဆိုင်း")),
        ("บลูพรอว์น\nสมุทรสาคร", ("บลูพรอว์น", "สมุทรสาคร")),
        ("12/4, 081 234 5678", ()),
        ("the big factory near the temple where my cousin worked before", ()),
        ("", ()),
    ],
)
def test_a_place_is_a_name_and_never_a_sentence(said: str, found: tuple[str, ...]) -> None:
    assert places(said) == found


@pytest.mark.parametrize(
    "typed", ["", " ", "…", "one two three four five", "พวกเขาไม่ได้จ่ายเงินเราตั้งแต่เดือนมีนาคม", "a" * (LONGEST_MARK + 1)]
)
def test_what_is_no_word_cannot_be_marked(typed: str) -> None:
    assert markable(typed) == ""


def test_a_mark_loses_what_nobody_sees() -> None:
    assert markable("  Blue\u200b  Prawn\ufeff ") == "Blue Prawn"


@pytest.mark.parametrize("typed", ["บลูพรอว์น", "ဘလူးပရွန်း", "blue prawn", "prawn", "Prawn blue"])
def test_a_marked_word_is_found_in_any_script(typed: str) -> None:
    query, mention = Query(typed), Mention("Blue Prawn")
    assert set(query.tokens()) & set(tokens_of(mention, is_marked=True))
    assert query.finds(mention)


def test_a_place_is_found_as_a_whole_only() -> None:
    assert tokens_of(Mention("Blue Prawn")) == ("word plpln",)
    assert len(tokens_of(Mention("Blue Prawn"), is_marked=True)) == 3


def test_no_mark_is_longer_than_what_is_sealed() -> None:
    """Letters of four bytes each, as of Rohingya: the length of what is sealed would tell."""
    word = "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝" * 6
    assert len(word) <= LONGEST_MARK < SEALED_BYTES < len(word.encode())
    assert markable(word) == ""
    assert markable(word[:40]) == word[:40]


@pytest.mark.parametrize("reads_her_words", [latin, plain, skeleton, search_keys._words, search_keys._whole])
def test_nothing_of_a_text_or_a_mark_is_remembered(reads_her_words: object) -> None:
    """A memory of what was spelled would hold her words after they were destroyed."""
    assert not hasattr(reads_her_words, "cache_info")


def test_an_organisation_is_found_by_whoever_means_it() -> None:
    mention = Mention(organisation_id=PRAWN)
    assert Query("กุ้งน้ำเงิน", (UNION, PRAWN)).finds(mention)
    assert set(Query("x", (PRAWN,)).tokens()) >= set(tokens_of(mention))
    assert not Query("blue prawn", (UNION,)).finds(mention)


def test_sharing_a_key_is_not_being_found() -> None:
    assert not Query("Golden Thread").finds(Mention("Blue Prawn"))
    assert not Query("…").finds(Mention("Blue Prawn"))


def test_every_mention_is_sealed_at_one_length() -> None:
    mentions = [Mention("Ko"), Mention("က" * LONGEST_MARK), Mention(organisation_id=PRAWN)]
    assert {len(mention.as_text().encode()) for mention in mentions} == {SEALED_BYTES}
    assert [Mention.from_text(mention.as_text()) for mention in mentions] == mentions


def test_a_key_is_a_few_bits_of_a_hash() -> None:
    assert key_of_hash(b"\xff" * 32) == 2**BITS - 1
    assert key_of_hash(b"\x00\x0f" + b"\xff" * 30) == 0
