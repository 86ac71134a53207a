"""Given one plant under two names, when a verifier says so their voices count together; undone, all is as it was."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.network.models import Notice
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.verification import gathering
from saphan.verification.beside import issue_beside
from saphan.verification.coded_table import coded_table
from saphan.verification.models import Issue
from saphan.verification.picture.to_ask import to_ask
from saphan.verification.refusals import NotOnTheLadder
from saphan.verification.selectors import (
    conversations_behind,
    findings_of,
    issue,
    issue_card,
    issues,
    proof_stands,
    voices_of,
)
from saphan.verification.services import move, record_finding, take_on, verify
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def praun(world: World) -> UUID:
    return network.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)


def merge(world: World, away: UUID, stays: UUID) -> UUID:
    made = merge_organisations(organisation_id=away, read_as_id=stays, why="name", by=world.verifier())
    run_waiting()
    return made


def split(world: World, merge_id: UUID) -> None:
    split_organisations(merge_id=merge_id, by=world.verifier())
    run_waiting()


def speak(
    world: World, at: UUID, language: str = "my", kind: str = "unpaid_overtime", desk: UUID | None = None
) -> UUID:
    concern = world.concern(world.story(language=language, desk_id=desk), at=at, kind=kind)
    gathering.gather(concern)
    return concern


def at(place: UUID, family: str = "C") -> Issue:
    with acting_as(System("test")):
        return Issue.objects.get(respondent_id=place, family=family)


def everything(world: World) -> object:
    """All that anybody can see of issues: lists, pages, counts."""
    seen = []
    for desk_id in (world.bridge, world.river):
        rows = issues(world.verifier(desk_id))
        seen.append((rows, [issue(world.verifier(desk_id), row.id) for row in rows]))
    with acting_as(System("test")):
        stages = list(Issue.objects.order_by("id").values())
    return seen, stages


def verified_at(world: World, place: UUID) -> Issue:
    """Three voices, a call-back, and a name."""
    concerns = [speak(world, place), speak(world, place), speak(world, place, "ne")]
    found, by = at(place), world.verifier()
    record_finding(issue_id=found.id, kind="call_back", voice_group=world.group_of(concerns[0]), by=by)
    verify(issue_id=found.id, method="call_back", confidence="high", by=by)
    return at(place)


def test_voices_of_both_names_count_together_and_part_again(world: World, praun: UUID) -> None:
    # Given two voices under one name and one, in another language, under the other
    for place, language in ((world.plant, "my"), (world.plant, "my"), (praun, "ne")):
        speak(world, place, language)
    before = everything(world)
    # When a verifier says that they are one
    made = merge(world, praun, world.plant)
    # Then one issue is listed, corroborated, and the other's address leads to it
    (row,) = issues(world.verifier())
    assert (row.id, row.respondent, row.stage, row.voices) == (
        at(world.plant).id,
        "Blue Prawn Foods",
        "corroborated",
        3,
    )
    assert len(voices_of(row.id)) == len(conversations_behind(row.id)) == 3
    assert voices_of(at(praun).id) == [] and at(praun).stage == "understood"
    assert issue(world.verifier(), at(praun).id).id == row.id
    assert {one.respondent for one in coded_table(world.member("analyst"), {}).rows} == {"Blue Prawn Foods"}
    # And when it is undone everything is as it was, the step down with its reason
    split(world, made)
    assert world.last_step().reason == "organisations_split"
    assert _without_steps(everything(world)) == _without_steps(before)


def _without_steps(seen: object) -> object:
    """A step that was made stays on record; all else is compared."""
    from dataclasses import replace

    lists, stages = seen  # type: ignore[misc]
    pages = [(rows, [replace(page, steps=(), way=()) for page in pages]) for rows, pages in lists]
    return pages, stages


def test_a_name_without_issues_leaves_everything_where_it_is(world: World, praun: UUID) -> None:
    # Given a verified issue under a provisional name
    verified = verified_at(world, praun)
    before = everything(world)
    # When that name is read as the settled organisation's
    made = merge(world, praun, world.plant)
    # Then it is still verified, under the right name, and a new voice under either joins it
    (row,) = issues(world.verifier())
    assert (row.id, row.stage, row.respondent) == (verified.id, "verified", "Blue Prawn Foods")
    speak(world, world.plant), speak(world, praun)
    assert [(one.id, one.voices) for one in issues(world.verifier())] == [(verified.id, 5)]
    link = issue_beside(world.verifier(), "C", world.plant)
    assert link and str(verified.id) in link.url
    # And when it is undone, the voice under the other name has an issue of its own
    split(world, made)
    assert {(one.respondent, one.voices, one.stage) for one in issues(world.verifier())} == {
        ("Blu Praun", 4, "verified"),
        ("Blue Prawn Foods", 1, "understood"),
    }
    assert before is not None


def test_an_issue_that_rests_moves_no_further_and_comes_back_verified(world: World, praun: UUID) -> None:
    verified = verified_at(world, praun)
    speak(world, world.plant)
    before = everything(world)
    made = merge(world, praun, world.plant)
    host, by = at(world.plant), world.verifier()
    # Then the host is corroborated by all, with the call-back before whoever verifies anew
    assert host.stage == "corroborated"
    with acting_as(by):
        assert [one.kind for one in findings_of(host.id)] == ["call_back"]
        assert issue_card(verified.id).rests and not issue_card(host.id).rests
    assert issue(by, host.id).can_be_verified
    # And nothing moves the one that rests
    for act in (
        lambda: record_finding(issue_id=verified.id, kind="visit", by=by),
        lambda: verify(issue_id=verified.id, method="visit", confidence="high", by=by),
        lambda: take_on(issue_id=verified.id, by=by),
    ):
        with pytest.raises(NotOnTheLadder):
            act()
    with pytest.raises(NotOnTheLadder), acting_as(by):
        move(issue_id=verified.id, to="disclosed", reason="disclosed", by=by)
    # And undone, it stands verified as it stood
    split(world, made)
    assert at(praun).stage == "verified"
    assert _without_steps(everything(world)) == _without_steps(before)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_the_order_of_merges_never_matters(world: World, praun: UUID, order: tuple[int, ...]) -> None:
    small, ice = world.another_plant(), world.another_plant()
    for place, language in ((world.plant, "my"), (praun, "ne"), (small, "my"), (ice, "th")):
        speak(world, place, language)
    pairs = [(praun, world.plant), (small, praun), (ice, world.plant)]
    for number in order:
        merge(world, *pairs[number])
    (row,) = issues(world.verifier())
    assert (row.id, row.voices, row.stage) == (at(world.plant).id, 4, "corroborated")


def test_an_issue_that_a_partner_has_seen_is_left_alone_by_either_side(world: World, praun: UUID) -> None:
    # Given an issue with a partner, and one on the ladder under another name of the same plant
    world.verified()
    world.disclose()
    shown = world.issue()
    one = speak(world, praun)
    told = world.told(world.conversation_of(one))
    behind = conversations_behind(shown.id)
    before = everything(world)
    # When the two are read as one, either way round, nothing joins it and nothing leaves it
    for away, stays in ((praun, world.plant), (world.plant, praun)):
        made = merge(world, away, stays)
        assert conversations_behind(shown.id) == behind and world.issue().covers == []
        assert {(row.id, row.stage, row.voices) for row in issues(world.verifier())} == {
            (shown.id, "disclosed", 3),
            (at(praun).id, "understood", 1),
        }
        assert world.told(world.conversation_of(one)) == told
        split(world, made)
        assert everything(world) == before


def test_whom_to_ask_is_one_of_the_issue_s_own_voices_whatever_name_it_is_read_under(world: World, praun: UUID) -> None:
    # Given an issue with a partner, and beside it one under another name that is read as the partner's
    world.verified()
    world.disclose()
    one = speak(world, praun)
    merge(world, praun, world.plant)

    # Then a caseworker who is told to ask for a document is led to the story of who said it there
    by = world.member("caseworker")
    (asked,) = to_ask(by, issue(by, at(praun).id))
    assert (asked.story, asked.chosen.reasons) == (world.conversation_of(one), ("code", "first_hand", "no_danger"))


def test_what_was_shown_while_they_were_one_keeps_its_voices_when_they_part(world: World, praun: UUID) -> None:
    # Given an issue that was shown to a partner with voices of both names
    concerns = [speak(world, world.plant), speak(world, world.plant), speak(world, praun, "ne")]
    made = merge(world, praun, world.plant)
    by = world.verifier()
    record_finding(issue_id=world.issue().id, kind="visit", by=by)
    verify(issue_id=world.issue().id, method="visit", confidence="high", by=by)
    world.disclose()
    assert world.issue().covers == [praun]
    behind = conversations_behind(world.issue().id)
    assert issue(by, at(praun).id).id == world.issue().id
    # When the two are parted
    split(world, made)
    # Then it keeps them all, and the other name has its own issue again
    assert conversations_behind(world.issue().id) == behind
    assert (at(praun).stage, len(voices_of(at(praun).id))) == ("understood", 1)
    with acting_as(by):
        assert proof_stands(world.issue().id) and not proof_stands(at(praun).id)
    # And a voice that is taken back leaves both
    world.withdraw(concerns[2])
    assert len(voices_of(world.issue().id)) == 2
    assert (at(praun).stage, voices_of(at(praun).id)) == ("received", [])


def test_a_severe_voice_is_urgent_once_and_with_whoever_carries_it(world: World, praun: UUID) -> None:
    speak(world, world.plant, kind="confinement")
    speak(world, praun, kind="confinement")
    by = world.member("lead")
    severe = {row.family: row for row in issues(by)}
    family = next(iter(severe))
    take_on(issue_id=at(world.plant, family).id, by=by)
    made = merge(world, praun, world.plant)
    (row,) = issues(by)
    assert row.urgent and row.severe and not at(world.plant, family).urgent
    assert issue(by, row.id).may_take_on
    take_on(issue_id=row.id, by=by)
    assert not issues(by)[0].urgent
    split(world, made)
    assert not any(one.urgent for one in issues(by))


def test_the_desks_that_lead_there_hear_of_it(world: World, praun: UUID) -> None:
    speak(world, world.plant), speak(world, praun, desk=world.river)
    merge(world, praun, world.plant)
    rung = Notice.objects.filter(kind="verification.organisations_changed").values_list("staff__desk_id", flat=True)
    assert set(rung) == {world.bridge, world.river}
    # And the other desk, whose issue rests, still sees the one that carries its voice
    assert issue(world.verifier(world.river), at(praun).id).id == at(world.plant).id


def test_a_desk_of_another_pool_still_sees_nothing(world: World, praun: UUID) -> None:
    speak(world, world.plant), speak(world, praun)
    merge(world, praun, world.plant)
    for place in (world.plant, praun):
        with pytest.raises(NotAllowed):
            issue(world.verifier(world.stranger), at(place).id)
    assert issues(world.verifier(world.stranger)) == []


def test_the_address_of_one_that_rests_leads_on(world: World, praun: UUID) -> None:
    speak(world, world.plant), speak(world, praun)
    merge(world, praun, world.plant)
    client = sign_in(Client(), world.people[f"verifier {world.bridge}"])
    answer = client.get(f"/desk/issues/{at(praun).id}/")
    assert answer["Location"] == f"/desk/issues/{at(world.plant).id}/"


def test_settling_twice_changes_nothing(world: World, praun: UUID) -> None:
    from saphan.verification.together.joining import settle_merge

    speak(world, world.plant), speak(world, praun)
    made = merge(world, praun, world.plant)
    before = everything(world)
    settle_merge(made)
    assert everything(world) == before
    with acting_as(Counting()):
        assert Issue.objects.count() == 2
