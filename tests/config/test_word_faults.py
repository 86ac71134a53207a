"""Given translations that are there, what a machine can see to be wrong with one is said."""

from pathlib import Path

import pytest

from saphan.config import word_faults

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals={}; plural=(n != 1);\\n"

"""


def test_no_translation_of_this_house_is_wrong() -> None:
    assert [f"{one.language} {one.room} {one.sentence}: {one.what}" for one in word_faults.faults()] == []


def faults(source: Path, language: str, entry: str, forms: int = 1) -> list[str]:
    file = source / "voice" / "locale" / language / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD.format(forms) + entry)
    return [one.what for one in word_faults.faults(source)]


@pytest.mark.parametrize(
    ("language", "english", "said", "what"),
    [
        ("my", "Hello %(name)s.", "မင်္ဂလာပါ။", "holes:  for %(name)s"),
        ("my", "Hello %(name)s.", "%(naem)s မင်္ဂလာပါ။", "a hole that the English does not have"),
        ("th", "Leave", "Leave", "the same as in English"),
        ("th", "Leave", "ออก now", "letters of another script: now"),
        ("th", "Say yes and leave now", "พูด yes ออก now", "letters of another script: enoswy"),
        ("km", "Leave", "ออก", "letters of another script: กอ"),
        ("ne", "Leave", "ออก", "letters of another script: กอ"),
        ("ne", "14 days", "14 दिन", "digits of another script"),
        ("th", "Leave", "  ", "empty"),
        ("ne", "Leave", "\u0928\u093c", "not in normal form (NFC)"),
        ("vi", "Leave", "ออก", "letters of another script: กอ"),
        ("bn", "14 days", "14 দিন", "digits of another script"),
        ("tl", "Leave", "Leave", "the same as in English"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, language: str, english: str, said: str, what: str) -> None:
    forms = 2 if language in {"ne", "bn", "tl"} else 1
    found = faults(tmp_path, language, f'msgid "{english}"\nmsgstr "{said}"\n', forms)
    assert any(one.startswith(what) for one in found), found


@pytest.mark.parametrize(
    ("language", "english", "said"),
    [
        ("my", "PDF for %(name)s", "%(name)s အတွက် PDF"),
        ("th", "14 days", "14 วัน"),
        ("km", "open a voice and press c.", "បើកសំឡេង ហើយចុច c។"),
        ("th", "10–24", "10–24"),
        ("my", "Put it at “A call comes in”, with HTTP POST.", "“A call comes in” မှာ HTTP POST နဲ့ ထည့်ပါ။"),
        ("my", "Each file is named my-menu.mp3.", "ဖိုင်တိုင်းကို my-menu.mp3 လို့ ခေါ်ပါတယ်။"),
        ("th", "signed: it signs. Under Page transparency.", "signed คือลงนาม ที่ Page transparency"),
        ("km", "CTranslate2 is not installed.", "CTranslate2 មិនទាន់ដំឡើងទេ។"),
        ("km", "On lines: Consent: yes (or no).", "ជាបន្ទាត់៖ Consent: yes (ឬ no)។"),
        ("km", "For example in@desk.example, after /forms/ there.", "ឧទាហរណ៍ in@desk.example ក្រោយ /forms/។"),
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, language: str, english: str, said: str) -> None:
    assert faults(tmp_path, language, f'msgid "{english}"\nmsgstr "{said}"\n') == []


def test_forms_of_number_are_those_of_the_language(tmp_path: Path) -> None:
    one_form = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s दिन"\n'
    assert faults(tmp_path, "ne", one_form) == [
        "a language with 2 forms of number, not 1",
        "1 forms of number instead of 2",
    ]


def test_a_sentence_is_said_in_one_way_in_all_rooms(tmp_path: Path) -> None:
    """At run time one of the two would be read in both rooms, a worker's page or not."""
    for room, said in (("casework", "รูปถ่าย"), ("voice", "รูป")):
        file = tmp_path / room / "locale" / "th" / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True)
        file.write_text(HEAD.format(1) + f'msgid "Photo"\nmsgstr "{said}"\n')
    assert [(one.room, one.what) for one in word_faults.faults(tmp_path)] == [
        ("voice", "said in another way in casework")
    ]
