"""Her word on what may be written into this chat, and whether an older story from here is hers. Call as System."""

from datetime import datetime

from saphan.languages.writing import ascii_digits, clean
from saphan.vault.recording import record
from saphan.voice.channels.events import Said
from saphan.voice.channels.leaving import outbox, sentences
from saphan.voice.channels.leaving.not_arrived import give_up
from saphan.voice.channels.models import Asking, Delivery, MayWrite, Progress, Way
from saphan.voice.consent import end_yes_to_polls, keep_permission
from saphan.voice.linking import joining
from saphan.voice.models import Conversation
from saphan.voice.wishes import in_chat

QUESTIONS = {Asking.WHAT: sentences.ASK_WHAT, Asking.OWNER: sentences.ASK_OWNER}
OPENS_AGAIN = "0"  # typed alone, it asks the question anew


def takes(way: Way, said: Said, now: datetime) -> bool:
    """Whether what she sent is an answer to a question of ours, which is kept as an answer and not as words."""
    typed = said.choice or ascii_digits(clean(said.text))
    if typed == OPENS_AGAIN and way.may_write != MayWrite.UNASKED:
        _ask_again(way, now)
        return True
    if in_chat.takes(way, said, typed, now):
        return True
    question = _question_of(way, said.choice)
    answer = sentences.chosen(question, typed, _language(way)) if question and not said.files else ""
    if not answer:
        return bool(said.choice)
    if question == sentences.ASK_OWNER:
        _answer_owner(way, answer == "it_was_me", now)
    else:
        answer_what(way, MayWrite(answer), now)
    return True


def answer_what(way: Way, answer: MayWrite, now: datetime) -> None:
    """What waited goes out or never does; where less than everything may be written, she gets a code of her own."""
    way.may_write, way.asking = answer, Asking.NOTHING
    way.save(update_fields=["may_write", "asking"])
    language = _language(way)
    keep_permission(way.conversation_id, what=answer, language=language, day=now.date())
    record("voice.may_write_set", way.id, detail={"what": answer})
    if answer == MayWrite.EVERYTHING:
        outbox.ask_no_more(way, now)
        outbox.release(way, Progress.ASKING, now)
        return
    outbox.cancel(way, now)
    words = sentences.ONLY_NEWS if answer == MayWrite.NEUTRAL else sentences.NOTHING_MORE
    outbox.put_words(way, words, now, values=outbox.new_code(way.conversation_id, language))


def stop(way: Way, now: datetime, *, at: datetime | None = None) -> None:
    """She closed the way herself, or nobody is there: her consent to be written to ends, and nothing waits.

    at: when she closed it. What she said before and comes late does not open it; what she said since has opened it.
    Where everything was allowed she is asked anew when she comes back.
    """
    is_over = at is not None and is_older(at, way)
    if at is not None and not is_over:
        way.heard_at = max(way.heard_at, min(at, now))
    was_open = way.closed_on is None
    if was_open and way.may_write == MayWrite.EVERYTHING:
        way.may_write = MayWrite.UNASKED
    if was_open and not is_over:
        way.closed_on, way.asking = now.date(), Asking.NOTHING
    way.save(update_fields=["heard_at", "may_write", "asking", "closed_on"])
    if not was_open:
        return
    keep_permission(way.conversation_id, what=MayWrite.NOTHING, language=_language(way), day=now.date())
    end_yes_to_polls(way.conversation_id, now.date())
    if not is_over:
        give_up(Delivery.objects.filter(way_id=way.id), now)
        record("voice.way_closed", way.id)


def is_older(at: datetime, way: Way) -> bool:
    """Whether it happened before what we heard last; some providers name only the second."""
    return at < way.heard_at.replace(microsecond=0)


def open_again(way: Way, at: datetime, now: datetime) -> None:
    """She unblocked us, or pressed start: unless that was before she closed the way."""
    if way.closed_on is None or is_older(at, way):
        return
    way.closed_on, way.heard_at = None, max(way.heard_at, min(at, now))
    way.save(update_fields=["closed_on", "heard_at"])


def _ask_again(way: Way, now: datetime) -> None:
    way.asking, way.asked_on = Asking.WHAT, now.date()
    way.save(update_fields=["asking", "asked_on"])
    outbox.put_words(way, sentences.ASK_WHAT, now)


def _question_of(way: Way, choice: str) -> str:
    """The question that is open; a button of an older message is an answer to its own question."""
    if choice:
        asked = (code for code in QUESTIONS.values() if choice in dict(sentences.CHOICES[code]))
        found = next(asked, "")
        return found if found != sentences.ASK_OWNER or way.former_id else ""
    return QUESTIONS.get(Asking(way.asking), "")


def _answer_owner(way: Way, it_was: bool, now: datetime) -> None:
    """A yes alone shows nothing: whoever has the number now may say it. She gives her number from then, or is rung."""
    former_id, way.former_id, way.asking = way.former_id, None, Asking.NOTHING
    way.save(update_fields=["former_id", "asking"])
    if it_was and former_id and Conversation.objects.filter(id=former_id, left_on=None, desk_id=way.desk_id).exists():
        joining.says_it_is_hers(way, former_id, now.date())
        outbox.ask_here(way, Asking.CODE, sentences.ASK_CODE, now)
    record("voice.owner_answered", way.id, detail={"it_was": it_was})


def _language(way: Way) -> str:
    return Conversation.objects.values_list("language", flat=True).get(id=way.conversation_id)
