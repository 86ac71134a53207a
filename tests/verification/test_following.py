"""A desk joins or leaves a pool: its facts follow it, issues step down with a reason, and somebody still leads."""

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from saphan.casework.models import Concern
from saphan.network import pooling
from saphan.network import selectors as network
from saphan.network.models import Notice, PoolInvitation, PoolMember
from saphan.network.refusals import AlreadyThere, NotEverybodyAgreed
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, System
from saphan.store.protection import protected_models
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.vault.models import Event
from saphan.verification import facts, gathering, sources
from saphan.verification.asking import ask_desk, may_be_asked
from saphan.verification.models import CodedFact, Issue, Step
from saphan.verification.refusals import NoSuchQuestion
from saphan.verification.selectors import conversations_behind, issue, issues, voices_of
from tests.verification.world import World

pytestmark = pytest.mark.django_db

READ_BY_COUNTING = {
    "vault_fact",
    "verification_coded_fact",
    "verification_issue",
    "verification_step",
    "verification_finding",
    *("impact_tally_cell", "impact_folded_until"),
}


def leave(world: World, desk_id: UUID) -> None:
    pooling.leave_pool(by=world.member("lead", desk_id))
    run_waiting()


def join(world: World, desk_id: UUID, pool_of: UUID) -> None:
    """Invited by one member, agreed by the others, accepted."""
    pool_id = network.pool_of_desk(pool_of)
    assert pool_id is not None
    invitation = pooling.invite_to_pool(desk_id=desk_id, by=world.member("lead", pool_of))
    for member in network.desks_of_pool(pool_id):
        pooling.agree_to_invitation(invitation_id=invitation, by=world.member("lead", member))
    pooling.accept_invitation(invitation_id=invitation, by=world.member("lead", desk_id))
    run_waiting()


def last_steps(issue_id: UUID) -> list[tuple[str, str, str]]:
    with acting_as(System("test")):
        steps = Step.objects.filter(issue_id=issue_id).order_by("id")
        return list(steps.values_list("from_stage", "to_stage", "reason"))


def read(issue_id: UUID) -> Issue:
    with acting_as(System("test")):
        return Issue.objects.get(id=issue_id)


def test_the_cross_check_reads_coded_tables_and_nothing_else(world: World) -> None:
    # Given a pool in which people spoke, were called back and verified
    world.verified()
    world.speak(desk_id=world.river)
    with acting_as(System("test")):
        filled = {model._meta.db_table for model, _ in protected_models() if model._base_manager.exists()}

    # When the cross-check looks at every protected table
    with acting_as(Counting()):
        seen = {model._meta.db_table for model, _ in protected_models() if model._base_manager.exists()}
        may_write = {
            model._meta.db_table
            for model, declared in protected_models()
            if any("counting" in each.who for each in (*declared.add, *declared.change, *declared.remove))
        }

    # Then it sees codes; stories, cases, keys and audit are there and not for it
    assert seen <= READ_BY_COUNTING
    assert {"voice_message", "casework_concern", "vault_data_key", "vault_event"} <= filled - seen
    assert may_write == set()


def test_a_desk_that_leaves_takes_its_facts_out_and_the_ladder_steps_down(world: World) -> None:
    # Given an issue that stands on voices of two desks
    world.speak()
    world.speak(desk_id=world.river)
    world.speak(desk_id=world.river, language="ne")
    found = world.issue()
    assert (found.stage, found.lead_desk_id) == ("corroborated", world.bridge)

    # When one of them leaves
    leave(world, world.river)

    # Then its voices count no more there, by negative facts, and the step says why
    assert read(found.id).stage == "understood"
    assert last_steps(found.id)[-1] == ("corroborated", "understood", "desk_left")
    assert {voice.desk_id for voice in voices_of(found.id)} == {world.bridge}
    with acting_as(Counting()):
        assert sorted(CodedFact.objects.filter(pool_id=found.pool_id).values_list("sign", flat=True)) == [
            -1,
            -1,
            1,
            1,
            1,
        ]

    # And they count in the pool of its own, in an issue that it leads
    with acting_as(System("test")):
        own = Issue.objects.exclude(id=found.id).get()
    assert (own.lead_desk_id, own.pool_id) == (world.river, network.pool_of_desk(world.river))
    assert len(voices_of(own.id)) == 2
    assert [row.id for row in issues(world.verifier(world.river))] == [own.id]


def test_leaving_twice_over_changes_nothing_more(world: World) -> None:
    world.speak(desk_id=world.river)
    leave(world, world.river)
    from saphan.verification.following import follow_desk

    follow_desk(world.river)
    with acting_as(Counting()):
        assert CodedFact.objects.count() == 3


def test_the_lead_of_what_no_partner_has_seen_passes_to_the_most_voices(world: World) -> None:
    third = _third_desk(world)
    world.speak()
    world.speak(desk_id=third)
    world.speak(desk_id=world.river)
    world.speak(desk_id=world.river)
    found = world.issue()
    leave(world, world.bridge)
    assert read(found.id).lead_desk_id == world.river
    assert Notice.objects.get(kind="verification.lead_passed").staff_id == world.verifier(world.river).id
    with acting_as(System("test")):
        assert Event.objects.filter(act="verification.lead_passed").count() == 1
    # And the desk that left does not see it any more
    assert found.id not in {row.id for row in issues(world.verifier(world.bridge))}
    with pytest.raises(NotAllowed):
        issue(world.verifier(world.bridge), found.id)


def test_without_any_voice_left_the_next_voice_brings_a_lead(world: World) -> None:
    world.speak()
    found = world.issue()
    leave(world, world.bridge)
    assert (read(found.id).stage, read(found.id).lead_desk_id) == ("received", world.bridge)
    world.speak(desk_id=world.river)
    assert (read(found.id).stage, read(found.id).lead_desk_id) == ("understood", world.river)


def test_what_a_desk_has_disclosed_it_leads_to_its_end(world: World) -> None:
    # Given an issue that a partner has seen, with a voice of the other desk behind it
    hers = world.verified()
    theirs = world.speak(desk_id=world.river)
    found = world.issue()
    world.disclose()

    # When its lead desk leaves the pool
    leave(world, world.bridge)

    # Then it still leads it, sees it, moves it; nothing of it stands in the pool's facts, and no second issue opens
    assert (read(found.id).lead_desk_id, read(found.id).stage) == (world.bridge, "disclosed")
    page = issue(world.verifier(), found.id)
    assert (page.stage, page.voices) == ("disclosed", ())
    assert may_be_asked(world.verifier(), found.id) == [], "nor does it hear how many voices the other desk has"
    with pytest.raises(NoSuchQuestion):
        ask_desk(issue_id=found.id, desk_id=world.river, code="still_so", by=world.verifier())
    assert [row.id for row in issues(world.verifier())] == [found.id]
    assert {voice.desk_id for voice in voices_of(found.id)} == {world.river}
    with acting_as(System("test")):
        assert Issue.objects.count() == 1
    # And everybody who spoke, at both desks, is told as before
    behind = {concern.conversation_id for concern in conversations_behind(found.id)}
    assert behind == {world.conversation_of(concern) for concern in (*hers, theirs)}
    with acting_as(System("test")):
        world_step = "acknowledged"
        from saphan.verification.services import move

        move(issue_id=found.id, to=world_step, reason="acknowledged")
    assert world.told(world.conversation_of(theirs))[-1] == "accepted"
    # And the other desk does see it no worse than before: months of its own voices, led by the desk that left
    assert issue(world.verifier(world.river), found.id).lead_desk == "Bridge Thailand"


def test_a_desk_joins_by_invitation_of_all_and_acceptance(world: World) -> None:
    # Given a stranger whose two voices nobody else counts
    world.speak()
    world.speak(desk_id=world.stranger, language="ne")
    world.speak(desk_id=world.stranger)
    lead, other, invited = (world.member("lead", each) for each in (world.bridge, world.river, world.stranger))
    invitation = pooling.invite_to_pool(desk_id=world.stranger, by=lead)

    # Then neither a caseworker nor a second invitation nor a member that has not agreed lets it in
    with pytest.raises(AlreadyThere):
        pooling.invite_to_pool(desk_id=world.stranger, by=other)
    with pytest.raises(AlreadyThere):
        pooling.invite_to_pool(desk_id=world.river, by=lead)
    with pytest.raises(NotEverybodyAgreed):
        pooling.accept_invitation(invitation_id=invitation, by=invited)
    with pytest.raises(NotAllowed):
        pooling.accept_invitation(invitation_id=invitation, by=other)
    with pytest.raises(NotAllowed):
        pooling.agree_to_invitation(invitation_id=invitation, by=world.verifier(world.river))
    with pytest.raises(NotAllowed):
        pooling.agree_to_invitation(invitation_id=invitation, by=invited)
    with pytest.raises(NotAllowed):
        pooling.agree_to_invitation(invitation_id=uuid4(), by=other)
    assert network.pool_of_desk(world.stranger) != world.pool()

    # When the other member agrees and the stranger's lead accepts
    pooling.agree_to_invitation(invitation_id=invitation, by=other)
    pooling.accept_invitation(invitation_id=invitation, by=invited)
    run_waiting()

    # Then its standing concerns count with the others'
    assert network.pool_of_desk(world.stranger) == world.pool()
    with acting_as(System("test")):
        pooled = Issue.objects.get(pool_id=world.pool())
    assert len(voices_of(pooled.id)) == 3
    assert pooled.stage == "corroborated"
    # And what it led alone stands empty and out of its list
    assert [row.id for row in issues(world.verifier(world.stranger))] == [pooled.id]


def test_an_invitation_is_declined_or_taken_back(world: World) -> None:
    lead, invited = world.member("lead"), world.member("lead", world.stranger)
    for by in (invited, lead):
        invitation = pooling.invite_to_pool(desk_id=world.stranger, by=lead)
        pooling.end_invitation(invitation_id=invitation, by=by)
        with pytest.raises(NotAllowed):
            pooling.accept_invitation(invitation_id=invitation, by=invited)
    again = pooling.invite_to_pool(desk_id=world.stranger, by=lead)
    PoolMember.objects.filter(desk_id=world.river).update(left_on=clock.today())
    with pytest.raises(NotAllowed):
        pooling.end_invitation(invitation_id=again, by=world.member("lead", world.river))
    assert PoolInvitation.objects.filter(accepted=True).count() == 0


def test_only_a_lead_leaves_and_not_from_a_pool_of_her_own(world: World) -> None:
    with pytest.raises(NotAllowed):
        pooling.leave_pool(by=world.verifier())
    with pytest.raises(NotAllowed):
        pooling.leave_pool(by=world.member("lead", world.stranger))
    assert network.pool_of_desk(world.bridge) == world.pool()


def test_a_desk_comes_back_and_its_concerns_count_again(world: World) -> None:
    world.speak()
    concern = world.speak(desk_id=world.river)
    pool = world.pool()
    leave(world, world.river)
    join(world, world.river, world.bridge)
    assert network.pool_of_desk(world.river) == pool
    with acting_as(System("test")):
        pooled = Issue.objects.get(pool_id=pool)
    assert len(voices_of(pooled.id)) == 2
    # And what is withdrawn afterwards is taken back there
    world.withdraw(concern)
    assert len(voices_of(pooled.id)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_equals_what_followed_desks_about(world: World, seed: int) -> None:
    # Given weeks of people speaking and taking it back while desks leave and join
    chance = random.Random(seed)
    desks, standing = [world.bridge, world.river, world.stranger], list[UUID]()
    for _ in range(16):
        clock.pass_time(timedelta(days=chance.randint(0, 5)))
        act, desk_id = (
            chance.choice(["speak", "speak", "speak", "withdraw", "leave", "join", "again"]),
            chance.choice(desks),
        )
        if act == "speak":
            standing.append(world.speak(desk_id=desk_id, kind=chance.choice(["late_pay", "heat"])))
        elif act == "withdraw" and standing:
            world.withdraw(standing.pop(chance.randrange(len(standing))))
        elif act == "again" and standing:
            gathering.gather(chance.choice(standing))
        elif act == "leave" and len(network.desks_of_pool(network.pool_of_desk(desk_id) or uuid4())) > 1:
            leave(world, desk_id)
        elif act == "join":
            other = chance.choice([each for each in desks if each != desk_id])
            if network.pool_of_desk(other) != network.pool_of_desk(desk_id):
                join(world, desk_id, other)

    # When every concern is coded afresh for the pool that its desk is in now
    with acting_as(System("test")):
        said = [sources.statement(concern_id) for concern_id in Concern.objects.values_list("id", flat=True)]
        afresh = [facts.coded(each, network.pool_of_desk(each.desk_id) or uuid4()) for each in said if each]
        gathered = [facts.Coded(*row)._replace(turn=1) for row in facts.standing().values_list(*facts.Coded._fields)]

    # Then it is what stands
    assert sorted(gathered, key=str) == sorted(afresh, key=str)


def _third_desk(world: World) -> UUID:
    from tests.signed_in import desk_person, open_desk

    third = open_desk("Hill Cambodia", pool_id=world.pool())
    for role in ("caseworker", "verifier", "lead"):
        world.people[f"{role} {third}"] = desk_person(third, role, name=f"{role} hill")
    return third
