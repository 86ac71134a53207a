"""The company answers one question of a board, in time or late. A moderator reads it before workers do."""

from typing import Final
from uuid import UUID

from saphan.dialogue.boards.models import Asked, BoardAnswer, BoardQuestion
from saphan.dialogue.boards.moderating import LONGEST_ANSWER
from saphan.dialogue.boards.reaching import reaches
from saphan.dialogue.boards.services import OURSELVES
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.selectors import with_role
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

WAITS: Final = "dialogue.board_waits"


def respond(*, question_id: UUID, text: str, language: str, once: UUID, by: Partner) -> None:
    """Late is said to be late. Raises NotAllowed, NotNow or DoesNotFit."""
    said = clean(text).strip()
    if not 0 < len(said) <= LONGEST_ANSWER:
        raise DoesNotFit("answer")
    if reaches(said):
        raise DoesNotFit("reaches")
    with acting_as(by) as moment:
        with acting_as(OURSELVES):
            asked = BoardQuestion.objects.filter(recipient_id=by.organisation_id, state=Asked.RELEASED)
            question = asked.select_for_update().filter(id=question_id).first()
        if question is None or question.answer_by is None:
            raise NotAllowed
        if BoardAnswer.objects.filter(id=once).exists():
            return
        if question.answered_on is not None:
            raise NotNow("answered")
        BoardAnswer.objects.create(
            id=once,
            desk_id=question.desk_id,
            recipient_id=by.organisation_id,
            board_id=question.board_id,
            question_id=question.id,
            language=language,
            text=said,
            by=by.id,
            on=moment.day,
        )
        with acting_as(OURSELVES):
            BoardQuestion.objects.filter(id=question.id).update(answered_on=moment.day)
        in_time = moment.day <= question.answer_by
        record("dialogue.board_answered", question.id, fact={"in_time": in_time}, subject=question.id)
        notify(staff_ids=with_role(question.desk_id, Role.MODERATOR), kind=WAITS)
