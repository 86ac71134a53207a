""" "I was told to say yes" rings the leads at once, is no yes, and asks a lead to write down what was done."""

from datetime import timedelta

import pytest
from django.test import Client

from saphan.network import notice_words
from saphan.network import selectors as network
from saphan.network.models import Notice
from saphan.network.models import Staff as Member
from saphan.remedy import pressure, selectors, sweeping
from saphan.remedy.models import Outcome, Pressure, Round
from saphan.remedy.refusals import NotNow
from saphan.store import Story, System, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.models import Conversation
from tests.remedy.walk import Walk
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
TOLD = "told_to_say_yes"


def only() -> Pressure:
    with acting_as(System("test")):
        return Pressure.objects.get()


def test_it_rings_the_leads_at_once_and_once(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, TOLD)
    rung = Notice.objects.filter(kind="remedy.told_to_say_yes", urgent=True, seen_at=None)
    assert set(rung.values_list("staff_id", flat=True)) >= set(network.lead_ids(walk.world.bridge))
    number = rung.count()
    walk.answer("confirm", round_id, TOLD)
    assert rung.count() == number
    with acting_as(System("test")):
        story = Conversation.objects.get(id=walk.stories[0])
    assert (story.status, story.urgency) == ("waiting", 1), "her caseworker finds her on top"


def test_leads_of_the_desk_that_leads_the_issue_are_led_to_the_issue(walk: Walk) -> None:
    # Given one of the workers is of another desk of the pool
    lead = desk_person(walk.world.river, "lead", name="Mai")
    round_id = walk.asked_to_confirm()
    with acting_as(System("test")):
        Conversation.objects.filter(id=walk.stories[0]).update(desk_id=walk.world.river)

    # When she says that she was told to say yes
    walk.answer("confirm", round_id, TOLD)

    # Then her own leads have the page about it, and the others the issue
    told = {notice.staff_id: notice for notice in Notice.objects.filter(kind__startswith="remedy.told_to_say_yes")}
    assert set(told) == {lead.id, *network.lead_ids(walk.world.river), *network.lead_ids(walk.world.bridge)}
    theirs, ours = told[lead.id], told[walk.ann.id]
    assert notice_words.address_for(theirs.kind, theirs.object_id) == "/desk/told-to-say-yes/"
    assert notice_words.address_for(ours.kind, ours.object_id).endswith(f"{walk.issue_id}/")


def heard_by(walk: Walk) -> list[Outcome]:
    with acting_as(walk.somchai):
        return list(Outcome.objects.all())


def test_it_is_never_a_yes_and_the_partner_sees_nothing_on_the_day(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    sweeping.sweep()  # what the plan's round said
    before = heard_by(walk)
    walk.answer("confirm", round_id, "yes", TOLD, TOLD)
    with acting_as(System("test")):
        assert Round.objects.get(id=round_id).outcome == "not_confirmed"
    assert walk.stage() == "reopened"
    sweeping.sweep()
    assert heard_by(walk) == before
    with acting_as(walk.somchai):
        assert not Pressure.objects.exists()
    clock.pass_time(timedelta(days=7))
    sweeping.sweep()
    (told,) = [outcome for outcome in heard_by(walk) if outcome not in before]
    assert TOLD not in str(vars(told))


def test_the_partner_s_page_never_says_it(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    somchai = sign_in(Client(), Member.objects.get(id=walk.somchai.id))
    (card,) = selectors.disclosures_for(walk.somchai)
    page = f"/partner/issues/{card.id}/"
    before = somchai.get(page).content.decode()
    walk.answer("confirm", round_id, TOLD)
    after = somchai.get(page).content.decode()
    assert "told to say" not in after.lower() and _plain(before) == _plain(after)


def _plain(page: str) -> str:
    import re

    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": |name="once" value=)"[^"]+"', "", page)


def test_a_lead_of_her_desk_writes_down_what_was_done(walk: Walk) -> None:
    walk.answer("confirm", walk.asked_to_confirm(), TOLD)
    event = only()
    (waits,) = pressure.pressures(walk.ann)
    assert (waits.conversation_id, waits.done) == (walk.stories[0], "")
    stranger = desk_person(open_desk("Far Desk"), "lead", name="Far")
    far = network.caller_of(stranger)
    for by in (walk.nok, walk.preecha, far):
        with pytest.raises(NotAllowed):
            pressure.record_what_was_done(pressure_id=event.id, done="spoke_with_her", by=by)  # type: ignore[arg-type]
    with pytest.raises(NotNow):
        pressure.record_what_was_done(pressure_id=event.id, done="nothing", by=walk.ann)
    assert only().done == ""
    pressure.record_what_was_done(pressure_id=event.id, done="spoke_with_her", by=walk.ann)
    with pytest.raises(NotNow):
        pressure.record_what_was_done(pressure_id=event.id, done="not_safe_yet", by=walk.ann)
    (shown,) = pressure.pressures(walk.ann)
    assert (shown.done, shown.done_on) == ("spoke_with_her", clock.today()) and shown.done_by


def test_the_lead_s_page(walk: Walk) -> None:
    walk.answer("confirm", walk.asked_to_confirm(), TOLD)
    ann = sign_in(Client(), Member.objects.get(id=walk.ann.id))
    assert "A worker was told to say yes" in ann.get("/account/notices/").content.decode()
    here = "/desk/told-to-say-yes/"
    assert "What was done?" in ann.get(here).content.decode()
    address = f"{here}{only().id}/"
    assert ann.post(address, {"done": ""}).status_code == 409
    assert ann.post(address, {"done": "spoke_with_her"})["Location"] == here
    assert "made sure that she is safe" in ann.get(here).content.decode()
    nok = sign_in(Client(), Member.objects.get(id=walk.nok.id))
    assert nok.get(here).status_code == nok.post(address, {"done": "x"}).status_code == 403


def test_when_her_story_is_deleted_nothing_of_it_stays(walk: Walk) -> None:
    walk.answer("confirm", walk.asked_to_confirm(), TOLD)
    voice.delete_story(conversation_id=walk.stories[0], by=Story(walk.stories[0]))
    run_waiting()
    with acting_as(System("test")):
        assert not Pressure.objects.exists()


def test_when_her_story_moves_the_other_desk_s_lead_goes_on(walk: Walk) -> None:
    from saphan.voice.moving import move_story

    walk.answer("confirm", walk.asked_to_confirm(), TOLD)
    there = open_desk("Far Desk")
    with acting_as(System("test")):
        move_story(conversation_id=walk.stories[0], to_desk_id=there)
    assert only().desk_id == there and pressure.pressures(walk.ann) == []
