"""Beside a story: what a caseworker sees of her other ways, asks for, and parts."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.voice import services as voice
from saphan.voice.linking import joining
from saphan.voice.models import Ask, Link
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db


def say_yes(conversation_id: UUID) -> None:
    with acting_as(System("test")):
        ask_id = Ask.objects.get(conversation_id=conversation_id, question="link", closed_on=None).id
    voice.answer(ask_id=ask_id, code="yes", by=Story(conversation_id))


def test_a_caseworker_asks_her_on_both_ways_and_then_reads_both_in_one(nok: Client, desk: Desk, say: Say) -> None:
    # Given two stories, of which she said that both are hers
    here, there = say("By the page"), say("By the other way")
    page = nok.get(f"/desk/story/{here}/").content.decode()
    assert "She also wrote in another way" in page
    offered = nok.get(f"/desk/story/{here}/link/others/").content.decode()
    assert str(there) in offered and str(here) not in offered.replace(f"/story/{here}/", "")
    # When Nok asks her
    assert nok.post(f"/desk/story/{here}/link/", {"other": str(there)}).status_code == 302
    # Then the page says where she was asked, and shows no word of the other
    page = nok.get(f"/desk/story/{here}/").content.decode()
    assert "not together yet" in page and "By the other way" not in page
    # When she has said yes on both
    say_yes(here)
    say_yes(there)
    # Then both stand in one talk, each with its way
    page = nok.get(f"/desk/story/{here}/").content.decode()
    assert "By the other way" in page and "Web page" in page
    # And Nok parts them
    with acting_as(System("test")):
        link_id = Link.objects.get().id
    assert nok.post(f"/desk/story/{here}/link/{link_id}/undo/").status_code == 302
    assert "By the other way" not in nok.get(f"/desk/story/{here}/").content.decode()


def test_a_refusal_says_why(nok: Client, desk: Desk, say: Say) -> None:
    here, there = say("One"), say("Two")
    joining.propose(conversation_id=here, other_id=there, by=desk.nok)
    refused = nok.post(f"/desk/story/{here}/link/", {"other": str(there)})
    assert refused.status_code == 409
    assert "She is being asked about one of them." in refused.content.decode()
    assert nok.post(f"/desk/story/{here}/link/", {"other": "x"}).status_code == 404


def test_what_she_began_by_a_code_names_no_story_before_her_yes(nok: Client, desk: Desk, say: Say) -> None:
    from saphan.voice.inbound import Inbound
    from saphan.voice.intake import accept

    here = say("By the page")
    other = accept(Inbound(desk.id, "web", "my", once="o" * 20, text="By the other way"))
    joining.begin_by_code(conversation_id=here, code=other.claim_code)
    page = nok.get(f"/desk/story/{here}/").content.decode()
    card = page[page.index('aria-labelledby="ways"') : page.index("She also wrote in another way")]
    assert "not together yet" in card and str(other.conversation_id) not in card


def test_an_old_account_is_rung_before_it_counts_as_hers(nok: Client, desk: Desk, say: Say) -> None:
    here, former = say("Now"), say("Long ago")
    with acting_as(System("test")) as moment:
        Link.objects.create(
            desk_id=desk.id, conversation_id=here, earlier_id=former, how="owner", on=moment.day, here_on=moment.day
        )
        link_id = Link.objects.get().id
    assert "Ring her before you speak of anything old." in nok.get(f"/desk/story/{here}/").content.decode()
    assert nok.post(f"/desk/story/{here}/link/{link_id}/rung/").status_code == 302
    page = nok.get(f"/desk/story/{here}/").content.decode()
    assert "together" in page and "Long ago" not in page


def test_who_lost_her_code_is_seen_and_joined_with_her_earlier_story(nok: Client, desk: Desk, say: Say) -> None:
    # Given one who wrote again because she lost her code
    earlier, here = say("Long ago"), say("Again")
    voice.choose_word(conversation_id=earlier, word="mango")
    assert "She lost its code" not in nok.get(f"/desk/story/{here}/link/others/").content.decode()
    voice.set_details(conversation_id=here, lost_code=True)
    # When Nok reads it, and joins the story that is hers
    page = nok.get(f"/desk/story/{here}/").content.decode()
    assert "She wrote before and lost her code" in page
    assert "She lost its code" in nok.get(f"/desk/story/{here}/link/others/").content.decode()
    joined = {"other": str(earlier), "lost": "yes"}
    assert nok.post(f"/desk/story/{here}/link/", joined).status_code == 302
    # Then nobody is asked, and her word opens it for her
    with acting_as(System("test")):
        assert Link.objects.get().how == "lost" and not Ask.objects.exists()
    assert voice.open_linked(conversation_id=here, word="mango") == earlier


def test_nobody_is_joined_so_who_did_not_say_it_herself(nok: Client, desk: Desk, say: Say) -> None:
    here, there = say("One"), say("Two")
    assert nok.post(f"/desk/story/{here}/link/", {"other": str(there), "lost": "yes"}).status_code == 302
    with acting_as(System("test")):
        assert Link.objects.get().agreed_on is None and Ask.objects.count() == 2
