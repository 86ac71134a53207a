"""Telling languages of one script apart by pieces of their words. Pure.

A model knows pieces of text and what each says for or against every class: a linear model whose weights were learnt
beforehand (`tools/train_identifier.py`). The weights of one piece stand packed side by side in one whole number, 32
bits for each class, so that a text is read by adding whole numbers: one addition a piece, whatever the number of
classes. What all pieces of a known word say together is added up once, when the model is loaded.
"""

import json
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

MIDDLE = 128  # a weight is kept as a byte; this one means nothing for or against
WIDTH = 4  # bytes of a class in the packed number: room for 16 million pieces


def pieces_of_word(word: str) -> list[str]:
    """The word itself between spaces, and 1 to 5 signs of that, so that a piece knows whether it begins or ends it."""
    text = f" {word} "
    size = len(text)
    short = [text[at : at + length] for length in (2, 3, 4, 5) for at in range(size - length + 1)]
    return [*word, *short, text] if size > 5 else [*word, *short]


def pieces_of_run(text: str) -> list[str]:
    """Where no spaces part the words: 1 to 4 signs."""
    size = len(text)
    return [*text, *(text[at : at + length] for length in (2, 3, 4) for at in range(size - length + 1))]


PIECES = {"words": pieces_of_word, "runs": pieces_of_run}


def pieces(kind: str, words: Iterable[str]) -> list[str]:
    """Of all words of a text. kind: `words`, or `runs` for a script without spaces between words."""
    return [piece for word in words for piece in PIECES[kind](word)]


@dataclass(frozen=True, slots=True)
class Model:
    """classes: language tags. scale: of the kept weights to natural logarithms. start: the packed weights of no text.

    weights: of each piece. words: of each known word, with all its pieces; filled by `read`.
    """

    classes: tuple[str, ...]
    kind: str
    scale: float
    start: int
    weights: dict[str, int]
    words: dict[str, int] = field(default_factory=dict)

    def read(self, words: Sequence[str], favour: Sequence[float] = ()) -> list[float]:
        """How likely each class is, in their order. favour: what is known besides the text, as natural logarithms."""
        known, total = self.words.get, self.start
        for word in words:
            total += known(word) or self.said_by(word)
        scores = [each * self.scale for each in unpack(total, len(self.classes))]
        if favour:
            scores = [score + more for score, more in zip(scores, favour, strict=True)]
        return _likely(scores)

    def said_by(self, word: str) -> int:
        """The packed weights of all pieces of a word together."""
        return sum(map(self.weights.get, PIECES[self.kind](word), repeat(0)))

    def plainly(self, tag: str, margin: int) -> frozenset[str]:
        """Known words whose own weight speaks for one class by so much more than for any other."""
        place = self.classes.index(tag)
        return frozenset(word for word in self.words if self._lead(word, place) >= margin)

    def _lead(self, word: str, place: int) -> int:
        weights = unpack(self.weights[f" {word} "], len(self.classes))
        return weights[place] - max(weights[:place] + weights[place + 1 :])


def _likely(scores: list[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def unpack(packed: int, count: int) -> tuple[int, ...]:
    """The sums of so many classes."""
    return struct.unpack(f"<{count}I", packed.to_bytes(count * WIDTH, "little"))


def pack(weights: Sequence[int]) -> int:
    """Bytes 0–255, one for each class."""
    return int.from_bytes(b"".join(each.to_bytes(WIDTH, "little") for each in weights), "little")


def write(models: dict[str, Model], file: Path) -> None:
    """All models in one file: lengths and names as JSON, then pieces and weights, compressed. Nothing in it is run."""
    head, body = [], []
    for name, model in models.items():
        found = sorted(model.weights)
        lines = "\n".join(found).encode()
        rows = b"".join(_row(model, model.weights[piece]) for piece in found)
        head.append([name, model.classes, model.kind, model.scale, len(lines), len(found), [*_row(model, model.start)]])
        body += [lines, rows]
    file.write_bytes(zlib.compress(b"\n".join([json.dumps(head).encode(), b"".join(body)]), 9))


def _row(model: Model, packed: int) -> bytes:
    return packed.to_bytes(len(model.classes) * WIDTH, "little")[::WIDTH]


def read(file: Path) -> dict[str, Model]:
    """The models that `write` wrote, ready for use."""
    head, _, body = zlib.decompress(file.read_bytes()).partition(b"\n")
    models, at = {}, 0
    for name, classes, kind, scale, length, count, start in json.loads(head):
        found = body[at : at + length].decode().split("\n")
        rows = body[at + length : at + length + count * len(classes)]
        at += length + count * len(classes)
        weights = _unpacked(found, rows, len(classes))
        models[name] = ready(Model(tuple(classes), kind, scale, pack(start), weights))
    return models


def ready(model: Model) -> Model:
    """With what its known words say added up: those that are pieces of their own."""
    if model.kind == "words":
        for piece in model.weights:
            if len(piece) > 2 and piece[0] == piece[-1] == " ":
                model.words[piece[1:-1]] = model.said_by(piece[1:-1])
    return model


def _unpacked(found: list[str], rows: bytes, width: int) -> dict[str, int]:
    """Each byte of a row widened to the place of its class."""
    wide = bytearray(len(rows) * WIDTH)
    wide[::WIDTH] = rows
    step = width * WIDTH
    return {
        piece: int.from_bytes(wide[at : at + step], "little")
        for piece, at in zip(found, range(0, len(wide), step), strict=True)
    }
