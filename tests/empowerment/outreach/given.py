"""A desk with people who go out, a place, and a visit that is planned there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from saphan.empowerment.outreach import services
from saphan.empowerment.outreach.services import Where
from saphan.network import services as network
from saphan.store import Staff, System, acting_as, clock
from saphan.voice.models import Visit
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.visits.given import Tablet, caller

SYSTEM = System("test")


@dataclass
class Outreach:
    """lead plans; olu leads visits; ola comes along."""

    desk_id: UUID
    lead: Staff
    olu: Staff
    ola: Staff
    plant: UUID
    place_id: UUID
    rows: dict[str, Any]

    def plan(self, **given: Any) -> UUID:
        chosen = {"place_id": self.place_id, "holder": self.olu.id, "team": [self.ola.id], "day": clock.today()}
        more = {"languages": ["my", "km"], "topics": ["fees"]}
        return services.plan_visit(**(chosen | more | given), by=self.lead)

    def signed_in(self, name: str) -> Client:
        return sign_in(Client(), self.rows[name])

    def tablet(self, visit_id: UUID) -> Tablet:
        with acting_as(SYSTEM):
            key = bytes(Visit.objects.get(id=visit_id).public_key)
        return Tablet(visit_id, key, self.olu, self.signed_in("olu"))


def outreach(**where: Any) -> Outreach:
    desk_id = open_desk()
    plant = network.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    rows = {
        "lead": desk_person(desk_id, "lead", name="Mai"),
        "olu": desk_person(desk_id, "outreach", name="Olu"),
        "ola": desk_person(desk_id, "outreach", name="Ola"),
    }
    lead = caller(rows["lead"])
    chosen = {"kind": "pier", "name": "Pier 4", "country": "TH", "province": "TH-74", "corridor": "MM-TH"}
    place_id = services.add_place(where=Where(**(chosen | {"near": [plant]} | where)), by=lead)
    return Outreach(desk_id, lead, caller(rows["olu"]), caller(rows["ola"]), plant, place_id, rows)
