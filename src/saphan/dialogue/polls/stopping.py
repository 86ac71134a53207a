"""A desk takes a poll back after it was proposed or begun: nothing of it is read, and whoever answered learns why."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.polls.models import Poll, State
from saphan.dialogue.polls.services import OURSELVES, POLL
from saphan.dialogue.promises.kinds import answerers, one_for
from saphan.dialogue.promises.services import require_lead
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.recording import record

REASONS: Final[Mapping[str, str | Promise]] = {
    "company_out": _("The company will not keep its promise."),
    "not_safe": _("It was not safe to answer."),
    "mistake": _("A question was wrong."),
    "crowded": _("Fewer people came to us while we asked."),
    "other": _("We found a better way."),
}
"""By code; each as workers read it, in every language of the pages."""


def stop(*, poll_id: UUID, why: str, by: Staff) -> None:
    """One that runs is stopped for ever; one that waits for the company's yes, or has it, is a draft again.

    Raises NotAllowed, DoesNotFit for no reason of ours, or NotNow for one that has ended or was never proposed.
    """
    require_lead(by)
    if why not in REASONS:
        raise DoesNotFit("why")
    with acting_as(by) as moment:
        one_for(POLL, by, poll_id)
        with acting_as(OURSELVES):
            row = Poll.objects.select_for_update().get(id=poll_id)
            began = row.state == State.RUNNING
            if began:
                row.state, row.stopped_on, row.stopped_why = State.STOPPED, moment.day, why
            elif row.state == State.PROPOSED:
                row.state, row.terms = State.DRAFT, ""
            else:
                raise NotNow("not_to_be_stopped")
            row.save(update_fields=["state", "terms", "stopped_on", "stopped_why"])
            kind = "dialogue.poll_stopped" if began else "dialogue.poll_taken_back"
            notify(staff_ids=answerers(row), kind=kind, object_id=row.id)
        record("dialogue.poll_stopped", poll_id, fact={"why": why, "began": began}, subject=poll_id)
