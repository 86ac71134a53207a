"""Referrals as pages show them, on both sides. Opening a copy is an audited read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Case, When
from django.utils.functional import Promise

from saphan.casework import codes, referral_parts, state_acts
from saphan.casework.models import Proposal, Referral, ReferredPart
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.referring import OPEN, held, is_past
from saphan.network import recipients
from saphan.network import selectors as network
from saphan.network.models import Desk
from saphan.network.recipients import Recipient
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.sealing import Cell
from saphan.vault.services import open_texts
from saphan.voice import selectors as voice
from saphan.voice.parts import Part

Words = str | Promise
MOST = 200
OPEN_FIRST = Case(When(status__in=OPEN, then=0), default=1)


@dataclass(frozen=True, slots=True)
class PartShown:
    code: str
    label: Words
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReferralCard:
    """One referral in a list. other: the desk or organisation on the other side."""

    id: UUID
    incoming: bool
    other: str
    status: str
    state: Words
    parts: tuple[Words, ...]
    reason: Words
    asked_on: date
    sent_on: date | None
    until: date | None
    answered_on: date | None
    ended_on: date | None
    by_record: bool  # the recipient has no log-in: we tell it ourselves
    told_on: date | None
    did: str
    did_on: date | None

    @property
    def did_words(self) -> Words:
        return state_acts.DID.get(self.did, "")

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_new(self) -> bool:
        return self.incoming and self.status == "sent"


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """parts: what she agreed to, opened; empty once it is over. conversation_id: for her own desk only."""

    card: ReferralCard
    parts: tuple[PartShown, ...]
    conversation_id: UUID | None
    reasons: tuple[tuple[str, Words], ...]
    did: tuple[tuple[str, Words], ...]

    @property
    def may_reach_her(self) -> bool:
        return any(part.code == referral_parts.REACH for part in self.parts)


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """What can be chosen of one story, and for whom."""

    conversation_id: UUID
    language: str
    lines: tuple[voice.Line, ...]
    parts: tuple[PartShown, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class BesideHerStory:
    """One referral beside her story, and the question that waits for her answer, if it does."""

    card: ReferralCard
    ask_id: UUID | None
    asked: tuple[PartShown, ...]


def referrals(by: Staff) -> tuple[tuple[ReferralCard, ...], tuple[ReferralCard, ...]]:
    """Those that came to this desk and those that it sent; open ones first, newest first; at most 200 of both.

    Raises NotAllowed.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        rows = list(Referral.objects.order_by(OPEN_FIRST, "-asked_on", "id")[:MOST])
        names = _other_sides(by, rows)
        cards = sorted((_card(by, row, names) for row in rows), key=lambda card: (not card.is_open, not card.is_new))
    return tuple(card for card in cards if card.incoming), tuple(card for card in cards if not card.incoming)


def referral_page(by: Staff, referral_id: UUID) -> ReferralPage:
    """For either desk what is its own to see. Raises NotAllowed."""
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        row = Referral.objects.filter(id=referral_id).first()
        if row is None:
            raise NotAllowed
        if row.to_desk_id == by.desk_id:
            with acting_as(System("casework.open_referral")):
                row = held(referral_id)  # nothing is read of one that ends in that moment
        is_theirs = row.to_desk_id == by.desk_id and row.status in OPEN and not is_past(row, moment.day)
        proposal = Proposal.objects.filter(referral_id=referral_id).first()
        return ReferralPage(
            card=_card(by, row, _other_sides(by, [row])),
            parts=_opened(row) if is_theirs else (),
            conversation_id=proposal.conversation_id if proposal else None,
            reasons=tuple(codes.DECLINE_REASONS.items()),
            did=tuple(state_acts.DID.items()),
        )


def referral_form(by: Staff, conversation_id: UUID) -> ReferralForm:
    """An audited read of her story. Raises NotAllowed, StoryGone."""
    require(may_work_with_stories(by))
    with acting_as(by):
        thread = voice.thread(by, conversation_id)
        hers = tuple(line for line in thread.messages if line.inbound and line.part == "said" and line.text)
        everything = referral_parts.everything(by, conversation_id, thread.conversation.language)
    return ReferralForm(
        conversation_id=conversation_id,
        language=thread.conversation.language,
        lines=hers,
        parts=tuple(_shown(part) for part in everything),
        recipients=recipients.for_desk(by.desk_id),
    )


def beside(by: Staff, conversation_id: UUID, asks: Iterable[voice.AskCard]) -> tuple[BesideHerStory, ...]:
    """Call inside `acting_as`. asks: of her thread, opened already."""
    waiting = {ask.ref: ask for ask in asks if ask.question == "refer" and ask.closed_on is None and not ask.answer}
    hers = Proposal.objects.filter(conversation_id=conversation_id).values("referral_id")
    rows = list(Referral.objects.filter(id__in=hers).order_by("-asked_on", "id"))
    names = _other_sides(by, rows)
    return tuple(_beside(_card(by, row, names), waiting.get(row.id)) for row in rows)


def _beside(card: ReferralCard, ask: voice.AskCard | None) -> BesideHerStory:
    asked = tuple(PartShown(part.code, codes.PARTS[part.code], part.words) for part in ask.parts) if ask else ()
    return BesideHerStory(card, ask.id if ask else None, asked)


def _card(by: Staff, row: Referral, names: Mapping[UUID, str]) -> ReferralCard:
    incoming = row.to_desk_id == by.desk_id
    return ReferralCard(
        id=row.id,
        incoming=incoming,
        other=names.get(_other_side(by, row), ""),
        status=row.status,
        state=_state(row),
        parts=tuple(codes.PARTS[part] for part in row.parts),
        reason=codes.REFERRAL_REASONS.get(row.reason, ""),
        asked_on=row.asked_on,
        sent_on=row.sent_on,
        until=row.until,
        answered_on=row.answered_on,
        ended_on=row.ended_on,
        by_record=row.to_desk_id is None,
        told_on=row.told_on,
        did=row.did,
        did_on=row.did_on,
    )


def _state(row: Referral) -> Words:
    by_record = row.to_desk_id is None and row.status == "sent"
    return codes.REFERRAL_STATES[("told" if row.told_on else "to_tell") if by_record else row.status]


def _other_side(by: Staff, row: Referral) -> UUID:
    """The id of a desk, or of an organisation without log-in."""
    return row.desk_id if row.to_desk_id == by.desk_id else row.to_desk_id or row.recipient_id


def _other_sides(by: Staff, rows: Collection[Referral]) -> dict[UUID, str]:
    """Their names, by id."""
    ids = {_other_side(by, row) for row in rows}
    organisations = network.organisations({row.recipient_id for row in rows if row.to_desk_id is None})
    return {
        **{card.id: card.name for card in organisations.values()},
        **dict(Desk.objects.filter(id__in=ids).values_list("id", "name")),
    }


def _opened(row: Referral) -> tuple[PartShown, ...]:
    rows = {part.part: part for part in ReferredPart.objects.filter(referral_id=row.id)}
    found = [rows[code] for code in row.parts if code in rows]
    cells = [(bytes(part.sealed), Cell("casework_referred_part", "sealed", part.id)) for part in found]
    texts = open_texts(cells, subject_id=row.id, why="referral_read")
    return tuple(_shown(referral_parts.from_text(part.part, text)) for part, text in zip(found, texts, strict=True))


def _shown(part: Part) -> PartShown:
    return PartShown(part.code, codes.PARTS[part.code], referral_parts.words_for_staff(part))
