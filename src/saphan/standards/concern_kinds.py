"""Concern kinds: reference data with an edition, read once. Pure.

Source: domain model §3; indicators are the ILO's eleven (edition 2012). One indicator is a flag, not proof.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "concern_kinds.toml"


PRAISE = "L"


class UnknownKind(KeyError):
    """No concern kind has this code in this edition."""


@dataclass(frozen=True, slots=True)
class ConcernKind:
    """One leaf. danger: "her", "place" or "". remedy: code of the default remedy template."""

    code: str
    family: str
    name: str
    indicators: tuple[str, ...]
    stage: str
    remedy: str
    danger: str = ""

    @property
    def is_severe(self) -> bool:
        """Always a person, at once; never waits for a second voice."""
        return self.family == "J"

    @property
    def is_a_concern(self) -> bool:
        """False for questions, praise and test calls, which never become an issue."""
        return self.family not in {"K", PRAISE, "M"}

    @property
    def is_beside(self) -> bool:
        """Praise and denial: kept with the respondent, beside issues, and never weighed against a concern."""
        return self.family == PRAISE


@cache
def _content() -> dict[str, object]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def all_kinds() -> dict[str, ConcernKind]:
    """Every leaf by its code, in the order of the file."""
    kinds: dict[str, dict[str, object]] = _content()["kinds"]  # type: ignore[assignment]
    return {code: _read(code, row) for code, row in kinds.items()}


def kind(code: str) -> ConcernKind:
    """Raises UnknownKind."""
    try:
        return all_kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None


def families() -> dict[str, str]:
    """Letter → English name."""
    return dict(_content()["families"])  # type: ignore[call-overload, no-any-return]


def family_of_icon(icon: str) -> str | None:
    """The family that a worker's icon suggests, or None for "something else"."""
    icons: dict[str, str] = _content()["icons"]  # type: ignore[assignment]
    return icons.get(icon)


def _read(code: str, row: dict[str, object]) -> ConcernKind:
    return ConcernKind(
        code=code,
        family=str(row["family"]),
        name=str(row["name"]),
        indicators=tuple(row["indicators"]),  # type: ignore[arg-type]
        stage=str(row["stage"]),
        remedy=str(row["remedy"]),
        danger=str(row.get("danger", "")),
    )
