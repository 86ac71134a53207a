"""Somebody was punished or searched for. The issue opens at once; her caseworker hears first, then the desk."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from saphan.casework.selectors import concern_for_facts
from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.release.thresholds import DEFAULT
from saphan.remedy import confirmation, rounds
from saphan.remedy.confirming import count_of, has_open_retaliation, remedied
from saphan.remedy.models import Disclosure, Outcome, Retaliation
from saphan.remedy.moving import advance, stage_of
from saphan.remedy.policies import may_work_on, require
from saphan.remedy.refusals import NotNow, NotSpokenYet
from saphan.remedy.weighing import behind, issue_card, open_disclosures
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.verification.ladder import Stage
from saphan.verification.selectors import seen_covering
from saphan.voice.models import Conversation


def report(issue_id: UUID, conversation_id: UUID, moment: Moment) -> None:
    """Keep it, alarm the desks, and open the issue again; the partner sees nothing yet. As System."""
    lead_desk_id = issue_card(issue_id).lead_desk_id
    event, is_new = Retaliation.objects.get_or_create(
        issue_id=issue_id,
        conversation_id=conversation_id,
        stopped_on=None,
        defaults={"desk_id": lead_desk_id, "reported_on": moment.day},
    )
    if not is_new:
        return
    record("remedy.retaliation_reported", event.id, fact={}, subject=issue_id)
    _alarm(issue_id, conversation_id, lead_desk_id, moment)
    if running := rounds.open_now(issue_id, rounds.CONFIRMATION):
        rounds.end(running, "retaliation", moment.day, tell_partner_on=None)
    for source in (Stage.REMEDIED, Stage.CONFIRMING):
        advance(issue_id, source, Stage.REOPENED, reason="retaliation")


def take_retaliation(concern_id: UUID) -> None:
    """A caseworker recorded it in a talk: every issue there that she stands behind and that a partner was shown.

    An issue that has been remedied for more than 180 days stays remedied; the concern opens an issue of its own.
    """
    with acting_as(System("remedy.take_retaliation")) as moment:
        said = concern_for_facts(concern_id)
        if said is None or said.withdrawn:
            return
        there = network.same_as(said.respondent_id)
        keeping = Q(issue_id__in=seen_covering([said.respondent_id]))  # they were one when it was shown
        shown = Disclosure.objects.filter(Q(respondent_id__in=there) | keeping)
        for issue_id in set(shown.values_list("issue_id", flat=True)):
            spoke = {concern.conversation_id for concern in behind(issue_id)}
            if said.conversation_id in spoke and not _is_long_past(issue_id, moment):
                report(issue_id, said.conversation_id, moment)


def speak_with_partner(*, retaliation_id: UUID, by: Staff) -> None:
    """Somebody of the desk spoke with the company under its promises; now, and not before, its page says so.

    Raises NotAllowed, NotNow.
    """
    with acting_as(by) as moment:
        event = _event(retaliation_id, by)
        if event.stopped_on is not None:
            raise NotNow
        event.spoken_on = event.spoken_on or moment.day
        event.save(update_fields=["spoken_on"])
        for disclosure in open_disclosures(event.issue_id):
            if disclosure.recipient_id == disclosure.respondent_id:
                _say(disclosure, "retaliation_spoken", moment)
        record("remedy.retaliation_spoken", event.id, fact={}, subject=event.issue_id)


def end_retaliation(*, retaliation_id: UUID, by: Staff) -> None:
    """She says that it has stopped. The issue is remedied again only when the confirmation rule still says so.

    Raises NotAllowed, NotNow, NotSpokenYet.
    """
    with acting_as(by) as moment:
        event = _event(retaliation_id, by)
        if event.stopped_on is not None:
            raise NotNow
        if event.spoken_on is None:
            raise NotSpokenYet("speak")
        event.stopped_on = moment.day
        event.save(update_fields=["stopped_on"])
        days = (moment.day - event.reported_on).days
        record("remedy.retaliation_ended", event.id, fact={"days": days}, subject=event.issue_id)
        for disclosure in open_disclosures(event.issue_id):
            _say(disclosure, "retaliation_closed", moment)
        with acting_as(System("remedy.end_retaliation")):
            _remedied_again(event.issue_id, moment)


def _is_long_past(issue_id: UUID, moment: Moment) -> bool:
    row = rounds.latest(issue_id, rounds.CONFIRMATION)
    if stage_of(issue_id) != Stage.REMEDIED or row is None or row.ended_on is None:
        return False
    return moment.day - row.ended_on > timedelta(days=DEFAULT.retaliation_days)


def _event(retaliation_id: UUID, by: Staff) -> Retaliation:
    event = Retaliation.objects.select_for_update().filter(id=retaliation_id).first()
    if event is None:
        raise NotAllowed
    require(may_work_on(by, issue_card(event.issue_id)))
    return event


def _remedied_again(issue_id: UUID, moment: Moment) -> None:
    row = rounds.latest(issue_id, rounds.CONFIRMATION)
    if row is None or row.ended_on is None or row.outcome not in confirmation.REMEDIED:
        return
    outcome = confirmation.judge(count_of(row), open_retaliation=has_open_retaliation(issue_id))
    if outcome in confirmation.REMEDIED:
        remedied(issue_id, Stage.REOPENED, "retaliation_ended", moment)


def _say(disclosure: Disclosure, code: str, moment: Moment) -> None:
    Outcome.objects.create(
        desk_id=disclosure.desk_id,
        recipient_id=disclosure.recipient_id,
        disclosure_id=disclosure.id,
        kind="retaliation",
        code=code,
        on=moment.day,
    )


def _alarm(issue_id: UUID, conversation_id: UUID, lead_desk_id: UUID, moment: Moment) -> None:
    """Her own caseworker and whoever is on duty there first, then the lead desk."""
    row = Conversation.objects.filter(id=conversation_id, left_on=None).first()
    hers: list[UUID] = []
    if row is not None:
        assigned = [row.assigned_to] if row.assigned_to else []
        hers = [*assigned, *network.duty_staff_ids(row.desk_id, moment.now), *network.lead_ids(row.desk_id)]
    lead_desk = [*network.lead_ids(lead_desk_id), *network.verifier_ids(lead_desk_id)]
    notify(staff_ids=dict.fromkeys([*hers, *lead_desk]), kind="remedy.retaliation", object_id=issue_id, urgent=True)
