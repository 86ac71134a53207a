"""Photos and recordings: fetched after she was acknowledged, without what they tell beside the picture, sealed."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import override_settings
from PIL import Image

from saphan.store import Story, acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.vault.sealing import Cell
from saphan.vault.services import open_contents
from saphan.voice import services as voice
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import files, inbox
from saphan.voice.channels.contract import Account, Content, Failed, Request, Response
from saphan.voice.channels.events import Deleted, File, Kind, Said, Why
from saphan.voice.inbound import Handle
from saphan.voice.models import Attachment
from tests.voice.channels.given import SYSTEM, Bot, events, her_lines, let_pass, said, stories
from tests.voice.channels.telegram.provider import Telegram


def a_photo(words: bytes = b"zzz-lamp-at-home") -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = words
    Image.effect_noise((64, 64), 50).save(out, "JPEG", exif=exif, comment=words)
    return out.getvalue()


def sends_a_photo(bot: Bot, ref: str = "photo-1", **more: object) -> None:
    size = {"file_id": ref, "width": 64, "height": 64, "file_size": 4000, **more}
    bot.says(photo=[size], caption="My payslip")


def kept() -> list[bytes]:
    with acting_as(SYSTEM):
        rows = Attachment.objects.order_by("id")
        return [
            open_contents(
                [(row.sealed, Cell("voice_attachment", "sealed", row.id))], subject_id=row.conversation_id, why="test"
            )[0]
            for row in rows
        ]


def test_a_photo_stands_beside_her_words_without_its_metadata(bot: Bot, provider: Telegram) -> None:
    # Given a photo that tells where it was taken
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    # When she sends it
    sends_a_photo(bot)
    # Then it is in her story, and tells no more
    (line,) = her_lines()
    assert (line.kind, line.text, len(line.attachments)) == ("photo", "My payslip", 1)
    (content,) = kept()
    assert Image.open(BytesIO(content)).size == (64, 64)
    assert b"lamp" not in content
    assert [(event.stage, bytes(event.sealed)) for event in events()] == [("done", b"")]


def test_fetched_twice_it_is_there_once(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    sends_a_photo(bot)
    files.fetch_files(events()[0].id)
    assert len(kept()) == 1


def test_a_provider_that_is_away_is_asked_again_and_her_words_stand_meanwhile(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    provider.is_down = True
    sends_a_photo(bot)
    assert said() == ["My payslip"] and kept() == []
    let_pass(hours=23)
    provider.is_down = False
    let_pass(hours=1)
    assert len(kept()) == 1


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff", b"", b"GIF89a", b"MZ\x90\x00", b"OggS"], ids=range(7)
)
def test_what_is_no_photo_or_recording_is_not_kept_and_she_is_told(
    bot: Bot, provider: Telegram, content: bytes
) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", content)
    sends_a_photo(bot)
    let_pass(minutes=1)
    assert said() == ["My payslip"] and kept() == []
    assert provider.taken[-1]["text"] == "We could not open what you sent. Please send a photo or a voice message."


def test_what_is_too_large_or_gone_is_not_kept(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo() + b"x" * 9_000_000)
    sends_a_photo(bot, file_size=9_500_000)
    sends_a_photo(bot, file_size=4000)  # it lies about its size
    sends_a_photo(bot, ref="gone")
    assert kept() == []
    assert len(said()) == 3


def test_a_voice_note_of_five_minutes_is_one_she_could_send(bot: Bot, provider: Telegram) -> None:
    from saphan.voice import media

    kinds = []

    def read(content: bytes, *, largest: int, keep_as_proof: bool = False) -> media.Media:
        kinds.append(len(content))
        return media.Media("audio/ogg", content)

    provider.files["voice-9"] = ("voice/file_9.oga", b"OggS" + b"x" * 1_250_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(media, "read_media", read)
        bot.says(voice={"file_id": "voice-9", "duration": 302, "mime_type": "audio/ogg", "file_size": 1_250_000})
    assert kinds == [1_250_004]
    assert [line.kind for line in her_lines()] == ["voice"]
    assert len(kept()) == 1


def test_a_document_is_kept_only_where_it_is_a_photo(bot: Bot, provider: Telegram) -> None:
    provider.files["doc-1"] = ("documents/file_1.jpg", a_photo())
    bot.says(document={"file_id": "doc-1", "mime_type": "image/jpeg", "file_size": 4000})
    bot.says(document={"file_id": "doc-2", "mime_type": "application/pdf", "file_size": 4000})
    assert len(kept()) == 1
    let_pass(minutes=1)
    assert provider.taken[-1]["text"] == "We cannot keep this file. Please send a photo or a voice message."


def test_a_file_that_lies_inside_the_house_is_not_fetched(bot: Bot, provider: Telegram) -> None:
    """A provider, or somebody who plays one, names an address of a private network."""
    it = registry.channels()["telegram"]
    inside = replace(it, fetch=lambda file, account: Request("GET", "http://127.0.0.1:1/admin"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.channels(), "telegram", inside)
        with override_settings(SAPHAN_NEAR_HOSTS=frozenset()):
            sends_a_photo(bot)
    assert kept() == [] and [event.stage for event in events()] == ["done"]


def test_what_never_ends_is_left(bot: Bot, provider: Telegram) -> None:
    it = registry.channels()["telegram"]
    assert it.fetch is not None
    fetch = it.fetch
    round_and_round = replace(it, fetched=lambda response, file, account: fetch(file, account))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.channels(), "telegram", round_and_round)
        sends_a_photo(bot)
    assert kept() == [] and [event.stage for event in events()] == ["done"]


def test_a_provider_that_is_away_for_days_is_given_up(bot: Bot, provider: Telegram) -> None:
    provider.is_down = True
    sends_a_photo(bot)
    for _ in range(files.MOST_TRIES + 1):
        let_pass(minutes=31)
    assert [event.stage for event in events()] == ["done"]


def test_a_story_that_is_gone_meanwhile_gets_no_file(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    provider.is_down = True
    sends_a_photo(bot)
    voice.delete_story(conversation_id=stories()[0], by=Story(stories()[0]))
    provider.is_down = False
    let_pass(hours=1)
    run_waiting()
    assert kept() == [] and events() == []


def test_a_message_that_she_took_back_meanwhile_gets_no_file(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    provider.is_down = True
    bot.says(photo=[{"file_id": "photo-1", "width": 1, "height": 1}], number=77)
    found = accounts.opened(bot.account_id)
    assert found is not None
    inbox.keep(found, [Deleted("d", clock.now(), Handle("telegram", "7001001"), "7001001:77")])
    run_waiting()
    provider.is_down = False
    let_pass(hours=1)
    assert kept() == [] and [line.kind for line in her_lines()] == ["gone"]


def several(*refs: str) -> tuple[File, ...]:
    return tuple(File(Kind.VIDEO if ref.startswith("video") else Kind.PHOTO, ref) for ref in refs)


def sends(bot: Bot, *refs: str) -> None:
    found = accounts.opened(bot.account_id)
    assert found is not None
    it = Said("several", clock.now(), Handle("telegram", "7001001"), "All of it", Kind.PHOTO, several(*refs))
    inbox.keep(found, [it])
    run_waiting()


def test_a_photo_beside_a_video_is_kept_and_she_is_told_of_the_rest(bot: Bot, provider: Telegram) -> None:
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    sends(bot, "photo-1", "video-1")
    let_pass(minutes=1)
    assert said() == ["All of it"] and len(kept()) == 1
    assert provider.taken[-1]["text"].startswith("We could not open what you sent.")


def test_one_that_never_comes_does_not_take_the_others_along(bot: Bot, provider: Telegram) -> None:
    # Given two photos, and a provider that is always busy when it is asked for the second
    provider.files["photo-1"] = ("photos/file_1.jpg", a_photo())
    it = registry.channels()["telegram"]
    assert it.fetched is not None
    fetched = it.fetched

    def busy(response: Response, file: File, account: Account) -> Request | Content | Failed:
        return Failed(Why.RETRY, "503") if file.ref == "photo-2" else fetched(response, file, account)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.channels(), "telegram", replace(it, fetched=busy))
        sends(bot, "photo-1", "photo-2")
        # When we have tried for a day and more
        for _ in range(files.MOST_TRIES + 1):
            let_pass(minutes=31)
    # Then the first one is there
    assert len(kept()) == 1 and [event.stage for event in events()] == ["done"]


def test_a_fault_of_ours_is_tried_again_later_each_time_and_given_up(
    bot: Bot, provider: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Content:
        raise ZeroDivisionError("lamp")

    tried = []
    it = registry.channels()["telegram"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(registry.channels(), "telegram", replace(it, fetched=broken))
        sends_a_photo(bot)
        for _ in range(files.MOST_TRIES + 1):
            let_pass(minutes=31)
            tried.append(events()[0].tries)
    assert tried[0] == 2 and tried[-1] == files.MOST_TRIES
    assert [event.stage for event in events()] == ["done"]
    assert "ZeroDivisionError" in caplog.text and "lamp" not in caplog.text


def test_her_words_do_not_wait_beside_a_file_when_she_took_them_back(bot: Bot, provider: Telegram) -> None:
    provider.is_down = True
    bot.says(photo=[{"file_id": "photo-1", "width": 1, "height": 1}], caption="The night line", number=77)
    assert [bool(event.sealed) for event in events()] == [True]
    found = accounts.opened(bot.account_id)
    assert found is not None
    inbox.keep(found, [Deleted("d", clock.now(), Handle("telegram", "7001001"), "7001001:77")])
    run_waiting()
    assert [(event.stage, bytes(event.sealed)) for event in events()] == [("done", b"")] * 2
