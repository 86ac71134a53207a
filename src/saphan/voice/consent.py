"""Consent: per purpose and recipient, for the very words of one draft, dated, and ended rather than erased."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.vault.shredding import shred
from saphan.voice.models import Answer, Ask, Consent
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NoAnswerToThat
from saphan.voice.stories import desk_of

DISCLOSE = "disclose"
REFER = "refer"
CLAIM = "claim"
HTCDS = "htcds"  # that a file about her severe case, as that standard has it, is given to somebody
PUBLISH = "publish"  # that everybody may read words of ours about her
WRITE = "write"  # to write to her by the channel that she came by
KEEP, RING, TELL = "keep", "ring", "tell"  # asked on a visit: to write it down, to ring her, to tell without her name
POLLS = "polls"  # that she is sent, or shown, the address of questions sometimes
JOURNEY = "journey"  # that a desk keeps, with her story, what she found out before she left
WITH_US = frozenset({KEEP, RING, TELL})  # between her and the desk: nobody else is shown anything by it
PURPOSES = {"consent": DISCLOSE, "refer": REFER, "claim": CLAIM, "htcds": HTCDS, "publish": PUBLISH}

# What was given on such a consent stands as a copy of its own, under a key of its own: ending it destroys the copy.
HAS_ITS_OWN_COPY = frozenset({REFER, CLAIM, JOURNEY})


def record_consent_in_talk(
    *, conversation_id: UUID, draft_id: UUID, recipient_id: UUID, language: str, given: bool, by: Staff
) -> UUID:
    """What she said when the desk read the draft to her; returns the consent's id.

    Only an open question about these very words, for this recipient, is answered: nobody agrees to what she was never
    to be asked. Raises NotAllowed, StoryGone, NoAnswerToThat; nothing is written then.
    """
    if not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        desk_id = desk_of(conversation_id)
        asked = Ask.objects.select_for_update().filter(
            conversation_id=conversation_id, question="consent", ref=draft_id, closed_on=None
        )
        ask = asked.filter(recipient_id=recipient_id).first()
        if ask is None:
            raise NoAnswerToThat
        Answer.objects.create(
            desk_id=desk_id,
            conversation_id=conversation_id,
            ask_id=ask.id,
            code="yes" if given else "no",
            on=moment.day,
        )
        consent_id = keep_consent(ask, given=given, how="talk", day=moment.day, language=language)
        defer("remedy.take_consent", draft_id=draft_id)
    return consent_id


def keep_consent(
    asked: Ask, *, given: bool, how: str, day: date, parts: Sequence[str] = (), language: str = ""
) -> UUID:
    """Her answer to a draft, or to parts, as a dated record; the former answer to the same words ends that day.

    language: in which it was read to her, when that is not the language of the question. Inside `acting_as`.
    """
    same = {
        "conversation_id": asked.conversation_id,
        "purpose": PURPOSES[asked.question],
        "recipient_id": asked.recipient_id,
        "draft_id": asked.ref,
    }
    Consent.objects.filter(**same, ended_on=None).update(ended_on=day)
    consent = Consent.objects.create(
        **same,
        desk_id=asked.desk_id,
        given=given,
        parts=list(parts),
        language=language or asked.language,
        how=how,
        on=day,
        until=asked.until,
    )
    record("voice.consent_given", consent.id, detail={"given": given, "how": how})
    return consent.id


def keep_permission(conversation_id: UUID, *, what: str, language: str, day: date) -> UUID:
    """What may be written to her in the chat that she came by: everything, neutral words, nothing. As System."""
    Consent.objects.filter(conversation_id=conversation_id, purpose=WRITE, ended_on=None).update(ended_on=day)
    consent = Consent.objects.create(
        desk_id=desk_of(conversation_id),
        conversation_id=conversation_id,
        purpose=WRITE,
        given=what != "nothing",
        parts=[what],
        language=language,
        how="chat",
        on=day,
    )
    record("voice.consent_given", consent.id, detail={"given": consent.given, "how": "chat"})
    return consent.id


def end_yes_to_polls(conversation_id: UUID, day: date) -> None:
    """From now on she is sent and shown no questions, also where some were on their way. Inside `acting_as`."""
    said = Consent.objects.filter(conversation_id=conversation_id, purpose=POLLS, ended_on=None).first()
    if said is None:
        return
    said.ended_on = day
    said.save(update_fields=["ended_on"])
    if said.given:
        record("voice.consent_ended", said.id)


def keep_yes_to_keeping(
    *, conversation_id: UUID, ref: UUID, recipient_id: UUID, language: str, words_version: str, day: date
) -> UUID:
    """She said on a page that `ref` is kept with her story, for this desk to read. Inside `acting_as`."""
    consent = Consent.objects.create(
        desk_id=desk_of(conversation_id),
        conversation_id=conversation_id,
        purpose=JOURNEY,
        recipient_id=recipient_id,
        draft_id=ref,
        given=True,
        language=language,
        words_version=words_version,
        on=day,
    )
    record("voice.consent_given", consent.id, detail={"given": True, "how": "page"})
    return consent.id


def end_consent(*, consent_id: UUID, by: Story | Staff) -> None:
    """She takes it back, from today on; what was shown before cannot be unsaid. A copy of hers is destroyed at once.

    Raises NotAllowed, NoAnswerToThat.
    """
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        consent = _standing(consent_id)
        consent.ended_on = moment.day
        consent.save(update_fields=["ended_on"])
        record("voice.consent_ended", consent_id)
        if consent.purpose in HAS_ITS_OWN_COPY:
            _destroy_the_copy(consent)
        elif consent.draft_id and consent.purpose not in (HTCDS, PUBLISH):
            defer("remedy.take_consent", draft_id=consent.draft_id)


def consents_over(*, ref: UUID) -> None:
    """What she agreed to about `ref` ends today: there is nothing left that it could open. Inside `acting_as`."""
    Consent.objects.filter(draft_id=ref, ended_on=None).update(ended_on=clock.today())


def _standing(consent_id: UUID) -> Consent:
    """The consent, locked. Raises NoAnswerToThat.

    Whoever ends a copy, she or a room above, waits for her turn first; so nobody holds what the other one needs.
    """
    draft_id = Consent.objects.filter(id=consent_id).values_list("draft_id", flat=True).first()
    if draft_id is not None:
        one_at_a_time(draft_id)
    consent = Consent.objects.select_for_update().filter(id=consent_id, ended_on=None).first()
    if consent is None:
        raise NoAnswerToThat
    return consent


def _destroy_the_copy(consent: Consent) -> None:
    if consent.given and consent.draft_id:
        with acting_as(System("voice.end_consent")):
            shred(consent.draft_id)
