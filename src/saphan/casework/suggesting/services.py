"""Recording a concern beside which kinds were suggested: the concern and the count, in one transaction."""

from collections.abc import Sequence
from typing import Unpack
from uuid import UUID

from django.db import connection

from saphan.casework.concerns import Respondent, record_from_talk
from saphan.casework.finding import conversation_of
from saphan.casework.models import Concern
from saphan.casework.statement import Changes
from saphan.casework.suggesting.ranking import AT_MOST, VERSION
from saphan.standards.concern_kinds import all_kinds
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from saphan.store.turns import one_at_a_time
from saphan.voice.models import Conversation

COUNT = (
    "INSERT INTO casework_suggestion_taken (id, desk_id, language, tapped, kind, place, by_words, version, times) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 1) "
    "ON CONFLICT (desk_id, language, tapped, kind, place, by_words, version) "
    "DO UPDATE SET times = casework_suggestion_taken.times + 1"
)


def record_beside(
    *,
    conversation_id: UUID,
    case_id: UUID | None,
    respondent: Respondent,
    suggested: Sequence[str],
    by_words: bool,
    by: Staff,
    once: UUID | None = None,
    **said: Unpack[Changes],
) -> UUID:
    """As `record_from_talk`; also counts whether the kind was among the suggested ones. A second send counts once.

    suggested: the codes that stood beside the form, in their order. Raises what `record_from_talk` raises; nothing is
    written then.
    """
    with acting_as(by):
        one_at_a_time(conversation_id)
        is_again = once is not None and Concern.objects.filter(id=once).exists()
        concern_id = record_from_talk(
            conversation_id=conversation_id, case_id=case_id, respondent=respondent, by=by, once=once, **said
        )
        if suggested and not is_again:
            _count(conversation_of(by, conversation_id), said["kind"], shown(suggested), by_words)
    return concern_id


def shown(codes: Sequence[str]) -> list[str]:
    """What a form brings back of its suggestions: kinds that there are, each once, three at most."""
    return [code for code in dict.fromkeys(codes) if code in all_kinds()][:AT_MOST]


def _count(conversation: Conversation, kind: str, suggested: Sequence[str], by_words: bool) -> None:
    place = suggested.index(kind) + 1 if kind in suggested else 0
    about = (conversation.desk_id, conversation.language, conversation.icon, kind, place, by_words, VERSION)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [random_id(), *about])
