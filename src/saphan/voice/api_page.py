"""The documentation of the interface as a page, made from its own description; English only."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saphan.voice import described, problems
from saphan.voice.api import api

SHAPES = ("Report", "Way", "Consent", "Taken", "Links", "Problem", "FieldProblem")


@dataclass(frozen=True, slots=True)
class FieldShown:
    name: str
    form: str
    needed: bool
    description: str


@dataclass(frozen=True, slots=True)
class ShapeShown:
    name: str
    description: str
    fields: tuple[FieldShown, ...]


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    context = {
        "address": settings.SAPHAN_ADDRESS,
        "schema": schema,
        "header": described.SEND_VOICE["parameters"][0],
        "example": json.dumps(described.EXAMPLE, indent=2),
        "shapes": [_shape(name, shapes[name]) for name in SHAPES],
        "problems": problems.ALL,
    }
    return render(request, "voice/api.html", context)


def _shape(name: str, shape: dict[str, Any]) -> ShapeShown:
    needed = shape.get("required", [])
    fields = tuple(
        FieldShown(field, _form(told), field in needed, told.get("description", ""))
        for field, told in shape["properties"].items()
    )
    return ShapeShown(name, shape.get("description", ""), fields)


def _form(told: dict[str, Any]) -> str:
    """One field's type in a few words."""
    if "anyOf" in told:
        return " or ".join(_form(one) for one in told["anyOf"])
    if "$ref" in told:
        return str(told["$ref"]).rsplit("/", 1)[1]
    if "enum" in told:
        return ", ".join(told["enum"])
    if told.get("type") == "array":
        return f"list of {_form(told['items'])}"
    limit = f", at most {told['maxLength']} signs" if "maxLength" in told else ""
    return f"{told.get('format') or told.get('type', 'anything')}{limit}"
