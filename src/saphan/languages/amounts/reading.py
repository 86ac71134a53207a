"""An amount of money as somebody types it, in her digits, words and multiples, or "unsure: ask". Pure.

"၁ သိန်း", "5 lakh", "1.5 juta", "25 พัน", "rm 1,200.50", "สามพันห้าร้อยบาท". What two people would read differently is
not decided here: 1.500, half of something, dollars, or kyat against baht where no money is named. Nor is what is read
in part only: a number in words beside a word that is not known (fifteen thousand), or a number of who knows what.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby

from saphan.languages.amounts import words
from saphan.languages.homes import HOME, MONEY_OF
from saphan.languages.scripts import without_unseen
from saphan.languages.writing import ascii_digits

LONGEST = 120
_COMMA_IS_DECIMAL = {"vi", "id"}
_WITHOUT_COINS = {"IDR", "VND", "LAK", "KHR", "MMK"}
"""Money of which 1.5 is short for more."""
_BEFORE = {"my"}
"""Where a round number follows its multiple: သိန်း ၂၀."""


@dataclass(frozen=True, slots=True)
class Amount:
    """currency: of ISO 4217."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Reading:
    """said: None when it has to be asked. among: what it may mean then, if anything, the likeliest first."""

    said: Amount | None = None
    among: tuple[Amount, ...] = ()

    @property
    def ask(self) -> bool:
        return self.said is None


NOT_READ = Reading()


class _Unsure(Exception):
    """Not one number to everybody."""


@dataclass(frozen=True, slots=True)
class _Token:
    """kind: number (in digits), word, multiple, money or other. text is kept for money only."""

    kind: str
    value: Decimal = Decimal(0)
    text: str = ""


def read_amount(typed: str, language: str, country: str | None = None) -> Reading:
    """country: where she works (ISO 3166); its money is meant where none is named, unless her own may be."""
    text = without_unseen(unicodedata.normalize("NFC", ascii_digits(typed))).casefold().strip()
    if not text or len(text) > LONGEST or text[0] in "-−–":
        return NOT_READ
    try:
        tokens = _tokens(text, language)
        run = _one(_runs(tokens))
        value = _value([token for token in run if token.kind != "money"], language)
    except _Unsure:
        return NOT_READ
    money = _money(run)
    meant = _currencies(money, language, country)
    if _is_short_for_more(value, run) and _WITHOUT_COINS.intersection(meant):
        return NOT_READ
    nothing_else = all(token.kind != "other" for token in tokens)
    if len(meant) == 1 and (money or (country and nothing_else)):
        return Reading(Amount(value, meant[0]))
    return Reading(among=tuple(Amount(value, currency) for currency in meant))


def _is_short_for_more(value: Decimal, run: list[_Token]) -> bool:
    """1.5 of a money without coins."""
    return value % 1 != 0 and value < 1000 and all(token.kind != "multiple" for token in run)


def _tokens(text: str, language: str) -> list[_Token]:
    found = []
    for match in _pattern(language).finditer(text):
        kind = str(match.lastgroup)
        if kind == "number":
            found.append(_Token(kind, _in_digits(match[0].replace(" ", ""), language)))
        elif kind == "half":
            raise _Unsure
        elif kind != "space":
            found.append(_known(language).get(match[0]) or _Token("other"))
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Known words: Latin ones by themselves or right behind digits (5k), others anywhere."""
    known = "|".join(map(_alone, sorted(_known(language), key=lambda name: -len(name))))
    halves = "|".join(map(_alone, words.HALVES))
    number = r"\d{1,3}(?: \d{3}){2,}(?!\d)|\d+(?:[.,]\d+)*"
    rest = r"(?P<space>[\s.,:=/+?!()-]+)|(?P<other>[^\W\d]+|.)"
    return re.compile(rf"(?P<number>{number})|(?P<half>{halves})|(?P<known>{known})|{rest}")


def _alone(name: str) -> str:
    latin = unicodedata.name(name[0], "").startswith("LATIN")
    return rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])" if latin else re.escape(name)


@cache
def _known(language: str) -> dict[str, _Token]:
    money = [*words.MONEY.values(), *words.SHARED_MONEY.values()]
    return (
        {name: _Token("money", text=name) for names in money for name in names.split()}
        | {name: _Token("multiple", value) for name, value in words.multiples(language).items()}
        | {name: _Token("word", value) for name, value in words.numbers(language).items()}
    )


def _in_digits(text: str, language: str) -> Decimal:
    """Raises _Unsure for 1.500, and for what nobody writes."""
    marks = re.findall(r"[.,]", text)
    if re.match(r"0\d", text):
        raise _Unsure  # a telephone number
    if not marks:
        return Decimal(text)
    last = text[-len(re.split(r"[.,]", text)[-1]) :]
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1 and len(last) <= 2:
        return Decimal(f"{re.sub('[.,]', '', text[: -len(last) - 1])}.{last}")
    if len(set(marks)) == 2:
        raise _Unsure
    return _with_one_mark(text, marks, last, language)


def _with_one_mark(text: str, marks: list[str], last: str, language: str) -> Decimal:
    if len(marks) == 1 and len(last) <= 2:
        return Decimal(text.replace(",", "."))
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+|\d{1,2}(,\d{2})*,\d{3}", text)
    usual = (marks[0] == ".") == (language in _COMMA_IS_DECIMAL)
    if not grouped or (len(marks) == 1 and not usual):
        raise _Unsure
    return Decimal(re.sub("[.,]", "", text))


def _runs(tokens: list[_Token]) -> list[list[_Token]]:
    """Tokens that belong together; words that are not known part them. Raises _Unsure."""
    parts = [(known, list(run)) for known, run in groupby(tokens, key=lambda token: token.kind != "other")]
    for place, (known, run) in enumerate(parts):
        if known:
            _refuse_what_may_go_on(run, before=place > 0, after=place < len(parts) - 1)
    return [amount for known, run in parts if known for amount in _by_money(run)]


def _refuse_what_may_go_on(run: list[_Token], *, before: bool, after: bool) -> None:
    """A number in words beside a word that is not known ("fifteen thousand"), or money without its number."""
    starts, ends = (token.kind in ("word", "multiple") for token in (run[0], run[-1]))
    first = next((token.kind for token in run if token.kind != "money"), None)
    if first is None or (before and starts) or (after and ends and first != "number"):
        raise _Unsure


def _by_money(run: list[_Token]) -> list[list[_Token]]:
    """Money belongs to one amount only."""
    amounts: list[list[_Token]] = [[]]
    for token in run:
        if token.kind == "money" and _money(amounts[-1]):
            amounts.append([])
        amounts[-1].append(token)
    return [amount for amount in amounts if any(token.kind != "money" for token in amount)]


def _money(run: list[_Token]) -> str:
    return next((token.text for token in run if token.kind == "money"), "")


def _one(runs: list[list[_Token]]) -> list[_Token]:
    """The only amount, or the only one with its money: "3 months, 5000 baht". Raises _Unsure."""
    chosen = [run for run in runs if _money(run)] or runs
    if len(chosen) != 1:
        raise _Unsure
    return chosen[0]


def _value(tokens: list[_Token], language: str) -> Decimal:
    """Numbers and the multiples behind them, from the highest down. Raises _Unsure."""
    if language in _BEFORE and [token.kind for token in tokens] == ["multiple", "number"]:
        return tokens[0].value * tokens[1].value
    whole, part, least = Decimal(0), None, None
    for token in tokens:
        if token.kind != "multiple":
            part = _joined(part, token)
        elif token.value < 1000:
            part = _tens(part, token.value)
        elif least is not None and token.value >= least:
            raise _Unsure
        else:
            whole, part, least = whole + (1 if part is None else part) * token.value, None, token.value
    if least and part and (part < 10 or (least >= 1_000_000 and part < 1000)):
        raise _Unsure  # สองหมื่นห้า: twenty-five thousand to a Thai; tám triệu năm trăm: eight and a half million
    if not whole and not part:
        raise _Unsure
    return whole + (part or 0)


def _joined(part: Decimal | None, token: _Token) -> Decimal:
    """Fifty and five; five and five are two numbers."""
    if part is None:
        return token.value
    if token.kind == "word" and part % 10 ** len(str(token.value)) == 0:
        return part + token.value
    raise _Unsure


def _tens(part: Decimal | None, multiple: Decimal) -> Decimal:
    """Five hundred and twenty: only the last number is multiplied."""
    if part is None:
        return multiple
    last = part % 10 if part >= multiple * 10 and part == part.to_integral_value() else part
    return part - last + (last or 1) * multiple


def _currencies(money: str, language: str, country: str | None) -> list[str]:
    """What may be meant, the likeliest first. Rupees are of more than one country where she may be anywhere."""
    here = MONEY_OF.get(country or "")
    home = MONEY_OF.get(HOME.get(language, ""))
    likely = [each for each in dict.fromkeys((here, home)) if each]
    if not money:
        return likely
    for currency, names in words.MONEY.items():
        if money in names.split():
            return [currency]
    shared = next(each for each, names in words.SHARED_MONEY.items() if money in names.split())
    of_name = [each for each in likely if each in shared]
    if of_name and here is None:
        return list(dict.fromkeys((*of_name, *shared[:2])))
    return of_name or list(shared[:2])
