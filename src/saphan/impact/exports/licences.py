"""Under which licence the deployment gives its numbers away."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Licence:
    """name: as SPDX and Data Package write it."""

    name: str
    title: str
    path: str


LICENCES = {
    one.name: one
    for one in (
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    )
}


def licence() -> Licence:
    """As the deployment chose; raises KeyError for one that we do not know."""
    return LICENCES[settings.SAPHAN_DATA_LICENCE]
