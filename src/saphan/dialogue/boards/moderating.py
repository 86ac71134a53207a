"""A moderator reads what was written before anybody else may: questions of workers, and answers of companies."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from saphan.dialogue.boards.asking import cell_of
from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion, Said
from saphan.dialogue.boards.reaching import reaches
from saphan.dialogue.boards.services import OURSELVES, destroy
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.selectors import lead_ids, partner_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import OneMessage, Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.vault.services import key_of, open_texts, seal

HARM: Final = "harm"
DECLINE_REASONS: Final = (HARM, "names_somebody", "points_at_her", "hateful", "no_question")
SEND_BACK_REASONS: Final = ("asks_who", "names_somebody", "threatens", "no_answer")
LONGEST_WORDS: Final = 500  # signs of the public words of a question
LONGEST_ANSWER: Final = 2_000


def read_question(*, question_id: UUID, by: Staff) -> str:
    """As it was written: an audited read of this one. Raises NotAllowed, or NotNow where nothing sealed is left."""
    row = _question(question_id, by)
    if row.state not in (Asked.TAKEN, Asked.PASSED) or row.sealed is None:
        raise NotNow("done")
    with acting_as(OneMessage(by.id, by.desk_id, row.id, row.id)):
        return open_texts([(row.sealed, cell_of(row.id))], subject_id=row.id, why="moderate_board")[0]


def post(
    *, question_id: UUID, words: Mapping[str, str], names_nobody: bool, style_tells_nobody: bool, by: Staff
) -> None:
    """It goes out with the next batch in these words, one for each language of the board: hers, or plainer ones.

    Raises NotAllowed, NotNow or DoesNotFit.
    """
    _question(question_id, by)
    if not (names_nobody and style_tells_nobody):
        raise DoesNotFit("read_it")
    with acting_as(by), acting_as(OURSELVES):
        row = BoardQuestion.objects.select_for_update().get(id=question_id)
        if row.state != Asked.TAKEN:
            raise NotNow("done")
        worded = _worded(words, Board.objects.get(id=row.board_id).languages)
        content = json.dumps(worded, ensure_ascii=False)
        row.worded = seal(content, key=key_of(row.id), cell=cell_of(row.id, "worded"))
        row.state = Asked.PASSED
        row.save(update_fields=["worded", "state"])
    with acting_as(by):
        record("dialogue.board_question_moderated", question_id, detail={"to": "passed", "reason": ""})


def decline(*, question_id: UUID, reason: str, by: Staff) -> None:
    """It is not posted, and its words are destroyed. Raises NotAllowed, NotNow or DoesNotFit."""
    _question(question_id, by)
    if reason not in DECLINE_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by), acting_as(OURSELVES):
        row = BoardQuestion.objects.select_for_update().get(id=question_id)
        if row.state not in (Asked.TAKEN, Asked.PASSED):
            raise NotNow("done")
        destroy(row, reason)
    with acting_as(by):
        record("dialogue.board_question_moderated", question_id, detail={"to": "declined", "reason": reason})


def show_answer(
    *, answer_id: UUID, words: Mapping[str, str], names_nobody: bool, asks_for_nobody: bool, by: Staff
) -> None:
    """Workers may read it, and say whether it is true. words: the same in other languages, by the moderator.

    Raises NotAllowed, NotNow or DoesNotFit.
    """
    _require(by)
    if not (names_nobody and asks_for_nobody):
        raise DoesNotFit("read_it")
    told = {language: said for language, text in words.items() if (said := clean(text).strip())}
    if any(len(said) > LONGEST_ANSWER for said in told.values()):
        raise DoesNotFit("answer")
    with acting_as(by) as moment:
        row = _waiting(answer_id)
        row.state, row.words = Said.SHOWN, told
        row.save(update_fields=["state", "words"])
        record("dialogue.board_answer_moderated", row.id, detail={"to": "shown", "reason": ""})
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.board_answered", object_id=row.board_id)
        with acting_as(OURSELVES):
            until = moment.day + timedelta(days=DEFAULT.truth_days)
            BoardQuestion.objects.filter(id=row.question_id).update(truth_until=until)


def send_answer_back(*, answer_id: UUID, reason: str, by: Staff) -> None:
    """The company reads the reason and owes another one. Raises NotAllowed, NotNow or DoesNotFit."""
    _require(by)
    if reason not in SEND_BACK_REASONS:
        raise DoesNotFit("reason")
    with acting_as(by):
        row = _waiting(answer_id)
        row.state, row.reason = Said.SENT_BACK, reason
        row.save(update_fields=["state", "reason"])
        record("dialogue.board_answer_moderated", row.id, detail={"to": "sent_back", "reason": reason})
        notify(staff_ids=partner_ids(row.recipient_id), kind="dialogue.board_answer_back", object_id=row.board_id)
        with acting_as(OURSELVES):
            BoardQuestion.objects.filter(id=row.question_id).update(answered_on=None)


def _require(by: Staff) -> None:
    if not by.has_role(Role.MODERATOR):
        raise NotAllowed


def _question(question_id: UUID, by: Staff) -> BoardQuestion:
    """Raises NotAllowed, also where there is none."""
    _require(by)
    with acting_as(by):
        found = BoardQuestion.objects.filter(id=question_id, desk_id=by.desk_id).first()
    if found is None:
        raise NotAllowed
    return found


def _waiting(answer_id: UUID) -> BoardAnswer:
    """Call inside `acting_as(by)`. Raises NotAllowed or NotNow."""
    row = BoardAnswer.objects.select_for_update().filter(id=answer_id).first()
    if row is None:
        raise NotAllowed
    if row.state != Said.WAITING:
        raise NotNow("done")
    return row


def _worded(words: Mapping[str, str], languages: list[str]) -> dict[str, str]:
    """Raises DoesNotFit."""
    worded = {language: clean(words.get(language, "")).strip() for language in languages}
    if not all(0 < len(text) <= LONGEST_WORDS for text in worded.values()):
        raise DoesNotFit("words")
    if any(reaches(text) for text in worded.values()):
        raise DoesNotFit("reaches")
    return worded
