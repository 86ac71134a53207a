"""The desk's own replies: written, accepted by somebody who speaks the language, expanded by their code, ended."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.casework import approved_replies
from saphan.casework.models import ReadyReply
from saphan.casework.refusals import CodeTaken, DoesNotFit, NoSuchReply, NotAcceptedFor, NotHerLanguage, NothingWritten
from saphan.casework.replies import keeping
from saphan.casework.replies.listing import codes_for, replies_page
from saphan.network.models import Staff as Member
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.refusals import NotAllowed
from saphan.voice.models import Message
from saphan.voice.wishes.keeping import say_language
from tests.casework.given import Desk, Say

pytestmark = pytest.mark.django_db
WORDS = "ရုံးက ၉ နာရီ ဖွင့်တယ်။"


def written(desk: Desk, *, code: str = "office", language: str = "my", words: str = WORDS) -> UUID:
    return keeping.write_reply(code=code, language=language, words=words, by=desk.ann)


def accepted(desk: Desk, **more: str) -> UUID:
    reply_id = written(desk, **more)
    keeping.accept_reply(reply_id=reply_id, name="", by=desk.nok)
    return reply_id


def rows() -> list[ReadyReply]:
    with acting_as(System("test.look")):
        return list(ReadyReply.objects.order_by("made_on", "id"))


def sent() -> list[Message]:
    with acting_as(System("test.look")):
        return list(Message.objects.filter(inbound=False).order_by("id"))


def test_accepted_words_stand_in_place_of_their_code(desk: Desk, say: Say) -> None:
    accepted(desk)
    one = say(language="my")
    assert keeping.expand(conversation_id=one, text="/office", by=desk.nok) == keeping.Expanded(WORDS, "/office")
    both = keeping.expand(conversation_id=one, text="/office\nDaw Mya", by=desk.nok)
    assert (both.text, both.approved) == (f"{WORDS}\nDaw Mya", "")
    assert codes_for(desk.nok, ("", "my")) == ("office",)


def test_saphans_own_have_codes_too(desk: Desk, say: Say) -> None:
    one = say(language="my")
    ready = keeping.expand(conversation_id=one, text="/ack", by=desk.nok)
    assert ready.text == approved_replies.words("we_read_you", "my")
    assert ready.approved == "we_read_you"


def test_it_is_not_used_before_it_is_accepted(desk: Desk, say: Say) -> None:
    written(desk)
    with pytest.raises(NotAcceptedFor):
        keeping.expand(conversation_id=say(language="my"), text="/office", by=desk.nok)


def test_it_is_not_used_in_a_language_it_was_not_accepted_for(desk: Desk, say: Say) -> None:
    accepted(desk)
    written(desk, language="th", words="เปิดเก้าโมง")
    with pytest.raises(NotAcceptedFor):
        keeping.expand(conversation_id=say(language="th"), text="/office", by=desk.nok)
    with pytest.raises(NotAcceptedFor):
        keeping.expand(conversation_id=say(language="ta"), text="/ack", by=desk.nok)


def test_words_in_the_language_that_she_speaks_come_first(desk: Desk, say: Say) -> None:
    Member.objects.filter(id=desk.nok.id).update(languages=["my", "shn"])
    accepted(desk)
    accepted(desk, language="shn", words="ႁူင်းၵၢၼ်")
    one = say(language="my")
    say_language(conversation_id=one, speaks="shn", by=Story(one))
    assert keeping.expand(conversation_id=one, text="/office", by=desk.nok).text == "ႁူင်းၵၢၼ်"


def test_only_who_speaks_a_language_accepts_words_in_it(desk: Desk) -> None:
    reply_id = written(desk, language="ne", words="कार्यालय")
    with pytest.raises(NotHerLanguage):
        keeping.accept_reply(reply_id=reply_id, name="Nok", by=desk.nok)
    assert rows()[0].accepted_by is None


def test_the_name_of_whoever_accepted_stands_there_for_good(desk: Desk) -> None:
    reply_id = written(desk)
    keeping.accept_reply(reply_id=reply_id, name="  Nok   of the pier ", by=desk.nok)
    keeping.accept_reply(reply_id=reply_id, name="Ann", by=desk.ann)
    assert rows()[0].accepted_name == "Nok of the pier"


def test_other_words_need_another_acceptance(desk: Desk, say: Say) -> None:
    accepted(desk)
    written(desk, words="ရုံးပိတ်")
    assert [row.ended_on is None for row in rows()].count(True) == 1
    with pytest.raises(NotAcceptedFor):
        keeping.expand(conversation_id=say(language="my"), text="/office", by=desk.nok)


@pytest.mark.parametrize(
    ("code", "language", "words", "refused"),
    [
        ("ack", "my", WORDS, CodeTaken),
        ("A b", "my", WORDS, DoesNotFit),
        ("office", "xx", WORDS, DoesNotFit),
        ("office", "my", "  ", NothingWritten),
    ],
)
def test_what_cannot_be_a_reply(desk: Desk, code: str, language: str, words: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        keeping.write_reply(code=code, language=language, words=words, by=desk.nok)
    assert rows() == []


def test_nobody_of_another_desk_or_without_stories_has_a_part_in_it(desk: Desk, other_desk: Desk, say: Say) -> None:
    reply_id = written(desk)
    for by in (other_desk.nok, desk.preecha):
        with pytest.raises(NotAllowed):
            keeping.accept_reply(reply_id=reply_id, name="", by=by)
        with pytest.raises(NotAllowed):
            keeping.end_reply(reply_id=reply_id, by=by)
    with pytest.raises(NotAllowed):
        keeping.write_reply(code="door", language="my", words=WORDS, by=desk.preecha)
    (row,) = rows()
    assert (row.accepted_by, row.ended_on) == (None, None)
    assert replies_page(other_desk.nok, "").own == ()


def test_one_that_ended_is_no_reply(desk: Desk, say: Say) -> None:
    keeping.end_reply(reply_id=accepted(desk), by=desk.ann)
    with pytest.raises(NoSuchReply):
        keeping.expand(conversation_id=say(language="my"), text="/office", by=desk.nok)


# Pages


def test_a_code_is_shown_in_full_and_sent_only_then(desk: Desk, nok: Client, say: Say) -> None:
    accepted(desk)
    one = say(language="my")
    # When she types a code and sends
    page = nok.post(f"/desk/story/{one}/reply/", {"reply": "/office", "once": ""}).content.decode()
    # Then nothing has gone, and the words stand in the box
    assert sent() == []
    assert WORDS in page
    assert "This is what she would read." in page
    # And sent unchanged it is known as that reply
    nok.post(f"/desk/story/{one}/reply/", {"reply": WORDS, "approved": "/office"})
    assert [message.approved_reply for message in sent()] == ["/office"]
    # Changed, it is not
    nok.post(f"/desk/story/{one}/reply/", {"reply": f"{WORDS} Bye", "approved": "/office"})
    assert sent()[-1].approved_reply == ""
    nok.post(f"/desk/story/{one}/reply/", {"reply": WORDS, "approved": "/nothing"})
    assert sent()[-1].approved_reply == ""


@pytest.mark.parametrize("code", ["/offce", "/office"])
def test_a_code_that_stands_for_nothing_is_not_sent(desk: Desk, nok: Client, say: Say, code: str) -> None:
    written(desk)
    answer = nok.post(f"/desk/story/{say(language='my')}/reply/", {"reply": code})
    assert answer.status_code == 409
    assert "Nothing was sent." in answer.content.decode()
    assert sent() == []


def test_a_story_of_another_desk_opens_by_no_code(desk: Desk, other_desk: Desk, nok: Client) -> None:
    from tests.casework.given import voices_for

    theirs = voices_for(other_desk)()
    assert nok.post(f"/desk/story/{theirs}/reply/", {"reply": "/ack"}).status_code == 404


def test_the_page_of_replies(desk: Desk, nok: Client) -> None:
    nok.post("/desk/replies/", {"code": "/Office", "language": "my", "words": WORDS})
    (row,) = rows()
    page = nok.get("/desk/replies/?language=my").content.decode()
    assert "<kbd>/office</kbd>" in page
    assert "I accept these words" in page
    assert "made by a machine, not yet reviewed" in page
    nok.post(f"/desk/replies/{row.id}/accept/", {"name": "Nok"})
    assert "I accept these words" not in nok.get("/desk/replies/").content.decode()
    nepali = nok.get("/desk/replies/?language=ne").content.decode()
    assert "None yet." in nepali
    refused = nok.post("/desk/replies/", {"code": "ack", "language": "my", "words": WORDS})
    assert refused.status_code == 409
    nok.post(f"/desk/replies/{row.id}/end/")
    assert "None yet." in nok.get("/desk/replies/").content.decode()


def test_accepting_on_the_page_what_one_does_not_speak(desk: Desk, nok: Client) -> None:
    reply_id = written(desk, language="ne", words="कार्यालय")
    answer = nok.post(f"/desk/replies/{reply_id}/accept/", {"name": "Nok"})
    assert answer.status_code == 409
    assert rows()[0].accepted_by is None
