"""How long a caseworker waits for her inbox when the desk holds 200,000 messages in 20,000 cases.

The whole page as the browser gets it from the running house, signed in: each of the list's views, and pages further
on. Then one story opened beside the list: an audited read of ten messages.
"""

import re
import time
from datetime import timedelta
from statistics import median, quantiles
from uuid import UUID

from benchmarks.house import House, house
from benchmarks.record import record
from benchmarks.wire import Wire

CASES, MESSAGES = 20_000, 200_000
VIEWS = ("", "mine", "languages", "unassigned", "urgent", "longest", "later", "answered", "closed")
ROUNDS = 12
STORIES = 60


def main() -> None:
    cookies: dict[str, str] = {}
    with house(lambda: cookies.update(_sign_in())) as running:
        messages = _fill(running)
        wire = Wire(running.port)
        wire.cookies.update(cookies)
        lists, stories = _lists(wire), _stories(wire)
    world = f"{messages:,} messages in {CASES:,} cases"
    how = f"GET /desk/ of the running house: {len(VIEWS)} views and a page further on, with {world}"
    record("inbox_p50", round(median(lists), 1), "ms", None, "lower", len(lists), how)
    record("inbox_p95", round(quantiles(lists, n=20)[18], 1), "ms", 100, "lower", len(lists), how)
    how = "the same page with one story of ten messages opened beside the list: unsealed, audited, marked as read"
    record("story_beside_inbox_p95", round(quantiles(stories, n=20)[18], 1), "ms", None, "lower", len(stories), how)


def _sign_in() -> dict[str, str]:
    """A caseworker past the second factor; her browser's cookies."""
    from django.test import Client

    from saphan.network.models import Desk
    from tests.signed_in import desk_person, sign_in

    staff = desk_person(Desk.objects.get().id, "caseworker", name="Nok")
    return {name: morsel.value for name, morsel in sign_in(Client(), staff).cookies.items()}


def _fill(running: House) -> int:
    """One in ten waits, one in five is answered, the others are closed; spread over two years."""
    from benchmarks.filling import Story, fill
    from saphan.network.models import Desk, Staff
    from saphan.store import clock

    ends = ("waiting", "answered", "closed", "closed", "closed", "answered", "closed", "closed", "closed", "closed")
    now, languages = clock.now(), ("my", "th", "km", "ne", "en")
    stories = (
        Story(
            began=now - timedelta(minutes=40 * (number + 1)),
            language=languages[number % 5],
            messages=(9, 10)[number % 2] if ends[number % 10] != "waiting" else 11,
            ends=ends[number % 10],
        )
        for number in range(CASES)
    )
    with running.connect() as owner:
        fill(owner, stories, Desk.objects.get().id, Staff.objects.get().id)
        return int(owner.execute("SELECT count(*) FROM voice_message").fetchone()[0])  # type: ignore[index]


def _lists(wire: Wire) -> list[float]:
    times: list[float] = []
    for _ in range(ROUNDS):
        for view in VIEWS:
            page = _timed(wire, f"/desk/?show={view}" if view else "/desk/", times)
            if onward := re.search(r'href="(/desk/\?[^"]*after=[^"]*)"', page):
                _timed(wire, onward.group(1).replace("&amp;", "&"), times)
    return times


def _stories(wire: Wire) -> list[float]:
    times: list[float] = []
    found = dict.fromkeys(re.findall(r'href="/desk/story/([0-9a-f-]{36})/', wire.get("/desk/").text))
    for story in [*map(UUID, found)][:STORIES]:
        _timed(wire, f"/desk/story/{story}/", times)
    return times


def _timed(wire: Wire, path: str, times: list[float]) -> str:
    started = time.perf_counter()
    answer = wire.get(path)
    times.append((time.perf_counter() - started) * 1000)
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return answer.text


if __name__ == "__main__":
    main()
