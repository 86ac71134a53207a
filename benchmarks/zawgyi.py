"""Zawgyi: how well it is told from Unicode, how exactly it is read, and how many messages a second.

Burmese is our own catalogues, turned into Zawgyi by ICU's `my-Zawgyi`; none of it was used to make the model. Where npm
is at hand, also the Universal Declaration in Burmese, Shan and Mon; there is none in Karen, so that this one is a
list of phrases written here. With `--text NAME=FILE`, any other text of one language a line. `--no-record` prints only.
"""

import argparse
import re
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.declaration import lines
from benchmarks.record import Better, record
from saphan.languages.zawgyi import read_burmese, to_unicode, to_zawgyi
from tests.languages.burmese import DAYS, PHRASES, pieces, sentences

LENGTHS = (15, 30, 60)
MYANMAR = re.compile("[\u1000-\u109f]")
STARTS_WHOLE = re.compile("[\u1000-\u102a\u1040-\u1055\u1075-\u1081]")  # not in the middle of a syllable


def main() -> None:
    options = _options()
    declaration = lines(("mya", "shn", "mnw"))
    said = {code: [text for each, text in declaration if each == code] for code in ("my", "shn", "mnw")}
    burmese = [*sentences(), *said["my"]]
    others = {
        "Shan": [DAYS["shn"], *said["shn"]],
        "Mon": [DAYS["mnw"], *said["mnw"]],
        "Karen": [DAYS["ksw"], *PHRASES["ksw"]],
        **{name: Path(file).read_text().splitlines() for name, _, file in (one.partition("=") for one in options.text)},
    }
    keep = _print if options.no_record else record
    _detection(burmese, others, keep)
    _conversion(burmese, keep)
    _speed(burmese, keep)


def _detection(burmese: list[str], others: dict[str, list[str]], keep: Callable[..., None]) -> None:
    written = {"Zawgyi": [_by_icu(said) for said in burmese], "Burmese": burmese, **others}
    print(f"{'read as Zawgyi':>16}" + "".join(f"{f'≤ {length}':>22}" for length in LENGTHS))
    shares: dict[tuple[str, int], tuple[float, float, int]] = {}
    for name, texts in written.items():
        for length in LENGTHS:
            found = [read_burmese(piece) for piece in _pieces(texts, length)]
            told, unsure = sum(one.is_zawgyi for one in found), sum(one.other_reading is not None for one in found)
            shares[name, length] = told / len(found), unsure / len(found), len(found)
        row = (f"{share:.2%} ({unsure:.1%} unsure)" for share, unsure, _ in (shares[name, each] for each in LENGTHS))
        print(f"{name:>16}" + "".join(f"{one:>22}" for one in row))
    recall, _, tried = shares["Zawgyi", 30]
    keep("zawgyi_recall", round(recall * 100, 2), "%", 99, "higher", tried, "pieces of 30 characters, cut anywhere")
    for name in others:
        alarms, _, tried = shares[name, 30]
        how = f"pieces of 30 characters in {name}, cut anywhere, taken for Zawgyi"
        keep(f"zawgyi_false_alarms_{name.lower()}", round(alarms * 100, 2), "%", 0.5, "lower", tried, how)


def _conversion(burmese: list[str], keep: Callable[..., None]) -> None:
    for id, texts, said in (
        ("zawgyi_exact", burmese, "whole sentences"),
        ("zawgyi_exact_pieces", _whole_pieces(burmese), "pieces of 30 characters that begin with a letter"),
    ):
        exact = [to_unicode(_by_icu(text)) == unicodedata.normalize("NFC", text) for text in texts]
        how = f"{said} that ICU wrote in Zawgyi, read back to the very code points (NFC)"
        keep(id, round(100 * sum(exact) / len(exact), 2), "%", 98, "higher", len(exact), how)
    back = [to_unicode(to_zawgyi(text)) == unicodedata.normalize("NFC", text) for text in burmese]
    how = "whole sentences that we write in Zawgyi, read back"
    keep("zawgyi_exact_of_ours", round(100 * sum(back) / len(back), 2), "%", 98, "higher", len(back), how)


def _speed(burmese: list[str], keep: Callable[..., None]) -> None:
    messages = [_by_icu(piece) for piece in _pieces(burmese, 60)][:2000]
    best = max(_rate(messages) for _ in range(5))
    how = "messages of 60 characters a second on one core, all in Zawgyi: told and read; the best of five"
    keep("zawgyi_rate", round(best), "messages/s", 20_000, "higher", len(messages), how)


def _rate(messages: list[str]) -> float:
    started = time.process_time()
    for message in messages:
        read_burmese(message)
    return len(messages) / (time.process_time() - started)


def _by_icu(text: str) -> str:
    import icu

    return icu.Transliterator.createInstance("my-Zawgyi").transliterate(text)  # type: ignore[no-any-return]


def _pieces(texts: Iterable[str], length: int) -> list[str]:
    cut = (piece.strip() for text in texts for piece in pieces(text, length))
    return [piece for piece in cut if MYANMAR.search(piece)]


def _whole_pieces(texts: Iterable[str]) -> list[str]:
    return [piece for piece in _pieces(texts, 30) if STARTS_WHOLE.match(piece)]


def _print(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    print(f"{id}: {value:g} {unit} (target {target:g}, n = {n}) {how}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", action="append", default=[])
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
