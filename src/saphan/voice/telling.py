"""What upper rooms tell her and ask her, and her answers. She reads steps in words that name no company.

`tell`, `ask` and `close_asks` run inside the caller's own `acting_as`; the desk is the conversation's.
"""

from uuid import UUID

from saphan.store import clock
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.consent import keep_consent
from saphan.voice.models import Answer, Ask, Conversation, Status, Told, Urgency
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.stories import desk_of
from saphan.voice.vocabulary import ANSWERS, STEP_OF_QUESTION, STEPS


def tell(*, conversation_id: UUID, step: str) -> None:
    """Add a step to her story, unless it is the last one already. Raises StoryGone; ValueError for an unknown step."""
    if step not in STEPS:
        raise ValueError("no such step")
    desk_id = desk_of(conversation_id)
    last = Told.objects.filter(conversation_id=conversation_id).order_by("-id").values_list("step", flat=True).first()
    if last != step:
        Told.objects.create(desk_id=desk_id, conversation_id=conversation_id, step=step, on=clock.today())


def ask(
    *,
    conversation_id: UUID,
    question: str,
    ref: UUID,
    words: str = "",
    language: str = "en",
    recipient_id: UUID | None = None,
    recipient_kind: str = "",
    recipient_name: str = "",
) -> UUID:
    """Ask her something about `ref`; the same question that still stands open is not asked twice. Raises StoryGone."""
    if question not in ANSWERS:
        raise ValueError("no such question")
    desk_id = desk_of(conversation_id)
    standing = Ask.objects.filter(conversation_id=conversation_id, question=question, ref=ref, closed_on=None).first()
    if standing:
        return standing.id
    asked = Ask.objects.create(
        desk_id=desk_id,
        conversation_id=conversation_id,
        question=question,
        ref=ref,
        words=words,
        language=language,
        recipient_id=recipient_id,
        recipient_kind=recipient_kind,
        recipient_name=recipient_name,
        asked_on=clock.today(),
    )
    if step := STEP_OF_QUESTION.get(question):
        tell(conversation_id=conversation_id, step=step)
    record("voice.asked", asked.id, detail={"question": question})
    return asked.id


def close_asks(*, question: str, ref: UUID) -> None:
    """Nobody is asked this about `ref` any more."""
    Ask.objects.filter(question=question, ref=ref, closed_on=None).update(closed_on=clock.today())


def answer(*, ask_id: UUID, code: str, by: Story | Staff) -> None:
    """Keep what she answered, herself or in a talk with the desk; a changed mind is a new answer.

    Raises NotAllowed, NoAnswerToThat. The task of the room that asked is in the same transaction.
    """
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        asked = Ask.objects.select_for_update().filter(id=ask_id, closed_on=None).first()
        if asked is None or code not in ANSWERS[asked.question]:
            raise NoAnswerToThat
        Answer.objects.create(
            desk_id=asked.desk_id, conversation_id=asked.conversation_id, ask_id=ask_id, code=code, on=moment.day
        )
        record("voice.answer_given", ask_id, detail={"question": asked.question, "code": code})
        _pass_on(asked, code, by, moment)


def _pass_on(asked: Ask, code: str, by: Story | Staff, moment: Moment) -> None:
    if asked.question == "consent":
        keep_consent(asked, given=code == "yes", how="page" if isinstance(by, Story) else "talk", day=moment.day)
        defer("remedy.take_consent", draft_id=asked.ref)
        return
    if asked.question == "move":
        defer("casework.take_move_answer", ask_id=asked.id)
        return
    if code == "retaliation":
        _come_first(asked.conversation_id, moment)
    defer("remedy.take_answer", ask_id=asked.id)


def _come_first(conversation_id: UUID, moment: Moment) -> None:
    """Retaliation reaches her caseworker before anyone else."""
    Conversation.objects.filter(id=conversation_id, urgency=Urgency.ORDINARY).update(urgency=Urgency.SOON)
    Conversation.objects.filter(id=conversation_id).exclude(status=Status.WAITING).update(
        status=Status.WAITING, waiting_since=moment.now, follow_up_on=None
    )
