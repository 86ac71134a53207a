"""A desk, an outreach worker with a tablet, and what she enters on it."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from saphan.network.models import Staff as StaffRow
from saphan.store import Staff, System, acting_as, clock
from saphan.vault.envelope import seal_envelope
from saphan.voice.models import Consent, Conversation, Visit, VisitEntry
from saphan.voice.visits import visits
from saphan.voice.visits.entries import Entry, label_of
from tests.signed_in import desk_person, sign_in

SAID = "They keep our passports in the office"
SYSTEM = System("test")


@dataclass
class Tablet:
    """What lies in her hands: the visit's public key, her session, and entries that she seals."""

    visit_id: UUID
    public_key: bytes
    by: Staff
    client: Client = field(default_factory=Client)

    @property
    def address(self) -> str:
        return f"/desk/visits/{self.visit_id}/"

    def seal(self, entry_id: UUID, content: bytes | None = None, **entered: Any) -> bytes:
        words = content if content is not None else json.dumps(an_entry(**entered)).encode()
        return seal_envelope(words, self.public_key, label_of(self.visit_id, entry_id))

    def send(self, entry_id: UUID, sealed: bytes, client: Client | None = None) -> Any:
        body = json.dumps({"id": str(entry_id), "sealed": base64.b64encode(sealed).decode()})
        return (client or self.client).post(f"{self.address}send/", body, content_type="application/json")


def an_entry(**entered: Any) -> dict[str, Any]:
    """One worker as the tablet writes her down."""
    return {"language": "my", "asked_in": "my", "words": "0a" * 6, "said": SAID, "keep": True, **entered}


def caller(row: StaffRow) -> Staff:
    assert row.desk_id
    return Staff(row.id, row.desk_id, frozenset(row.roles))


def a_visit(desk_id: UUID, holder: StaffRow | None = None) -> Tablet:
    """Planned by a lead, carried by an outreach worker, who is signed in."""
    lead = desk_person(desk_id, "lead", name=f"Ann{uuid4().hex[:4]}")
    carrier = holder or desk_person(desk_id, "outreach", name=f"Olu{uuid4().hex[:4]}")
    visit_id = visits.begin_visit(
        holder=carrier.id, kind="pier", place="Pier 4", day=clock.today(), team=2, by=caller(lead)
    )
    with acting_as(SYSTEM):
        key = bytes(Visit.objects.get(id=visit_id).public_key)
    return Tablet(visit_id, key, caller(carrier), sign_in(Client(), carrier))


def met(tablet: Tablet, **entered: Any) -> UUID:
    """Somebody was met and sent; returns her story."""
    entry_id = uuid4()
    answer = tablet.send(entry_id, tablet.seal(entry_id, **entered))
    assert answer.json() == {"kept": True, "line": ""}
    return story_of(entry_id)


def story_of(entry_id: UUID) -> UUID:
    with acting_as(SYSTEM):
        found = VisitEntry.objects.get(id=entry_id).conversation_id
    assert found is not None
    return found


def how_many() -> dict[str, int]:
    """Stories, entries, consents: what a refused send must not change."""
    with acting_as(SYSTEM):
        models = (Conversation, VisitEntry, Consent)
        return {model._meta.db_table: model._default_manager.count() for model in models}


def entry(**entered: Any) -> Entry:
    return Entry.model_validate(an_entry(**entered))
