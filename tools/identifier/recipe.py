"""How much of which text goes into each model."""

import importlib.util
import random
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from saphan.languages.counting import Model
from tools.identifier import romanising, sources, training

LATIN = ("en", "vi", "ms", "id", "tl", "kac", "cnh", "rhg", "my-Latn", "hi-Latn", "bn-Latn", "ne-Latn")
DEVANAGARI = ("hi", "ne")
MYANMAR = ("my", "my-Zawgyi", "shn", "mnw", "ksw", "pwo")

SAMPLES = 16_000  # of each class
MOST = 4000  # texts of one source that are romanised or written in Zawgyi
FIXED = {
    "everyday": 0.24,
    "words": 0.24,
    "roots": 0.08,
    "old_book": 0.12,
    "english_words": 0.12,
}  # parts of a class; the others share the rest
FIXED_OF = {"rhg": {"gatitos": 0.55, "words": 0.15}, "kac": {"gatitos": 0.6}, "cnh": {"gatitos": 0.6}}
LEAN = {  # told rather too often than too seldom, and the romanised ones the other way
    "rhg": 2.2,
    "cnh": 1.4,
    "ne": 1.25,
    "mnw": 1.3,
    "ms": 1.3,
    "id": 1.3,
    "my-Latn": 0.7,
    "hi-Latn": 0.7,
    "bn-Latn": 0.7,
    "ne-Latn": 0.7,
}
LIKELY = {  # found on words left out: who loses single words to the others, and who wins them
    "rhg": 0.8,
    "cnh": 0.6,
    "en": 0.5,
    "kac": 0.2,
    "vi": -0.6,
    "my-Latn": -0.25,
    "hi-Latn": -0.25,
    "bn-Latn": -0.25,
    "ne-Latn": -0.25,
}
BORROWED = """
please, please help, please help me, help me, help us, sorry, thank you, thanks, hello, hi, ok, sir, madam, boss,
salary, no salary, overtime, passport, company, agent, visa, contract, factory, supervisor, manager, office, police,
phone, number, doctor, hospital, ticket, duty, this month, last month, day off, problem, money, work permit, atm card,
hotline, whatsapp, facebook
"""  # said in every language here, so that they speak for none
WITHOUT_MARKS = {"vi": 0.4, "rhg": 0.3}  # of the samples, as they are typed in haste
MIXED_IN = 0.1  # of the samples of a language other than English

Collected = dict[str, dict[str, list[str]]]  # class, source


def collect(packages: Path, gatitos: Path, source: Path, chance: random.Random, part: int | None) -> Collected:
    """part: the fifth of the GATITOS words that is left out; None for none."""
    npm, pypi = packages / "npm", packages / "pypi"
    found: Collected = defaultdict(lambda: defaultdict(list))
    each: dict[str, sources.Texts] = {
        "everyday": sources.everyday(),
        "words": sources.common_words(chance),
        "gatitos": sources.gatitos(gatitos, part),
        "cldr": sources.cldr(npm),
        "rohingya": sources.rohingya_names(npm, chance),
        "stopwords": sources.stopwords(npm),
        "map": sources.map_features(npm),
        "kolibri": sources.kolibri(pypi),
        "lorem": sources.lorem(pypi),
        "roots": sources.roots(pypi),
        "english_words": sources.english_words(packages / "deb"),
        "old_book": sources.old_book(pypi, chance),
        "burmese_words": sources.burmese_words(pypi),
        "pieces": sources.pieces(pypi, chance),
        "mon": sources.mon(pypi, chance),
        "firefox": sources.firefox(packages / "deb"),
        "ours": sources.our_catalogues(source),
    }
    for name, texts in each.items():
        for code, text in texts:
            found[code][name].append(text)
    found["ms"].pop("stopwords", None)  # a copy of the Indonesian list
    return found


def models(found: Collected, packages: Path, chance: random.Random) -> dict[str, Model]:
    """One for each script that several languages share."""
    to_zawgyi = _zawgyi(packages / "pypi")
    for tag in LATIN:
        if tag.endswith("-Latn"):
            found[tag]["romanised"] = _romanised(found, tag.removesuffix("-Latn"), chance)
    for name, texts in found["my"].items():
        found["my-Zawgyi"][name] = [to_zawgyi(text) for text in _some(texts, chance)]
    latin = _samples(found, "Latn", LATIN, chance)
    return {
        "Latn": training.learn(latin, "words", 70_000, 0.2, LEAN, without_words=0.5, likely=LIKELY),
        "Deva": training.learn(_samples(found, "Deva", DEVANAGARI, chance), "words", 20_000, 0.3, LEAN),
        "Mymr": training.learn(_samples(found, "Mymr", MYANMAR, chance), "runs", 20_000, 0.3, LEAN),
    }


def _samples(found: Collected, script: str, tags: Sequence[str], chance: random.Random) -> list[training.Sample]:
    samples = []
    for tag in tags:
        for name, part in _parts(found[tag], FIXED_OF.get(tag, FIXED)).items():
            windows = training.windows(found[tag][name], script, int(SAMPLES * part), chance)
            windows = [_bare(text) if chance.random() < WITHOUT_MARKS.get(tag, 0) else text for text in windows]
            if script == "Latn" and tag != "en":
                windows = [_mixed(text, chance) if chance.random() < MIXED_IN else text for text in windows]
            samples += [(tag, text) for text in windows]
    return samples


def _mixed(text: str, chance: random.Random) -> str:
    borrowed = [each.strip() for each in BORROWED.split(",")]
    words = text.split()
    words.insert(chance.randint(0, len(words)), chance.choice(borrowed))
    if chance.random() < 0.5:
        words.append(chance.choice(borrowed))
    return " ".join(words)


def _parts(texts: dict[str, list[str]], fixed: dict[str, float]) -> dict[str, float]:
    """Of the fixed ones as said; the others by the square root of their size."""
    parts = {name: part for name, part in fixed.items() if name in texts}
    others = {name: len(texts[name]) ** 0.5 for name in texts if name not in fixed}
    rest = (1 - sum(parts.values())) / (sum(others.values()) or 1)
    return parts | {name: root * rest for name, root in others.items()}


def _romanised(found: Collected, language: str, chance: random.Random) -> list[str]:
    pool = [text for name, texts in found[language].items() if name != "pieces" for text in _some(texts, chance)]
    said = found[language].get("everyday", [])
    chosen = chance.choices(pool, k=MOST) + (chance.choices(said, k=MOST // 2) if said else [])
    spelled = (romanising.BY_LANGUAGE[language](text, chance) for text in chosen)
    return [text for text in spelled if text.isascii()]


def _some(texts: list[str], chance: random.Random) -> list[str]:
    return chance.sample(texts, MOST) if len(texts) > MOST else texts


def _bare(text: str) -> str:
    """As it is typed without marks."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _zawgyi(pypi: Path) -> Callable[[str], str]:
    """ricelang's rules (MIT), read without the rest of it."""
    spec = importlib.util.spec_from_file_location("zawgyi_rules", pypi / "ricelang" / "_zawgyi_rules.py")
    assert spec and spec.loader
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)

    def to_zawgyi(text: str) -> str:
        for pattern, written in rules.UNI_TO_ZG:
            text = pattern.sub(written, text)
        return text

    return to_zawgyi
