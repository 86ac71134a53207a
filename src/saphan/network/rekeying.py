"""What network keeps under the key of the keyed hashes, and how it moves to a new one (docs/adr/0019)."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from saphan.network.models import Integration, OneTimeLink
from saphan.network.sealed import is_older, seal_factor_anew, seal_session_anew
from saphan.store import clock
from saphan.vault.keyed import keyed
from saphan.vault.sealing import CannotOpen

BATCH = 100


def register() -> None:
    keyed("network_one_time_link.token_hash", older=older_links)
    keyed("network_integration.key_hash", older=older_integrations)
    keyed("mfa_authenticator.data", older=older_factors, renew=seal_factors_anew)
    keyed("django_session.session_data", older=older_sessions, renew=seal_sessions_anew)


def older_links(version: int) -> int:
    links = OneTimeLink.objects.filter(until__gt=clock.now(), used_at=None)
    return links.filter(key_version__lt=version).count()


def older_integrations(version: int) -> int:
    """A key moves when it is used; one that is used no more is revoked by the lead."""
    return Integration.objects.filter(revoked_on=None, key_version__lt=version).count()


def older_factors(version: int) -> int:
    return sum(_is_older(data, version) for data in Authenticator.objects.values_list("data", flat=True))


def older_sessions(version: int) -> int:
    living = Session.objects.filter(expire_date__gt=clock.now()).values_list("session_data", flat=True)
    return sum(is_older(data, version) for data in living.iterator())


def seal_factors_anew(version: int) -> Iterator[int]:
    """Second factors of staff; yields how many after each batch."""
    ids = [pk for pk, data in Authenticator.objects.values_list("pk", "data") if _is_older(data, version)]
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            rows = Authenticator.objects.select_for_update(skip_locked=True).filter(pk__in=ids[start : start + BATCH])
            done = sum(_seal_factor(row, version) for row in rows)
        yield done


def seal_sessions_anew(version: int) -> Iterator[int]:
    """Whoever is signed in stays so; yields how many after each batch."""
    rows = Session.objects.values_list("pk", "session_data")
    keys = [pk for pk, data in rows.iterator() if is_older(data, version)]
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            held = Session.objects.select_for_update(skip_locked=True).filter(pk__in=keys[start : start + BATCH])
            done = sum(_seal_session(row, version) for row in held)
        yield done


def _is_older(data: dict[str, object], version: int) -> bool:
    return any(is_older(value, version) for value in data.values() if isinstance(value, str))


def _seal_factor(row: Authenticator, version: int) -> bool:
    if not _is_older(row.data, version):
        return False
    try:
        sealed = {name: seal_factor_anew(value) for name, value in row.data.items() if is_older(value, version)}
    except CannotOpen:
        return False
    row.data = {**row.data, **sealed}
    row.save(update_fields=["data"])
    return True


def _seal_session(row: Session, version: int) -> bool:
    if not is_older(row.session_data, version):
        return False
    try:
        row.session_data = seal_session_anew(row.session_data)
    except CannotOpen:
        return False
    row.save(update_fields=["session_data"])
    return True
