"""Sessions of staff, kept in the database and sealed there: a pending second factor's secret stands in them."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

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


def end_sessions_of(staff_ids: Collection[UUID]) -> None:
    """Whoever of these is signed in is so no more. Bodies are sealed, so each is opened to see whose it is."""
    people = {str(staff_id) for staff_id in staff_ids}
    store = SessionStore()
    theirs = [
        row.pk for row in Session.objects.all().iterator() if store.decode(row.session_data).get(SESSION_KEY) in people
    ]
    Session.objects.filter(pk__in=theirs).delete()
