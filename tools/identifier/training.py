"""From texts to a model: pieces are counted, the telling ones kept, and their weights learnt by logistic regression."""

import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from saphan.languages import counting, scripts

Sample = tuple[str, str]  # class, text as the model sees it


def seen(text: str, script: str) -> str:
    """A text as a model of this script sees it, its words parted by spaces; empty when it has no letter of it."""
    words = scripts.runs(text).get(script, [])
    return " ".join(scripts.counted(script, words)) if words else ""


def windows(texts: Sequence[str], script: str, wanted: int, chance: random.Random) -> list[str]:
    """Beginnings and middles of texts, from one word to 60 characters; some are cut inside a word, as a limit does."""
    ready = [one for text in texts if (one := seen(text, script).strip())]
    found = []
    while ready and len(found) < wanted:
        text = chance.choice(ready)
        if chance.random() < 0.25:
            text = f"{text}{'' if script == 'Mymr' else ' '}{chance.choice(ready)}"
        found.append(_window(text, chance, script))
    return found


def _window(text: str, chance: random.Random, script: str) -> str:
    size = int(chance.triangular(4, 60, 12))
    if script == "Mymr":
        start = chance.randrange(max(1, len(text) - size + 1)) if chance.random() < 0.5 else 0
        while start < len(text) and unicodedata.category(text[start])[0] == "M":
            start += 1
        return text[start : start + size] or text
    words = text.split()
    start = chance.randrange(len(words)) if chance.random() < 0.5 else 0
    rest = " ".join(words[start:])
    cut = rest[:size] if chance.random() < 0.4 else rest[: max(rest.rfind(" ", 0, size + 1), 0)] or rest[:size]
    return cut.strip()


def learn(
    samples: Sequence[Sample],
    kind: str,
    keep: int,
    strength: float,
    lean: dict[str, float],
    without_words: float = 0.0,
    likely: dict[str, float] | None = None,
) -> counting.Model:
    """keep: how many pieces at most. strength: of what is learnt against staying simple (C of the regression).

    lean: classes that count for more than their samples, because a mistake about them costs more. without_words: how
    often a whole word is left out, so that its letters learn too: most words to come are new. likely: how much
    likelier a class is before anything is read, as natural logarithms; only a word or two is told by that.
    """
    classes = tuple(sorted({name for name, _ in samples}))
    known = _telling(samples, classes, kind, keep)
    matrix, target = _matrix(samples, classes, known, kind, without_words)
    weight = np.array([_emphasis(piece, kind) for piece in known], dtype=np.float32)
    matrix = matrix.multiply(weight).tocsr()
    regression = LogisticRegression(C=strength, max_iter=60, tol=1e-3)
    regression.fit(matrix, target, sample_weight=_weights(samples, lean))
    weights, start = regression.coef_.T * weight[:, None], regression.intercept_
    if len(classes) == 2:  # one column for two classes
        weights, start = np.hstack([-weights / 2, weights / 2]), np.array([-start[0] / 2, start[0] / 2])
    start = start + np.array([(likely or {}).get(name, 0.0) for name in classes])
    return _kept(classes, kind, list(known), weights, start)


def _weights(samples: Sequence[Sample], lean: dict[str, float]) -> np.ndarray:
    """As if there were as many samples of each class, but for what leans."""
    sizes = Counter(name for name, _ in samples)
    middle = len(samples) / len(sizes)
    return np.array([middle / sizes[name] * lean.get(name, 1.0) for name, _ in samples])


def _emphasis(piece: str, kind: str) -> float:
    """A whole word says more than the letters in it do together."""
    if kind == "words" and len(piece) > 2 and piece[0] == piece[-1] == " ":
        return 4.0
    return 1.0


def _telling(samples: Sequence[Sample], classes: Sequence[str], kind: str, keep: int) -> dict[str, int]:
    """Pieces that tell most about the class (their share of it against their share of all), each seen three times."""
    by_class: dict[str, Counter[str]] = defaultdict(Counter)
    for name, text in samples:
        by_class[name].update(set(counting.pieces(kind, text.split())))
    sizes = Counter(name for name, _ in samples)
    total: Counter[str] = Counter()
    for counts in by_class.values():
        total.update(counts)
    scores = {}
    for piece, times in total.items():
        if times < 4:
            continue
        shares = np.array([(by_class[name][piece] + 0.1) / sizes[name] for name in classes])
        part = shares / shares.sum()
        surprise = float((part * np.log(part * len(classes))).sum())  # distance from telling nothing
        scores[piece] = surprise * float(np.log1p(times)) * shares.sum() ** 0.5
    best = sorted(scores, key=lambda piece: -scores[piece])[:keep]
    return {piece: place for place, piece in enumerate(sorted(best))}


def _matrix(
    samples: Sequence[Sample], classes: Sequence[str], known: dict[str, int], kind: str, without_words: float
) -> tuple[csr_matrix, np.ndarray]:
    chance = random.Random(len(samples))
    places, columns, ends = [], [], [0]
    for _, text in samples:
        found = (piece for piece in counting.pieces(kind, text.split()) if piece in known)
        counted = Counter(
            known[piece] for piece in found if _emphasis(piece, kind) == 1 or chance.random() >= without_words
        )
        columns.extend(counted)
        places.extend(counted.values())
        ends.append(len(columns))
    shape = (len(samples), len(known))
    matrix = csr_matrix((np.array(places, dtype=np.float32), columns, ends), shape=shape)
    return matrix, np.array([classes.index(name) for name, _ in samples])


def _kept(
    classes: tuple[str, ...], kind: str, pieces: list[str], weights: np.ndarray, start: np.ndarray
) -> counting.Model:
    """Weights as bytes. What all classes share of a weight says nothing and is taken off first."""
    weights = weights - weights.mean(axis=1, keepdims=True)
    scale = float(np.percentile(np.abs(weights), 99.9)) / 127
    rows = np.clip(np.rint(weights / scale) + counting.MIDDLE, 0, 255).astype(int)
    first = np.clip(np.rint((start - start.mean()) / scale) + counting.MIDDLE, 0, 255).astype(int)
    packed = {piece: counting.pack(row.tolist()) for piece, row in zip(pieces, rows, strict=True)}
    return counting.Model(classes, kind, scale, counting.pack(first.tolist()), packed)
