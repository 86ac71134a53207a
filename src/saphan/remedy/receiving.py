"""A disclosure in the hands of its recipient: finding it, and what every act of a partner begins and ends with."""

from uuid import UUID

from django.db import models

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.network.speakers import who_writes_with
from saphan.remedy.models import Acknowledgement, Commitment, Delivered, Disclosure, Recall
from saphan.remedy.policies import may_act_as_partner, may_work_on, require
from saphan.remedy.refusals import NoLongerOpen, PromisesFirst
from saphan.remedy.weighing import issue_card
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time

DIALOGUE = frozenset({"remedy.partner_wrote", "remedy.disputed"})  # words, which somebody has to read and answer


def disclosed_to(by: Partner, disclosure_id: UUID) -> Disclosure:
    """The disclosure, if it was made to this partner and its page is open. Raises NotAllowed, NoLongerOpen.

    Whoever else acts on it, and whoever takes it back, waits until this transaction is over.
    """
    disclosure = _seen(disclosure_id)
    require(may_act_as_partner(by, disclosure.recipient_id))
    return _open(disclosure)


def disclosed_by(by: Staff, disclosure_id: UUID) -> Disclosure:
    """The disclosure, if this desk may work on its issue and its page is open. Raises NotAllowed, NoLongerOpen.

    Others wait, as with `disclosed_to`.
    """
    disclosure = _seen(disclosure_id)
    require(may_work_on(by, issue_card(disclosure.issue_id)))
    return _open(disclosure)


def _seen(disclosure_id: UUID) -> Disclosure:
    """The row, if its policies show it to whoever acts."""
    disclosure = Disclosure.objects.filter(id=disclosure_id).first()
    if disclosure is None:
        raise NotAllowed
    return disclosure


def _open(disclosure: Disclosure) -> Disclosure:
    one_at_a_time(disclosure.id)
    if is_recalled(disclosure.id):
        raise NoLongerOpen
    return disclosure


def is_recalled(disclosure_id: UUID) -> bool:
    return Recall.objects.filter(disclosure_id=disclosure_id).exists()


def is_kept(model: type[models.Model], once: UUID | None) -> bool:
    """Whether a form with this id was taken before: it was sent twice, and counts once."""
    return once is not None and model._default_manager.filter(id=once).exists()


def after_the_promises(by: Partner, disclosure_id: UUID) -> Disclosure:
    """As `disclosed_to`, once the promises were accepted. Raises PromisesFirst too."""
    disclosure = disclosed_to(by, disclosure_id)
    if not Acknowledgement.objects.filter(disclosure_id=disclosure_id).exists():
        raise PromisesFirst("acknowledge")
    return disclosure


def current_commitments(disclosure_id: UUID) -> list[Commitment]:
    """Promises that no newer one supersedes, by due day."""
    rows = list(Commitment.objects.filter(disclosure_id=disclosure_id).order_by("due_on", "id"))
    superseded = {row.supersedes_id for row in rows}
    return [row for row in rows if row.id not in superseded]


def undelivered(disclosure_id: UUID) -> list[Commitment]:
    """Promises that stand and of which nobody has said that they were kept."""
    current = current_commitments(disclosure_id)
    said = Delivered.objects.filter(commitment_id__in=[row.id for row in current])
    kept = set(said.values_list("commitment_id", flat=True))
    return [row for row in current if row.id not in kept]


def tell_the_desk(disclosure: Disclosure, kind: str) -> None:
    """Ring for the verifiers and leads of the desk that showed it; for words, for those who speak the company's."""
    people = {*network.verifier_ids(disclosure.desk_id), *network.lead_ids(disclosure.desk_id)}
    if kind in DIALOGUE:
        people = set(who_writes_with(disclosure.recipient_id, people))
    notify(staff_ids=sorted(people), kind=kind, object_id=disclosure.issue_id)
