"""Finding whose handle this is, and in which story she speaks. Call as System, with her handle's turn taken."""

from datetime import datetime, timedelta
from uuid import UUID

from saphan.release.thresholds import DEFAULT
from saphan.store import clock
from saphan.store.ids import ordered_id
from saphan.vault import hashing
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.inbox import ref_hash
from saphan.voice.channels.events import Said
from saphan.voice.channels.leaving import outbox, permission, sentences
from saphan.voice.channels.leaving.not_arrived import give_up
from saphan.voice.channels.models import Asking, Delivery, InboundEvent, MayWrite, Progress, Way
from saphan.voice.inbound import Handle
from saphan.voice.models import Contact, Conversation, Ending, Status
from saphan.voice.stories import hold
from saphan.voice.traces.arriving import forget_handle

SILENCE = timedelta(days=DEFAULT.handle_silent_days)  # then a number may have got another owner
PROFILE = "channel-profile"
COMES_BACK = timedelta(days=14)  # to a story that was closed


def way_of(found: Opened, handle: Handle) -> Way | None:
    """Locked, and her story with it; None for somebody whom this account never heard."""
    indexes = hashing.blind_indexes(handle.kind, handle.value)
    known = Way.objects.filter(account_id=found.id, handle_index__in=list(indexes.values()))
    story_id = known.values_list("conversation_id", flat=True).first()
    if story_id is None:
        return None
    hold(story_id)
    return known.select_for_update().first()


def heard(way: Way, said: Said, now: datetime) -> None:
    """She wrote: the way is open, and what waited for it goes out. A message that comes late counts as of its time."""
    if not permission.is_older(said.at, way):
        way.closed_on = None
    way.heard_at = max(way.heard_at, min(said.at, now))
    way.profile_hash = _profile_hash(way.account_id, said.profile) or way.profile_hash
    way.save(update_fields=["heard_at", "closed_on", "profile_hash"])
    outbox.release(way, Progress.WINDOW, now)


def may_be_another(way: Way, at: datetime, profile: str = "") -> bool:
    """Whether the handle may have a new owner: the provider said so, it was silent for long, or its profile changed."""
    if way.renumbered_on is not None or at - way.heard_at > SILENCE:
        return True
    if not profile or way.profile_hash is None:
        return False
    known = {each.hash for each in hashing.tokens(PROFILE, f"{way.account_id}:{profile}")}
    return bytes(way.profile_hash) not in known


def _profile_hash(account_id: UUID, profile: str) -> bytes | None:
    return hashing.token_hash(PROFILE, f"{account_id}:{profile}") if profile else None


def story_of(way: Way) -> UUID | None:
    """The story she goes on with; None when it is gone, or was closed a while ago."""
    return still_open(way.conversation_id)


def story_under(found: Opened, ref: str) -> UUID | None:
    """The story of what came under this name before, for a channel without handles; None as above."""
    known = InboundEvent.objects.filter(account_id=found.id, ref_hash=ref_hash(found.id, ref))
    story_id = known.exclude(conversation_id=None).order_by("-id").values_list("conversation_id", flat=True).first()
    return still_open(story_id) if story_id is not None else None


def still_open(story_id: UUID) -> UUID | None:
    story = Conversation.objects.filter(id=story_id, left_on=None).first()
    if story is None:
        return None
    if story.status != Status.CLOSED:
        return story.id
    ending = Ending.objects.filter(conversation_id=story.id).first()
    recent = ending is None or clock.today() - ending.closed_on <= COMES_BACK
    return story.id if recent else None


def let_go(way: Way, handle: Handle, now: datetime) -> UUID:
    """The handle belongs to nobody we know until its owner says so; returns the story it led to.

    What waits for the former owner is not sent, and her contact is not found by this handle any more.
    """
    give_up(Delivery.objects.filter(way_id=way.id), now)
    indexes = hashing.blind_indexes(handle.kind, handle.value)
    former = Contact.objects.filter(id=way.contact_id, handle_index__in=list(indexes.values()))
    former.update(handle_kind="", handle_index=None)
    forget_handle(way.conversation_id, handle)
    return way.conversation_id


def lead_to(way: Way | None, found: Opened, said: Said, conversation_id: UUID, now: datetime) -> Way:
    """From now on her handle speaks in this story."""
    handle = said.handle
    assert handle is not None
    story = Conversation.objects.get(id=conversation_id)
    if way is not None:
        way.conversation_id, way.contact_id, way.desk_id = story.id, story.contact_id, story.desk_id
        way.save(update_fields=["conversation_id", "contact_id", "desk_id"])
        return way
    version, index = hashing.newest(hashing.blind_indexes(handle.kind, handle.value))
    return Way.objects.create(
        id=ordered_id(),
        desk_id=story.desk_id,
        account_id=found.id,
        contact_id=story.contact_id,
        conversation_id=story.id,
        handle_kind=handle.kind,
        handle_index=index,
        handle_key_version=version,
        heard_at=min(said.at, now),
        profile_hash=_profile_hash(found.id, said.profile),
    )


def begin_anew(way: Way, former_id: UUID, profile: str, now: datetime) -> None:
    """Somebody who may be another: nothing that was agreed before holds, and she is asked."""
    way.may_write, way.asking, way.asked_on = MayWrite.UNASKED, Asking.OWNER, now.date()
    way.renumbered_on, way.former_id, way.closed_on = None, former_id, None
    way.heard_at, way.profile_hash = now, _profile_hash(way.account_id, profile)
    way.save()
    outbox.put_words(way, sentences.ASK_OWNER, now)
