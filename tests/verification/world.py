"""One pool of two desks, one plant, and people who speak about it."""

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from saphan.casework.models import Case, Concern
from saphan.network import selectors as network
from saphan.network import services
from saphan.network.models import Staff as StaffRow
from saphan.remedy.models import Round
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.store.clock import today
from saphan.store.ids import random_id
from saphan.verification import gathering
from saphan.verification.models import Finding, Issue, Step
from saphan.verification.services import move, record_finding, verify
from saphan.voice import intake
from saphan.voice.deleting import delete_story
from saphan.voice.inbound import Inbound
from saphan.voice.models import Told, Trace
from tests.signed_in import desk_person, open_desk

_numbers = count()


@dataclass
class World:
    """What a test says happens, in the words of the room."""

    plant: UUID
    bridge: UUID
    river: UUID
    stranger: UUID
    people: dict[str, StaffRow] = field(default_factory=dict)

    def member(self, role: str, desk_id: UUID | None = None) -> Staff:
        desk_id = desk_id or self.bridge
        row = self.people[f"{role} {desk_id}"]
        return Staff(row.id, desk_id, frozenset({role}), network.pool_of_desk(desk_id))

    def verifier(self, desk_id: UUID | None = None) -> Staff:
        return self.member("verifier", desk_id)

    def story(self, *, desk_id: UUID | None = None, channel: str = "web", language: str = "my") -> UUID:
        said = Inbound(desk_id or self.bridge, channel, language, f"test-{next(_numbers)}", text="They did not pay us")
        return intake.accept(said).conversation_id

    def concern(
        self,
        story: UUID,
        *,
        kind: str = "unpaid_overtime",
        group: UUID | None = None,
        at: UUID | None = None,
        supersedes: UUID | None = None,
        number: int = 1,
    ) -> UUID:
        """A caseworker has written down what she said; nothing has gathered it yet."""
        with acting_as(System("test.world")):
            desk_id = Told.objects.filter(conversation_id=story).values_list("desk_id", flat=True)[0]
            case = Case.objects.create(desk_id=desk_id, owner=random_id(), opened_on=today())
            concern = Concern.objects.create(
                desk_id=desk_id,
                case=case,
                conversation_id=story,
                kind=kind,
                respondent_id=at or self.plant,
                stage="employment",
                period_from=today(),
                first_hand=True,
                number_affected=number,
                voice_group=group or random_id(),
                recorded_by=random_id(),
                recorded_on=today(),
                supersedes_id=supersedes,
            )
        return concern.id

    def speak(
        self,
        *,
        desk_id: UUID | None = None,
        channel: str = "web",
        language: str = "my",
        kind: str = "unpaid_overtime",
        group: UUID | None = None,
    ) -> UUID:
        """One voice, gathered; returns the concern."""
        concern = self.concern(self.story(desk_id=desk_id, channel=channel, language=language), kind=kind, group=group)
        gathering.gather(concern)
        return concern

    def from_one_browser(self, *concerns: UUID) -> None:
        """What intake keeps when stories come by one browser."""
        stories = [self.conversation_of(concern) for concern in concerns]
        with acting_as(System("test.world")):
            assert Trace.objects.filter(conversation_id__in=stories).update(browsers=[b"\x01browser"]) == len(stories)

    def withdraw(self, concern_id: UUID) -> None:
        with acting_as(System("test.world")):
            Concern.objects.filter(id=concern_id).update(withdrawn_on=today())
        gathering.gather(concern_id)

    def conversation_of(self, concern_id: UUID) -> UUID:
        with acting_as(System("test.world")):
            return Concern.objects.get(id=concern_id).conversation_id

    def group_of(self, concern_id: UUID) -> UUID:
        with acting_as(System("test.world")):
            return Concern.objects.get(id=concern_id).voice_group

    def case_of(self, concern_id: UUID) -> UUID:
        with acting_as(System("test.world")):
            return Concern.objects.get(id=concern_id).case_id

    def into_case(self, concern_id: UUID, case_id: UUID) -> None:
        with acting_as(System("test.world")):
            Concern.objects.filter(id=concern_id).update(case_id=case_id)

    def issue(self) -> Issue:
        with acting_as(System("test.world")):
            return Issue.objects.get(respondent_id=self.plant)

    def issue_of(self, family: str) -> Issue:
        with acting_as(System("test.world")):
            return Issue.objects.get(respondent_id=self.plant, family=family)

    def pool(self) -> UUID:
        pool_id = network.pool_of_desk(self.bridge)
        assert pool_id is not None
        return pool_id

    def another_plant(self) -> UUID:
        return services.create_organisation(kind="supplier", name="Red Crab Foods", country="TH")

    def disclose(self) -> None:
        by = self.verifier()
        with acting_as(by):
            move(issue_id=self.issue().id, to="disclosed", reason="disclosed", by=by)

    def walk(self, *stages: str) -> None:
        """What remedy's rules and tasks would do."""
        for stage in stages:
            with acting_as(System("test.world")):
                self._as_if_asked(stage)
                move(issue_id=self.issue().id, to=stage, reason="test")

    def ask_for(self, stage: str) -> None:
        with acting_as(System("test.world")):
            self._as_if_asked(stage)

    def _as_if_asked(self, stage: str) -> None:
        """The database lets nothing be agreed or remedied that the workers were not asked about."""
        ended = {"agreed": ("plan", "agreed"), "remedied": ("confirmation", "confirmed")}.get(stage)
        if ended:
            asked = {"asked_on": today(), "closes_on": today(), "ended_on": today(), "asked": 3, "by": random_id()}
            kind, outcome = ended
            Round.objects.create(desk_id=self.bridge, issue_id=self.issue().id, kind=kind, outcome=outcome, **asked)

    def delete(self, concern_id: UUID) -> None:
        """She deleted her story; the task that takes it back has not run."""
        story = self.conversation_of(concern_id)
        delete_story(conversation_id=story, by=Story(story))

    def last_step(self) -> Step:
        with acting_as(System("test.world")):
            return Step.objects.order_by("id").last() or Step()

    def steps(self) -> list[tuple[str, str]]:
        with acting_as(System("test.world")):
            return list(Step.objects.order_by("id").values_list("from_stage", "to_stage"))

    def findings(self) -> int:
        with acting_as(System("test.world")):
            return Finding.objects.count()

    def told(self, story: UUID) -> list[str]:
        with acting_as(System("test.world")):
            return list(Told.objects.filter(conversation_id=story).order_by("id").values_list("step", flat=True))

    def corroborated(self) -> list[UUID]:
        """Three voices in two languages; returns the concerns."""
        return [self.speak(), self.speak(), self.speak(language="ne")]

    def verified(self) -> list[UUID]:
        concerns = self.corroborated()
        issue_id, by = self.issue().id, self.verifier()
        record_finding(issue_id=issue_id, kind="call_back", voice_group=self.group_of(concerns[0]), by=by)
        verify(issue_id=issue_id, method="call_back", confidence="high", by=by)
        return concerns


def make() -> World:
    plant = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    bridge = open_desk("Bridge Thailand")
    river = open_desk("River Nepal", pool_id=network.pool_of_desk(bridge))
    made = World(plant, bridge, river, open_desk("Faraway"))
    for desk_id in (made.bridge, made.river, made.stranger):
        for role in ("caseworker", "verifier", "lead", "analyst"):
            made.people[f"{role} {desk_id}"] = desk_person(desk_id, role, name=role.title())
    return made
