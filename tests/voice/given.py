"""What the tests of voice begin with: a desk with people, voices, a browser, a walk through the first pages."""

import json
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from saphan.network import services as network
from saphan.store.callers import Staff
from saphan.voice.inbound import Accepted, Inbound
from saphan.voice.intake import accept

ROLES = frozenset({"caseworker"})


@dataclass(frozen=True)
class Desk:
    id: UUID
    caseworker: Staff
    lead_id: UUID  # the only person in network; the caseworker is a caller


def open_desk(name: str = "Bridge Thailand", country: str = "TH") -> Desk:
    organisation_id = network.create_organisation(kind="service", name=name, country=country)
    desk_id = network.open_desk(
        organisation_id=organisation_id, name=name, country=country, languages=["my", "en"], time_zone="Asia/Bangkok"
    )
    lead = network.invite_staff(
        email=f"lead@{country.lower()}.example",
        name="Ann",
        organisation_id=organisation_id,
        desk_id=desk_id,
        roles=["lead"],
    )
    return Desk(desk_id, Staff(uuid4(), desk_id, ROLES), lead.staff_id)


def a_voice(desk: Desk, text: str = "They keep our passports", **more: object) -> Accepted:
    return accept(Inbound(desk.id, "web", "my", once=str(uuid4()), text=text, **more))  # type: ignore[arg-type]


class Browser(Client):
    """A phone with cookies, which fills in what the forms carry."""

    def come_back(self, code: str, language: str = "en") -> str:
        """Type the code; returns the page that follows."""
        fields = self.fields(f"/{language}/story/")
        return self.post(f"/{language}/story/", {**fields, "code": code}, follow=True).content.decode()

    def fields(self, address: str) -> dict[str, str]:
        """The hidden fields of a page's forms."""
        page = self.get(address).content.decode()
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))

    def send(self, address: str, at: str = "", **typed: object) -> HttpResponse:
        """Fill in the form on the page `at` (the address itself, unless said otherwise) and send it."""
        return self.post(address, {**self.fields(at or address), **typed})  # type: ignore[return-value]

    def say(self, text: str = "No pay since March", language: str = "en", **more: object) -> str:
        """The first pages, up to the code, which is returned."""
        answer = self.post(f"/{language}/", {**self.fields(f"/{language}/"), "said": text, **more}, follow=True)
        return code_on(answer.content.decode())


def code_on(page: str) -> str:
    """The sixteen digits that a page shows."""
    return "".join(re.findall(r"<span>(\d{4})</span>", page))


def waiting_tasks() -> list[tuple[str, dict[str, str]]]:
    """Name and arguments of what was deferred, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [(name, json.loads(arguments)) for name, arguments in cursor.fetchall()]
