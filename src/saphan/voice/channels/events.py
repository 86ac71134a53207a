"""What a webhook can bring, whoever the provider is. Plain data, made by `parse` and kept sealed until it is read.

`id` names the event within one account: the same id a second time is the same event, whatever else differs.
`at` is the provider's time (UTC). `ref` is the provider's name of a message, by which it is edited, deleted or
reported on later.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from saphan.voice.inbound import Handle


class Kind(StrEnum):
    """What a message is. What we cannot carry is kept as what it was."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    CALL = "call"  # made by the core of `Rang`
    CODE = "code"  # made by the core: she began with the number of an earlier story, which is not kept
    OTHER = "other"


class Where(StrEnum):
    """A place with more than one listener. Nothing said there is kept."""

    GROUP = "group"
    BROADCAST = "broadcast"


class State(StrEnum):
    """How far an outgoing message came, as a provider tells it."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class About(StrEnum):
    """Whose words they are, where they are not her own. Neither is ever a consent of hers."""

    HERSELF = ""
    TIP = "tip"  # somebody tells of her
    REFERRAL = "referral"  # somebody sends her, and says that she agreed


class Why(StrEnum):
    """What a failure means for what happens next."""

    RETRY = "retry"  # it was not taken; the same again later
    TERMINAL = "terminal"  # this message will never be taken
    UNKNOWN = "unknown"  # it may have been taken: never sent again blindly
    WINDOW = "window"  # she wrote too long ago: only a template, or wait until she writes
    GONE = "gone"  # she blocked us, or there is nobody at this handle
    ACCOUNT = "account"  # our token or credit: nothing goes out until the desk has mended it


@dataclass(frozen=True, slots=True)
class File:
    """A photo, recording or document that waits at the provider. ref: what `fetch` needs to find it.

    content: the file itself, where it came along (e-mail): then nothing is fetched.
    """

    kind: Kind
    ref: str = field(repr=False)
    media_type: str = ""
    size: int | None = None
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote, spoke, pressed a button or sent a form.

    handle: None for a form without a way back. language: a hint of the provider or the form (BCP 47), or empty.
    choice: code of the button that was pressed. forwarded: these are somebody else's words. place: typed in a form.
    typed: a way to reach her that was written into a form: it proves nothing, and nothing goes out by it.
    about: whose words they are. goes_on: what came under the same `ref` before began the story that this goes on with.
    answers: where to say, once and without a word of it, that it came; empty for nowhere.
    profile: the provider's own name of whoever holds a handle that may be given to somebody else, a telephone number.
    """

    id: str
    at: datetime
    handle: Handle | None
    text: str = field(default="", repr=False)
    kind: Kind = Kind.TEXT
    files: tuple[File, ...] = ()
    ref: str = ""
    language: str = ""
    choice: str = ""
    forwarded: bool = False
    place: str = field(default="", repr=False)
    typed: Handle | None = None
    about: About = About.HERSELF
    goes_on: bool = False
    answers: str = field(default="", repr=False)
    profile: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Edited:
    """The message `ref` reads differently now. handle: None for a form without a way back."""

    id: str
    at: datetime
    handle: Handle | None
    ref: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Deleted:
    """She took the message `ref` back."""

    id: str
    at: datetime
    handle: Handle
    ref: str


@dataclass(frozen=True, slots=True)
class Began:
    """She opened the way without saying anything yet: pressed start, followed, unblocked.

    token: of the poster or page whose link she followed.
    """

    id: str
    at: datetime
    handle: Handle
    language: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """She closed the way: blocked, unfollowed, wrote the network's word for stop."""

    id: str
    at: datetime
    handle: Handle


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody spoke, or added us, where others listen. to: where a kind refusal can be written; None for nowhere."""

    id: str
    at: datetime
    where: Where
    to: Handle | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The provider says that this handle has a new owner, or its owner a new handle."""

    id: str
    at: datetime
    handle: Handle


@dataclass(frozen=True, slots=True)
class Rang:
    """A call that was not taken, or a wish to be called back. danger: she pressed the key for it.

    handle: None only of somebody in danger who hides her number.
    """

    id: str
    at: datetime
    handle: Handle | None
    language: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the outgoing message `ref` came. why, code: only of a failure; code is the provider's own.

    once: `Outgoing.once`, where the provider tells it back: a message whose answer was lost is found by it.
    """

    id: str
    at: datetime
    ref: str
    state: State
    why: Why | None = None
    code: str = ""
    once: str = ""


@dataclass(frozen=True, slots=True)
class ReachedAll:
    """How far everything came that was sent to her until `at`, where a provider names no message but a time."""

    id: str
    at: datetime
    handle: Handle
    state: State


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a request that no page describes: kept, sealed, until the parser is mended.

    body: a request of its own with this part alone, so that it can be read then.
    """

    id: str
    at: datetime
    body: bytes = field(repr=False)


Event = Said | Edited | Deleted | Began | Stopped | Elsewhere | Renumbered | Rang | Reached | ReachedAll
Parsed = Event | Unread
