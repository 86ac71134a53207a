"""What a tablet carried of one review, read where nobody can be asked again. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from saphan.empowerment.reviews import claimed, steps
from saphan.empowerment.reviews.claimed import Claimed, WhereFrom, read_claimed
from saphan.empowerment.reviews.criteria import GROUPS, asked_of
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.sums import NotRead, WhichMoney

MONEY = (claimed.FEE, claimed.MONEY, *claimed.WAY)


def kind_of(group: str) -> str:
    """One kind of this group: all of a group are asked the same."""
    return GROUPS[group].kinds[0]


def codes_of(group: str) -> frozenset[str]:
    """The names of everything that a form about one of this group may carry."""
    asked = asked_of(kind_of(group))
    money = MONEY if asked.fee else ()
    return frozenset((steps.FIRST_HAND, steps.WHEN, steps.COMMENT, *asked.criteria, *asked.facts, *money))


def read(kind: str, sent: Mapping[str, str], language: str, day: date) -> tuple[Given, Claimed | None]:
    """Her answers, and what she paid. A sum that cannot be read stays in her words, for whoever reads those."""
    given = steps.read(kind, sent, day)
    fee = " ".join(filter(None, (sent.get(claimed.FEE, "").strip(), sent.get(claimed.MONEY, ""))))
    if not sent.get(claimed.FEE, "").strip():
        return given, None
    named = {claimed.FEE: fee, **{name: sent[name] for name in claimed.WAY if sent.get(name)}}
    try:
        return given, read_claimed(named, language)
    except (NotRead, WhichMoney, WhereFrom):
        return replace(given, comment=f"{given.comment}\n{fee}".strip()), None
