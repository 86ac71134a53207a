"""A person reads what was written before anybody else may: her comments, a company's answers, letters of lawyers."""

import json
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from saphan.empowerment.refusals import DoesNotFit, NotNow
from saphan.empowerment.reviews.models import Review, ReviewComment, ReviewLetter, ReviewRelease, ReviewReply
from saphan.empowerment.reviews.ringing import LETTER, ring_moderators
from saphan.empowerment.reviews.taking import cell_of
from saphan.network.models import Role
from saphan.network.selectors import same_as
from saphan.store.acting import acting_as
from saphan.store.callers import OneMessage, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record, record_fact
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, key_of_desk, open_across, open_contents, open_texts, seal

KEEP_BACK_REASONS: Final = ("names_somebody", "points_at_her", "no_review", "hateful", "untrue_fact")
REPLY_REASONS: Final = ("names_somebody", "asks_who", "threatens", "no_answer")
LETTER_REASONS: Final = ("not_about_them", "copied", "court", "within_the_rules")
NEXT: Final = {
    "taken": ("moderated", "kept_back"),
    "moderated": ("translated", "kept_back"),
    "translated": ("released", "kept_back"),
    "released": ("kept_back",),
    "kept_back": (),
}
"""The states of a comment; no other step is taken."""
LONGEST = 4_000
OURSELVES = System("empowerment.moderate_reviews")


def may_moderate(by: Staff) -> bool:
    return by.has_role(Role.MODERATOR)


def read_comment(*, review_id: UUID, by: Staff) -> tuple[str, dict[str, str]]:
    """Her words and the public ones by language: an audited read of this one. Raises NotAllowed."""
    comment = _comment(review_id, by)
    with acting_as(OneMessage(by.id, by.desk_id, comment.id, review_id)):
        cells = [(comment.sealed, cell_of(comment.id))]
        (said,) = open_texts(cells, subject_id=review_id, why="moderate_review")
        if comment.worded is None:
            return said, {}
        worded = [(comment.worded, cell_of(comment.id, "worded"))]
        (content,) = open_contents(worded, subject_id=review_id, why="moderate_review")
    return said, json.loads(content)


def pass_comment(*, review_id: UUID, by: Staff) -> None:
    """It names nobody and points at nobody; it still waits for its public words. Raises NotAllowed or NotNow."""
    _step(review_id, "moderated", by)


def keep_comment_back(*, review_id: UUID, reason: str, by: Staff) -> None:
    """Nobody else will read it. Raises NotAllowed, NotNow or DoesNotFit."""
    if reason not in KEEP_BACK_REASONS:
        raise DoesNotFit("reason")
    _step(review_id, "kept_back", by, reason=reason)


def word_comment(*, review_id: UUID, words: Mapping[str, str], by: Staff) -> None:
    """The public words by language, English among them. Raises NotAllowed, NotNow or DoesNotFit."""
    worded = {language: text.strip() for language, text in words.items() if text.strip()}
    if "en" not in worded or any(len(text) > LONGEST for text in worded.values()):
        raise DoesNotFit("words")
    _step(review_id, "translated", by, words=worded)


def release_worded(review_ids: Collection[UUID]) -> list[dict[str, str]]:
    """The public words of comments that are ready, in no order of time; called by the monthly release, as System."""
    ready = ReviewComment.objects.select_for_update().filter(review_id__in=review_ids)
    rows = list(ready.filter(state__in=("translated", "released")).order_by("id"))
    cells = [(row.review_id, row.worded or b"", cell_of(row.id, "worded")) for row in rows]
    opened = open_across(cells, why="release_reviews")
    ReviewComment.objects.filter(id__in=[row.id for row in rows]).update(state="released")
    return [json.loads(content) for content in opened if content]


def _step(review_id: UUID, to: str, by: Staff, *, reason: str = "", words: Mapping[str, str] | None = None) -> None:
    _comment(review_id, by)
    with acting_as(by) as moment, acting_as(OURSELVES):
        comment = ReviewComment.objects.select_for_update().get(review_id=review_id, desk_id=by.desk_id)
        if to not in NEXT[comment.state]:
            raise NotNow(comment.state)
        if words:
            content = json.dumps(dict(words), ensure_ascii=False)
            comment.worded = seal(content, key=key_of(review_id), cell=cell_of(comment.id, "worded"))
        comment.state, comment.reason = to, reason
        comment.moderated_by, comment.moderated_on = by.id, moment.day
        comment.save()
    with acting_as(by):
        record("empowerment.comment_moderated", review_id, detail={"to": to, "reason": reason})


def _comment(review_id: UUID, by: Staff) -> ReviewComment:
    """Raises NotAllowed, also where there is none."""
    if not may_moderate(by):
        raise NotAllowed
    with acting_as(by):
        found = ReviewComment.objects.filter(review_id=review_id).first()
    if found is None:
        raise NotAllowed
    return found


def take_out(*, review_id: UUID, reason: str, by: Staff) -> None:
    """It counts no more, from the next release on; the row stays. Raises NotAllowed, NotNow or DoesNotFit."""
    if not may_moderate(by):
        raise NotAllowed
    if reason not in LETTER_REASONS[:-1]:
        raise DoesNotFit("reason")
    with acting_as(by):
        row = Review.objects.select_for_update().filter(id=review_id).first()
        if row is None:
            raise NotAllowed
        if row.taken_out:
            raise NotNow
        row.taken_out = reason
        row.save(update_fields=["taken_out"])
        record("empowerment.review_taken_out", review_id, detail={"reason": reason})
        if row.verified:  # the others have no fact that names them
            with acting_as(OURSELVES):
                record_fact("empowerment.review_taken_out", review_id, {"reason": reason})


# -- what a company answers


def show_reply(*, reply_id: UUID, names_nobody: bool, asks_for_nobody: bool, by: Staff) -> None:
    """Everybody may read it beside the release that it answers. Raises NotAllowed, NotNow or DoesNotFit."""
    if not (names_nobody and asks_for_nobody):
        raise DoesNotFit("read_it")
    _judge(reply_id, "shown", "", by)


def send_reply_back(*, reply_id: UUID, reason: str, by: Staff) -> None:
    """The company reads the reason, and may write another. Raises NotAllowed, NotNow or DoesNotFit."""
    if reason not in REPLY_REASONS:
        raise DoesNotFit("reason")
    _judge(reply_id, "sent_back", reason, by)


def _judge(reply_id: UUID, state: str, reason: str, by: Staff) -> None:
    if not may_moderate(by):
        raise NotAllowed
    with acting_as(by) as moment:
        reply = ReviewReply.objects.select_for_update().filter(id=reply_id).first()
        if reply is None:
            raise NotAllowed
        if reply.state != "waiting":
            raise NotNow
        reply.state, reply.reason = state, reason
        reply.moderated_by, reply.moderated_on = by.id, moment.day
        reply.save()
        record("empowerment.reply_moderated", reply_id, detail={"state": state, "reason": reason})


# -- letters that want something taken out


def record_letter(*, organisation_id: UUID, says: str, by: Staff) -> UUID:
    """Write down that a letter came; what it says is sealed. Raises NotAllowed or DoesNotFit."""
    if not may_moderate(by):
        raise NotAllowed
    if not says.strip() or len(says) > 20_000:
        raise DoesNotFit("says")
    letter_id = random_id()
    with acting_as(by) as moment:
        with acting_as(OURSELVES):
            sealed = seal(says.strip(), key=key_of_desk(by.desk_id), cell=letter_cell(letter_id))
        ReviewLetter.objects.create(
            id=letter_id,
            desk_id=by.desk_id,
            organisation_id=organisation_id,
            received_on=moment.day,
            sealed=sealed,
            recorded_by=by.id,
        )
        record("empowerment.letter_recorded", letter_id)
        ring_moderators(LETTER, by.desk_id, without=by.id)
    return letter_id


def read_letter(*, letter_id: UUID, by: Staff) -> str:
    """An audited read. Raises NotAllowed."""
    if not may_moderate(by):
        raise NotAllowed
    with acting_as(by):
        letter = ReviewLetter.objects.filter(id=letter_id).first()
        if letter is None:
            raise NotAllowed
        record("empowerment.letter_read", letter_id)
        with acting_as(OURSELVES):
            cells = [(letter.sealed, letter_cell(letter_id))]
            return open_texts(cells, subject_id=letter.desk_id, why="letter")[0]


def letter_cell(letter_id: UUID) -> Cell:
    return Cell("empowerment_review_letter", "sealed", letter_id)


def decide_letter(*, letter_id: UUID, taken_out: bool, reason: str, by: Staff) -> None:
    """It stays, or what is published now goes until the next release. The answer is the same fixed words either way.

    Nothing of a reviewer is looked up, and nothing of one can be answered. Raises NotAllowed, NotNow or DoesNotFit.
    """
    if not may_moderate(by):
        raise NotAllowed
    if reason not in LETTER_REASONS or taken_out == (reason == LETTER_REASONS[-1]):
        raise DoesNotFit("reason")
    with acting_as(by) as moment:
        letter = ReviewLetter.objects.select_for_update().filter(id=letter_id).first()
        if letter is None:
            raise NotAllowed
        if letter.outcome:
            raise NotNow
        letter.outcome, letter.reason = "taken_out" if taken_out else "stays", reason
        letter.decided_by, letter.decided_on = by.id, moment.day
        letter.save()
        record("empowerment.letter_decided", letter_id, detail={"outcome": letter.outcome, "reason": reason})
        if taken_out:
            members = same_as(letter.organisation_id)
            with acting_as(OURSELVES):
                standing = ReviewRelease.objects.filter(organisation_id__in=members, withdrawn_on=None)
                standing.update(withdrawn_on=moment.day)
