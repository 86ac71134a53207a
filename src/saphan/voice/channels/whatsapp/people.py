"""Who wrote: the id that WhatsApp gives this business for her, or her number where it gives none.

Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids

A number that somebody else has by now leads to a stranger; the id then leads to nobody. Whoever hides the number
behind a user name is known by the id alone. Names and user names are not taken over.
"""

import re

from saphan.voice.channels.meta.reading import Item, items, name
from saphan.voice.inbound import Handle

KIND = "whatsapp"
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
NUMBER = re.compile(r"\+?[0-9]{5,20}")


def writer(message: Item, people: object) -> Handle:
    """Raises ValueError where nobody is named."""
    given = message.get("from_user_id") or _id_beside(str(message.get("from", "")), people)
    return by_id(given) if given else by_number(message.get("from"))


def by_id(value: object) -> Handle:
    if not USER_ID.fullmatch(name(value)):
        raise ValueError
    return Handle(KIND, str(value))


def by_number(value: object) -> Handle:
    if not NUMBER.fullmatch(name(value)):
        raise ValueError
    return Handle(KIND, "+" + str(value).removeprefix("+"))


def group(value: object) -> Handle:
    return Handle(KIND, name(value))


def _id_beside(number: str, people: object) -> object:
    """In the list of people that comes with the messages, by the number of the one who wrote."""
    if people is None:
        return None
    return next((each.get("user_id") for each in items(people) if str(each.get("wa_id", "")) == number), None)
