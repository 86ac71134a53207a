"""Nobody waits unseen: danger rings those on duty, then the lead; what waits too long reaches the lead too.

All due dates are columns; one sweep a minute compares them with Saphan's clock.
"""

from datetime import datetime, timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.frozen import is_frozen, open_desks_beside
from saphan.network.models import Notice
from saphan.network.notices import notify
from saphan.release.thresholds import DEFAULT
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.models import Conversation, Status, Urgency

DANGER = "casework.danger"
DANGER_UNREAD = "casework.danger_unread"
DANGER_ELSEWHERE = "casework.danger_elsewhere"
WAITING_LONG = "casework.waiting_long"

UNREAD_DANGER = timedelta(minutes=DEFAULT.danger_unread_minutes)
UNANSWERED = timedelta(hours=DEFAULT.worker_acknowledged_hours)


def ring(conversation_id: UUID) -> None:
    """Notify those on duty at the desk, at once; when nobody is, the leads. Silent once somebody has seen it.

    Of a frozen desk, leads of its pool's other desks hear the fact, and nothing of the story.
    """
    with acting_as(System("casework.alarm")) as moment:
        conversation = Conversation.objects.filter(
            id=conversation_id, urgency=Urgency.DANGER, danger_seen_at=None
        ).first()
        if conversation is None:
            return
        if is_frozen(conversation.desk_id):
            _tell_the_pool(conversation.desk_id)
            return
        on_duty = list(network.duty_staff_ids(conversation.desk_id, moment.now))
        rung = on_duty or list(network.lead_ids(conversation.desk_id))
        notify(staff_ids=rung, kind=DANGER, object_id=conversation.id, urgent=True)
        record("casework.alarm_rung", conversation.id, detail={"people": len(rung), "on_duty": bool(on_duty)})


def tell_of_frozen_danger(desk_id: UUID) -> None:
    """A desk was frozen while somebody in danger was with it, read or not: nobody of it can help her now."""
    with acting_as(System("casework.desk_frozen")):
        in_danger = Conversation.objects.filter(desk_id=desk_id, urgency=Urgency.DANGER, left_on=None)
        if in_danger.exclude(status=Status.CLOSED).exists():
            _tell_the_pool(desk_id)


def ring_what_waited(desk_id: UUID) -> None:
    """A desk is open again: each alarm that nobody has seen rings as a new one, and its leads may be told anew."""
    with acting_as(System("casework.desk_reopened")):
        if is_frozen(desk_id):
            return
        unread = Conversation.objects.select_for_update().filter(
            desk_id=desk_id, urgency=Urgency.DANGER, danger_seen_at=None, left_on=None
        )
        for conversation in unread.exclude(status=Status.CLOSED):
            conversation.lead_told_at = None
            conversation.save(update_fields=["lead_told_at"])
            defer("casework.alarm", priority=10, conversation_id=conversation.id)


def _tell_the_pool(desk_id: UUID) -> None:
    """The notice names the desk and nothing else: no story, no number, no language."""
    leads = [lead_id for other in open_desks_beside(desk_id) for lead_id in network.lead_ids(other)]
    notify(staff_ids=leads, kind=DANGER_ELSEWHERE, object_id=desk_id, urgent=True)
    record("casework.pool_told_of_danger", desk_id, detail={"people": len(leads)})


def sweep() -> None:
    """Once a minute."""
    tell_leads_of_unread_danger()
    tell_leads_of_long_waits()


def tell_leads_of_unread_danger() -> None:
    """Danger that nobody has opened for 15 minutes goes to the desk's leads, once."""
    with acting_as(System("casework.sweep")) as moment:
        unread = Conversation.objects.select_for_update(skip_locked=True).filter(
            urgency=Urgency.DANGER,
            danger_at__lte=moment.now - UNREAD_DANGER,
            danger_seen_at=None,
            lead_told_at=None,
            left_on=None,
        )
        for conversation in unread:
            conversation.lead_told_at = moment.now
            conversation.save(update_fields=["lead_told_at"])
            if is_frozen(conversation.desk_id):
                _tell_the_pool(conversation.desk_id)
                continue
            leads = list(network.lead_ids(conversation.desk_id))
            notify(staff_ids=leads, kind=DANGER_UNREAD, object_id=conversation.id, urgent=True)
            record("casework.lead_told", conversation.id, detail={"why": "danger_unread", "people": len(leads)})


def tell_leads_of_long_waits() -> None:
    """Nothing is unanswered for 24 hours without the desk's leads knowing: told as it happens, and again each day.

    A story that was put off before anybody answered it is among them.
    """
    with acting_as(System("casework.sweep")) as moment:
        waiting = Conversation.objects.filter(
            status__in=(Status.WAITING, Status.LATER), waiting_since__lte=moment.now - UNANSWERED, left_on=None
        )
        newest: dict[UUID, datetime] = {}
        for desk_id, since in waiting.values_list("desk_id", "waiting_since"):
            if since is not None:
                newest[desk_id] = max(since, newest.get(desk_id, since))
        for desk_id, since in newest.items():
            if not is_frozen(desk_id) and _is_news(desk_id, since + UNANSWERED, moment.now):
                leads = list(network.lead_ids(desk_id))
                notify(staff_ids=leads, kind=WAITING_LONG, object_id=desk_id)
                record("casework.lead_told", desk_id, detail={"why": "waiting_long", "people": len(leads)})


def _is_news(desk_id: UUID, overdue_since: datetime, now: datetime) -> bool:
    last = (
        Notice.objects.filter(kind=WAITING_LONG, object_id=desk_id).order_by("-at").values_list("at", flat=True).first()
    )
    return last is None or last < overdue_since or last <= now - timedelta(days=1)
