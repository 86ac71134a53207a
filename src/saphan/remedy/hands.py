"""What somebody began in remedy and that others of the desk can finish. Call inside `acting_as` of her desk."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from saphan.network.holdings import Holding
from saphan.remedy.models import Disclosure, Draft, Round


def count_drafts(staff_id: UUID) -> int:
    """Drafts of hers that nobody was shown yet."""
    shown = Disclosure.objects.values("draft_id")
    return Draft.objects.filter(by=staff_id).exclude(id__in=shown).count()


def count_questions(staff_id: UUID) -> int:
    """Questions to workers that she asked and that are still open."""
    return Round.objects.filter(by=staff_id, ended_on=None).count()


STAYS = _("They stay with the desk; anybody can go on.")
HOLDINGS = {
    "remedy.drafts": Holding(_("Drafts that nobody was shown yet"), STAYS, count_drafts),
    "remedy.questions": Holding(_("Questions to workers that are open"), STAYS, count_questions),
}
