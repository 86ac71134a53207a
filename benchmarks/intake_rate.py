"""How many voices a second are on disk: `voice.intake.accept` by eight client processes, fsync on.

In the same run, turn by turn, eight clients do the same number of bare inserts per transaction with psycopg alone;
the ratio tells how much of the machine Saphan's own work costs. Afterwards every acknowledged voice is looked for:
none may be lost and none may stand there twice, also where a send was repeated.
"""

import multiprocessing
import secrets
import time
from collections.abc import Callable
from multiprocessing.pool import Pool
from statistics import median
from uuid import UUID, uuid4

from benchmarks.ground import DESK, Ground, ground
from benchmarks.record import record

CLIENTS = 8
SECONDS = 4.0
ROUNDS = 3
ROWS = 9  # receipt, data key, contact, conversation, message, told, event, fact, task
BARE_ROW = 160  # bytes, about the average of those nine
REPEATED = 20  # every twentieth send is sent again with the same token
SENTENCE = "They have not paid the overtime of March and April, and the office keeps our passports."

Tally = tuple[list[str], int]  # what one client was acknowledged, and how many repeats were answered wrongly


def main() -> None:
    with ground() as here:
        _make_bare_table(here)
        with multiprocessing.get_context("spawn").Pool(CLIENTS) as clients:
            _together(clients, voices, seconds=1.0)
            _together(clients, bare_inserts, seconds=1.0)
            rounds = [(_together(clients, voices), _together(clients, bare_inserts)) for _ in range(ROUNDS)]
            clients.close()
            clients.join()
        acknowledged = [id for said, _ in rounds for ids, _ in said for id in ids]
        answered_wrongly = sum(wrong for said, _ in rounds for _, wrong in said)
        lost, doubled = _missing_and_doubled(here, acknowledged)
    _record_rates([_rate(said) for said, _ in rounds], [_rate(bare) for _, bare in rounds], len(acknowledged))
    record("intake_lost", lost, "voices", 0, "lower", len(acknowledged), "acknowledged, and not in the database")
    twice = "voices that stand there twice, and repeated sends that were answered differently"
    record("intake_doubled", doubled + answered_wrongly, "voices", 0, "lower", len(acknowledged), twice)


def voices(begin: float, seconds: float) -> Tally:
    """One client: as many voices as it can."""
    import django

    django.setup()
    from saphan.voice.inbound import Inbound
    from saphan.voice.intake import accept

    kept: list[str] = []
    wrong = 0
    _wait_for(begin)
    while time.time() < begin + seconds:
        inbound = Inbound(DESK, "web", "en", once=secrets.token_urlsafe(16), text=SENTENCE, icon="pay")
        accepted = accept(inbound)
        kept.append(str(accepted.conversation_id))
        if len(kept) % REPEATED == 0:
            again = accept(inbound)
            wrong += again.claim_code != accepted.claim_code or not again.repeated
    return kept, wrong


def bare_inserts(begin: float, seconds: float) -> Tally:
    """One client without Saphan's own work: the same number of rows per transaction, in one pipeline."""
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    bare = connection.connection
    done: list[str] = []
    _wait_for(begin)
    while time.time() < begin + seconds:
        with bare.transaction(), bare.pipeline(), bare.cursor() as cursor:
            for _ in range(ROWS):
                cursor.execute(
                    "INSERT INTO bare (id, content) VALUES (%s, %s)", [uuid4(), secrets.token_bytes(BARE_ROW)]
                )
        done.append("")
    return done, 0


def _together(clients: Pool, work: Callable[[float, float], Tally], seconds: float = SECONDS) -> list[Tally]:
    begin = time.time() + 0.5
    return clients.starmap(work, [(begin, seconds)] * CLIENTS, chunksize=1)


def _rate(tallies: list[Tally]) -> float:
    return sum(len(done) for done, _ in tallies) / SECONDS


def _record_rates(rates: list[float], bare: list[float], n: int) -> None:
    how = f"voice.intake.accept, {CLIENTS} client processes, fsync on, {ROUNDS} rounds of {SECONDS:g} s, median"
    record("intake_rate", round(median(rates), 1), "voices/s", 400, "higher", n, how)
    ratio = median(one / other for one, other in zip(rates, bare, strict=True))
    beside = f"intake rate against bare psycopg transactions of {ROWS} rows in one pipeline, same run, turn by turn"
    record("intake_against_bare", round(ratio, 3), "of the bare rate", None, "higher", ROUNDS, beside)
    record("intake_bare_rate", round(median(bare), 1), "transactions/s", None, "higher", ROUNDS, "the bare ones alone")


def _wait_for(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def _make_bare_table(here: Ground) -> None:
    with here.cluster.connect("saphan_owner", "saphan") as owner:
        owner.execute("CREATE TABLE bare (id uuid PRIMARY KEY, content bytea NOT NULL)")


def _missing_and_doubled(here: Ground, acknowledged: list[str]) -> tuple[int, int]:
    with here.cluster.connect("saphan_owner", "saphan") as owner:
        rows = owner.execute("SELECT conversation_id, count(*) FROM voice_message GROUP BY conversation_id").fetchall()
    messages: dict[UUID, int] = dict(rows)
    lost = sum(UUID(id) not in messages for id in acknowledged)
    return lost, sum(number > 1 for number in messages.values())


if __name__ == "__main__":
    main()
