"""What a partner said of its own accord, as its own page and the desk's show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.network import selectors as network
from saphan.remedy.own_models import OwnWord, OwnWordAct
from saphan.remedy.own_words import CONFIRMED, DESK_ACTS, KEPT, NOT_KEPT, PROBLEM, TAKEN_UP
from saphan.remedy.policies import may_act_as_partner, may_hear_own_words, require
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff

MOST = 100


@dataclass(frozen=True, slots=True)
class OwnWordShown:
    """One problem or promise, newest first. acts: what became of it, by code, with its day. how: the desk knows it."""

    id: UUID
    company: str
    kind: str
    family: str
    words: str = field(repr=False)
    due_on: date | None
    on: date
    acts: dict[str, date]
    how: str
    is_late: bool

    @property
    def is_problem(self) -> bool:
        return self.kind == PROBLEM

    @property
    def state(self) -> str:
        """A code: what the desk said, else what the partner did, else that it waits or is late."""
        said = next((act for act in (TAKEN_UP, CONFIRMED, NOT_KEPT, KEPT) if act in self.acts), "")
        return said or ("told" if self.is_problem else "late" if self.is_late else "promised")

    @property
    def waits_for_desk(self) -> bool:
        return not self.acts.keys() & set(DESK_ACTS[self.kind])

    @property
    def waits_for_partner(self) -> bool:
        return not self.is_problem and KEPT not in self.acts and self.waits_for_desk


def of_partner(by: Partner) -> list[OwnWordShown]:
    """Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_act_as_partner(by, by.organisation_id))
        return _shown(OwnWord.objects.filter(recipient_id=by.organisation_id), moment.day)


def of_desk(by: Staff) -> list[OwnWordShown]:
    """Those that wait for the desk first. Raises NotAllowed."""
    with acting_as(by) as moment:
        require(may_hear_own_words(by, by.desk_id))
        rows = _shown(OwnWord.objects.filter(desk_id=by.desk_id), moment.day)
    return sorted(rows, key=lambda row: not row.waits_for_desk)


def _shown(rows: Iterable[OwnWord], today: date) -> list[OwnWordShown]:
    found = sorted(rows, key=lambda row: (row.on, row.id), reverse=True)[:MOST]
    names = network.organisations(row.recipient_id for row in found)
    acts: dict[UUID, dict[str, OwnWordAct]] = defaultdict(dict)
    for act in OwnWordAct.objects.filter(own_word_id__in=[row.id for row in found]):
        acts[act.own_word_id][act.act] = act
    return [_one(row, names[row.recipient_id].name, acts[row.id], today) for row in found]


def _one(row: OwnWord, company: str, acts: dict[str, OwnWordAct], today: date) -> OwnWordShown:
    return OwnWordShown(
        id=row.id,
        company=company,
        kind=row.kind,
        family=row.family,
        words=row.words,
        due_on=row.due_on,
        on=row.on,
        acts={code: act.on for code, act in acts.items()},
        how=next((act.how for act in acts.values() if act.how), ""),
        is_late=row.due_on is not None and row.due_on < today and KEPT not in acts,
    )
