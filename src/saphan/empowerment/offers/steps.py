"""The questions about an offer, in their order, and how each answer is read. Pure.

Answers are kept as plain texts by the names of `Offer`; what a contract says stands beside, with `SIGNED` before it.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from uuid import UUID

from saphan.empowerment.offers.offer import DAY, MONTH, Offer, offer_of
from saphan.empowerment.offers.places import DESTINATIONS, ORIGINS, PROVINCES
from saphan.empowerment.sums import LONGEST, NotRead, read_sum
from saphan.languages.amounts.reading import Amount
from saphan.languages.writing import ascii_digits
from saphan.standards.corridors import CODES

OFFER, CONTRACT = "offer", "contract"
SIGNED = "signed_"
STEPS = {
    OFFER: (
        *("where", "province", "who", "name", "licence", "job", "pay", "hours", "charge", "for", "to", "when"),
        *("contract", "passport", "visa", "way"),
    ),
    CONTRACT: ("job", "pay", "hours", "charge"),
}
FIELD = {
    **{step: step for step in ("who", "licence", "job", "contract", "passport", "visa", "way")},
    "for": "charged_for",
    "to": "charged_to",
    "when": "charged_when",
}
"""Questions that are answered with one tap."""
HAVE_A_LICENCE = ("agency", "broker", "")
"""And may stand in the directory."""
HAVE_PROVINCES = "TH"
MOST_HOURS, MOST_DAYS = 24, 7

Answers = dict[str, str]


def asked(of: str, answers: Mapping[str, str]) -> list[str]:
    """The questions that make sense after what she said."""
    left_out = set()
    if of == OFFER:
        if answers.get("destination") != HAVE_PROVINCES:
            left_out.add("province")
        if answers.get("who", "") not in HAVE_A_LICENCE:
            left_out |= {"name", "licence"}
        if answers.get("charge", "0") == "0":
            left_out |= {"for", "to", "when"}
    return [step for step in STEPS[of] if step not in left_out]


def following(of: str, step: str, answers: Mapping[str, str]) -> str:
    """The next question; "" after the last."""
    left = STEPS[of][STEPS[of].index(step) + 1 :]
    return next((each for each in left if each in asked(of, answers)), "")


def before(of: str, step: str, answers: Mapping[str, str]) -> str:
    earlier = STEPS[of][: STEPS[of].index(step)]
    return next((each for each in reversed(earlier) if each in asked(of, answers)), "")


def read(of: str, step: str, given: Mapping[str, str], answers: Mapping[str, str], language: str) -> Answers:
    """What one form says. Empty where she skipped it. Raises NotRead, WhichMoney."""
    said = _read(step, given, answers, language)
    return {f"{SIGNED}{name}": value for name, value in said.items()} if of == CONTRACT else said


def without(of: str, step: str, answers: Mapping[str, str]) -> Answers:
    """The answers but those of one question, which she answers anew."""
    names = {(SIGNED if of == CONTRACT else "") + name for name in names_of(step)}
    return {name: value for name, value in answers.items() if name not in names}


def names_of(step: str) -> tuple[str, ...]:
    return {
        "where": ("origin", "destination", "province"),
        "province": ("province",),
        "name": ("organisation",),
        "pay": ("pay", "pay_currency", "pay_per"),
        "hours": ("hours_a_day", "days_a_week"),
        "charge": ("charge", "currency"),
    }.get(step) or (FIELD[step],)


def promised(answers: Mapping[str, str]) -> Offer:
    return offer_of(answers)


def signed(answers: Mapping[str, str]) -> Offer:
    """What the contract says; where she would work is the same."""
    said = {name.removeprefix(SIGNED): value for name, value in answers.items() if name.startswith(SIGNED)}
    return offer_of({"province": answers.get("province", ""), **said})


def has_contract(answers: Mapping[str, str]) -> bool:
    return any(name.startswith(SIGNED) for name in answers)


def _read(step: str, given: Mapping[str, str], answers: Mapping[str, str], language: str) -> Answers:
    if step in FIELD:
        code = given.get("answer", "")
        return {FIELD[step]: code} if code in CODES[FIELD[step]] else {}
    if step == "where":
        return _where(given)
    if step == "province":
        return {"province": given["province"]} if given.get("province") in PROVINCES else {}
    if step == "name":
        return _organisation(given)
    if step == "hours":
        return _hours(given)
    return _pay(given, answers, language) if step == "pay" else _charge(given, answers, language)


def _where(given: Mapping[str, str]) -> Answers:
    known = {"origin": ORIGINS, "destination": DESTINATIONS}
    return {name: given[name] for name, codes in known.items() if given.get(name) in codes}


def _organisation(given: Mapping[str, str]) -> Answers:
    """Whom she chose among those of the directory; what she typed to find them is not kept."""
    try:
        return {"organisation": str(UUID(given.get("organisation", "")))}
    except ValueError:
        return {}


def _hours(given: Mapping[str, str]) -> Answers:
    most = {"hours_a_day": MOST_HOURS, "days_a_week": MOST_DAYS}
    return {name: _number(given[name], at_most) for name, at_most in most.items() if given.get(name, "").strip()}


def _number(typed: str, at_most: int) -> str:
    try:
        number = Decimal(ascii_digits(typed[:LONGEST]).strip().replace(",", "."))
    except InvalidOperation:
        raise NotRead from None
    if not number.is_finite() or not 0 < number <= at_most:
        raise NotRead
    return str(number)


def _pay(given: Mapping[str, str], answers: Mapping[str, str], language: str) -> Answers:
    if not given.get("typed", "").strip():
        return {}
    amount = _money(given, answers, language, answers.get("destination"))
    per = DAY if given.get("per") == DAY else MONTH
    return {"pay": str(amount.value), "pay_currency": amount.currency, "pay_per": per}


def _charge(given: Mapping[str, str], answers: Mapping[str, str], language: str) -> Answers:
    if "nothing" in given:
        return {"charge": "0"}
    if not given.get("typed", "").strip():
        return {}
    amount = _money(given, answers, language, answers.get("origin"))
    return {"charge": str(amount.value), "currency": amount.currency}


def _money(given: Mapping[str, str], answers: Mapping[str, str], language: str, country: str | None) -> Amount:
    return read_sum(given["typed"], given.get("money", ""), language, country, answers.get("origin"))
