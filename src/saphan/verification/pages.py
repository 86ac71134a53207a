"""What a member of staff sees of issues. Of other desks' voices she sees months, never weeks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from saphan.network.selectors import all_same_as, read_as, staff_names
from saphan.network.selectors import desk as desk_card
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff
from saphan.store.refusals import NotAllowed
from saphan.verification import corroboration, facts
from saphan.verification.behind import Behind, Key, behind_each, key_of
from saphan.verification.corroboration import Judgement
from saphan.verification.facts import AnyFact
from saphan.verification.independence import Cluster
from saphan.verification.ladder import WAY, Stage, is_on_the_ladder
from saphan.verification.mass import Mass, weigh
from saphan.verification.models import Finding, Issue, Step
from saphan.verification.policies import may_rule, may_see, may_take_on, may_verify
from saphan.verification.together.reading import around, beside_it, rests_behind

FINISHED = (Stage.REMEDIED,)
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A line of the list. voices: independent ones."""

    id: UUID
    family: str
    respondent: str
    stage: str
    stage_on: date
    voices: int
    severe: bool
    urgent: bool
    is_ours: bool
    waits_for_verifier: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that one voice said. when: a Monday at her own desk, else the first of a month."""

    when: date
    by_month: bool
    own_desk: bool
    kind: str
    channel: str
    language: str
    first_hand: bool
    proof: str


@dataclass(frozen=True, slots=True)
class Account:
    """One of those that are counted as one voice, and what it said."""

    group: UUID
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One independent voice and all that it said. number: its place in the list, its only name.

    cluster: who is in it, and why they are one; group: the earliest of them.
    """

    number: int
    group: UUID
    accounts: tuple[Account, ...]
    called_back: bool
    cluster: Cluster

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(each for account in self.accounts for each in account.said)

    @property
    def said_in_short(self) -> tuple[tuple[Said, int], ...]:
        """What is the same for several accounts stands there once, with how often."""
        return tuple(Counter(self.said).items())

    @property
    def own_desk(self) -> bool:
        return any(each.own_desk for each in self.said)


@dataclass(frozen=True, slots=True)
class FindingRow:
    kind: str
    supports: bool
    voice: int | None
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class StepRow:
    """One move. name: whose decision it was; by_rule: nobody's, software counted."""

    source: str
    target: str
    reason: str
    method: str
    confidence: str
    name: str
    by_rule: bool
    on: date


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the bridge line. state: done, now or next."""

    stage: str
    state: str
    on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Everything on an issue's page but the panels of upper rooms. judgement: None once it left the ladder.

    people: as the list counts them, with those for whom a representative speaks.
    """

    id: UUID
    family: str
    respondent: str
    respondent_id: UUID
    stage: str
    severe: bool
    urgent: bool
    asks_only_for_a_check: bool
    lead_desk: str
    opened_on: date
    way: tuple[Stop, ...]
    steps: tuple[StepRow, ...]
    voices: tuple[VoiceRow, ...]
    people: int
    findings: tuple[FindingRow, ...]
    judgement: Judgement | None
    mass: Mass
    may_verify: bool
    may_rule: bool
    can_be_verified: bool
    may_take_on: bool

    @property
    def supporting(self) -> tuple[FindingRow, ...]:
        return tuple(finding for finding in self.findings if finding.supports)

    @property
    def against(self) -> tuple[FindingRow, ...]:
        return tuple(finding for finding in self.findings if not finding.supports)


def issues(by: Staff, *, finished: bool = False) -> list[IssueRow]:
    """Issues that her desk leads or feeds, urgent first, then those that moved last. finished: the remedied ones."""
    stands = Q(stage__in=FINISHED) if finished else ~Q(stage__in=FINISHED)
    heard_of = _respondents_heard_of(by)
    hers = Q(lead_desk_id=by.desk_id) | Q(respondent_id__in=all_same_as(heard_of)) | Q(covers__overlap=list(heard_of))
    with acting_as(by):
        listed = list(Issue.objects.filter(stands, hers).order_by("-urgent", "-stage_on", "id")[:MOST_ROWS])
    rests = around(listed).rests
    found = [issue for issue in listed if issue.id not in rests]
    _take_urgency(found, [issue for issue in listed if issue.id in rests], rests)
    standing = _facts_behind(by, found)
    seen = [issue for issue in found if may_see(by, issue, {fact.desk_id for fact in standing[key_of(issue)]})]
    names = read_as({issue.respondent_id for issue in seen})
    heard = behind_each({key_of(issue): standing[key_of(issue)] for issue in seen})
    return [_row(issue, by, names[issue.respondent_id].name, heard[key_of(issue)]) for issue in seen]


def issue(by: Staff, issue_id: UUID) -> IssuePage:
    """Of one that rests, the page of the issue that carries its voices. Raises NotAllowed, also when there is none."""
    with acting_as(by):
        found = Issue.objects.filter(id=issue_id).first()
        if found is None:
            raise NotAllowed
        if host := rests_behind(found):
            return issue(by, host)
        standing = _facts_behind(by, [found])[key_of(found)]
        if not may_see(by, found, {fact.desk_id for fact in standing}):
            raise NotAllowed
        steps = list(Step.objects.filter(issue_id=issue_id).order_by("id"))
        beside = beside_it(found)
        findings = list(Finding.objects.filter(issue_id__in=beside).order_by("on", "id"))
        _take_urgency([found], Issue.objects.filter(id__in=beside), dict.fromkeys(beside, found.id))
    return _page(found, by, standing, steps, findings)


def _take_urgency(found: Iterable[Issue], resting: Iterable[Issue], rests: Mapping[UUID, UUID]) -> None:
    """Whoever waits behind an issue that rests waits behind the one that carries its voices; nothing is written."""
    urgent = {rests[issue.id] for issue in resting if issue.urgent}
    for issue in found:
        issue.urgent = issue.urgent or issue.id in urgent


def _respondents_heard_of(by: Staff) -> set[UUID]:
    """Whom the voices of her own desk speak about."""
    with acting_as(Counting()):
        return set(facts.standing().filter(desk_id=by.desk_id).values_list("respondent_id", flat=True))


def _page(
    found: Issue, by: Staff, standing: Sequence[AnyFact], steps: Sequence[Step], findings: Sequence[Finding]
) -> IssuePage:
    heard = behind_each({key_of(found): standing})[key_of(found)]
    names = staff_names({step.by for step in steps if step.by} | {finding.by for finding in findings})
    known = read_as([found.respondent_id])[found.respondent_id]
    rows = _voices(standing, heard.clusters, findings, by.desk_id)
    step_rows = tuple(_step(step, names) for step in steps)
    weighed = [corroboration.FindingFacts(finding.kind, finding.supports, finding.voice_group) for finding in findings]
    return IssuePage(
        id=found.id,
        family=found.family,
        respondent=known.name,
        respondent_id=known.id,
        stage=found.stage,
        severe=found.severe,
        urgent=found.urgent,
        asks_only_for_a_check=found.asks_only_for_a_check,
        lead_desk=desk_card(found.lead_desk_id).name,
        opened_on=found.opened_on,
        way=way(found.stage, step_rows, found.opened_on),
        steps=step_rows,
        voices=rows,
        people=corroboration.independent_voices(heard.voices, heard.clusters),
        findings=_findings(findings, rows, names),
        judgement=_judgement(found, heard, weighed),
        mass=weigh(heard.voices, weighed, heard.clusters),
        may_verify=may_verify(by, found),
        may_rule=may_rule(by, found),
        can_be_verified=found.stage == Stage.CORROBORATED and corroboration.may_be_verified(weighed),
        may_take_on=found.urgent and may_take_on(by, found),
    )


def _judgement(found: Issue, heard: Behind, findings: Sequence[corroboration.FindingFacts]) -> Judgement | None:
    """What is missing while the issue is on the ladder; a verified one lacks only somebody who mends it."""
    if not is_on_the_ladder(found.stage):
        return None
    judged = corroboration.judge(heard.voices, findings, heard.clusters)
    return replace(judged, missing=(), next_question="who_can_mend_it") if found.stage == Stage.VERIFIED else judged


def way(stage: str, steps: Iterable[StepRow], opened_on: date) -> tuple[Stop, ...]:
    """The bridge line: where it has been, with days and names, where it is, and what is still before it.

    A rung that a check of all sites skipped is left out; a reopened issue stands where "remedied" would.
    """
    reached = {step.target: step for step in steps}
    line = [*WAY[:-1], Stage.REOPENED if stage == Stage.REOPENED else Stage.REMEDIED]
    place = line.index(Stage(stage))
    first, *others = (_stop(each, index - place, reached.get(each)) for index, each in enumerate(line))
    kept = (stop for stop in others if stop.state != "done" or stop.stage in reached)
    return (Stop(first.stage, first.state, opened_on), *kept)


def _stop(stage: Stage, distance: int, step: StepRow | None) -> Stop:
    state = "done" if distance < 0 else "now" if distance == 0 else "next"
    if step is None or state == "next":
        return Stop(stage, state)
    return Stop(stage, state, step.on, step.name)


def _facts_behind(by: Staff, found: Sequence[Issue]) -> dict[Key, list[AnyFact]]:
    """The standing facts of issues that the caller may see, by pool, family and respondent, oldest first.

    Of a pool that her desk has left, none.
    """
    standing: dict[Key, list[AnyFact]] = defaultdict(list)
    places = around(found).places
    carries: dict[Key, list[Key]] = defaultdict(list)
    for issue in found:
        for respondent_id in places[issue.id]:
            carries[issue.pool_id, issue.family, respondent_id].append(key_of(issue))
    with acting_as(Counting()):
        rows = facts.standing().filter(
            pool_id__in=[by.pool_id] if by.pool_id else [],
            respondent_id__in={respondent_id for _, _, respondent_id in carries},
        )
        for fact in rows.order_by("week", "source"):
            for key in carries[key_of(fact)]:
                standing[key].append(fact)
    return standing


def _row(found: Issue, by: Staff, respondent: str, heard: Behind) -> IssueRow:
    return IssueRow(
        id=found.id,
        family=found.family,
        respondent=respondent,
        stage=found.stage,
        stage_on=found.stage_on,
        voices=corroboration.independent_voices(heard.voices, heard.clusters),
        severe=found.severe,
        urgent=found.urgent,
        is_ours=found.lead_desk_id == by.desk_id,
        waits_for_verifier=found.stage == Stage.CORROBORATED and may_verify(by, found),
    )


def _voices(
    standing: Sequence[AnyFact], clusters: Sequence[Cluster], findings: Sequence[Finding], desk_id: UUID
) -> tuple[VoiceRow, ...]:
    called = {
        finding.voice_group for finding in findings if finding.supports and finding.kind == corroboration.CALL_BACK
    }
    return tuple(
        VoiceRow(number, cluster.voices[0], accounts, not called.isdisjoint(cluster.voices), cluster)
        for number, (cluster, accounts) in enumerate(in_order(standing, clusters, desk_id), start=1)
    )


def in_order(
    standing: Sequence[AnyFact], clusters: Sequence[Cluster], desk_id: UUID
) -> list[tuple[Cluster, tuple[Account, ...]]]:
    """Each independent voice and what its accounts said, as staff of this desk see it, in the order of the page."""
    said: dict[UUID, list[Said]] = defaultdict(list)
    for fact in standing:
        said[fact.voice_group].append(_said(fact, fact.desk_id == desk_id))
    heard = [(cluster, tuple(Account(voice, tuple(said[voice])) for voice in cluster.voices)) for cluster in clusters]
    return sorted(heard, key=_place_on_the_page)


def _place_on_the_page(each: tuple[Cluster, tuple[Account, ...]]) -> tuple[date, UUID]:
    cluster, accounts = each
    return min(said.when for account in accounts for said in account.said), cluster.voices[0]


def _said(fact: AnyFact, own: bool) -> Said:
    return Said(
        when=fact.week if own else fact.week.replace(day=1),
        by_month=not own,
        own_desk=own,
        kind=fact.kind,
        channel=fact.channel,
        language=fact.language,
        first_hand=fact.first_hand,
        proof=fact.proof,
    )


def _findings(
    findings: Sequence[Finding], voices: Sequence[VoiceRow], names: dict[UUID, str]
) -> tuple[FindingRow, ...]:
    numbers = {group: voice.number for voice in voices for group in voice.cluster.voices}
    return tuple(
        FindingRow(
            kind=finding.kind,
            supports=finding.supports,
            voice=numbers.get(finding.voice_group) if finding.voice_group else None,
            name=names.get(finding.by, ""),
            on=finding.on,
        )
        for finding in findings
    )


def _step(step: Step, names: dict[UUID, str]) -> StepRow:
    return StepRow(
        source=step.from_stage,
        target=step.to_stage,
        reason=step.reason,
        method=step.method,
        confidence=step.confidence,
        name=names.get(step.by, "") if step.by else "",
        by_rule=step.by is None,
        on=step.on,
    )
