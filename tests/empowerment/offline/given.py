"""A phone that sealed something without net, and what it sends."""

import base64
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from saphan.empowerment.offline.keys import PublicKey, key_to_seal_to
from saphan.empowerment.offline.taking import label_of
from saphan.vault.codes import new_code
from saphan.vault.envelope import seal_envelope

SAID = "They took my passport on the boat"


@dataclass
class Sealed:
    """One envelope as it lies on a phone, and the code that she was shown."""

    id: UUID
    key_id: UUID
    content: bytes
    code: str

    def send(self, client: Client | None = None) -> Any:
        body = {"id": str(self.id), "key": str(self.key_id), "sealed": base64.b64encode(self.content).decode()}
        return (client or Client()).post("/offline/send/", json.dumps(body), content_type="application/json")


def sealed(desk_id: UUID, key: PublicKey | None = None, **words: Any) -> Sealed:
    entry_id, to = uuid4(), key or key_to_seal_to(desk_id)
    written = {"language": "en", "said": SAID, "icon": "papers", "poster": "", "code": new_code(), **words}
    content = json.dumps(written).encode().ljust(1024)
    return Sealed(entry_id, to.id, seal_envelope(content, to.point, label_of(to.id, entry_id)), written["code"])
