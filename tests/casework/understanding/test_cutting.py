"""Given a text that is to go to somebody else, numbers, accounts and names stay here and come back in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.casework.understanding.cutting import cut, restore

NUMBERS = (
    "0812345678",
    "+66 81 234 5678",
    "081-234-5678",
    "(081) 234.5678",
    "၀၈၁၂၃၄၅၆၇၈",
    "๐๘๑ ๒๓๔ ๕๖๗๘",
    "០៨១២៣៤៥៦",
    "०८१२३४५६७",
    "０８１２３４５６７８",
    "0\u200b8\u200b1\u200b2\u200b3\u200b4\u200b5",
    "0\ufe0f\u20e38\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e3",
    "0,8,1,2,3,4,5,6",
    "MD 123456",
    "thiri@mail.example",
    "@thiri_win",
    "https://m.example/thiri?x=1",
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_or_an_account_stays_here_however_it_is_written(number: str) -> None:
    found = cut(f"Please ring {number} at night")
    assert found.text == "Please ring ⟦1⟧ at night"
    assert restore(found.text, found.held).text == f"Please ring {number} at night"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Thiri and I am tired", "Thiri"),
        ("Ask Ma Thiri Win about it", "Thiri Win"),
        ("ดิฉันชื่อธิริ ทำงานกลางคืน", "ธิริ"),
        ("ကျွန်မနာမည် သီရိ ပါ", "သီရိ"),
        ("मेरो नाम सीता थापा हो", "सीता थापा"),
        ("আমার নাম রহিমা খাতুন", "রহিমা খাতুন"),
    ],
)
def test_who_says_her_name_keeps_it(text: str, name: str) -> None:
    assert name not in cut(text).text


def test_what_is_on_file_is_cut_in_any_case_and_within_unspaced_words() -> None:
    known = ("Blue Prawn Foods", "Blue Prawn", "ปุจวอน", "Nok")
    found = cut("BLUE  PRAWN foods pays late. ฉันทำที่ปุจวอนค่ะ. Nokia is a phone; Nok is not.", known)
    assert found.text == "⟦1⟧ pays late. ฉันทำที่⟦2⟧ค่ะ. Nokia is a phone; ⟦3⟧ is not."
    assert found.held == ("BLUE  PRAWN foods", "ปุจวอน", "Nok")


def test_amounts_dates_and_hours_that_matter_stay() -> None:
    text = "12 hours a day, 350 baht, since 3 March, 15,000 a month"
    assert cut(text).text == text


def test_the_same_thing_twice_has_one_mark_and_both_come_back() -> None:
    found = cut("Thiri said it. thiri again. Thiri.", ("Thiri",))
    assert found.text == "⟦1⟧ said it. ⟦2⟧ again. ⟦1⟧."
    assert restore("⟦1⟧ … ⟦1⟧ [[2]]", found.held).text == "Thiri … Thiri thiri"


def test_marks_come_back_from_other_brackets_and_digits_and_what_is_lost_is_said() -> None:
    held = ("0812345678", "Thiri")
    assert restore("【၁】 to [2]", held).text == "0812345678 to Thiri"
    restored = restore("only ⟦1⟧ and ⟦7⟧", held)
    assert (restored.text, restored.lost) == ("only 0812345678 and ⟦7⟧", ("Thiri",))


def test_nobody_brings_a_mark_of_her_own() -> None:
    found = cut("⟦1⟧ and 0812345678")
    assert found.text == "|1| and ⟦1⟧" and restore(found.text, found.held).text == "|1| and 0812345678"


@given(st.text(max_size=200), st.lists(st.text(min_size=2, max_size=8), max_size=4))
def test_whatever_is_cut_comes_back_as_it_was(text: str, known: list[str]) -> None:
    found = cut(text, known)
    assert restore(found.text, found.held).lost == ()
    for number, held in enumerate(found.held, 1):
        assert f"⟦{number}⟧" in found.text and held


@pytest.mark.parametrize(
    "number",
    [
        "၀၉၄ဝဝ၁၂ဝ၃၄",  # the letter wa for a nought, as most people type it
        "ဝ၉ ၄၂၁ ဝဝ၅ ၆၇၈",
        "၀၉၁၂၃ရ၅၆၈",
        "O8I 234 5678",
        "081*234*5678",
        "081'234'5678",
        "m.example/thiri",
        "t.example/thiri_win",
    ],
)
def test_letters_for_digits_and_other_signs_between_them_hide_no_number(number: str) -> None:
    assert cut(f"Please call {number} now").text == "Please call ⟦1⟧ now"


@pytest.mark.parametrize("text", ["FB: thiri.win.99", "Line id: thiri99", "telegram = thiri_w"])
def test_an_account_that_is_announced_stays_here(text: str) -> None:
    assert "thiri" not in cut(text).text


@pytest.mark.parametrize(
    "text",
    [
        "นายจ้างไม่จ่ายเงินเดือน",  # "employer" begins as "Mr"
        "คุณช่วยฉันได้ไหม",
        "ဒေါ်လာ ၁၀၀ တောင်းတယ်",  # "dollar" as "Daw"
        "တစ်ဦးတစ်ယောက်မှ မပေးဘူး",
        "ဦးစီးဌာန",
        "ນາງບໍ່ໄດ້ຮັບເງິນ",
        "08:00-20:00, 350฿ 400฿",
        "၁၅၀၀၀ ရတယ်",
    ],
)
def test_what_is_no_name_is_left_to_be_translated(text: str) -> None:
    assert cut(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("My name is Thiri Win Maung and I am tired", "My name is ⟦1⟧ and I am tired"),
        ("I'm Thiri", "I'm ⟦1⟧"),
        ("U Aung Kyaw said so", "U ⟦1⟧ said so"),
        ("ကျွန်မနာမည်သီရိ။လုပ်ခမရဘူး", "ကျွန်မနာမည်⟦1⟧။လုပ်ခမရဘူး"),
        ("Kasama si Maria doon", "Kasama si ⟦1⟧ doon"),
    ],
)
def test_a_name_goes_whole_and_the_sentence_after_it_stays(text: str, left: str) -> None:
    assert cut(text).text == left


def test_a_name_with_unseen_signs_in_it_is_known() -> None:
    assert cut("သီ\u200bရိ ပြောတယ်", ("သီရိ",)).text == "⟦1⟧ ပြောတယ်"


def test_points_of_a_list_are_no_marks() -> None:
    text = "You can (1) come or (2) ring 0899999999"
    found = cut(text)
    for answer in (found.text, found.text.replace("⟦", "[").replace("⟧", "]")):
        assert restore(answer, found.held).text == text
    # Nor are those that a translator adds of her own, where the mark came back as it was
    assert restore("(1) Ring ⟦1⟧", ("0812345678",)).text == "(1) Ring 0812345678"
    assert cut("(1) come (2) go").text == "(1) come (2) go"


def test_a_machine_that_goes_round_in_circles_fills_no_memory() -> None:
    assert len(restore("⟦1⟧" * 6000, ("x" * 10_000,)).text) < 300_000
