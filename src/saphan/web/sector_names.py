"""The words for sectors (`standards.sectors`), for desks that choose one and for everybody who reads public figures."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABEL: Final = _("Sector")
HINT: Final = _("Of several the one in which most of its people work.")
SECTORS: Final[Mapping[str, str | Promise]] = {
    "farming": _("Farms, plantations and forests"),
    "fishing": _("Fishing"),
    "mining": _("Mines and quarries"),
    "seafood": _("Seafood factories"),
    "food": _("Other food and drink factories"),
    "garments": _("Clothes, textiles and shoes"),
    "rubber": _("Rubber and plastic"),
    "electronics": _("Electronics"),
    "factory": _("Other factories"),
    "waste": _("Water and waste"),
    "construction": _("Building sites"),
    "trade": _("Shops and markets"),
    "transport": _("Transport and storage"),
    "hotels": _("Hotels and restaurants"),
    "recruitment": _("Recruitment"),
    "cleaning": _("Cleaning and guarding"),
    "care": _("Hospitals and care"),
    "household": _("Work in a home"),
    "unknown": _("Sector not said"),
}


def sector_name(code: str) -> str | Promise:
    """In the reader's language; the code itself for one that is new."""
    return SECTORS.get(code, code)
