"""How long a provider waits until what it brings is on disk: the running house, over HTTP, with the worker at work.

Four connections bring one message each, as messengers do; every twentieth is brought twice. fsync and row-level
security are on. Afterwards every acknowledged message is looked for: none may be missing, none may stand twice.
"""

import json
import threading
import time
from itertools import count
from statistics import median, quantiles
from uuid import UUID

from benchmarks.house import House, house
from benchmarks.record import record
from benchmarks.wire import Wire

CLIENTS, SECONDS, REPEATED = 4, 8.0, 20
TOKEN, SECRET = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0", "s3cret-of-our-address"
HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
SAID = "They have not paid the overtime of March and April."


def main() -> None:
    times: list[float] = []
    numbers = count(1)
    with house() as running:
        address = f"/in/telegram/{_bot()}/"
        clients = [threading.Thread(target=_bring, args=(running, address, numbers, times)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        brought = next(numbers) - 1
        kept = _kept(running)
    if kept != brought:
        raise RuntimeError(f"{brought} were acknowledged, {kept} are there.")
    how = "one message brought to a bot over HTTP, until 200, four connections, fsync on, the worker at work"
    record("webhook_p50", round(median(times), 1), "ms", None, "lower", len(times), how)
    record("webhook_p95", round(quantiles(times, n=20)[18], 1), "ms", 50, "lower", len(times), how)


def _bot() -> UUID:
    from saphan.network.models import Desk
    from saphan.voice.channels.accounts import accounts

    desk_id, entered = Desk.objects.get().id, {"token": TOKEN, "secret": SECRET}
    return accounts.add_account(desk_id=desk_id, channel="telegram", name="Bot", entered=entered, by=accounts.OURSELVES)


def _bring(running: House, address: str, numbers: "count[int]", times: list[float]) -> None:
    wire, until = Wire(running.port), time.monotonic() + SECONDS
    while time.monotonic() < until:
        number = next(numbers)
        body = _update(number)
        for _ in range(2 if number % REPEATED == 0 else 1):
            started = time.perf_counter()
            answer = wire.send("POST", address, body, HEADERS)
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"The webhook answered {answer.status}.")
    wire.close()


def _update(number: int) -> bytes:
    chat = {"id": 7_000_000 + number % 200, "type": "private"}
    message = {"message_id": number, "date": int(time.time()), "from": chat, "chat": chat, "text": SAID}
    return json.dumps({"update_id": number, "message": message}).encode()


def _kept(running: House) -> int:
    with running.connect() as root:
        row = root.execute("SELECT count(*), count(DISTINCT event_hash) FROM voice_inbound_event").fetchone()
    if row is None or row[0] != row[1]:
        raise RuntimeError("Something stands twice.")
    return int(row[0])


if __name__ == "__main__":
    main()
