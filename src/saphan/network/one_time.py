"""Using a one-time link: for the first time, for a new phone, for a new password. Opening its page uses nothing."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password

from saphan.network.leaving import end_sessions
from saphan.network.models import OneTimeLink, Staff
from saphan.network.people import OURSELVES, hashes_of
from saphan.network.refusals import LinkSpent, WrongPassword
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.vault.recording import record

START, SECOND_FACTOR, PASSWORD = "start", "second_factor", "password"
WRONG_TRIES = 5


def kind_of_link(token: str) -> str:
    """What the link is for; "" for one that is spent or was never made."""
    link = OneTimeLink.objects.filter(token_hash__in=hashes_of(token), used_at=None, until__gt=clock.now()).first()
    return link.kind if link is not None and link.wrong_tries < WRONG_TRIES else ""


def start(*, token: str, password: str) -> UUID:
    """Use a link with the password that its kind asks for, and return the person's id.

    start: the password is set, and she has no second factor yet. second_factor: the password is the one that she has,
    and her former phone opens nothing any more. password: it is set, and her phone's code is asked for as before.
    Every session of hers is over. Raises LinkSpent, WrongPassword (five times, then the link is spent).
    """
    hashed = make_password(password)  # slow by design, so not in the transaction
    staff_id = _whose(token)
    known = Staff.objects.values_list("password", flat=True).get(id=staff_id)
    is_hers = check_password(password, known)
    with acting_as(OURSELVES) as moment:
        link = OneTimeLink.objects.select_for_update().filter(token_hash__in=hashes_of(token)).first()
        if link is None or link.used_at is not None or link.until <= moment.now or link.wrong_tries >= WRONG_TRIES:
            raise LinkSpent
        staff = Staff.objects.select_for_update().get(id=link.staff_id)
        if staff.left_on is not None or not staff.is_active or _works_at_a_frozen_desk(staff):
            raise LinkSpent
        if link.kind == START and staff.has_usable_password():  # made before two persons were asked for
            raise LinkSpent
        is_wrong = link.kind == SECOND_FACTOR and not (is_hers and staff.password == known)
        if is_wrong:
            link.wrong_tries += 1
            link.save(update_fields=["wrong_tries"])
        else:
            link.used_at = moment.now
            link.save(update_fields=["used_at"])
            _let_in(staff, link.kind, hashed)
    if is_wrong:  # after the transaction, or the try would not be counted
        raise WrongPassword
    return staff_id


def _works_at_a_frozen_desk(staff: Staff) -> bool:
    return staff.desk is not None and staff.desk.frozen_on is not None


def _whose(token: str) -> UUID:
    staff_id = OneTimeLink.objects.filter(token_hash__in=hashes_of(token)).values_list("staff_id", flat=True).first()
    if staff_id is None:
        raise LinkSpent
    return staff_id


def _let_in(staff: Staff, kind: str, hashed: str) -> None:
    if kind != SECOND_FACTOR:
        staff.password = hashed
        staff.save(update_fields=["password"])
    if kind != PASSWORD:
        Authenticator.objects.filter(user=staff).delete()
    if kind != START:
        end_sessions(staff.id)
    record("network.link_used", staff.id, detail={"kind": kind})
