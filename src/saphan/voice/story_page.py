"""What she sees of her own story. No company's name but where she was asked about it, or agreed elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from saphan.network.selectors import organisations
from saphan.network.workers_bodies import WorkersBodyCard, workers_bodies_at
from saphan.store.acting import acting_as
from saphan.store.callers import Story
from saphan.voice.consent import JOURNEY, POLLS, WITH_US, WRITE
from saphan.voice.linking.page import OtherStory, other_stories
from saphan.voice.linking.together import open_with_her_word
from saphan.voice.models import Conversation, Message, Status
from saphan.voice.parts import Part
from saphan.voice.reading import AskCard, ConsentCard, Line, StepTold, asks, consents, lines, steps
from saphan.voice.refusals import StoryGone
from saphan.voice.stories import desk_of
from saphan.voice.vocabulary import IN_PARTS
from saphan.voice.wishes.moments import is_urgent
from saphan.voice.wishes.reading import WishShown, wish_shown

SHOWN_PARTS = ("said", "reply", "place")

Kept = Callable[[UUID], Mapping[UUID, str]]
_kept: list[Kept] = []


def keeps(kept: Kept) -> None:
    """Say, in AppConfig.ready(), what an upper room keeps with a story at her wish: its words, by what she agreed to.

    Runs inside `acting_as` of her story; not where her words are hidden.
    """
    _kept.append(kept)


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """Something she agreed to, with us or elsewhere: for whom, in which words, and whether she may take it back."""

    id: UUID
    recipient_kind: str
    recipient_name: str
    words: str = field(repr=False)
    given: bool
    on: date
    ended_on: date | None
    has_parts: bool = False
    parts: tuple[Part, ...] = ()
    by_record: bool = False  # they have no log-in: we tell them ourselves
    kept_with_it: bool = False  # what she found out before, kept with her story at her wish
    may_write: str = ""  # in the chat that she came by: "everything", or "neutral" words; she changes it there
    for_questions: bool = False  # that we may send her the address of questions
    elsewhere: bool = False  # she said it to another system, or it stands in an old log; we have no words of it


@dataclass(frozen=True, slots=True)
class StoryPage:
    """lines: the chat; her own earlier words are missing when `words_hidden`."""

    id: UUID
    language: str
    steps: tuple[StepTold, ...]
    read_on: date | None
    lines: tuple[Line, ...]
    words_hidden: bool
    has_word: bool
    asks: tuple[AskCard, ...]
    consents: tuple[ConsentShown, ...]
    linked: bool  # to an earlier story whose code she lost
    icon: str
    tell: str
    closed: bool
    waiting: bool
    workers_bodies: tuple[WorkersBodyCard, ...] = ()  # who speaks for workers at her place, to be offered
    reads_zawgyi: bool = False
    wish: WishShown = WishShown("")
    is_urgent: bool = False
    others: tuple[OtherStory, ...] = ()  # that she put together with this one

    @property
    def chat(self) -> tuple[Line, ...]:
        """What she and we said, in order; not her number, nor the mark of a lost code."""
        return tuple(line for line in self.lines if line.part in SHOWN_PARTS)

    @property
    def agreed(self) -> tuple[ConsentShown, ...]:
        """What she said yes to, also where she took it back."""
        return tuple(consent for consent in self.consents if consent.given)

    @property
    def questions(self) -> tuple[AskCard, ...]:
        """What she is asked now, and has not answered."""
        return tuple(ask for ask in self.asks if ask.closed_on is None and not ask.answer)

    @property
    def answered(self) -> tuple[AskCard, ...]:
        """What she answered and may still answer differently."""
        kept = {"consent", *IN_PARTS}  # changed by taking the consent back
        return tuple(ask for ask in self.asks if ask.closed_on is None and ask.answer and ask.question not in kept)

    def ask(self, ask_id: UUID) -> AskCard | None:
        return next((ask for ask in self.asks if ask.id == ask_id and ask.closed_on is None), None)

    def consent(self, consent_id: UUID) -> ConsentShown | None:
        return next((each for each in self.consents if each.id == consent_id and each.given), None)


def story(conversation_id: UUID, word_given: bool) -> StoryPage:
    """Her page, answers opened; her own earlier words only without a chosen word or after it. Raises StoryGone."""
    with acting_as(Story(conversation_id)):
        conversation = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if conversation is None:
            raise StoryGone
        hidden = conversation.word_hash is not None and not word_given
        asked = asks(conversation_id, hidden=hidden)
        return StoryPage(
            id=conversation_id,
            language=conversation.language,
            steps=steps(conversation_id),
            read_on=conversation.first_read_on,
            lines=lines(
                conversation_id,
                why="story_read",
                inbound=False if hidden else None,
                as_it_came=not conversation.reads_zawgyi,
            ),
            words_hidden=hidden,
            has_word=conversation.word_hash is not None,
            asks=asked,
            consents=_agreed(conversation_id, asked, hidden=hidden),
            linked=bool(open_with_her_word(conversation_id)),
            icon=conversation.icon,
            tell=conversation.tell,
            closed=conversation.status == Status.CLOSED,
            waiting=conversation.status == Status.WAITING,
            workers_bodies=workers_bodies_at(conversation.place_organisation_id),
            reads_zawgyi=conversation.reads_zawgyi,
            wish=wish_shown(conversation),
            is_urgent=is_urgent(conversation),
            others=other_stories(conversation_id),
        )


def desk_of_story(conversation_id: UUID) -> UUID:
    """The desk that answers her. Raises StoryGone."""
    with acting_as(Story(conversation_id)):
        return desk_of(conversation_id)


def is_there(conversation_id: UUID) -> bool:
    """False when she deleted it, perhaps from another phone while a visit was open here."""
    with acting_as(Story(conversation_id)):
        return Conversation.objects.filter(id=conversation_id, left_on=None).exists()


def details(conversation_id: UUID) -> tuple[str, bool]:
    """Her icon, and whether the place is known already (a poster, or her own words). Raises StoryGone."""
    with acting_as(Story(conversation_id)):
        conversation = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if conversation is None:
            raise StoryGone
        said = Message.objects.filter(conversation_id=conversation_id, part="place").exists()
        return conversation.icon, bool(conversation.place_organisation_id or said)


def _agreed(conversation_id: UUID, asked: tuple[AskCard, ...], *, hidden: bool) -> tuple[ConsentShown, ...]:
    """Where no question of ours names the recipient, or holds the words, they are looked up."""
    given = tuple(each for each in consents(conversation_id) if _is_hers_to_read(each))
    shown = [_shown(consent, asked) for consent in given]
    unnamed = {each.id: each.recipient_id for each in given if each.recipient_id and _has_no_question(each)}
    known = organisations(unnamed.values()) if unnamed else {}
    names = {each: known[whom] for each, whom in unnamed.items() if whom in known}
    kept = {each.id: each.draft_id for each in given if each.purpose == JOURNEY and each.draft_id}
    words = {about: text for of in _kept for about, text in of(conversation_id).items()} if kept and not hidden else {}
    shown = [replace(one, words=words.get(kept[one.id], "")) if one.id in kept else one for one in shown]
    return tuple(
        replace(one, recipient_kind=names[one.id].kind, recipient_name=names[one.id].name) if one.id in names else one
        for one in shown
    )


def _is_hers_to_read(consent: ConsentCard) -> bool:
    """Of what may be written in her chat the last word alone."""
    return consent.purpose not in WITH_US and not (consent.purpose == WRITE and consent.ended_on)


def _has_no_question(consent: ConsentCard) -> bool:
    return consent.draft_id is None or consent.purpose == JOURNEY


def _shown(consent: ConsentCard, asked: tuple[AskCard, ...]) -> ConsentShown:
    ask = _asked_for(consent, asked)
    return ConsentShown(
        id=consent.id,
        recipient_kind=ask.recipient_kind if ask else "",
        recipient_name=ask.recipient_name if ask else "",
        words=ask.words if ask else "",
        given=consent.given,
        on=consent.on,
        ended_on=consent.ended_on,
        has_parts=bool(consent.parts) and consent.purpose != WRITE,
        parts=tuple(part for part in ask.parts if part.code in consent.parts) if ask else (),
        by_record=ask.by_record if ask else False,
        kept_with_it=consent.purpose == JOURNEY,
        may_write=next(iter(consent.parts), "") if consent.purpose == WRITE else "",
        for_questions=consent.purpose == POLLS,
        elsewhere=consent.draft_id is None and consent.purpose not in (POLLS, WRITE),
    )


def _asked_for(consent: ConsentCard, asked: tuple[AskCard, ...]) -> AskCard | None:
    """The question that she answered so: asked anew with other words, the later one is what still stands."""
    of_consent = {"consent", "publish", *IN_PARTS}
    same = [each for each in asked if each.question in of_consent and each.ref == consent.draft_id]
    fits = [each for each in same if _is_answered_by(each, consent)] or same
    if not fits:
        return None
    return fits[0] if consent.ended_on else fits[-1]


def _is_answered_by(ask: AskCard, consent: ConsentCard) -> bool:
    is_hers = ask.recipient_id == consent.recipient_id and ask.answered_on == consent.on
    return is_hers and set(ask.agreed_parts) == set(consent.parts)
