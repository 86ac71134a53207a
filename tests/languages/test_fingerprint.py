"""Whose words are alike is seen; what they are is not, and what everybody says by herself ties nobody."""

import random
import string
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.languages.fingerprint import FEWEST, PLACES, SHINGLE, likeness, shingles, signature, what_stays
from saphan.languages.zawgyi import to_zawgyi

KEY, OTHER_KEY = b"k" * 32, b"o" * 32

LONG = {
    "en": (
        "Before I came here the broker in our village promised me 15,000 baht a month. When I arrived the manager took "
        "my passport and said that I owe the company 48,000 baht for the permit. Every month they cut 4,500 baht from "
        "my pay. Last Sunday I asked for a day of rest and he shouted at me in front of the line."
    ),
    "my": (
        "ကျွန်မ ဒီစက်ရုံကို ရောက်တော့ ပွဲစားက တစ်လ ၁၅၀၀၀ ဘတ်ရမယ်လို့ ပြောခဲ့တယ်။ မန်နေဂျာက ပတ်စ်ပို့စာအုပ် သိမ်းထားပြီး ကုမ္ပဏီကို "
        "၄၈၀၀၀ ဘတ် အကြွေးတင်နေတယ်လို့ ပြောတယ်။ လတိုင်း လစာထဲက ၄၅၀၀ ဘတ် ဖြတ်တယ်။ ပြီးခဲ့တဲ့ တနင်္ဂနွေနေ့က နားရက်တောင်းတော့ "
        "လူတွေရှေ့မှာ အော်ဟစ်ဆူပူတယ်။ ညဆိုင်းဆင်းပြီးရင် အဆောင်တံခါးကို သော့ခတ်ထားတယ်။ ဖုန်းသုံးခွင့်လည်း မပေးဘူး။"
    ),
    "th": (
        "ก่อนมาทำงานนายหน้าในหมู่บ้านสัญญาว่าจะได้เงินเดือน ๑๕,๐๐๐ บาท พอมาถึงผู้จัดการยึดหนังสือเดินทางและบอกว่าฉันเป็นหนี้บริษัท ๔๘,๐๐๐ บาท "
        "ค่าใบอนุญาต ทุกเดือนเขาหักเงินเดือน ๔,๕๐๐ บาท วันอาทิตย์ที่แล้วฉันขอหยุดพักหนึ่งวันเขาตะโกนด่าต่อหน้าคนทั้งไลน์ผลิต "
        "ตอนกลางคืนเขาล็อกประตูหอพักและไม่ให้ใช้โทรศัพท์"
    ),
    "km": (
        "មុនពេលមកធ្វើការ មេខ្យល់នៅក្នុងភូមិបានសន្យាថានឹងបានប្រាក់ខែ ១៥០០០ បាត។ ពេលមកដល់ អ្នកគ្រប់គ្រងបានយកលិខិតឆ្លងដែនរបស់ខ្ញុំ "
        "ហើយនិយាយថាខ្ញុំជំពាក់ក្រុមហ៊ុន ៤៨០០០ បាត។ រៀងរាល់ខែគេកាត់ប្រាក់ខែ ៤៥០០ បាត។ ថ្ងៃអាទិត្យមុនខ្ញុំសុំឈប់សម្រាកមួយថ្ងៃ "
        "គាត់បានស្រែកដាក់ខ្ញុំនៅមុខមនុស្សទាំងអស់។"
    ),
    "ne": (
        "यहाँ आउनुअघि गाउँको दलालले महिनाको १५,००० भात दिने भनेको थियो। आइपुगेपछि म्यानेजरले मेरो राहदानी खोसेर राखे र "
        "कम्पनीलाई ४८,००० भात तिर्नुपर्छ भने। हरेक महिना तलबबाट ४,५०० भात काट्छन्। गत आइतबार मैले एक दिन बिदा माग्दा "
        "सबैको अगाडि मलाई गाली गरे। राति होस्टेलको ढोकामा ताल्चा लगाउँछन्।"
    ),
}
SHORT = {  # what many say by themselves, in just these words
    "en": "They hold our passports and they do not pay us for overtime.",
    "my": "ပတ်စ်ပို့ သိမ်းထားတယ်။ အချိန်ပိုကြေး မပေးဘူး။",
    "th": "เขายึดหนังสือเดินทางของเราและไม่จ่ายค่าล่วงเวลา",
    "km": "គេយកលិខិតឆ្លងដែនរបស់យើង ហើយមិនបើកប្រាក់ថែមម៉ោង។",
    "ne": "हाम्रो राहदानी राखेका छन् र ओभरटाइमको पैसा दिँदैनन्।",
}
SWAPPED = {  # another person, another place, other sums; the same script
    "en": [("the broker in our village", "agent Somchai in Mae Sot"), ("15,000", "9,400"), ("48,000", "52,300")],
    "my": [("ပွဲစားက", "ကိုအောင်က"), ("၁၅၀၀၀", "၉၄၀၀"), ("၄၈၀၀၀", "၅၂၃၀၀")],
    "th": [("นายหน้าในหมู่บ้าน", "นายสมชายที่แม่สอด"), ("๑๕,๐๐๐", "๙,๔๐๐"), ("๔๘,๐๐๐", "๕๒,๓๐๐")],
    "km": [("មេខ្យល់នៅក្នុងភូមិ", "ឈ្មោះសុខានៅប៉ោយប៉ែត"), ("១៥០០០", "៩៤០០"), ("៤៨០០០", "៥២៣០០")],
    "ne": [("गाउँको दलालले", "काठमाडौंको रामले"), ("१५,०००", "९,४००"), ("४८,०००", "५२,३००")],
}
STOPS = {"en": ". ", "my": "။", "th": " ", "km": "។", "ne": "।"}


def like(a: str, b: str) -> float:
    return likeness(signature(a, KEY), signature(b, KEY))


def alike(a: str, b: str) -> float:
    """What is estimated: the Jaccard index itself."""
    left, right = shingles(a), shingles(b)
    return len(left & right) / len(left | right)


@pytest.mark.parametrize("language", LONG)
def test_a_longer_text_is_as_like_itself_as_can_be_and_unlike_another(language: str) -> None:
    assert like(LONG[language], LONG[language]) == 1.0
    assert all(like(LONG[language], LONG[other]) < 0.1 for other in LONG if other != language)


@pytest.mark.parametrize("language", SHORT)
def test_what_everybody_says_ties_nobody(language: str) -> None:
    """Twenty people whose passports are held say so in the same words."""
    assert signature(SHORT[language], KEY) == b""
    assert like(SHORT[language], SHORT[language]) == 0.0


@pytest.mark.parametrize("language", SHORT)
def test_saying_a_short_thing_often_does_not_make_it_long(language: str) -> None:
    assert signature(" ".join([SHORT[language]] * 20), KEY) == b"" or len(shingles(SHORT[language] * 20)) >= FEWEST
    assert signature("no pay! " * 200, KEY) == b""


@pytest.mark.parametrize("language", SWAPPED)
def test_a_copy_with_other_names_places_and_sums_is_still_a_copy(language: str) -> None:
    copy = LONG[language]
    for former, other in SWAPPED[language]:
        assert former in copy
        copy = copy.replace(former, other)
    assert like(LONG[language], copy) > 0.5


@pytest.mark.parametrize("language", STOPS)
def test_a_copy_with_its_sentences_in_another_order_is_still_a_copy(language: str) -> None:
    sentences = LONG[language].split(STOPS[language])
    assert like(LONG[language], STOPS[language].join(reversed(sentences))) > 0.5


@pytest.mark.parametrize("language", SHORT)
def test_one_common_sentence_in_two_longer_stories_does_not_make_them_alike(language: str) -> None:
    others = [each for each in LONG if each != language]
    assert like(f"{SHORT[language]} {LONG[others[0]]}", f"{SHORT[language]} {LONG[others[1]]}") < 0.3


def test_zawgyi_and_unicode_meet() -> None:
    assert like(LONG["my"], to_zawgyi(LONG["my"])) > 0.9


def test_digits_capitals_signs_emoji_and_letters_nobody_sees_change_nothing() -> None:
    typed = LONG["en"].upper().replace("15,000", "๑๕๐๐๐").replace(".", "!!! 😡").replace("the", "t\u200bhe")
    assert what_stays(typed.replace("😡", "")) == what_stays(LONG["en"])
    assert like(LONG["en"], typed) == 1.0


def test_a_language_in_its_own_letters_and_in_latin_ones_comes_near() -> None:
    latin = (
        "Yahan aaunu aghi gaunko dalalle mahinako 15000 bhat dine bhaneko thiyo. Aaipugepachhi myanejarle mero "
        "rahadani khosera rakhe ra kampanilai 48000 bhat tirnuparchha bhane. Harek mahina talabbata 4500 bhat "
        "katchhan. Gata aaitabar maile ek din bida magda sabaiko agadi malai gali gare. Rati hostelko dhokama "
        "talcha lagaunchhan."
    )
    assert like(LONG["ne"], latin) > 0.3


SPACES = st.lists(st.sampled_from(["", " ", "\n", "  ", ", ", " - ", "\u200b"]), min_size=80, max_size=80)


@given(SPACES, st.booleans())
def test_any_spacing_of_the_same_text_is_the_same_text(spaces: list[str], loud: bool) -> None:
    words = LONG["en"].split()
    spaced = "".join(word + spaces[place % len(spaces)] for place, word in enumerate(words))
    assert like(LONG["en"], spaced.upper() if loud else spaced) == 1.0


@given(st.text(max_size=400))
def test_whatever_is_typed_gives_no_signature_or_a_whole_one(text: str) -> None:
    signed = signature(text, KEY)
    assert len(signed) in (0, PLACES)
    assert bool(signed) == (len(shingles(text)) >= FEWEST)
    assert likeness(signed, signed) == (1.0 if signed else 0.0)


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_goes_both_ways_and_stays_between_nothing_and_one(a: str, b: str) -> None:
    assert 0.0 <= like(a, b) == like(b, a) <= 1.0


SEEDS = st.integers(0, 2**32)


def made_up(seed: int, words: int, shared: float) -> tuple[str, str]:
    """Two texts with a part in common, at the front of either."""
    rng = random.Random(seed)

    def some(count: int) -> str:
        return " ".join("".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9))) for _ in range(count))

    common = some(round(words * shared))
    return tuple(f"{common} {some(round(words * (1 - shared)))}" for _ in range(2))  # type: ignore[return-value]


def test_the_estimate_is_within_a_tenth_of_the_truth_nineteen_times_in_twenty() -> None:
    errors = []
    for seed in range(800):
        rng = random.Random(seed)
        a, b = made_up(seed, rng.choice((14, 20, 40, 100, 300)), rng.random())
        if min(len(shingles(a)), len(shingles(b))) >= FEWEST:
            errors.append(abs(like(a, b) - alike(a, b)))
    assert len(errors) > 700
    assert sorted(errors)[int(0.95 * len(errors))] <= 0.1
    assert sum(errors) / len(errors) < 0.04


@given(SEEDS, st.integers(20, 120), st.floats(0, 1))
def test_no_estimate_is_far_off(seed: int, words: int, shared: float) -> None:
    a, b = made_up(seed, words, shared)
    assert abs(like(a, b) - alike(a, b)) <= 0.25


@given(SEEDS)
def test_under_another_key_the_same_text_is_another(seed: int) -> None:
    text, _ = made_up(seed, 60, 1.0)
    assert likeness(signature(text, KEY), signature(text, OTHER_KEY)) < 0.15


def test_without_the_key_nothing_is_recovered_and_with_it_a_guess_is_confirmed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever holds the database alone, against a thief who has the key file as well."""
    kept = signature(LONG["en"], KEY)
    every = {each for text in LONG.values() for each in shingles(text)}  # all that may have been said
    without, with_key = read_back(kept, every, b""), read_back(kept, every, KEY)
    said = shingles(LONG["en"])
    with capsys.disabled():
        print(f"\nwithout the key {len(without & said)} of {len(said)} shingles, of {len(without)} that fit by chance")
        print(f"with the key {len(with_key & said)} of {len(said)} shingles, of {len(with_key)} that fit")
    assert len(without & said) / max(1, len(without)) < 2 * len(said) / len(every)  # no better than guessing
    assert likeness(kept, signature(LONG["en"], OTHER_KEY)) < 0.15  # even the very text cannot be confirmed
    assert len(with_key & said) > 0.3 * len(said)  # the limit, said plainly: the key opens it, as it opens her words
    assert likeness(kept, signature(LONG["en"], KEY)) == 1.0


def read_back(kept: bytes, candidates: set[str], key: bytes) -> set[str]:
    """Every candidate whose hash gives the byte that stands in its place."""
    fitting = set()
    for each in candidates:
        hashed = int.from_bytes(blake2b(each.encode(), digest_size=8, key=key).digest(), "big")
        if kept[hashed % PLACES] == (hashed // PLACES) % 255 + 1:
            fitting.add(each)
    return fitting


def test_a_shingle_is_as_long_as_it_is_said_to_be() -> None:
    assert {len(each) for each in shingles(LONG["en"])} == {SHINGLE}
