"""What is kept of a review: whom it is about, what she answered, and her own words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from saphan.empowerment.journey.things import Rendered, Thing, Words, thing
from saphan.empowerment.offers import places
from saphan.empowerment.reviews.claimed import Claimed
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.words import FACES, QUESTIONS, period_words
from saphan.languages import cldr

KIND = "review"


def of_review(name: str, given: Given, language: str, claimed: Claimed | None = None) -> Thing:
    """name: of the organisation, as it stands in the directory. claimed: what she paid them, and on which way."""
    codes = {
        "name": name,
        "paid": [str(claimed.paid.value), claimed.paid.currency] if claimed else [],
        "way": [claimed.origin, claimed.destination] if claimed else [],
        "first_hand": given.first_hand,
        "when": list(given.when or ()),
        "answers": dict(given.answers),
        "facts": dict(given.facts),
        "comment": given.comment.strip(),
    }
    return thing(KIND, codes, language)


def in_words(codes: Mapping[str, Any], language: str) -> Rendered:
    return Rendered(codes["name"], tuple(_lines(codes, language)))


def _lines(codes: Mapping[str, Any], language: str) -> Iterator[tuple[Words, Words]]:
    faces = dict(FACES)
    if codes["first_hand"] is not None:
        yield _("Did it happen to you?"), _("Yes, to me") if codes["first_hand"] else _("No, I heard of it")
    if codes["when"]:
        yield _("When was it?"), period_words(*codes["when"])
    for code, mark in codes["answers"].items():
        yield QUESTIONS.get(code, code), faces[mark]
    for code, is_so in codes["facts"].items():
        yield QUESTIONS.get(code, code), _("Yes") if is_so else _("No")
    if codes["paid"]:
        yield _("How much did you pay them in all?"), cldr.money(Decimal(codes["paid"][0]), codes["paid"][1], language)
        yield _("On which way was it?"), places.way(codes["way"], language)
    if codes["comment"]:
        yield _("In your words, if you like"), codes["comment"]
