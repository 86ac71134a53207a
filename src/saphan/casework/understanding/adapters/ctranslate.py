"""Models for CTranslate2 in a folder of this machine: no word leaves it. Needs the extra `translate`.

A folder holds either one model for many languages, as converted from NLLB (`model.bin`, `sentencepiece.bpe.model`), or
a folder for each pair, `my-en` and so on, as converted from OPUS-MT (`model.bin`, `source.spm`, `target.spm`).
"""

import re
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from saphan.casework.understanding.adapters.contract import TRANSLATE, Adapter, Entered, NoWords, Text, words
from saphan.voice.channels.contract import Field

LONGEST_PART = 200  # signs; models of this kind answer with at most 256 pieces of words
FOR_ALL = "sentencepiece.bpe.model"
FLORES = {
    "en": "eng_Latn",
    "my": "mya_Mymr",
    "th": "tha_Thai",
    "km": "khm_Khmr",
    "lo": "lao_Laoo",
    "vi": "vie_Latn",
    "ms": "zsm_Latn",
    "id": "ind_Latn",
    "ne": "npi_Deva",
    "bn": "ben_Beng",
    "hi": "hin_Deva",
    "tl": "tgl_Latn",
    "ta": "tam_Taml",
    "shn": "shn_Mymr",
    "kac": "kac_Latn",
    "ceb": "ceb_Latn",
    "ilo": "ilo_Latn",
    "jv": "jav_Latn",
    "su": "sun_Latn",
    "mai": "mai_Deva",
    "bho": "bho_Deva",
}
"""What NLLB calls our languages. Mon, Karen, Chin and Rohingya it does not know."""
_SENTENCE = re.compile(r"[^\n.!?။៕។।]+[\n.!?။៕។।]*|[\n.!?။៕។।]+")
_PART = re.compile(rf"\S.{{0,{LONGEST_PART - 2}}}(?:\s|$)|\S.{{0,{LONGEST_PART - 1}}}", re.DOTALL)
_one_at_a_time = Lock()


def here(text: Text, entered: Entered) -> str:
    """The words, by a model that stays loaded. Raises NoWords."""
    folder = folder_of(entered["folder"])
    source, target = text.source.split("-")[0], text.target.split("-")[0]
    pieces = _pieces(text.text)
    with _one_at_a_time:
        try:
            return words(" ".join(_translated(folder, source, target, pieces)))
        except (OSError, RuntimeError, ValueError):
            raise NoWords("not_done") from None


def _pieces(text: str) -> list[str]:
    """Sentences; a long one in parts, at a gap where there is one: a model leaves out what is beyond its measure."""
    parts = [part for sentence in _SENTENCE.findall(text) for part in _PART.findall(sentence)]
    return [part.strip() for part in parts if part.strip()]


def folder_of(name: str) -> Path:
    """A folder beside the other models of this machine, and no other. Raises NoWords."""
    models = settings.SAPHAN_MODELS
    if not models or not re.fullmatch(r"[\w-][\w.-]{0,80}", name):
        raise NoWords("not_here")
    folder = Path(models) / name
    if not folder.is_dir():
        raise NoWords("not_here")
    return folder


def _translated(folder: Path, source: str, target: str, pieces: list[str]) -> list[str]:
    if (folder / FOR_ALL).is_file():
        return _by_one_for_all(folder, source, target, pieces)
    pair = folder / f"{source}-{target}"
    if not pair.is_dir():
        raise NoWords("no_language")
    reader, writer = _signs(pair / "source.spm"), _signs(pair / "target.spm")
    asked = [[*reader.encode(piece, out_type=str), "</s>"] for piece in pieces]
    found = _model(pair).translate_batch(asked)
    return [str(writer.decode(each.hypotheses[0])) for each in found]


def _by_one_for_all(folder: Path, source: str, target: str, pieces: list[str]) -> list[str]:
    if source not in FLORES or target not in FLORES:
        raise NoWords("no_language")
    signs = _signs(folder / FOR_ALL)
    asked = [[FLORES[source], *signs.encode(piece, out_type=str), "</s>"] for piece in pieces]
    found = _model(folder).translate_batch(asked, target_prefix=[[FLORES[target]]] * len(asked))
    return [str(signs.decode(each.hypotheses[0][1:])) for each in found]


@lru_cache(maxsize=2)
def _model(folder: Path) -> Any:
    return _part("ctranslate2").Translator(str(folder), device="cpu")


@lru_cache(maxsize=8)
def _signs(file: Path) -> Any:
    return _part("sentencepiece").SentencePieceProcessor(model_file=str(file))


def _part(name: str) -> Any:
    """Loaded when it is first needed: most desks need neither. Raises NoWords."""
    try:
        return import_module(name)
    except ImportError:
        raise NoWords("not_installed") from None


ADAPTER = Adapter(
    name="ctranslate2",
    label=_("A model on this machine (CTranslate2)"),
    does=TRANSLATE,
    fields=(Field("folder", _("Name of its folder"), pattern=r"[\w-][\w.-]{0,80}"),),
    source="https://opennmt.net/CTranslate2/python/ctranslate2.Translator.html",
    note=_("Whoever keeps the machine puts the folder there. No word leaves it."),
    here=here,
)
