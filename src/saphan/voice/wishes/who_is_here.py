"""Whether somebody here speaks her language now, and when; said only as the roster has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.languages import cldr
from saphan.languages.writing import own_digits
from saphan.network import selectors as network
from saphan.network.speakers import Reached, reached, speakers
from saphan.voice.channels.leaving import outbox, sentences
from saphan.voice.channels.models import Asking
from saphan.voice.models import Conversation
from saphan.voice.wishes import choosing
from saphan.voice.wishes.moments import is_urgent, open_way


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence by its code, with what stands in it."""

    code: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return str(sentences.SENTENCES[self.code]) % dict(self.values)


def line_for(*, desk_id: UUID, speaks: str, pages: str, now: datetime) -> Line | None:
    """None while somebody is here who speaks her language, or that of her pages; and where the roster does not say.

    Nothing is said of a frozen desk: its people cannot read, whatever the roster says.

    pages: the language in which the sentence is read.
    """
    desk = network.desk(desk_id)
    zone = ZoneInfo(desk.time_zone)
    found = reached(speakers(desk_id, now, zone=zone), speaks, pages)
    if desk.is_frozen or found.unknown or (found.here and found.language in (speaks, pages)):
        return None
    return _line(found, speaks, pages, now.astimezone(zone))


def say_in_her_chat(conversation: Conversation, now: datetime) -> bool:
    """Once a day, not while she is asked for her language or needs help at once; whether there was anything to say.

    Call as System.
    """
    if is_urgent(conversation):
        return False
    way = open_way(conversation.id)
    speaks = conversation.dialect or conversation.language
    if way is None or way.asking == Asking.LANGUAGE:
        return False
    line = line_for(desk_id=conversation.desk_id, speaks=speaks, pages=conversation.language, now=now)
    if line is None:
        return False
    outbox.put_kind_words(way, line.code, now, values=line.values)
    return True


def _line(found: Reached, speaks: str, pages: str, here: datetime) -> Line:
    """here: now, by the desk's clock."""
    values = {"language": choosing.own_name(speaks)}
    if found.at:
        local = found.at.astimezone(here.tzinfo)
        day = cldr.coming_day(local.date(), here.date(), pages)
        values |= {"day": day, "time": own_digits(f"{local:%H:%M}", pages)}
    if found.closest:
        values["closest"] = choosing.own_name(found.language)
        return Line(sentences.SPEAKS_CLOSEST_LATER if found.at else sentences.SPEAKS_CLOSEST, values)
    return Line(sentences.SPEAKS_LATER if found.at else sentences.SPEAKS_NOBODY, values)
