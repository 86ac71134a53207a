"""An amount of money in her words stands beside them in figures that every colleague reads, if it is clear."""

import pytest
from django.test import Client
from django.utils.translation import override

from saphan.casework.amounts_said import amount_in
from tests.casework.given import Say

pytestmark = pytest.mark.django_db
OWED = "သူဌေးက ၅ သိန်းကျပ် မပေးဘူး"  # the boss does not pay 500,000 kyat


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (OWED, "my", "500,000 MMK"),
        ("rp 1.5 juta belum dibayar", "id", "1,500,000 IDR"),
        ("ค้างค่าแรง ๓,๐๐๐ บาท", "th", "3,000 THB"),
        ("they owe me 5000 baht", "en", ""),  # plain already
        ("RM 1,200.50", "ms", ""),
        ("၅ သိန်း မပေးဘူး", "my", ""),  # of which money?
        ("300 baht, then 400 baht", "en", ""),
        ("they keep my passport", "en", ""),
        ("", "my", ""),
    ],
)
def test_only_what_is_clear_and_new_is_said(text: str, language: str, shown: str) -> None:
    assert amount_in(text, language) == shown


def test_it_is_written_as_the_colleague_writes() -> None:
    with override("my"):
        assert amount_in("5 lakh ကျပ်", "my") == "၅၀၀,၀၀၀ MMK"


def test_her_words_stay_and_the_amount_stands_below(nok: Client, say: Say) -> None:
    page = nok.get(f"/desk/story/{say(OWED, language='my')}/").content.decode()
    assert OWED in page
    assert '<span class="hint" lang="en">= 500,000 MMK</span>' in page
