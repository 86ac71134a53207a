"""Who can talk with her: her own language, that of her pages, then a close one."""

import pytest

from saphan.languages.closest import Fit, Spoken, alike, answered_in, close_to, spoken_with

PAGES = ("en", "my", "th", "ms", "id", "ne")


@pytest.mark.parametrize(
    ("languages", "speaks", "pages", "found"),
    [
        (("my", "shn"), "shn", "my", Spoken(Fit.HERS, "shn")),
        (("my",), "shn", "my", Spoken(Fit.PAGES, "my")),
        (("th",), "shn", "my", Spoken(Fit.CLOSEST, "th")),
        (("id",), "ms", "ms", Spoken(Fit.HERS, "ms")),
        (("ne",), "shn", "my", None),
        ((), "my", "my", None),
    ],
)
def test_the_best_language_between_two(
    languages: tuple[str, ...], speaks: str, pages: str, found: Spoken | None
) -> None:
    assert spoken_with(languages, speaks, pages) == found


def test_malay_and_indonesian_read_each_other() -> None:
    assert alike("ms") == {"ms", "id"}
    assert alike("my") == {"my"}
    assert alike("xx") == {"xx"}


def test_a_language_is_not_close_to_itself() -> None:
    assert "my" not in close_to("my")
    assert close_to("shn")[0] == "my"


@pytest.mark.parametrize(
    ("speaks", "pages", "written"),
    [("ne", "my", "ne"), ("shn", "th", "th"), ("shn", "ne", "my"), ("rhg", "en", "ms"), ("xx", "my", "en")],
)
def test_we_write_in_hers_or_in_what_she_can_read(speaks: str, pages: str, written: str) -> None:
    assert answered_in(speaks, pages, PAGES) == written


def test_where_nothing_close_is_there_her_pages_stay() -> None:
    assert answered_in("shn", "ne", ("ne",)) == "ne"
