"""The conversation in the middle and the story on the right, in words for staff. Every read here is audited."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.casework import approved_replies, codes, links, referral_pages, selectors
from saphan.casework.amounts_said import amount_in
from saphan.casework.cards import CaseCard
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.replies.accepted import by_a_machine
from saphan.casework.understanding.selectors import OtherWords, RenderingShown, other_words
from saphan.casework.understanding.texts import IN_WORDS
from saphan.casework.wording import in_own_digits, language_name
from saphan.languages.telephones import telephone
from saphan.network import selectors as network
from saphan.network.naming import country_name
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.voice import input_class_words
from saphan.voice import selectors as voice
from saphan.voice.channels import registry
from saphan.voice.channels.arriving.hers import GONE
from saphan.voice.channels.leaving.staff import OnItsWay, WayCard, on_its_way, ways_of
from saphan.voice.consent import HTCDS, JOURNEY, KEEP, POLLS, PUBLISH, RING, TELL, WRITE
from saphan.voice.input_class import FEEDBACK
from saphan.voice.linking.together import read_across
from saphan.voice.reading import TAKEN_BACK, StepTold
from saphan.voice.refusals import StoryGone
from saphan.voice.safe_times import zone_of
from saphan.voice.visits.visits import VisitCard, met_with
from saphan.voice.vocabulary import waits_for

Words = str | Promise
HERS, OURS, PRIVATE = "hers", "ours", "private"
PARTS = {
    "place": _("Where"),
    "handle": _("Her number or account"),
    "about": _("About"),
    "when": _("When"),
    "waited": _("Written without internet, by the clock of her phone, on"),
    "lost": _("She wrote before and lost her code"),
    "row": _("As it stands in the old log"),
}
SAFE_TIMES = {
    "morning": _("morning, 6 to 11"),
    "midday": _("midday, 11 to 14"),
    "afternoon": _("afternoon, 14 to 18"),
    "evening": _("evening, 18 to 22"),
    "night": _("night, 22 to 6"),
}
CAME_AS = {
    "photo": _("A photo"),
    "voice": _("A voice message"),
    "video": _("A video. We do not keep videos."),
    "document": _("A file. We keep photos and recordings only."),
    "sticker": _("A sticker"),
    "location": _("A place on the map"),
    "contact": _("A card with somebody's number"),
    "call": _("She rang, and nobody answered."),
    "told": _("Said on the telephone; a colleague wrote it down"),
    "met": _("Said on a visit; a colleague wrote it down"),
    "call_back": _("The word with which she asks to be rung"),
    "forwarded": _("Forwarded: somebody else's words"),
    "other": _("Something that we cannot read"),
    "tip": _("Told by a partner. It is feedback until you have spoken with her."),
    "referral": _("Sent by a partner, who says that she agreed. Ask her yourself."),
    "code": _("She began with the code of an earlier story. She is asked whether the two belong together."),
    GONE: _("She took this back."),
}
BY_A_PARTNER = ("tip", "referral")
CONSENT_QUESTIONS = ("consent", "refer", "claim", "htcds", "publish")
HOW = {"page": _("on her page"), "talk": _("in a talk"), "chat": _("in her chat")}
WRITTEN = {
    "everything": _("everything may be written in her chat"),
    "neutral": _("in her chat only that there is news"),
    "nothing": _("nothing may be written in her chat"),
}

AT_A_VISIT = {
    KEEP: _("that we write down what she says"),
    RING: _("that we ring her"),
    TELL: _("that others are told, without her name"),
}
TO_US = {**AT_A_VISIT, POLLS: _("that we send her questions sometimes")}


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the conversation: hers, ours, or a private note."""

    whose: str
    text: str = field(repr=False)
    language: str
    at: datetime
    author: str = ""
    part: Words = ""
    seen_on: date | None = None
    icon_only: bool = False
    taken_back: bool = False
    id: UUID | None = None
    superseded: bool = False
    attachments: tuple[voice.AttachmentCard, ...] = ()
    feedback: bool = False
    as_it_came: str = field(default="", repr=False)  # in Zawgyi; `text` is its Unicode reading
    other_reading: str = field(default="", repr=False)
    came_as: Words = ""
    on_its_way: OnItsWay | None = None
    renderings: tuple[RenderingShown, ...] = ()  # in other words, each with who made it
    in_words: bool = False  # can be put in other words
    by_way: Words = ""  # of another story that she put together with this one

    @property
    def amount(self) -> str:
        """Of money, in her own words; empty where there is none, or it is not clear."""
        return amount_in(self.text, self.language) if self.whose == HERS and self.text and not self.part else ""

    @property
    def has_recording(self) -> bool:
        return self.whose == HERS and not self.by_way and any(file.kind == "voice" for file in self.attachments)


@dataclass(frozen=True, slots=True)
class MayKnow:
    """One line of the consent table. state: yes, no, ended or open (not answered yet)."""

    who: Words
    what: Words
    state: str
    on: date | None
    how: Words = ""


@dataclass(frozen=True, slots=True)
class DraftWaiting:
    """Words that one recipient would read, waiting for her answer."""

    draft_id: UUID
    recipient_id: UUID | None
    recipient: str
    words: str = field(repr=False)
    language: str
    asked_on: date
    beside: bool  # her own case is before the same company: she is warned first


@dataclass(frozen=True, slots=True)
class Step:
    label: Words
    state: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Talk:
    """Both panes of one story."""

    card: voice.ConversationCard
    language: str
    about: Words
    place: str
    assigned: str
    mine: bool
    said: tuple[Said, ...]
    told: tuple[Step, ...]
    safe_times: tuple[Words, ...]
    her_clock: time | None
    may_know: tuple[MayKnow, ...]
    drafts: tuple[DraftWaiting, ...]
    questions: tuple[voice.AskCard, ...]
    cases: tuple[CaseCard, ...]
    referrals: tuple[referral_pages.BesideHerStory, ...]
    links: tuple[links.Link, ...]  # what rooms above have about her story
    replies: tuple[approved_replies.ApprovedReply, ...]
    replies_in_her_language: bool
    replies_by_a_machine: bool  # nobody accepted all of them in her language yet
    ways: tuple[WayCard, ...]
    other: OtherWords
    marked: tuple[voice.Marked, ...] = ()
    met: VisitCard | None = None
    kinds: tuple[str, ...] = ()  # of input: the class, and the rule that gave it

    @property
    def waits_for(self) -> int:
        """How many must say it before she lets others be told; 0 where she set no number."""
        return waits_for(self.card.tell)

    @property
    def came_in_zawgyi(self) -> bool:
        return any(said.as_it_came for said in self.said)

    @property
    def is_feedback(self) -> bool:
        """Until somebody of the desk has spoken with her."""
        return any(said.feedback for said in self.said)

    @property
    def open_cases(self) -> tuple[CaseCard, ...]:
        return tuple(case for case in self.cases if case.is_open)


def talk(by: Staff, conversation_id: UUID) -> Talk:
    """Open one story of the own desk: an audited read. Raises NotAllowed, also when it is gone or another desk's."""
    require(may_work_with_stories(by))
    try:
        with acting_as(by):
            thread = voice.thread(by, conversation_id)
            notes = selectors.notes(by, conversation_id)
            cases = selectors.cases_of(by, conversation_id)
            referrals = referral_pages.beside(by, conversation_id, thread.asks)
            sent = on_its_way(by, conversation_id)
            ways = ways_of(by, conversation_id)
            other = other_words(by, conversation_id)
            others = _others(by, conversation_id)
    except StoryGone:
        raise NotAllowed from None
    return _shown(by, thread, notes, cases, referrals, sent, ways, other, others)


def _others(by: Staff, conversation_id: UUID) -> tuple[Said, ...]:
    """What she said and we answered in stories that she put together with this one, by which way."""
    found: list[Said] = []
    for other_id in read_across(conversation_id):
        thread, sent = voice.thread(by, other_id), on_its_way(by, other_id)
        names = selectors.staff_names({line.author for line in thread.messages if line.author})
        by_way = codes.CHANNELS.get(thread.conversation.channel, thread.conversation.channel)
        other = other_words(by, other_id)
        found += [replace(_line(line, names, sent, other), by_way=by_way, in_words=False) for line in thread.messages]
    return tuple(found)


def _shown(
    by: Staff,
    thread: voice.Thread,
    notes: tuple[selectors.NoteShown, ...],
    cases: tuple[CaseCard, ...],
    referrals: tuple[referral_pages.BesideHerStory, ...],
    sent: Mapping[UUID, OnItsWay],
    ways: tuple[WayCard, ...],
    other: OtherWords,
    others: tuple[Said, ...],
) -> Talk:
    card = thread.conversation
    people = {line.author for line in thread.messages} | {note.author for note in notes} | {card.assigned_to}
    names = selectors.staff_names({person for person in people if person})
    return Talk(
        card=card,
        language=language_name(card.language),
        about=codes.ICONS.get(card.icon, _("Words only")),
        place=_place(card),
        assigned=names.get(card.assigned_to, "") if card.assigned_to else "",
        mine=card.assigned_to == by.id,
        said=tuple(sorted([*_said(thread, notes, names, sent, other), *others], key=lambda said: said.at)),
        told=_told(thread.told, card.channel),
        safe_times=tuple(SAFE_TIMES.get(code, code) for code in card.safe_times),
        her_clock=clock.now().astimezone(zone_of(card.clock, "")).time() if card.clock is not None else None,
        may_know=_may_know(thread),
        drafts=_drafts(thread),
        questions=tuple(ask for ask in thread.asks if ask.question not in CONSENT_QUESTIONS),
        cases=cases,
        referrals=referrals,
        links=links.of_story(by, card.id),
        replies=tuple(approved_replies.ALL.values()),
        replies_in_her_language=approved_replies.is_written_in(card.language),
        replies_by_a_machine=bool(by_a_machine(card.language)),
        marked=thread.marked,
        ways=ways,
        other=other,
        met=met_with(by, card.id) if card.channel == "visit" else None,
        kinds=input_class_words.of_story(line.rule for line in thread.messages),
    )


def _place(card: voice.ConversationCard) -> str:
    organisation = network.read_as([card.place_organisation_id]) if card.place_organisation_id else {}
    return " · ".join(part for part in (*(row.name for row in organisation.values()), card.place_line) if part)


def _said(
    thread: voice.Thread,
    notes: tuple[selectors.NoteShown, ...],
    names: dict[UUID, str],
    sent: Mapping[UUID, OnItsWay],
    other: OtherWords,
) -> tuple[Said, ...]:
    lines = [_line(line, names, sent, other) for line in thread.messages]
    private = [Said(PRIVATE, note.text, "", note.at, names.get(note.author, ""), id=note.id) for note in notes]
    return (*lines, *private)


def _line(line: voice.Line, names: dict[UUID, str], sent: Mapping[UUID, OnItsWay], other: OtherWords) -> Said:
    return Said(
        whose=HERS if line.inbound else OURS,
        text=_number_shown(line.text) if line.part == "handle" else line.text,
        language=line.language,
        at=line.at,
        author=names.get(line.author, "") if line.author else "",
        part=PARTS.get(line.part, ""),
        seen_on=line.seen_by_her_on,
        icon_only=line.kind == "icon" and line.part != "lost",
        taken_back=line.kind == TAKEN_BACK,
        id=line.id,
        superseded=line.superseded,
        attachments=line.attachments,
        feedback=line.input_class == FEEDBACK and line.kind not in BY_A_PARTNER,
        as_it_came=line.as_it_came,
        other_reading=line.other_reading,
        came_as="" if line.attachments and line.kind not in BY_A_PARTNER else CAME_AS.get(line.kind, ""),
        on_its_way=sent.get(line.id),
        renderings=other.of_message.get(line.id, ()),
        in_words=line.inbound and line.part in IN_WORDS and line.kind != TAKEN_BACK,
    )


def _number_shown(handle: str) -> str:
    """A telephone number in groups, as one dials it, and of which country; any other account as it is."""
    number = telephone(handle) if handle.startswith("+") else None
    if number is None:
        return handle
    return f"{number.shown} · {country_name(number.country)}" if number.country else number.shown


def _told(steps: tuple[StepTold, ...], channel: str) -> tuple[Step, ...]:
    """Of what came from others about her she has no number and no page: she was told nothing."""
    found = registry.channel(channel)
    if found is not None and not found.declaration.hers:
        return ()
    last = len(steps) - 1
    return tuple(
        Step(codes.STEPS.get(step.step, step.step), "now" if place == last else "done", step.on)
        for place, step in enumerate(steps)
    )


def _may_know(thread: voice.Thread) -> tuple[MayKnow, ...]:
    asked = {ask.ref: ask for ask in thread.asks if ask.question in CONSENT_QUESTIONS}
    recipients = network.organisations(c.recipient_id for c in thread.consents if c.recipient_id)
    rows = [MayKnow(_("This desk"), _("everything"), "yes", thread.conversation.opened_at.date())]
    for consent in thread.consents:
        known = recipients.get(consent.recipient_id) if consent.recipient_id else None
        state = "ended" if consent.ended_on else "yes" if consent.given else "no"
        on = consent.ended_on or consent.on
        who, what = known.name if known else _("Somebody"), _what(consent)
        if consent.purpose == PUBLISH:
            who = _("Everybody")
        if consent.purpose == WRITE:
            who = _("Whoever holds her phone")
        if consent.purpose in TO_US:
            who = _("This desk")
        rows.append(MayKnow(who, what, state, on, HOW.get(consent.how, "")))
    if number := waits_for(thread.conversation.tell):
        only_if = gettext("only if %(number)s say it") % {"number": in_own_digits(str(number))}
        rows.append(MayKnow(_("Factories and brands"), only_if, "waits", None))
    answered = {consent.draft_id for consent in thread.consents}
    rows += [
        MayKnow(ask.recipient_name, _("parts") if ask.parts else _("one draft"), "open", ask.asked_on)
        for ask in asked.values()
        if ask.ref not in answered and ask.closed_on is None
    ]
    return tuple(rows)


def _what(consent: voice.ConsentCard) -> Words:
    if consent.purpose == WRITE:
        return WRITTEN.get(next(iter(consent.parts), ""), "")
    if consent.purpose in TO_US:
        return TO_US[consent.purpose]
    if consent.draft_id is None:
        return _("what she told another hotline")
    if consent.purpose == "refer":
        return ", ".join(str(codes.PARTS[part]) for part in consent.parts) or _("parts")
    if consent.purpose == HTCDS:
        return _("a file about her case")
    if consent.purpose == PUBLISH:
        return _("a story for everybody")
    if consent.purpose == "claim":
        return _("her own case")
    if consent.purpose == JOURNEY:
        return _("what she kept with her story")
    return _("one draft")


def _drafts(thread: voice.Thread) -> tuple[DraftWaiting, ...]:
    return tuple(
        DraftWaiting(ask.ref, ask.recipient_id, ask.recipient_name, ask.words, ask.language, ask.asked_on, ask.beside)
        for ask in thread.asks
        if ask.question == "consent" and ask.closed_on is None and not ask.answer
    )
