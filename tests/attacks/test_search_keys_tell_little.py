"""A thief takes the keys of a dump and knows the statistics of the language: how much text does he get back?

The corpus is Django's catalogues (BSD) in English and our own in Burmese: what the public knows of a language is drawn
from them, and what workers say, too. First the attack is tried on the scheme that we refused, a keyed hash of every
word and every trigram, to see that it works. Then on the table that we keep.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from gettext import GNUTranslations
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import django
import pytest
from django.db import connection

from saphan.languages.search_keys import Mention, tokens_of
from saphan.network import services as network
from saphan.store import System, acting_as
from saphan.voice import services as voice
from saphan.voice import understanding
from saphan.voice.keys_of_words import keys_for
from saphan.voice.models import SearchKey
from tests.languages import burmese
from tests.voice.given import Desk, a_voice, open_desk

CATALOGUES = Path(django.__file__).parent
STORIES = 400
MOST = 300  # keys and words that the thief works on
KNOWN = ("Blue Prawn Foods", "Golden Thread", "Silver Needle", "Red Anchor", "Green Crab", "Old Lighthouse")
MARKED = "Mahachai"
Stories = Mapping[object, Set[object]]  # by story, the keys or words in it
Cut = Callable[[str], set[str]]


def corpus(language: str) -> list[str]:
    """Sentences of Django's catalogues, without the places where something is put in; of our own in Burmese."""
    if language == "my":
        return list(burmese.sentences())
    said: set[str] = set()
    for file in sorted(CATALOGUES.glob("c*/**/locale/de/LC_MESSAGES/django.mo")):
        with file.open("rb") as content:
            catalogue: dict[object, str] = GNUTranslations(content)._catalog  # type: ignore[attr-defined]
        said |= {
            re.sub(r"%\(?\w*\)?[sd]|[{<][^}>]*[}>]|.*\x04", " ", each) for each in catalogue if isinstance(each, str)
        }
    return sorted(each for each in said if 12 < len(each) < 300)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{2,}", text.lower()))


def trigrams(text: str) -> set[str]:
    letters = re.sub(r"\s+", " ", text)
    return {letters[start : start + 3] for start in range(len(letters) - 2)}


def spoken(language: str, *, public: bool) -> list[str]:
    """Three sentences a story, some said much more often than others."""
    sentences = corpus(language)
    random.Random(7).shuffle(sentences)  # so that what is frequent is not what comes first in the alphabet
    weights = [1 / (rank + 2) for rank in range(len(sentences))]
    say = random.Random(f"{language} {public}")
    return [" ".join(say.choices(sentences, weights, k=3)) for _ in range(STORIES)]


@dataclass(frozen=True)
class Guess:
    """What the thief says that each key means."""

    meaning: dict[object, str]

    def right(self, truth: Mapping[object, Set[str]]) -> set[str]:
        return {word for key, word in self.meaning.items() if word in truth.get(key, set())}


def attack(taken: Stories, public: Iterable[set[str]], told: Mapping[object, str]) -> Guess:
    """Each key is taken for the word that is as frequent, and stands as often beside what the thief knows already.

    told: what some keys mean, for instance because he sent those messages himself.
    """
    stories, texts = list(taken.values()), list(public)
    keys = [key for key in most_frequent(stories) if key not in told]
    vocabulary = [word for word in most_frequent(texts) if word not in told.values()]
    looks_of_keys = [look(key, stories, list(told)) for key in keys]
    looks_of_words = [look(word, texts, list(told.values())) for word in vocabulary]
    pairs = sorted(
        (math.dist(seen, expected), place, meant)
        for place, seen in enumerate(looks_of_keys)
        for meant, expected in enumerate(looks_of_words)
    )
    meaning: dict[object, str] = {}
    spent: set[int] = set()
    for _, place, meant in pairs:
        if keys[place] not in meaning and meant not in spent:
            meaning[keys[place]] = str(vocabulary[meant])
            spent.add(meant)
    return Guess(meaning)


def most_frequent(stories: Iterable[Set[object]]) -> list[object]:
    return [one for one, _ in Counter(one for story in stories for one in story).most_common(MOST)]


def look(one: object, stories: Sequence[Set[object]], beside: Sequence[object]) -> list[float]:
    """How frequent it is, and how often it stands beside each of the others, as square roots: rare ones count, too."""
    own = [story for story in stories if one in story]
    together = (sum(other in story for story in own) for other in beside)
    return [math.sqrt(count / len(stories)) for count in (len(own), *together)]


def told_of(taken: Stories, truth: Mapping[object, Set[str]], share: float) -> dict[object, str]:
    """The most frequent keys, with what they mean."""
    keys = most_frequent(taken.values())
    return {key: min(truth[key]) for key in keys[: math.ceil(len(keys) * share)]}


@pytest.mark.parametrize(("language", "cut"), [("en", words), ("my", trigrams)])
def test_the_attack_works_where_every_token_has_a_key(language: str, cut: Cut) -> None:
    # Given the scheme that we refused, and what one key in ten means
    said, secret = spoken(language, public=False), b"only the house knows this"
    hashed = {token: sha256(secret + token.encode()).digest() for text in said for token in cut(text)}
    taken: Stories = {number: {hashed[token] for token in cut(text)} for number, text in enumerate(said)}
    truth = {key: {token} for token, key in hashed.items()}
    # When the thief reads the others
    guess = attack(taken, map(cut, spoken(language, public=True)), told_of(taken, truth, 0.1))
    # Then much of the text is his
    right = guess.right(truth)
    print(f"\n{language}, every token hashed: {len(right)} of {len(guess.meaning)} unknown keys read back")
    assert len(right) >= 0.1 * len(guess.meaning)


@dataclass(frozen=True)
class Taken:
    """What stands in the dump, and what the house knows of it."""

    desk: Desk
    said: dict[UUID, str]
    keys: dict[UUID, set[object]]
    rows: list[str]
    names: dict[str, UUID]


@pytest.fixture
def taken(fresh_database: str) -> Taken:
    """Stories in English and Burmese; in every third somebody names a workplace, the first ones far more often."""
    desk = open_desk()
    names = {name: network.create_organisation(kind="supplier", name=name, country="TH") for name in KNOWN}
    dice, said = random.Random(11), {}
    for number, text in enumerate([*spoken("en", public=False)[:60], *spoken("my", public=False)[:60]]):
        (name,) = dice.choices(KNOWN, [1 / (rank + 1) for rank in range(len(KNOWN))]) if number % 3 == 0 else ("",)
        story = a_voice(desk, f"{text} {name}").conversation_id
        understanding.understand(story)
        said[story] = f"{text} {name}"
    voice.mark(conversation_id=story, word=MARKED, by=desk.caseworker)
    with acting_as(System("test.thief")), connection.cursor() as cursor:
        cursor.execute("SELECT conversation_id, key, t::text FROM voice_search_key t")
        found = cursor.fetchall()
    keys: dict[UUID, set[object]] = {story: set() for story in said}
    for story, key, _ in found:
        keys[story].add(key)
    return Taken(desk, said, keys, [row for _, _, row in found], names)


def test_no_unmarked_word_comes_back_from_the_keys_that_we_keep(taken: Taken) -> None:
    # Given the thief knows both languages, each word and trigram in them, and what half of the keys mean
    cuts: tuple[tuple[str, Cut], ...] = (("en", words), ("my", trigrams))
    names = dict(truth_behind(taken))
    told = told_of(taken.keys, names, 0.5)
    for language, cut in cuts:
        # When he reads the others by their frequency and by what stands together
        guess = attack(taken.keys, [cut(text) for text in spoken(language, public=True)], told)
        # Then no word of what was said comes back: none that a key was made of, in a story where it stands
        right = guess.right(said_behind(taken, cut))
        print(f"\n{language}, the keys that we keep: {len(right)} of {len(guess.meaning)} unknown keys read back")
        assert guess.meaning
        assert right == set()


def test_every_key_of_the_dump_stands_for_a_name_or_a_mark(taken: Taken) -> None:
    truth = dict(truth_behind(taken))
    for story, keys in taken.keys.items():
        named = {name for name in KNOWN if taken.said[story].endswith(name)}
        assert set().union(*(truth[key] for key in keys)) - {MARKED} == named
    with acting_as(System("test.thief")):
        assert set(SearchKey.objects.values_list("kind", flat=True)) == {"name", "mark"}


def test_with_the_key_file_words_fit_by_chance_only(taken: Taken) -> None:
    """He can compute the key of any word; whether it fits says nothing about whether it was said."""
    vocabulary = sorted(set().union(*map(words, taken.said.values())) - words(" ".join((*KNOWN, MARKED))))
    fits = [
        word in words(taken.said[story])
        for word in vocabulary
        for key in keys_for(tokens_of(Mention(word), is_marked=True), taken.desk.id)
        for story, keys in taken.keys.items()
        if key in keys
    ]
    print(f"\nwith the key file: {len(vocabulary)} words tried, {len(fits)} fits by chance, {sum(fits)} of them said")
    assert len(fits) <= 0.05 * len(vocabulary) * len(taken.rows)


def test_counting_places_the_largest_workplaces_and_tells_no_more(taken: Taken) -> None:
    """Who knows which workplaces are large places them by counting: names, and no other word."""
    order = most_frequent(taken.keys.values())
    placed = [name for rank, name in enumerate(KNOWN) if [taken_key(taken, name)] == order[rank : rank + 1]]
    print(f"\nby counting alone: {len(placed)} of {len(KNOWN)} known workplaces placed")
    assert len(order) <= len(KNOWN) + 1


def test_the_rows_show_neither_words_nor_their_length(taken: Taken) -> None:
    everything = "\n".join(taken.rows)
    for word in (*KNOWN, MARKED):
        assert word not in everything
        assert word.encode().hex() not in everything
    assert len({len(row.rsplit("x", 1)[1]) for row in taken.rows}) == 1


def truth_behind(taken: Taken) -> Iterator[tuple[object, set[str]]]:
    for name in taken.names:
        yield taken_key(taken, name), {name}
    for key in keys_for(tokens_of(Mention(MARKED), is_marked=True), taken.desk.id):
        yield key, {MARKED}


def said_behind(taken: Taken, cut: Cut) -> Mapping[object, set[str]]:
    """For each key the tokens that were said in a story which has it, and that have this key."""
    behind: dict[object, set[str]] = {}
    of_token: dict[str, Set[object]] = {}
    for story, keys in taken.keys.items():
        for token in cut(taken.said[story]):
            own = of_token.setdefault(token, set(keys_for(tokens_of(Mention(token), is_marked=True), taken.desk.id)))
            for key in own & keys:
                behind.setdefault(key, set()).add(token)
    return behind


def taken_key(taken: Taken, name: str) -> int:
    (key,) = keys_for(tokens_of(Mention(organisation_id=taken.names[name])), taken.desk.id)
    return key
