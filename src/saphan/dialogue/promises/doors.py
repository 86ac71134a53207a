"""She reports a problem from inside: its desk and its workplace are known, and nothing that she said there is."""

from uuid import UUID

from saphan.dialogue.promises.kinds import Kind, Row
from saphan.store.acting import acting_as
from saphan.voice.doors import Door


def came_from(kind: Kind[Row], row_id: UUID) -> str:
    """What a report of a problem takes along in its address."""
    return f"{kind.name}-{row_id.hex}"


def door_of(kind: Kind[Row], token: str) -> Door | None:
    start = f"{kind.name}-"
    try:
        row_id = UUID(token.removeprefix(start)) if token.startswith(start) else None
    except ValueError:
        return None
    if row_id is None:
        return None
    with acting_as(kind.ourselves):
        found = kind.rows._default_manager.filter(kind.leads_to_voice, id=row_id)
        whose = found.values_list("desk_id", "organisation_id").first()
    return Door(whose[0], whose[1], "", _name(kind, row_id)) if whose else None


def doors(kind: Kind[Row]) -> list[str]:
    with acting_as(kind.ourselves):
        rows = kind.rows._default_manager.filter(kind.leads_to_voice)
        return [_name(kind, each) for each in rows.values_list("id", flat=True)]


def _name(kind: Kind[Row], row_id: UUID) -> str:
    return f"{kind.name} {row_id}"
