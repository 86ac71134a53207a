"""Individual claims as pages show them: to her desk, and to the one company that she agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saphan.casework import selectors as casework
from saphan.casework.links import Link
from saphan.network import selectors as network
from saphan.network.readers import who_can_read
from saphan.remedy import claim_codes as codes
from saphan.remedy.beside import beside_her_issues
from saphan.remedy.claim_answers import AnswerShown, answers_to
from saphan.remedy.claim_endings import SETTLED_BY
from saphan.remedy.claim_models import Claim, ClaimAnswer, ClaimCheck, ClaimClosed, ClaimDecision, ClaimShown
from saphan.remedy.claim_quarrels import held
from saphan.remedy.claim_retaliation import RetaliationShown, retaliation_of
from saphan.remedy.claims import QUESTION, opened_parts
from saphan.remedy.policies import (
    SEVERE_PROTECTION,
    may_act_as_partner,
    may_decide_best_interest,
    may_raise_claims,
    require,
)
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault import services as vault
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.voice.models import Ask
from saphan.voice.parts import open_parts

Label = str | Promise
Employers = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    label: Label
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """recipient: "" until somebody was chosen."""

    id: UUID
    state: str
    label: Label
    recipient: str
    wished_on: date
    outcome: Label
    is_over: bool
    may_settle: bool
    nothing_came: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What her desk sees. answers: the last signed safety check, question and answer in words."""

    row: ClaimRow
    conversation_id: UUID
    how: str
    together: bool
    may_be_together: tuple[str, ...]
    under_18: bool
    decided: bool
    may_decide: bool  # it is still to come
    decision: str = field(repr=False)  # for the lead alone; "" for anybody else
    severe: bool
    held_until: date | None  # her quarrel; None when nothing holds it
    is_waived: bool
    answers: tuple[tuple[Label, Label], ...]
    checked_by: str
    checked_on: date | None
    safe: bool
    said: tuple[AnswerShown, ...]
    retaliation: tuple[RetaliationShown, ...]
    employers: Employers
    ask_id: UUID | None  # the question that waits for her answer
    asked: tuple[tuple[str, PartShown], ...]

    @property
    def may_propose(self) -> bool:
        return self.row.state in ("checked", "agreed") and not self.severe

    @property
    def may_settle(self) -> bool:
        return self.row.may_settle and all(row.stopped_on for row in self.retaliation)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One claim in a company's list. is_open False: closed; needs_answer: nothing was said to it yet."""

    id: UUID
    on: date
    is_open: bool
    needs_answer: bool


@dataclass(frozen=True, slots=True)
class ShownPage:
    row: ShownRow
    desk: str
    closed_on: date | None
    reason: str  # of its end: taken_back, settled or closed; "" while it is open
    parts: tuple[PartShown, ...]
    said: tuple[AnswerShown, ...]


def claims(by: Staff) -> tuple[ClaimRow, ...]:
    """The desk's, those that run first. Raises NotAllowed."""
    require(may_raise_claims(by))
    with acting_as(by):
        found = list(Claim.objects.filter(desk_id=by.desk_id).order_by("-wished_on", "id"))
        return tuple(sorted(_rows(found), key=lambda row: row.is_over))


def claim_page(by: Staff, claim_id: UUID) -> ClaimPage:
    """Raises NotAllowed."""
    require(may_raise_claims(by))
    with acting_as(by) as moment:
        claim = Claim.objects.select_for_update().filter(id=claim_id).first()  # it does not end while it is opened
        if claim is None:
            raise NotAllowed
        check = ClaimCheck.objects.filter(claim_id=claim_id).order_by("-on", "-id").first()
        with acting_as(System("remedy.claim_page")):
            person = casework.person_facts(claim.conversation_id)
        said = answers_to(claim_id, "claim_answers_read") if claim.state == "shown" else ()
        employers, (ask_id, asked) = who_can_read(codes.EMPLOYERS), _asked(claim)
        held_until, is_waived = held(claim, moment.day) if _is_to_come(claim) else (None, False)
        return ClaimPage(
            row=_rows([claim])[0],
            conversation_id=claim.conversation_id,
            how=claim.how,
            together=claim.together,
            may_be_together=_may_be_together(claim, employers),
            under_18=person.under_18,
            decided=ClaimDecision.objects.filter(claim_id=claim_id).exists(),
            may_decide=_is_to_come(claim),
            decision=_decision(by, claim),
            severe=SEVERE_PROTECTION in person.families,
            held_until=held_until,
            is_waived=is_waived,
            answers=_answers(check),
            checked_by=network.staff_names([check.by]).get(check.by, "") if check else "",
            checked_on=check.on if check else None,
            safe=bool(check and check.safe),
            said=said,
            retaliation=retaliation_of(claim_id),
            employers=employers,
            ask_id=ask_id,
            asked=asked,
        )


def _may_be_together(claim: Claim, employers: Employers) -> tuple[str, ...]:
    if claim.ended_on is not None:
        return ()
    beside = beside_her_issues(claim.conversation_id, [one for one, _ in employers])
    return tuple(name for one, name in employers if one in beside)


def _is_to_come(claim: Claim) -> bool:
    return claim.ended_on is None and claim.state != "shown"


def _decision(by: Staff, claim: Claim) -> str:
    """What a lead decided in writing, for the lead; an audited read. It ends with the claim."""
    row = ClaimDecision.objects.filter(claim_id=claim.id).first()
    if row is None or claim.ended_on is not None or not may_decide_best_interest(by, claim.desk_id):
        return ""
    cell = Cell("remedy_claim_decision", "sealed", row.id)
    (words,) = vault.open_texts([(bytes(row.sealed), cell)], subject_id=row.id, why="claim_decision_read")
    return words


def _asked(claim: Claim) -> tuple[UUID | None, tuple[tuple[str, PartShown], ...]]:
    """What she is asked now, with the very words; an audited read."""
    ask = Ask.objects.filter(ref=claim.id, question=QUESTION, closed_on=None).first()
    if ask is None:
        return None, ()
    parts = open_parts([ask], conversation_id=claim.conversation_id, why="claim_asked_read")[ask.id]
    return ask.id, tuple((part.code, PartShown(codes.PARTS[part.code], part.words)) for part in parts)


def claims_shown_to(by: Partner) -> tuple[ShownRow, ...]:
    """Those that were shown to this company, what needs an answer first."""
    with acting_as(by):
        rows = ClaimShown.objects.filter(recipient_id=by.organisation_id).order_by("-on", "id")
        return tuple(sorted((_shown_row(row) for row in rows), key=lambda row: not row.needs_answer))


def shown_page(by: Partner, claim_id: UUID) -> ShownPage:
    """Of a closed page only the day and the reason are left. Raises NotAllowed for what is not this company's."""
    with acting_as(by):
        shown = ClaimShown.objects.filter(id=claim_id).first()
        if shown is None:
            raise NotAllowed
        require(may_act_as_partner(by, shown.recipient_id))
        with acting_as(System("remedy.claim_opened")):
            Claim.objects.select_for_update().get(id=claim_id)  # nothing is read on a page that closes in that moment
        row, closed = _shown_row(shown), ClaimClosed.objects.filter(claim_id=claim_id).first()
        desk = network.desk(shown.desk_id).name
        if closed is not None:
            return ShownPage(row, desk, closed.on, closed.reason, (), ())
        record("remedy.claim_read", claim_id)
        with acting_as(System("remedy.claim_opened")):
            parts = tuple(PartShown(codes.FOR_THE_COMPANY[part.code], part.words) for part in opened_parts(shown))
            return ShownPage(row, desk, None, "", parts, answers_to(claim_id, "claim_answers_read"))


def beside_story(by: Staff, conversation_id: UUID) -> Link | None:
    """The claim that runs, or the way to begin one when she asks in a talk."""
    if not may_raise_claims(by):
        return None
    with acting_as(by):
        claim = Claim.objects.filter(conversation_id=conversation_id, ended_on=None).first()
    if claim is None:
        return Link(_("She wants her own case raised"), reverse("remedy:new_claim", args=[conversation_id]))
    return Link(
        _("Her own case: %(state)s") % {"state": codes.STATES[claim.state]}, reverse("remedy:claim", args=[claim.id])
    )


def _rows(claims: Sequence[Claim]) -> list[ClaimRow]:
    companies = network.organisations(claim.recipient_id for claim in claims if claim.recipient_id)
    return [
        ClaimRow(
            id=claim.id,
            state=claim.state,
            label=codes.STATES[claim.state],
            recipient=companies[claim.recipient_id].name if claim.recipient_id in companies else "",
            wished_on=claim.wished_on,
            outcome=codes.OUTCOMES.get(claim.outcome, ""),
            is_over=claim.ended_on is not None,
            may_settle=claim.state == "shown" and claim.outcome in SETTLED_BY,
            nothing_came=claim.outcome == "no",
        )
        for claim in claims
    ]


def _shown_row(shown: ClaimShown) -> ShownRow:
    is_open = not ClaimClosed.objects.filter(claim_id=shown.id).exists()
    answered = ClaimAnswer.objects.filter(claim_id=shown.id).exists()
    return ShownRow(shown.id, shown.on, is_open, is_open and not answered)


def _answers(check: ClaimCheck | None) -> tuple[tuple[Label, Label], ...]:
    given = check.answers if check else {}
    return tuple((words, codes.SAFETY_ANSWERS[given[code]]) for code, words in codes.SAFETY.items() if code in given)
