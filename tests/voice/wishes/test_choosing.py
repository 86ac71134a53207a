"""Whether to ask her for her language, and between which."""

import pytest

from saphan.languages.identify import Guess, identify
from saphan.voice.wishes import choosing


@pytest.mark.parametrize(
    ("text", "pages", "chose", "among"),
    [
        ("ငါရို့ လစာ မရသေး ယင်းချင့် ပြောရေ", "my", True, ("my", "rki")),
        ("တလ လစာ မရသေးဘူး", "my", True, ()),
        ("They keep our passports", "en", True, ()),
        ("ok", "my", True, ()),
        ("123", "my", False, ()),
        ("Не заплатили нам", "my", False, ()),
    ],
)
def test_only_where_the_words_leave_a_doubt(text: str, pages: str, chose: bool, among: tuple[str, ...]) -> None:
    guess = identify(text, channel_language=pages)
    assert choosing.asked_among(guess, text, pages, chose_pages=chose) == among


def test_an_unclear_text_on_pages_that_she_chose_is_left_alone() -> None:
    unclear = Guess("my", 0.5, "Mymr", ask=True)
    words = "လစာ မရသေးဘူး"
    assert choosing.asked_among(unclear, words, "my", chose_pages=True) == ()
    assert choosing.asked_among(unclear, words, "my", chose_pages=False) == ("my",)
    assert choosing.asked_among(unclear, words, "th", chose_pages=True) == ("my", "th")


@pytest.mark.parametrize(
    ("guess", "pages", "spoken"),
    [
        (Guess("shn", 0.99, "Mymr", ask=False), "my", "shn"),
        (Guess("my", 0.99, "Mymr", ask=False), "my", ""),
        (Guess("id", 0.9, "Latn", ask=False), "ms", ""),
        (Guess("id", 0.9, "Latn", ask=False, among=("ms", "id")), "my", ""),
        (Guess("shn", 0.5, "Mymr", ask=True), "my", ""),
        (Guess(None, 0.0, None), "my", ""),
    ],
)
def test_what_her_words_say_plainly(guess: Guess, pages: str, spoken: str) -> None:
    assert choosing.heard(guess, pages) == spoken


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1", "my"),
        ("၂", "rki"),
        (" 2. ", "rki"),
        ("3", "other"),
        ("4", ""),
        ("Shan", "shn"),
        ("မြန်မာ", "my"),
        ("rakhine", ""),
        ("", ""),
    ],
)
def test_a_number_or_a_name_is_an_answer(typed: str, code: str) -> None:
    assert choosing.named(typed, ("my", "rki"), "Another language") == code


def test_a_name_for_each() -> None:
    assert choosing.own_name("ne") == "नेपाली"
    assert choosing.own_name("xx") == "xx"
    assert choosing.is_known("other")
    assert not choosing.is_known("xx")
