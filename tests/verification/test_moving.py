"""Only the transition table moves an issue, and only those whom it names."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from saphan.network.models import Notice
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.vault.models import Event, Fact
from saphan.verification.models import Issue
from saphan.verification.refusals import NeedsProof, NoSuchFinding, NotOnTheLadder
from saphan.verification.services import move, record_finding, take_on, verify
from tests.source import SOURCE
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def nothing_changed(world: World, stage: str, steps: int) -> bool:
    return world.issue().stage == stage and len(world.steps()) == steps


# Verifying


def test_a_verifier_verifies_after_a_call_back_and_those_who_spoke_are_told(world: World) -> None:
    # Given three voices, one of them called back
    concerns = world.corroborated()
    issue, by = world.issue(), world.verifier()
    record_finding(issue_id=issue.id, kind="call_back", voice_group=world.group_of(concerns[0]), by=by)

    # When the verifier says it is so
    verify(issue_id=issue.id, method="call_back", confidence="high", by=by)

    # Then it is verified by name, and each of them reads "we have checked it"
    assert world.issue().stage == "verified"
    step = world.last_step()
    assert (step.by, step.method, step.confidence) == (by.id, "call_back", "high")
    assert [world.told(world.conversation_of(concern))[-1] for concern in concerns] == ["checked"] * 3
    with acting_as(System("test")):
        assert Event.objects.filter(act="issue.moved", object_id=issue.id, detail__to="verified").count() == 1
        assert Fact.objects.get(kind="issue.moved", payload__to="verified").payload["family"] == "C"


def test_without_call_back_or_document_nothing_is_verified(world: World) -> None:
    world.corroborated()
    with pytest.raises(NeedsProof) as refused:
        verify(issue_id=world.issue().id, method="call_back", confidence="high", by=world.verifier())
    assert refused.value.ways_out == ("call_back_one", "see_a_document")
    assert nothing_changed(world, "corroborated", 2)


@pytest.mark.parametrize(
    ("method", "confidence"), [("", "high"), ("call_back", ""), ("guess", "high"), ("visit", "sure")]
)
def test_without_method_or_confidence_nothing_is_verified(world: World, method: str, confidence: str) -> None:
    world.corroborated()
    by = world.verifier()
    record_finding(issue_id=world.issue().id, kind="document", by=by)
    with pytest.raises(NeedsProof):
        verify(issue_id=world.issue().id, method=method, confidence=confidence, by=by)
    assert nothing_changed(world, "corroborated", 2)


def test_a_finding_against_it_proves_nothing(world: World) -> None:
    world.corroborated()
    by = world.verifier()
    record_finding(issue_id=world.issue().id, kind="visit", supports=False, by=by)
    with pytest.raises(NeedsProof):
        verify(issue_id=world.issue().id, method="visit", confidence="low", by=by)


def test_one_voice_is_not_verified(world: World) -> None:
    concern = world.speak()
    by = world.verifier()
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=world.group_of(concern), by=by)
    with pytest.raises(NotOnTheLadder):
        verify(issue_id=world.issue().id, method="call_back", confidence="high", by=by)
    assert nothing_changed(world, "understood", 1)


@pytest.mark.parametrize("role", ["caseworker", "lead", "analyst"])
def test_only_a_verifier_verifies(world: World, role: str) -> None:
    world.corroborated()
    record_finding(issue_id=world.issue().id, kind="document", by=world.verifier())
    with pytest.raises(NotAllowed):
        verify(issue_id=world.issue().id, method="document", confidence="high", by=world.member(role))
    assert nothing_changed(world, "corroborated", 2)


def test_another_desks_verifier_does_not(world: World) -> None:
    world.corroborated()
    record_finding(issue_id=world.issue().id, kind="document", by=world.verifier())
    for desk_id in (world.river, world.stranger):
        with pytest.raises(NotAllowed):
            verify(issue_id=world.issue().id, method="document", confidence="high", by=world.verifier(desk_id))
    assert nothing_changed(world, "corroborated", 2)


# Raw moves


@pytest.mark.parametrize("target", ["corroborated", "verified", "disclosed", "remedied", "received"])
def test_a_verifier_cannot_set_a_stage_that_is_not_hers(world: World, target: str) -> None:
    world.speak()
    by = world.verifier()
    with pytest.raises(NotOnTheLadder), acting_as(by):
        move(issue_id=world.issue().id, to=target, reason="because", by=by)
    assert nothing_changed(world, "understood", 1)


def test_software_cannot_verify_and_no_raw_move_goes_without_proof(world: World) -> None:
    world.corroborated()
    with pytest.raises(NotOnTheLadder), acting_as(System("test")):
        move(issue_id=world.issue().id, to="verified", reason="because", method="visit", confidence="high")
    by = world.verifier()
    with pytest.raises(NeedsProof), acting_as(by):
        move(issue_id=world.issue().id, to="verified", reason="because", by=by, method="visit", confidence="high")
    assert nothing_changed(world, "corroborated", 2)


def test_nobody_signs_for_somebody_else(world: World) -> None:
    world.verified()
    issue_id, someone_else = world.issue().id, world.verifier()
    with pytest.raises(NotAllowed), acting_as(world.member("caseworker")):
        move(issue_id=issue_id, to="disclosed", reason="disclosed", by=someone_else)
    with pytest.raises(NotAllowed), acting_as(someone_else):
        move(issue_id=issue_id, to="disclosed", reason="disclosed")
    with pytest.raises(NotAllowed):
        move(issue_id=issue_id, to="disclosed", reason="disclosed")
    assert world.issue().stage == "verified"


def test_the_row_of_a_foreign_lead_desk_is_out_of_reach(world: World) -> None:
    world.verified()
    by = world.verifier(world.river)
    with pytest.raises(Issue.DoesNotExist), acting_as(by):
        move(issue_id=world.issue().id, to="disclosed", reason="disclosed", by=by)
    with acting_as(by):
        assert Issue.objects.filter(id=world.issue().id).update(stage="remedied") == 0
    with acting_as(Partner(uuid4(), world.plant)):
        assert Issue.objects.update(stage="remedied") == 0


def test_a_check_of_all_sites_waits_for_no_second_voice(world: World) -> None:
    world.speak(kind="locked_exit")
    world.disclose()
    assert world.steps() == [("received", "understood"), ("understood", "disclosed")]


def test_the_whole_way(world: World) -> None:
    # Given a verified issue, when each on the way does its part
    concerns = world.verified()
    verifier, partner = world.verifier(), Partner(uuid4(), world.plant)
    by_whom: list[tuple[str, Staff | Partner | None]] = [
        ("disclosed", verifier),
        ("acknowledged", partner),
        ("planned", partner),
        ("asked", verifier),
        ("planned", None),
        ("asked", verifier),
        ("agreed", None),
        ("delivered", partner),
        ("confirming", world.member("caseworker")),
        ("remedied", None),
        ("reopened", None),
        ("remedied", None),
    ]
    for stage, by in by_whom:
        world.ask_for(stage)
        with acting_as(by if isinstance(by, Staff) else System("remedy.test")):
            move(issue_id=world.issue().id, to=stage, reason="test", by=by)

    # Then the issue went through every stage, each step follows the last, and her story says so
    steps = world.steps()
    assert steps[-12:] == [(a, b) for a, b in pairwise(["verified", *(stage for stage, _ in by_whom)])]
    told = [
        "shared",
        "accepted",
        "planned",
        "plan_asked",
        "planned",
        "plan_asked",
        "agreed",
        "delivered",
        "confirm_asked",
    ]
    assert world.told(world.conversation_of(concerns[0]))[-12:] == [*told, "remedied", "reopened", "remedied"]


def test_a_reopened_issue_is_urgent_until_it_is_remedied(world: World) -> None:
    world.verified()
    world.disclose()
    world.walk("acknowledged", "planned", "asked", "agreed", "delivered", "confirming", "remedied")
    assert not world.issue().urgent
    world.walk("reopened")
    assert world.issue().urgent
    world.walk("remedied")
    assert not world.issue().urgent


def test_a_partner_closes_nothing(world: World) -> None:
    world.verified()
    world.disclose()
    world.walk("acknowledged", "planned", "asked", "agreed", "delivered", "confirming")
    for stage in ("remedied", "delivered", "reopened"):
        with pytest.raises(NotOnTheLadder), acting_as(System("remedy.test")):
            move(issue_id=world.issue().id, to=stage, reason="closed", by=Partner(uuid4(), world.plant))
    assert world.issue().stage == "confirming"


def test_the_way_can_go_on_when_a_story_behind_it_was_deleted(world: World) -> None:
    first, *_ = world.verified()
    world.delete(first)
    world.disclose()
    assert world.issue().stage == "disclosed"


# Findings


def test_a_document_corroborates_one_voice(world: World) -> None:
    world.speak()
    record_finding(issue_id=world.issue().id, kind="payslip", by=world.verifier())
    assert world.issue().stage == "corroborated"
    assert Notice.objects.filter(kind="verification.may_be_verified").count() == 1
    with acting_as(System("test")):
        payload = Fact.objects.get(kind="verification.finding_recorded").payload
    assert payload == {"kind": "payslip", "supports": True}


def test_five_alike_and_two_called_back(world: World) -> None:
    groups = [world.group_of(world.speak()) for _ in range(5)]
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=groups[0], by=world.verifier())
    assert world.issue().stage == "understood"
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=groups[1], by=world.verifier())
    assert world.issue().stage == "corroborated"


@pytest.mark.parametrize("kind", ["hearsay", "", "call_back"])
def test_what_is_no_finding_is_not_kept(world: World, kind: str) -> None:
    world.speak()
    with pytest.raises(NoSuchFinding):
        record_finding(issue_id=world.issue().id, kind=kind, by=world.verifier())
    assert world.findings() == 0


def test_a_call_back_names_a_voice_behind_this_issue(world: World) -> None:
    world.speak()
    with pytest.raises(NoSuchFinding):
        record_finding(issue_id=world.issue().id, kind="call_back", voice_group=uuid4(), by=world.verifier())
    assert world.findings() == 0


@pytest.mark.parametrize("role", ["caseworker", "lead", "analyst"])
def test_only_a_verifier_of_the_lead_desk_records_a_finding(world: World, role: str) -> None:
    world.speak()
    for by in (world.member(role), world.verifier(world.river), world.verifier(world.stranger)):
        with pytest.raises(NotAllowed):
            record_finding(issue_id=world.issue().id, kind="document", by=by)
    assert world.findings() == 0
    assert world.issue().stage == "understood"


def test_somebody_of_the_lead_desk_takes_an_urgent_issue_on(world: World) -> None:
    world.speak(kind="physical_violence")
    for by in (world.member("analyst"), world.verifier(world.river)):
        with pytest.raises(NotAllowed):
            take_on(issue_id=world.issue().id, by=by)
        assert world.issue().urgent
    take_on(issue_id=world.issue().id, by=world.member("caseworker"))
    assert not world.issue().urgent


def test_an_issue_that_is_not_there_is_refused_like_a_foreign_one(world: World) -> None:
    for act in (
        lambda: verify(issue_id=uuid4(), method="visit", confidence="low", by=world.verifier()),
        lambda: record_finding(issue_id=uuid4(), kind="visit", by=world.verifier()),
        lambda: take_on(issue_id=uuid4(), by=world.verifier()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_refusals_carry_a_code() -> None:
    assert {refusal.code for refusal in (NotAllowed, NotOnTheLadder, NeedsProof, NoSuchFinding)} >= {"needs_proof"}
    assert issubclass(NeedsProof, Refusal)


# The source


def test_no_other_module_sets_a_stage() -> None:
    knowing = [
        file for file in SOURCE.rglob("*.py") if "saphan.verification.models" in file.read_text(encoding="utf-8")
    ]
    assert {f"{file.parent.name}/{file.name}" for file in knowing if any(stages_set(file))} == {
        "verification/moving.py"
    }


def stages_set(file: Path) -> Iterator[ast.AST]:
    """Assignments to somebody's `.stage`, and updates of issues that name it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        targets = [part for target in getattr(node, "targets", []) for part in ast.walk(target)]
        if any(isinstance(part, ast.Attribute) and part.attr == "stage" for part in targets):
            yield node
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("Issue.objects"):
            yield from (
                keyword for keyword in node.keywords if keyword.arg == "stage" and "update" in ast.unparse(node.func)
            )
