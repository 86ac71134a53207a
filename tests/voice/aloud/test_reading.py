"""Given a link, a volunteer reads our questions aloud; whoever speaks the language hears them; workers can listen."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from mutagen.id3 import TIT2
from mutagen.wave import WAVE

from saphan.config.words import SOURCE
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.vault.models import Event
from saphan.voice.aloud import by_machine, judging, links, playing, programs, questions, reading
from saphan.voice.aloud.links import Reader
from saphan.voice.aloud.models import MachineVoice, ReadingLink, SpokenQuestion
from saphan.voice.aloud.refusals import LinkOver, NotASound, SentencesChanged, SpeaksNot, TooLong
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.inside import AtTheDesk
from saphan.voice.models import Conversation
from saphan.voice.vocabulary import ANSWERS
from saphan.web.marked import places
from tests.signed_in import sign_in
from tests.voice.aloud.people import caller, person, say
from tests.voice.aloud.sounds import MADE_SMALL, both, stand_in, tone
from tests.voice.channels.given import add_bot
from tests.voice.given import Browser, Desk

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    with acting_as(System("test.aloud")):
        return list(
            Event.objects.filter(act__regex="^voice.(re|question|machine)")
            .order_by("at", "id")
            .values_list("act", flat=True)
        )


# -- the questions


def test_a_volunteer_reads_about_sixty_and_no_more() -> None:
    assert len(questions.CODES) == len(set(questions.CODES)) <= 65
    assert {"say", "code", "danger"} <= set(questions.FIRST) <= set(questions.CODES)


def test_each_sentence_stands_on_a_page() -> None:
    marked = {place.words for place in places(SOURCE)}
    said = {part for one in questions.QUESTIONS for part in one.says if isinstance(part, str)}
    assert said - marked == set()


def test_every_question_that_she_is_asked_is_read() -> None:
    assert {f"ask_{question}" for question in ANSWERS} <= set(questions.CODES)


def test_words_are_those_of_the_closest_language_and_a_changed_one_is_another() -> None:
    assert questions.language_of_words("shn") == "my"
    assert questions.lines("say", "shn") == questions.lines("say", "my") != questions.lines("say", "en")
    assert questions.lines("tel_choose-3", "en") == ("For this language, press 3.",)
    assert len({questions.digest("say", language) for language in ("en", "my", "th")}) == 3


def test_a_machine_reads_only_languages_in_which_there_are_words() -> None:
    assert [code for code in programs.VOICES if questions.language_of_words(code) != code] == []


# -- links


def test_a_link_opens_our_questions_in_one_language(token: str, reader: Reader) -> None:
    assert reader.language == "shn"
    page = Client().get(f"/aloud/read/{token}/")
    assert "0 of " in page.content.decode() and "microphone=(self)" in page["Permissions-Policy"]
    assert "blob:" in page["Content-Security-Policy"] and page["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("why", ["over", "revoked", "frozen", "never"])
def test_a_link_that_is_over_opens_nothing(desk: Desk, token: str, editor: Staff, why: str) -> None:
    from saphan.network.models import Desk as DeskRow

    link = ReadingLink.objects.get()
    assert Client().get(f"/aloud/read/{token}/").status_code == 200
    if why == "over":
        ReadingLink.objects.update(until=clock.now() - timedelta(seconds=1))
    elif why == "revoked":
        links.revoke_link(link_id=link.id, by=editor)
        links.revoke_link(link_id=link.id, by=editor)
        assert acts().count("voice.reading_link_revoked") == 1
    elif why == "frozen":
        DeskRow.objects.filter(id=desk.id).update(frozen_on=clock.today())
    else:
        token = "0" * 32
    with pytest.raises(LinkOver):
        links.reader_with(token)
    form = {"code": "say", "digest": questions.digest("say", "shn"), "recording": SimpleUploadedFile("a", tone())}
    assert Client().post(f"/aloud/read/{token}/", form).status_code == 404
    assert not SpokenQuestion.objects.exists()


def test_who_may_not_give_links_gives_none(desk: Desk, editor: Staff, listener: Staff) -> None:
    for language, days, by in (("shn", 7, listener), ("xx", 7, editor), ("shn", 400, editor)):
        with pytest.raises(NotAllowed):
            links.make_link(language=language, days=days, by=by)
    assert links.links_of(listener) == () and not ReadingLink.objects.exists()
    links.make_link(language="shn", days=3, by=editor)
    link = ReadingLink.objects.get()
    with pytest.raises(NotAllowed):
        links.revoke_link(link_id=link.id, by=listener)
    elsewhere = Staff(uuid4(), uuid4(), editor.roles)
    with pytest.raises(ReadingLink.DoesNotExist):
        links.revoke_link(link_id=link.id, by=elsewhere)
    assert [row.is_good for row in links.links_of(editor)] == [True]
    assert links.older_links(1) == 0 and links.older_links(2) == 1


# -- reading


def test_she_reads_hears_it_and_reads_it_anew(token: str, reader: Reader) -> None:
    # Given a phone without JavaScript, she sends a file, and may hear it
    form = {"code": "say", "digest": questions.digest("say", "shn"), "name": "  Nang  Invented "}
    sent = Client().post(f"/aloud/read/{token}/", {**form, "recording": SimpleUploadedFile("a", tone())}, follow=True)
    first = SpokenQuestion.objects.get()
    assert "Here is the next one" in sent.content.decode() and sent.context["line"].code == questions.CODES[1]
    assert (first.name, first.language, first.kind, first.verdict) == ("Nang Invented", "shn", "audio/wav", "waiting")
    assert Client().get(f"/aloud/read/{token}/{first.id}/").content == bytes(first.content)
    assert Client().get(f"/aloud/read/{token}/{uuid4()}/").status_code == 404

    # When she sends it once more, the former one is gone
    say(reader, content=tone(2))
    assert SpokenQuestion.objects.get().id != first.id
    assert [line.state for line in reading.lines_of(reader)][:2] == ["waiting", ""]
    assert acts().count("voice.question_read") == 2

    # Then nobody else hears it yet, neither at an address of everybody's nor by another link
    assert Client().get(f"/aloud/{SpokenQuestion.objects.get().id}/").status_code == 404


def test_another_link_hears_and_replaces_nothing_of_hers(reader: Reader, editor: Staff) -> None:
    sound_id = say(reader)
    other = links.reader_with(links.make_link(language="shn", days=7, by=editor).token)
    with pytest.raises(SpokenQuestion.DoesNotExist):
        reading.own_sound(reader=other, sound_id=sound_id)
    say(other)
    assert SpokenQuestion.objects.count() == 2
    assert {line.state for line in reading.lines_of(Reader(uuid4(), "shn"))} == {""}


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotASound),
        (b"\x89PNG\r\n\x1a\n picture", NotASound),
        (b"#!AMR\n" + b"\0" * 50, NotASound),  # no page plays it, and no program is here to change it
        (b"RIFF\x00\x00\x00\x00WAVEbroken", NotASound),
        (tone(8), TooLong),
        (b"\x1a\x45\xdf\xa3" + b"\0" * 60_000, TooLong),
    ],
)
def test_what_is_no_short_recording_is_refused(token: str, reader: Reader, content: bytes, refusal: type) -> None:
    with pytest.raises(refusal):
        say(reader, content=content)
    form = {"code": "say", "digest": questions.digest("say", "shn"), "recording": SimpleUploadedFile("a", content)}
    refused = Client().post(f"/aloud/read/{token}/", form)
    assert refused.status_code == 409 and refused.context["line"].code == "say"
    assert not SpokenQuestion.objects.exists()


def test_other_words_than_those_that_stand_are_refused(reader: Reader) -> None:
    for wrong in ({"digest": "0" * 32}, {"code": "nothing", "digest": "0" * 32}):
        with pytest.raises(SentencesChanged):
            reading.read_aloud(reader=reader, content=tone(), **{"code": "say", **wrong})
    assert not SpokenQuestion.objects.exists()


def test_what_a_phone_wrote_into_the_file_is_not_kept(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "tagged.wav"
    file.write_bytes(tone())
    tagged = WAVE(file)
    tagged.add_tags()
    tagged.tags.add(TIT2(encoding=3, text="Nang of Dormitory Four"))
    tagged.save()
    say(reader, content=file.read_bytes())
    assert b"Dormitory" not in bytes(SpokenQuestion.objects.get().content)


def test_a_program_makes_a_long_file_small(reader: Reader, bare: Path) -> None:
    both(bare)
    say(reader, content=tone(8))
    row = SpokenQuestion.objects.get()
    assert (row.kind, bytes(row.content)) == ("audio/mpeg", MADE_SMALL)
    for body, refusal in (("sys.exit(1)", NotASound), ("Path(given[-1]).write_bytes(b'')", NotASound)):
        stand_in(bare, "ffmpeg", body)
        with pytest.raises(refusal):
            say(reader, content=tone())
    with pytest.raises(TooLong):
        say(reader, content=b"#!AMR\n" + b"\0" * 4_000_000)


# -- hearing and judging


def test_only_who_speaks_it_judges(desk: Desk, reader: Reader) -> None:
    sound_id = say(reader)
    thai = caller(person(desk, "lead", "Lek", "th"))
    nobody = caller(person(desk, "caseworker", "Nok", "shn"))
    for by in (thai, nobody):
        for act in (judging.accept_recording, judging.refuse_recording):
            with pytest.raises(SpeaksNot):
                act(sound_id=sound_id, by=by)
        with pytest.raises(SpeaksNot):
            judging.sound_to_judge(sound_id=sound_id, by=by)
        with pytest.raises(SpeaksNot):
            judging.waiting(by, "shn")
    assert SpokenQuestion.objects.get().verdict == "waiting"


def test_what_is_accepted_is_heard_by_everybody_and_kept_by_browsers(
    reader: Reader, listener: Staff, phone: Browser
) -> None:
    sound_id = say(reader)
    judging.accept_recording(sound_id=sound_id, by=listener)
    assert acts()[-1] == "voice.recording_accepted"
    phone.cookies["hear"] = "shn"
    page = phone.get("/my/").content.decode()
    assert f'<audio controls preload="none" src="/aloud/{sound_id}/"></audio>' in page
    answer = phone.get(f"/aloud/{sound_id}/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("audio/wav", "public, max-age=31536000, immutable")
    assert "Vary" not in answer and "Content-Encoding" not in answer
    part = phone.get(f"/aloud/{sound_id}/", headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"RIFF", f"bytes 0-3/{len(answer.content)}")
    assert phone.get(f"/aloud/{sound_id}/", headers={"range": "bytes=9999999-"}).status_code == 416

    # A better one takes its place
    better = say(reader, content=tone(2))
    judging.accept_recording(sound_id=better, by=listener)
    assert phone.get(f"/aloud/{sound_id}/").status_code == 404 and SpokenQuestion.objects.count() == 1


def test_what_is_refused_is_never_played_and_is_open_again(reader: Reader, listener: Staff, phone: Browser) -> None:
    sound_id = say(reader)
    judging.refuse_recording(sound_id=sound_id, by=listener)
    phone.cookies["hear"] = "shn"
    assert "No audio yet" in phone.get("/en/").content.decode() and "<audio" not in phone.get("/en/").content.decode()
    assert phone.get(f"/aloud/{sound_id}/").status_code == 404
    line = reading.lines_of(reader)[0]
    assert (line.state, line.is_open, line.sound_id) == ("refused", True, None)
    assert judging.waiting(listener, "shn") == ()


def test_a_changed_sentence_makes_it_old(reader: Reader, listener: Staff) -> None:
    kept, waits = say(reader), say(reader, "code")
    judging.accept_recording(sound_id=kept, by=listener)
    SpokenQuestion.objects.update(digest="0" * 32)  # as if other words stood there since
    assert playing.heard("say", "shn") == playing.Heard(None)
    assert all(line.is_open for line in reading.lines_of(reader)) and judging.waiting(listener, "shn") == ()
    with pytest.raises(SentencesChanged):
        judging.accept_recording(sound_id=waits, by=listener)
    assert SpokenQuestion.objects.get(id=waits).verdict == "waiting"


def test_a_language_is_offered_to_be_heard_when_all_first_questions_are(
    reader: Reader, listener: Staff, phone: Browser
) -> None:
    for code in questions.FIRST[:-1]:
        judging.accept_recording(sound_id=say(reader, code), by=listener)
    assert playing.languages_only_heard() == () and "/hear/shn/" not in phone.get("/").content.decode()
    assert phone.get("/hear/shn/")["Location"] == "/"
    judging.accept_recording(sound_id=say(reader, questions.FIRST[-1]), by=listener)
    assert "/hear/shn/" in phone.get("/").content.decode()
    chosen = phone.get("/hear/shn/?p=abc")
    assert chosen["Location"] == "/my/?p=abc" and chosen.cookies["hear"].value == "shn"
    assert "<audio" in phone.get("/my/").content.decode()
    # What she sends finds somebody who speaks it
    phone.send("/my/", said="ၵၢၼ်")
    with acting_as(System("test.aloud")):
        assert [(one.language, one.dialect) for one in Conversation.objects.all()] == [("my", "shn")]
    # She leaves, or chooses again, and nothing says what she heard
    assert phone.get("/").cookies["hear"].value == ""
    assert "hear" in phone.post("/leave/").cookies


def test_the_desks_pages(desk: Desk, reader: Reader, listening: Client, editor: Staff) -> None:
    sound_id = say(reader, name="Nang Invented")
    assert "Read aloud" in listening.get("/desk/aloud/").content.decode()
    page = listening.get("/desk/aloud/shn/").content.decode()
    assert f"/desk/aloud/sound/{sound_id}/" in page and "Nang Invented" in page and "espeak-ng" in page
    assert listening.get(f"/desk/aloud/sound/{sound_id}/").content[:4] == b"RIFF"
    done = listening.post(f"/desk/aloud/sound/{sound_id}/judge/", {"verdict": "accepted", "language": "shn"})
    assert done["Location"] == "/desk/aloud/shn/" and SpokenQuestion.objects.get().verdict == "accepted"
    done = listening.post(f"/desk/aloud/sound/{sound_id}/judge/", {"verdict": "refused"})
    assert done["Location"] == "/desk/aloud/" and SpokenQuestion.objects.get().verdict == "refused"
    SpokenQuestion.objects.update(digest="0" * 32)
    changed = listening.post(f"/desk/aloud/sound/{sound_id}/judge/", {"verdict": "accepted"})
    assert changed.status_code == 409 and "changed meanwhile" in changed.content.decode()
    for wrong in ("/desk/aloud/th/", f"/desk/aloud/sound/{uuid4()}/", "/desk/aloud/shn/machine/"):
        assert listening.get(wrong).status_code == 404
    assert listening.post(f"/desk/aloud/sound/{uuid4()}/judge/").status_code == 404

    ed = sign_in(Client(), person(desk, "editor", "Edda"))
    made = ed.post("/desk/aloud/link/", {"language": "mnw", "days": "3"})
    assert "/aloud/read/" in made.content.decode()
    assert ed.post("/desk/aloud/link/", {"language": "mnw", "days": "x"}).status_code == 409
    link = ReadingLink.objects.get(language="mnw")
    assert "revoke" in ed.get("/desk/aloud/").content.decode()
    assert ed.post(f"/desk/aloud/link/{link.id}/revoke/").status_code == 302
    assert ed.post(f"/desk/aloud/link/{uuid4()}/revoke/").status_code == 404
    assert ed.get("/desk/aloud/shn/").status_code == 403


# -- the machine


def test_a_machine_reads_only_where_a_listener_said_that_it_is_understood(
    bare: Path, listening: Client, listener: Staff, reader: Reader, phone: Browser
) -> None:
    # Given neither program is there, nobody can accept it, and the page says what is missing
    assert programs.missing() == ("espeak-ng", "ffmpeg")
    with pytest.raises(SpeaksNot):
        judging.accept_machine(language="my", name="", by=listener)
    both(bare)
    by_machine.read_what_is_missing()
    assert not SpokenQuestion.objects.exists()

    # When she hears it and accepts it
    assert listening.get("/desk/aloud/my/machine/").content == MADE_SMALL
    assert "Workers understand it" in listening.get("/desk/aloud/my/").content.decode()
    listening.post("/desk/aloud/my/machine/say/", {"verdict": "accepted", "name": "Seng Invented"})
    judging.accept_machine(language="my", name="again", by=listener)
    row = MachineVoice.objects.get()
    assert (row.language, row.name, row.by) == ("my", "Seng Invented", listener.id)

    # Then it reads every question, once, and the page says that it is a machine; a person's recording goes before
    by_machine.read_what_is_missing()
    by_machine.read_what_is_missing()
    assert SpokenQuestion.objects.count() == len(questions.CODES)
    assert (
        "A machine speaks here" in phone.get("/my/").content.decode() or "<audio" in phone.get("/my/").content.decode()
    )
    assert playing.heard("say", "my").by_machine and playing.on_a_line("menu", "my") is None  # type: ignore[union-attr]
    assert "Seng Invented" in listening.get("/desk/aloud/my/").content.decode()

    # And when it is not understood after all, nothing of it is left
    assert listening.post("/desk/aloud/my/machine/say/", {"verdict": "refused"}).status_code == 302
    assert listening.post("/desk/aloud/my/machine/say/", {"verdict": "refused"}).status_code == 404
    assert listening.post("/desk/aloud/th/machine/say/", {"verdict": "refused"}).status_code == 409
    assert not SpokenQuestion.objects.exists()


def test_a_machine_that_fails_reads_nothing(bare: Path, listener: Staff) -> None:
    both(bare)
    judging.accept_machine(language="my", name="", by=listener)
    for name, body in (("espeak-ng", "sys.exit(3)"), ("espeak-ng", "pass"), ("ffmpeg", "sys.exit(1)")):
        both(bare)
        stand_in(bare, name, body)
        if body == "pass":
            stand_in(bare, "ffmpeg", "Path(given[-1]).write_bytes(Path(given[given.index('-i') + 1]).read_bytes())")
        by_machine.read_what_is_missing()
        with pytest.raises(SpeaksNot):
            judging.machine_sample(language="my", by=listener)
    assert not SpokenQuestion.objects.exists()
    for language in ("kac", "th"):
        with pytest.raises(Refusal):
            judging.machine_sample(language=language, by=listener)


def test_a_line_plays_what_a_person_read(desk: Desk, reader: Reader, listener: Staff) -> None:
    judging.accept_recording(sound_id=say(reader, "tel_menu"), by=listener)
    sound_id = SpokenQuestion.objects.get().id
    assert playing.on_a_line("menu", "shn") == sound_id
    opened = accounts.opened(add_bot(desk.id))
    assert opened is not None
    assert AtTheDesk(opened).read_aloud("menu", "shn") == f"{settings.SAPHAN_ADDRESS}/aloud/{sound_id}/"
    assert AtTheDesk(opened).read_aloud("menu", "en") == ""
    assert playing.on_a_line("menu", "my") is None and playing.on_a_line("no-such", "shn") is None
