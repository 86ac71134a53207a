"""How long a worker who comes back with her code waits: the running house, over HTTP.

She types her code and reads her story: the page of the code is sent, its answer leads to her story, and that page is
opened with her words. Both requests together are one return; getting the empty page before is not counted.
"""

import secrets
import time
from statistics import median, quantiles

from benchmarks.house import House, house
from benchmarks.record import record
from benchmarks.wire import Wire

STORIES = 300


def main() -> None:
    with house() as running:
        codes = _speak(running)
        times = [_return(Wire(running.port), code) for code in codes]
    how = "typing a claim code until her story stands there with her words opened, over HTTP, one visitor, fsync on"
    record("claim_code_return_p50", round(median(times), 1), "ms", 50, "lower", STORIES, how)
    record("claim_code_return_p95", round(quantiles(times, n=20)[18], 1), "ms", None, "lower", STORIES, how)


def _speak(running: House) -> list[str]:
    from saphan.network.models import Desk
    from saphan.voice.inbound import Inbound
    from saphan.voice.intake import accept

    desk_id = Desk.objects.get().id
    said = "They have not paid the overtime of March and April."
    return [
        accept(Inbound(desk_id, "web", "en", secrets.token_urlsafe(16), text=said)).claim_code for _ in range(STORIES)
    ]


def _return(wire: Wire, code: str) -> float:
    fields = {**wire.get("/en/story/").hidden(), "code": code}
    started = time.perf_counter()
    answer = wire.post("/en/story/", fields)
    page = wire.get(answer.headers.get("location", "/en/story/mine/"))
    taken = (time.perf_counter() - started) * 1000
    wire.close()
    if page.status != 200 or "overtime of March" not in page.text:
        raise RuntimeError("Her story did not come.")
    return taken


if __name__ == "__main__":
    main()
