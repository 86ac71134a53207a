"""KoboToolbox in the storm: each submission is a story of its own, whoever fills it in."""

import json
from collections.abc import Iterable

from tests.voice.channels.kobo.provider import FORM
from tests.voice.channels.kobo.provider import Kobo as Provider
from tests.voice.channels.replaying import PEOPLE, Brought, Text

__all__ = ["ENTERED", "HANDLES", "HAS_TALKS", "Provider", "brought"]

SECRET = "a-secret-of-ours-for-the-form"
ENTERED = {"server": "https://kf.kobo.example", "form": FORM, "secret": SECRET, "words": "what_happened"}
HANDLES = [""] * PEOPLE
HAS_TALKS = False


def brought(texts: Iterable[Text]) -> list[Brought]:
    return [_submitted(each) for each in texts]


def _submitted(each: Text) -> Brought:
    name = f"aaaaaaaa-0000-4000-8000-{each.number:012}"
    form = {
        "_id": 5000 + each.number,
        "what_happened": each.text,
        "meta/instanceID": f"uuid:{name}",
        "_uuid": name,
        "_xform_id_string": FORM,
        "_submission_time": "2026-03-02T08:58:11",
        "_attachments": [],
    }
    return Brought(json.dumps(form).encode(), {"X-Saphan-Secret": SECRET})
