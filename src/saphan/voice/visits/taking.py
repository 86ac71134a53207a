"""An entry of a visit becomes a story: through the one door of all voices, once, however often it is sent."""

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError

from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.errors import is_refused_by
from saphan.vault.envelope import NotOpened, open_envelope
from saphan.vault.recording import record
from saphan.voice.consent import KEEP, RING, TELL
from saphan.voice.inbound import Accepted, Inbound
from saphan.voice.input_class import MET as MET_HER
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.intake import NothingSaid, accept
from saphan.voice.models import Consent, Tell
from saphan.voice.refusals import (
    CodeTaken,
    EntryNotRead,
    NotANumber,
    NothingInEntry,
    SheSaidNo,
    StoryGone,
    TooManyEntries,
    WasDeleted,
)
from saphan.voice.saying import say_more, set_details
from saphan.voice.stories import desk_of
from saphan.voice.visits import sheets
from saphan.voice.visits.entries import Entry, label_of, read_sealed
from saphan.voice.visits.models import VisitEntry
from saphan.voice.visits.visits import OURSELVES, VisitCard, own_visit, private_key_of

CHANNEL = "visit"
MET = "met"  # said on a visit, and written down by a colleague
LARGEST = 96 * 1024  # bytes of one sealed entry
MOST = 300  # entries of one visit


def take_sealed(*, visit_id: UUID, entry_id: UUID, sealed: bytes, by: Staff) -> bool:
    """Open one entry and keep it; False when her code could not be hers, so that it was kept under another one.

    On disk when this returns. One that was kept before, or that she has deleted since, changes nothing. Raises
    NotAllowed, VisitOver, TooManyEntries, EntryNotRead, SheSaidNo, NothingInEntry; nothing was kept then.
    """
    visit = own_visit(by, visit_id)
    if _was_taken(entry_id):
        return True
    content = _opened(visit_id, entry_id, sealed)
    if found := sheets.read_part(content):
        part, given = found
        part.take(visit, entry_id, given, by)
        return True
    entry = read_sealed(content)
    try:
        accepted = take(visit, entry_id, entry)
    except (WasDeleted, StoryGone):
        return True
    return not entry.code or accepted.claim_code == entry.code


def take(visit: VisitCard, entry_id: UUID, entry: Entry) -> Accepted:
    """Keep one worker of a visit that the caller may add to. Raises as above, WasDeleted and StoryGone."""
    if not entry.keep:
        raise SheSaidNo
    if visit.taken >= MOST:
        raise TooManyEntries
    accepted = _accepted(visit, entry_id, entry)
    try:
        with acting_as(OURSELVES) as moment:
            if not VisitEntry.objects.filter(id=entry_id).exists():
                _keep_beside(visit, entry_id, entry, accepted.conversation_id, moment)
                sheets.tell_parts(visit.id)
    except IntegrityError as error:  # the same entry, sent twice at one moment
        if not is_refused_by(error, "voice_visit_entry_pkey"):
            raise
    return accepted


def _accepted(visit: VisitCard, entry_id: UUID, entry: Entry) -> Accepted:
    said = Inbound(
        desk_id=visit.desk_id,
        channel=CHANNEL,
        language=entry.language,
        once=f"visit {visit.id} {entry_id}",
        text=entry.said,
        icon=entry.icon,
        place=entry.place,
        danger=entry.danger,
        came_as=MET if entry.said.strip() and not entry.typed_herself else "",
        code=entry.code,
        rule=SHE_BEGAN if entry.typed_herself else MET_HER,
    )
    try:
        return accept(said)
    except NothingSaid:
        raise NothingInEntry from None
    except CodeTaken:
        return accept(replace(said, code=""))


def _keep_beside(visit: VisitCard, entry_id: UUID, entry: Entry, story_id: UUID, moment: Moment) -> None:
    desk_id = desk_of(story_id)
    set_details(conversation_id=story_id, tell=Tell(entry.tell))
    if entry.phone.strip() and entry.ring:
        _keep_number(story_id, entry_id, entry)
    _keep_consents(desk_id, story_id, entry, moment)
    VisitEntry.objects.create(id=entry_id, desk_id=desk_id, visit_id=visit.id, conversation_id=story_id, on=moment.day)
    record("voice.met_on_visit", story_id, detail={"visit": str(visit.id)})


def _keep_number(story_id: UUID, entry_id: UUID, entry: Entry) -> None:
    """A number that cannot be rung stays as words: whoever reads her story may make it out."""
    try:
        with acting_as(OURSELVES):
            set_details(conversation_id=story_id, phone=entry.phone, safe_times=list(entry.times))
    except NotANumber:
        say_more(conversation_id=story_id, text=entry.phone, once=f"visit number {entry_id}", came_as=MET, rule=MET_HER)


def _keep_consents(desk_id: UUID, story_id: UUID, entry: Entry, moment: Moment) -> None:
    """What she was asked, and no more: to ring her only where she named a number."""
    given = {KEEP: True, TELL: entry.tell == "words_without_name"}
    if entry.phone.strip():
        given[RING] = entry.ring
    for purpose, said_yes in given.items():
        consent = Consent.objects.create(
            desk_id=desk_id,
            conversation_id=story_id,
            purpose=purpose,
            given=said_yes,
            language=entry.asked_in,
            how="talk",
            words_version=f"visit {entry.words}",
            on=moment.day,
        )
        record("voice.consent_given", consent.id, detail={"given": said_yes, "how": "talk"})


def _opened(visit_id: UUID, entry_id: UUID, sealed: bytes) -> bytes:
    if len(sealed) > LARGEST:
        raise EntryNotRead
    with acting_as(OURSELVES):
        private = private_key_of(visit_id)
    try:
        return open_envelope(sealed, private, label_of(visit_id, entry_id))
    except NotOpened:
        raise EntryNotRead from None


def _was_taken(entry_id: UUID) -> bool:
    with acting_as(OURSELVES):
        return VisitEntry.objects.filter(id=entry_id).exists()
