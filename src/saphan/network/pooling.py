"""Desks that share coded facts: joining by invitation of every member and acceptance, leaving at any hour.

What it means for facts and issues is verification's (docs/adr/0016); it is told by a task in the same transaction.
"""

from uuid import UUID

from saphan.network import policies, selectors
from saphan.network.frozen import is_frozen
from saphan.network.models import Desk, Pool, PoolInvitation, PoolMember
from saphan.network.refusals import AlreadyThere, NotEverybodyAgreed
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record


def invite_to_pool(*, desk_id: UUID, by: StaffCaller) -> UUID:
    """A member's lead invites another desk; her own desk has agreed with that. Raises NotAllowed, AlreadyThere."""
    with acting_as(by) as moment:
        pool = _own_pool(by)
        if desk_id in selectors.desks_of_pool(pool.id):
            raise AlreadyThere
        if PoolInvitation.objects.filter(pool=pool, desk_id=desk_id, ended_on=None).exists():
            raise AlreadyThere
        invitation = PoolInvitation.objects.create(pool=pool, desk_id=desk_id, on=moment.day, agreed=[by.desk_id])
        record("network.pool_invited", pool.id, detail={"desk": str(desk_id)})
    return invitation.id


def agree_to_invitation(*, invitation_id: UUID, by: StaffCaller) -> None:
    """Another member's lead agrees that this desk joins. Raises NotAllowed."""
    with acting_as(by):
        pool = _own_pool(by)
        invitation = _open_invitation(invitation_id)
        if invitation.pool_id != pool.id:
            raise NotAllowed
        if by.desk_id not in invitation.agreed:
            invitation.agreed = [*invitation.agreed, by.desk_id]
            invitation.save(update_fields=["agreed"])
            record("network.pool_agreed", pool.id, detail={"desk": str(invitation.desk_id)})


def end_invitation(*, invitation_id: UUID, by: StaffCaller) -> None:
    """The invited desk's lead declines, or a member's lead takes it back. Raises NotAllowed."""
    with acting_as(by) as moment:
        pool = _own_pool(by)
        invitation = _open_invitation(invitation_id)
        if by.desk_id != invitation.desk_id and invitation.pool_id != pool.id:
            raise NotAllowed
        invitation.ended_on = moment.day
        invitation.save(update_fields=["ended_on"])
        record("network.pool_invitation_ended", invitation.pool_id, detail={"desk": str(invitation.desk_id)})


def accept_invitation(*, invitation_id: UUID, by: StaffCaller) -> None:
    """The invited desk's lead accepts: it leaves its former pool and its standing concerns count in this one.

    Raises NotAllowed; NotEverybodyAgreed while a member that is not frozen has not agreed.
    """
    with acting_as(by) as moment:
        _own_pool(by)
        invitation = _open_invitation(invitation_id)
        if invitation.desk_id != by.desk_id:
            raise NotAllowed
        if still_to_agree(invitation):
            raise NotEverybodyAgreed("wait_for_them")
        _move(by.desk_id, invitation.pool_id, moment)
        invitation.ended_on, invitation.accepted = moment.day, True
        invitation.save(update_fields=["ended_on", "accepted"])
        record("network.pool_joined", invitation.pool_id)


def leave_pool(*, by: StaffCaller) -> None:
    """Her desk leaves its pool and goes on in one of its own; its facts come with it. Raises NotAllowed."""
    with acting_as(by) as moment:
        former = _own_pool(by)
        if selectors.desks_of_pool(former.id) == [by.desk_id]:
            raise NotAllowed
        desk = Desk.objects.get(id=by.desk_id)
        _move(by.desk_id, Pool.objects.create(name=desk.name).id, moment)
        record("network.pool_left", former.id)


def still_to_agree(invitation: PoolInvitation) -> list[UUID]:
    """Members whose lead has not agreed; a frozen desk cannot and is not waited for."""
    members = selectors.desks_of_pool(invitation.pool_id)
    return [desk_id for desk_id in members if desk_id not in invitation.agreed and not is_frozen(desk_id)]


def _move(desk_id: UUID, pool_id: UUID, moment: Moment) -> None:
    one_at_a_time(desk_id)  # no concern of it is gathered meanwhile
    PoolMember.objects.filter(desk_id=desk_id, left_on=None).update(left_on=moment.day)
    PoolMember.objects.update_or_create(
        pool_id=pool_id, desk_id=desk_id, defaults={"since": moment.day, "left_on": None}
    )
    defer("verification.follow_desk", desk_id=desk_id)


def _own_pool(by: StaffCaller) -> Pool:
    if not policies.may_pool(by):
        raise NotAllowed
    pool_id = selectors.pool_of_desk(by.desk_id)
    if pool_id is None:
        raise NotAllowed
    return Pool.objects.get(id=pool_id)


def _open_invitation(invitation_id: UUID) -> PoolInvitation:
    found = PoolInvitation.objects.select_for_update().filter(id=invitation_id, ended_on=None).first()
    if found is None:
        raise NotAllowed
    return found
