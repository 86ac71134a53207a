"""A file about one worker's severe case, as the case data standard has it: she is asked, and only then it is written.

One consent for each recipient, of a purpose of its own, about the very words. The file is made in memory from the
parts she agreed to and is kept nowhere. What was recorded since she was asked is not in it until she is asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.casework.finding import parties_now
from saphan.casework.htcds import telling_parts
from saphan.casework.htcds.telling_parts import ALWAYS, CONCERNS, NAME, REACH
from saphan.casework.models import Case, Concern
from saphan.casework.policies import may_give_a_file, require
from saphan.casework.refusals import DoesNotFit, NobodyToReferTo, NotAgreed, NotSevere
from saphan.languages.writing import clean
from saphan.network import recipients
from saphan.network.models import Desk
from saphan.standards.concern_kinds import kind as kind_of
from saphan.standards.htcds import Fault, validate
from saphan.standards.htcds_files import FORMS, write
from saphan.standards.htcds_mapping import Left, Mapped, OfHer, mapped
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.voice import selectors as voice
from saphan.voice import services as telling
from saphan.voice.consent import HTCDS
from saphan.voice.models import Ask, Consent, Conversation
from saphan.voice.parts import Part, open_parts

QUESTION = HTCDS
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What she is asked about, besides what happened. parts: of `telling_parts.OFFERED`. name: as she gives it."""

    parts: frozenset[str] = frozenset()
    name: str = field(default="", repr=False)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The file, and what is to be said with it: what fits the standard's words only, and what has no place in it."""

    content: bytes = field(repr=False)
    faults: tuple[Fault, ...]
    left: tuple[Left, ...]


def ask_for_file(*, case_id: UUID, conversation_id: UUID, recipient_id: UUID, wanted: Wanted, by: Staff) -> UUID:
    """Ask her whether this recipient may be given a file with these parts; returns what she is asked about.

    Asked anew, an earlier yes for this recipient ends. Raises NotAllowed, NotSevere, NobodyToReferTo, DoesNotFit.
    """
    name = clean(wanted.name)
    with acting_as(by) as moment:
        case = case_of(by, case_id, conversation_id)
        concerns = severe_concerns(case, conversation_id)
        reader = _reader(by, recipient_id)
        if len(name) > LONGEST_NAME:
            raise DoesNotFit("name")
        if wanted.until is not None and wanted.until <= moment.day:
            raise DoesNotFit("until")
        one_at_a_time(conversation_id)
        _ask_no_more(conversation_id, recipient_id)
        ref = random_id()
        thread = voice.thread(by, conversation_id)
        telling.ask(
            conversation_id=conversation_id,
            question=QUESTION,
            ref=ref,
            language=thread.conversation.language,
            reader=reader,
            parts=_parts(thread, concerns, wanted, name),
            until=wanted.until,
        )
        record("casework.htcds_asked", case_id, detail={"recipient": str(recipient_id)})
    return ref


def _parts(thread: voice.Thread, concerns: list[Concern], wanted: Wanted, name: str) -> list[Part]:
    number = thread.last_of("handle")
    offered = telling_parts.everything(concerns, number=number, name=name, language=thread.conversation.language)
    return [part for part in offered if part.code in wanted.parts | ALWAYS | {NAME}]


def _reader(by: Staff, recipient_id: UUID) -> telling.Reader:
    """They are given it by us, so that nothing they hold can be taken back: she is told that."""
    found = recipients.recipient(recipient_id)
    if found is None or found.desk_id == by.desk_id:
        raise NobodyToReferTo
    return telling.Reader(found.organisation_id, found.kind, found.name, by_record=True)


def _ask_no_more(conversation_id: UUID, recipient_id: UUID) -> None:
    asked = Ask.objects.filter(conversation_id=conversation_id, question=QUESTION, recipient_id=recipient_id)
    for ref in asked.filter(closed_on=None).values_list("ref", flat=True):
        telling.close_asks(question=QUESTION, ref=ref)
        telling.consents_over(ref=ref)


def give_file(*, case_id: UUID, conversation_id: UUID, recipient_id: UUID, form: str, by: Staff) -> Given:
    """The file for this recipient, from what she agreed to and what still stands; it is kept nowhere.

    She reads that they have what she agreed to. Raises NotAllowed, DoesNotFit, NobodyToReferTo, NotAgreed, NotSevere.
    """
    if form not in FORMS:
        raise DoesNotFit("form")
    with acting_as(by) as moment:
        case = case_of(by, case_id, conversation_id)
        recipient = _reader(by, recipient_id)
        consent = _standing_consent(conversation_id, recipient_id, moment)
        agreed = agreed_parts(consent)
        made = made_of(case, conversation_id, agreed, recipient.name, moment)
        record(
            "casework.htcds_given",
            case_id,
            detail={"recipient": str(recipient_id), "consent": str(consent.id), "parts": ",".join(agreed)},
            fact={"parts": len(agreed)},
        )
        telling.tell(conversation_id=conversation_id, step="referred")
    return Given(write(made.record, form), validate(made.record), made.left)


def taken_back_in_talk(*, case_id: UUID, conversation_id: UUID, recipient_id: UUID, by: Staff) -> None:
    """She takes it back in a talk: no file is written any more. Raises NotAllowed, NotAgreed."""
    with acting_as(by) as moment:
        case_of(by, case_id, conversation_id)
        consent = _standing_consent(conversation_id, recipient_id, moment)
        telling.end_consent(consent_id=consent.id, by=by)


def case_of(by: Staff, case_id: UUID, conversation_id: UUID) -> Case:
    """The case, open or closed, that she belongs to. Raises NotAllowed."""
    case = Case.objects.filter(id=case_id).first()
    if case is None or not parties_now(case).filter(conversation_id=conversation_id).exists():
        raise NotAllowed
    require(may_give_a_file(by, case))
    return case


def severe_concerns(case: Case, conversation_id: UUID) -> list[Concern]:
    """What stands of hers in this case, where something of it is severe. Raises NotSevere."""
    concerns = telling_parts.standing(case, conversation_id)
    if not any(kind_of(one.kind).is_severe for one in concerns):
        raise NotSevere
    return concerns


def _standing_consent(conversation_id: UUID, recipient_id: UUID, moment: Moment) -> Consent:
    """Locked, so that she cannot take it back while the file is made. Raises NotAgreed."""
    hers = Consent.objects.filter(conversation_id=conversation_id, purpose=HTCDS, recipient_id=recipient_id)
    newest = hers.filter(given=True, ended_on=None).order_by("-on", "id").first()
    if newest is None or newest.draft_id is None:
        raise NotAgreed
    one_at_a_time(newest.draft_id)
    held = hers.select_for_update().filter(id=newest.id, ended_on=None).first()
    if held is None or (held.until is not None and held.until < moment.day):
        raise NotAgreed
    return held


def agreed_parts(consent: Consent) -> dict[str, Part]:
    """By code, with the very words; an audited read."""
    asked = list(
        Ask.objects.filter(
            conversation_id=consent.conversation_id, question=QUESTION, ref=consent.draft_id or consent.id
        )
    )
    opened = open_parts(asked, conversation_id=consent.conversation_id, why="htcds_written")
    return {part.code: part for parts in opened.values() for part in parts if part.code in consent.parts}


def made_of(case: Case, conversation_id: UUID, agreed: Mapping[str, Part], recipient: str, moment: Moment) -> Mapped:
    """The record of what she agreed to and what still stands of it. Raises NotSevere."""
    what = telling_parts.happened(severe_concerns(case, conversation_id), agreed) if CONCERNS in agreed else []
    if not any(kind_of(one.kind).is_severe for one in what):
        raise NotSevere
    her = OfHer(
        language=Conversation.objects.values_list("language", flat=True).get(id=conversation_id),
        owner=Desk.objects.values_list("name", flat=True).get(id=case.desk_id),
        recipient=recipient,
        day=moment.day,
        closed=case.outcome if case.status != "open" else "",
        name=agreed[NAME].words if NAME in agreed else "",
        number=agreed[REACH].words if REACH in agreed else "",
    )
    return mapped(her, what)
