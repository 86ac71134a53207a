"""In which letters her phone shows Burmese: all is kept in Unicode, and turned into Zawgyi where she reads it."""

from uuid import UUID

from saphan.languages.zawgyi import read_burmese, to_zawgyi
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice.policies import may_answer
from saphan.voice.stories import own


def set_letters(*, conversation_id: UUID, zawgyi: bool, by: Staff | Story) -> None:
    """Her wish, from her page or told to the desk: what we write is shown to her so. Raises NotAllowed, StoryGone."""
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    with acting_as(by):
        conversation = own(conversation_id)
        conversation.reads_zawgyi = zawgyi
        conversation.save(update_fields=["reads_zawgyi"])
        record("voice.letters_set", conversation_id, detail={"zawgyi": zawgyi})


def for_her(text: str, *, reads_zawgyi: bool) -> str:
    """What stands in Unicode, as her phone shows it. Every channel asks here at its very end."""
    return to_zawgyi(text) if reads_zawgyi else text


def typed_by_her(text: str, *, reads_zawgyi: bool) -> str:
    """What she typed on a page that is turned into Zawgyi as a whole, so that it is not turned twice."""
    return read_burmese(text).text if reads_zawgyi else text
