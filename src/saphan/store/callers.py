"""Who acts, for the database. A caller is turned into settings of one transaction that the policies read.

*Actor* alone means one of the model's three (workers, business, duty bearers); the database's actor is a caller.
"""

from dataclasses import dataclass, field
from uuid import UUID

SETTINGS = (
    "caller",
    "staff",
    "desk",
    "roles",
    "organisation",
    "conversation",
    "intake_desk",
    "lookup",
    "pool",
    "contact",
    "stories",
    "coded",
    "trail",
    "custody",
    "one_story",
    "one_message",
    "key_of",
    "interpreting",
    "moderating",
)

# Roles reach the database through these sets: what somebody's roles do not name is not set, and opens no row.
STORIES = frozenset({"caseworker", "lead"})  # what workers said, who they are, what they were told and asked
DESK = STORIES | {"verifier"}  # cases, concerns, issues and remedy: facts, not words
CODED = frozenset({"analyst"})  # pseudonymous coded facts
CUSTODY = frozenset({"custodian"})  # requests to see one handle
INTERPRETING = frozenset({"interpreter"})  # that a text waits for her; the text itself is shown to `OneMessage`
MODERATING = frozenset({"moderator"})  # reviews of organisations; a comment's words are shown to `OneMessage`
TRAIL = frozenset({"administrator"})  # the audit: codes and ids


def listed(*hashes: bytes) -> str:
    """As the policies read them: in hexadecimal, with commas."""
    return ",".join(each.hex() for each in hashes)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of a desk, signed in. `roles` are codes of network.Role; `pool_id` the pool that the desk is in."""

    id: UUID
    desk_id: UUID
    roles: frozenset[str] = field(default_factory=frozenset)
    pool_id: UUID | None = None

    def settings(self) -> dict[str, str]:
        return {
            "caller": "staff",
            "staff": str(self.id),
            "roles": ",".join(sorted(self.roles)),
            "desk": self._desk_for(DESK),
            "pool": str(self.pool_id or "") if self.roles & DESK else "",
            "stories": self._desk_for(STORIES),
            "coded": self._desk_for(CODED),
            "trail": self._desk_for(TRAIL),
            "custody": self._desk_for(CUSTODY),
            "interpreting": self._desk_for(INTERPRETING),
            "moderating": self._desk_for(MODERATING),
        }

    def _desk_for(self, roles: frozenset[str]) -> str:
        return str(self.desk_id) if self.roles & roles else ""

    def has_role(self, role: str) -> bool:
        return role in self.roles


@dataclass(frozen=True, slots=True)
class OneStory:
    """Somebody of a desk who may read one story and nothing else, for a while: behind broken glass."""

    id: UUID
    desk_id: UUID
    conversation_id: UUID

    def settings(self) -> dict[str, str]:
        story = str(self.conversation_id)
        return {"caller": "onestory", "staff": str(self.id), "one_story": story, "key_of": story}


@dataclass(frozen=True, slots=True)
class OneMessage:
    """Somebody of a desk who may read one message and nothing beside it: the identity custodian, an interpreter.

    An interpreter reads a copy with a key of its own: then both ids are those of what she is asked.
    """

    id: UUID
    desk_id: UUID
    message_id: UUID
    conversation_id: UUID  # whose data key opens it

    def settings(self) -> dict[str, str]:
        key = str(self.conversation_id)
        return {"caller": "onemessage", "staff": str(self.id), "one_message": str(self.message_id), "key_of": key}


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody of a supplier, recruiter, brand or government body, signed in."""

    id: UUID
    organisation_id: UUID
    roles: frozenset[str] = field(default_factory=frozenset)

    def settings(self) -> dict[str, str]:
        return {
            "caller": "partner",
            "staff": str(self.id),
            "organisation": str(self.organisation_id),
            "roles": ",".join(sorted(self.roles)),
        }

    def has_role(self, role: str) -> bool:
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Story:
    """A worker inside her own conversation, after her claim code or in the same visit."""

    conversation_id: UUID

    def settings(self) -> dict[str, str]:
        return {"caller": "story", "conversation": str(self.conversation_id)}


@dataclass(frozen=True, slots=True)
class Intake:
    """A voice on its way in, for one desk; may add, may read only its own story and contact.

    handle_index: of the handle that she gave; the desk's contact with this one is found. older_indexes: of the same
    handle under older keys, while keys are being changed.
    """

    desk_id: UUID
    conversation_id: UUID
    contact_id: UUID | None = None
    handle_index: bytes = b""
    older_indexes: tuple[bytes, ...] = ()

    def settings(self) -> dict[str, str]:
        return {
            "caller": "intake",
            "intake_desk": str(self.desk_id),
            "conversation": str(self.conversation_id),
            "contact": str(self.contact_id or ""),
            "lookup": listed(self.handle_index, *self.older_indexes),
        }


@dataclass(frozen=True, slots=True)
class Lookup:
    """Somebody who knows a secret: the row whose keyed hash is this one is visible, and nothing else.

    older: hashes of the same secret under older keys, while keys are being changed.
    """

    keyed_hash: bytes
    older: tuple[bytes, ...] = ()

    def settings(self) -> dict[str, str]:
        return {"caller": "lookup", "lookup": listed(self.keyed_hash, *self.older)}


@dataclass(frozen=True, slots=True)
class Counting:
    """The cross-check and the counters: coded tables only."""

    def settings(self) -> dict[str, str]:
        return {"caller": "counting"}


@dataclass(frozen=True, slots=True)
class System:
    """A task, named so that the audit can say which."""

    task: str

    def settings(self) -> dict[str, str]:
        return {"caller": "system"}


Caller = Staff | OneStory | OneMessage | Partner | Story | Intake | Lookup | Counting | System
