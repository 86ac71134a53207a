"""Run in a process of its own against a real installation: what is there after all the kills, as one line of JSON.

Reads {"codes": {voice: code}} and answers how often each voice is there, which codes open another story or none, which
stories no task has read, and which jobs are left. With the word `jobs`: only these.
"""

import json
import os
import sys
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
django.setup()

from django.db import connection  # noqa: E402

from saphan.store import System, acting_as  # noqa: E402
from saphan.vault.models import Event  # noqa: E402
from saphan.vault.sealing import Cell, open_bytes  # noqa: E402
from saphan.vault.services import key_of  # noqa: E402
from saphan.voice.models import Conversation, Message  # noqa: E402
from saphan.voice.selectors import open_story  # noqa: E402


def jobs() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        return dict(cursor.fetchall())


def main() -> None:
    codes: dict[str, str] = json.load(sys.stdin)["codes"]
    with acting_as(System("test.look_after")):
        stories = [str(each) for each in Conversation.objects.values_list("id", flat=True)]
        said = {str(row.conversation_id): _text(row) for row in Message.objects.filter(part="said")}
        read = set(Event.objects.filter(act="vault.opened", detail__why="identify_language").values_list("object_id"))
    wrong = [voice for voice, code in codes.items() if said.get(str(open_story(code))) != voice]
    seen = {
        "times": dict(Counter(said.values())),
        "without_words": sorted(set(stories) - said.keys()),
        "wrong": wrong,
        "unread": sorted(set(stories) - {str(each) for (each,) in read}),
        "jobs": jobs(),
    }
    print(json.dumps(seen))


def _text(row: Message) -> str:
    cell = Cell("voice_message", "sealed", row.id)
    return open_bytes(row.sealed, key_of(row.conversation_id), cell).decode()


if __name__ == "__main__":
    print(json.dumps(jobs())) if "jobs" in sys.argv else main()
