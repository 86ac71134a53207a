"""The telephone of the desk: a call becomes a story or a part of one, and whoever could not be heard is rung back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext, ngettext

from saphan.casework.cases import add_note
from saphan.casework.finding import conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import NoSuchStory
from saphan.casework.wording import in_own_digits
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault import hashing
from saphan.vault.codes import in_groups
from saphan.vault.recording import Payload, record
from saphan.voice import services as voice
from saphan.voice.channels import call_backs
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import SHE_BEGAN
from saphan.voice.input_class import TOLD as TOLD_US
from saphan.voice.models import Contact, Conversation, Status, Urgency
from saphan.voice.returning import Mistyped, open_story
from saphan.voice.returning import NoSuchCode as WrongCode

CHANNEL = "phone"
TOLD, MISSED = "told", "call"
LONGEST, AHEAD = timedelta(hours=4), timedelta(minutes=1)
OURSELVES = System("casework.calls")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was written down of a call. minutes: None where nobody looked at the clock."""

    words: str
    minutes: int | None
    we_rang: bool
    in_danger: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The story of a call. code: to be read out to her, once; nobody of the desk keeps it."""

    conversation_id: UUID
    code: str
    is_new: bool = True


def minutes_since(started: str, now: datetime) -> int | None:
    """Whole minutes, the begun one too; None for what cannot be when a call began. started: seconds since 1970.

    A clock that was begun again may be a little ahead of ours.
    """
    if not (started.isascii() and started.isdecimal() and len(started) < 12):
        return None
    lasted = now - datetime.fromtimestamp(int(started), now.tzinfo)
    return max(1, int(lasted.total_seconds() + 59) // 60) if -AHEAD <= lasted <= LONGEST else None


def begin_story(
    *,
    spoken: Spoken,
    language: str,
    number: str = "",
    safe_times: Sequence[str] = (),
    by: Staff,
    once: UUID,
) -> Kept:
    """A call of somebody we did not know becomes a story. Raises NotAllowed, NotANumber."""
    _may(by)
    accepted = voice.accept(
        Inbound(
            desk_id=by.desk_id,
            channel=CHANNEL,
            language=language,
            once=f"call {once}",
            text=spoken.words,
            danger=spoken.in_danger,
            came_as=TOLD,
            rule=TOLD_US,
        )
    )
    _keep_number(accepted.conversation_id, number, safe_times)
    if not accepted.repeated:
        voice.assign(conversation_id=accepted.conversation_id, by=by)
    _note_call(accepted.conversation_id, spoken, by, once, repeated=accepted.repeated)
    return Kept(accepted.conversation_id, in_groups(accepted.claim_code))


def add_to_story(*, conversation_id: UUID, spoken: Spoken, by: Staff, once: UUID, call_id: UUID | None = None) -> None:
    """A call becomes a part of a story that we know; whoever waited to be rung waits no more.

    Raises NotAllowed, StoryGone.
    """
    _may(by)
    with acting_as(by):
        conversation_of(by, conversation_id)
    added = voice.say_more(
        conversation_id=conversation_id, text=spoken.words, once=f"call {once}", came_as=TOLD, rule=TOLD_US
    )
    if spoken.in_danger and (added or not _is_in_danger(conversation_id)):
        voice.raise_danger(conversation_id=conversation_id)
    _note_call(conversation_id, spoken, by, once, repeated=added is None)
    if call_id is not None:
        _reached(call_id, by)


def give_number(*, conversation_id: UUID, we_rang: bool, by: Staff, once: UUID) -> Kept:
    """She left her words with the machine, which told her no number: now that we rang her, she gets one, once.

    Raises NotAllowed, also where she was told one before, or where she rang: that may be anybody.
    """
    require(we_rang)
    code = voice.give_number(conversation_id=conversation_id, by=by, once=f"number {once}")
    return Kept(conversation_id, in_groups(code), is_new=False)


def story_of_code(typed: str, by: Staff) -> UUID:
    """By her own number, as she says it on the telephone; wrong ones count as on her pages. Raises NoSuchStory."""
    _may(by)
    try:
        conversation_id = open_story(typed)
        with acting_as(by):
            return conversation_of(by, conversation_id).id
    except (Mistyped, WrongCode, NotAllowed):
        raise NoSuchStory("code") from None


def note_missed(*, number: str, language: str, by: Staff, once: UUID) -> UUID:
    """A call that nobody took: into the story of this number that is open, else into a new one; and she is rung back.

    Raises NotAllowed, NotANumber.
    """
    _may(by)
    story_id = _open_story_of(number, by.desk_id)
    if story_id is None:
        inbound = Inbound(by.desk_id, CHANNEL, language, f"call {once}", came_as=MISSED, rule=SHE_BEGAN)
        accepted = voice.accept(inbound)
        story_id = accepted.conversation_id
        _keep_number(story_id, number, ())
    with acting_as(OURSELVES) as moment:
        call_backs.ask_for(story_id, how=call_backs.MISSED, now=moment.now)
    with acting_as(by):
        record("casework.missed_call_noted", story_id)
    return story_id


def _may(by: Staff) -> None:
    """Also whether her desk is frozen. Raises NotAllowed, DeskFrozen."""
    require(may_work_with_stories(by))
    with acting_as(by):
        return


def _is_in_danger(conversation_id: UUID) -> bool:
    with acting_as(OURSELVES):
        return Conversation.objects.filter(id=conversation_id, urgency=Urgency.DANGER).exists()


def _keep_number(conversation_id: UUID, number: str, safe_times: Sequence[str]) -> None:
    """Once; also where a first try of the same form ended before it came to that."""
    if not number:
        return
    with acting_as(OURSELVES):
        is_kept = Conversation.objects.filter(id=conversation_id, reply_by="phone").exists()
    if not is_kept:
        voice.set_details(conversation_id=conversation_id, phone=number, safe_times=list(safe_times))


def _open_story_of(number: str, desk_id: UUID) -> UUID | None:
    indexes = list(hashing.blind_indexes("phone", number).values())
    with acting_as(OURSELVES):
        people = Contact.objects.filter(desk_id=desk_id, handle_index__in=indexes).values_list("id", flat=True)
        hers = Conversation.objects.filter(contact_id__in=list(people), left_on=None).exclude(status=Status.CLOSED)
        return hers.order_by("-id").values_list("id", flat=True).first()


def _note_call(conversation_id: UUID, spoken: Spoken, by: Staff, once: UUID, *, repeated: bool) -> None:
    """Beside her story, once: who rang, and how long it took."""
    add_note(conversation_id=conversation_id, text=_in_words(spoken), by=by, once=uuid5(once, "lasted"))
    if repeated:
        return
    with acting_as(by):
        detail: Payload = {"we_rang": spoken.we_rang, "minutes": spoken.minutes}
        record("casework.call_written_down", conversation_id, detail=detail)


def _in_words(spoken: Spoken) -> str:
    who = gettext("We rang her.") if spoken.we_rang else gettext("She rang us.")
    if spoken.minutes is None:
        return who
    lasted = ngettext("%(minutes)d minute.", "%(minutes)d minutes.", spoken.minutes) % {"minutes": spoken.minutes}
    return f"{who} {in_own_digits(lasted)}"


def _reached(call_id: UUID, by: Staff) -> None:
    try:
        call_backs.called_back(call_id=call_id, by=by)
    except NotWaiting:  # the same form, sent twice
        return
