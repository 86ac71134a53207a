"""What the interface for dashboards answers, shape by shape, for its description."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from saphan.impact.exports.rows import TOO_FEW, TOTAL, YES
from saphan.impact.indicators.catalogue import catalogue

IDS = frozenset(one.id for one in catalogue().indicators)
IndicatorId = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$", description="One of the ids of /indicators.")]
Code = Annotated[str, Field(min_length=1, max_length=40)]
Period = Annotated[str, Field(pattern=rf"^({TOTAL}|[0-9]{{4}}(-Q[1-4])?)$")]
Version = Annotated[int, Field(ge=1, le=1_000_000)]
Shown = Annotated[str, Field(json_schema_extra={"enum": [YES, TOO_FEW]}, description=f"`{TOO_FEW}` is no zero.")]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class EditionShown(BaseModel):
    """All that stands since one day. It never changes; what was wrong is put right in another."""

    version: int = Field(description="From 1, one more for each edition.")
    month: Month = Field(description="The last month that is counted.")
    made_on: date
    corrects: int | None = Field(description="The version of the same month whose place it takes.")
    downloads: dict[str, str] = Field(description="Addresses of its files, by form.")


class Editions(BaseModel):
    """The newest first."""

    editions: list[EditionShown]


class FigureShown(BaseModel):
    """One number, with how many it rests on and how sure it is."""

    indicator: str
    code: str = Field(description=f"Of what it is kept apart by; {TOTAL}: all together.")
    period: str = Field(description=f"What began in a year or quarter; {TOTAL}: all until now.")
    value: float | None = Field(description="A share from 0 to 1, a number, or the median of days. Null: not shown.")
    n: int | None = Field(description="How many it rests on, in fives.")
    low: float | None = Field(description="Lower end of the 95 % interval.")
    high: float | None = Field(description="Upper end of the 95 % interval.")
    shown: Shown
    edition: int


class Figures(BaseModel):
    """Of one edition, those that were asked for."""

    edition: int | None = Field(description="Null as long as nothing was published.")
    month: Month | None
    made_on: date | None
    licence: str
    figures: list[FigureShown]


class IndicatorShown(BaseModel):
    """What one number means, and what it does not say."""

    id: str
    actor: int
    objective: int
    programmes: list[str]
    shape: Literal["count", "share", "days"]
    unit: str
    direction: Literal["up", "down", "none"]
    definition: str
    caveats: str
    criteria: list[str]


class Indicators(BaseModel):
    """edition: raised when a definition changes."""

    edition: int
    indicators: list[IndicatorShown]


class CounterShown(BaseModel):
    """One month of one of the five counters, which are never added together."""

    counter: str
    indicator: str
    currency: str
    month: Month
    value: int | None
    shown: Shown


class Counters(BaseModel):
    """The last twelve months that were published."""

    published_on: date | None
    counters: list[CounterShown]
