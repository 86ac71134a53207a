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
        right = {"one by one": _answers(models, words)}
        for size in (15, 30, 60):
            thrown = [" ".join(chance.choices(words, k=8)) for _ in range(500)]
            right[f"≤ {size}"] = _answers(models, sorted({_cut(text, size) for text in thrown}))
        print(code, f"n = {len(words)}")
        for name, answers in right.items():
            others = ", ".join(f"{each} {times}" for each, times in answers.most_common(9) if each != code)
            print(f"  {name:10} {answers[code] / answers.total():.3f} of {answers.total()}   {others}")


def _cut(text: str, size: int) -> str:
    """Whole words; the beginning of the first one where that is longer."""
    return text[: size + 1].rsplit(" ", 1)[0][:size]


def _answers(models: dict[str, counting.Model], texts: list[str]) -> Counter[str]:
    """How often each class was taken for the likeliest; Malay and Indonesian count together."""
    answers: Counter[str] = Counter()
    for text in texts:
        script, words = next(iter(scripts.runs(text).items()))
        if script in models:
            likely: dict[str, float] = defaultdict(float)
            shares = models[script].read(scripts.counted(script, words))
            for name, share in zip(models[script].classes, shares, strict=True):
                likely["ms+id" if name in ("ms", "id") else name] += share
            answers[max(likely, key=lambda name: likely[name])] += 1
    return answers


if __name__ == "__main__":
    main()
