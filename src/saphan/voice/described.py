"""What the framework cannot see of the interface, for its OpenAPI description: body, header, an example."""

from typing import Any

EXAMPLE = {
    "text": "They keep our passports in the office.",
    "language": "en",
    "channel": "phone",
    "icon": "papers",
    "handle": {"kind": "phone", "value": "+66 2 000 0000"},
    "place": "Blue Prawn, night line",
    "happened_on": "2026-02-20",
}

SEND_VOICE: dict[str, Any] = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "New for every report, the same for every repetition of it: 16 to 200 visible ASCII signs.",
            "schema": {"type": "string", "minLength": 16, "maxLength": 200, "pattern": "^[!-~]+$"},
            "example": "5a0c1c2e-6d0b-4c55-9a43-0c1d2f3a4b5c",
        }
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Report"}, "example": EXAMPLE}},
    },
}

A_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
