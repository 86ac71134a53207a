"""The public dashboard under 200 requests a second, and made anew, in a house of a million concerns.

Usage: python -m benchmarks.public_dashboard [concerns]. The house is `saphan run`: gunicorn as it starts it, worker and
database, fsync on. A second process asks over kept-open connections at a steady rate, in every language, packed as
browsers ask; a request's time counts from the moment at which it was due, so a stall is seen in all that wait for it.
For the page that is made anew each request follows another release. The concerns are there as the facts that figures
are made of, folded until yesterday as on any morning. Whether the machine was busy with other things is
told by the p95 of `/healthz` under the same load, measured in turn; what the house itself took is processor time.
Fewer than a million concerns: printed, not kept.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from queue import SimpleQueue
from statistics import median, quantiles
from uuid import uuid4

from benchmarks.filling_the_crosscheck import settle_down
from benchmarks.house import House, house
from benchmarks.memory import read, tree
from benchmarks.record import record
from benchmarks.recount import CONCERNS, Keep, show
from benchmarks.wire import Wire

RATE, CLIENTS = 200, 8  # requests a second, open connections
ROUNDS, SECONDS = 5, 4.0
ANEW = 72
PACKED = {"Accept-Encoding": "gzip"}
NEWEST = (date.today().replace(day=1) - timedelta(days=1)).replace(day=1)
DAYS = 500
COUNTERS = (
    *("contacts", "cases", "issues", "affected_reported", "affected_verified", "affected_remedied"),
    "money.THB",
)


def main(concerns: int = CONCERNS) -> None:
    keep = record if concerns >= CONCERNS else show
    with house(lambda: _prepare(concerns)) as running:
        pages = _pages()
        _load(running, pages, seconds=2.0)
        busy, before = _seconds_of(running.pid), time.monotonic()
        rounds = [(_load(running, pages), _load(running, ["/healthz"])) for _ in range(ROUNDS)]
        busy, passed = _seconds_of(running.pid) - busy, time.monotonic() - before
        _keep_kept(rounds, busy, passed, keep)
        _keep_anew(_made_anew(running, [page for page in pages if page.startswith("/public/?")]), concerns, keep)


def _keep_kept(rounds: list[tuple[list[float], list[float]]], busy: float, passed: float, keep: Keep) -> None:
    how = f"{RATE} requests a second for {ROUNDS} × {SECONDS:g} s over {CLIENTS} connections, all on the same cores"
    asked = sum(len(times) for times, _ in rounds)
    ours = median(_p95(times) for times, _ in rounds)
    plain = median(_p95(times) for _, times in rounds)
    keep("public_page_p95", round(ours, 1), "ms", 50, "lower", asked, f"the dashboard in every language; {how}, median")
    keep("public_page_to_healthz", round(ours / plain, 2), "times", None, "lower", asked, "its p95 to that of /healthz")
    every = asked + sum(len(times) for _, times in rounds)
    share = round(100 * busy / passed / (os.cpu_count() or 1), 1)
    keep("public_page_processor", share, "%", None, "lower", every, f"of all cores, by the whole house; {how}")


def _keep_anew(times: list[float], concerns: int, keep: Keep) -> None:
    how = f"beside {concerns:,} concerns, after another release each time, one after another"
    keep(
        "public_page_anew_p95", round(_p95(times), 1), "ms", 300, "lower", len(times), f"the dashboard made anew {how}"
    )


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[18]


def _pages() -> list[str]:
    """Of thirteen requests one is for a chart's table."""
    from django.conf import settings

    return [*(f"/public/?language={code}" for code, _ in settings.LANGUAGES), "/public/figures/languages.csv"]


# Three facts of each concern, spread over the days until yesterday.
FILL = """
    INSERT INTO vault_fact (id, "on", kind, version, subject, payload)
    SELECT gen_random_uuid(), %(last)s::date - (at %% %(days)s)::int, each.kind, 1, md5(each.of || at)::uuid,
        each.payload::jsonb
    FROM generate_series(1, %(concerns)s) AS at, (VALUES
        ('story', 'voice.received', '{"channel": "web", "language": "my", "icon": "pay"}'),
        ('concern', 'casework.concern_recorded', '{"kind": "late_pay", "stage": "employment", "first_hand": true}'),
        ('issue', 'verification.voice_counted', '{"concern": "one", "voice": "one", "number": 1, "again": false}')
    ) AS each (of, kind, payload)
"""


def _prepare(concerns: int) -> None:
    """Concerns, and a year of editions that show every indicator, quarter and code."""
    from saphan.impact.indicators.catalogue import catalogue
    from saphan.store.embedded import Cluster
    from saphan.store.place import Place

    cluster, last = Cluster(Place.from_environment()), date.today() - timedelta(days=1)
    folded = "INSERT INTO impact_folded_until (id, day, digest, facts) VALUES (1, %s, %s, %s)"
    with cluster.connect("saphan_owner", "saphan") as owner:
        owner.execute(FILL, {"concerns": concerns, "days": DAYS, "last": last})
        owner.execute("DELETE FROM impact_folded_until")
        owner.execute(folded, [last, catalogue().digest, 3 * concerns])
    settle_down(cluster)
    _publish()


def _publish() -> None:
    from saphan.impact.models import PublishedEdition

    figures = list(_figures())
    for at in range(12):
        PublishedEdition.objects.create(
            version=at + 1, month=_months_before(11 - at), made_on=date.today(), made_by="benchmark", catalogue=1,
            figures=figures, facts=0, cells_wanted=len(figures), cells_shown=len(figures), corrects="",
        )  # fmt: skip


def _months_before(number: int) -> date:
    at = NEWEST.year * 12 + NEWEST.month - 1 - number
    return date(at // 12, at % 12 + 1, 1)


def _figures():  # type: ignore[no-untyped-def]
    """As many as there can be: twelve codes of each that is kept apart, three years, twelve quarters."""
    from saphan.impact.indicators.catalogue import catalogue

    codes = ("my", "km", "th", "lo", "ne", "bn", "hi", "vi", "C", "A", "seafood", "THB")
    years, quarters = ("2024", "2025", "2026"), [f"{year}-Q{q}" for year in (2024, 2025, 2026) for q in (1, 2, 3, 4)]
    for one in catalogue().indicators:
        value, ends = (0.62, (0.55, 0.7)) if one.shape == "share" else (120.0, (None, None))
        for period in ("", *years, *quarters):
            yield [one.id, "", period, value, 120, *ends]
        for code in codes if one.by else ():
            for period in ("", *years):
                yield [one.id, code, period, value, 120, *ends]


def _load(running: House, pages: list[str], seconds: float = SECONDS) -> list[float]:
    """Milliseconds of each request, from a process of its own."""
    told = json.dumps({"port": running.port, "pages": pages, "seconds": seconds})
    command = [sys.executable, "-m", "benchmarks.public_dashboard", "load", told]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(json.loads(done.stdout))


def ask(port: int, pages: list[str], seconds: float) -> list[float]:
    """In the second process: RATE requests a second, each handed to whoever of the clients is free."""
    due: SimpleQueue[tuple[float, str] | None] = SimpleQueue()
    times: list[float] = []
    failures: list[BaseException] = []
    clients = [threading.Thread(target=_client, args=(port, due, times, failures)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    started = time.perf_counter() + 0.2
    for at, page in zip(range(round(RATE * seconds)), cycle(pages), strict=False):
        when = started + at / RATE
        time.sleep(max(when - time.perf_counter(), 0))
        due.put((when, page))
    for _ in clients:
        due.put(None)
    for client in clients:
        client.join()
    if failures:
        raise failures[0]
    return times


def _client(
    port: int, due: "SimpleQueue[tuple[float, str] | None]", times: list[float], failures: list[BaseException]
) -> None:
    wire = Wire(port)
    try:
        while (task := due.get()) is not None:
            when, page = task
            _must_be_whole(wire.send("GET", page, headers=PACKED).status)
            times.append((time.perf_counter() - when) * 1000)
            wire.forget()
    except BaseException as failure:
        failures.append(failure)
    finally:
        wire.close()


def _made_anew(running: House, pages: list[str]) -> list[float]:
    """The newest month's counters are let out again before each request, so no page that is kept holds any more."""
    wire, times = Wire(running.port), []
    with running.connect() as owner:
        for _, page in zip(range(ANEW), cycle(pages), strict=False):
            owner.execute("UPDATE impact_edition SET id = %s WHERE month = %s", [uuid4(), NEWEST])
            owner.commit()
            times.append(_milliseconds(lambda page=page: _must_be_whole(wire.send("GET", page, headers=PACKED).status)))
            wire.forget()
    wire.close()
    return times[len(pages) :]  # the first of each language also read its templates and words


def _must_be_whole(status: int) -> None:
    if status != 200:
        raise RuntimeError(f"The public page answered {status}.")


def _milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _seconds_of(root: int) -> float:
    """Processor time of a process and of all below it, also of those that have ended."""
    told = (Path(f"/proc/{pid}/stat") for pid in tree(root))
    ticks = sum(sum(map(int, read(file).rpartition(")")[2].split()[11:15])) for file in told)
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        print(json.dumps(ask(**json.loads(sys.argv[2]))))
    else:
        main(*map(int, sys.argv[1:]))
