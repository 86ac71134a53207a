"""Her words in a chat about another story of hers: its number, her yes or no, parting the two. Call as System.

Nothing of the other story is written into the chat, and a number that opens one is not kept among her words.
"""

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from saphan.languages.writing import ascii_digits, clean
from saphan.store.callers import Story
from saphan.vault.codes import DIGITS, Mistyped, read_code
from saphan.vault.recording import record
from saphan.voice.channels import call_backs
from saphan.voice.channels.leaving import outbox, sentences
from saphan.voice.channels.models import Asking, MayWrite, Way
from saphan.voice.linking import joining
from saphan.voice.linking.models import Link
from saphan.voice.linking.refusals import NotToBeLinked
from saphan.voice.linking.together import links_of
from saphan.voice.models import Ask, Conversation
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.returning import NoSuchCode, open_story
from saphan.voice.telling import answer

if TYPE_CHECKING:
    from saphan.voice.channels.events import Said

PARTS_THEM = "00"  # typed alone
WRONG_NUMBERS_A_DAY = 5
LONGEST_LABEL = 60  # letters; a longer message is no button, and nothing is looked up for it
TALKED_WITH_HERE = (MayWrite.UNASKED, MayWrite.EVERYTHING)


def takes(way: Way, said: "Said", now: datetime) -> bool:
    """Whether what she sent is about another story of hers, and no words for this one."""
    if said.files:
        return False
    typed = said.choice or ascii_digits(clean(said.text))
    if typed == PARTS_THEM:
        return _part(way, now)
    if way.may_write in TALKED_WITH_HERE and _is_button(way, typed, sentences.HELLO, sentences.WROTE_BEFORE):
        outbox.ask_here(way, Asking.CODE, sentences.ASK_CODE, now)
        return True
    if way.asking == Asking.CODE or said.choice == sentences.RING_ME:
        return _takes_number(way, typed, now)
    if way.asking == Asking.LINK or said.choice in _choices(sentences.ASK_LINK):
        return _takes_answer(way, typed, now)
    return not said.choice and is_a_number(said.text) and _join(way, typed, now, she_was_asked=False)


def is_a_number(text: str) -> bool:
    """Sixteen digits that may be the number of a story, and nothing beside them. Looks nothing up."""
    try:
        read_code(text)
    except Mistyped:
        return False
    return True


def opens_a_story(text: str) -> bool:
    """For somebody's very first message: she begins with the number of another story."""
    try:
        return is_a_number(text) and bool(open_story(text, slowly=False))
    except NoSuchCode:
        return False


def _takes_number(way: Way, typed: str, now: datetime) -> bool:
    """She was asked for it. Anything that is no number is a message like any other, and the question is over."""
    if sentences.chosen(sentences.ASK_CODE, typed, _language(way)) == sentences.RING_ME:
        return _ring(way, now)
    if _digits_in(typed) >= DIGITS // 2 and _has_no_words(typed):
        return _join(way, typed, now, she_was_asked=True)
    _ask_no_more(way)
    return False


def _join(way: Way, typed: str, now: datetime, *, she_was_asked: bool) -> bool:
    """Unasked, a number that opens nothing is kept as the words that it is."""
    if _is_out_of_tries(way, now):
        return _say(way, sentences.CODE_TOMORROW, now) if she_was_asked else False
    try:
        ask_id = joining.begin_by_code(conversation_id=way.conversation_id, code=typed, slowly=False)
    except Mistyped:
        return _say(way, sentences.CODE_MISTYPED, now)
    except NoSuchCode:
        _count_wrong(way, now)
        return _say(way, sentences.CODE_UNKNOWN, now) if she_was_asked else False
    except NotToBeLinked:
        _ask_no_more(way)
        return _say(way, sentences.NOT_LINKED, now, address=f"{settings.SAPHAN_ADDRESS}/{_language(way)}/story/")
    _say(way, sentences.DELETE_IT, now)
    if ask_id is None:
        _ask_no_more(way)
        return _say(way, sentences.LINKED, now)
    if way.may_write in TALKED_WITH_HERE:
        outbox.ask_here(way, Asking.LINK, sentences.ASK_LINK, now)
    else:
        _ask_no_more(way)
        outbox.put_question(way.conversation_id, joining.QUESTION)
    return True


def _takes_answer(way: Way, typed: str, now: datetime) -> bool:
    """Her yes or no to the question that stands open in this story."""
    chosen = sentences.chosen(sentences.ASK_LINK, typed, _language(way))
    if not chosen:
        return False
    asked = Ask.objects.filter(conversation_id=way.conversation_id, question=joining.QUESTION, closed_on=None).first()
    _ask_no_more(way)
    if asked is None:
        return True  # an old button
    code = "yes" if chosen == "link_yes" else "no"
    try:
        answer(ask_id=asked.id, code=code, by=Story(way.conversation_id))
    except NoAnswerToThat:
        return True
    return _say(way, _after(code, Link.objects.get(id=asked.ref)), now)


def _after(code: str, link: Link) -> str:
    if code == "no":
        return sentences.UNLINKED
    return sentences.LINKED if link.agreed_on is not None else sentences.LINK_WAITS


def _part(way: Way, now: datetime) -> bool:
    """Everything that was put together with this chat stands by itself again. Without such, it is a message."""
    cards = [card for card in links_of(way.conversation_id) if card.is_read_across]
    for card in cards:
        joining.undo(link_id=card.id, by=Story(way.conversation_id))
    return _say(way, sentences.UNLINKED, now) if cards else False


def _ring(way: Way, now: datetime) -> bool:
    """She has no number to prove it with: a colleague rings her, where we know whom to ring."""
    _ask_no_more(way)
    call_backs.ask_for(way.conversation_id, how=call_backs.WORD, now=now)
    return _say(way, outbox.words_of_a_call(way), now)


def _say(way: Way, words: str, now: datetime, **values: str) -> bool:
    """Only where she lets us talk with her; True, because it was taken."""
    if way.may_write in TALKED_WITH_HERE:
        outbox.put_words(way, words, now, values=values or None)
    return True


def _ask_no_more(way: Way) -> None:
    way.asking = Asking.NOTHING
    way.save(update_fields=["asking"])


def _is_out_of_tries(way: Way, now: datetime) -> bool:
    return way.code_tries_on == now.date() and way.code_tries >= WRONG_NUMBERS_A_DAY


def _count_wrong(way: Way, now: datetime) -> None:
    way.code_tries = way.code_tries + 1 if way.code_tries_on == now.date() else 1
    way.code_tries_on = now.date()
    way.save(update_fields=["code_tries", "code_tries_on"])
    record("voice.wrong_number_in_chat", way.id)


def _is_button(way: Way, typed: str, question: str, choice: str) -> bool:
    """Pressed, or its very words typed; a bare digit is no answer to what was not asked."""
    if typed.isdigit() or len(typed) > LONGEST_LABEL:
        return False
    return sentences.chosen(question, typed, _language(way)) == choice


def _choices(question: str) -> tuple[str, ...]:
    return tuple(code for code, _label in sentences.CHOICES[question])


def _digits_in(text: str) -> int:
    return sum(unicodedata.decimal(sign, None) is not None for sign in text)


def _has_no_words(text: str) -> bool:
    return not any(unicodedata.category(sign).startswith("L") for sign in text)


def _language(way: Way) -> str:
    return Conversation.objects.values_list("language", flat=True).get(id=way.conversation_id)
