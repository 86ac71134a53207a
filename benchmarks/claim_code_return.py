"""How long a worker who comes back with her code waits for the database: look-up and reading of her story."""

import time
from secrets import token_urlsafe
from statistics import median, quantiles

from benchmarks.ground import DESK, ground
from benchmarks.record import record

STORIES = 300


def main() -> None:
    with ground():
        from saphan.voice.inbound import Inbound
        from saphan.voice.intake import accept
        from saphan.voice.selectors import open_story, story

        said = "They have not paid the overtime of March and April."
        codes = [accept(Inbound(DESK, "web", "en", token_urlsafe(16), text=said)).claim_code for _ in range(STORIES)]
        times = []
        for code in codes:
            started = time.perf_counter()
            story(open_story(code), word_given=True)
            times.append((time.perf_counter() - started) * 1000)
    how = "voice.open_story and voice.story with her words opened, one client, fsync on"
    record("claim_code_return_p50", round(median(times), 2), "ms", 50, "lower", STORIES, how)
    record("claim_code_return_p95", round(quantiles(times, n=20)[18], 2), "ms", None, "lower", STORIES, how)


if __name__ == "__main__":
    main()
