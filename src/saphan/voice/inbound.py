"""What every channel turns a message into, before it is accepted. Plain data."""

from dataclasses import dataclass, field
from uuid import UUID

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
class Inbound:
    """One first message. `once`: random token of this send; the same token gets the same answer again."""

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


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is on disk. `repeated`: this send had been accepted before; the claim code is the same."""

    conversation_id: UUID
    claim_code: str = field(repr=False)
    repeated: bool = False
