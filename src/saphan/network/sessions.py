"""Sessions of staff, kept in the database and sealed there: a pending second factor's secret stands in them."""

import json
from typing import Any

from django.contrib.sessions.backends import db

from saphan.network.sealed import open_session, seal_session
from saphan.vault.sealing import CannotOpen


class SessionStore(db.SessionStore):
    """Django's, with a sealed body. One that does not open is an empty one: the person signs in again."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return seal_session(json.dumps(session_dict).encode())

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        text = session_data.decode() if isinstance(session_data, bytes) else session_data
        try:
            content: dict[str, Any] = json.loads(open_session(text))
        except (CannotOpen, ValueError):
            return {}
        return content
