"""What somebody typed when asked whom it is about: a name, and what else she wrote beside it. Pure.

One line takes all of it ("Uncle Lin, Samut Sakhon, 081 234 5678"), so that nobody has to choose a field first.
Nothing of it is remembered.
"""

import re
from dataclasses import dataclass, field

from saphan.languages.romanise import COMPANY_WORDS, latin
from saphan.languages.telephones import read_telephone
from saphan.languages.writing import ascii_digits
from saphan.network.matching.spelled import (
    Spelled,
    address_of,
    place_of,
    registration_of,
    spell,
    website_of,
)

LONGEST = 200  # code points; the rest is not read
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-]{5,}\d")
_SITE = re.compile(r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)
_LEAST_DIGITS = 7  # of a telephone or registration number
_PART = re.compile(r"[,;(\n]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """name, where: as written, for a new organisation. spelled: the name; whole: with what may be its place."""

    name: str = field(repr=False, default="")
    spelled: Spelled = field(repr=False, default=Spelled("", "", ""))
    whole: Spelled = field(repr=False, default=Spelled("", "", ""))
    where: str = field(repr=False, default="")
    place: str = field(repr=False, default="")
    address: str = field(repr=False, default="")
    phones: tuple[str, ...] = field(repr=False, default=())
    registrations: tuple[str, ...] = field(repr=False, default=())
    websites: tuple[str, ...] = field(repr=False, default=())
    country: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.spelled.joined or self.phones or self.registrations or self.websites)


def read(typed: str, country: str = "") -> Asked:
    """Numbers and websites are taken out; what stands before the first comma is the name, what follows is where."""
    text = typed[:LONGEST]
    sites = [site for site in map(website_of, _SITE.findall(text)) if site]
    digits = ascii_digits(_SITE.sub(" ", text) if sites else text)
    phones, registrations = _numbers(digits, country)
    rest = _NUMBER.sub(lambda found: " " if _count(found.group()) >= _LEAST_DIGITS else found.group(), digits)
    name, where = _name_and_where(rest if sites or phones or registrations else text)
    return Asked(
        name=name,
        spelled=spell(name),
        whole=spell(f"{name} {where}") if where else spell(name),
        where=where,
        place=place_of(where),
        address=address_of(where),
        phones=phones,
        registrations=registrations,
        websites=tuple(dict.fromkeys(sites)),
        country=country,
    )


def _numbers(text: str, country: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each number is a telephone where the country's plan has it; as a registration number it is compared anyway."""
    written = [found for found in _NUMBER.findall(text) if _count(found) >= _LEAST_DIGITS]
    read_as = [read_telephone(one, country) for one in written]
    phones = [one.e164 for one in read_as if one is not None and one.exists]
    return tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(map(registration_of, written)))


def _count(written: str) -> int:
    return sum(sign.isdigit() for sign in written)


def _name_and_where(text: str) -> tuple[str, str]:
    """ "Blue Prawn Co., Ltd." has a comma and no place."""
    parts = (" ".join(part.strip(" )\t").split()) for part in _PART.split(text))
    first, *others = [part for part in parts if latin(part)] or [""]
    name, where = [first], list[str]()
    for part in others:
        (where if where or not set(latin(part).split()) <= COMPANY_WORDS else name).append(part)
    return ", ".join(name), ", ".join(where)
