"""From her answers to what stands on the page of the answer: reasons in words, each with its rule and source."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from saphan.empowerment.acceptance.selectors import Shown
from saphan.empowerment.offers import checking, steps, whom, wording
from saphan.empowerment.offers.checking import Answer, Reason
from saphan.empowerment.offers.comparing import Compared, compare
from saphan.empowerment.offers.money import convert
from saphan.empowerment.offers.showing import look
from saphan.languages import cldr
from saphan.standards.corridors import Corridor, Look, Rule, corridor, everywhere
from saphan.store import clock

DRAWINGS = {"red": "danger", "amber": "ask", "green": "check"}
LOOKS = {"red": "alarm", "amber": "warn", "green": "good"}
COMPARED_LOOKS = {"worse": "alarm", "same": "good", "better": "good", "unknown": "note"}
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Found:
    """shown: of each rule that was looked at, by its id."""

    corridor: Corridor | None
    answer: Answer
    shown: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """look, drawing: never the colour alone. accepted_by: lawyers by name; none in a demo, which says so."""

    level: Words
    look: str
    drawing: str
    words: Words
    kind: Words
    rule: Rule
    accepted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of a contract beside what was promised."""

    part: Words
    how: Words
    look: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    level: str
    knows_corridor: bool
    reasons: tuple[ReasonShown, ...]
    parts: tuple[PartShown, ...]
    whom: whom.Known | None
    ask: tuple[Words, ...]
    missing: str
    licences: tuple[Look, ...]
    edition: str
    has_contract: bool


def found(of: str, answers: Mapping[str, str]) -> Found:
    """of: the offer as it was told, or the contract as it was signed."""
    way = corridor(answers.get("origin", ""), answers.get("destination", ""))
    offer = steps.signed(answers) if of == steps.CONTRACT else steps.promised(answers)
    today, shown = clock.today(), look(way.rules if way else everywhere())
    answer = checking.check(
        offer,
        way,
        today,
        lambda rule: shown[rule.id].visible,
        lambda amount, currency, wanted: convert(amount, currency, wanted, today),
    )
    return Found(way, answer, shown)


def page_of(of: str, answers: Mapping[str, str], language: str) -> AnswerPage:
    seen = found(of, answers)
    answer, way = seen.answer, seen.corridor
    is_contract = of == steps.CONTRACT
    named = whom.known(answers)
    beside = compare(steps.promised(answers), steps.signed(answers)) if is_contract else ()
    return AnswerPage(
        level=_level(answer, beside, named),
        knows_corridor=answer.knows_corridor,
        reasons=tuple(_shown(reason, seen, language) for reason in answer.reasons),
        parts=tuple(_part(each) for each in beside),
        whom=named,
        ask=tuple(wording.ASK[code] for code in answer.ask),
        missing="" if is_contract else cldr.listed([wording.MISSING[part] for part in answer.missing], language),
        licences=way.licences if way else (),
        edition=way.edition if way else "",
        has_contract=steps.has_contract(answers),
    )


def _level(answer: Answer, beside: tuple[Compared, ...], named: whom.Known | None) -> str:
    """A contract that is worse than the promise is a danger sign, and a licence that ended, whatever the law says."""
    is_red = any(each.how == "worse" for each in beside) or (named is not None and named.may_not_send)
    return "red" if is_red else answer.level


def _shown(reason: Reason, seen: Found, language: str) -> ReasonShown:
    return ReasonShown(
        level=wording.LEVELS[reason.level],
        look=LOOKS[reason.level],
        drawing=DRAWINGS[reason.level],
        words=_words(reason.says, seen.corridor, language),
        kind=wording.KINDS[reason.rule.kind],
        rule=reason.rule,
        accepted_by=seen.shown[reason.rule.id].accepted_by,
    )


def _words(says: str, way: Corridor | None, language: str) -> str:
    words = str(wording.SAYS[says])
    cap = way.cap if way else None
    return words % {"cap": cldr.money(cap.amount, cap.currency, language)} if cap else words


def _part(each: Compared) -> PartShown:
    return PartShown(wording.PARTS[each.part], wording.COMPARED[each.how], COMPARED_LOOKS[each.how])
