"""Her wish as rows: one for each respondent and kind family that she spoke of, as long as she wishes it. As System."""

from uuid import UUID

from saphan.casework.selectors import concern_ids_of
from saphan.network.selectors import canonical
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.made_once import MadeOnce
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.verification.escrow.models import Escrow, Spoken
from saphan.verification.escrow.tags import tag_to_write, tags
from saphan.verification.sources import statement
from saphan.voice.models import Consent
from saphan.voice.moving import Move
from saphan.voice.selectors import ConversationFacts, conversation_facts
from saphan.voice.services import close_asks
from saphan.voice.vocabulary import waits_for

QUESTION = "others"
About = tuple[UUID, str]  # respondent and kind family


def keep_wish(conversation_id: UUID) -> None:
    """Bring the rows of one story in line with what she wishes and said. Another number begins anew. As System."""
    keep_wish_of(conversation_id, conversation_facts([conversation_id]).get(conversation_id))


def keep_wish_of(conversation_id: UUID, said: ConversationFacts | None) -> None:
    """The same, of a story of which the coded facts were read in this transaction; None: of one that is gone."""
    needs = waits_for(said.tell) if said else 0
    rows = {bytes(row.tag): row for row in _hers.models(conversation_id)}
    if not (needs or rows):
        return
    for about in said_about(conversation_id) if needs else set():
        known = next((rows.pop(tag) for tag in tags({about[0]}, about[1]) if tag in rows), None)
        if said and (known is None or known.needs != needs):
            _begin(conversation_id, said.desk_id, about, needs, known)
    for row in rows.values():
        _end(row)


_hers = MadeOnce(lambda story_id: Escrow.objects.select_for_update().filter(conversation_id=story_id))


def said_about(conversation_id: UUID) -> set[About]:
    """The respondents, as they are read today, and kind families of all that counts in her story."""
    said = [each for concern_id in concern_ids_of(conversation_id) if (each := statement(concern_id))]
    read_as = canonical({each.respondent_id for each in said})
    kinds = {(read_as[each.respondent_id], kind_of(each.kind)) for each in said}
    return {(respondent_id, kind.family) for respondent_id, kind in kinds if kind.is_a_concern}


def weigh_what_was_shown(conversation_id: UUID) -> None:
    """She waits, or waits no more: pages that rested on her yes are weighed again."""
    agreed = Consent.objects.filter(conversation_id=conversation_id, given=True, ended_on=None, purpose="disclose")
    for draft_id in agreed.exclude(draft_id=None).values_list("draft_id", flat=True).distinct():
        defer("remedy.take_consent", draft_id=draft_id)


def forget_conversation(subject_id: UUID) -> None:
    """For `vault.shredding`: nothing stays."""
    with acting_as(System("verification.forget_escrow")):
        Escrow.objects.filter(conversation_id=subject_id).delete()
        Spoken.objects.filter(conversation_id=subject_id).delete()


def wish_moves(move: Move) -> None:
    """Her story moved to another desk: so does what she wishes there. As System."""
    Escrow.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def talk_moves(move: Move) -> None:
    """That somebody spoke with her stays true there. As System."""
    Spoken.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def _begin(conversation_id: UUID, desk_id: UUID, about: About, needs: int, former: Escrow | None) -> None:
    if former is not None:
        _end(former)
    version, tag = tag_to_write(*about)
    row = Escrow.objects.create(
        desk_id=desk_id, conversation_id=conversation_id, tag=tag, key_version=version, needs=needs
    )
    record("verification.escrow_begun", row.id, detail={"needs": needs})


def _end(row: Escrow) -> None:
    close_asks(question=QUESTION, ref=row.id)
    row.delete()
