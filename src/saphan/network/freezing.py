"""A raid, a theft, a threat: a lead freezes her desk in one act; two leads open it again (docs/adr/0015)."""

from uuid import UUID

from saphan.network import policies, selectors
from saphan.network.frozen import KEEPER, PEOPLE_TO_REOPEN, may_reopen
from saphan.network.models import Desk, Notice, OneTimeLink, Staff
from saphan.network.sessions import end_sessions_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.models import FrozenDesk, Reopener
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record

OURSELVES = System("network.reopen_desk")
KEEPERS = System("network.reopen_desk_at_the_machine")


def freeze_desk(*, by: StaffCaller) -> None:
    """From this commit on nobody of her desk reads or writes anything, she neither. Raises NotAllowed.

    Sessions end, one-time links are dead, the database shows the desk's people nothing; voices are still taken.
    """
    if not policies.may_freeze(by):
        raise NotAllowed
    with acting_as(by) as moment:
        desk = Desk.objects.select_for_update().get(id=by.desk_id)
        if FrozenDesk.objects.filter(desk_id=desk.id).exists():  # another lead did in this moment
            return
        people = list(Staff.objects.filter(desk=desk).values_list("id", flat=True))
        desk.frozen_on = moment.day
        desk.save(update_fields=["frozen_on"])
        OneTimeLink.objects.filter(staff_id__in=people, used_at=None).delete()
        end_sessions_of(people)
        record("network.desk_frozen", desk.id)
        defer("casework.desk_frozen", priority=10, desk_id=desk.id)
        # Last: from here on the database shows this very caller nothing.
        FrozenDesk.objects.create(desk_id=desk.id, freezing=random_id(), since=moment.now, by=by.id)


def agree_to_reopen(*, desk_id: UUID, staff_id: UUID) -> bool:
    """One lead's word, after she showed her second factor for it; True when the desk is open now. Raises NotAllowed.

    Leads of the desk; where it has fewer than two, a lead of another desk of its pool may be the second.
    She cannot act as staff while her desk is frozen, so the system acts and the record says for whom.
    """
    with acting_as(OURSELVES) as moment:
        Desk.objects.select_for_update().get(id=desk_id)
        frozen = FrozenDesk.objects.filter(desk_id=desk_id).first()
        if frozen is None:
            return True
        if staff_id not in may_reopen(desk_id):
            raise NotAllowed
        _, new = Reopener.objects.get_or_create(freezing=frozen.freezing, by=staff_id, defaults={"at": moment.now})
        if new:
            record("network.reopening_agreed", desk_id, detail={"by": str(staff_id)})
        return _open_if_enough(frozen)


def keeper_agrees(*, desk_id: UUID) -> bool:
    """The word of whoever keeps the machine, beside the single lead's; True when the desk is open now.

    Only where no two leads could open it, and after its lead has said so on her page. The command has seen before that
    she holds the key sheet. Raises NotAllowed.
    """
    with acting_as(KEEPERS) as moment:
        Desk.objects.select_for_update().get(id=desk_id)
        frozen = FrozenDesk.objects.filter(desk_id=desk_id).first()
        if frozen is None:
            return True
        said = set(Reopener.objects.filter(freezing=frozen.freezing).values_list("by", flat=True))
        if len(may_reopen(desk_id)) >= PEOPLE_TO_REOPEN or not said & set(selectors.lead_ids(desk_id)):
            raise NotAllowed
        Reopener.objects.create(freezing=frozen.freezing, by=KEEPER, at=moment.now)
        record("network.reopening_agreed", desk_id, detail={"by": "keeper"})
        return _open_if_enough(frozen)


def note_wrong_word(*, desk_id: UUID) -> None:
    """Somebody at the machine typed a word that is not on the key sheet; it stands in the audit."""
    with acting_as(KEEPERS):
        record("network.reopening_refused", desk_id, detail={"by": "keeper"})


def _open_if_enough(frozen: FrozenDesk) -> bool:
    agreed = set(Reopener.objects.filter(freezing=frozen.freezing).values_list("by", flat=True))
    own = set(selectors.lead_ids(frozen.desk_id))
    if len(agreed) < PEOPLE_TO_REOPEN or (own and not agreed & own):
        return False
    FrozenDesk.objects.filter(desk_id=frozen.desk_id).delete()
    Desk.objects.filter(id=frozen.desk_id).update(frozen_on=None)
    record("network.desk_reopened", frozen.desk_id)
    defer("casework.desk_reopened", priority=10, desk_id=frozen.desk_id)
    _mail_what_waited(frozen.desk_id)
    return True


def _mail_what_waited(desk_id: UUID) -> None:
    """Nobody of a frozen desk is written to; what its people have not seen is e-mailed now."""
    waited = Notice.objects.filter(staff__desk_id=desk_id, seen_at=None, mailed_at=None)
    for notice_id, urgent in waited.values_list("id", "urgent"):
        defer("network.mail_notice", priority=10 if urgent else 0, notice_id=notice_id)
