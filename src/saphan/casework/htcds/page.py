"""The page from which a file about a severe case is written: whom she was asked about, what is missing, what is left.

Opening what she read is an audited read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from saphan.casework import codes
from saphan.casework.htcds import giving, telling_parts
from saphan.casework.models import Case
from saphan.casework.referral_pages import PartShown
from saphan.casework.refusals import NotSevere
from saphan.network import recipients
from saphan.network.recipients import Recipient
from saphan.standards.htcds import validate
from saphan.standards.htcds_mapping import Left, Mapped
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.voice import selectors as voice
from saphan.voice.consent import HTCDS
from saphan.voice.models import Consent
from saphan.voice.parts import Part

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """One recipient. ask_id: of the question that waits for her. can_write: she agreed, and it still stands.

    extensions: codes in it that the standard's lists lack. left: what has no place in it. since: concerns that were
    recorded after she was asked, and are not in it.
    """

    recipient_id: UUID
    name: str
    state: Words
    on: date
    until: date | None
    parts: tuple[PartShown, ...]
    ask_id: UUID | None
    can_write: bool
    extensions: tuple[str, ...] = ()
    left: tuple[Words, ...] = ()
    since: int = 0


@dataclass(frozen=True, slots=True)
class FilePage:
    """parts: what she can be asked about now; empty where nothing severe stands, and then nobody is asked."""

    case_id: UUID
    conversation_id: UUID
    parts: tuple[PartShown, ...]
    recipients: tuple[Recipient, ...]
    asked: tuple[Asked, ...]


def file_page(by: Staff, case_id: UUID, conversation_id: UUID) -> FilePage:
    """Raises NotAllowed, StoryGone."""
    with acting_as(by) as moment:
        case = giving.case_of(by, case_id, conversation_id)
        thread = voice.thread(by, conversation_id)
        return FilePage(
            case_id=case_id,
            conversation_id=conversation_id,
            parts=_shown(_offered(case, thread)),
            recipients=recipients.for_desk(by.desk_id),
            asked=tuple(_asked(case, ask, thread, moment) for ask in _newest(thread)),
        )


def _offered(case: Case, thread: voice.Thread) -> tuple[Part, ...]:
    card = thread.conversation
    try:
        concerns = giving.severe_concerns(case, card.id)
    except NotSevere:
        return ()
    return telling_parts.everything(concerns, number=thread.last_of("handle"), name="", language=card.language)


def _newest(thread: voice.Thread) -> list[voice.AskCard]:
    """Of each recipient the last question."""
    of_recipient = {ask.recipient_id: ask for ask in thread.asks if ask.question == giving.QUESTION}
    return list(of_recipient.values())


def _asked(case: Case, ask: voice.AskCard, thread: voice.Thread, moment: Moment) -> Asked:
    consent = Consent.objects.filter(purpose=HTCDS, draft_id=ask.ref, given=True, ended_on=None).first()
    stands = consent is not None and (consent.until is None or consent.until >= moment.day)
    agreed = [part for part in ask.parts if part.code in ask.agreed_parts]
    made = _made(case, thread.conversation.id, agreed, ask.recipient_name, moment) if stands else None
    waits = not ask.answer and ask.closed_on is None
    known = {code for part in ask.parts if part.code == telling_parts.CONCERNS for code in part.codes}
    now = telling_parts.standing(case, thread.conversation.id)
    return Asked(
        recipient_id=ask.recipient_id or UUID(int=0),
        name=ask.recipient_name,
        state=codes.FILE_STATES[_state(ask, stands=stands)],
        on=ask.answered_on or ask.asked_on,
        until=ask.until,
        parts=_shown(agreed if ask.answer else ask.parts),
        ask_id=ask.id if waits else None,
        can_write=made is not None,
        extensions=_extensions(made),
        left=_left_words(made.left) if made else (),
        since=sum(str(one.id) not in known for one in now),
    )


def _state(ask: voice.AskCard, *, stands: bool) -> str:
    if not ask.answer:
        return "asked" if ask.closed_on is None else "over"
    return ("agreed" if stands else "over") if ask.answer == "yes" else "refused"


def _made(case: Case, story: UUID, agreed: Iterable[Part], recipient: str, moment: Moment) -> Mapped | None:
    try:
        return giving.made_of(case, story, {part.code: part for part in agreed}, recipient, moment)
    except NotSevere:
        return None


def _extensions(made: Mapped | None) -> tuple[str, ...]:
    return tuple(f"{fault.field}: {fault.value}" for fault in validate(made.record)) if made else ()


def _left_words(left: Iterable[Left]) -> tuple[Words, ...]:
    return tuple(_left_word(one) for one in left)


def _left_word(left: Left) -> Words:
    if left.what == "kind":
        return codes.kind_name(left.code)
    if left.what == "stage":
        return codes.STAGES[left.code]
    if left.what == "indicator":
        return f"ILO: {left.code.replace('_', ' ')}"
    return codes.LEFT.get(left.code, left.code)


def _shown(parts: Iterable[Part]) -> tuple[PartShown, ...]:
    return tuple(PartShown(part.code, codes.PARTS[part.code], part.words) for part in parts)
