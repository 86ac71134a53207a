"""In which language she writes: what is told, what is left open, and what must never happen."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.identify_languages import SENTENCES
from saphan.languages import counting, scripts
from saphan.languages import identify as identifying
from saphan.languages.catalogue import by_code
from saphan.languages.identify import NOTHING, Guess, identify, identify_all
from tools.identifier.sources import everyday

WRITTEN = list(everyday(SENTENCES))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They have not paid us since March.", "en"),
        ("လစာ မရသေးဘူး", "my"),
        ("ไม่ได้เงินเดือน", "th"),
        ("មិនទាន់បានប្រាក់ខែទេ", "km"),
        ("ຍັງບໍ່ໄດ້ເງິນເດືອນ", "lo"),
        ("Họ chưa trả lương cho tôi", "vi"),
        ("ho chua tra luong cho toi", "vi"),
        ("तलब पाएको छैन", "ne"),
        ("तनख्वाह नहीं मिली", "hi"),
        ("বেতন পাইনি", "bn"),
        ("சம்பளம் வரவில்லை", "ta"),
        ("Wala pa kaming sahod", "tl"),
        ("ပႆႇလႆႈငိုၼ်းလိူၼ်", "shn"),
        ("ဟွံဂွံသွဟ် ကဵုညးအဲ", "mnw"),
        ("ပှၤကညီ တၢ်ကတိၤ န့ၣ်လီၤ", "ksw"),
        ("Shi hpe shabrai n jaw shi ai", "kac"),
        ("Kan lakhah kan hmu rih lo", "cnh"),
        ("𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝", "rhg"),
        ("رُحَ\u08eaڠۡگَ", "rhg"),  # with a mark of tone that only Rohingya has
        ("aññí ham goijjí", "rhg"),
        ("tolob no fai", "rhg"),
    ],
)
def test_what_she_writes_is_told(text: str, language: str) -> None:
    guess = identify(text)
    assert (guess.language, guess.ask, guess.romanised) == (language, False, False)
    assert guess.probability >= identifying.ASK_BELOW


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lakha ma ya thay bu", "my"),
        ("tankhwah nahi mili hai", "hi"),
        ("amar beton dey nai", "bn"),
        ("talab paako chaina", "ne"),
    ],
)
def test_her_language_in_latin_letters_is_not_called_english(text: str, language: str) -> None:
    guess = identify(text)
    assert (guess.language, guess.script, guess.romanised) == (language, "Latn", True)


def test_malay_and_indonesian_are_left_open() -> None:
    guess = identify("gaji saya tiga bulan")
    assert guess.language in {"ms", "id"}
    assert (guess.among, guess.ask) == (("ms", "id"), False)


@pytest.mark.parametrize(
    ("text", "country", "channel", "language"),
    [
        ("saya nak kerja", "MY", None, "ms"),
        ("gaji saya tiga bulan", "MY", "ms", "ms"),
        ("saya mau kerja", "ID", None, "id"),
        ("saya mau kerja", None, "id", "id"),
    ],
)
def test_the_country_or_the_page_decides_between_them(
    text: str, country: str | None, channel: str | None, language: str
) -> None:
    guess = identify(text, country, channel)
    assert (guess.language, guess.among) == (language, ())


def test_a_plain_text_wins_over_country_and_page() -> None:
    assert identify("They have not paid us since March.", "MM", "my").language == "en"


def test_her_page_helps_where_the_text_says_little() -> None:
    assert identify("ma").ask
    assert identify("काम", channel_language="ne").language == "ne"
    assert identify("काम", channel_language="hi").language == "hi"


@pytest.mark.parametrize(
    "text", ["OT ငွေ မရဘူး help me please", "ထမင်း no food today", "salary nahi mila please help me sir"]
)
def test_mixed_text_is_said_to_be_mixed(text: str) -> None:
    guess = identify(text)
    assert guess.mixed
    assert guess.language != "en"


@pytest.mark.parametrize("text", ["လစာ မရသေးဘူး", "They have not paid us", "OT ကြေး မရဘူး"])
def test_a_short_borrowed_word_does_not_mix(text: str) -> None:
    assert not identify(text).mixed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "0812345678",
        "၁၂၃",
        "😀😭🙏",
        "?!…",
        "\u200b\u200e\u200f\u202e",
        "\ud800",
        "https://example.org/a",
        "a@b.th",
    ],
)
def test_where_nothing_is_said_she_is_asked(text: str) -> None:
    assert identify(text) == NOTHING
    assert NOTHING.ask


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("လစာ မရဘူး".encode().decode("cp1252", "ignore"), "Latn"),
        ("ไม่ได้เงิน".encode().decode("latin-1"), "Latn"),
        ("လစာ မရဘူး".encode().decode("cp874", "ignore"), "Thai"),
        ("ไม่ได้เงินเดือน".encode().decode("cp874", "ignore"), "Thai"),
        ("តើអ្នកជួយបានទេ".encode().decode("cp850"), "Latn"),
        ("h\ufffd\ufffdng l\ufffd\ufffdng", "Latn"),
        ("Не заплатили", "Cyrl"),
        ("没有工资", "Hani"),
        ("لم يدفعوا", "Arab"),
        ("আমাৰ দৰমহা", "Beng"),  # Assamese
    ],
)
def test_what_we_do_not_read_is_asked(text: str, script: str) -> None:
    guess = identify(text)
    assert (guess.language, guess.script, guess.ask) == (None, script, True)


def test_one_letter_says_little() -> None:
    assert identify("ก").ask
    assert identify("ก").language == "th"


@pytest.mark.parametrize("text", ["hmm", "lol", "AAAAAA", "KPI", "1 2 3 a", "h e l p  m e"])
def test_two_or_three_letters_say_little(text: str) -> None:
    assert identify(text).ask


def test_a_short_word_in_the_language_of_her_pages_is_hers() -> None:
    assert not identify("ok", channel_language="en").ask
    assert not identify("đói").ask


def test_thai_of_many_such_letters_is_thai() -> None:
    """Some type แ as two of the other."""
    assert identify("เเต่เเม่เเละเเฟนเเล้วเเน่").language == "th"


def test_what_follows_a_long_address_is_read() -> None:
    assert identify(f"https://example.org/{'a' * 300} they have not paid us").language == "en"


@pytest.mark.parametrize("text", ["ဗုဒ္ဓဟူး", "ပုဂ္ဂလိက", "ဗုဒ္ဓံ သရဏံ ဂစ္ဆာမိ"])
def test_a_word_of_pali_is_of_both_who_use_it(text: str) -> None:
    guess = identify(text)
    assert guess.language == "my" or (guess.ask and guess.among == ("my", "mnw"))


def test_the_formal_burmese_i_is_not_karen() -> None:
    guess = identify("ကျွန်ုပ်တို့ လစာ မရသေးပါ")
    assert (guess.language, guess.ask) == ("my", False)


def test_burmese_like_and_karen_like_are_asked() -> None:
    rakhine = identify("ငါရို့ လခ မရသိ မဟိ")
    assert (rakhine.language, rakhine.among, rakhine.ask) == ("my", ("my", "rki"), True)
    western = identify("အဝ့ၫ ကထီၩ့ ကိၭမုဆဲၫ့ လီၫ")
    assert (western.language, western.among, western.ask) == ("pwo", ("pwo", "kjp", "ksw"), True)
    eastern = identify("ၮဲသုံႋ ၯံင် လ်ုဖး")
    assert (eastern.language, eastern.ask) == ("kjp", True)


@pytest.mark.parametrize(
    ("text", "language"), [("ပအိုဝ်ႏ ခမ်းထီ", "blk"), ("ꤊꤢꤛꤢ ꤜꤟꤤ", "kyu"), ("ꓡꓲ-ꓢꓴ", "lis"), ("ꠍꠤꠟꠐꠤ", "syl")]
)
def test_letters_of_a_language_that_we_cannot_answer_are_named_and_asked(text: str, language: str) -> None:
    guess = identify(text)
    assert (guess.language, guess.ask) == (language, True)


def test_zawgyi_is_burmese() -> None:
    guess = identify("မဂၤလာပါ ကြ်န္ေတာ္ လခ မရေသးဘူး")
    assert (guess.language, guess.ask) == ("my", False)


def test_a_batch_is_told_in_order() -> None:
    texts = ["ไม่ได้เงินเดือน", "", "They have not paid us"]
    assert identify_all(texts) == [identify(text) for text in texts]


@pytest.mark.parametrize(("size", "share"), [(15, 0.95), (30, 0.98), (60, 0.98)])
def test_everyday_sentences_that_it_was_not_trained_on(size: int, share: float) -> None:
    """`make bench` measures by language; this only notices when something broke."""
    own = [(code, text[:size]) for code, text in WRITTEN if code in by_code()]
    right = sum(same(identify(text), code) for code, text in own)
    assert right >= share * len(own)


def test_mixed_sentences_are_told_by_what_is_not_english() -> None:
    for line in (SENTENCES / "mixed.txt").read_text().splitlines():
        code, text = line.split("|")
        assert same(identify(text), code), text


def same(guess: Guess, code: str) -> bool:
    return guess.language == code or {guess.language, code} == {"ms", "id"}


def test_no_sentence_of_the_measurement_was_trained_on() -> None:
    trained = {text.lower().strip(" .?!") for _, text in everyday()}
    assert [text for _, text in WRITTEN if text.lower().strip(" .?!") in trained] == []


def test_the_model_is_small() -> None:
    assert Path(identifying.__file__).with_name("identifier.model").stat().st_size <= 2_000_000


LETTERS = st.text(max_size=300) | st.text(alphabet="ခငမရဟိ်ၢၣၤႏၵaeiouế ̂́​0", max_size=120)


@given(LETTERS, st.sampled_from([None, "TH", "MY", "XX"]), st.sampled_from([None, "my", "id", "xx"]))
@settings(max_examples=300, deadline=None)
def test_whatever_comes_is_answered(text: str, country: str | None, channel: str | None) -> None:
    guess = identify(text, country, channel)
    assert 0 <= guess.probability <= 1.000001
    assert guess.language is None or guess.language in by_code()
    assert guess.ask or guess.probability >= identifying.ASK_BELOW
    assert (guess.language is not None) or guess.ask


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_composed_or_not_is_the_same(text: str) -> None:
    assert identify(unicodedata.normalize("NFC", text)) == identify(unicodedata.normalize("NFD", text))


@given(st.sampled_from(WRITTEN), st.integers(0, 30), st.sampled_from("\u200b\u200d\u200e\u202e\u00ad"))
def test_marks_that_nobody_sees_change_nothing(written: tuple[str, str], at: int, mark: str) -> None:
    _, text = written
    assert identify(text[:at] + mark + text[at:]) == identify(text)


def test_a_huge_text_is_judged_by_its_beginning() -> None:
    assert identify("no pay " * 200_000).language == "en"
    assert identify("မ" * 1_000_000).language == "my"


def test_words_of_a_text_by_script() -> None:
    assert scripts.runs("OT ကြေး 3000 ฿ ไม่ได้") == {"Latn": ["OT"], "Mymr": ["ကြေး"], "Thai": ["ไม่ได้"]}
    assert scripts.counted("Latn", ["HEEELP", "Me"]) == ["heelp", "me"]


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    weights = {" ko ": counting.pack([200, 10]), "ko": counting.pack([130, 128]), "မ": counting.pack([128, 255])}
    written = counting.Model(("my-Latn", "tl"), "words", 0.05, counting.pack([128, 120]), weights)
    counting.write({"Latn": written}, tmp_path / "one.model")
    read = counting.read(tmp_path / "one.model")["Latn"]
    assert (read.classes, read.kind, read.scale, read.start) == (("my-Latn", "tl"), "words", 0.05, written.start)
    assert read.weights == weights
    assert read.words == {"ko": counting.pack([330, 138])}
    likely, other = read.read(["ko"])
    assert likely > 0.9999
    assert likely + other == pytest.approx(1)
