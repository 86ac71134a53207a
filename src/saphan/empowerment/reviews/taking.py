"""A review is kept: coded answers, sealed words, marks of where it came from, and no name. One transaction."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from saphan.casework import refusals as fees
from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.services import record_fee
from saphan.empowerment.directory.finding import among_listed
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews.claimed import Claimed
from saphan.empowerment.reviews.criteria import KINDS
from saphan.empowerment.reviews.models import Review, ReviewComment, ReviewTrace
from saphan.empowerment.reviews.steps import Given
from saphan.languages.writing import clean
from saphan.network.models import Organisation, Role
from saphan.network.selectors import canonical
from saphan.release.delay import random_days
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record
from saphan.vault.sealing import Cell
from saphan.vault.services import new_key, seal
from saphan.voice.models import Conversation
from saphan.voice.traces import marks

OURSELVES = System("empowerment.take_review")
LONGEST = 4_000  # signs of a comment
MET = "met"
REVIEW = "review"  # its marks are no story's: the same browser, the same words have another one here (docs/adr/0061)
BROWSER = f"{marks.BROWSER} of a {REVIEW}"
REMEMBERED = timedelta(days=30)  # a browser, as in voice.traces


@dataclass(frozen=True, slots=True)
class Beside:
    """How a review came. once: its id. conversation_id: only where she asked to keep it with her story."""

    desk_id: UUID
    language: str
    once: UUID = field(default_factory=random_id)
    conversation_id: UUID | None = None
    browser: str = field(default="", repr=False)

    def as_form(self, once: UUID | None) -> "Beside":
        """With the id of the form that it came in, so that a second send is the first."""
        return replace(self, once=once) if once else self


def require_whole(given: Given) -> None:
    """Raises DoesNotFit."""
    if not given.says_something or given.when is None or len(given.comment) > LONGEST:
        raise DoesNotFit("says_nothing" if not given.says_something else "when" if given.when is None else "too_long")


def take_review(*, organisation_id: UUID, given: Given, beside: Beside, claimed: Claimed | None = None) -> UUID:
    """Keep what she answered; the same form sent twice is one. What she paid is kept as a fee. Raises DoesNotFit."""
    return _take(organisation_id, given, beside, claimed, verified="", by=OURSELVES)


def take_with_her(
    *,
    organisation_id: UUID,
    given: Given,
    language: str,
    once: UUID,
    agreed: bool,
    by: Staff,
    claimed: Claimed | None = None,
) -> UUID:
    """An outreach worker enters what somebody answered in her presence, with her yes to exactly that.

    Raises NotAllowed or DoesNotFit; nothing is kept then.
    """
    if not may_help(by):
        raise NotAllowed
    if not agreed:
        raise DoesNotFit("agreed")
    return _take(organisation_id, given, Beside(by.desk_id, language, once), claimed, verified=MET, by=by)


def may_help(by: Staff) -> bool:
    return by.has_role(Role.OUTREACH) or by.has_role(Role.CASEWORKER)


def _take(
    organisation_id: UUID, given: Given, beside: Beside, claimed: Claimed | None, *, verified: str, by: Staff | System
) -> UUID:
    require_whole(given)
    with acting_as(by) as moment, acting_as(OURSELVES):
        kind = _kind_of(organisation_id)
        if Review.objects.filter(id=beside.once).exists():
            return beside.once
        if beside.conversation_id and not _is_of(beside.conversation_id, beside.desk_id):
            raise DoesNotFit("story")
        row = _row(organisation_id, kind, given, beside, verified, moment)
        row.save(force_insert=True)
        _keep_comment(row, clean(given.comment).strip())
        _keep_trace(row, given.comment, beside.browser, moment.now)
        if claimed:
            _note_fee(row, claimed)
        codes: Payload = {"kind": kind, "verified": verified, "language": beside.language}
        of = row.id if verified else None  # at which moment hers came is not said
        record("empowerment.review_taken", of, fact={**codes, "first_hand": row.first_hand})
    return row.id


def _note_fee(row: Review, claimed: Claimed) -> None:
    """Beside what others paid, in the half-year that she named; its id has nothing of the review's.

    Nobody's, also where she keeps the review with her story: the copy that is kept there says the sum.
    Money or a way that nobody here knows is left out: her review counts all the same.
    """
    seen = FeeSeen(
        desk_id=row.desk_id,
        source="review",
        organisation_id=row.organisation_id,
        origin=claimed.origin,
        destination=claimed.destination,
        paid_on=date(row.year, 7 if row.half == 2 else 1, 1),
        currency=claimed.paid.currency,
        worker=claimed.paid.value,
    )
    with suppress(fees.DoesNotFit):
        record_fee(observation=seen, by=OURSELVES)


def _row(organisation_id: UUID, kind: str, given: Given, beside: Beside, verified: str, moment: Moment) -> Review:
    year, half = given.when or (moment.day.year, 0)
    return Review(
        id=beside.once,
        desk_id=beside.desk_id,
        organisation_id=organisation_id,
        kind=kind,
        language=beside.language,
        first_hand=given.first_hand is True,
        year=year,
        half=half,
        answers=dict(given.answers),
        facts=dict(given.facts),
        week=week_of(moment.day),
        counts_from=moment.day + timedelta(days=random_days()),
        verified=verified,
        conversation_id=beside.conversation_id,
    )


def week_of(day: date) -> int:
    """Whole weeks since Monday 5 January 1970."""
    return (day - date(1970, 1, 5)).days // 7


def _kind_of(organisation_id: UUID) -> str:
    """Raises DoesNotFit for one that nobody may find, or of a kind that nobody is asked about."""
    root = canonical([organisation_id])[organisation_id]
    if root not in among_listed([root]):
        raise DoesNotFit("organisation")
    kind = Organisation.objects.values_list("kind", flat=True).get(id=root)
    if kind not in KINDS:
        raise DoesNotFit("organisation")
    return kind


def _is_of(conversation_id: UUID, desk_id: UUID) -> bool:
    """Locked, so that the story neither moves nor goes before this transaction ends."""
    story = Conversation.objects.select_for_update().filter(id=conversation_id, desk_id=desk_id, left_on=None)
    return story.first() is not None


def _keep_comment(row: Review, text: str) -> None:
    if not text:
        return
    key_row, key = new_key(subject_id=row.id, desk_id=row.desk_id, kind="review")
    key_row.save(force_insert=True)
    comment_id = random_id()
    ReviewComment.objects.create(
        id=comment_id,
        desk_id=row.desk_id,
        review_id=row.id,
        language=row.language,
        sealed=seal(text, key=key, cell=cell_of(comment_id)),
    )


def _day_of(now: datetime) -> int:
    """In hours, as `voice.traces` counts them; the hour itself is not kept."""
    return marks.hour_of(now.replace(hour=0))


def cell_of(comment_id: UUID, column: str = "sealed") -> Cell:
    return Cell("empowerment_review_comment", column, comment_id)


def _keep_trace(row: Review, text: str, browser: str, now: datetime) -> None:
    """Of somebody whom an outreach worker met there is none: the tablet is the desk's."""
    browsers = marks.marks_of(BROWSER, browser)
    texts: Iterable[bytes] = marks.of_text(row.id, text, REVIEW) if text.strip() else ()
    ReviewTrace.objects.create(
        review_id=row.id,
        desk_id=row.desk_id,
        began=_day_of(now),
        browsers=browsers,
        texts=list(texts),
        forget_on=now.date() + REMEMBERED if browsers else None,
    )
