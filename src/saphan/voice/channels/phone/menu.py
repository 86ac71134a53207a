"""What the caller hears next. Source: https://www.twilio.com/docs/voice/twiml

Every menu ends by itself: who presses nothing is asked three times, who presses keys that lead nowhere seven times, and
then she is rung. A code may be tried three times in one call. Of a story the machine says how far it is, nothing else.
"""

from xml.sax.saxutils import escape, quoteattr

from saphan.voice.channels.contract import Account, Answer, Inside, NotRead, Received, StoryState
from saphan.voice.channels.phone import call as steps
from saphan.voice.channels.phone import sentences
from saphan.voice.channels.phone.call import Call, address, languages
from saphan.voice.channels.phone.declaration import LONGEST
from saphan.voice.channels.phone.sentences import SPOKEN, is_said_in
from saphan.voice.channels.phone.status import was_taken

STATES = {
    StoryState.WAITING: sentences.WAITING,
    StoryState.READ: sentences.READ,
    StoryState.ANSWERED: sentences.ANSWERED,
    StoryState.CLOSED: sentences.CLOSED,
    StoryState.MISTYPED: sentences.MISTYPED,
    StoryState.NO_SUCH_CODE: sentences.WRONG,
}
NO_STORY = (StoryState.MISTYPED, StoryState.NO_SUCH_CODE)
RING_SECONDS = 25
HANG_UP = "<Hangup/>"


def answer(received: Received, account: Account, inside: Inside) -> Answer | None:
    try:
        call = steps.read(received, account)
    except NotRead:
        return None
    if call.step == steps.STATUS:
        return None
    body = f'<?xml version="1.0" encoding="UTF-8"?><Response>{_next(call, account, inside)}</Response>'
    return Answer(200, "text/xml; charset=utf-8", body.encode())


def _next(call: Call, account: Account, inside: Inside) -> str:
    language = call.language or languages(account)[0]
    if call.is_in_danger:
        return _alarm(call, account, inside, language)
    if call.step in (steps.START, steps.LANGUAGE):
        return _after_language(call, account, inside)
    if call.step == steps.MENU:
        return _after_menu(call, account, inside, language)
    if call.step == steps.CODE:
        return _after_code(call, account, inside, language)
    if call.step == steps.DIALLED and was_taken(call.form):
        return HANG_UP
    if call.step == steps.DIALLED:
        return say(sentences.NOBODY_NOW, language, account, inside) + _we_ring(call, account, inside, language)
    words = sentences.KEPT if call.recording else sentences.NOT_KEPT
    return say(words, language, account, inside) + _goodbye(language, account, inside)


def _after_language(call: Call, account: Account, inside: Inside) -> str:
    spoken = languages(account)
    if call.step == steps.START and len(spoken) == 1:
        return _menu(account, inside, spoken[0])
    if call.digits in call.keys:
        return _menu(account, inside, spoken[int(call.digits) - 1])
    if call.step == steps.LANGUAGE and call.gave_up:
        return _we_ring(call, account, inside, spoken[0])
    tries = call.again if call.step == steps.LANGUAGE else 0
    offers = "".join(_offer(language, key, account, inside) for key, language in enumerate(spoken, 1))
    return _gather(offers, address(account, steps.LANGUAGE, tries=tries))


def _after_menu(call: Call, account: Account, inside: Inside, language: str) -> str:
    if call.digits == steps.SPEAK:
        return _record(account, inside, language)
    if call.digits == steps.RING or call.gave_up:
        return _we_ring(call, account, inside, language)
    if call.digits == steps.HAS_CODE:
        return _ask_code(account, inside, language)
    if call.digits == steps.PERSON and _is_somebody_there(account, inside):
        return _put_through(account, inside, language)
    return _menu(account, inside, language, tries=call.again)


def _after_code(call: Call, account: Account, inside: Inside, language: str) -> str:
    if not call.digits and call.tries < steps.MOST_TRIES:
        return _ask_code(account, inside, language, tries=call.tries + 1)
    if not call.digits:
        return _goodbye(language, account, inside)
    state = inside.story_state(call.digits)
    told = say(STATES[state], language, account, inside)
    if state not in NO_STORY:
        return told + _menu(account, inside, language)
    if call.tries < steps.MOST_TRIES:
        return told + _ask_code(account, inside, language, tries=call.tries + 1)
    return told + _goodbye(language, account, inside)


def _menu(account: Account, inside: Inside, language: str, tries: int = 0) -> str:
    spoken = say(sentences.DANGER, language, account, inside) + say(sentences.MENU, language, account, inside)
    if _is_somebody_there(account, inside):
        spoken += say(sentences.WITH_PERSON, language, account, inside)
    elif inside.on_duty_until() is None:
        spoken = say(sentences.NOBODY_NOW, language, account, inside) + spoken
    return _gather(spoken, address(account, steps.MENU, language, tries))


def _is_somebody_there(account: Account, inside: Inside) -> bool:
    return bool(account["hotline"]) and inside.on_duty_until() is not None


def _ask_code(account: Account, inside: Inside, language: str, tries: int = 0) -> str:
    spoken = say(sentences.CODE, language, account, inside)
    return _gather(spoken, address(account, steps.CODE, language, tries), digits=16, seconds=10)


def _we_ring(call: Call, account: Account, inside: Inside, language: str) -> str:
    """A promise is made only where we know whom to ring."""
    if not call.number:
        return say(sentences.HIDDEN, language, account, inside) + _record(account, inside, language)
    return say(sentences.WE_RING, language, account, inside) + HANG_UP


def _alarm(call: Call, account: Account, inside: Inside, language: str) -> str:
    """The desk is rung by what this call leaves behind. She hears who is there, and what we do."""
    told = say(sentences.ALARM, language, account, inside)
    if _is_somebody_there(account, inside):
        return told + _put_through(account, inside, language)
    if inside.on_duty_until() is None:
        told += say(sentences.NOBODY_NOW, language, account, inside)
    if not call.number:
        return told + say(sentences.HIDDEN, language, account, inside) + _record(account, inside, language)
    return told + say(sentences.WE_RING_AT_ONCE, language, account, inside) + HANG_UP


def _record(account: Account, inside: Inside, language: str) -> str:
    """Where nothing was heard, Twilio does not ask us and goes on with what stands below."""
    after = quoteattr(address(account, steps.RECORDED, language))
    record = f'<Record action={after} maxLength="{LONGEST}" timeout="8" finishOnKey="#" playBeep="true"/>'
    silence = say(sentences.NOT_KEPT, language, account, inside) + _goodbye(language, account, inside)
    return say(sentences.SPEAK, language, account, inside) + record + silence


def _put_through(account: Account, inside: Inside, language: str) -> str:
    """Under our own number: hers is not left in the list of a colleague's phone."""
    after, ours = quoteattr(address(account, steps.DIALLED, language)), quoteattr(account["number"])
    ring = f'<Dial timeout="{RING_SECONDS}" callerId={ours} action={after}>{escape(account["hotline"])}</Dial>'
    return say(sentences.PUT_THROUGH, language, account, inside) + ring


def _gather(spoken: str, action: str, *, digits: int = 1, seconds: int = 6) -> str:
    """Also when nothing is pressed, Twilio goes on to the action."""
    return (
        f'<Gather input="dtmf" numDigits="{digits}" timeout="{seconds}" finishOnKey="#" actionOnEmptyResult="true" '
        f"action={quoteattr(action)}>{spoken}</Gather>"
    )


def _offer(language: str, key: int, account: Account, inside: Inside) -> str:
    if recorded := _recorded(f"choose-{key}", language, account, inside):
        return recorded
    if is_said_in(language):
        return _spoken(sentences.choose(language, key), language)
    return _spoken(sentences.choose_by_name(language, key), "en")


def say(code: str, language: str, account: Account, inside: Inside) -> str:
    """A recording; else a machine voice in her language; else one in English."""
    if recorded := _recorded(code, language, account, inside):
        return recorded
    heard = language if is_said_in(language) else "en"
    return _spoken(sentences.words(code, heard), heard)


def _goodbye(language: str, account: Account, inside: Inside) -> str:
    return say(sentences.GOODBYE, language, account, inside) + HANG_UP


def _recorded(code: str, language: str, account: Account, inside: Inside) -> str:
    """The desk's own, at the address that it entered; else what volunteers read and a listener accepted."""
    if _is_recorded(language, account):
        return _play(f"{account['recordings'].rstrip('/')}/{language}-{code}.mp3")
    address = inside.read_aloud(code, language)
    return _play(address) if address else ""


def _is_recorded(language: str, account: Account) -> bool:
    return bool(account["recordings"]) and language in account["recorded"].split(",")


def _play(address: str) -> str:
    return f"<Play>{escape(address)}</Play>"


def _spoken(words: str, language: str) -> str:
    """With the voice named: the one that stands by itself speaks English only."""
    spoken = SPOKEN[language]
    return f'<Say language="{spoken}" voice="Google.{spoken}-Standard-A">{escape(words)}</Say>'
