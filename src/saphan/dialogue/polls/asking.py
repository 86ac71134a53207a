"""What polls say to the monitor of crowding out, and how a lead goes on in spite of a warning."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from saphan.dialogue.crowding import reasons
from saphan.dialogue.crowding.volume import Asked
from saphan.dialogue.polls.burden import ASKED
from saphan.dialogue.polls.models import Poll, PollQuestion, State
from saphan.dialogue.polls.services import POLL
from saphan.dialogue.promises.kinds import one_for
from saphan.dialogue.promises.services import require_lead
from saphan.dialogue.refusals import NotNow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.recording import record


def was_asked(since: date) -> Iterator[Asked]:
    """For `crowding.volume`. Call inside `acting_as(System(...))`."""
    for row in Poll.objects.filter(state__in=ASKED, ends_on__gte=since):
        if row.begins_on and row.ends_on:
            questions = PollQuestion.objects.filter(poll_id=row.id).count()
            yield Asked(row.organisation_id, row.corridor, row.begins_on, row.stopped_on or row.ends_on, questions)


def go_on(*, poll_id: UUID, text: str, by: Staff, once: UUID) -> None:
    """Begin this poll although fewer people speak there since they are asked; why stands in the record for good.

    text: of the lead, never of a worker. Raises NotAllowed, NotNow for one that runs or is over, DoesNotFit.
    """
    require_lead(by)
    with acting_as(by) as moment:
        row = one_for(POLL, by, poll_id)
        if row.state not in (State.DRAFT, State.PROPOSED):
            raise NotNow("no_draft")
        kept = reasons.keep_reason(poll_id=poll_id, desk_id=by.desk_id, text=text, by=by.id, on=moment.day, once=once)
        if kept:
            record("dialogue.poll_goes_on", poll_id, fact={}, subject=poll_id)
