"""Saphan's own replies: a machine put them in each language, and they are its words until somebody accepts them all."""

from saphan.casework import approved_replies
from saphan.network.word_reviews import sentences


def accepted_by(language: str) -> dict[str, tuple[str, ...]]:
    """By code of the reply: who accepted every sentence of it in this language, as they are named."""
    by_english = {one.english[0]: one.by for one in sentences(language, "casework")}
    return {code: _all_of(reply.sentences, by_english) for code, reply in approved_replies.ALL.items()}


def by_a_machine(language: str) -> frozenset[str]:
    """Codes of those that nobody accepted yet; none where English is sent."""
    if language == "en" or not approved_replies.is_written_in(language):
        return frozenset()
    return frozenset(code for code, names in accepted_by(language).items() if not names)


def _all_of(english: tuple[str, ...], by_english: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted(set.intersection(*(set(by_english.get(each, ())) for each in english))))
