"""What the indicators cost: folded anew from every fact, and a day's facts more.

Usage: python -m benchmarks.indicators [concerns]. Facts by SQL, as the services write them, over 500 days: for each
concern a story of five messages (two of them ours), a case, the concern and its voice; for fifty of them an issue, and
what became of it. Smaller than a million: printed, not kept.
"""

import subprocess
import sys
import time
from datetime import timedelta

import psycopg

from benchmarks.ground import ground
from benchmarks.record import record
from benchmarks.recount import Keep, show, watched

CONCERNS, AN_ISSUE, DAYS = 1_000_000, 50, 500
A_DAY = 2_000  # concerns, of the day that is folded alone

# Days of a row number, spread over the whole time; ids of a number and a name.
FILL = """
    INSERT INTO vault_fact (id, "on", kind, version, subject, payload)
    SELECT gen_random_uuid(),
           least(%(first)s::date + (at::bigint * 7919 %% %(days)s)::int + each.later, %(last)s::date), each.kind, 1,
           md5(each.of || CASE each.of WHEN 'issue' THEN at / %(an_issue)s ELSE at END)::uuid, each.payload::jsonb
    FROM generate_series(%(begin)s, %(begin)s + %(many)s - 1) AS at, LATERAL (VALUES
        ('story', 0, 'voice.received', '{"channel": "web", "language": "my", "icon": "pay"}', 1),
        ('story', at %% 3, 'voice.replied', '{"approved": false, "hers": true}', 1),
        ('story', 6, 'voice.replied', '{"approved": false, "hers": false}', 1),
        ('story', 9, 'voice.closed', '{"outcome": ""}', 1),
        ('story', 12, 'voice.again_answered', '{"code": "yes"}', 4),
        ('story', 12, 'voice.heard_answered', '{"code": "friend"}', 5),
        ('story', 20, 'voice.story_deleted', '{"channel": "web", "language": "my", "icon": "pay"}', 40),
        ('case', 0, 'casework.case_opened', '{"language": "my", "channel": "web"}', 1),
        ('case', 9, 'casework.case_closed', '{"outcome": "full"}', 2),
        ('concern', 0, 'casework.concern_recorded',
            '{"kind": "late_pay", "stage": "employment", "first_hand": true, "country": "TH",
            "waited": "to_2_months"}', 1),
        ('concern', 20, 'casework.concern_withdrawn', '{"kind": "late_pay", "why": "deleted"}', 40),
        ('issue', 1, 'verification.voice_counted',
            '{"concern": "c", "voice": "v", "number": 1, "again": false}', 1),
        ('issue', 20, 'verification.voice_taken_back', '{"concern": "c", "number": 1, "again": false}', 40),
        ('issue', 0, 'verification.issue_opened', '{"family": "C", "kind": "supplier", "sector": "seafood",
            "harm": "supplier underpaying", "better": "supplier paying_in_full"}', %(an_issue)s),
        ('issue', 8, 'verification.workers_told', '{"step": "checked", "somebody": true}', %(an_issue)s),
        ('issue', 28, 'verification.workers_told', '{"step": "planned", "somebody": true}', %(an_issue)s),
        ('issue', 8, 'issue.moved', '{"from": "received", "to": "verified", "family": "C"}', %(an_issue)s),
        ('issue', 20, 'remedy.disclosed', '{"recipient_kind": "supplier", "by_document": false}', %(an_issue)s),
        ('issue', 22, 'remedy.acknowledged', '{"days": 2, "in_time": true}', %(an_issue)s),
        ('issue', 28, 'remedy.committed', '{"days": 8, "in_time": true}', %(an_issue)s),
        ('issue', 60, 'remedy.delivered', '{"amount": "9000.00", "currency": "THB"}', %(an_issue)s),
        ('issue', 70, 'remedy.confirmed', '{"asked": 9, "answered": 6, "yes": 5}', %(an_issue)s),
        ('issue', 70, 'issue.moved', '{"from": "verified", "to": "remedied", "family": "C"}', %(an_issue)s)
    ) AS each(of, later, kind, payload, one_in)
    WHERE at %% each.one_in = 0
"""


def main(concerns: int = CONCERNS) -> None:
    keep: Keep = record if concerns >= CONCERNS else show
    with ground() as here, here.cluster.connect("saphan_owner", "saphan") as owner:
        import django

        django.setup()
        from saphan.store import clock

        yesterday = clock.today() - timedelta(days=1)
        first = yesterday - timedelta(days=DAYS)
        _fill(owner, 0, concerns, {"first": first, "days": DAYS, "last": yesterday})
        owner.execute("VACUUM ANALYZE vault_fact")
        facts = owner.execute("SELECT count(*) FROM vault_fact").fetchone()[0]  # type: ignore[index]
        seconds, most = _recounted()
        how = f"`saphan recount-indicators` of {facts:,} facts: {concerns:,} concerns, {concerns * 5:,} messages"
        keep("indicators_rebuilt", round(seconds, 1), "s", 120, "lower", 1, how)
        keep("indicators_memory", round(most), "MB", 1000, "lower", 1, f"{how}: PSS of the command, without PostgreSQL")
        _one_day_more(owner, concerns, facts, keep)


def _fill(owner: psycopg.Connection, begin: int, many: int, days: dict[str, object]) -> None:
    owner.autocommit = True
    owner.execute(FILL, {"begin": begin, "many": many, "an_issue": AN_ISSUE, **days})


def _recounted() -> tuple[float, float]:
    """Seconds and megabytes at most, the start of Python included."""
    started = time.monotonic()
    running = subprocess.Popen([sys.executable, "-m", "saphan.config.command", "recount-indicators"])
    with watched(running.pid) as seen:
        if running.wait() != 0:
            raise RuntimeError("The recount failed.")
    return time.monotonic() - started, max(seen)


def _one_day_more(owner: psycopg.Connection, concerns: int, before: int, keep: Keep) -> None:
    """Everything that these concerns bring falls on one day, that of their issues too."""
    from saphan.impact import recounting
    from saphan.store import clock

    today, many = clock.today(), min(A_DAY, concerns // 5)
    _fill(owner, concerns, many, {"first": today, "days": 1, "last": today})
    clock.pass_time(timedelta(days=2))
    started = time.perf_counter()
    facts = recounting.fold_ended_days()
    took = (time.perf_counter() - started) * 1000
    if not 0 < facts < before:
        raise RuntimeError("This was no day more.")
    how = f"the task that folds a day of {facts:,} facts beside {before:,}, shared among them"
    keep("indicators_one_fact", round(took / facts, 3), "ms", 5, "lower", facts, how)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
