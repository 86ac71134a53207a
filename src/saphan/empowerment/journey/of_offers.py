"""What is kept of a check of an offer, or of what a contract says beside it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from saphan.empowerment.journey.things import Rendered, Sign, Thing, Words, thing
from saphan.empowerment.offers import places, steps, whom, wording
from saphan.empowerment.offers.answering import Found
from saphan.empowerment.offers.offer import DAY, Offer
from saphan.empowerment.offers.steps import CONTRACT, OFFER
from saphan.languages import cldr


def of_check(of: str, answers: Mapping[str, str], found: Found, intent: str, language: str) -> Thing:
    """As she answered and as it was answered to her on that day. of: offer or contract."""
    cap = found.corridor.cap if found.corridor else None
    codes = {
        "answers": dict(answers),
        "intent": intent,
        "name": named.entry.name if (named := whom.known(answers)) else "",
        "cap": [str(cap.amount), cap.currency] if cap else [],
        "signs": [[each.level, each.says, each.rule.id, each.rule.edition] for each in found.answer.reasons],
    }
    return thing(of, codes, language)


def offer_in_words(codes: Mapping[str, Any], language: str) -> Rendered:
    return Rendered(_("Check an offer"), tuple(_lines(OFFER, codes, language)), _signs(codes, language))


def contract_in_words(codes: Mapping[str, Any], language: str) -> Rendered:
    lines = (*_lines(OFFER, {**codes, "intent": ""}, language), *_lines(CONTRACT, codes, language))
    return Rendered(_("Compare it with the contract"), lines, _signs(codes, language))


def _signs(codes: Mapping[str, Any], language: str) -> tuple[Sign, ...]:
    cap = {"cap": cldr.money(Decimal(codes["cap"][0]), codes["cap"][1], language)} if codes["cap"] else {}
    return tuple(
        Sign(level, wording.LEVELS[level], _said(says, cap), rule, edition)
        for level, says, rule, edition in codes["signs"]
    )


def _said(says: str, cap: Mapping[str, str]) -> str:
    words = str(wording.SAYS.get(says, says))
    return words % cap if cap else words


def _lines(of: str, codes: Mapping[str, Any], language: str) -> Iterator[tuple[Words, Words]]:
    answers = codes["answers"]
    questions = wording.IN_THE_CONTRACT if of == CONTRACT else wording.QUESTIONS
    offer = steps.signed(answers) if of == CONTRACT else steps.promised(answers)
    for step in steps.asked(of, answers):
        said = codes["name"] if step == "name" else _answer(step, offer, answers, language)
        if said:
            yield questions[step], said
    if codes["intent"]:
        yield _("What will you do?"), wording.INTENTS[codes["intent"]]


def _answer(step: str, offer: Offer, answers: Mapping[str, str], language: str) -> Words:
    if step in steps.FIELD:
        return wording.CHOICES[step].get(getattr(offer, steps.FIELD[step]), "")
    if step == "where":
        return places.way((answers.get("origin", ""), answers.get("destination", "")), language)
    if step == "province":
        return places.PROVINCES.get(offer.province, "")
    return _number(step, offer, language)


def _number(step: str, offer: Offer, language: str) -> Words:
    if step == "hours":
        known = ((_("Hours a day"), offer.hours_a_day), (_("Days a week"), offer.days_a_week))
        return ", ".join(f"{name} {cldr.number(each, language)}" for name, each in known if each is not None)
    if step == "charge" and offer.charge == 0:
        return _("I pay nothing")
    amount, currency = (offer.pay, offer.pay_currency) if step == "pay" else (offer.charge, offer.currency)
    if amount is None:
        return ""
    said = cldr.money(amount, currency, language)
    return f"{said} ({_('For a day') if offer.pay_per == DAY else _('For a month')})" if step == "pay" else said
