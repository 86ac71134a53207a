"""An interpreter of the desk, machines that stand in on loopback, and what the database holds of a story's words."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from saphan.casework.understanding import machines
from saphan.casework.understanding.models import Rendering
from saphan.casework.understanding.texts import in_words
from saphan.network.models import Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.voice.channels.contract import Request, Response
from tests.casework.given import Desk
from tests.signed_in import desk_person
from tests.voice.channels.stand_in import StandIn, standing_in

Turned = Callable[[str], str]


def hire(desk: Desk, role: Role, name: str, *languages: str) -> Staff:
    row = desk_person(desk.id, role.value, name=name)
    row.languages = list(languages)
    row.save()
    return Staff(row.id, desk.id, frozenset({role.value}))


def said(story: UUID) -> UUID:
    with acting_as(System("test")):
        return in_words(story)[0].id


def row_of(rendering_id: UUID) -> Rendering:
    with acting_as(System("test")):
        return Rendering.objects.get(id=rendering_id)


@contextmanager
def machine_elsewhere(
    desk: Desk, turned: Turned, *, on: bool = True, name: str = "Mill"
) -> Iterator[tuple[UUID, StandIn]]:
    """A LibreTranslate that is not of the house, and answers what `turned` makes of a text."""

    def answer(request: Request) -> Response:
        return Response(200, {}, json.dumps({"translatedText": turned(json.loads(request.body)["q"])}).encode())

    with standing_in(answer) as there:
        entered = {"server": there.url}
        machine_id = machines.add_machine(adapter="libretranslate", name=name, entered=entered, by=desk.ann)
        if on:
            machines.switch(machine_id=machine_id, on=True, by=desk.ann)
        yield machine_id, there


def rows_seen(who: object, table: str) -> int:
    """By the database itself: no page, no service, no filter stands between."""
    with acting_as(who), connection.cursor() as cursor:  # type: ignore[arg-type]
        cursor.execute(COUNTS[table])
        found: int = cursor.fetchone()[0]
        return found


COUNTS = {
    table: f"SELECT count(*) FROM {table}"  # noqa: S608  constants
    for table in (
        *("voice_message", "voice_conversation", "voice_contact", "voice_attachment", "vault_data_key"),
        *("casework_case", "casework_party", "casework_note", "casework_rendering", "casework_machine"),
        *("casework_asking", "casework_asked_about", "casework_asked_words", "voice_consent", "voice_search_key"),
    )
}
