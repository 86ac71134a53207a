"""Given a phone with or without cookies, her first words are kept at once, and nothing that she sent is lost."""

import gzip
import re
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

import saphan.web
from saphan.store import System, acting_as, clock
from saphan.voice.models import Attachment, Conversation, Message, PageDraft
from saphan.voice.pages.visits import LONGEST_TEXT
from saphan.voice.selectors import open_story, thread
from tests.voice.given import Browser, Desk, code_on

pytestmark = pytest.mark.django_db
LOOK = Path(saphan.web.__file__).parent / "static" / "saphan"


class WordsInMain(HTMLParser):
    """What a reader sees inside <main>."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += re.findall(r"[^\W\d_]+", data)


def stories() -> int:
    with acting_as(System("test")):
        return Conversation.objects.count()


def said(desk: Desk, code: str) -> list[str]:
    return [line.text for line in thread(desk.caseworker, open_story(code)).messages if line.part == "said"]


def photo(size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return SimpleUploadedFile("holiday.txt", out.getvalue(), content_type="text/plain")


@pytest.mark.parametrize("address", ["/", "/en/", "/my/", "/th/", "/km/", "/ne/"])
def test_the_first_page_in_each_language_comes_in_one_round_trip(phone: Browser, address: str) -> None:
    page = phone.get(address).content
    pictures = re.findall(r'src="/static/(saphan/names/\w+)[^"]*\.png"', page.decode())
    weight = len(gzip.compress(page, 9))
    weight += sum(len(gzip.compress((LOOK / sheet).read_bytes(), 9)) for sheet in ("tokens.css", "worker.css"))
    weight += sum((LOOK.parent / f"{picture}.png").stat().st_size for picture in pictures)
    assert weight <= 13_000, weight  # of 14 kB; headers take the rest


def test_three_taps_and_forty_words_before_her_first_sentence_is_kept(phone: Browser) -> None:
    first, say = (phone.get(address).content.decode() for address in ("/", "/en/"))
    words = [*WordsInMain(first).words, *WordsInMain(say).words]
    assert len(words) <= 40, words
    assert 'href="/my/"' in first  # one tap; the field and "Send" are the second and the third
    assert "<script" not in first + say


def test_a_sentence_becomes_a_story_and_a_code(phone: Browser, desk: Desk) -> None:
    code = phone.say("They keep our passports", icon="papers")
    story = thread(desk.caseworker, open_story(code))
    assert (story.conversation.icon, story.conversation.language) == ("papers", "en")
    assert said(desk, code) == ["They keep our passports"]


@pytest.mark.parametrize("language", ["en", "my"])
def test_every_page_of_the_walk_answers(phone: Browser, language: str) -> None:
    assert len(phone.say(language=language)) == 16
    steps = ("about", "what", "where", "answer", "tell", "word")
    pages = [f"more/{step}/" for step in steps] + ["", "code/", "done/", "danger/", "called/", "story/", "story/mine/"]
    pages += ["story/lost/", "story/shared/", "story/tell/", "story/word/", "story/delete/"]
    for page in pages:
        answer = phone.get(f"/{language}/{page}")
        assert answer.status_code == 200, page
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sessionid" not in answer.cookies


def test_an_icon_alone_is_enough(phone: Browser, desk: Desk) -> None:
    code = phone.say("", icon="hurt")
    assert thread(desk.caseworker, open_story(code)).messages[0].kind == "icon"


def test_nothing_said_is_asked_again_and_keeps_nothing(phone: Browser) -> None:
    answer = phone.send("/en/", said=" \0 ")
    assert answer.status_code == 422 and "Write one word" in answer.content.decode()
    assert stories() == 0


def test_without_cookies_the_report_is_kept_and_the_code_shown(desk: Desk) -> None:
    # Given a phone that never sends a cookie
    # When she sends her words
    answer = Browser().post("/en/", {"said": "No rest day", "once": "a" * 32, "key": "whatever"})
    # Then the code is there at once, and she is told why it cannot be shown again
    page = answer.content.decode()
    assert said(desk, code_on(page)) == ["No rest day"]
    assert "Cookies are off" in page


def test_a_form_sent_twice_is_kept_once_with_the_same_code(desk: Desk) -> None:
    sent = {"said": "No rest day", "once": "b" * 32}
    codes = [code_on(Browser().post("/en/", sent).content.decode()) for _ in range(3)]
    assert len(set(codes)) == 1 and stories() == 1


def test_a_double_tap_with_cookies_is_kept_once(phone: Browser, desk: Desk) -> None:
    fields = phone.fields("/en/")
    cookie = phone.cookies["page"].value
    first = phone.post("/en/", {**fields, "said": "No rest day"}, follow=True)
    phone.cookies["page"] = cookie
    second = phone.post("/en/", {**fields, "said": "No rest day"}, follow=True)
    assert code_on(first.content.decode()) == code_on(second.content.decode())
    assert stories() == 1


def test_a_form_of_another_browser_keeps_the_typed_text_and_stores_nothing(phone: Browser, desk: Desk) -> None:
    foreign = Browser().fields("/en/")
    phone.get("/en/")
    answer = phone.post("/en/", {**foreign, "said": "My words"})
    assert answer.status_code == 403 and "My words" in answer.content.decode()
    assert stories() == 0


def test_another_site_cannot_send_the_form(phone: Browser) -> None:
    fields = phone.fields("/en/")
    answer = phone.post("/en/", {**fields, "said": "Not hers"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403 and stories() == 0


def test_going_back_and_writing_on_stays_in_the_same_story(phone: Browser, desk: Desk) -> None:
    code = phone.say("First")
    assert phone.say("Second") == code
    assert said(desk, code) == ["First", "Second"] and stories() == 1


def test_whoever_takes_the_phone_later_begins_a_story_of_her_own(phone: Browser, desk: Desk) -> None:
    code = phone.say("First")
    clock.pass_time(timedelta(minutes=20))
    assert phone.say("Of another woman") != code
    assert said(desk, code) == ["First"]


def test_more_than_the_server_reads_is_answered_kindly(phone: Browser) -> None:
    answer = phone.send("/en/", said="က" * 1_200_000)
    assert answer.status_code == 400 and "too large" in answer.content.decode() and stories() == 0


def test_a_new_story_may_be_begun_on_the_same_phone(phone: Browser, desk: Desk) -> None:
    assert phone.say("First") != phone.say("Of my sister", anew="yes")
    assert stories() == 2


@pytest.mark.parametrize(
    "words",
    [
        "ကျွန်မတို့ လုပ်ခ မရဘူး " * 4000,  # about 100,000 signs
        "\0\x07NUL and bell\x1b",
        "😡💔👩‍🏭",
        "لا يدفعون لنا \u202eRTL",
        "ᠮᠣᠩᠭᠣᠯ ꦗꦮ",
        "\ud800 alone",
        "'; DROP TABLE voice_message; -- <script>alert(1)</script>",
    ],
    ids=["100000", "controls", "emoji", "right-to-left", "rare scripts", "surrogate", "injection"],
)
def test_whatever_she_types_is_kept(phone: Browser, desk: Desk, words: str) -> None:
    sent = words.encode("utf-8", "replace").decode()
    code = phone.say(sent)
    assert len(code) == 16
    shown = phone.get("/en/story/mine/")
    assert shown.status_code == 200 and "<script>alert" not in shown.content.decode()


def test_more_than_two_hundred_thousand_signs_are_given_back(phone: Browser) -> None:
    answer = phone.send("/en/", said="x" * (LONGEST_TEXT + 1))
    page = answer.content.decode()
    assert answer.status_code == 422 and "send it in parts" in page and "x" * LONGEST_TEXT in page
    assert stories() == 0


def test_a_photo_is_kept_without_its_name_and_the_original_only_as_proof(phone: Browser, desk: Desk) -> None:
    phone.say("Look", photo=photo())
    phone.say("", photo=photo(), proof="yes", anew="yes")
    with acting_as(System("test")):
        kept = list(Attachment.objects.order_by("id"))
    assert [row.media_type for row in kept] == ["image/jpeg", "image/jpeg"]
    assert [row.proof_sealed is not None for row in kept] == [False, True]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xd8\xff\xe0broken", "The file is broken"),
        (b"MZ a programme", "a photo or a recording only"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Send a screenshot"),
        (b"\xff\xd8" + b"x" * (8 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_a_file_that_cannot_be_taken_loses_no_words(phone: Browser, desk: Desk, content: bytes, sentence: str) -> None:
    # Given words and a file that is no good
    fields = phone.fields("/en/")
    sent = {**fields, "said": "My words", "photo": SimpleUploadedFile("a.jpg", content)}
    # When she sends both
    page = phone.post("/en/", sent, follow=True).content.decode()
    # Then the words are kept, and she is told about the file
    assert said(desk, code_on(page)) == ["My words"]
    assert sentence in page


def test_a_bad_file_alone_keeps_nothing_and_says_why(phone: Browser, desk: Desk) -> None:
    answer = phone.send("/en/", photo=SimpleUploadedFile("a.jpg", b"MZ"))
    assert answer.status_code == 422 and "photo or a recording" in answer.content.decode() and stories() == 0


def test_a_database_lost_in_the_middle_gives_the_typed_text_back(
    phone: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from saphan.voice import services

    fields = phone.fields("/en/")
    real = services.accept

    def gone(inbound: object) -> None:
        raise OperationalError("08006")

    monkeypatch.setattr(services, "accept", gone)
    answer = phone.post("/en/", {**fields, "said": "Do not lose this"})
    assert answer.status_code == 503 and "Do not lose this" in answer.content.decode()
    # and the same form, sent again, is accepted once
    monkeypatch.setattr(services, "accept", real)
    page = phone.post("/en/", {**fields, "said": "Do not lose this"}, follow=True).content.decode()
    assert said(desk, code_on(page)) == ["Do not lose this"] and stories() == 1


def test_a_poster_names_the_desk_and_the_place(desk: Desk) -> None:
    from saphan.network import services as network

    plant = network.create_organisation(kind="supplier", name="Blue Prawn", country="TH")
    token = network.make_poster(desk_id=desk.id, organisation_id=plant, line="night line")
    phone = Browser()
    first = phone.get(f"/p/{token}/", follow=True).content.decode()
    assert f"/my/?p={token}" in first
    # Also when she changes the language of the page
    assert f'href="/my/?p={token}"' in phone.get(f"/en/?language=en&p={token}").content.decode()
    phone.send("/en/", at=f"/en/?p={token}", said="From the wall")
    with acting_as(System("test")):
        story = Conversation.objects.get()
    assert (story.desk_id, story.place_organisation_id, story.place_line) == (desk.id, plant, "night line")


def test_the_database_alone_shows_nothing_of_a_visit(phone: Browser, desk: Desk) -> None:
    code = phone.say("A secret sentence")
    with acting_as(System("test")):
        for row in PageDraft.objects.all():
            assert code.encode() not in bytes(row.sealed) and phone.cookies["page"].value.encode() not in bytes(
                row.sealed
            )
        for message in Message.objects.all():
            assert b"secret" not in bytes(message.sealed)
