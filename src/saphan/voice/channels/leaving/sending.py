"""Sending what waits, one message at a time: a lease first, then the provider is asked, then what came of it is kept.

Between lease and answer nothing of ours is locked. Whoever dies there leaves a lease behind; when it is over, nobody
knows whether the message went out, and it is not sent again unless the provider promises to send it once.
"""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from saphan.network import selectors as network
from saphan.network.frozen import is_frozen
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import defer
from saphan.vault.hashing import blind_indexes
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import open_texts
from saphan.voice.channels import wire
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving.inbox import ref_hash, wake
from saphan.voice.channels.arriving.ways import may_be_another
from saphan.voice.channels.contract import Choice, Failed, Outgoing, Sent, Template
from saphan.voice.channels.events import Why
from saphan.voice.channels.leaving import hours, sentences, settling
from saphan.voice.channels.leaving.not_arrived import locked
from saphan.voice.channels.leaving.outbox import SEND, pieces
from saphan.voice.channels.models import STILL_TO_GO, ChannelAccount, Delivery, MayWrite, Progress, Way
from saphan.voice.inviting import finding
from saphan.voice.letters import for_her
from saphan.voice.models import Contact, Conversation, Message
from saphan.voice.safe_times import zone_of

OURSELVES = System("voice.send_out")
LEASE = timedelta(minutes=2)
BUSY = timedelta(minutes=2)
SOON = timedelta(seconds=5)
A_RUN = 5.0  # seconds: then the queue may do something else first, an alarm above all
CANDIDATES = 50
Outcome = Sent | Failed | None
pause = time.sleep
log = logging.getLogger("saphan.channels")


@dataclass(frozen=True, slots=True)
class Leased:
    """A message that is ours to send now."""

    id: UUID
    outgoing: Outgoing = field(repr=False)


def send_out(account_id: UUID) -> None:
    """Everything that waits at one account, the most urgent first, not faster than the provider allows."""
    found = accounts.opened(account_id)
    if found is None or found.channel.send is None or not _claim(found):
        return
    until = time.monotonic() + A_RUN
    try:
        while time.monotonic() < until and (leased := _lease(found) or _lease_soon(found)) is not None:
            _settle(leased, _ask(found, leased.outgoing), found)
            pause(1 / found.declaration.rate)
    finally:
        _let_go(account_id)
    if _is_due(account_id):
        _again(account_id)


def send_what_is_due() -> None:
    """Once a minute: leases that are over, and accounts with something that is due."""
    _end_leases()
    with acting_as(OURSELVES) as moment:
        due = Delivery.objects.filter(progress=Progress.WAITING, next_try_at__lte=moment.now)
        open_now = ChannelAccount.objects.filter(id__in=due.values("account_id"), ended_on=None).filter(
            Q(paused_until=None) | Q(paused_until__lte=moment.now)
        )
        for account_id in open_now.values_list("id", flat=True):
            defer(SEND, priority=5, account_id=account_id)


def doubt_what_waited() -> None:
    """In a restored database: what waits there may have gone out since. Nothing is sent again by itself."""
    with acting_as(OURSELVES) as moment:
        waiting = Delivery.objects.filter(progress__in=(*STILL_TO_GO, Progress.SENDING))
        waiting.filter(words="").update(progress=Progress.UNKNOWN, progress_at=moment.now, why=Why.UNKNOWN.value)
        waiting.exclude(words="").update(progress=Progress.CANCELLED, progress_at=moment.now)
        ChannelAccount.objects.update(busy_until=None, paused_until=None)


def _claim(found: Opened) -> bool:
    """One sender at a time; none while the desk is frozen, or the provider told us to wait."""
    if is_frozen(found.desk_id):
        return False
    with acting_as(OURSELVES) as moment:
        free = Q(busy_until=None) | Q(busy_until__lte=moment.now)
        open_now = Q(paused_until=None) | Q(paused_until__lte=moment.now)
        mine = ChannelAccount.objects.filter(free, open_now, id=found.id, ended_on=None)
        return bool(mine.update(busy_until=moment.now + BUSY))


def _let_go(account_id: UUID) -> None:
    with acting_as(OURSELVES):
        ChannelAccount.objects.filter(id=account_id).update(busy_until=None)


def _is_due(account_id: UUID) -> bool:
    """Put in while we were leaving, or more than one run can do."""
    with acting_as(OURSELVES) as moment:
        waiting = Delivery.objects.filter(account_id=account_id, progress=Progress.WAITING)
        open_now = Q(paused_until=None) | Q(paused_until__lte=moment.now)
        return (
            waiting.filter(next_try_at__lte=moment.now).exists()
            and ChannelAccount.objects.filter(open_now, id=account_id).exists()
        )


def _again(account_id: UUID) -> None:
    with acting_as(OURSELVES):
        defer(SEND, account_id=account_id)


def _lease(found: Opened) -> Leased | None:
    """The next one that may go now; those that may not are put off or held on the way."""
    with acting_as(OURSELVES) as moment:
        ChannelAccount.objects.filter(id=found.id).update(busy_until=moment.now + BUSY)
        if not _may_go_on(found.id, moment.now):
            return None
        due = Delivery.objects.select_for_update(skip_locked=True).filter(
            account_id=found.id, progress=Progress.WAITING, next_try_at__lte=moment.now
        )
        for row in due.order_by("-priority", "id")[:CANDIDATES]:
            outgoing = None if _is_behind(row, moment.now) else _ready(row, found, moment.now)
            if outgoing is not None:
                row.progress, row.lease_until, row.attempts = Progress.SENDING, moment.now + LEASE, row.attempts + 1
                row.save(update_fields=["progress", "lease_until", "attempts"])
                return Leased(row.id, outgoing)
    return None


def _is_behind(row: Delivery, now: datetime) -> bool:
    """To one person things are said in their order: what was put off puts off what came after it."""
    hers = Delivery.objects.filter(conversation_id=row.conversation_id, way_id=row.way_id, priority=row.priority)
    before = hers.filter(id__lt=row.id, progress__in=(Progress.WAITING, Progress.SENDING)).order_by("-id").first()
    if before is None:
        return False
    row.next_try_at = max(before.lease_until or before.next_try_at, now + timedelta(seconds=1))
    row.save(update_fields=["next_try_at"])
    return True


def _lease_soon(found: Opened) -> Leased | None:
    """What may go in a moment is worth waiting for: the next piece of a long answer."""
    with acting_as(OURSELVES) as moment:
        waiting = Delivery.objects.filter(account_id=found.id, progress=Progress.WAITING)
        soon = waiting.filter(next_try_at__lte=moment.now + SOON).order_by("next_try_at")
        when = soon.values_list("next_try_at", flat=True).first()
    if when is None:
        return None
    pause(max((when - moment.now).total_seconds(), 0))
    return _lease(found)


def _may_go_on(account_id: UUID, now: datetime) -> bool:
    open_now = Q(paused_until=None) | Q(paused_until__lte=now)
    return ChannelAccount.objects.filter(open_now, id=account_id, ended_on=None).exists()


def _ready(row: Delivery, found: Opened, now: datetime) -> Outgoing | None:
    """What to send, if this may go now; else the row says why not, or when."""
    way = Way.objects.filter(id=row.way_id).first()
    story = Conversation.objects.filter(id=row.conversation_id, left_on=None).first()
    if way is None or story is None or way.conversation_id != story.id:
        return _held(row, Progress.CANCELLED, now)
    if way.closed_on is not None or may_be_another(way, now):
        settling.never_sent(row, now)
        return None
    if row.why == Why.UNKNOWN and not _is_known_again(row, found, now):
        settling.failed(row, Why.UNKNOWN, row.code, None, now)
        return None
    if _is_more_than_she_allows(row, way):
        return _held(row, Progress.ASKING if way.may_write == MayWrite.UNASKED else Progress.CANCELLED, now)
    if row.words == sentences.INVITED and not _wants_questions(row, story, now):
        return _held(row, Progress.CANCELLED, now)
    if not row.is_template and _is_over(_window(row, found), way, now):
        return _held(row, Progress.WINDOW, now)
    later = _not_before(way, story, found, now)
    if later is not None:
        row.next_try_at = later
        row.save(update_fields=["next_try_at"])
        return None
    return _outgoing(row, way, story, found, now)


def _is_more_than_she_allows(row: Delivery, way: Way) -> bool:
    """Also what she allowed when it was tried first, and has forbidden since: she has a number with which to read."""
    if row.words:
        return row.words == sentences.NEWS and way.may_write == MayWrite.NOTHING
    return not row.is_template and way.may_write != MayWrite.EVERYTHING


def _wants_questions(row: Delivery, story: Conversation, now: datetime) -> bool:
    """Her yes, and all that it hangs on, as they stand at this moment."""
    return any(each.way_id == row.way_id for each in finding.invitees(story.desk_id, now, among=[story.id]))


def _window(row: Delivery, found: Opened) -> timedelta | None:
    """Longer for what a person wrote, where the provider allowed that."""
    longer = found.declaration.longer if not row.words and found.account["longer"] == "yes" else None
    return longer or found.declaration.window


def _is_over(window: timedelta | None, way: Way, now: datetime) -> bool:
    return window is not None and now - way.heard_at > window


def _held(row: Delivery, progress: Progress, now: datetime) -> Outgoing | None:
    """Nothing to send."""
    row.progress, row.progress_at = progress, now
    row.save(update_fields=["progress", "progress_at"])
    return None


def _not_before(way: Way, story: Conversation, found: Opened, now: datetime) -> datetime | None:
    """Her hours, and not faster to one person than the provider allows."""
    spacing = timedelta(seconds=1 / found.declaration.rate_each)
    if way.written_at is not None and way.written_at + spacing > now:
        return way.written_at + spacing
    person = Contact.objects.filter(id=story.contact_id).values_list("safe_times", "clock")
    times, clock = person.first() or ([], None)
    zone = zone_of(clock, network.desk(story.desk_id).time_zone)
    return None if hours.may_arrive(times, now, way.heard_at, zone) else hours.next_time(times, now, zone)


def _outgoing(row: Delivery, way: Way, story: Conversation, found: Opened, now: datetime) -> Outgoing | None:
    try:
        to, text, choices = _opened(row, way, story, found)
    except (CannotOpen, IndexError):  # taken back, or her handle has ended
        return _held(row, Progress.CANCELLED, now)
    template = _template(found, story.language) if row.is_template else None
    late = not row.is_template and _is_over(found.declaration.window, way, now)
    return Outgoing(to, text, story.language, row.id, choices, template, late)


def _handle_of(way: Way, given: Sequence[str]) -> str:
    """Of those that she gave, the one by which she wrote here. Raises IndexError when it has ended."""
    return [each for each in given if bytes(way.handle_index) in blind_indexes(way.handle_kind, each).values()][0]


def _opened(row: Delivery, way: Way, story: Conversation, found: Opened) -> tuple[str, str, tuple[Choice, ...]]:
    """Her handle and the words: one audited read. Raises CannotOpen, IndexError."""
    given = list(Message.objects.filter(conversation_id=story.id, part="handle").order_by("-id"))
    cells = [(each.sealed, Cell("voice_message", "sealed", each.id)) for each in given]
    if row.words:
        cells += [(row.sealed, Cell("voice_delivery", "sealed", row.id))] if row.sealed is not None else []
    else:
        reply = Message.objects.filter(id__in=[row.message_id], recalled_on=None)[0]
        cells.append((reply.sealed, Cell("voice_message", "sealed", reply.id)))
    opened = open_texts(cells, subject_id=story.id, why="sent_to_her")
    to, rest, declaration = _handle_of(way, opened[: len(given)]), opened[len(given) :], found.declaration
    if row.words:
        values = json.loads(rest[0]) if rest else {}
        words, choices = sentences.written(row.words, story.language, declaration.buttons, values)
        return to, for_her(words, reads_zawgyi=story.reads_zawgyi), choices
    return to, pieces(rest[0], declaration, reads_zawgyi=story.reads_zawgyi)[row.piece], ()


def _template(found: Opened, language: str) -> Template:
    """In her language where the provider has approved it so, else in the first that it has."""
    known = [each.strip() for each in found.account["template_languages"].split(",") if each.strip()] or ["en"]
    hers = next((each for each in known if _spoken(each) == language), known[0])
    return Template(found.account["template"], hers)


def _spoken(code: str) -> str:
    """The language of a provider's code; two names of Filipino are one."""
    base = code.replace("_", "-").split("-")[0]
    return "tl" if base == "fil" else base


def _ask(found: Opened, outgoing: Outgoing) -> Outcome:
    """None when the provider was not reached. A fault of ours holds up nothing but this one message."""
    assert found.channel.send is not None
    try:
        return found.channel.sent(wire.speak(found.channel.send(outgoing, found.account)))
    except wire.NotAsked:
        return None
    except (wire.NoAnswer, wire.TooLong):
        return Failed(Why.UNKNOWN, "no_answer")
    except Exception as error:
        log.error("a message was not sent or its answer not read: %s", type(error).__name__)
        return Failed(Why.UNKNOWN, "fault")


def _settle(leased: Leased, outcome: Outcome, found: Opened) -> None:
    with acting_as(OURSELVES) as moment:
        row = locked(Delivery.objects.filter(id=leased.id, progress=Progress.SENDING))
        if row is None:
            return
        if outcome is None:
            settling.not_asked(row, moment.now)
        elif isinstance(outcome, Sent):
            found_by = ref_hash(found.id, outcome.ref)
            settling.taken(row, outcome, found_by, moment.now)
            if found_by:
                wake(found_by, moment.now)
        else:
            settling.answered(row, outcome, moment.now, known_again=_is_known_again(row, found, moment.now))


def _is_known_again(row: Delivery, found: Opened | None, now: datetime) -> bool:
    """Where the provider sends once for one key, not knowing is no reason not to try again, as long as it knows it."""
    if found is None or not found.declaration.retry_key:
        return False
    span = found.declaration.retry_key_for
    return span is None or now - row.made_at < span


def _end_leases() -> None:
    with acting_as(OURSELVES) as moment:
        over = Delivery.objects.filter(progress=Progress.SENDING, lease_until__lte=moment.now)
        ids = list(over.order_by("id").values_list("id", flat=True)[:CANDIDATES])
    for row_id in ids:
        with acting_as(OURSELVES) as moment:
            row = locked(over.filter(id=row_id))
            if row is not None:
                known = _is_known_again(row, accounts.opened(row.account_id), moment.now)
                settling.failed(row, Why.UNKNOWN, "lease", None, moment.now, known_again=known)
