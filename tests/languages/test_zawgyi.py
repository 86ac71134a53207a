"""Zawgyi is told from Unicode, read and written; other languages with the same letters are left alone."""

import time
import unicodedata

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st
from myanmartools import ZawgyiDetector

from saphan.languages.zawgyi import read_burmese, to_unicode, to_zawgyi, zawgyi_probability
from tests.languages.burmese import DAYS, pieces, sentences

PAY = "ရုံးက ပတ်စပို့ ယူထားတယ်"
LATE = "လစာ နှစ်လ မရသေးပါဘူး"
AS_ICU_WRITES = icu.Transliterator.createInstance("my-Zawgyi").transliterate


def share(told: list[bool]) -> float:
    return sum(told) / len(told)


def test_our_own_sentences_come_back_exactly_from_zawgyi() -> None:
    assert share([to_unicode(to_zawgyi(said)) == said for said in sentences()]) >= 0.98
    assert share([to_unicode(AS_ICU_WRITES(said)) == said for said in sentences()]) >= 0.98


def test_thirty_characters_are_enough_to_tell() -> None:
    zawgyi = [piece for said in sentences() for piece in pieces(to_zawgyi(said), 30) if len(piece) == 30]
    unicode = [piece for said in sentences() for piece in pieces(said, 30) if len(piece) == 30]
    assert share([read_burmese(piece).is_zawgyi for piece in zawgyi]) >= 0.99
    assert share([read_burmese(piece).is_zawgyi for piece in unicode]) <= 0.005


@pytest.mark.parametrize("language", sorted(DAYS))
def test_shan_mon_and_karen_are_left_as_they_are(language: str) -> None:
    for length in (15, 30, 200):
        for piece in pieces(DAYS[language], length):
            read = read_burmese(piece)
            assert not read.is_zawgyi
            assert read.text == unicodedata.normalize("NFC", piece)


def test_a_sure_reading_stands_alone() -> None:
    read = read_burmese(to_zawgyi(PAY))
    assert (read.text, read.other_reading) == (PAY, None)
    assert read.zawgyi_probability > 0.95
    assert read_burmese(PAY).zawgyi_probability < 0.05


def test_both_readings_are_kept_when_neither_is_sure() -> None:
    """ "I agree" in Zawgyi is also something in Unicode; and "somebody else" the other way round."""
    for typed, zawgyi in (("လက္ခံ", "လက်ခံ"), ("တခြားသူ", "တခွားသူ")):
        read = read_burmese(typed)
        assert 0.05 < read.zawgyi_probability < 0.95
        assert {read.text, read.other_reading} == {typed, zawgyi}


def test_what_she_wrote_before_tips_the_scales() -> None:
    assert read_burmese("လက္ခံ", leaning=-3).text == "လက်ခံ"
    assert read_burmese("လက္ခံ", leaning=3).text == "လက္ခံ"


def test_a_message_in_both_encodings_is_read_word_by_word() -> None:
    assert read_burmese(f"{LATE}\n{to_zawgyi(PAY)}").text == f"{LATE}\n{PAY}"
    assert read_burmese(f"{to_zawgyi(PAY)} {LATE}").text == f"{PAY} {LATE}"
    assert read_burmese(f"boss ပြောတာက {to_zawgyi(PAY)}").is_zawgyi


@pytest.mark.parametrize("text", ["", "no pay", "ไม่ได้เงิน", "၁၂၃", "😀", "12 ၅"])
def test_what_both_share_stays(text: str) -> None:
    assert read_burmese(text).text == text
    assert not read_burmese(text).is_zawgyi


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("၀န္ထမ္း", "ဝန်ထမ်း"),  # zero for the letter wa
        ("၁၀ရက္", "၁၀ရက်"),
        ("၅၀၀ က်ပ္", "၅၀၀ ကျပ်"),
        ("၇ွိတယ္", "ရှိတယ်"),  # seven for the letter ra
        ("၄င္း", "၎င်း"),
        ("အပိုဒ္ ၄", "အပိုဒ် ၄"),
        ("စာေပမွျဖစ္ေစ", "စာပေမှဖြစ်စေ"),
    ],
)
def test_digits_and_letters_are_told_apart(typed: str, meant: str) -> None:
    assert to_unicode(typed) == meant


def test_a_medial_typed_too_early_goes_to_its_own_syllable() -> None:
    assert to_unicode(AS_ICU_WRITES("စာပေမှဖြစ်စေ")) == "စာပေမှဖြစ်စေ"


def test_the_weights_are_those_of_myanmartools() -> None:
    detector = ZawgyiDetector()
    for said in sentences()[:200]:
        written = to_zawgyi(said)
        assert zawgyi_probability(written) == pytest.approx(detector.get_zawgyi_probability(written))


@given(st.text(alphabet=st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=40) | st.text(max_size=40))
def test_nothing_makes_it_stumble(text: str) -> None:
    read = read_burmese(text)
    assert 0 <= read.zawgyi_probability <= 1
    assert unicodedata.is_normalized("NFC", read.text)
    to_zawgyi(text)


@pytest.mark.parametrize("sign", ["ေ", "ိ", "\u107e", "က္", "က "])
def test_a_page_full_of_one_sign_is_read_as_fast_as_any(sign: str) -> None:
    began = time.process_time()
    read_burmese(sign * 10_000)
    to_unicode(sign * 10_000)
    assert time.process_time() - began < 0.5


def test_readings_are_not_shown_in_logs() -> None:
    assert PAY not in repr(read_burmese(to_zawgyi(PAY)))
