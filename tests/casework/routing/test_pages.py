"""The inbox by language and by colleague, who waits longest, who is there, about me, handing back: as pages."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.hand_over import leave_note
from saphan.casework.models import Colleague, Interest
from saphan.casework.routing import giving
from saphan.network.models import Desk as DeskRow
from saphan.network.models import Staff as Member
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.voice.models import Conversation, Wish
from saphan.voice.wishes.keeping import say_language
from tests.casework.given import Desk, Say, member
from tests.signed_in import sign_in

pytestmark = pytest.mark.django_db


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown(browser: Client, address: str) -> list[str]:
    page = text(browser, address)
    return list(dict.fromkeys(re.findall(r'class="row-link" href="/desk/story/([0-9a-f-]{36})/', page)))


def speaks_shan(one: UUID) -> None:
    say_language(conversation_id=one, speaks="shn", by=Story(one))


def test_the_inbox_by_language_and_dialect(nok: Client, say: Say) -> None:
    burmese, shan, malay, indonesian = (say(language=code) for code in ("my", "my", "ms", "id"))
    speaks_shan(shan)
    assert shown(nok, "/desk/?speaks=my") == [str(burmese)]
    assert shown(nok, "/desk/?speaks=shn") == [str(shan)]
    assert sorted(shown(nok, "/desk/?speaks=ms")) == sorted([str(malay), str(indonesian)])
    page = text(nok, "/desk/?speaks=shn")
    assert "Nobody here speaks Shan." in page
    assert "reads Burmese" in page
    assert f'href="/desk/story/{shan}/?speaks=shn"' in page
    assert len(shown(nok, "/desk/?speaks=..%2F")) == 4


def test_who_waits_longest_comes_first_whatever_the_urgency(nok: Client, say: Say) -> None:
    first = say()
    clock.pass_time(timedelta(hours=3))
    second = say(danger=True)
    assert shown(nok, "/desk/") == [str(second), str(first)]
    assert shown(nok, "/desk/?show=longest") == [str(first), str(second)]


def test_pages_of_the_longest(nok: Client, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from saphan.casework import inbox

    monkeypatch.setattr(inbox, "PAGE", 2)
    stories = []
    for danger in (False, True, False):
        stories.append(str(say(danger=danger)))
        clock.pass_time(timedelta(minutes=1))
    page = text(nok, "/desk/?show=longest")
    onward = re.search(r'href="(/desk/\?[^"]*after=[^"]*)"', page)
    assert onward is not None
    assert shown(nok, onward[1].replace("&amp;", "&")) == stories[2:]


def test_the_inbox_of_one_colleague(desk: Desk, nok: Client, say: Say) -> None:
    hers, _free = say(), say()
    giving.route(hers)
    assert shown(nok, f"/desk/?to={desk.nok.id}") == [str(hers)]
    assert shown(nok, f"/desk/?to={desk.ann.id}") == []
    assert len(shown(nok, "/desk/?to=nobody")) == 2


def test_who_is_there(nok: Client, say: Say) -> None:
    say(language="ne")
    page = text(nok, "/desk/who/")
    assert "Nobody here speaks Nepali." in page
    assert "on duty until 18:00" in page
    assert 'href="/desk/hand-over/"' in page
    assert 'href="/desk/?speaks=ne"' in page


def test_beside_her_story_stands_who_could_answer(desk: Desk, nok: Client, say: Say) -> None:
    one = say()
    giving.route(one)
    page = text(nok, f"/desk/story/{one}/")
    assert "speaks Burmese · on duty until 18:00 · 1 open" in page
    assert "Saphan gave it to Nok, for these reasons." in page
    nok.post(f"/desk/story/{one}/give/", {"to": str(desk.ann.id)})
    with acting_as(System("test.look")):
        assert Conversation.objects.get().assigned_to == desk.ann.id


def test_handing_back_and_giving_again(desk: Desk, nok: Client, say: Say) -> None:
    one = say()
    giving.route(one)
    answer = nok.post(f"/desk/story/{one}/hand-back/", {"why": "knows_her"})
    assert answer["Location"] == "/desk/?done=handed_back"
    assert "Handed back." in text(nok, answer["Location"])
    assert "You handed this story back." in text(nok, f"/desk/story/{one}/")
    refused = sign_in(Client(), member(desk.ann)).post(f"/desk/story/{one}/give/", {"to": str(desk.nok.id)})
    assert refused.status_code == 409
    assert "handed it back, or has to do" in refused.content.decode()
    assert nok.post(f"/desk/story/{one}/give/", {"to": "nobody"}).status_code in (404, 409)


def test_what_she_said_in_a_talk(nok: Client, say: Say) -> None:
    one = say()
    nok.post(f"/desk/story/{one}/wish/", {"speaks": "shn"})
    nok.post(f"/desk/story/{one}/wish/", {"answered_by": "woman"})
    page = text(nok, f"/desk/story/{one}/")
    assert "she said so" in page
    assert "<dd>a woman</dd>" in page
    with acting_as(System("test.look")):
        wish = Wish.objects.get()
    assert (wish.speaks, wish.answered_by) == ("shn", "woman")
    assert nok.post(f"/desk/story/{one}/wish/", {"speaks": "xx"}).status_code == 409


def test_about_me(desk: Desk, nok: Client, blue_prawn: UUID) -> None:
    assert "Burmese, Thai" in text(nok, "/desk/me/")
    nok.post("/desk/me/", {"gender": "woman"})
    nok.post("/desk/me/", {"organisation": str(blue_prawn)})
    page = text(nok, "/desk/me/")
    assert 'value="woman" aria-pressed="true"' in page
    with acting_as(desk.nok):
        interest = Interest.objects.get()
        assert Colleague.objects.get().gender == "woman"
    assert f"/desk/me/interest/{interest.id}/" in page
    assert nok.post("/desk/me/", {"gender": "?"}).status_code == 409
    other = sign_in(Client(), member(desk.ann))
    assert other.post(f"/desk/me/interest/{interest.id}/").status_code == 404
    nok.post(f"/desk/me/interest/{interest.id}/")
    assert f"/desk/me/interest/{interest.id}/" not in text(nok, "/desk/me/")


LATIN_NUMBER = re.compile(r"(?<![\w./&#-])[0-9]+(?![\w/-])")


def seen_by_staff(page: str) -> str:
    """Text without tags, scripts and what a field holds."""
    bare = re.sub(r"<(script|style|kbd|select|textarea)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"<[^>]*>", " ", bare)


def test_every_number_stands_in_the_digits_of_the_reader(desk: Desk, nok: Client, say: Say) -> None:
    # Given stories of three languages that wait for hours and for days, one answered, and a note of the shift before
    stories = [say(language=code) for code in ("my", "my", "th", "ne")]
    clock.pass_time(timedelta(days=2, hours=3))
    say()
    for one in stories:
        giving.route(one)
    leave_note(text="Ring her in the evening", by=desk.ann)
    # When a Burmese caseworker reads her pages
    Member.objects.filter(id=desk.nok.id).update(language="my")
    for address in (
        "/desk/",
        f"/desk/story/{stories[0]}/",
        "/desk/who/",
        "/desk/hand-over/",
        "/desk/alike/",
        "/desk/calls/",
    ):
        page = text(nok, address)
        # Then no number stands in other digits than those of the dates beside it
        found = seen_by_staff(page)
        assert not [found[max(0, one.start() - 30) : one.end() + 20] for one in LATIN_NUMBER.finditer(found)], address
    assert "၂ ရက်" in text(nok, "/desk/")


def test_who_named_no_language_sees_the_stories_in_that_of_her_pages(desk: Desk, nok: Client, say: Say) -> None:
    Member.objects.filter(id=desk.nok.id).update(languages=[], language="th")
    thai, _burmese = say(language="th"), say(language="my")
    assert shown(nok, "/desk/?show=languages") == [str(thai)]


def test_indonesian_is_not_foreign_to_a_desk_that_speaks_malay(desk: Desk, nok: Client, say: Say) -> None:
    DeskRow.objects.filter(id=desk.id).update(languages=["ms", "shn"])
    say(language="id")
    speaks_shan(say(language="my"))
    assert "Not our language" not in text(nok, "/desk/")
    say(language="ne")
    assert text(nok, "/desk/").count("Not our language") == 1


def test_nobody_of_another_desk_is_named_by_an_address(other_desk: Desk, nok: Client) -> None:
    Member.objects.filter(id=other_desk.nok.id).update(name="Somebody Else")
    assert "Somebody Else" not in text(nok, f"/desk/?to={other_desk.nok.id}")
