"""What a partner sees: what was disclosed to it and nothing else. Read as the partner; random ids and days only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.reach.selectors import told_outside
from saphan.network.selectors import OrganisationCard
from saphan.remedy.codes import BUYER_KINDS
from saphan.remedy.desk_pages import CommitmentRow, commitment_rows
from saphan.remedy.drafting import words_in
from saphan.remedy.models import Acknowledgement, Disclosure, Dispute, Evidence, Outcome, PartnerMessage, Recall
from saphan.remedy.policies import may_act_as_partner, require
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner
from saphan.store.refusals import NotAllowed

STAGES = ("disclosed", "acknowledged", "planned", "agreed", "delivered", "confirmed")


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What the partner hears of the workers' answers. bands: asked, answered, yes; empty where there are none."""

    code: str
    on: date
    bands: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """from_partner False: from the desk, which is all that is said of who wrote it."""

    from_partner: bool
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class NextAct:
    """The one next thing: a code, by when, and whether it is late. code "": nothing is asked of the partner now."""

    code: str
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """One disclosure in a list. is_open False: taken back; then only that it was shown is left."""

    id: UUID
    about: str
    family: str
    asked_action: str
    stage: str
    on: date
    is_open: bool
    next: NextAct
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A line of a brand's portfolio. cards empty: nothing is known, which is not the same as nothing wrong.

    met: a month in which workers were met near it; None where nobody was, lately: no information at all.
    """

    name: str
    place: str
    cards: tuple[DisclosureCard, ...]
    due_this_week: int
    met: date | None = None

    @property
    def oldest(self) -> date | None:
        return min((card.on for card in self.cards if not card.is_confirmed), default=None)

    @property
    def confirmed(self) -> int:
        return sum(card.is_confirmed for card in self.cards)


@dataclass(frozen=True, slots=True)
class PartnerHome:
    organisation: OrganisationCard
    needs_you: tuple[DisclosureCard, ...]
    others: tuple[DisclosureCard, ...]
    portfolio: tuple[SupplierRow, ...] | None


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    card: DisclosureCard
    desk: str
    words: str
    words_language: str
    band: str
    by_document: bool
    acknowledged_on: date | None
    commitments: tuple[CommitmentRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    disputes: tuple[tuple[str, str, date], ...]
    messages: tuple[MessageRow, ...]
    evidence: tuple[date, ...]
    is_buyer: bool

    @property
    def may_promise(self) -> bool:
        return self.card.stage in ("acknowledged", "planned")

    @property
    def may_deliver(self) -> bool:
        return self.card.stage in ("agreed", "delivered")


def disclosures_for(by: Partner) -> tuple[DisclosureCard, ...]:
    """Everything that was disclosed to this partner, what is due first."""
    with acting_as(by) as moment:
        found = Disclosure.objects.filter(recipient_id=by.organisation_id).order_by("on", "id")
        cards = [_card(row, moment.day) for row in found]
        return tuple(sorted(cards, key=lambda card: (card.next.due_on or date.max, card.on)))


def partner_home(by: Partner) -> PartnerHome:
    """At most three things that need the partner; a buyer's portfolio beside them."""
    cards = disclosures_for(by)
    organisation = network.organisation(by.organisation_id)
    waiting = [card for card in cards if card.next.code]
    is_buyer = organisation.kind in BUYER_KINDS
    return PartnerHome(
        organisation=organisation,
        needs_you=tuple(waiting[:3]),
        others=tuple(card for card in cards if card not in waiting[:3]),
        portfolio=_portfolio(by, cards) if is_buyer else None,
    )


def disclosure_page(by: Partner, disclosure_id: UUID, language: str) -> DisclosurePage:
    """Of a page that was taken back only the card is left. Raises NotAllowed for what is not this partner's."""
    with acting_as(by) as moment:
        row = Disclosure.objects.filter(id=disclosure_id).first()
        if row is None:
            raise NotAllowed
        require(may_act_as_partner(by, row.recipient_id))
        card = _card(row, moment.day)
        if not card.is_open:
            return _closed(card, row)
        return _page(card, row, language, moment.day)


def _page(card: DisclosureCard, row: Disclosure, language: str, day: date) -> DisclosurePage:
    words_language, words = words_in(row.shown["words"], language)
    messages = PartnerMessage.objects.filter(disclosure_id=row.id).order_by("number")
    evidence = Evidence.objects.filter(disclosure_id=row.id).order_by("on", "id")
    disputes = Dispute.objects.filter(disclosure_id=row.id).order_by("on", "id")
    return DisclosurePage(
        card=card,
        desk=network.desk(row.desk_id).name,
        words=words,
        words_language=words_language,
        band=row.shown["band"],
        by_document=row.shown["by_document"],
        acknowledged_on=_acknowledged_on(row.id),
        commitments=commitment_rows(row.id, day),
        outcomes=_outcomes(row.id),
        disputes=tuple(disputes.values_list("reason", "words", "on")),
        messages=tuple(MessageRow(*values) for values in messages.values_list("from_partner", "words", "on")),
        evidence=tuple(evidence.values_list("on", flat=True)),
        is_buyer=row.recipient_id != row.respondent_id,
    )


def _closed(card: DisclosureCard, row: Disclosure) -> DisclosurePage:
    return DisclosurePage(card, network.desk(row.desk_id).name, "", "en", "", False, None, (), (), (), (), (), False)


def _card(row: Disclosure, day: date) -> DisclosureCard:
    is_open = not Recall.objects.filter(disclosure_id=row.id).exists()
    outcomes = _outcomes(row.id)
    promises = commitment_rows(row.id, day)
    stage = _stage(row.id, promises, outcomes)
    return DisclosureCard(
        id=row.id,
        about=network.organisation(row.respondent_id).name,
        family=row.shown["family"] if is_open else "",
        asked_action=row.shown["asked_action"] if is_open else "",
        stage=stage,
        on=row.on,
        is_open=is_open,
        next=_next(row, stage, promises, outcomes, day) if is_open else NextAct(""),
        is_confirmed=stage == "confirmed",
    )


def _stage(disclosure_id: UUID, promises: Sequence[CommitmentRow], outcomes: Sequence[OutcomeRow]) -> str:
    """How far this partner has come, from its own rows: the issue's own stage is not a partner's to see."""
    codes = [row.code for row in outcomes if not row.code.startswith("retaliation")]
    last = codes[-1] if codes else ""
    if last in ("confirmation confirmed", "confirmation confirmed_by_few"):
        return "confirmed"
    if last in ("plan agreed", "plan workers_not_reached", "confirmation workers_not_reached"):
        return "delivered" if promises and all(row.delivered_on for row in promises) else "agreed"
    if promises:
        return "planned"
    return "acknowledged" if _acknowledged_on(disclosure_id) else "disclosed"


def _next(
    row: Disclosure, stage: str, promises: Sequence[CommitmentRow], outcomes: Sequence[OutcomeRow], day: date
) -> NextAct:
    if stage == "disclosed":
        return NextAct("acknowledge", row.acknowledge_by, row.acknowledge_by < day)
    if stage == "acknowledged":
        return NextAct("plan", row.plan_by, row.plan_by < day)
    if stage == "planned" and _more_is_wanted(promises, outcomes):
        return NextAct("promise_more")
    waiting = [promise for promise in promises if promise.delivered_on is None]
    if stage == "agreed" and waiting:
        return NextAct("deliver", waiting[0].due_on, waiting[0].is_late)
    return NextAct("")


def _more_is_wanted(promises: Sequence[CommitmentRow], outcomes: Sequence[OutcomeRow]) -> bool:
    """The workers' last word was that it is not enough, and nothing was promised since."""
    said = [row for row in outcomes if not row.code.startswith("retaliation")]
    if not said or said[-1].code not in ("plan sent_back", "confirmation not_confirmed"):
        return False
    return all(promise.on < said[-1].on for promise in promises)


def _acknowledged_on(disclosure_id: UUID) -> date | None:
    return Acknowledgement.objects.filter(disclosure_id=disclosure_id).values_list("on", flat=True).first()


def _outcomes(disclosure_id: UUID) -> tuple[OutcomeRow, ...]:
    """In the order of days; what the plan's round said comes before what the confirmation said on the same day."""
    found = Outcome.objects.filter(disclosure_id=disclosure_id)
    rows = [
        OutcomeRow(f"{row.kind} {row.code}", row.on, (row.asked_band, row.answered_band, row.yes_band)) for row in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.on, not row.code.startswith("plan"), row.code)))


def _portfolio(by: Partner, cards: Sequence[DisclosureCard]) -> tuple[SupplierRow, ...]:
    """Its suppliers, and every respondent that was disclosed to it. The graph adds names, never rows."""
    known = {card.name: card for card in network.suppliers_of(by.organisation_id)}
    met = told_outside([card.id for card in known.values()])
    names = dict.fromkeys([*(card.about for card in cards), *known])
    about = {name: [card for card in cards if card.about == name] for name in names}
    return tuple(_supplier(name, known.get(name), shown, met) for name, shown in about.items())


def _supplier(
    name: str, known: OrganisationCard | None, cards: Sequence[DisclosureCard], met: Mapping[UUID, date]
) -> SupplierRow:
    soon = clock.today() + timedelta(days=7)
    due = sum(card.next.due_on is not None and card.next.due_on <= soon for card in cards)
    return SupplierRow(name, known.place if known else "", tuple(cards), due, met.get(known.id) if known else None)
