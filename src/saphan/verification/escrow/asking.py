"""She hears that others say it too: on a day to come, after a person has spoken with each; and she may say no."""

from uuid import UUID

from saphan.casework.selectors import concern_ids_of
from saphan.network.selectors import pool_of_desk
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import record
from saphan.verification.cards import everyone_behind
from saphan.verification.escrow.keeping import QUESTION, keep_wish, said_about, weigh_what_was_shown
from saphan.verification.escrow.models import Escrow, Spoken
from saphan.verification.escrow.rules import State, may_be_asked
from saphan.verification.escrow.weighing import standing_of, voices_by_story, wish_of, wishes_about
from saphan.verification.models import Issue
from saphan.verification.policies import may_speak_with
from saphan.verification.settling import settle
from saphan.verification.sources import statement
from saphan.verification.together.reading import issue_at
from saphan.voice.models import Answer, Ask, Conversation
from saphan.voice.services import ask

RETALIATION = "retaliation"


def record_spoken(*, conversation_id: UUID, by: Staff) -> None:
    """A caseworker or lead of her desk has spoken with her herself, and it is her own word; once, with name and day.

    Nothing is said to her by it. Raises NotAllowed.
    """
    if not may_speak_with(by):
        raise NotAllowed
    with acting_as(by) as moment:
        story = Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()
        if story is None:
            raise NotAllowed
        if Spoken.objects.filter(conversation_id=conversation_id).exists():
            return
        Spoken.objects.create(desk_id=story.desk_id, conversation_id=conversation_id, by=by.id, on=moment.day)
        record("verification.spoken_with", conversation_id)
        with acting_as(System("verification.record_spoken")):
            _settle_all(conversation_id)


def take_wish(conversation_id: UUID) -> None:
    """She said whether, and from how many on, others may be told; or something of hers counts, or counts no more."""
    with acting_as(System("verification.take_wish")):
        keep_wish(conversation_id)
        _settle_all(conversation_id)
        weigh_what_was_shown(conversation_id)


def take_answer(ask_id: UUID) -> None:
    """Her last answer to "others say it too": yes, and she counts outside from now on; no, and nothing changes."""
    with acting_as(System("verification.take_others_answer")):
        asked = Ask.objects.filter(id=ask_id).first()
        code = Answer.objects.filter(ask_id=ask_id).order_by("-id").values_list("code", flat=True).first()
        row = Escrow.objects.select_for_update().filter(id=asked.ref).first() if asked and code else None
        if row is None:
            return
        row.state = State.RELEASED if code == "yes" else State.DECLINED
        row.save(update_fields=["state"])
        record("verification.escrow_answered", row.id, detail={"state": str(row.state)})
        _settle_all(row.conversation_id)
        weigh_what_was_shown(row.conversation_id)
        if row.state == State.RELEASED:
            _take_retaliation(row.conversation_id)


def ask_who_may_hear(moment: Moment) -> None:
    """Whoever's day has come is asked, if enough still say it and each was spoken with. As System."""
    due = Escrow.objects.filter(state=State.SPOKEN, asked_on=None, tell_on__lte=moment.day)
    for issue_id in sorted({issue_id for row in due for issue_id in issues_of(row.conversation_id)}):
        _ask_about(Issue.objects.select_for_update().get(id=issue_id), moment)


def sweep() -> None:
    """Once a minute."""
    with acting_as(System("verification.ask_who_may_hear")) as moment:
        ask_who_may_hear(moment)


def issues_of(conversation_id: UUID) -> list[UUID]:
    """The issues of her desk's pool that she stands behind. As System."""
    desk_id = Conversation.objects.filter(id=conversation_id).values_list("desk_id", flat=True).first()
    pool_id = pool_of_desk(desk_id) if desk_id else None
    if pool_id is None:
        return []
    found = (issue_at(pool_id, family, whom)[0] for whom, family in said_about(conversation_id))
    return sorted({issue.id for issue in found if issue is not None})


def _settle_all(conversation_id: UUID) -> None:
    for issue_id in issues_of(conversation_id):
        settle(issue_id)


def _ask_about(issue: Issue, moment: Moment) -> None:
    concerns = everyone_behind(issue)
    standing, voices = standing_of(issue.id, concerns), voices_by_story(concerns)
    for row in wishes_about(issue, concerns).select_for_update():
        if may_be_asked(wish_of(row, voices[row.conversation_id]), standing, moment.day):
            row.asked_on = moment.day
            row.save(update_fields=["asked_on"])
            language = Conversation.objects.values_list("language", flat=True).get(id=row.conversation_id)
            ask(conversation_id=row.conversation_id, question=QUESTION, ref=row.id, language=language)


def _take_retaliation(conversation_id: UUID) -> None:
    """What was done to her for speaking waited with her."""
    for concern_id in concern_ids_of(conversation_id):
        said = statement(concern_id)
        if said is not None and said.kind == RETALIATION:
            defer("remedy.take_retaliation", priority=10, concern_id=concern_id)
