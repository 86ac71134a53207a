"""A partner tells of a problem that it found itself, or promises something of its own accord; and what becomes of it.

Nobody's voice stands behind it, so it is no issue and verifies none: it stands beside them, and the figures count it.
"""

from datetime import date
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.remedy.models import Disclosure
from saphan.remedy.own_models import OwnWord, OwnWordAct
from saphan.remedy.policies import may_act_as_partner, may_hear_own_words, require
from saphan.remedy.receiving import is_kept
from saphan.remedy.refusals import DoesNotFit, NotNow
from saphan.remedy.words import FAMILIES
from saphan.remedy.writing import written
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record

PROBLEM, PROMISE = "problem", "promise"
TAKEN_UP, CONFIRMED, NOT_KEPT, KEPT = "taken_up", "confirmed", "not_kept", "kept"
DESK_ACTS = {PROBLEM: (TAKEN_UP,), PROMISE: (CONFIRMED, NOT_KEPT)}
HOW = ("workers", "visit", "document")
"""How a desk knows that a promise was kept, or was not: workers said so, somebody went there, a paper shows it."""


def tell_of_a_problem(*, family: str, words: str, by: Partner, once: UUID | None = None) -> UUID:
    """It found it itself and says so; the desk is rung. Raises NotAllowed, WordsMissing, DoesNotFit."""
    if family not in FAMILIES:
        raise DoesNotFit("family")
    return _keep(OwnWord(kind=PROBLEM, family=family, words=written(words)), by, once)


def promise(*, words: str, due_on: date, by: Partner, once: UUID | None = None) -> UUID:
    """Outside of any single issue, to be done by a day. Raises NotAllowed, WordsMissing, DoesNotFit."""
    return _keep(OwnWord(kind=PROMISE, words=written(words), due_on=due_on), by, once)


def say_kept(*, own_word_id: UUID, by: Partner) -> None:
    """The partner's own word, which counts for nothing until the desk knows. Raises NotAllowed, NotNow."""
    with acting_as(by) as moment:
        row = _row(own_word_id)
        require(may_act_as_partner(by, row.recipient_id))
        if row.kind != PROMISE or row.due_on is None:
            raise NotNow
        if _act(row, KEPT, "", by, moment):
            coded: Payload = {"in_time": moment.day <= row.due_on, **_kind_of(row)}
            record("remedy.own_promise_said_kept", row.id, fact=coded)
            _ring(row)


def answer(*, own_word_id: UUID, act: str, by: Staff, how: str = "") -> None:
    """The desk takes up a problem, or says whether a promise was kept, and how it knows; once.

    Raises NotAllowed, NotNow (answered before), DoesNotFit.
    """
    with acting_as(by) as moment:
        row = _row(own_word_id)
        require(may_hear_own_words(by, row.desk_id))
        if act not in DESK_ACTS[row.kind] or (row.kind == PROMISE and how not in HOW):
            raise DoesNotFit("act")
        one_at_a_time(row.id)
        if OwnWordAct.objects.filter(own_word_id=row.id, act__in=DESK_ACTS[row.kind]).exists():
            raise NotNow
        _act(row, act, how if row.kind == PROMISE else "", by, moment)
        coded: Payload = {"how": how, **_kind_of(row)}
        record(_FACTS[act], row.id, fact=coded)
        notify(staff_ids=network.partner_ids(row.recipient_id), kind="remedy.own_word_answered")


_FACTS = {
    TAKEN_UP: "remedy.own_problem_taken_up",
    CONFIRMED: "remedy.own_promise_confirmed",
    NOT_KEPT: "remedy.own_promise_not_kept",
}


def _keep(row: OwnWord, by: Partner, once: UUID | None) -> UUID:
    with acting_as(by) as moment:
        require(may_act_as_partner(by, by.organisation_id))
        if row.due_on is not None and row.due_on < moment.day:
            raise DoesNotFit("due_on")
        if once and is_kept(OwnWord, once):
            return once
        row.id, row.desk_id, row.recipient_id = once or random_id(), _desk_of(by), by.organisation_id
        row.by, row.on = by.id, moment.day
        row.save(force_insert=True)
        act = "remedy.own_problem_told" if row.kind == PROBLEM else "remedy.own_promise_made"
        record(act, row.id, fact={"family": row.family, **_kind_of(row)})
        _ring(row)
    return row.id


def _desk_of(by: Partner) -> UUID:
    """The desk that showed it something last; else the first that was opened."""
    shown = Disclosure.objects.filter(recipient_id=by.organisation_id).order_by("-on", "-id")
    return shown.values_list("desk_id", flat=True).first() or network.first_desk_id()


def _row(own_word_id: UUID) -> OwnWord:
    """Raises NotAllowed, also for one that is not there for whoever acts."""
    row = OwnWord.objects.filter(id=own_word_id).first()
    if row is None:
        raise NotAllowed
    return row


def _act(row: OwnWord, act: str, how: str, by: Partner | Staff, moment: Moment) -> bool:
    """False when it was said before."""
    one_at_a_time(row.id)
    if OwnWordAct.objects.filter(own_word_id=row.id, act=act).exists():
        return False
    OwnWordAct.objects.create(
        desk_id=row.desk_id,
        recipient_id=row.recipient_id,
        own_word_id=row.id,
        act=act,
        how=how,
        by=by.id,
        on=moment.day,
    )
    return True


def _kind_of(row: OwnWord) -> Payload:
    return {"recipient_kind": network.organisation(row.recipient_id).kind}


def _ring(row: OwnWord) -> None:
    notify(staff_ids=network.verifiers_or_leads(row.desk_id), kind="remedy.own_word")
