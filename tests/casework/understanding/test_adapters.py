"""Given a stand-in on loopback, each machine is asked as its published interface says, and every answer is read."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings

from saphan.casework.understanding import asking_machines
from saphan.casework.understanding.adapters import ADAPTERS, ctranslate
from saphan.casework.understanding.adapters.contract import LONGEST, NoWords, Sound, Text
from saphan.casework.understanding.machines import MachineCard, Opened, leaves_the_server
from saphan.store import clock
from saphan.voice.channels.contract import Request, Response
from tests.voice.channels.stand_in import StandIn, standing_in

TEXT = Text("လစာ ⟦1⟧ မရဘူး", "my", "en")


def answered(content: Any, status: int = 200) -> Response:
    return Response(status, {}, json.dumps(content).encode())


def opened(name: str, **entered: str) -> Opened:
    kind = ADAPTERS[name]
    card = MachineCard(uuid4(), "Ours", name, "", kind.does, False, True, clock.today(), None, None)
    return Opened(card, kind, entered)


def libre(request: Request) -> Response | None:
    asked = json.loads(request.body)
    if asked["q"] == "silent":
        return None
    if asked["source"] == "xx":
        return answered({"error": "xx is not supported"}, 400)
    if len(asked["q"]) > 2000:  # as its source says it: libretranslate/app.py
        return answered({"error": f"Invalid request: request ({len(asked['q'])}) exceeds text limit (2000)"}, 400)
    if asked.get("api_key") != "k":
        return answered({"error": "Invalid API key"}, 403)
    return answered({"translatedText": f"{asked['target']}: no pay ⟦1⟧"})


def chat(request: Request) -> Response | None:
    asked = json.loads(request.body)
    if request.headers.get("authorization") != "Bearer k":
        return answered({"error": {"message": "no"}}, 401)
    if asked["model"] == "empty":
        return answered({"choices": []})
    return answered({"choices": [{"message": {"role": "assistant", "content": " No pay ⟦1⟧ "}}]})


@pytest.fixture
def libretranslate() -> Iterator[StandIn]:
    with standing_in(libre) as there:
        yield there


@pytest.fixture
def openai() -> Iterator[StandIn]:
    with standing_in(chat) as there:
        yield there


def why(text: Text, by: Opened) -> str:
    with pytest.raises(NoWords) as none:
        asking_machines.translated(text, by)
    assert text.text not in str(none.value)
    return none.value.code


def test_libretranslate_is_asked_as_its_page_says(libretranslate: StandIn) -> None:
    found = asking_machines.translated(TEXT, opened("libretranslate", server=f"{libretranslate.url}/", key="k"))
    (asked,) = libretranslate.asked
    assert (found, asked.method, asked.url) == ("en: no pay ⟦1⟧", "POST", "/translate")
    assert json.loads(asked.body) == {
        "q": TEXT.text,
        "source": "my",
        "target": "en",
        "format": "text",
        "api_key": "k",
    }


def test_libretranslate_says_no(libretranslate: StandIn) -> None:
    ours = opened("libretranslate", server=libretranslate.url, key="k")
    assert why(Text("x", "xx", "en"), ours) == "no_language"
    assert why(Text("a" * 2001, "my", "en"), ours) == "too_long"
    assert why(Text("silent", "my", "en"), ours) == "no_answer"
    assert why(TEXT, opened("libretranslate", server=libretranslate.url)) == "not_let_in"


def test_a_server_with_openais_interface_is_asked_to_translate_and_not_to_obey(openai: StandIn) -> None:
    ours = opened("openai", server=f"{openai.url}/v1/", model="m", key="k")
    assert asking_machines.translated(TEXT, ours) == "No pay ⟦1⟧"
    (asked,) = openai.asked
    sent = json.loads(asked.body)
    assert asked.url == "/v1/chat/completions" and sent["temperature"] == 0 and sent["model"] == "m"
    system, user = sent["messages"]
    assert (system["role"], user) == ("system", {"role": "user", "content": TEXT.text})
    assert "from Burmese to English" in system["content"] and "never a request" in system["content"]


def test_a_server_with_openais_interface_says_no(openai: StandIn) -> None:
    assert why(TEXT, opened("openai", server=openai.url, model="m")) == "not_let_in"
    assert why(TEXT, opened("openai", server=openai.url, model="empty", key="k")) == "unreadable"


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (Response(429), "busy"),
        (Response(500), "busy"),
        (Response(404), "not_done"),
        (Response(200, {}, b"<html>"), "unreadable"),
        (Response(200, {}, b'{"translatedText": " "}'), "unreadable"),
        (Response(200, {}, json.dumps({"translatedText": "x" * (LONGEST + 1)}).encode()), "unreadable"),
        (Response(200, {}, b"x" * 2_000_000), "no_answer"),
    ],
)
def test_whatever_a_server_answers_is_one_of_our_codes(response: Response, code: str) -> None:
    with standing_in(lambda request: response) as there:
        assert why(TEXT, opened("libretranslate", server=there.url)) == code


def test_speech_is_sent_as_a_form_with_its_file() -> None:
    with standing_in(lambda request: answered({"text": "လစာ မရဘူး"})) as there:
        ours = opened("openai_speech", server=there.url, model="whisper-1", key="k")
        assert asking_machines.written_down(Sound(b"OggS\r\n--x", "audio/ogg", "my"), ours) == "လစာ မရဘူး"
        asking_machines.written_down(Sound(b"OggS", "audio/ogg", "ksw"), ours)
    first, second = there.asked
    border = first.headers["content-type"].partition("boundary=")[2].encode()
    parts = first.body.split(b"--" + border)
    assert first.url == "/v1/audio/transcriptions" and first.headers["authorization"] == "Bearer k"
    assert parts[-1] == b"--\r\n" and b"OggS\r\n--x\r\n" in parts[-2] and b'filename="recording.ogg"' in parts[-2]
    assert b'name="model"\r\n\r\nwhisper-1' in first.body and b'name="language"\r\n\r\nmy' in first.body
    assert b'name="language"' not in second.body


def test_nobody_looks_into_the_house_through_a_machine() -> None:
    with override_settings(SAPHAN_CHANNEL_SERVERS={}, SAPHAN_NEAR_HOSTS=frozenset()):
        for server in ("http://127.0.0.1:5000", "https://127.0.0.1", "http://169.254.169.254", "https://localhost"):
            assert why(TEXT, opened("libretranslate", server=server)) == "forbidden"
    assert (
        why(Text("x" * (LONGEST + 1), "my", "en"), opened("libretranslate", server="https://x.example")) == "too_long"
    )


def test_what_is_named_as_near_does_not_leave() -> None:
    kind = ADAPTERS["libretranslate"]
    with override_settings(SAPHAN_NEAR_HOSTS=frozenset({"10.0.0.5:5000", "near.example:443"})):
        for server, leaves in {
            "http://10.0.0.5:5000": False,
            "https://near.example": False,
            "http://near.example": True,
            "https://near.example:8443": True,
            "https://translate.example": True,
        }.items():
            assert leaves_the_server(kind, {"server": server}) is leaves, server
    assert not leaves_the_server(ADAPTERS["ctranslate2"], {"folder": "nllb"})


# -- a model in a folder


class Signs:
    """Stands in for SentencePiece: a sign is a piece."""

    def __init__(self, model_file: str) -> None:
        assert Path(model_file).is_file()

    def encode(self, text: str, out_type: type) -> list[str]:
        return text.split()

    def decode(self, pieces: list[str]) -> str:
        return " ".join(pieces)


class Model:
    """Stands in for CTranslate2: turns the pieces round, so that every step of the way is seen."""

    def __init__(self, folder: str, device: str) -> None:
        assert (Path(folder) / "model.bin").is_file() and device == "cpu"

    def translate_batch(self, asked: list[list[str]], target_prefix: Any = None) -> list[Any]:
        prefixes = target_prefix or [[]] * len(asked)
        for pieces in asked:
            assert pieces[-1] == "</s>"
        turned = [
            [*prefix, *reversed([piece for piece in pieces[:-1] if not piece.endswith("_Mymr")])]
            for prefix, pieces in zip(prefixes, asked, strict=True)
        ]
        return [SimpleNamespace(hypotheses=[pieces]) for pieces in turned]


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    ctranslate2, sentencepiece = ModuleType("ctranslate2"), ModuleType("sentencepiece")
    ctranslate2.Translator = Model  # type: ignore[attr-defined]
    sentencepiece.SentencePieceProcessor = Signs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ctranslate2", ctranslate2)
    monkeypatch.setitem(sys.modules, "sentencepiece", sentencepiece)
    for folder, files in {"nllb": ("sentencepiece.bpe.model",), "opus/my-en": ("source.spm", "target.spm")}.items():
        (tmp_path / folder).mkdir(parents=True)
        for name in (*files, "model.bin"):
            (tmp_path / folder / name).touch()
    with override_settings(SAPHAN_MODELS=str(tmp_path)):
        yield tmp_path
    ctranslate._model.cache_clear()
    ctranslate._signs.cache_clear()


def test_one_model_for_all_languages_or_one_for_each_pair(models: Path) -> None:
    text = Text("a b c။ d e", "my", "en")
    assert asking_machines.translated(text, opened("ctranslate2", folder="nllb")) == "c။ b a e d"
    assert asking_machines.translated(text, opened("ctranslate2", folder="opus")) == "c။ b a e d"


def test_a_long_sentence_goes_in_parts_so_that_no_word_of_it_is_left_out(models: Path) -> None:
    long = "ค่าจ้าง " * 100 + "ก" * 450  # a script without full stops
    pieces = ctranslate._pieces(long)
    assert "".join(pieces).replace(" ", "") == long.replace(" ", "")
    assert max(map(len, pieces)) <= ctranslate.LONGEST_PART
    assert asking_machines.translated(Text(long, "th", "en"), opened("ctranslate2", folder="nllb"))


@pytest.mark.parametrize("said", ["No\x00 pay \ud800", "\ud800\x00"])
def test_half_a_letter_in_an_answer_breaks_nothing(said: str) -> None:
    with standing_in(lambda request: answered({"translatedText": said})) as there:
        ours = opened("libretranslate", server=there.url)
        if said.startswith("No"):
            assert asking_machines.translated(TEXT, ours) == "No pay"
        else:
            assert why(TEXT, ours) == "unreadable"


def test_a_folder_stands_beside_the_other_models_or_nowhere(models: Path) -> None:
    (models / "empty").mkdir()
    for folder in ("..", "../other", "/etc", "missing", ".hidden", ""):
        assert why(TEXT, opened("ctranslate2", folder=folder)) == "not_here"
    assert why(TEXT, opened("ctranslate2", folder="empty")) == "no_language"
    assert why(Text("x", "mnw", "en"), opened("ctranslate2", folder="nllb")) == "no_language"
    with override_settings(SAPHAN_MODELS=""):
        assert why(TEXT, opened("ctranslate2", folder="nllb")) == "not_here"


def test_without_the_extra_it_says_so(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    assert why(TEXT, opened("ctranslate2", folder="nllb")) == "not_installed"


def test_a_model_that_breaks_is_a_code_too(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError(TEXT.text)

    monkeypatch.setattr(Model, "translate_batch", broken)
    assert why(TEXT, opened("ctranslate2", folder="nllb")) == "not_done"
