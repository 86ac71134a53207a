"""What workers say to a desk's bot on the same day, in all five scripts: words, changed words, cards, captions.

The bot's token and secret are looked for as well: whoever has them reads the next message before we do.
"""

import json
import re
from urllib.request import Request, urlopen

from saphan.store.embedded import Cluster, wait_for
from saphan.store.place import Place
from tests.attacks.said_otherwise import LANGUAGES, Otherwise

WAY = "channel"
TOKEN = "220301544:" + "AAGyheronBqlampoverWsixthXbridgeZunderQ"
SECRET = "zzz-weir-secret-of-the-bot-4471"


def by_a_bot(day: Otherwise) -> None:
    """Each person writes, changes what she wrote, sends a card, and a photo that cannot be fetched, with words."""
    day.said.setdefault(WAY, []).extend([TOKEN.partition(":")[2], SECRET])
    lead = day.browser("ann")
    lead.send_form(
        "/desk/channels/new/telegram/",
        name="Our bot",
        run_by="desk",
        organisation="",
        code_word="",
        **{"entry-token": TOKEN, "entry-secret": SECRET},
    )
    found = re.search(r"/in/telegram/[0-9a-f-]{36}/", lead.page)
    assert found, lead.page
    update_id = 0
    for language in LANGUAGES:
        person = int(day.phone(WAY))
        for update in _what_she_sends(day, language, person):
            update_id += 1
            _bring(day, found.group(), {"update_id": update_id, **update})
    assert wait_for(lambda: _waiting(day) == 0, 60), "the worker took it in"


def _what_she_sends(day: Otherwise, language: str, person: int) -> list[dict[str, object]]:
    def message(number: int, **what: object) -> dict[str, object]:
        chat = {"id": person, "type": "private", "first_name": day.word(WAY, language)}
        return {"message_id": number, "date": 1_780_000_000 + number, "from": chat, "chat": chat, **what}

    card = {"first_name": day.word(WAY, language), "phone_number": f"+66{day.phone(WAY)}"}
    photo = {"file_id": "gone", "width": 9, "height": 9, "file_size": 99_000_000}
    return [
        {"message": message(1, text=day.word(WAY, language))},
        {"edited_message": message(1, edit_date=1_780_000_009, text=day.word(WAY, language))},
        {"message": message(2, contact=card)},
        {"message": message(3, photo=[photo], caption=day.word(WAY, language))},
        {"message": {**message(4, text=day.word(WAY, language)), "chat": {"id": -person, "type": "group"}}},
        {"nobody_knows": day.word(WAY, language)},
    ]


def _bring(day: Otherwise, address: str, update: dict[str, object]) -> None:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
    request = Request(day.saphan.address + address, json.dumps(update).encode(), headers)
    with urlopen(request, timeout=20) as answer:
        assert answer.status == 200


def _waiting(day: Otherwise) -> int:
    """Of what was brought: not yet in a story."""
    place = Place(day.saphan.home)
    with Cluster(place).connect(database=place.database) as root:
        row = root.execute("SELECT count(*) FROM voice_inbound_event WHERE stage IN ('waiting', 'files')").fetchone()
    assert row is not None
    return int(row[0])
