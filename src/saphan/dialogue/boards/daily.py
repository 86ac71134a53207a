"""What happens to a board at the first tick of a day, and at no other time: a bell or a batch tells no hour.

Questions go out together; days that passed without an answer are noted; what workers said of answers is counted; the
marks of browsers are forgotten; and moderators are told that something waits.
"""

import json
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from saphan.dialogue.boards import batches
from saphan.dialogue.boards.answering import WAITS
from saphan.dialogue.boards.asking import NO, UNSURE, YES, cell_of
from saphan.dialogue.boards.batches import Waiting
from saphan.dialogue.boards.dials import DEFAULT
from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion, BoardTruth, Said, State
from saphan.dialogue.boards.results import kept_in_by, truth_of
from saphan.dialogue.boards.services import EVER_OPEN, OURSELVES
from saphan.dialogue.promises.kinds import answerers
from saphan.network.models import Role
from saphan.network.selectors import lead_ids, with_role
from saphan.network.services import notify
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.vault.recording import Act, record, record_many
from saphan.vault.services import open_across
from saphan.vault.shredding import shred
from saphan.voice.input_class import class_of
from saphan.voice.traces import marks

CODES = {NO: "no", YES: "yes", UNSURE: "unsure"}


def sweep() -> None:
    """Each minute; the work is done once a day, and one board that fails does not keep the others from it."""
    with acting_as(OURSELVES):
        today = Q(looked_on__lt=clock.today()) | Q(looked_on=None)
        due = list(Board.objects.filter(today, state__in=EVER_OPEN).order_by("id").values_list("id", flat=True))
    for board_id in due:
        look_after(board_id)


def look_after(board_id: UUID) -> None:
    with acting_as(OURSELVES) as moment:
        board = Board.objects.select_for_update().get(id=board_id)
        if board.looked_on is not None and board.looked_on >= moment.day:
            return
        _forget_browsers(board, moment.day)
        _release(board, moment.day)
        _note_overdue(board, moment.day)
        _count_truths(board, moment.day)
        _ring_moderators(board)
        board.looked_on = moment.day
        board.save(update_fields=["looked_on", "batch_on"])


def _forget_browsers(board: Board, today: date) -> None:
    """By then it goes out whether or not others wait, so that nobody needs to tell browsers apart."""
    old = BoardQuestion.objects.filter(
        board_id=board.id, not_before__lte=today - timedelta(days=DEFAULT.waits_longest_days)
    )
    old.exclude(askers=[]).update(askers=[])


def _release(board: Board, today: date) -> None:
    if board.state != State.OPEN or board.opened_on is None:
        return
    passed = {row.id: row for row in BoardQuestion.objects.filter(board_id=board.id, state=Asked.PASSED)}
    standing = marks.standing_versions()
    waiting = [
        Waiting(row.id, marks.one_of(map(bytes, row.askers), standing), row.not_before) for row in passed.values()
    ]
    chosen = [passed[each] for each in batches.batch(waiting, board.batch_on or board.opened_on, today)]
    if not chosen:
        return
    opened = open_across([(row.id, row.worded or b"", cell_of(row.id, "worded")) for row in chosen], why="board_batch")
    for place, (row, content) in enumerate(zip(chosen, opened, strict=True)):
        if content:
            _out(row, json.loads(content), place, board, today)
    board.batch_on = today
    notify(staff_ids=answerers(board), kind="dialogue.board_batch", object_id=board.id)


def _out(row: BoardQuestion, words: dict[str, str], place: int, board: Board, today: date) -> None:
    """Its words are public, and what was written is destroyed."""
    row.words, row.place, row.state = words, place, Asked.RELEASED
    row.sealed, row.worded, row.askers = None, None, []
    row.released_on, row.answer_by = today, today + timedelta(days=board.answer_days or 1)
    row.save()
    shred(row.id)
    record("dialogue.board_question_released", row.id, fact={"input_class": class_of(row.INPUT_RULE)}, subject=row.id)


def _note_overdue(board: Board, today: date) -> None:
    late = BoardQuestion.objects.filter(board_id=board.id, state=Asked.RELEASED, answered_on=None, overdue_on=None)
    rows = list(late.filter(answer_by__lt=today).order_by("id"))
    for row in rows:
        row.overdue_on = today
        row.save(update_fields=["overdue_on"])
        record("dialogue.board_answer_overdue", row.id, fact={}, subject=row.id)
    if rows:
        notify(staff_ids=lead_ids(board.desk_id), kind="dialogue.board_answer_overdue", object_id=board.id)
        notify(staff_ids=answerers(board), kind="dialogue.board_answer_late", object_id=board.id)


def _count_truths(board: Board, today: date) -> None:
    """A fact of each who told, all on this day; a bell where more say "no": a hint to look, and nothing is decided."""
    over = BoardQuestion.objects.filter(board_id=board.id, truth_until__lt=today, truth_told=False)
    for row in over.order_by("id"):
        row.truth_told = True
        row.save(update_fields=["truth_told"])
        told = BoardTruth.objects.filter(question_id=row.id).order_by("id").values_list("choice", flat=True)
        record_many("dialogue.board_truth_told", [Act(row.id, {}, {"answer": CODES[each]}) for each in told])
        if attack := kept_in_by(row, board):
            record("dialogue.release_kept_in", row.id, detail={"name": "boards", "attack": attack})
        if truth_of(row, board).is_doubted:
            notify(staff_ids=lead_ids(board.desk_id), kind="dialogue.board_doubted", object_id=board.id)


def _ring_moderators(board: Board) -> None:
    taken = BoardQuestion.objects.filter(board_id=board.id, state=Asked.TAKEN).exists()
    said = BoardAnswer.objects.filter(board_id=board.id, state=Said.WAITING).exists()
    if taken or said:
        notify(staff_ids=with_role(board.desk_id, Role.MODERATOR), kind=WAITS)
