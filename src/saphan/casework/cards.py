"""Cases and concerns as a page shows them: frozen data, codes turned into words. Call inside `acting_as`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from saphan.casework import codes, links
from saphan.casework.models import Case, Concern, Need
from saphan.network.selectors import OrganisationCard, read_as
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.callers import Staff

Words = str | Promise


@dataclass(frozen=True, slots=True)
class NeedCard:
    id: UUID
    code: str
    label: Words
    on: date
    met_on: date | None


@dataclass(frozen=True, slots=True)
class ConcernCard:
    """counted: it stands; else it was withdrawn or corrected, and stays to be seen."""

    id: UUID
    conversation_id: UUID
    kind: str
    family: str
    respondent: str
    provisional: bool
    line: str
    stage: Words
    period_from: date
    period_to: date | None
    first_hand: bool
    number_affected: int
    proof: Words
    recorded_on: date
    counted: bool
    corrected: bool
    links: tuple[links.Link, ...]


@dataclass(frozen=True, slots=True)
class CaseCard:
    id: UUID
    is_open: bool
    outcome: Words
    severe: bool
    under_18: bool
    counts_affected: int | None
    quarrel_on: date | None
    opened_on: date
    closed_on: date | None
    people: int
    needs: tuple[NeedCard, ...]
    concerns: tuple[ConcernCard, ...]

    @property
    def about(self) -> str:
        """The respondents it is about, in the order they were named."""
        return ", ".join(dict.fromkeys(concern.respondent for concern in self.concerns if concern.counted))


def case_cards(by: Staff, cases: Iterable[Case]) -> tuple[CaseCard, ...]:
    """cases: read with `parties`, `needs` and `concerns` prefetched."""
    found = list(cases)
    concerns = [concern for case in found for concern in case.concerns.all()]
    names = _respondents(concerns)
    return tuple(_case_card(by, case, names) for case in found)


def _respondents(concerns: Iterable[Concern]) -> dict[UUID, OrganisationCard]:
    return read_as({concern.respondent_id for concern in concerns})


def _case_card(by: Staff, case: Case, respondents: dict[UUID, OrganisationCard]) -> CaseCard:
    concerns = sorted(case.concerns.all(), key=lambda concern: (concern.withdrawn_on is not None, concern.recorded_on))
    superseded = {concern.supersedes_id for concern in concerns}
    return CaseCard(
        id=case.id,
        is_open=case.status == "open",
        outcome=codes.OUTCOMES.get(case.outcome, ""),
        severe=case.severe,
        under_18=case.under_18,
        counts_affected=case.counts_affected,
        quarrel_on=case.quarrel_on,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        people=sum(1 for party in case.parties.all() if party.left_on is None),
        needs=tuple(_need_card(need) for need in case.needs.all()),
        concerns=tuple(
            _concern_card(by, concern, respondents.get(concern.respondent_id), concern.id in superseded)
            for concern in concerns
        ),
    )


def _need_card(need: Need) -> NeedCard:
    return NeedCard(
        id=need.id, code=need.kind, label=codes.NEEDS.get(need.kind, need.kind), on=need.on, met_on=need.met_on
    )


def _concern_card(by: Staff, concern: Concern, respondent: OrganisationCard | None, corrected: bool) -> ConcernCard:
    kind = kind_of(concern.kind)
    counted = concern.withdrawn_on is None
    return ConcernCard(
        id=concern.id,
        conversation_id=concern.conversation_id,
        kind=codes.kind_name(kind.code),
        family=kind.family,
        respondent=respondent.name if respondent else "",
        provisional=bool(respondent and respondent.provisional),
        line=concern.line,
        stage=codes.STAGES[concern.stage],
        period_from=concern.period_from,
        period_to=concern.period_to,
        first_hand=concern.first_hand,
        number_affected=concern.number_affected,
        proof=codes.PROOFS.get(concern.proof, ""),
        recorded_on=concern.recorded_on,
        counted=counted,
        corrected=corrected,
        links=links.of(by, kind.family, concern.respondent_id) if counted else (),
    )
