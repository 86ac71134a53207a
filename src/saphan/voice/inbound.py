"""What every channel turns a message into, before it is accepted. Plain data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from saphan.voice.input_class import SHE_BEGAN, class_of

WEB = "web"
IMPORTED = "import"


@dataclass(frozen=True, slots=True)
class Media:
    """A photo or recording without its metadata. `original`: untouched bytes, only when she said "keep as proof"."""

    media_type: str
    content: bytes = field(repr=False)
    original: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Handle:
    """A way to reach her that she gave: kind `phone` in E.164, or an account id of a channel."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What she agreed to elsewhere. It is on record and opens nothing: a disclosure needs her yes to its very words."""

    purpose: str
    recipient_id: UUID
    words_version: str
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row of a log that was kept before Saphan. `row_hash` tells it from every other; `raw`: all its cells.

    older_hashes: of the same row under older keys, while keys are being changed.
    """

    row_hash: bytes
    raw: str = field(repr=False)
    opened_at: datetime
    is_open: bool = False
    older_hashes: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbound:
    """One first message. `once`: random token of this send; the same token gets the same answer again.

    fingerprint: of what was sent; the same token with another one is refused. came_as: what it was, where it is no text
    of her own: a sticker, a place, a photo that is fetched later. code: her claim code, where it was drawn where she is
    and shown to her already; else it is drawn here. door: the poster, system or account of a channel that she came by.
    browser: the random number of its cookie. waits: False where she said nothing that the desk has to answer.
    waited_since: the day on which it was written, where it came later. rule: of `input_class`, what it is.
    """

    desk_id: UUID
    channel: str
    language: str
    once: str = field(repr=False)
    text: str = field(default="", repr=False)
    icon: str = ""
    media: Media | None = None
    handle: Handle | None = None
    danger: bool = False
    place_organisation_id: UUID | None = None
    place_line: str = ""
    place: str = field(default="", repr=False)
    happened_on: date | None = None
    rule: str = SHE_BEGAN
    consents: tuple[Agreed, ...] = ()
    fingerprint: str = field(default="", repr=False)
    old: OldRow | None = None
    came_as: str = ""
    code: str = field(default="", repr=False)
    door: str = field(default="", repr=False)
    browser: str = field(default="", repr=False)
    waits: bool = True
    waited_since: date | None = None

    @property
    def input_class(self) -> str:
        return class_of(self.rule)


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is on disk. `repeated`: this send had been accepted before; the claim code and the day are the same."""

    conversation_id: UUID
    claim_code: str = field(repr=False)
    repeated: bool = False
    on: date | None = None
