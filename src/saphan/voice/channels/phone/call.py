"""One step of one call, as Twilio asks for it: what was pressed, and where in the menu that was. Pure.

Where she is in the menu stands in the query of the address that Twilio calls next, which it signs; nothing is kept
between two steps. Source: https://www.twilio.com/docs/voice/twiml#request-parameters
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Account, NotRead, Received
from saphan.voice.channels.phone.status import was_missed, was_taken

START, LANGUAGE, MENU, CODE, RECORDED, DIALLED, STATUS = (
    *("", "language", "menu", "code", "recorded", "dialled"),
    "status",
)
STEPS = frozenset({START, LANGUAGE, MENU, CODE, RECORDED, DIALLED, STATUS})
SPEAK, RING, HAS_CODE, PERSON, DANGER = "1", "2", "3", "4", "0"  # nought is no key of a language either
MOST_TRIES = 2  # how often a question is said again where nothing is pressed
MOST_WRONG = 6  # and where something is: a key that is none, or that of a person who is not there
NAME = re.compile(r"CA[0-9a-f]{32}")
RECORDING = re.compile(r"https?://[^\s?#]+/(RE[0-9a-f]{32})(\.json)?")


@dataclass(frozen=True, slots=True)
class Call:
    """number: hers, empty when she hides it. language: chosen before, empty until then. tries: of this question.

    keys: of the languages.
    """

    name: str
    step: str
    language: str
    tries: int
    number: str = field(repr=False)
    digits: str = field(repr=False)
    form: dict[str, str] = field(repr=False)
    keys: tuple[str, ...] = ()

    @property
    def recording(self) -> str:
        """Name of the voice message that was just spoken; empty when nothing was heard."""
        found = RECORDING.fullmatch(self.form.get("RecordingUrl", ""))
        heard = self.form.get("RecordingDuration", "") != "0"
        return found.group(1) if self.step == RECORDED and found and heard else ""

    @property
    def wants_a_ring(self) -> bool:
        """She asked for it, or rang and could not be heard; if we know where."""
        if self.step == MENU:
            return self.digits == RING or self.gave_up
        if self.step == LANGUAGE:
            return self.gave_up
        if self.step == DIALLED:
            return not was_taken(self.form)
        return self.step == STATUS and was_missed(self.form)

    @property
    def is_in_danger(self) -> bool:
        """She pressed the key for it, which holds also before she has chosen a language."""
        return self.step in (LANGUAGE, MENU) and self.digits == DANGER

    @property
    def gave_up(self) -> bool:
        """Nothing was pressed, however often it was asked; or so many keys that lead nowhere."""
        leads_on = self.digits in (self.keys if self.step == LANGUAGE else (SPEAK, HAS_CODE))
        return self.tries >= MOST_TRIES and (not self.digits or (self.tries >= MOST_WRONG and not leads_on))

    @property
    def again(self) -> int:
        """Tries of the same question, said once more."""
        return min(self.tries + 1, MOST_WRONG)


def read(received: Received, account: Account) -> Call:
    """Raises Cut, NotRead."""
    form = twilio.fields_of(received)
    step, tries = received.asked("step"), received.asked("tries") or "0"
    if not NAME.fullmatch(form.get("CallSid", "")) or "From" not in form or step not in STEPS:
        raise NotRead
    if not re.fullmatch(r"[0-9]", tries):
        raise NotRead
    asked = received.asked("lang")
    return Call(
        name=form["CallSid"],
        step=step,
        language=asked if asked in languages(account) else "",
        tries=int(tries),
        number=_number(form["From"], account),
        digits=form.get("Digits", ""),
        form=form,
        keys=tuple(str(key) for key in range(1, len(languages(account)) + 1)),
    )


def _number(caller: str, account: Account) -> str:
    """None of our own: a telephone of ours that sends its calls on to us is not she."""
    number = twilio.number_of(caller)
    return "" if number in (account["number"], account["hotline"]) else number


def languages(account: Account) -> tuple[str, ...]:
    """Of the menu, in the order of its keys; at most nine."""
    entered = tuple(each for each in account["languages"].split(",") if each)
    return (entered or account.languages or ("en",))[:9]


def address(account: Account, step: str, language: str = "", tries: int = 0) -> str:
    """Where Twilio goes on."""
    asked = {"step": step, "lang": language, "tries": str(tries) if tries else ""}
    return f"{account.address}?{urlencode({name: value for name, value in asked.items() if value})}"
