"""People of a desk who speak some languages, and a volunteer who reads one question."""

from uuid import UUID

from saphan.network.models import Staff as StaffRow
from saphan.network.selectors import caller_of
from saphan.store.callers import Staff
from saphan.voice.aloud import questions, reading
from saphan.voice.aloud.links import Reader
from tests.signed_in import desk_person
from tests.voice.aloud.sounds import tone
from tests.voice.given import Desk


def person(desk: Desk, role: str, name: str, *languages: str) -> StaffRow:
    row = desk_person(desk.id, role, name=name)
    StaffRow.objects.filter(id=row.id).update(languages=list(languages))
    return StaffRow.objects.get(id=row.id)


def caller(row: StaffRow) -> Staff:
    found = caller_of(row)
    assert isinstance(found, Staff)
    return found


def say(reader: Reader, code: str = "say", content: bytes | None = None, name: str = "") -> UUID:
    digest = questions.digest(code, reader.language)
    sound = tone() if content is None else content
    return reading.read_aloud(reader=reader, code=code, digest=digest, content=sound, name=name)
