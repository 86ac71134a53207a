"""Given words on which her safety may depend, no machine is believed alone; where there is no list, never."""

import unicodedata

import pytest

from saphan.casework.understanding.safety import STEMS, touches_safety
from saphan.languages import catalogue
from saphan.languages.zawgyi import to_zawgyi

DANGEROUS = {
    "en": "He beats us",
    "my": "သူတို့ ကျွန်မကို ရိုက်တယ်",
    "th": "เขาขังพวกเราไว้",
    "km": "គេវាយខ្ញុំ",
    "lo": "ເຂົາຕີຂ້ອຍ",
    "vi": "Họ nhốt chúng tôi",
    "ms": "Mereka kurung kami",
    "id": "Kami dipukul",
    "ne": "उनीहरूले हामीलाई कुटे",
    "bn": "তারা আমাদের আটক করেছে",
    "hi": "वे हमें पीटते हैं",
    "tl": "Ikinulong kami. Tumawag ng pulis",
}


@pytest.mark.parametrize(("language", "text"), DANGEROUS.items())
def test_each_language_of_the_pages_has_a_list(language: str, text: str) -> None:
    assert touches_safety(text, language)


def test_every_language_of_workers_is_there() -> None:
    assert {one.code for one in catalogue.worker_languages()} <= STEMS.keys() == DANGEROUS.keys()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pay has not begun", "en"),
        ("လစာ မရသေးပါဘူး", "my"),
        ("သူ့ရဲ့ လစာ တစ်ထောင်", "my"),
        ("เป็นหนี้ เงินเดือนออกช้า", "th"),
        ("ເປັນໜີ້", "lo"),
        ("Bắt đầu làm việc", "vi"),
    ],
)
def test_pay_alone_asks_for_nobody(text: str, language: str) -> None:
    assert not touches_safety(text, language)


def test_english_words_count_in_every_language_and_a_dialect_has_the_list_of_its_language() -> None:
    assert touches_safety("ตอนนี้ police มา", "th")
    assert touches_safety("ရိုက်တယ်", "tvn") and not touches_safety("လစာ", "tvn")


@pytest.mark.parametrize("language", ["shn", "mnw", "rhg", "xx", ""])
def test_without_a_list_everything_is_to_be_checked(language: str) -> None:
    assert touches_safety("anything", language)
    assert not touches_safety("  ", language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They hit.", "en"),
        ("He is dying", "en"),
        ("Please don’t tell them", "en"),
        ("help\n  me", "en"),
        ("ｐｏｌｉｃｅ", "en"),
        ("po\u200blice", "en"),
        ("the\u200bpolice", "en"),
        ("Ho danh toi va nhot toi", "vi"),  # without its signs, as many type it
        (unicodedata.normalize("NFD", "Họ nhốt chúng tôi"), "vi"),
        ("เขาทําร้ายฉัน", "th"),  # sara am in two parts
        ("គ្រោះ\u200bថ្នាក់", "km"),
        ("ໂຮງຫມໍ", "lo"),
        (to_zawgyi("သူတို့ ကျွန်မကို ရိုက်တယ်"), "my"),
        ("ဓါးနဲ့ လာတယ်", "my"),
        ("ตำรวจ มาတယ်", "my"),  # Thai in Burmese
        ("Saya dikurung", "id"),
    ],
)
def test_however_it_is_typed_it_is_seen(text: str, language: str) -> None:
    assert touches_safety(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Thu do kyanma go yite tal", "my"), ("Wo hum ko maarte hain", "hi"), ("他打我", "th"), ("Они бьют меня", "en")],
)
def test_in_letters_that_no_list_knows_everything_is_to_be_checked(text: str, language: str) -> None:
    assert touches_safety(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Luong cham ba thang", "vi"),
        ("Wala pa sahod", "tl"),
        ("We have not been paid for two months", "th"),  # plain English among Thai
        ("လစာ overtime မရဘူး", "my"),
        (to_zawgyi("လစာ မရသေးပါဘူး"), "my"),
        ("I white-listed it", "en"),
    ],
)
def test_pay_in_any_letters_asks_for_nobody(text: str, language: str) -> None:
    assert not touches_safety(text, language)
