"""What somebody looks after in casework, for when she leaves. Call inside `acting_as` of her desk."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from saphan.casework.models import Case, Proposal, Referral, Representative
from saphan.casework.routing import giving
from saphan.network.holdings import Holding
from saphan.network.selectors import lead_ids
from saphan.store.callers import Staff, System
from saphan.vault.recording import record


def count_cases(staff_id: UUID) -> int:
    """Those that are open."""
    return Case.objects.filter(owner=staff_id, status="open").count()


def hand_over_cases(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """A case always has somebody: without a colleague it is the lead's who lets her go."""
    for case in Case.objects.select_for_update().filter(owner=staff_id, status="open"):
        case.owner = to or _lead(case.desk_id, staff_id, by)
        case.save(update_fields=["owner"])
        record("casework.case_handed_over", case.id, detail={"to": str(case.owner)})


def count_referrals(staff_id: UUID) -> int:
    """Those that she proposed and that are not over."""
    return _proposals(staff_id).count()


def hand_over_referrals(staff_id: UUID, to: UUID | None, by: Staff | System) -> None:
    """What the worker or the other desk says about them is told to the colleague, or to the lead."""
    for proposal in _proposals(staff_id).select_for_update():
        proposal.by = to or _lead(proposal.desk_id, staff_id, by)
        proposal.save(update_fields=["by"])
        record("casework.referral_handed_over", proposal.referral_id, detail={"to": str(proposal.by)})


def count_mandates(staff_id: UUID) -> int:
    """Representatives that she wrote down and that nobody has checked yet."""
    return Representative.objects.filter(named_by=staff_id, checked_by=None).count()


def _proposals(staff_id: UUID) -> QuerySet[Proposal]:
    over = Referral.objects.exclude(ended_on=None)
    return Proposal.objects.filter(by=staff_id).exclude(referral_id__in=over.values("id"))


def _lead(desk_id: UUID, staff_id: UUID, by: Staff | System) -> UUID:
    if isinstance(by, Staff):
        return by.id
    return next((lead for lead in lead_ids(desk_id) if lead != staff_id), staff_id)


def count_apart(staff_id: UUID) -> int:
    """Nothing that a lead has to see: they are counted among her stories."""
    return 0


HOLDINGS = {
    "casework.cases": Holding(_("Open cases"), _("They come to you."), count_cases, hand_over_cases),
    "casework.referrals": Holding(
        _("Referrals that go on"), _("They come to you."), count_referrals, hand_over_referrals
    ),
    "casework.mandates": Holding(
        _("Mandates that nobody has checked"),
        _("They stay with the desk; anybody can check them."),
        count_mandates,
    ),
    "casework.apart": Holding("", "", count_apart, giving.keep_apart),
}
