"""A story for everybody: written, read by a second person, asked about, shown after a wait, gone when she says so."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import override

from saphan.casework.models import Concern
from saphan.casework.policies import may_work_with_stories, require
from saphan.impact.refusals import DoesNotFit, NotNow, TooFewFit
from saphan.impact.stories import fitting, to_her
from saphan.impact.stories.fitting import Description, Told
from saphan.impact.stories.models import StoryPage
from saphan.languages.writing import clean
from saphan.network import selectors as network
from saphan.network.models import Role
from saphan.release.delay import random_days
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record
from saphan.voice import services as voice
from saphan.voice.consent import PUBLISH
from saphan.voice.models import Consent, Conversation
from saphan.voice.moving import Move
from saphan.voice.refusals import StoryGone

OURSELVES = System("impact.stories")
QUESTION = PUBLISH
EVERYBODY = UUID(int=0)
LONGEST = 1_500


def write(*, conversation_id: UUID, words: Mapping[str, str], description: Description, by: Staff) -> UUID:
    """Words in her language, and others. Nobody is asked yet. Raises NotAllowed, StoryGone, DoesNotFit, TooFewFit."""
    require(may_work_with_stories(by))
    kept = {language: text for language, each in words.items() if (text := clean(each).strip())}
    with acting_as(by) as moment:
        story = _story(conversation_id)
        if story.language not in kept or any(len(text) > LONGEST for text in kept.values()):
            raise DoesNotFit("words")
        if description.language != story.language:
            raise DoesNotFit("described")
        _check_that_enough_fit(description)
        _drop_others(conversation_id)
        row = StoryPage.objects.create(
            desk_id=by.desk_id,
            conversation_id=conversation_id,
            words=kept,
            described=asdict(description),
            written_by=by.id,
            written_on=moment.day,
        )
        record("impact.story_written", row.id)
    return row.id


def let_her_read(*, story_id: UUID, by: Staff) -> None:
    """A lead who did not write it finds that nothing in it points at her; then she is asked, about these very words.

    Raises NotAllowed, NotNow, TooFewFit, StoryGone.
    """
    require(by.has_role(Role.LEAD))
    with acting_as(by) as moment:
        row = StoryPage.objects.select_for_update().filter(id=story_id, dropped_on=None).first()
        if row is None or row.written_by == by.id:
            raise NotAllowed
        if row.asked_on:
            raise NotNow("asked")
        story = _story(row.conversation_id)
        _check_that_enough_fit(Description(**row.described))
        row.read_by, row.asked_on = by.id, moment.day
        row.save(update_fields=["read_by", "asked_on"])
        voice.ask(
            conversation_id=row.conversation_id,
            question=QUESTION,
            ref=row.id,
            words=row.words[story.language],
            language=story.language,
            reader=voice.Reader(EVERYBODY, "", _everybody(story.language)),
        )
        record("impact.story_asked_about", row.id)


def drop(*, story_id: UUID, by: Staff) -> None:
    """Taken out by the desk, for good; an open question closes, and her yes ends. Raises NotAllowed."""
    require(may_work_with_stories(by))
    with acting_as(by):
        row = StoryPage.objects.select_for_update().filter(id=story_id, dropped_on=None).first()
        if row is None:
            raise NotAllowed
        _drop(row)


def sweep() -> int:
    """Once a day: show whose wait is over, and take away what too few fit by now; returns how many were looked at."""
    with acting_as(OURSELVES) as moment:
        asked = StoryPage.objects.select_for_update().exclude(asked_on=None).filter(dropped_on=None)
        rows = list(asked.exclude(looked_on=moment.day))
        if rows:
            agreed, told = agreed_to(row.id for row in rows), everything_told()
        for row in rows:
            _look(row, row.id in agreed, told, moment.day)
    return len(rows)


def _look(row: StoryPage, agreed: bool, told: list[Told], today: date) -> None:
    """Her yes of today or yesterday starts the wait; a no, or a yes taken back, ends all."""
    row.looked_on = today
    if agreed and row.from_day is None:
        row.from_day = today + timedelta(days=random_days())
    fits = fitting.are_enough(fitting.number_that_fit(told, Description(**row.described)))
    row.is_shown = bool(agreed and fits and row.from_day and row.from_day <= today)
    if row.is_shown and row.shown_since is None:
        row.shown_since = today.replace(day=1)
        record("impact.story_shown", row.id)
    row.save(update_fields=["from_day", "is_shown", "shown_since", "looked_on"])


def agreed_to(story_ids: Iterable[UUID]) -> set[UUID]:
    """Those to which her yes stands at this moment. Call inside `acting_as(OURSELVES)`."""
    yes = Consent.objects.filter(draft_id__in=list(story_ids), purpose=PUBLISH, given=True, ended_on=None)
    return {each for each in yes.values_list("draft_id", flat=True) if each}


def everything_told() -> list[Told]:
    """What each person told of what, in codes, of every desk. Call inside `acting_as(OURSELVES)`."""
    standing = Concern.objects.filter(withdrawn_on=None)
    rows = standing.values_list("voice_group", "conversation_id", "respondent_id", "kind")
    languages = dict(Conversation.objects.filter(left_on=None).values_list("id", "language"))
    places = network.organisations({respondent_id for _group, _story, respondent_id, _kind in rows})
    return [
        Told(group, Description(languages[story], place.sector, place.country, place.province, kind_of(kind).family))
        for group, story, respondent_id, kind in rows
        if story in languages and (place := places.get(respondent_id))
    ]


def forget(subject: UUID) -> None:
    """Her story is deleted, and every word of ours about it."""
    with acting_as(OURSELVES):
        StoryPage.objects.filter(conversation_id=subject).delete()


def come_along(move: Move) -> None:
    """Her story moved to another desk, which goes on with it."""
    StoryPage.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def _story(conversation_id: UUID) -> Conversation:
    """Call inside `acting_as`. Raises StoryGone."""
    story = Conversation.objects.filter(id=conversation_id, left_on=None).first()
    if story is None:
        raise StoryGone
    return story


def _check_that_enough_fit(description: Description) -> None:
    """Whoever writes learns that they are too few, and not how many. Raises TooFewFit."""
    with acting_as(OURSELVES):
        told = everything_told()
    if not fitting.are_enough(fitting.number_that_fit(told, description)):
        raise TooFewFit(*fitting.what_to_leave_out(told, description))


def _drop_others(conversation_id: UUID) -> None:
    """One at a time: other words about her are another question."""
    for row in StoryPage.objects.select_for_update().filter(conversation_id=conversation_id, dropped_on=None):
        _drop(row)


def _drop(row: StoryPage) -> None:
    row.dropped_on, row.is_shown = clock.today(), False
    row.save(update_fields=["dropped_on", "is_shown"])
    voice.close_asks(question=QUESTION, ref=row.id)
    voice.consents_over(ref=row.id)
    record("impact.story_dropped", row.id)


def _everybody(language: str) -> str:
    with override(language):
        return str(to_her.EVERYBODY)
