"""What a worker does inside her own story: write on, answer about herself, choose a word, call for help."""

from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import models

from saphan.languages.writing import ascii_digits, clean
from saphan.network import selectors as network
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Intake, Story, System
from saphan.store.tasks import defer
from saphan.store.writing import insert
from saphan.vault import hashing
from saphan.vault.recording import Payload, record
from saphan.vault.sealing import SubjectKey
from saphan.voice import numbers
from saphan.voice.inbound import Handle, Media
from saphan.voice.input_class import ENGAGEMENT, SHE_BEGAN, VOICE, class_of
from saphan.voice.intake import NothingSaid, by_rule, known_contact, media_rows, message
from saphan.voice.keys_of_words import keep_from_search
from saphan.voice.linking.together import open_with_her_word
from saphan.voice.models import Contact, Conversation, Message, PageFeedback, Tell, Urgency
from saphan.voice.refusals import FormerWordFirst, NotANumber, TooManyTries
from saphan.voice.safe_times import CLOCKS, PARTS
from saphan.voice.stories import key_of_story, note_once, own, wait_for_the_desk
from saphan.voice.telling import close_unanswered, tell
from saphan.voice.traces.arriving import note_browser, note_handle
from saphan.voice.vocabulary import ICONS, waits_for

WRONG_WORDS_A_DAY = 5


class Details(TypedDict, total=False):
    """Only what is given is changed."""

    about_someone_else: bool
    icon: str
    place: str
    when: str
    phone: str
    safe_times: list[str]
    clock: int | None
    tell: str
    lost_code: bool


def say_more(
    *,
    conversation_id: UUID,
    text: str = "",
    media: Media | None = None,
    once: str,
    came_as: str = "",
    rule: str = SHE_BEGAN,
    browser: str = "",
) -> UUID | None:
    """Add to her story; it waits for the desk again. The same `once` a second time changes nothing (None).

    came_as: what it was, where it is no text of her own (a sticker, a place, a forwarded message). rule: of
    `input_class`. browser: the number
    of the cookie with which it came. Returns the id of the message. Raises NothingSaid, StoryGone.
    """
    normalised = clean(text)
    if not (normalised or media or came_as):
        raise NothingSaid
    with acting_as(Story(conversation_id)) as moment:
        conversation = own(conversation_id)
        if not note_once(conversation, once, moment.now):
            return None
        if class_of(rule) == VOICE and not _has_spoken(conversation_id):
            _is_a_voice_now(conversation)
        rows = _rows(conversation, text, normalised, media, moment, came_as, rule)
        with acting_as(Intake(conversation.desk_id, conversation.id)):  # a proof's own key is added by intake only
            insert(*rows)
        wait_for_the_desk(conversation, moment.now)
        conversation.save()
        note_browser(conversation_id, browser)
        defer("voice.read_on", conversation_id=conversation_id)
        record("voice.said_more", conversation_id)
    return next(row.id for row in rows if isinstance(row, Message))


def set_details(*, conversation_id: UUID, **given: Unpack[Details]) -> None:
    """Keep her answers about the story, each when given. Raises NotANumber, StoryGone."""
    with acting_as(Story(conversation_id)) as moment:
        conversation = own(conversation_id)
        if "place" in given:
            _keep_part(conversation, "place", given["place"], moment.now)
            defer("voice.read_on", conversation_id=conversation_id)
        if "when" in given:
            _keep_part(conversation, "when", given["when"], moment.now)
        if given.get("lost_code"):
            _keep_part(conversation, "lost", "", moment.now)
        if "phone" in given:
            _keep_number(conversation, given["phone"], moment.now)
        if "safe_times" in given:
            _keep_safe_times(conversation, given["safe_times"])
        if "clock" in given:
            _keep_clock(conversation, given["clock"])
        coded = _coded(given)
        for name, value in coded.items():
            setattr(conversation, name, value)
        conversation.save()
        if "tell" in coded:
            _pass_on_wish(conversation)
        record("voice.details_set", conversation_id, detail={"which": ",".join(sorted(given))})


def choose_word(*, conversation_id: UUID, word: str, knows_former: bool = False) -> None:
    """From now on her own earlier words are shown only after this word or picture.

    knows_former: she gave the one that stands, or made it in this visit; else it is not replaced, or whoever has only
    her code could open her words with a new one. Raises FormerWordFirst, StoryGone.
    """
    with acting_as(Story(conversation_id)):
        conversation = own(conversation_id)
        if conversation.word_hash is not None and not knows_former:
            raise FormerWordFirst("give_it")
        conversation.word_key_version, conversation.word_hash = hashing.newest(_hashes_of(conversation_id, word))
        conversation.save(update_fields=["word_hash", "word_key_version"])
        record("voice.word_chosen", conversation_id)


def word_opens(*, conversation_id: UUID, word: str) -> bool:
    """Whether this is the word or picture that she chose. Raises TooManyTries after five wrong ones in a day."""
    with acting_as(Story(conversation_id)) as moment:
        conversation = own(conversation_id)
        tries = conversation.word_tries if conversation.word_tries_on == moment.day else 0
        if tries >= WRONG_WORDS_A_DAY:
            raise TooManyTries("tomorrow")
        hashes = _hashes_of(conversation_id, word)
        right = bytes(conversation.word_hash or b"") in hashes.values()
        if right:  # only now, with the word in hand, can it move to the newest key
            conversation.word_key_version, conversation.word_hash = hashing.newest(hashes)
        conversation.word_tries = 0 if right else tries + 1
        conversation.word_tries_on = moment.day
        conversation.save(update_fields=["word_hash", "word_key_version", "word_tries", "word_tries_on"])
        record("voice.word_tried", conversation_id, detail={"right": right})
    return right


def open_linked(*, conversation_id: UUID, word: str) -> UUID | None:
    """The earlier story that the desk linked to this one, if this is its word or picture. Raises TooManyTries."""
    with acting_as(Story(conversation_id)):
        own(conversation_id)
        earlier = open_with_her_word(conversation_id)
    return next((each for each in earlier if word_opens(conversation_id=each, word=word)), None)


def raise_danger(*, conversation_id: UUID) -> None:
    """She is in danger: the story comes on top of the desk and the person on duty is woken. Raises StoryGone."""
    with acting_as(Story(conversation_id)) as moment:
        conversation = own(conversation_id)
        conversation.urgency = Urgency.DANGER
        conversation.danger_at = moment.now
        conversation.danger_seen_at = None
        conversation.lead_told_at = None
        wait_for_the_desk(conversation, moment.now)
        conversation.save()
        keep_from_search([conversation_id])
        record("voice.danger_raised", conversation_id, fact={})
        defer("casework.alarm", priority=10, conversation_id=conversation_id)


def wish_claim(*, conversation_id: UUID) -> None:
    """She wants us to raise her own case with her employer; nothing is told to anybody yet. Raises StoryGone."""
    with acting_as(Story(conversation_id)) as moment:
        conversation = own(conversation_id)
        wait_for_the_desk(conversation, moment.now)
        conversation.save()
        tell(conversation_id=conversation_id, step="claim_wished")
        record("voice.claim_wished", conversation_id)
        defer("remedy.take_claim_wish", conversation_id=conversation_id)


def see_answers(*, conversation_id: UUID) -> None:
    """Note that she reads what we answered, by the day; before she is shown it, so that taking back is exact."""
    with acting_as(Story(conversation_id)) as moment:
        unseen = Message.objects.filter(conversation_id=conversation_id, inbound=False, seen_by_her_on=None)
        unseen.filter(recalled_on=None).update(seen_by_her_on=moment.day)


def page_was_clear(*, page: str, language: str, clear: bool) -> None:
    """Her word on one of our pages: a page's name, a language, yes or no."""
    with acting_as(Story(UUID(int=0))) as moment:
        PageFeedback.objects.create(page=page[:30], language=language[:12], clear=clear, on=moment.day)


def _has_spoken(conversation_id: UUID) -> bool:
    """Not yet, where the story began with something that no desk had to answer."""
    return (
        Message.objects.filter(conversation_id=conversation_id, inbound=True).exclude(input_class=ENGAGEMENT).exists()
    )


def _is_a_voice_now(conversation: Conversation) -> None:
    """What intake says of a voice that comes, said of hers on the day on which she first speaks."""
    tell(conversation_id=conversation.id, step="received")
    coded: Payload = {"channel": conversation.channel, "language": conversation.language, "icon": conversation.icon}
    record("voice.received", conversation.id, detail={"channel": conversation.channel}, fact=coded)


def _rows(
    conversation: Conversation,
    text: str,
    normalised: str,
    media: Media | None,
    moment: Moment,
    came_as: str,
    rule: str,
) -> list[models.Model]:
    key, rows = key_of_story(conversation.id), list[models.Model]()
    if normalised or came_as:
        row = _row(conversation, key, text, normalised, moment.now)
        row.kind = came_as or row.kind
        rows.append(by_rule(row, rule))
    if media:
        rows += media_rows(media, conversation.desk_id, conversation.id, key, moment.now, rule=rule)
    return rows


def _row(
    conversation: Conversation, key: SubjectKey, text: str, normalised: str, now: datetime, part: str = "said"
) -> Message:
    language = conversation.language
    return message(text, normalised, conversation.desk_id, conversation.id, key, now, part=part, language=language)


def _keep_part(conversation: Conversation, part: str, text: str, now: datetime) -> None:
    """A later answer to the same question stands before the earlier one, which stays."""
    normalised = clean(text)
    former = Message.objects.filter(conversation_id=conversation.id, part=part).order_by("-id").first()
    row = _row(conversation, key_of_story(conversation.id), text, normalised, now, part)
    row.supersedes_id = former.id if former else None
    insert(row)


def _keep_number(conversation: Conversation, typed: str, now: datetime) -> None:
    try:
        country = network.desk(conversation.desk_id).country
        number = numbers.read_number(typed, country, conversation.language)
    except numbers.NotRead:
        raise NotANumber("another_number", "code_only") from None
    _keep_part(conversation, "handle", number, now)
    note_handle(conversation.id, Handle("phone", number))
    conversation.reply_by = "phone"
    indexes = hashing.blind_indexes("phone", number)
    version, index = hashing.newest(indexes)
    older = tuple(indexes.values())[1:]
    with acting_as(Intake(conversation.desk_id, conversation.id, conversation.contact_id, index, older)):
        known = known_contact(conversation.desk_id, indexes)
        if known:
            conversation.contact_id = known
        else:
            Contact.objects.filter(id=conversation.contact_id).update(
                handle_kind="phone", handle_index=index, handle_key_version=version
            )


def _keep_safe_times(conversation: Conversation, codes: list[str]) -> None:
    """A number that another story gave too is rung at fewer times, never at more: who types it may not be its owner."""
    times = [code for code in PARTS if code in codes]
    is_shared = _is_shared(conversation)
    with acting_as(Intake(conversation.desk_id, conversation.id, conversation.contact_id)):
        contact = Contact.objects.filter(id=conversation.contact_id)
        former = contact.values_list("safe_times", flat=True).first()
        if is_shared and former:
            times = [code for code in former if code in times] or former
        contact.update(safe_times=times)


def _keep_clock(conversation: Conversation, minutes: int | None) -> None:
    """Where another story gave the number too, and its clock, that one stands."""
    is_shared = _is_shared(conversation)
    with acting_as(Intake(conversation.desk_id, conversation.id, conversation.contact_id)):
        contact = Contact.objects.filter(id=conversation.contact_id)
        (contact.filter(clock=None) if is_shared else contact).update(clock=minutes if minutes in CLOCKS else None)


def _is_shared(conversation: Conversation) -> bool:
    """Whether another story gave the same number."""
    with acting_as(System("voice.keep_safe_times")):
        known = Conversation.objects.filter(contact_id=conversation.contact_id, left_on=None)
        return known.exclude(id=conversation.id).exists()


def _pass_on_wish(conversation: Conversation) -> None:
    """While she waits for others to say it, she is not asked whether somebody may read it."""
    if waits_for(conversation.tell):
        close_unanswered(conversation_id=conversation.id, question="consent")
    defer("verification.take_wish", conversation_id=conversation.id)


def _coded(given: Details) -> dict[str, Any]:
    """The answers that are codes; a code that we do not know changes nothing."""
    coded: dict[str, Any] = {}
    if "about_someone_else" in given:
        coded["about_someone_else"] = given["about_someone_else"]
    if given.get("icon") in ICONS:
        coded["icon"] = given["icon"]
    if given.get("tell") in Tell.values:
        coded["tell"] = given["tell"]
    return coded


def _hashes_of(conversation_id: UUID, word: str) -> dict[int, bytes]:
    return hashing.word_hashes(str(conversation_id), ascii_digits(clean(word)).casefold())
