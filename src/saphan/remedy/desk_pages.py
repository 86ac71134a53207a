"""What the desk sees of remedy: the draft page, and everything about one issue since it may be disclosed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from saphan.languages import cldr
from saphan.network import selectors as network
from saphan.network.models import Role
from saphan.network.naming import language_name
from saphan.network.selectors import GroupCard, OrganisationCard
from saphan.network.speakers import Speaker, speakers, who_speaks
from saphan.release.crowd import WAYS_OUT
from saphan.remedy import blurring, gate, rounds
from saphan.remedy.blurring import Mark
from saphan.remedy.codes import CHECK_ALL_SITES
from saphan.remedy.disclosing import shown_of
from saphan.remedy.drafting import may_receive
from saphan.remedy.gate import Finding, Standing
from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Disclosure,
    Dispute,
    Draft,
    Evidence,
    HeldCheck,
    PartnerMessage,
    Recall,
    Retaliation,
    Round,
)
from saphan.remedy.planning import plan_words
from saphan.remedy.policies import may_disclose, may_work_on, may_write_draft, require
from saphan.remedy.receiving import current_commitments
from saphan.remedy.weighing import issue_card, standing_of
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.verification.ladder import Stage
from saphan.verification.selectors import IssueCard
from saphan.voice import selectors as voice
from saphan.voice.selectors import ConsentTally
from saphan.voice.vocabulary import ANSWERS

SMALL_GROUP = 10


@dataclass(frozen=True, slots=True)
class NewDraftPage:
    """What a verifier needs to write a draft."""

    issue: IssueCard
    respondent: OrganisationCard
    recipients: tuple[OrganisationCard, ...]
    groups: tuple[GroupCard, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Left what we know, right exactly what the partner would see: `shown` is what a disclosure keeps."""

    id: UUID
    issue: IssueCard
    respondent: OrganisationCard
    recipient: OrganisationCard
    version: int
    shown: dict[str, object]
    crowd: int | None
    crowd_source: str
    by_document: bool
    on: date
    waived: bool
    standing: Standing
    consent: ConsentTally
    finding: Finding
    marks: tuple[Mark, ...]
    groups: tuple[GroupCard, ...]
    is_newest: bool
    is_disclosed: bool
    may_disclose: bool
    may_decide: bool

    @property
    def ways_out(self) -> tuple[str, ...]:
        return WAYS_OUT if set(WAYS_OUT) <= set(self.finding.ways_out) else ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    id: UUID
    recipient: str
    version: int
    on: date
    asked: int
    yes: int


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    id: UUID
    words: str
    covers: str
    on: date
    due_on: date
    is_late: bool
    delivered_on: date | None
    amount: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One recipient: what it was shown when, and what it said since."""

    id: UUID
    recipient: str
    on: date
    recalled_on: date | None
    acknowledged_on: date | None
    acknowledge_by: date
    plan_by: date
    commitments: tuple[CommitmentRow, ...]
    evidence: tuple[tuple[UUID, str, date], ...]
    disputes: tuple[tuple[str, str, date], ...]
    messages: tuple[tuple[bool, str, date], ...]
    reads: str
    speak_it: tuple[str, ...]  # colleagues who can write with it in its language


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One asking of the workers: three numbers that are never mixed, and each answer's code without its person."""

    kind: str
    asked_on: date
    closes_on: date
    asked: int
    counts: tuple[tuple[str, int], ...]
    outcome: str
    ended_on: date | None
    advice_wanted: tuple[UUID, ...]

    @property
    def answered(self) -> int:
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class RetaliationRow:
    id: UUID
    reported_on: date
    spoken_on: date | None
    stopped_on: date | None


@dataclass(frozen=True, slots=True)
class RemedyPanel:
    """Everything of one issue since it may be disclosed, for its lead desk."""

    issue_id: UUID
    stage: str
    may_draft: bool
    drafts: tuple[DraftRow, ...]
    disclosures: tuple[DisclosureRow, ...]
    rounds: tuple[RoundRow, ...]
    retaliation: tuple[RetaliationRow, ...]
    held: tuple[tuple[int, date, date | None], ...]
    plan: dict[str, str]

    @property
    def has_open_retaliation(self) -> bool:
        return any(row.stopped_on is None for row in self.retaliation)

    @property
    def may_ask_enough(self) -> bool:
        return self.stage == Stage.PLANNED

    @property
    def may_agree(self) -> bool:
        return self.stage == Stage.ASKED

    @property
    def may_ask_confirmation(self) -> bool:
        return self.stage in (Stage.DELIVERED, Stage.REOPENED)


def new_draft_page(by: Staff, issue_id: UUID) -> NewDraftPage:
    """Recipients are the respondent, who buys from it and who recruits; each stands alone. Raises NotAllowed."""
    with acting_as(by):
        issue = issue_card(issue_id)
        require(may_write_draft(by, issue))
        respondent = network.read_as([issue.respondent_id])[issue.respondent_id]
        return NewDraftPage(
            issue=issue,
            respondent=respondent,
            recipients=may_receive(issue.respondent_id),
            groups=tuple(network.workforce_groups(issue.respondent_id)),
        )


def draft_page(by: Staff, draft_id: UUID) -> DraftPage:
    """What the verifier sees beside what the partner would see. Raises NotAllowed."""
    with acting_as(by) as moment:
        draft = Draft.objects.filter(id=draft_id).first()
        if draft is None:
            raise NotAllowed
        issue = issue_card(draft.issue_id)
        require(may_work_on(by, issue))
        standing = standing_of(draft)
        groups = tuple(network.workforce_groups(issue.respondent_id))
        return DraftPage(
            id=draft.id,
            issue=issue,
            respondent=network.read_as([issue.respondent_id])[issue.respondent_id],
            recipient=network.organisation(draft.recipient_id),
            version=draft.version,
            shown=shown_of(draft, issue, standing),
            crowd=draft.crowd,
            crowd_source=draft.crowd_source,
            by_document=draft.by_document,
            on=draft.on,
            waived=draft.waived_by_workers is not None and standing.wait_days == 0,
            standing=standing,
            consent=_tally(draft_id),
            finding=gate.judge(standing, moment.day),
            marks=_marks(draft, groups),
            groups=groups,
            is_newest=draft.superseded_on is None,
            is_disclosed=Disclosure.objects.filter(draft_id=draft_id).exists(),
            may_disclose=may_disclose(by, issue, asks_for_a_check=draft.asked_action == CHECK_ALL_SITES),
            may_decide=by.has_role("lead"),
        )


def issue_remedy(by: Staff, issue_id: UUID) -> RemedyPanel | None:
    """None for staff of a desk that does not lead the issue, and before there is anything to do or to see."""
    with acting_as(by) as moment:
        issue = issue_card(issue_id)
        if not may_work_on(by, issue):
            return None
        drafts, shown = _drafts(issue_id), Disclosure.objects.filter(issue_id=issue_id).order_by("on", "id")
        may_draft = may_write_draft(by, issue)
        if not may_draft and not drafts and not shown:
            return None
        return RemedyPanel(
            issue_id=issue_id,
            stage=issue.stage,
            may_draft=may_draft,
            drafts=drafts,
            disclosures=tuple(_disclosure(row, moment.day) for row in shown),
            rounds=tuple(_round(row) for row in Round.objects.filter(issue_id=issue_id).order_by("-id")),
            retaliation=_retaliation(issue_id),
            held=_held(issue_id),
            plan=plan_words(issue_id) if issue.stage in _WITH_PLAN else {},
        )


_WITH_PLAN = (Stage.PLANNED, Stage.DELIVERED, Stage.REOPENED)


def _tally(draft_id: UUID) -> ConsentTally:
    with acting_as(System("remedy.count_consent")):
        return voice.consent_count(draft_id)


def _marks(draft: Draft, groups: tuple[GroupCard, ...]) -> tuple[Mark, ...]:
    few = [group for group in groups if group.headcount < SMALL_GROUP]
    small = tuple(name for group in few for name in (group.line, group.shift) if name)
    return tuple(dict.fromkeys(mark for text in draft.words.values() for mark in blurring.marks(text, small)))


def _drafts(issue_id: UUID) -> tuple[DraftRow, ...]:
    """The newest of each recipient that has not gone out."""
    waiting = Draft.objects.filter(issue_id=issue_id, superseded_on=None)
    gone = Disclosure.objects.filter(issue_id=issue_id).values("draft_id")
    rows = list(waiting.exclude(id__in=gone).order_by("on", "id"))
    names = network.organisations(row.recipient_id for row in rows)
    return tuple(_draft(row, names[row.recipient_id].name, _tally(row.id)) for row in rows)


def _draft(row: Draft, recipient: str, tally: ConsentTally) -> DraftRow:
    return DraftRow(row.id, recipient, row.version, row.on, tally.asked, tally.yes)


def _disclosure(row: Disclosure, day: date) -> DisclosureRow:
    messages = PartnerMessage.objects.filter(disclosure_id=row.id).order_by("number")
    evidence = Evidence.objects.filter(disclosure_id=row.id).order_by("on", "id")
    disputes = Dispute.objects.filter(disclosure_id=row.id).order_by("on", "id")
    company = network.organisation(row.recipient_id)
    return DisclosureRow(
        id=row.id,
        recipient=company.name,
        on=row.on,
        recalled_on=Recall.objects.filter(disclosure_id=row.id).values_list("on", flat=True).first(),
        acknowledged_on=Acknowledgement.objects.filter(disclosure_id=row.id).values_list("on", flat=True).first(),
        acknowledge_by=row.acknowledge_by,
        plan_by=row.plan_by,
        commitments=commitment_rows(row.id, day),
        evidence=tuple(evidence.values_list("id", "media_type", "on")),
        disputes=tuple(disputes.values_list("reason", "words", "on")),
        messages=tuple(messages.values_list("from_partner", "words", "on")),
        reads=language_name(company.language),
        speak_it=tuple(one.name for one in who_speaks(_who_writes(row.desk_id), company.language)),
    )


def _who_writes(desk_id: UUID) -> tuple[Speaker, ...]:
    return speakers(desk_id, clock.now(), (Role.VERIFIER.value, Role.LEAD.value))


def commitment_rows(disclosure_id: UUID, day: date) -> tuple[CommitmentRow, ...]:
    """Promises that stand, with what was said of their delivery."""
    promises = current_commitments(disclosure_id)
    said = {row.commitment_id: row for row in Delivered.objects.filter(commitment_id__in=[row.id for row in promises])}
    return tuple(_commitment(row, said.get(row.id), day) for row in promises)


def _commitment(row: Commitment, delivered: Delivered | None, day: date) -> CommitmentRow:
    return CommitmentRow(
        id=row.id,
        words=row.words,
        covers=row.covers,
        on=row.on,
        due_on=row.due_on,
        is_late=delivered is None and row.due_on < day,
        delivered_on=delivered.on if delivered else None,
        amount=_paid(delivered),
    )


def _paid(delivered: Delivered | None) -> str:
    if delivered is None or delivered.amount is None:
        return ""
    return cldr.money(delivered.amount, delivered.currency, get_language() or "en")


def _round(row: Round) -> RoundRow:
    answers = list(row.answers.order_by("id").values_list("code", "id", "advice_given_on"))
    codes = [code for code, _, _ in answers]
    order = voice_codes(row.kind)
    return RoundRow(
        kind=row.kind,
        asked_on=row.asked_on,
        closes_on=row.closes_on,
        asked=row.asked,
        counts=tuple((code, codes.count(code)) for code in order),
        outcome=row.outcome,
        ended_on=row.ended_on,
        advice_wanted=tuple(
            answer_id for code, answer_id, given in answers if code == "advice_first" and given is None
        ),
    )


def voice_codes(kind: str) -> tuple[str, ...]:
    """The answers that a round's question has."""
    return ANSWERS[rounds.QUESTION[kind]]


def _retaliation(issue_id: UUID) -> tuple[RetaliationRow, ...]:
    found = Retaliation.objects.filter(issue_id=issue_id).order_by("-reported_on", "id")
    return tuple(RetaliationRow(row.id, row.reported_on, row.spoken_on, row.stopped_on) for row in found)


def _held(issue_id: UUID) -> tuple[tuple[int, date, date | None], ...]:
    checks = HeldCheck.objects.filter(issue_id=issue_id).order_by("due_on")
    return tuple(checks.values_list("days", "due_on", "done_on"))
