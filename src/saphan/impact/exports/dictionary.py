"""What each column and each indicator means, as a data package that programs read (Frictionless Data). English."""

from typing import Any

from django.conf import settings

from saphan.impact.exports.licences import licence
from saphan.impact.exports.rows import COLUMNS, TOO_FEW, TOTAL, YES
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition
from saphan.impact.selectors import LEAST

MISSING = ""
"""In CSV; null in JSON and in Parquet."""
FILES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
FIELDS: dict[str, dict[str, Any]] = {
    "indicator": {"type": "string", "description": "Which number: the id of an indicator, defined in `indicators`."},
    "code": {
        "type": "string",
        "description": f"Of what it is kept apart by, as a language or a kind; {TOTAL}: all together.",
    },
    "period": {
        "type": "string",
        "description": f"Of what began in a year (2026) or in a quarter of it (2026-Q3); {TOTAL}: all until now.",
        "constraints": {"pattern": rf"{TOTAL}|\d{{4}}(-Q[1-4])?"},
    },
    "value": {
        "type": "number",
        "description": "A share from 0 to 1, a number, or the median of days, as the shape of the indicator says.",
        "unit": "as the indicator says",
        "caveats": f"Missing where fewer than {LEAST} stand behind it, or where others together would give it away.",
    },
    "n": {
        "type": "integer",
        "description": "How many it rests on.",
        "unit": "as the indicator says",
        "caveats": "Rounded to fives.",
    },
    "low": {
        "type": "number",
        "description": "Lower end of the 95 % interval.",
        "unit": "as value",
        "caveats": "Widened by what the rounding may hide. Missing for counts.",
    },
    "high": {
        "type": "number",
        "description": "Upper end of the 95 % interval.",
        "unit": "as value",
        "caveats": "Widened by what the rounding may hide. Missing for counts.",
    },
    "shown": {
        "type": "string",
        "description": f"`{YES}`, or why there is no value.",
        "caveats": f"`{TOO_FEW}` is no zero.",
        "constraints": {"enum": [YES, TOO_FEW]},
    },
    "edition": {
        "type": "integer",
        "description": "The version in which it was let out.",
        "constraints": {"minimum": 1},
    },
}
KEY = ["indicator", "code", "period"]


def schema() -> dict[str, Any]:
    """Of the rows, as Table Schema."""
    return {
        "fields": [{"name": name, **FIELDS[name]} for name in COLUMNS],
        "primaryKey": KEY,
        "missingValues": [MISSING],
    }


def package(edition: Edition, forms: tuple[str, ...]) -> dict[str, Any]:
    """The edition as a data package; forms: which files there are."""
    return {
        **about(edition),
        "resources": [
            *(_file(form) for form in forms),
            {"name": "indicators", "profile": "data-resource", "data": indicators()},
        ],
    }


def about(edition: Edition) -> dict[str, Any]:
    given = licence()
    return {
        "profile": "data-package",
        "name": f"saphan-figures-{edition.version}",
        "id": f"{settings.SAPHAN_ADDRESS}/public/data/{edition.version}/",
        "title": "What workers told us, and what came of it",
        "version": str(edition.version),
        "created": f"{edition.made_on.isoformat()}T00:00:00Z",
        "month": edition.month.strftime("%Y-%m"),
        "homepage": f"{settings.SAPHAN_ADDRESS}/public/data/",
        "licenses": [{"name": given.name, "title": given.title, "path": given.path}],
    }


def indicators() -> list[dict[str, Any]]:
    """Every definition that the theory of change has, whether something of it was let out or not."""
    return [definition(one) for one in catalogue().indicators]


def definition(one: Indicator) -> dict[str, Any]:
    return {
        "id": one.id,
        "actor": one.actor,
        "objective": one.objective,
        "programmes": list(one.programmes),
        "shape": one.shape,
        "unit": one.unit,
        "direction": one.direction,
        "definition": one.definition,
        "caveats": one.caveats,
        "criteria": list(one.criteria),
    }


def _file(form: str) -> dict[str, Any]:
    told = {"name": f"figures-{form}", "path": f"figures.{form}", "format": form, "mediatype": FILES[form]}
    if form != "csv":
        return {**told, "profile": "data-resource"}
    return {**told, "profile": "tabular-data-resource", "encoding": "utf-8", "schema": schema()}
