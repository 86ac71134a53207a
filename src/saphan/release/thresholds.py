"""Every default threshold of the model, as data with an edition. Pure.

Source: domain model §5. The numbers stand in data/thresholds.toml and nowhere else.
"""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).parent / "data" / "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One set of thresholds. Counts are people unless the name says days, hours, minutes or months."""

    edition: int

    crowd: int
    voices: int
    voices_with_proof: int
    voices_for_a_check: int
    delay_days_least: int
    delay_days_most: int
    quarrel_days: int

    corroborated_voices: int
    corroborated_voices_alike: int
    corroborated_call_backs: int
    corroborated_voices_with_proof: int

    bands: tuple[int, ...]
    partner_hears_after_days: int

    public_cell: int
    public_new: int
    public_rounding: int
    public_even: int
    public_noise: tuple[int, ...]
    score_reviewers: int
    score_reviewers_verified: int

    plan_asked_days: int
    remedied_share: Fraction
    remedied_answers: int
    held_days: tuple[int, ...]
    retaliation_days: int

    worker_acknowledged_hours: int
    danger_unread_minutes: int
    partner_acknowledges_working_days: int
    partner_plans_working_days: int
    money_remedy_days: int
    law_acknowledged_days: int
    law_feedback_months: int
    reach_days: int
    handle_silent_days: int


def read(file: Path = FILE) -> Thresholds:
    """Raises TypeError when the file names a threshold that does not exist, or leaves one out."""
    rows: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Thresholds(
        **{
            **rows,
            "bands": tuple(rows["bands"]),
            "public_noise": tuple(rows["public_noise"]),
            "held_days": tuple(rows["held_days"]),
            "remedied_share": Fraction(rows["remedied_share"]),
        }
    )


DEFAULT: Final = read()
