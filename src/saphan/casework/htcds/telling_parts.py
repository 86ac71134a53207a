"""What a file about her severe case would say, as parts that she agrees to one by one, and back to what was agreed.

The codes of a part are what the file is made of, so that it never says more than the words she read. Call inside
`acting_as` of her desk.
"""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import translation

from saphan.casework.codes import kind_name
from saphan.casework.models import Case, Concern
from saphan.network.selectors import read_as
from saphan.standards.htcds import E164
from saphan.standards.htcds_mapping import Happened, is_possible_victim
from saphan.voice.parts import Part
from saphan.voice.wording import FILE

CONCERNS, WHERE, NAME, REACH = "concerns", "where", "name", "reach"
ALWAYS = frozenset({CONCERNS})
OFFERED = (WHERE, REACH)  # besides her name, which is written for this
BETWEEN_DIGITS = re.compile(r"[ ().-]+")
CELL = "\t"


def standing(case: Case, conversation_id: UUID) -> list[Concern]:
    """Of hers in this case, what counts now."""
    found = Concern.objects.filter(case=case, conversation_id=conversation_id, withdrawn_on=None)
    return list(found.order_by("period_from", "kind", "id"))


def everything(concerns: Sequence[Concern], *, number: str, name: str, language: str) -> tuple[Part, ...]:
    """Each part that is not empty, in her language as far as codes have words in it."""
    with translation.override(language):
        made = (_concerns(concerns), _where(concerns), Part(NAME, name), Part(REACH, as_e164(number)))
    return tuple(part for part in made if part.words)


def as_e164(number: str) -> str:
    """ "" where it is no number that can be rung from everywhere."""
    bare = BETWEEN_DIGITS.sub("", number)
    return bare if bare.startswith("+") and E164.fullmatch(bare) else ""


def _concerns(concerns: Sequence[Concern]) -> Part:
    lines = [FILE["file"], FILE["always"]]
    lines += [FILE["possible_victim"]] if is_possible_victim(one.kind for one in concerns) else []
    lines += dict.fromkeys(f"{kind_name(one.kind)} · {one.period_from:%Y-%m}" for one in concerns)
    return Part(CONCERNS, "\n".join(str(line) for line in lines), tuple(str(one.id) for one in concerns))


def _where(concerns: Sequence[Concern]) -> Part:
    known = read_as({one.respondent_id for one in concerns})
    at = {one.id: known[one.respondent_id] for one in concerns if one.respondent_id in known}
    words = dict.fromkeys(f"{card.name}, {card.place}" if card.place else card.name for card in at.values())
    codes = (CELL.join((str(concern_id), card.name, card.country, card.place)) for concern_id, card in at.items())
    return Part(WHERE, "\n".join(words), tuple(codes))


def happened(concerns: Sequence[Concern], agreed: Mapping[str, Part]) -> list[Happened]:
    """What still stands of the concerns that she agreed to, with the place where she agreed to that too."""
    asked = set(agreed[CONCERNS].codes)
    places = dict(_place(code) for code in agreed[WHERE].codes) if WHERE in agreed else {}
    return [
        Happened(one.kind, one.stage, one.period_from, *places.get(str(one.id), ()))
        for one in concerns
        if str(one.id) in asked
    ]


def _place(code: str) -> tuple[str, tuple[str, ...]]:
    concern_id, *place = code.split(CELL)
    return concern_id, tuple(place)
