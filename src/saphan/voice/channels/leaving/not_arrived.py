"""An answer that did not arrive is none: whoever it was for waits again. Call as System."""

from datetime import datetime

from django.db.models import QuerySet

from saphan.vault.recording import record
from saphan.voice.channels.models import STILL_TO_GO, Delivery, Progress
from saphan.voice.models import Conversation
from saphan.voice.stories import hold, wait_for_the_desk


def give_up(rows: QuerySet[Delivery], now: datetime) -> None:
    """Of these, what has not gone out never does; where it was an answer, her desk looks for another way."""
    held = list(rows.select_for_update().filter(progress__in=STILL_TO_GO).order_by("id"))
    Delivery.objects.filter(id__in=[row.id for row in held]).update(progress=Progress.CANCELLED, progress_at=now)
    answers = {row.conversation_id: row for row in held if row.message_id is not None and not row.words}
    for row in answers.values():
        back_to_the_desk(row, now)


def locked(rows: QuerySet[Delivery]) -> Delivery | None:
    """The only one of these, after its story; None where there is none, or it is another one by then."""
    story_id = rows.values_list("conversation_id", flat=True).first()
    if story_id is None:
        return None
    hold(story_id)
    return rows.select_for_update().first()


def back_to_the_desk(row: Delivery, now: datetime) -> None:
    """Her story waits again, unless it was only the news of an answer that she reads elsewhere."""
    if row.message_id is None or row.words:
        return
    story = Conversation.objects.select_for_update().filter(id=row.conversation_id, left_on=None).first()
    if story is not None:
        wait_for_the_desk(story, now)
        story.save(update_fields=["status", "waiting_since", "follow_up_on"])
        record("voice.reply_not_delivered", story.id, detail={"why": row.why, "code": row.code})
