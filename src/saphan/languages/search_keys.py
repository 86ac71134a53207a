"""Which words of a story can be found again: names that the network knows, places, words that staff marked. Pure.

A token stands for an organisation, or for a word as its consonants sound; vault makes a keyed hash of it, and what is
kept of that is cut to BITS bits, so that different words share a key on purpose. Never is a token made of every word of
a text: public statistics of a language would give the text back (docs/adr/0030).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from rapidfuzz import fuzz, process

from saphan.languages.romanise import latin, plain, skeleton

BITS = 12  # of a keyed hash that are kept: 4,096 keys a desk
LONGEST_MARK = 60  # code points
LONGEST_UNSPACED = 32  # code points without a space, in a script that puts none between words
SEALED_BYTES = 192  # every mention is sealed at this length
MOST_WORDS = 4  # of a mark or a place; more is a sentence
SHORTEST_SKELETON = 3  # consonants; a shorter word is kept as it is spelled in Latin letters
NEARLY = 85.0  # percent of its letters that a name spelled less well has in common with the right one
MOST_MEANT = 8  # organisations that one query may look for
HEARD_FROM = 5  # consonants from which a name counts as heard although it is spelled otherwise

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BETWEEN_PLACES = re.compile(r"[,;:/|()\[\]\n\t၊။،·]|[-.](?=\s|$)")
_COMPANY_SIGNS = re.compile("บริษัท|จำกัด|มหาชน|โรงงาน|ကုမ္ပဏီ|လီမိတက်|စက်ရုံ|ក្រុមហ៊ុន|រោងចក្រ")


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing in a story that can be found: an organisation that the network knows, else words as they stood."""

    written: str = field(default="", repr=False)
    organisation_id: UUID | None = None

    def as_text(self) -> str:
        """To seal; filled up, so that its length tells nothing."""
        said = f"word {self.written}" if self.organisation_id is None else f"organisation {self.organisation_id}"
        return said + " " * (-len(said.encode()) % SEALED_BYTES)

    @classmethod
    def from_text(cls, text: str) -> "Mention":
        kind, _, said = text.rstrip().partition(" ")
        return cls(said) if kind == "word" else cls(organisation_id=UUID(said))


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: one of these organisations, or the words themselves."""

    typed: str = field(repr=False)
    organisation_ids: tuple[UUID, ...] = ()

    def tokens(self) -> tuple[str, ...]:
        """Every token that a match may stand under; each is checked by `finds` once it is opened."""
        words = _words(self.typed)
        longest = max(words, key=len, default="")
        whole = _whole(self.typed)
        of_words = (_of_word(each) for each in dict.fromkeys((whole, longest)) if each)
        return (*(_of_organisation(each) for each in self.organisation_ids), *of_words)

    def finds(self, mention: Mention) -> bool:
        """Whether it is really meant, and does not only share the key."""
        if mention.organisation_id is not None and mention.organisation_id in self.organisation_ids:
            return True
        asked, said = _words(self.typed), _words(mention.written)
        return bool(asked) and (_whole(self.typed) == _whole(mention.written) or set(asked) <= set(said))


def tokens_of(mention: Mention, *, is_marked: bool = False) -> tuple[str, ...]:
    """What a mention is kept under: the organisation; else the whole, and of a mark each of its words, too."""
    if mention.organisation_id is not None:
        return (_of_organisation(mention.organisation_id),)
    words = _words(mention.written) if is_marked else ()
    return tuple(_of_word(each) for each in dict.fromkeys((_whole(mention.written), *words)) if each)


def key_of_hash(keyed_hash: bytes) -> int:
    """The first bits of a keyed hash."""
    return int.from_bytes(keyed_hash[:4], "big") >> (32 - BITS)


def markable(typed: str) -> str:
    """A word or name as it is kept, "" for what is none: too short, or long enough to be a sentence."""
    word = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", typed)).split())
    if not _whole(word) or len(word) > LONGEST_MARK or len(word.split()) > MOST_WORDS:
        return ""
    is_sentence = _is_unspaced(word) and max(map(len, word.split())) > LONGEST_UNSPACED
    return "" if is_sentence or len(Mention(word).as_text().encode()) > SEALED_BYTES else word


def places(said: str) -> tuple[str, ...]:
    """The places that an answer to "where?" names, one for each part between commas; a sentence is none."""
    parts = (markable(part) for part in _BETWEEN_PLACES.split(said))
    return tuple(dict.fromkeys(part for part in parts if part and not latin(part).replace(" ", "").isdigit()))


class Names:
    """Every name and alias that the network knows, ready to be recognised in a text."""

    def __init__(self, known: Iterable[tuple[UUID, str]]) -> None:
        self._by_words: dict[tuple[str, ...], set[UUID]] = {}
        self._by_sound: dict[str, set[UUID]] = {}
        self._by_opening: dict[str, list[tuple[str, UUID]]] = {}
        self._by_whole: dict[str, set[UUID]] = {}
        self._plain: list[str] = []
        self._whose: list[UUID] = []
        self._by_each_word: dict[str, set[UUID]] = {}
        for organisation_id, name in known:
            self._add(organisation_id, name)
        self._longest = min(6, max((len(words) for words in self._by_words), default=0))

    def _add(self, organisation_id: UUID, name: str) -> None:
        self._plain.append(plain(name))
        self._whose.append(organisation_id)
        for word in _words(name):
            self._by_each_word.setdefault(word, set()).add(organisation_id)
        words = tuple(plain(name).split())
        for said in {words, words[:2]}:  # people often say only the first words of a long name
            self._add_words(organisation_id, said)
        if _is_unspaced(name) and len(unspaced := _unspaced(name)) >= 5:
            self._by_opening.setdefault(unspaced[:3], []).append((unspaced, organisation_id))

    def _add_words(self, organisation_id: UUID, words: tuple[str, ...]) -> None:
        self._by_whole.setdefault(_whole(" ".join(words)), set()).add(organisation_id)
        if len("".join(words)) >= 3:
            self._by_words.setdefault(words, set()).add(organisation_id)
        sound = skeleton(" ".join(words))
        if len(sound) >= HEARD_FROM:
            self._by_sound.setdefault(sound, set()).add(organisation_id)

    def meant_by(self, typed: str) -> tuple[UUID, ...]:
        """Whom somebody looks for: of just this name, or with all its words, as they sound; else those nearly so."""
        same = self._by_whole.get(_whole(typed), set())
        each_word = [self._by_each_word.get(word, set()) for word in _words(typed)]
        alike = set.intersection(*each_word) - same if each_word else set()
        return (*sorted(same), *sorted(alike))[:MOST_MEANT] or self._nearly(plain(typed))

    def _nearly(self, name: str) -> tuple[UUID, ...]:
        nearly = process.extract(name, self._plain, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY, limit=MOST_MEANT)
        return tuple(dict.fromkeys(self._whose[place] for _, _, place in nearly))

    def in_text(self, text: str) -> tuple[UUID, ...]:
        """Each organisation that is named, once."""
        return tuple(dict.fromkeys((*self._spelled_with_spaces(text), *self._spelled_without(text))))

    def _spelled_with_spaces(self, text: str) -> Iterator[UUID]:
        words = [word for word in (plain(each) for each in text.split()) if word]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                window = " ".join(words[start:end])
                yield from self._named_by(window)

    def _named_by(self, window: str) -> set[UUID]:
        same = self._by_words.get(tuple(window.split()))
        return same or self._by_sound.get(skeleton(window), set())

    def _spelled_without(self, text: str) -> Iterator[UUID]:
        if not self._by_opening or not _is_unspaced(text):
            return
        run = _unspaced(text)
        for start in range(len(run) - 2):
            for name, organisation_id in self._by_opening.get(run[start : start + 3], ()):
                if run.startswith(name, start):
                    yield organisation_id
        yield from self._heard_at_the_start_of_a_phrase(text)

    def _heard_at_the_start_of_a_phrase(self, text: str) -> Iterator[UUID]:
        """A foreign name is spelled in many ways, and whatever is said of it follows without a space."""
        for phrase in text.split():
            sound = skeleton(latin(phrase)) if _is_unspaced(phrase) else ""
            for end in range(HEARD_FROM, len(sound) + 1):
                yield from self._by_sound.get(sound[:end], ())


def _of_organisation(organisation_id: UUID) -> str:
    return f"organisation {organisation_id}"


def _of_word(word: str) -> str:
    return f"word {word}"


def _words(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sounding(word) for word in plain(written).split() if len(word) > 1))


def _whole(written: str) -> str:
    return _sounding(plain(written).replace(" ", ""))


def _sounding(word: str) -> str:
    sound = skeleton(word)
    return sound if len(sound) >= SHORTEST_SKELETON else word


def _is_unspaced(text: str) -> bool:
    """Thai, Lao, Burmese and Khmer put spaces between phrases, not between words."""
    return any("\u0e00" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff" for sign in text)


def _unspaced(text: str) -> str:
    signs = _COMPANY_SIGNS.sub("", unicodedata.normalize("NFC", text).casefold())
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] in "LMN")
