"""Voices that share a number or a browser are one behind an issue; a verifier may say otherwise, by name."""

from uuid import UUID

import pytest

from saphan.casework.models import Party, Representative
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.clock import today
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from saphan.verification import gathering, selectors
from saphan.verification.models import VoicesRuled
from saphan.verification.refusals import NoSuchRuling
from saphan.verification.services import record_finding, rule_on_voices
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def brigade(world: World) -> list[UUID]:
    """Three concerns of one browser in two languages; the last is gathered when all of it is known."""
    concerns = [world.concern(world.story(language=language)) for language in ("my", "my", "ne")]
    world.from_one_browser(*concerns)
    for concern in concerns:
        gathering.gather(concern)
    return concerns


def rule(world: World, left: UUID, right: UUID, *, together: bool, reason: str = "") -> UUID:
    reason = reason or ("same_person" if together else "spoke_with_each")
    groups = (world.group_of(left), world.group_of(right))
    (kept,) = rule_on_voices(
        issue_id=world.issue().id,
        left=groups[0],
        right=groups[1],
        together=together,
        reason=reason,
        by=world.verifier(),
    )
    return kept


def voices(world: World) -> int:
    return selectors.issues(world.verifier())[0].voices


def test_three_accounts_of_one_browser_are_one_voice_everywhere(world: World) -> None:
    concerns = brigade(world)
    assert world.issue().stage == "understood"
    page = selectors.issue(world.verifier(), world.issue().id)
    assert voices(world) == len(page.voices) == 1
    assert page.judgement is not None
    assert (page.judgement.voices, round(page.judgement.mass.total, 2)) == (1, 1.05)
    assert {tie.reasons for tie in page.voices[0].cluster.ties} == {("same_browser", "began_together")}
    behind = selectors.conversations_behind(world.issue().id)
    assert len(behind) == len(concerns)
    assert selectors.independent_people(world.issue().id, behind) == 1


def test_two_rulings_apart_make_them_voices_again_and_corroborated(world: World) -> None:
    first, second, third = brigade(world)
    rule(world, first, second, together=False)
    assert voices(world) == 1  # still one, through the third
    rule(world, first, third, together=False)
    rule(world, second, third, together=False)
    assert voices(world) == 3
    assert world.issue().stage == "corroborated"


def test_a_ruling_together_steps_an_issue_down_and_its_reversal_brings_it_back(world: World) -> None:
    first, second, _ = world.corroborated()
    rule(world, first, second, together=True)
    assert world.issue().stage == "understood"
    assert world.last_step().reason == "voices_are_one"
    rule(world, second, first, together=False)
    assert world.issue().stage == "corroborated"


def test_a_call_back_to_one_of_them_is_shown_on_their_line(world: World) -> None:
    first, *_ = brigade(world)
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=world.group_of(first), by=world.verifier())
    (line,) = selectors.issue(world.verifier(), world.issue().id).voices
    assert line.called_back


def test_a_copy_that_makes_two_one_says_so_where_the_issue_steps_down(world: World) -> None:
    first, second, _ = world.corroborated()
    copy = world.concern(world.story())
    world.from_one_browser(first, second, copy)
    gathering.gather(copy)
    assert world.issue().stage == "understood"
    assert world.last_step().reason == "voices_are_one"


def test_whom_a_checked_mandate_speaks_for_are_as_many_on_one_browser(world: World) -> None:
    concerns = brigade(world)
    with acting_as(System("test")):
        case = world.case_of(concerns[0])
        for concern in concerns[1:]:
            world.into_case(concern, case)
        speaker = world.story()
        Party.objects.create(desk_id=world.bridge, case_id=case, conversation_id=speaker, joined_on=today())
        mandate = Representative.objects.create(
            desk_id=world.bridge,
            case_id=case,
            conversation_id=speaker,
            kind="union",
            mandate="members",
            number=3,
            named_by=random_id(),
            named_on=today(),
        )
    assert voices(world) == 1
    with acting_as(System("test")):
        Representative.objects.filter(id=mandate.id).update(checked_on=today(), checked_by=random_id())
    assert voices(world) == 3


def test_it_is_kept_by_name_with_its_reason_and_audited(world: World) -> None:
    first, second, _ = world.corroborated()
    ruling = rule(world, first, second, together=True, reason="same_script")
    with acting_as(System("test")):
        row = VoicesRuled.objects.get(id=ruling)
        assert (row.by, row.reason, row.together) == (world.verifier().id, "same_script", True)
        assert row.left < row.right
        event = Event.objects.get(act="verification.voices_ruled")
    assert (event.object_id, event.detail["reason"]) == (world.issue().id, "same_script")


@pytest.mark.parametrize("role", ["caseworker", "lead", "analyst"])
def test_only_a_verifier_of_the_lead_desk_rules(world: World, role: str) -> None:
    first, second, _ = world.corroborated()
    world.speak(desk_id=world.river)
    groups = {"left": world.group_of(first), "right": world.group_of(second)}
    for by in (world.member(role), world.verifier(world.river), world.verifier(world.stranger)):
        with pytest.raises(NotAllowed):
            rule_on_voices(issue_id=world.issue().id, **groups, together=True, reason="same_person", by=by)
    with acting_as(System("test")):
        assert not VoicesRuled.objects.exists()
    assert world.issue().stage == "corroborated"


def test_two_voices_that_stand_here_and_a_reason_that_fits(world: World) -> None:
    first, second, _ = world.corroborated()
    left, right = world.group_of(first), world.group_of(second)
    wrong = [
        (left, left, True, "same_person"),
        (left, random_id(), True, "same_person"),
        (left, right, True, "met_each"),
        (left, right, False, "same_person"),
        (left, right, True, ""),
    ]
    for one, other, together, reason in wrong:
        with pytest.raises(NoSuchRuling):
            rule_on_voices(
                issue_id=world.issue().id, left=one, right=other, together=together, reason=reason, by=world.verifier()
            )
    with acting_as(System("test")):
        assert not VoicesRuled.objects.exists()


def test_a_ruling_holds_for_every_kind_at_this_respondent(world: World) -> None:
    hers, his = random_id(), random_id()
    for kind in ("late_pay", "heat"):
        for group in (hers, his, random_id()):
            world.speak(kind=kind, group=group, language="ne" if group == his else "my")
    assert {world.issue_of(family).stage for family in "CE"} == {"corroborated"}
    rule_on_voices(
        issue_id=world.issue_of("C").id, left=hers, right=his, together=True, reason="same_person", by=world.verifier()
    )
    assert {world.issue_of(family).stage for family in "CE"} == {"understood"}


def test_one_may_be_parted_from_all_who_are_counted_with_her(world: World) -> None:
    """One of the brigade's browser is a room-mate whom a verifier has spoken with."""
    # Given three accounts that count as one
    first, *_ = brigade(world)
    assert voices(world) == 1
    # When the verifier says that one of them is a person of her own
    kept = rule_on_voices(
        issue_id=world.issue().id,
        left=world.group_of(first),
        right=None,
        together=False,
        reason="spoke_with_each",
        by=world.verifier(),
    )
    # Then she is, and the others stay one
    assert (len(kept), voices(world)) == (2, 2)


def test_nobody_is_parted_from_nobody(world: World) -> None:
    concern = world.speak()
    with pytest.raises(NoSuchRuling):
        rule_on_voices(
            issue_id=world.issue().id,
            left=world.group_of(concern),
            right=None,
            together=False,
            reason="met_each",
            by=world.verifier(),
        )
