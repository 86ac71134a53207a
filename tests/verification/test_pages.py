"""What the desk sees of issues, and what it may do there."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from saphan.casework.models import Representative
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.verification import gathering, panels, selectors
from saphan.verification.services import record_finding
from tests.signed_in import partner_person, sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, world: World) -> Client:
    """Preecha, verifier of the lead desk, signed in."""
    return sign_in(client, world.people[f"verifier {world.bridge}"])


def address(world: World, act: str = "") -> str:
    return f"/desk/issues/{world.issue().id}/{act}"


def test_her_own_desk_by_week_other_desks_by_month(world: World) -> None:
    # Given a voice at each of two desks, in the second week of March
    clock.pass_time(timedelta(days=9))
    world.speak()
    world.speak(desk_id=world.river)

    # Then each desk sees the day of its own week, and only the month of the other's
    for desk_id in (world.bridge, world.river):
        page = selectors.issue(world.verifier(desk_id), world.issue().id)
        when = {said.own_desk: said.when for voice in page.voices for said in voice.said}
        assert when == {True: date(2026, 3, 9), False: date(2026, 3, 1)}


def test_a_page_counts_people_not_rows(world: World) -> None:
    her = uuid4()
    world.speak(group=her)
    world.speak(group=her, language="ne")
    world.speak()
    page = selectors.issue(world.verifier(), world.issue().id)
    assert [len(voice.said) for voice in page.voices] in ([1, 2], [2, 1])
    assert selectors.issues(world.verifier())[0].voices == 2


def test_the_bridge_line_has_days_and_names(world: World) -> None:
    world.verified()
    page = selectors.issue(world.verifier(), world.issue().id)
    assert [(stop.stage, stop.state) for stop in page.way][:5] == [
        ("received", "done"),
        ("understood", "done"),
        ("corroborated", "done"),
        ("verified", "now"),
        ("disclosed", "next"),
    ]
    assert (page.way[3].name, page.way[3].on) == ("Verifier", date(2026, 3, 2))
    assert page.way[-1].stage == "remedied"
    assert page.judgement is not None
    assert (page.judgement.missing, page.judgement.next_question) == ((), "who_can_mend_it")
    assert [step.by_rule for step in page.steps] == [True, True, False]


def test_a_skipped_rung_is_not_drawn_and_a_reopened_issue_stands_at_the_end(world: World) -> None:
    world.speak(kind="locked_exit")
    world.disclose()
    world.walk("acknowledged", "planned", "asked", "agreed", "delivered", "confirming", "reopened")
    way = selectors.issue(world.verifier(), world.issue().id).way
    assert [stop.stage for stop in way[:3]] == ["received", "understood", "disclosed"]
    assert (way[-1].stage, way[-1].state) == ("reopened", "now")


@pytest.mark.parametrize("role", ["caseworker", "verifier", "lead"])
def test_feeding_desks_see_an_issue(world: World, role: str) -> None:
    world.speak()
    world.speak(desk_id=world.river)
    page = selectors.issue(world.member(role, world.river), world.issue().id)
    assert not page.may_verify
    assert len(selectors.issues(world.member(role, world.river))) == 1


def test_a_desk_that_feeds_nothing_an_analyst_and_another_pool_see_none(world: World) -> None:
    world.speak()
    for by in (world.verifier(world.river), world.member("analyst"), world.verifier(world.stranger)):
        with pytest.raises(NotAllowed):
            selectors.issue(by, world.issue().id)
        assert selectors.issues(by) == []


def test_remedied_issues_stand_apart(world: World) -> None:
    world.verified()
    world.disclose()
    world.walk("acknowledged", "planned", "asked", "agreed", "delivered", "confirming", "remedied")
    assert selectors.issues(world.verifier()) == []
    assert [row.stage for row in selectors.issues(world.verifier(), finished=True)] == ["remedied"]


def test_lists_show_no_word_and_no_conversation(world: World, browser: Client) -> None:
    concern = world.speak()
    for page in ("/desk/issues/", address(world)):
        shown = browser.get(page).content.decode()
        assert "They did not pay us" not in shown
        assert str(world.conversation_of(concern)) not in shown


def test_the_list_and_the_page(world: World, browser: Client) -> None:
    world.corroborated()
    listed = browser.get("/desk/issues/").content.decode()
    assert "Blue Prawn Foods" in listed
    assert "may be verified" in listed
    shown = browser.get(address(world)).content.decode()
    assert "3 independent voices" in shown
    assert "Call back one of those who spoke, or look at one document." in shown
    assert shown.count('class="week"') == 3
    assert 'style="' not in shown


def test_an_empty_list_teaches(world: World, browser: Client) -> None:
    assert "One opens when a caseworker records a concern" in browser.get("/desk/issues/").content.decode()
    assert "Nothing is remedied yet" in browser.get("/desk/issues/?show=remedied").content.decode()


def test_a_verifier_records_a_call_back_and_verifies(world: World, browser: Client) -> None:
    concerns = world.corroborated()
    found = {"kind": "call_back", "supports": "yes", "voice_group": str(world.group_of(concerns[0]))}
    assert browser.post(address(world, "finding/"), found).status_code == 302
    assert "Verify with my name" in browser.get(address(world)).content.decode()
    assert browser.post(address(world, "verify/"), {"method": "call_back", "confidence": "high"}).status_code == 302
    assert world.issue().stage == "verified"


def test_evidence_against_it_is_shown(world: World, browser: Client) -> None:
    world.speak()
    assert browser.post(address(world, "finding/"), {"kind": "visit", "supports": "no"}).status_code == 302
    assert "Evidence against it" in browser.get(address(world)).content.decode()
    assert world.issue().stage == "understood"


def test_a_refusal_says_what_to_do(world: World, browser: Client) -> None:
    world.corroborated()
    refused = browser.post(address(world, "verify/"), {"method": "call_back", "confidence": "high"})
    assert refused.status_code == 409
    assert "Call back one of those who spoke, and record it under “What was found”." in refused.content.decode()
    refused = browser.post(address(world, "finding/"), {"kind": "call_back", "supports": "yes"})
    assert refused.status_code == 409
    assert "Choose the voice that was called back." in refused.content.decode()
    assert world.findings() == 0


def test_a_form_half_filled_is_shown_again(world: World, browser: Client) -> None:
    world.corroborated()
    record_finding(issue_id=world.issue().id, kind="document", by=world.verifier())
    assert browser.post(address(world, "verify/"), {"method": "document"}).status_code == 422
    assert browser.post(address(world, "finding/"), {"kind": "rumour"}).status_code == 422
    assert world.issue().stage == "corroborated"


def as_one(world: World) -> list[str]:
    """Three accounts of one browser; their voice groups."""
    concerns = [world.speak() for _ in range(3)]
    world.from_one_browser(*concerns)
    return [str(world.group_of(concern)) for concern in concerns]


def test_accounts_of_one_browser_are_one_line_that_says_why(world: World, browser: Client) -> None:
    as_one(world)
    shown = browser.get(address(world)).content.decode()
    assert "1 independent voice" in shown
    assert "Voice 1: 3 as one" in shown
    assert "one browser (2)" in shown


def test_what_the_numbers_of_the_voices_mean_stands_beside_them(world: World, browser: Client) -> None:
    as_one(world)
    shown = browser.get(address(world)).content.decode()
    assert "Two are independent while nothing shows that they are one person" in shown
    assert "× 3" in shown and "× and a bigger dot show how often it was said then." in shown
    assert "Voice 1, account 3: week of 2 Mar 2026, Web page" in shown  # which day of it nobody is told


def test_whom_a_representative_speaks_for_are_said_beside_the_lines(world: World, browser: Client) -> None:
    # Given one line, of somebody who speaks for a dozen and whose mandate was checked
    concern = world.concern(world.story())
    with acting_as(System("test")):
        Representative.objects.create(
            desk_id=world.bridge,
            case_id=world.case_of(concern),
            conversation_id=world.conversation_of(concern),
            kind="union",
            mandate="members",
            number=12,
            named_by=uuid4(),
            named_on=clock.today(),
            checked_on=clock.today(),
            checked_by=uuid4(),
        )
    gathering.gather(concern)

    # Then the page says whom the list counts
    assert selectors.issues(world.verifier())[0].voices == 10
    shown = browser.get(address(world)).content.decode()
    assert "1 independent voice<" in shown
    assert "10 people at least, with those for whom a checked representative speaks." in shown


def test_every_number_stands_in_the_digits_of_the_reader(world: World, client: Client) -> None:
    as_one(world)
    world.speak(channel="phone")
    person = world.people[f"verifier {world.bridge}"]
    person.language = "my"
    person.save()
    shown = sign_in(client, person).get(address(world)).content.decode()
    said = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", shown[shown.index("<main") :], flags=re.DOTALL)
    assert re.findall(r"[^\n]*[0-9]+[^\n]*", said) == []
    assert re.findall(r"\d+", said)


def test_every_number_of_the_weight_is_shown_with_its_ground(world: World, browser: Client) -> None:
    world.speak()
    world.speak(channel="phone", language="ne")
    shown = browser.get(address(world)).content.decode().replace("&nbsp;", " ")
    assert "How much stands behind it: 2.25 of 2.75" in shown
    assert shown.count("saw it herself 1") == 2
    assert "like voice 1: begun within an hour −0.15" in shown
    assert "different ways in" in shown
    assert "different languages" in shown


def test_the_next_question_says_whom_to_ask(world: World, browser: Client) -> None:
    world.speak(desk_id=world.river)
    world.corroborated()
    shown = browser.get(address(world)).content.decode()
    assert "Call back one of those who spoke, or look at one document. Begin with voice 2." in shown


def test_a_verifier_says_that_one_of_them_is_a_person_of_her_own(world: World, browser: Client) -> None:
    first, *_ = as_one(world)
    answer = browser.post(address(world, "rule/"), {"one": first, "other": "", "known": "two:spoke_with_each"})
    assert answer.status_code == 302
    assert "2 independent voices" in browser.get(address(world)).content.decode()


def test_a_ruling_that_says_nothing_is_shown_again(world: World, browser: Client) -> None:
    first, second, _ = as_one(world)
    for said in ({"one": first}, {"one": first, "other": second, "known": "two:guessed"}):
        assert browser.post(address(world, "rule/"), said).status_code == 422
    same = {"one": first, "other": first, "known": "one:same_person"}
    refused = browser.post(address(world, "rule/"), same)
    assert refused.status_code == 409
    assert "Nothing was changed." in refused.content.decode()
    assert "1 independent voice" in browser.get(address(world)).content.decode()


@pytest.mark.parametrize("role", ["caseworker", "lead"])
def test_others_see_no_form_and_their_posts_are_refused(world: World, client: Client, role: str) -> None:
    world.corroborated()
    sign_in(client, world.people[f"{role} {world.bridge}"])
    shown = client.get(address(world)).content.decode()
    assert "Verify with my name" not in shown
    assert "Keep this finding" not in shown
    assert "Say who is one person" not in shown
    assert client.post(address(world, "verify/"), {"method": "visit", "confidence": "low"}).status_code == 409
    assert client.post(address(world, "finding/"), {"kind": "visit", "supports": "yes"}).status_code == 409
    assert (world.issue().stage, world.findings()) == ("corroborated", 0)


def test_a_stranger_finds_nothing(world: World, client: Client) -> None:
    world.speak()
    sign_in(client, world.people[f"verifier {world.stranger}"])
    assert client.get(address(world)).status_code == 404
    assert client.post(address(world, "finding/"), {"kind": "visit", "supports": "yes"}).status_code == 404
    assert client.post(address(world, "verify/"), {"method": "visit", "confidence": "low"}).status_code == 404
    assert client.post(address(world, "with-it/")).status_code == 404
    assert client.get(f"/desk/issues/{uuid4()}/").status_code == 404


def test_partners_and_visitors_stay_outside(world: World, client: Client) -> None:
    world.speak()
    assert client.get("/desk/issues/").status_code == 302
    sign_in(client, partner_person(world.plant))
    assert client.get("/desk/issues/").status_code == 403
    assert client.get(address(world)).status_code == 403


def test_somebody_takes_an_urgent_issue_on(world: World, browser: Client) -> None:
    world.speak(kind="physical_violence")
    assert "This needs a person now." in browser.get(address(world)).content.decode()
    assert browser.post(address(world, "with-it/")).status_code == 302
    assert not world.issue().urgent


def test_an_upper_room_adds_a_panel(world: World, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    world.speak()
    monkeypatch.setattr(panels, "_panels", {})
    panels.add(20, "verification/parts/findings.html", lambda by, issue_id: None)
    panels.add(10, "web/parts/bridge.html", lambda by, issue_id: {"issue": issue_id})
    shown = browser.get(address(world))
    assert [each.template for each in shown.context["panels"]] == ["web/parts/bridge.html"]
    assert shown.context["panels"][0].content == {"issue": world.issue().id}


def test_in_thai(world: World, client: Client) -> None:
    world.corroborated()
    person = world.people[f"verifier {world.bridge}"]
    person.language = "th"
    person.save()
    shown = sign_in(client, person).get(address(world)).content.decode()
    assert "3 เสียงที่เป็นอิสระต่อกัน" in shown
    assert "independent" not in shown
