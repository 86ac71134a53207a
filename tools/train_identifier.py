"""Trains the language identifier anew: `python3 tools/train_identifier.py --gatitos FOLDER`.

Needs npm, pip, apt-get, and the packages numpy, scipy and scikit-learn; nothing of Saphan needs them to run. FOLDER
holds GATITOS' word lists (`en_kac.tsv` and so on; github google-research/url-nlp, CC BY 4.0), which no package has.
With `--measure` a fifth of those lists is left out, nothing is written, and how much of that fifth was answered right
is printed.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from saphan.languages import counting, scripts  # noqa: E402
from tools.identifier import fetching, recipe, sources  # noqa: E402

MODEL = ROOT / "src" / "saphan" / "languages" / "identifier.model"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--gatitos", type=Path, required=True)
    asked.add_argument("--packages", type=Path, default=ROOT / "build" / "identifier")
    asked.add_argument("--measure", action="store_true")
    given = asked.parse_args()
    fetching.fetch(given.packages)
    chance = random.Random(20261126)
    part = 0 if given.measure else None
    found = recipe.collect(given.packages, given.gatitos, ROOT / "src" / "saphan", chance, part)
    models = recipe.models(found, given.packages, chance)
    if given.measure:
        measure({name: counting.ready(model) for name, model in models.items()}, given.gatitos, chance)
    else:
        counting.write(models, MODEL)
        print(f"{MODEL.relative_to(ROOT)}: {MODEL.stat().st_size / 1000:.0f} kB")


def measure(models: dict[str, counting.Model], gatitos: Path, chance: random.Random) -> None:
    """On the words left out: one by one, and thrown together to at most 15, 30 and 60 characters."""
    left_out = defaultdict(list)
    for code, text in sources.gatitos(gatitos, 0, kept=False):
        left_out[code].append(text)
    for code, words in left_out.items():
        right = {"one by one": _right(models, code, words)}
        for size in (15, 30, 60):
            thrown = [" ".join(chance.choices(words, k=8)) for _ in range(500)]
            right[f"≤ {size}"] = _right(models, code, [text[:size].rsplit(" ", 1)[0] for text in thrown])
        print(code, {name: f"{share:.3f}" for name, share in right.items()}, f"n = {len(words)}")


def _right(models: dict[str, counting.Model], code: str, texts: list[str]) -> float:
    answers: Counter[bool] = Counter()
    for text in texts:
        script, words = next(iter(scripts.runs(text).items()))
        if script in models:
            likely = models[script].read(scripts.counted(script, words))
            answers[models[script].classes[likely.index(max(likely))] == code] += 1
    return answers[True] / max(1, answers.total())


if __name__ == "__main__":
    main()
