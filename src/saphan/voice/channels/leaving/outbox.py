"""Putting messages into the outbox. Inside the transaction of the act that causes them, so that none is lost."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import ordered_id
from saphan.store.tasks import defer
from saphan.vault import codes, hashing
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, open_texts, seal
from saphan.voice.channels import registry
from saphan.voice.channels.contract import Declaration
from saphan.voice.channels.leaving import sentences
from saphan.voice.channels.lengths import cut
from saphan.voice.channels.models import STILL_TO_GO, Asking, ChannelAccount, Delivery, MayWrite, Progress, Way
from saphan.voice.letters import for_her
from saphan.voice.linking.together import read_across
from saphan.voice.models import Conversation

OURSELVES = System("voice.outbox")
SEND = "voice.send_out"
REPLY, HOUSE, BULK = 10, 5, 0
PHONE = "phone"
ONCE_A_DAY = timedelta(days=1)
HEARS_OF_NEWS = (MayWrite.EVERYTHING, MayWrite.NEUTRAL)
NEVER_CAME = (Progress.CANCELLED, Progress.FAILED)
GONE_OUT = (Progress.SENDING, Progress.SENT, Progress.DELIVERED, Progress.READ, Progress.UNKNOWN)


def put_reply(*, conversation_id: UUID, message_id: UUID, text: str, bulk: bool = False) -> None:
    """A reply of the desk, for a story that came by a channel that can carry it; nothing for any other.

    As she said what may be written: all of it, or that there is news, or nothing. Before she said: it waits, and she
    is asked.
    """
    with acting_as(OURSELVES) as moment:
        way = _way_of(conversation_id)
        if way is None or not _can_carry(way.account_id):
            _tell_the_other(conversation_id, moment.now)
            return
        if way.may_write == MayWrite.NOTHING:
            return
        priority = BULK if bulk else REPLY
        if way.may_write == MayWrite.NEUTRAL:
            _put(way, moment.now, words=sentences.NEWS, message_id=message_id, priority=priority)
            return
        progress = Progress.WAITING if way.may_write == MayWrite.EVERYTHING else Progress.ASKING
        reads_zawgyi = Conversation.objects.filter(id=conversation_id, reads_zawgyi=True).exists()
        for piece in range(len(pieces(text, _declaration(way.account_id), reads_zawgyi=reads_zawgyi))):
            _put(way, moment.now, message_id=message_id, piece=piece, priority=priority, progress=progress)
        if progress == Progress.ASKING:
            _ask_what(way, moment.now)


def put_question(conversation_id: UUID, question: str) -> None:
    """A question to her stands on her page: her chat says so, as far as she allowed it. It does not say what about.

    Whether two of her stories are put together is asked there itself, where everything may be written.
    """
    with acting_as(OURSELVES) as moment:
        way = _way_of(conversation_id)
        if way is None or not _can_carry(way.account_id):
            _tell_the_other(conversation_id, moment.now)
        elif way.may_write == MayWrite.NEUTRAL:
            _put_once_a_day(way, sentences.NEWS, moment.now)
        elif way.may_write == MayWrite.EVERYTHING and question == Asking.LINK:
            ask_here(way, Asking.LINK, sentences.ASK_LINK, moment.now)
        elif way.may_write != MayWrite.NOTHING:
            _put_with_a_code(way, moment.now)


def ask_here(way: Way, asking: Asking, words: str, now: datetime) -> None:
    """A question that she answers in the chat itself; it takes the place of an older one. Call as System."""
    way.asking, way.asked_on = asking, now.date()
    way.save(update_fields=["asking", "asked_on"])
    put_words(way, words, now)


def put_words(way: Way, words: str, now: datetime, *, values: Mapping[str, str] | None = None) -> None:
    """A sentence of the house, where she wants any. Call as System."""
    if way.closed_on is None and _can_carry(way.account_id):
        _put(way, now, words=words, priority=HOUSE, values=values)


def put_kind_words(way: Way, words: str, now: datetime, *, values: Mapping[str, str] | None = None) -> None:
    """One that is said once a day, and only where she has not asked for fewer. Call as System."""
    if way.may_write in (MayWrite.NEUTRAL, MayWrite.NOTHING):
        return
    if not Delivery.objects.filter(way_id=way.id, words=words, made_at__gt=now - ONCE_A_DAY).exists():
        put_words(way, words, now, values=values)


def put_invitation(way: Way, address: str, now: datetime) -> UUID:
    """Questions that are asked of many, after all that is hers alone; returns what goes out. Call as System."""
    return _put(way, now, words=sentences.INVITED, priority=BULK, values={"address": address})


def name_machine(conversation_id: UUID, name: str) -> bool:
    """A machine elsewhere is to translate what she wrote in a chat: she is told there, once, where she wants words.

    Whether she is told, now or before.
    """
    with acting_as(OURSELVES) as moment:
        if name in _machines_named(conversation_id):
            return True
        way = _way_of(conversation_id)
        if way is None or way.may_write in (MayWrite.NEUTRAL, MayWrite.NOTHING) or not _can_carry(way.account_id):
            return False
        put_words(way, sentences.MACHINE, moment.now, values={"name": name})
        return True


def _machines_named(conversation_id: UUID) -> set[str]:
    rows = Delivery.objects.filter(conversation_id=conversation_id, words=sentences.MACHINE).exclude(sealed=None)
    sealed = [(bytes(row.sealed or b""), Cell("voice_delivery", "sealed", row.id)) for row in rows]
    return {json.loads(each)["name"] for each in open_texts(sealed, subject_id=conversation_id, why="machine_named")}


def words_of_a_call(way: Way) -> str:
    """We ring a telephone; of any other account we do not know the number, and ask for it."""
    return sentences.WE_CALL if way.handle_kind == PHONE else sentences.WHICH_NUMBER


def take_back(message_id: UUID) -> datetime | None:
    """A reply is taken back: what waits is never sent; what may have arrived is said to be a mistake.

    Returns when it may have arrived; None when it cannot have.
    """
    with acting_as(OURSELVES) as moment:
        rows = list(Delivery.objects.select_for_update().filter(message_id=message_id).order_by("id"))
        Delivery.objects.filter(id__in=[row.id for row in rows if row.progress in STILL_TO_GO]).update(
            progress=Progress.CANCELLED, progress_at=moment.now
        )
        out = [row for row in rows if row.progress in GONE_OUT and not row.words]
        if not out:
            return None
        way = Way.objects.filter(id=out[0].way_id, conversation_id=out[0].conversation_id).first()
        if way is not None and way.may_write != MayWrite.NOTHING:
            put_words(way, sentences.MISTAKE, moment.now)
        return out[0].progress_at


def release(way: Way, former: str, now: datetime) -> None:
    """What waited for her word, or for her to write, goes out. Call as System."""
    held = Delivery.objects.filter(way_id=way.id, progress=former)
    if held.update(progress=Progress.WAITING, next_try_at=now, progress_at=now):
        defer(SEND, priority=5, account_id=way.account_id)


def cancel(way: Way, now: datetime) -> None:
    """Nothing that waits for this handle goes out: she reads it elsewhere. Call as System."""
    waiting = Delivery.objects.filter(way_id=way.id, progress__in=STILL_TO_GO)
    waiting.update(progress=Progress.CANCELLED, progress_at=now)


def cancel_news_of_the_other(conversation_id: UUID) -> None:
    """Two stories were parted: the ways of this one say nothing more of the other. Call as System."""
    waiting = Delivery.objects.filter(
        conversation_id=conversation_id, words=sentences.NEWS_OF_THE_OTHER, progress__in=STILL_TO_GO
    )
    waiting.update(progress=Progress.CANCELLED, progress_at=clock.now())


def has_a_way(conversation_id: UUID) -> bool:
    """Whether she can be written to in this story itself."""
    with acting_as(OURSELVES):
        way = _way_of(conversation_id)
        return way is not None and _can_carry(way.account_id)


def ask_no_more(way: Way, now: datetime) -> None:
    """She has said it, before our question was sent. Call as System."""
    asking = Delivery.objects.filter(way_id=way.id, words__in=sentences.ASKS_WHAT, progress=Progress.WAITING)
    asking.update(progress=Progress.CANCELLED, progress_at=now)


def new_code(conversation_id: UUID, language: str) -> dict[str, str]:
    """A fresh claim code of this story, in place of one that nobody was given, and where to type it. As System."""
    code = codes.new_code()
    version, code_hash = hashing.newest(hashing.code_hashes(code))
    Conversation.objects.filter(id=conversation_id, left_on=None).update(code_hash=code_hash, code_key_version=version)
    record("voice.code_given_anew", conversation_id)
    return {"code": codes.in_groups(code), "address": f"{settings.SAPHAN_ADDRESS}/{language}/story/"}


def _ask_what(way: Way, now: datetime, words: str = sentences.ASK_WHAT) -> None:
    """Once; after that, once a day, that there is news. A question that never reached her is asked anew.

    Not while another stands open: the number that she types would answer the wrong one. Then `ask_what_waits` asks.
    """
    if _stands_open(way) or _another_stands_open(way, now):
        put_kind_words(way, sentences.NEWS, now)
        return
    way.asking, way.asked_on = Asking.WHAT, now.date()
    way.save(update_fields=["asking", "asked_on"])
    _put(way, now, words=words, priority=REPLY)


def ask_what_waits(way: Way, now: datetime) -> None:
    """She wrote, and another question is answered, or passed over: now ours, where an answer waits. As System."""
    waiting = Delivery.objects.filter(way_id=way.id, progress=Progress.ASKING)
    if way.may_write != MayWrite.UNASKED or _stands_open(way) or not waiting.exists():
        return
    way.asking = Asking.NOTHING
    _ask_what(way, now, sentences.ASK_WHAT if waiting.filter(words="").exists() else sentences.ASK_WHAT_NEWS)


def _stands_open(way: Way) -> bool:
    """The question what may be written, where it was not lost."""
    if way.asking != Asking.WHAT:
        return False
    asked = Delivery.objects.filter(way_id=way.id, words__in=sentences.ASKS_WHAT).order_by("-id")
    return asked.values_list("progress", flat=True).first() not in (None, *NEVER_CAME)


def _another_stands_open(way: Way, now: datetime) -> bool:
    recent = way.asked_on is not None and now.date() - way.asked_on <= ONCE_A_DAY
    return recent and way.asking not in (Asking.NOTHING, Asking.WHAT)


def _put_with_a_code(way: Way, now: datetime) -> None:
    """Where everything may be written, or when she says so: there is a question, and how she reads it.

    A number that she was given before stays hers; it is not made anew, or the one on her paper would open nothing.
    """
    asked_already = Delivery.objects.filter(way_id=way.id, words=sentences.QUESTION, progress=Progress.ASKING)
    if not asked_already.exists():
        given = Delivery.objects.filter(conversation_id=way.conversation_id, words__in=sentences.WITH_A_CODE)
        if given.exclude(progress__in=NEVER_CAME).exists():
            _put_once_a_day(way, sentences.QUESTION_AGAIN, now)
            return
        progress = Progress.WAITING if way.may_write == MayWrite.EVERYTHING else Progress.ASKING
        language = Conversation.objects.values_list("language", flat=True).get(id=way.conversation_id)
        values = new_code(way.conversation_id, language)
        _put(way, now, words=sentences.QUESTION, priority=HOUSE, progress=progress, values=values)
    if way.may_write == MayWrite.UNASKED:
        _ask_what(way, now, sentences.ASK_WHAT_NEWS)


def _put_once_a_day(way: Way, words: str, now: datetime) -> None:
    if not Delivery.objects.filter(way_id=way.id, words=words, made_at__gt=now - ONCE_A_DAY).exists():
        _put(way, now, words=words, priority=HOUSE)


def _tell_the_other(conversation_id: UUID, now: datetime) -> None:
    """A story without a way of its own, put together with one that has: there she hears that there is news."""
    for other_id in read_across(conversation_id):
        way = _way_of(other_id)
        if way is not None and _can_carry(way.account_id) and way.may_write in HEARS_OF_NEWS:
            _put_once_a_day(way, sentences.NEWS_OF_THE_OTHER, now)
            return


def _way_of(conversation_id: UUID) -> Way | None:
    """The way by which she spoke last in this story, if it is open."""
    open_ways = Way.objects.select_for_update().filter(conversation_id=conversation_id, closed_on=None)
    return open_ways.order_by("-heard_at", "id").first()


def _can_carry(account_id: UUID) -> bool:
    name = ChannelAccount.objects.filter(id=account_id, ended_on=None).values_list("channel", flat=True).first()
    it = registry.channel(name) if name else None
    return it is not None and it.send is not None


def pieces(text: str, declaration: Declaration, *, reads_zawgyi: bool) -> tuple[str, ...]:
    """A text as it is sent: in her letters, in as many pieces as the provider wants."""

    def measure(part: str) -> int:
        return declaration.measure(for_her(part, reads_zawgyi=reads_zawgyi))

    cut_up = cut(text, declaration.text_limit, measure)
    return tuple(for_her(part, reads_zawgyi=reads_zawgyi) for part in cut_up)


def _declaration(account_id: UUID) -> Declaration:
    name = ChannelAccount.objects.values_list("channel", flat=True).get(id=account_id)
    return registry.channels()[name].declaration


def _put(
    way: Way,
    now: datetime,
    *,
    priority: int,
    words: str = "",
    message_id: UUID | None = None,
    piece: int = 0,
    progress: str = Progress.WAITING,
    values: Mapping[str, str] | None = None,
) -> UUID:
    row_id = ordered_id()
    cell = Cell("voice_delivery", "sealed", row_id)
    Delivery.objects.create(
        id=row_id,
        desk_id=way.desk_id,
        conversation_id=way.conversation_id,
        account_id=way.account_id,
        way_id=way.id,
        message_id=message_id,
        words=words,
        piece=piece,
        sealed=seal(json.dumps(dict(values)), key=key_of(way.conversation_id), cell=cell) if values else None,
        priority=priority,
        progress=progress,
        made_at=now,
        next_try_at=now,
        progress_at=now,
    )
    if progress == Progress.WAITING:
        defer(SEND, priority=5, account_id=way.account_id)
    return row_id
