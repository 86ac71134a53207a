"""What has to be right before anything is served, and the database at hand for a command that needs it."""

import ctypes
import ipaddress
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from saphan.store import roles
from saphan.store.embedded import AlreadyRunning, Cluster, ClusterError
from saphan.store.place import OWNER, Place, has_real_server

SUPERVISOR = "SAPHAN_SUPERVISOR"
UNFINISHED = ".being-restored"
REAL = "This database is real; the demo does not start on it. Set SAPHAN_HOME to another folder."


class NotReady(RuntimeError):
    """This installation cannot be started like this; the message says what to do."""


@contextmanager
def database_at_hand(place: Place) -> Iterator[None]:
    """Within, the database answers: a real server, the one that `saphan run` keeps, or ours for as long as it takes."""
    if has_real_server():
        yield
        return
    cluster = Cluster(place)
    try:
        cluster.start()
    except AlreadyRunning:
        yield
        return
    try:
        roles.prepare(cluster, place.database)
        yield
    finally:
        cluster.stop()


def set_up(role: str | None = None) -> None:
    """Load Django, as the serving role unless another one is named."""
    if role:
        os.environ["SAPHAN_ROLE"] = role
    import django

    django.setup()


def migrate_in_a_process() -> None:
    """As the owning role, which a process chooses once, at its start. Raises ClusterError."""
    command = [sys.executable, "-m", "saphan.config.command", "migrate"]
    if subprocess.run(command, env={**os.environ, "SAPHAN_ROLE": OWNER}).returncode != 0:
        raise ClusterError("The schema could not be made; its reason stands above.")


def refuse_what_is_half_restored(place: Place) -> None:
    """Raises NotReady."""
    if (place.home / UNFINISHED).exists():
        raise NotReady(
            f"A restore into {place.home} was not finished. Give the same `saphan restore` again: it begins anew."
        )


def check(*, bind: str) -> None:
    """Raise NotReady, or KeyFileError, when serving would be unsafe or would fail later. Needs Django."""
    from django.conf import settings
    from django.db import connection

    from saphan.vault import keyring

    check_address(bind, demo=settings.SAPHAN_DEMO)
    keyring.check(settings.SAPHAN_KEYS)
    _check_licence()
    _check_privacy_budget()
    _check_kind_of_database(settings.SAPHAN_DEMO)
    connection.ensure_connection()
    if found := roles.weaknesses(connection.connection):
        raise NotReady(
            f"The serving role {' and '.join(found)}: row-level security would not hold. Give it fewer rights."
        )
    _check_desks_have_keys()


def _check_licence() -> None:
    from django.conf import settings

    from saphan.impact.exports.licences import LICENCES

    if settings.SAPHAN_DATA_LICENCE not in LICENCES:
        raise NotReady(f"SAPHAN_DATA_LICENCE is none that we know. Take one of: {', '.join(LICENCES)}.")


def _check_privacy_budget() -> None:
    from importlib.util import find_spec

    from django.conf import settings

    from saphan.impact.publishing.paid import budget_of

    try:
        budget = budget_of(settings.SAPHAN_PRIVACY_BUDGET)
    except ValueError:
        raise NotReady("SAPHAN_PRIVACY_BUDGET is a number above nought, as 12, or empty.") from None
    if budget is not None and find_spec("opendp") is None:
        raise NotReady("SAPHAN_PRIVACY_BUDGET needs the extra that draws the noise: pip install 'saphan[dp]'.")


def check_address(bind: str, *, demo: bool) -> None:
    """A demo's log-ins are known to everybody, so it is for this machine only. Raises NotReady."""
    if demo and not is_loopback(bind):
        raise NotReady(f"A demo serves this machine only, not {bind}. Leave out --bind, or use 127.0.0.1.")


def is_loopback(bind: str) -> bool:
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


def _check_kind_of_database(demo: bool) -> None:
    from saphan.network.models import Desk
    from saphan.store.models import Deployment

    ever_demo = Deployment.objects.get().ever_demo
    if ever_demo and not demo:
        raise NotReady(
            "This database held the demo, and its log-ins are public. "
            "Start it with --demo, or set SAPHAN_HOME to another folder."
        )
    if demo and not ever_demo and Desk.objects.exists():
        raise NotReady(REAL)
    if not demo and not Desk.objects.exists():
        raise NotReady("There is no desk yet. Run `saphan init` first, or see the demo with `saphan run --demo`.")


def _check_desks_have_keys() -> None:
    from saphan.network.models import Desk
    from saphan.vault.keyring import key_ring

    for desk_id in Desk.objects.values_list("id", flat=True):
        key_ring().desk_key(desk_id)


def end_with_the_supervisor() -> None:
    """Ask Linux to end this process in order when `saphan run` is killed, so that no orphan holds the port."""
    supervisor = os.environ.pop(SUPERVISOR, "")
    if not supervisor or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    if os.getppid() != int(supervisor):  # it ended before we asked
        sys.exit(1)


def remember_settings(place: Place) -> None:
    """Take over what `saphan init` wrote down; what stands in the environment goes first."""
    with suppress(FileNotFoundError, PermissionError):
        for line in place.settings_file.read_text().splitlines():
            name, mark, value = line.partition("=")
            if mark and name.startswith("SAPHAN_"):
                os.environ.setdefault(name, value)
