"""Putting two of her stories together, and parting them: her own yes, dated, on the record, and never by itself.

Nothing is moved: a link says that two stories are one person's, and whoever may read one of them reads the other too,
as long as it stands. So undoing it is exact: what came meanwhile stays with the way by which it came (docs/adr/0036).
"""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.store.writing import insert
from saphan.vault.recording import record
from saphan.voice.channels.leaving import outbox
from saphan.voice.linking.models import How, Link
from saphan.voice.linking.refusals import NotToBeLinked
from saphan.voice.linking.together import WITH_HER_WORD
from saphan.voice.models import Ask, Conversation, Way
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NoAnswerToThat, StoryGone
from saphan.voice.returning import open_story
from saphan.voice.stories import own
from saphan.voice.telling import ask, close_asks, tell

OURSELVES = System("voice.link")
QUESTION = "link"
NOT_ASKED_AGAIN = timedelta(days=30)  # about two stories that she wants to keep apart


def propose(*, conversation_id: UUID, other_id: UUID, by: Staff) -> UUID:
    """She told the desk that both are hers: she is asked in each of them; returns the link's id.

    Nothing is shown across before she said yes in both. Raises NotAllowed, StoryGone, NotToBeLinked.
    """
    if not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        here, there = _two_of_the_desk(conversation_id, other_id)
        _require_that_it_may_be_asked(here, there, moment)
        link = Link(
            desk_id=here.desk_id,
            conversation_id=here.id,
            earlier_id=there.id,
            on=moment.day,
            how=How.DESK,
            proposed_by=by.id,
        )
        insert(link)
        record("voice.link_proposed", link.id, detail={"here": str(here.id), "there": str(there.id)})
        for story in (here, there):
            ask(conversation_id=story.id, question=QUESTION, ref=link.id, language=story.language)
    return link.id


def begin_by_code(*, conversation_id: UUID, code: str, slowly: bool = True) -> UUID | None:
    """In one story she gives the number of another; now she is asked, in plain words, whether to put them together.

    Returns the id of the question; None where the number was the yes that was missing. slowly: as the page for codes
    answers wrong ones beyond their budget. Raises Mistyped, NoSuchCode, NotToBeLinked, StoryGone.
    """
    other_id = open_story(code, slowly=slowly)
    with acting_as(OURSELVES) as moment:
        here, there = _here_and_there(conversation_id, other_id)
        link = _waiting_between(here, there) or _begun(here, there, moment)
        _say_yes(link, there.id, moment)
        record("voice.link_begun", link.id, detail={"here": str(here.id)})
        if link.agreed_on is not None:
            return None
        return ask(conversation_id=here.id, question=QUESTION, ref=link.id, language=here.language, aloud=False)


def take_answer(asked: Ask, code: str, by: Story | Staff, moment: Moment) -> None:
    """Her yes or no in one of the two; with the second yes it stands. Raises NoAnswerToThat.

    A colleague writes down what she said only where there is no other way than the telephone, and never of both.
    """
    with acting_as(OURSELVES):
        link = Link.objects.select_for_update().filter(id=asked.ref, undone_on=None, agreed_on=None).first()
        if link is None or (isinstance(by, Staff) and not _is_told_by_telephone(link, asked.conversation_id)):
            raise NoAnswerToThat
        if code == "yes":
            _say_yes(link, asked.conversation_id, moment)
        else:
            _end(link, moment)


def undo(*, link_id: UUID, by: Story | Staff) -> None:
    """Each story stands by itself again, from this moment on, wherever it is read or counted. Raises NotAllowed."""
    if isinstance(by, Staff) and not may_answer(by):
        raise NotAllowed
    with acting_as(by):
        if not Link.objects.filter(id=link_id, undone_on=None).exists():
            raise NotAllowed
        with acting_as(OURSELVES) as moment:
            link = Link.objects.select_for_update().filter(id=link_id, undone_on=None).first()
            if link is None:
                raise NotAllowed
            _end(link, moment)
        record("voice.unlinked", link_id)


def link_lost(*, conversation_id: UUID, earlier_id: UUID, by: Staff) -> UUID:
    """She lost her code and says that an earlier story is hers; returns the link's id, that of one that stands.

    It shows her no old words: those need her word or picture. Raises NotAllowed.
    """
    if not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        here, there = _two_of_the_desk(conversation_id, earlier_id)
        joined = Link.objects.filter(conversation_id=here.id, earlier_id=there.id, undone_on=None)
        if (link_id := joined.exclude(agreed_on=None).values_list("id", flat=True).first()) is not None:
            return link_id
        link = Link(
            desk_id=here.desk_id,
            conversation_id=here.id,
            earlier_id=there.id,
            on=moment.day,
            proposed_by=by.id,
            agreed_on=moment.day,
        )
        insert(link)
        record("voice.linked", here.id, detail={"earlier": str(there.id)})
        _count_anew(here.id)
    return link.id


def says_it_is_hers(way: Way, former_id: UUID, day: date) -> None:
    """Whoever writes from an account that was silent for long says that the story from then is hers. As System.

    That alone shows nobody anything: her number from then does, or a colleague who rings her.
    """
    link = Link(
        desk_id=way.desk_id,
        conversation_id=way.conversation_id,
        earlier_id=former_id,
        on=day,
        how=How.OWNER,
        here_on=day,
    )
    insert(link)
    record("voice.owner_says_so", link.id)
    _count_anew(way.conversation_id)


def owner_was_rung(*, link_id: UUID, by: Staff) -> None:
    """A colleague has spoken with her and is sure that it is she. Her old words still open with her word only.

    Raises NotAllowed.
    """
    if not may_answer(by):
        raise NotAllowed
    with acting_as(by) as moment:
        link = (
            Link.objects.select_for_update().filter(id=link_id, how=How.OWNER, agreed_on=None, undone_on=None).first()
        )
        if link is None:
            raise NotAllowed
        link.agreed_on = moment.day
        link.save(update_fields=["agreed_on"])
        record("voice.owner_was_rung", link_id)


def forget_links(conversation_id: UUID, *, unless_at: UUID | None = None) -> None:
    """The story goes, or goes to another desk: what it was put together with stands by itself. As System.

    unless_at: the desk that it goes to; a link to a story there goes on.
    """
    for link in Link.objects.filter(Q(conversation_id=conversation_id) | Q(earlier_id=conversation_id)):
        other_id = link.earlier_id if link.conversation_id == conversation_id else link.conversation_id
        if unless_at and Conversation.objects.filter(id=other_id, desk_id=unless_at).exists():
            continue
        close_asks(question=QUESTION, ref=link.id)
        outbox.cancel_news_of_the_other(other_id)
        link.delete()
        if unless_at is not None:
            _count_anew(conversation_id)
        if other_id != conversation_id:
            _count_anew(other_id)


def _two_of_the_desk(conversation_id: UUID, other_id: UUID) -> tuple[Conversation, Conversation]:
    """Both locked, always in the same order. Raises NotAllowed, StoryGone, NotToBeLinked."""
    if Conversation.objects.filter(id__in=(conversation_id, other_id)).count() < len({conversation_id, other_id}):
        raise NotAllowed
    if conversation_id == other_id:
        raise NotToBeLinked("another_story")
    found = {each: own(each) for each in sorted((conversation_id, other_id))}
    return found[conversation_id], found[other_id]


def _here_and_there(conversation_id: UUID, other_id: UUID) -> tuple[Conversation, Conversation]:
    """Both locked in the same order, so that no two links begin between them. Raises StoryGone, NotToBeLinked."""
    locked = Conversation.objects.select_for_update().order_by("id")
    found = {each.id: each for each in locked.filter(id__in=(conversation_id, other_id), left_on=None)}
    here, there = found.get(conversation_id), found.get(other_id)
    if here is None:
        raise StoryGone
    if there is None or here.id == there.id or here.desk_id != there.desk_id:
        raise NotToBeLinked("open_there")
    return here, there


def _require_that_it_may_be_asked(here: Conversation, there: Conversation, moment: Moment) -> None:
    """One such question at a time in each story; and not soon again what she has refused. Raises NotToBeLinked."""
    ends = (here.id, there.id)
    touching = Link.objects.filter(Q(conversation_id__in=ends) | Q(earlier_id__in=ends))
    if touching.filter(undone_on=None, agreed_on=None, how=How.DESK).exists():
        raise NotToBeLinked("she_is_asked")
    between = touching.filter(conversation_id__in=ends, earlier_id__in=ends)
    if between.filter(undone_on=None).exists():
        raise NotToBeLinked("together_already")
    if between.filter(how=How.DESK, undone_on__gt=moment.day - NOT_ASKED_AGAIN).exists():
        raise NotToBeLinked("not_again_so_soon")


def _waiting_between(here: Conversation, there: Conversation) -> Link | None:
    """One that waits for her yes. Raises NotToBeLinked for two that she put together before."""
    ends = (here.id, there.id)
    rows = Link.objects.select_for_update().filter(conversation_id__in=ends, earlier_id__in=ends, undone_on=None)
    link = rows.filter(how__in=(How.CODE, How.DESK)).first()
    if link is not None and link.agreed_on is not None:
        raise NotToBeLinked("together_already")
    return link


def _begun(here: Conversation, there: Conversation, moment: Moment) -> Link:
    return Link.objects.create(
        desk_id=here.desk_id, conversation_id=here.id, earlier_id=there.id, on=moment.day, how=How.CODE
    )


def _say_yes(link: Link, story_id: UUID, moment: Moment) -> None:
    """In one of the two; with the second one it stands."""
    if story_id == link.conversation_id:
        link.here_on = moment.day
    else:
        link.there_on = moment.day
    stands = link.here_on is not None and link.there_on is not None
    if stands:
        link.agreed_on = moment.day
    link.save(update_fields=["here_on", "there_on", "agreed_on"])
    if stands:
        _take_the_place_of_weaker_ones(link, moment)
        _now(link, "linked")
        record("voice.linked", link.conversation_id, detail={"earlier": str(link.earlier_id), "how": link.how})


def _take_the_place_of_weaker_ones(link: Link, moment: Moment) -> None:
    """What was said without her yes on both: only now, so that her no leaves it as it was."""
    ends = (link.conversation_id, link.earlier_id)
    weaker = Link.objects.filter(conversation_id__in=ends, earlier_id__in=ends, undone_on=None, how__in=WITH_HER_WORD)
    weaker.update(undone_on=moment.day)


def _end(link: Link, moment: Moment) -> None:
    link.undone_on = moment.day
    link.save(update_fields=["undone_on"])
    for story_id in (link.conversation_id, link.earlier_id):
        outbox.cancel_news_of_the_other(story_id)
    if link.agreed_on is not None or link.how == How.OWNER:
        _now(link, "unlinked" if link.agreed_on else "")
    else:
        close_asks(question=QUESTION, ref=link.id)


def _now(link: Link, step: str) -> None:
    """Both stories say so, nobody is asked any more, and who counts as one voice is counted anew."""
    close_asks(question=QUESTION, ref=link.id)
    for story_id in (link.conversation_id, link.earlier_id):
        if step and Conversation.objects.filter(id=story_id, left_on=None).exists():
            tell(conversation_id=story_id, step=step)
        _count_anew(story_id)


def _count_anew(story_id: UUID) -> None:
    defer("verification.count_as_one", conversation_id=story_id)


def _is_told_by_telephone(link: Link, story_id: UUID) -> bool:
    other_id = link.earlier_id if story_id == link.conversation_id else link.conversation_id
    return _has_only_a_telephone(story_id) and not _has_only_a_telephone(other_id)


def _has_only_a_telephone(story_id: UUID) -> bool:
    if outbox.has_a_way(story_id):
        return False
    return Conversation.objects.filter(Q(channel="phone") | Q(reply_by="phone"), id=story_id).exists()
