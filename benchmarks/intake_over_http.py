"""How many reports a second the running house keeps, asked over HTTP by eight clients on the same cores.

Web server, worker, database and clients share the machine's cores; nothing is pinned, and the worker takes what the
others leave (SCHED_IDLE). fsync is on, and so is row-level security. The loads take turns: the interface for systems
(`POST /api/v1/voice`), the web form's first step (a stranger's browser gets the page and sends her words), and whole
stories of eight pages, each of a visitor of its own.

Every twentieth send is sent again, as an impatient thumb does. Afterwards every acknowledged send is looked for: none
may be missing, and none may stand there twice.
"""

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from statistics import median, quantiles

from benchmarks.house import House, house
from benchmarks.record import record
from benchmarks.wire import Wire

CLIENTS = 8
SECONDS = 5.0
ROUNDS = 3
REPEATED = 20
SENTENCE = "They have not paid the overtime of March and April, and the office keeps our passports."
QUESTIONS = (
    ("about", {"about": "me"}),
    ("where", {"place": "The plant behind the fish market, night line"}),
    ("answer", {"answer": "code"}),
    ("tell", {"tell": "ask_first"}),
    ("word", {"word": "boat house"}),
)


@dataclass
class Load:
    """What the clients did together. kept: the once-only tokens of what was acknowledged."""

    kept: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)  # milliseconds from a send to its answer
    rates: list[float] = field(default_factory=list)  # a second, one a round

    @property
    def rate(self) -> float:
        return round(median(self.rates), 1)

    @property
    def p95(self) -> float:
        return round(quantiles(self.times, n=20)[18], 1)


Visit = Callable[[Wire, Load], None]


def main() -> None:
    by_system, first_steps, stories = Load(), Load(), Load()
    with house(_let_a_system_in) as running:
        for visit in (send_as_system, first_step):
            _together(running, visit, Load(), seconds=1.0)
        for _ in range(ROUNDS):
            _together(running, send_as_system, by_system)
            _together(running, first_step, first_steps)
            _together(running, whole_story, stories)
        tokens = [*by_system.kept, *first_steps.kept, *stories.kept]
        lost, doubled = missing_and_doubled(running, tokens)
    _record_loads(by_system, first_steps, stories)
    record("http_lost", lost, "reports", 0, "lower", len(tokens), "acknowledged over HTTP, and not in the database")
    record("http_doubled", doubled, "reports", 0, "lower", len(tokens), "reports that stand there twice")


def _record_loads(by_system: Load, first_steps: Load, stories: Load) -> None:
    shared = f"{CLIENTS} clients on the same cores, nothing pinned, fsync on, {ROUNDS} rounds of {SECONDS:g} s"
    how = f"POST /api/v1/voice; {shared}, median"
    record("api_rate", by_system.rate, "reports/s", 400, "higher", len(by_system.kept), how)
    record("api_p95", by_system.p95, "ms", 100, "lower", len(by_system.times), f"POST /api/v1/voice; {shared}")
    how = f"web form, first step: GET the page, POST her words; {shared}, median"
    record("form_first_step_rate", first_steps.rate, "reports/s", 150, "higher", len(first_steps.kept), how)
    how = f"from sending her words to the answer; {shared}"
    record("form_first_step_p95", first_steps.p95, "ms", 100, "lower", len(first_steps.times), how)
    how = f"whole stories: eight pages, seven of them sent; {shared}, median"
    record("form_whole_story_rate", stories.rate, "stories/s", None, "higher", len(stories.kept), how)


_numbers = count(1)
_system: dict[str, str] = {}


def _let_a_system_in() -> None:
    """A key for a system that the desk itself runs."""
    from saphan.network.integrations import add_integration
    from saphan.network.models import Desk
    from saphan.store.callers import System

    made = add_integration(desk_id=Desk.objects.get().id, name="Hotline", run_by="desk", by=System("benchmarks"))
    _system.update(id=str(made.integration_id), key=made.key)


def send_as_system(wire: Wire, load: Load) -> None:
    """Another system sends what one worker said."""
    token = secrets.token_urlsafe(16)
    kind = {"Authorization": f"Bearer {_system['key']}", "Content-Type": "application/json", "Idempotency-Key": token}
    report = json.dumps({"text": SENTENCE, "language": "en", "channel": "phone", "icon": "pay"}).encode()
    for _ in range(2 if next(_numbers) % REPEATED == 0 else 1):
        started = time.perf_counter()
        answer = wire.send("POST", "/api/v1/voice", report, kind)
        load.times.append((time.perf_counter() - started) * 1000)
        if answer.status != 202:
            raise RuntimeError(f"The interface answered {answer.status}.")
    load.kept.append(f"{_system['id']}:{token}")


def first_step(wire: Wire, load: Load) -> None:
    """A stranger's browser: the page, her words, and the claim code waits for her."""
    wire.forget()
    page = wire.get("/en/").hidden()
    fields = {**page, "said": SENTENCE, "icon": "pay"}
    cookies = dict(wire.cookies)
    _send(wire, "/en/", fields, load)
    load.kept.append(page["once"])
    if next(_numbers) % REPEATED == 0:
        wire.cookies = cookies
        _send(wire, "/en/", fields, load)


def whole_story(wire: Wire, load: Load) -> None:
    """All eight pages: what happened, the code, five questions, the last page."""
    steps = Load()
    first_step(wire, steps)
    wire.get("/en/code/")
    for step, answer in QUESTIONS:
        address = f"/en/more/{step}/"
        _send(wire, address, {**wire.get(address).hidden(), **answer}, steps)
    if wire.get("/en/done/").status != 200:
        raise RuntimeError("The last page did not come.")
    load.kept += steps.kept


def _send(wire: Wire, address: str, fields: dict[str, str], load: Load) -> None:
    started = time.perf_counter()
    answer = wire.post(address, fields)
    load.times.append((time.perf_counter() - started) * 1000)
    if answer.status != 303:
        raise RuntimeError(f"{address} answered {answer.status}.")


def _together(running: House, visit: Visit, load: Load, seconds: float = SECONDS) -> None:
    before, end = len(load.kept), time.monotonic() + seconds
    failures: list[BaseException] = []

    def client() -> None:
        wire = Wire(running.port)
        try:
            while time.monotonic() < end:
                visit(wire, load)
        except BaseException as failure:
            failures.append(failure)
        finally:
            wire.close()

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    if failures:
        raise failures[0]
    load.rates.append((len(load.kept) - before) / seconds)


def missing_and_doubled(running: House, tokens: list[str]) -> tuple[int, int]:
    """Of acknowledged sends: how many have no receipt with its story, and how many stories have two first messages."""
    from saphan.vault.hashing import tokens as hashed_tokens

    receipts_of = "SELECT token_hash, conversation_id FROM voice_receipt"
    said_in = "SELECT conversation_id, count(*) FROM voice_message WHERE part = 'said' GROUP BY 1"
    with running.connect() as owner:
        receipts = {bytes(hashed): story for hashed, story in owner.execute(receipts_of)}
        written = dict(owner.execute(said_in).fetchall())
    stories = [receipts.get(hashed_tokens("once", token)[0].hash) for token in tokens]
    lost = sum(story not in written for story in stories)
    return lost, sum(written.get(story, 1) > 1 for story in stories) + len(stories) - len(set(stories))


if __name__ == "__main__":
    main()
