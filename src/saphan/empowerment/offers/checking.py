"""Which rules of a corridor an offer meets, and what to ask next. Pure; nothing is kept, nobody is scored.

There is no overall green. At best we found nothing wrong in what she told us, and that is little: people have been
cheated with offers that sounded like hers. Where nothing is written about a corridor we do not know its law, and say
so; what holds everywhere is looked at all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saphan.empowerment.offers.offer import Offer
from saphan.standards.corridors import LEVELS, Condition, Corridor, Rule, everywhere

ALWAYS_ASK = ("licence_number", "contract_first", "who_pays")
"""The three things to ask about whatever offer."""
MOST_TO_ASK = 5
NOTHING_FOUND = "nothing_found"

Convert = Callable[[Decimal, str, str], Decimal | None]
"""An amount, its money, the money wanted; None where no rate is known."""
ShownRule = Callable[[Rule], bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """level: red, amber or green. says: code of the sentence that she reads."""

    level: str
    rule: Rule

    @property
    def says(self) -> str:
        return self.rule.says


@dataclass(frozen=True, slots=True)
class Answer:
    """knows_corridor: False where no law of the corridor could be looked at. missing: parts that she left out."""

    knows_corridor: bool
    reasons: tuple[Reason, ...]
    ask: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def level(self) -> str:
        """The worst that was found: red, amber, or "nothing_found". Never green."""
        worst = next((level for level in ("red", "amber") if self.of(level)), "")
        return worst or NOTHING_FOUND

    def of(self, level: str) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.level == level)


def check(
    offer: Offer,
    corridor: Corridor | None,
    today: date,
    shown: ShownRule = lambda rule: True,
    convert: Convert = lambda amount, currency, wanted: None,
) -> Answer:
    """shown: whether a rule may be shown here at all (a named lawyer accepted it, or this is a demo)."""
    rules = tuple(rule for rule in (corridor.rules if corridor else everywhere()) if shown(rule))
    looked_at = _Look(offer, corridor, today, convert)
    reasons = tuple(Reason(rule.level, rule) for rule in rules if all(map(looked_at.holds, rule.when)))
    worst_first = tuple(sorted(_once_said(reasons), key=lambda reason: LEVELS.index(reason.level)))
    knows = corridor is not None and any(rule.kind == "law" for rule in rules)
    return Answer(knows, worst_first, _ask(worst_first), _missing(offer))


def _once_said(reasons: tuple[Reason, ...]) -> list[Reason]:
    """The same thing is said once: by the law of the corridor where there is one, which stands first."""
    found: dict[str, Reason] = {}
    for reason in reasons:
        found.setdefault(SAYS_MORE.get(reason.says, reason.says), reason)
    said = {reason.says for reason in reasons}
    return [each for each in found.values() if not WEAKER.get(each.says, frozenset()) & said]


SAYS_MORE = {"passport_kept_law": "passport_kept", "visa_law": "visit_visa"}
"""What the law says of what a pattern says too."""
WEAKER = {
    "maybe_over_cap": frozenset({"over_cap"}),
    "related_cost": frozenset({"travel_charged", "training_to_private_account"}),
    "private_account": frozenset({"training_to_private_account"}),
    "online_work": frozenset({"stranger_online_work"}),
    "stranger": frozenset({"stranger_online_work"}),
    "employer_pays": frozenset({"mou_employer_pays"}),
}
"""Sentences that say nothing more where one of the others is said."""


def _ask(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """What the worst reasons lead to first; never fewer than three."""
    wanted = [reason.rule.ask for reason in reasons if reason.rule.ask and reason.level != "green"]
    asked = list(dict.fromkeys(wanted))[:MOST_TO_ASK]
    return tuple(dict.fromkeys((*asked, *ALWAYS_ASK)))[: max(len(asked), len(ALWAYS_ASK))]


def _missing(offer: Offer) -> tuple[str, ...]:
    told = {
        "who": offer.who,
        "job": offer.job,
        "pay": offer.pay is not None,
        "hours": offer.hours_a_week is not None,
        "charge": offer.charge is not None,
        "contract": offer.contract,
        "passport": offer.passport,
        "visa": offer.visa,
        "way": offer.way,
    }
    return tuple(part for part, is_told in told.items() if not is_told)


@dataclass(frozen=True, slots=True)
class _Look:
    """One offer beside one corridor."""

    offer: Offer
    corridor: Corridor | None
    today: date
    convert: Convert

    def holds(self, condition: Condition) -> bool:
        if condition.test == "is":
            return getattr(self.offer, condition.what) in condition.codes
        value = self._number(condition)
        if value is None:
            return False
        if condition.test == "over":
            return value > condition.number
        return value < condition.number if condition.test == "under" else value <= condition.number

    def _number(self, condition: Condition) -> Decimal | None:
        if condition.what == "charge":
            return self._charge(condition.currency)
        if condition.what == "of_lowest_wage":
            return self._of_wage(highest=False)
        if condition.what == "of_highest_wage":
            return self._of_wage(highest=True)
        value: Decimal | None = getattr(self.offer, condition.what)
        return value

    def _charge(self, wanted: str) -> Decimal | None:
        offer = self.offer
        if offer.charge is None or not wanted or not offer.charge or wanted == offer.currency:
            return offer.charge
        return self.convert(offer.charge, offer.currency, wanted)

    def _of_wage(self, *, highest: bool) -> Decimal | None:
        """Her pay as a multiple of a minimum wage for the same time, in the same money."""
        wages = self.corridor.wages if self.corridor else None
        if wages is None or self.offer.pay_currency != wages.currency:
            return None
        pick = max if highest else min
        wage = pick(wages.in_force(self.offer.province, self.today), key=lambda each: each.a_month, default=None)
        pay = self.offer.pay_for(wage.per) if wage else None
        return pay / wage.amount if wage and pay is not None else None
