"""What the desk reads of a message on its way, and what it may do: send again, offer a template."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import ordered_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving.ways import may_be_another
from saphan.voice.channels.events import Kind
from saphan.voice.channels.leaving.outbox import NEVER_CAME, REPLY, SEND
from saphan.voice.channels.models import ChannelAccount, Delivery, MayWrite, Progress, Way
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.models import Conversation
from saphan.voice.policies import may_answer

Words = str | Promise
OURSELVES = System("voice.outbox")

WORDS: dict[str, Words] = {
    Progress.WAITING: _("Waits to be sent."),
    Progress.SENDING: _("Is being sent."),
    Progress.SENT: _("Sent. Whether it arrived is not known yet."),
    Progress.DELIVERED: _("Arrived on her phone."),
    Progress.READ: _("Read."),
    Progress.FAILED: _("Did not arrive. Try another way."),
    Progress.UNKNOWN: _("We do not know whether it was sent. It is not sent again by itself."),
    Progress.ASKING: _("Waits until she says what may be written there."),
    Progress.WINDOW: _("She wrote too long ago: it waits until she writes again."),
    Progress.CANCELLED: _("Was not sent."),
}
ANNOUNCED: Words = _("She was only told that there is news. She reads it with her number.")
MAY_WRITE: dict[str, Words] = {
    MayWrite.UNASKED: _("She is asked at our first answer what may be written there."),
    MayWrite.EVERYTHING: _("Everything may be written there."),
    MayWrite.NEUTRAL: _("Only that there is news may be written there."),
    MayWrite.NOTHING: _("Nothing may be written there. She reads answers with her number."),
}
NO_WAY: Words = _("An answer reaches nobody there, and she has no number of ours. Ring her, or ask who sent her.")
SPOKEN: Words = _("She is rung there; nothing is written. Whoever takes the call hears us.")
SILENT: Words = _("Silent for long: it may be somebody else's by now. Nothing goes there before she writes.")
WHO_ANSWERS: Words = _("Silent for long: somebody else may take the call. Ask who it is before you say anything.")
CLOSED: Words = _("She closed this way, or nobody is there.")
FURTHEST = (
    *(Progress.FAILED, Progress.UNKNOWN, Progress.WINDOW, Progress.ASKING, Progress.CANCELLED),
    *(Progress.WAITING, Progress.SENDING, Progress.SENT, Progress.DELIVERED, Progress.READ),
)


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """How far one reply is; of several pieces, the one that needs somebody most. delivery_id: of that piece."""

    delivery_id: UUID
    progress: str
    words: Words
    may_send_again: bool
    may_offer_template: bool


@dataclass(frozen=True, slots=True)
class WayCard:
    """By what she writes, and what may be written there."""

    label: Words
    account: str
    words: Words
    is_open: bool


def on_its_way(by: Staff, conversation_id: UUID) -> dict[UUID, OnItsWay]:
    """By reply, for those that were sent by a channel. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        rows = list(Delivery.objects.filter(conversation_id=conversation_id, message_id__isnull=False).order_by("id"))
        templates = _with_templates({row.account_id for row in rows})
    found: dict[UUID, Delivery] = {}
    for row in rows:
        former = found.get(row.message_id) if row.message_id else None
        if row.message_id and (former is None or _place(row) < _place(former)):
            found[row.message_id] = row
    return {message_id: _shown(row, templates) for message_id, row in found.items()}


def ways_of(by: Staff, conversation_id: UUID) -> tuple[WayCard, ...]:
    """Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        ways = list(Way.objects.filter(conversation_id=conversation_id).order_by("id"))
        ids = [way.account_id for way in ways]
        came_by = Conversation.objects.filter(id=conversation_id).values_list("channel", flat=True).first()
    if not ways:
        return _no_way(came_by or "")
    with acting_as(OURSELVES):  # after a move the account is another desk's
        names = {row.id: row for row in ChannelAccount.objects.filter(id__in=ids).only("id", "channel", "name")}
    now = clock.now()
    return tuple(_way(way, names[way.account_id], now) for way in ways)


def _no_way(channel: str) -> tuple[WayCard, ...]:
    """A form or somebody else's letter leads back to nobody, and nobody was given a code; by telephone she was."""
    it = registry.channel(channel)
    if it is None or it.send is not None or Kind.TEXT not in it.declaration.carries_in:
        return ()
    return (WayCard(it.declaration.label, "", NO_WAY, is_open=False),)


def story_of(delivery_id: UUID, *, by: Staff) -> UUID:
    """The story that a message belongs to. Raises NotAllowed."""
    with acting_as(by):
        return _own(delivery_id, by).conversation_id


def send_again(*, delivery_id: UUID, by: Staff) -> None:
    """Somebody decides that it is sent once more, although it may have arrived. Raises NotAllowed, NotWaiting."""
    with acting_as(by):
        row = _own(delivery_id, by)
        with acting_as(OURSELVES) as moment:
            stands = Delivery.objects.filter(id=row.id, progress__in=(Progress.UNKNOWN, Progress.FAILED))
            if not stands.update(
                progress=Progress.WAITING, next_try_at=moment.now, progress_at=moment.now, why="", code=""
            ):  # two who press at once send it once
                raise NotWaiting
            defer(SEND, priority=5, account_id=row.account_id)
        record("voice.sent_again", row.conversation_id, detail={"delivery": str(row.id)})


def offer_template(*, delivery_id: UUID, by: Staff) -> None:
    """The window is closed: the words that the provider approved ask her to write; then what waits goes out.

    Raises NotAllowed, NotWaiting.
    """
    with acting_as(by):
        row = _own(delivery_id, by)
        if row.progress != Progress.WINDOW or row.account_id not in _with_templates({row.account_id}):
            raise NotWaiting
        with acting_as(OURSELVES) as moment:
            Way.objects.select_for_update().filter(id=row.way_id).first()  # two who press at once offer it once
            standing = Delivery.objects.filter(way_id=row.way_id, is_template=True, made_at__gte=row.made_at)
            if standing.exclude(progress__in=NEVER_CAME).exists():
                raise NotWaiting
            Delivery.objects.create(
                id=ordered_id(),
                desk_id=row.desk_id,
                conversation_id=row.conversation_id,
                account_id=row.account_id,
                way_id=row.way_id,
                words="news",
                is_template=True,
                priority=REPLY,
                made_at=moment.now,
                next_try_at=moment.now,
                progress_at=moment.now,
            )
            defer(SEND, priority=5, account_id=row.account_id)
        record("voice.template_offered", row.conversation_id)


def _own(delivery_id: UUID, by: Staff) -> Delivery:
    """A delivery of the caller's desk. Raises NotAllowed."""
    _require(by)
    row = Delivery.objects.filter(id=delivery_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    return row


def _require(by: Staff) -> None:
    if not may_answer(by):
        raise NotAllowed


def _place(row: Delivery) -> int:
    return FURTHEST.index(Progress(row.progress))


def _with_templates(account_ids: set[UUID]) -> set[UUID]:
    """Those accounts for which the desk entered an approved template."""
    found = (accounts.opened(account_id) for account_id in account_ids)
    return {each.id for each in found if each and each.declaration.templates and each.account["template"]}


def _shown(row: Delivery, templates: set[UUID]) -> OnItsWay:
    announced = bool(row.words) and row.progress in (Progress.SENT, Progress.DELIVERED, Progress.READ)
    return OnItsWay(
        delivery_id=row.id,
        progress=row.progress,
        words=ANNOUNCED if announced else WORDS[row.progress],
        may_send_again=row.progress in (Progress.UNKNOWN, Progress.FAILED),
        may_offer_template=row.progress == Progress.WINDOW and row.account_id in templates,
    )


def _way(way: Way, account: ChannelAccount, now: datetime) -> WayCard:
    it = registry.channel(account.channel)
    label = it.declaration.label if it else account.channel
    writes = it is not None and it.send is not None
    return WayCard(label, account.name, _words_of(way, now, writes=writes), way.closed_on is None)


def _words_of(way: Way, now: datetime, *, writes: bool) -> Words:
    if way.closed_on:
        return CLOSED
    if may_be_another(way, now):
        return SILENT if writes else WHO_ANSWERS
    return MAY_WRITE[way.may_write] if writes else SPOKEN
