"""The demo's time: a row that every process reads. Real deployments have none (a database constraint refuses it)."""

from datetime import datetime, timedelta

from django.conf import settings

from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.models import Deployment
from saphan.store.refusals import Refusal
from saphan.vault.recording import record

SPANS = (1, 14, 30)  # days that the bar offers


class OnlyInADemo(Refusal):
    """Time is real outside a demo database."""

    code = "only_in_a_demo"


def is_a_demo() -> bool:
    """This process was started as a demo, on a database that is one for good."""
    return bool(settings.SAPHAN_DEMO) and Deployment.objects.filter(ever_demo=True).exists()


def let_pass(days: int) -> None:
    """Move the clock of every process forward, look at all due dates, and do what that causes.

    days: one of SPANS. Each day is lived through on its own, so that nothing that comes due in between is skipped.
    Raises OnlyInADemo; nothing moves then.
    """
    if not is_a_demo() or days not in SPANS:
        raise OnlyInADemo
    for _ in range(days):
        with acting_as(System("demo.let_pass")):
            deployment = Deployment.objects.select_for_update().get()
            deployment.clock_offset += timedelta(days=1)
            deployment.save(update_fields=["clock_offset"])
        follow()
        tasks.sweep_all()
        tasks.run_waiting()
    with acting_as(System("demo.let_pass")):
        record("demo.time_passed", None, detail={"days": days})


def travel_to(moment: datetime) -> None:
    """Set the clock, for filling the world. No sweep runs. Raises OnlyInADemo."""
    if not is_a_demo():
        raise OnlyInADemo
    follow()
    offset = Deployment.objects.get().clock_offset
    Deployment.objects.update(clock_offset=moment - (clock.now() - offset))
    follow()


def return_to_now() -> None:
    Deployment.objects.update(clock_offset=timedelta())
    follow()


def follow() -> None:
    """Let this process read the clock's row."""
    with acting_as(System("demo.follow")):
        clock.now()
