"""A poll on the page of a worker who writes by no chat: chosen with the others, and nothing ties her to an answer."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from saphan.casework.models import Case
from saphan.dialogue.models import PollAnswer, PollInvitation
from saphan.dialogue.polls import inviting, stopping
from saphan.dialogue.refusals import NotNow
from saphan.store import Story, acting_as, clock
from saphan.voice import services as voice
from saphan.voice.inbound import Accepted, Inbound
from saphan.voice.intake import accept
from saphan.voice.inviting import keeping
from saphan.voice.inviting.judging import ON_HER_PAGE
from saphan.voice.inviting.showing import on_her_page
from saphan.voice.models import Conversation
from tests.dialogue.given import HEAT, Place
from tests.dialogue.polls.test_inviting import (
    SYSTEM,
    _case,
    a_day_passes,
    in_the_morning,
    no_pause,
    place,
    provider,
    rows,
    workers,
)
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.given import Browser

__all__ = ["in_the_morning", "no_pause", "place", "provider"]
pytestmark = pytest.mark.django_db
MINE = "/en/story/mine/"
LINE = "We have a short poll"


def readers(place: Place, number: int) -> list[Accepted]:
    """Each wrote on the web from this workplace, and said yes to a line on her page."""
    return [_reader(place) for _each in range(number)]


def _reader(place: Place) -> Accepted:
    hers = accept(Inbound(place.desk_id, "web", "en", once=str(uuid4()), text="No pay since March"))
    with acting_as(SYSTEM):
        Conversation.objects.filter(id=hers.conversation_id).update(place_organisation_id=place.workplace)
    _says(hers.conversation_id, True)
    return hers


def _says(story: UUID, yes: bool) -> None:
    keeping.say(conversation_id=story, yes=yes, language="en", by=Story(story), words=ON_HER_PAGE)


def test_chats_and_pages_are_one_sending_and_the_page_shows_the_address_of_all(
    place: Place, provider: Telegram
) -> None:
    # Given ten who write by a chat, and three on the web: only together are they enough
    chats = workers(place, 10)
    first, second, _third = web = readers(place, 3)
    late, poll_id = _reader(place), place.running()
    _says(late.conversation_id, False)
    phones = [Browser(), Browser()]
    for phone, hers in zip(phones, (first, second), strict=True):
        assert LINE not in phone.come_back(hers.claim_code)  # not before it is sent
    # When the lead sends it
    inviting.invite(poll_id=poll_id, by=place.lead)
    assert inviting.reaching(poll_id=poll_id, by=place.lead).sent_to == "10–24"
    # Then it stands on their pages at once
    lines = [_lines(phone) for phone in phones]
    assert lines[0] == lines[1] == [f'<a href="/en/poll/{poll_id}/" rel="noreferrer">{LINE}</a> (until 15 March)']
    # In the language in which she reads, where the poll speaks it; else in that of her story
    assert f"/my/poll/{poll_id}/" in phones[0].get("/my/story/mine/").content.decode()
    assert f"/en/poll/{poll_id}/" in phones[0].get("/th/story/mine/").content.decode()
    # And the chats get theirs over the day; nothing else goes out
    a_day_passes()
    assert len(provider.taken) == 10
    on_pages = {row.conversation_id for row in rows() if row.by_page}
    assert on_pages == {each.conversation_id for each in web} and len(rows()) == 13 == len(chats) + len(web)
    # Nobody who says yes afterwards is added: so few would be known
    _says(late.conversation_id, True)
    assert LINE not in Browser().come_back(late.claim_code)
    # She answers on the poll's own pages: what is kept does not know her, and her page says the same before and after
    phones[0].come_back(first.claim_code)
    before = _lines(phones[0])
    phones[0].send(f"/en/poll/{poll_id}/1/", choice="1")
    with acting_as(SYSTEM):
        (answer,) = PollAnswer.objects.all()
        assert answer.id not in {row.id for row in PollInvitation.objects.all()}
    assert _lines(phones[0]) == before
    # When it is over the line is gone
    clock.pass_time(timedelta(days=13))
    assert LINE not in Browser().come_back(second.claim_code)


def _lines(phone: Browser) -> list[str]:
    return re.findall(rf"<a [^>]*>{LINE}</a>[^<]*(?=<br>)", phone.get(MINE).content.decode())


def _takes_it_back(story: UUID, place: Place, poll_id: UUID) -> None:
    _says(story, False)


def _is_in_danger(story: UUID, place: Place, poll_id: UUID) -> None:
    voice.raise_danger(conversation_id=story)


def _is_under_18(story: UUID, place: Place, poll_id: UUID) -> None:
    _care(story, place, under_18=True)


def _is_in_a_severe_case(story: UUID, place: Place, poll_id: UUID) -> None:
    _care(story, place, severe=True)


def _quarrelled(story: UUID, place: Place, poll_id: UUID) -> None:
    _care(story, place, quarrel_on=clock.today())


def _poll_is_stopped(story: UUID, place: Place, poll_id: UUID) -> None:
    stopping.stop(poll_id=poll_id, why="mistake", by=place.lead)


def _care(story: UUID, place: Place, **what: object) -> None:
    case_id = _case(place, story)
    with acting_as(SYSTEM):
        Case.objects.filter(id=case_id).update(**what)


HAPPENS = (_takes_it_back, _is_in_danger, _is_under_18, _is_in_a_severe_case, _quarrelled, _poll_is_stopped)


def test_it_goes_from_her_page_with_whatever_her_yes_hangs_on(place: Place) -> None:
    for happens in HAPPENS:
        _goes(place, happens)


def _goes(place: Place, happens: Callable[[UUID, Place, UUID], None]) -> None:
    story = readers(place, 11)[0].conversation_id
    poll_id = place.running(questions=(HEAT,), name=happens.__name__)
    inviting.invite(poll_id=poll_id, by=place.lead)
    assert len(_on_her_page(story)) == 1
    happens(story, place, poll_id)
    assert _on_her_page(story) == ()


def _on_her_page(story: UUID) -> tuple[object, ...]:
    return on_her_page(story, "en")


def test_a_line_on_her_page_counts_in_her_month(place: Place) -> None:
    readers(place, 11)
    for number in range(2):
        poll_id = place.running(questions=(HEAT,) * 2, name=f"Poll {number}")
        inviting.invite(poll_id=poll_id, by=place.lead)
    third = place.running(questions=(HEAT,) * 2, name="A third")
    with pytest.raises(NotNow):
        inviting.invite(poll_id=third, by=place.lead)
