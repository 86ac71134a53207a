"""Finding a case, a concern or a conversation of the own desk, locked, or refusing. Call inside `acting_as`."""

from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.models import Case, Concern, Party
from saphan.casework.policies import may_work_on, may_work_with_stories, require
from saphan.casework.refusals import CaseIsClosed, NotCountedAnyMore
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.voice.models import Conversation


def case_to_change(by: Staff, case_id: UUID) -> Case:
    """Raises NotAllowed (also for a case of another desk, which looks like none) or CaseIsClosed."""
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotAllowed
    require(may_work_on(by, case))
    if case.status != "open":
        raise CaseIsClosed("open_another")
    return case


def concern_to_change(by: Staff, concern_id: UUID) -> Concern:
    """Raises NotAllowed or NotCountedAnyMore."""
    require(may_work_with_stories(by))
    concern = Concern.objects.select_for_update().filter(id=concern_id).first()
    if concern is None:
        raise NotAllowed
    if concern.withdrawn_on is not None:
        raise NotCountedAnyMore
    return concern


def conversation_of(by: Staff, conversation_id: UUID) -> Conversation:
    """Raises NotAllowed."""
    conversation = Conversation.objects.filter(id=conversation_id, desk_id=by.desk_id).first()
    if conversation is None:
        raise NotAllowed
    return conversation


def held_conversation_of(by: Staff, conversation_id: UUID) -> Conversation:
    """As `conversation_of`, and it does not move to another desk before this transaction ends.

    For rows that do not say by `Belongs` beside which story they stand. Raises NotAllowed.
    """
    held = Conversation.objects.select_for_update().filter(id=conversation_id, desk_id=by.desk_id).first()
    if held is None:
        raise NotAllowed
    return held


def parties_now(case: Case) -> QuerySet[Party]:
    return Party.objects.filter(case=case, left_on=None)
