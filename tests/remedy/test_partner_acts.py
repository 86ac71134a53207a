"""Given something that was disclosed to it, a partner may add; it can close, hide and change nothing."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from saphan.remedy import selectors
from saphan.remedy import services as remedy
from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Dispute,
    Evidence,
    PartnerMessage,
    Retaliation,
    Round,
    View,
)
from saphan.remedy.refusals import DoesNotFit, NotAskedYet, NotNow, PromisesFirst, WordsMissing, WrongFile
from saphan.remedy.services import PartnerFile
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.vault.sealing import CannotOpen
from saphan.verification.models import Issue
from tests.casework.given import events
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db
PAY_RUN = PartnerFile(b"%PDF-1.7 pay run with names")
SAID = (Acknowledgement, Commitment, Delivered, Dispute, Evidence, PartnerMessage)


def refused(walk: Walk, why: type[Refusal], act: Callable[[], object]) -> None:
    before, stage = rows(), walk.stage()
    with pytest.raises(why):
        act()
    assert (rows(), walk.stage()) == (before, stage)


def rows() -> list[int]:
    with acting_as(System("test")):
        return [model._default_manager.count() for model in SAID]


def promise(walk: Walk, shown: UUID, by: Partner | None = None, **other: object) -> UUID:
    given: dict[str, object] = {
        "words": "We pay overtime.",
        "covers": "line",
        "due_on": clock.today() + timedelta(days=9),
        **other,
    }
    return remedy.commit(disclosure_id=shown, by=by or walk.somchai, **given)  # type: ignore[arg-type]


def test_nothing_is_promised_before_the_promises(walk: Walk) -> None:
    shown = walk.disclosed()
    refused(walk, PromisesFirst, lambda: promise(walk, shown))
    refused(walk, PromisesFirst, lambda: remedy.add_evidence(disclosure_id=shown, file=PAY_RUN, by=walk.somchai))


def test_promises_are_accepted_once_in_its_language(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai, language="th")
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai, language="en")
    with acting_as(walk.somchai):
        assert Acknowledgement.objects.get().language == "th"
    assert walk.stage() == "acknowledged"


def test_a_brand_commits_itself_too(walk: Walk) -> None:
    walk.planned()
    to_brand = walk.disclosed(to=walk.brand)
    remedy.acknowledge(disclosure_id=to_brand, by=walk.ellen)
    promise(walk, to_brand, by=walk.ellen, words="We keep the contract.", covers="site")
    assert walk.stage() == "planned"
    with acting_as(walk.somchai):
        assert Commitment.objects.count() == 1  # neither sees the other's


def test_a_promise_fits_or_is_refused(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai)
    refused(walk, DoesNotFit, lambda: promise(walk, shown, covers="ma_thiri"))
    refused(walk, DoesNotFit, lambda: promise(walk, shown, due_on=clock.today() - timedelta(days=1)))
    refused(walk, WordsMissing, lambda: promise(walk, shown, words=" "))
    refused(walk, DoesNotFit, lambda: promise(walk, shown, supersedes_id=walk.issue_id))


def test_a_changed_promise_supersedes_and_the_first_stays(walk: Walk) -> None:
    shown = walk.disclosed()
    first = walk.promised(shown)
    second = promise(walk, shown, supersedes_id=first, words="We pay by June.")
    page = selectors.disclosure_page(walk.somchai, shown, "en")
    assert [row.id for row in page.commitments] == [second]
    assert rows()[1] == 2


def test_while_workers_are_asked_promises_stand(walk: Walk) -> None:
    shown = walk.disclosed()
    walk.promised(shown)
    remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    refused(walk, NotNow, lambda: promise(walk, shown))


def test_nothing_is_delivered_before_the_workers_were_asked(walk: Walk) -> None:
    commitment_id = walk.planned()
    refused(walk, NotAskedYet, lambda: remedy.deliver(commitment_id=commitment_id, by=walk.somchai))


@pytest.mark.parametrize(
    ("amount", "currency"), [(Decimal(-1), "THB"), (Decimal("1.005"), "THB"), (Decimal(5), ""), (Decimal("NaN"), "THB")]
)
def test_an_amount_that_does_not_fit(walk: Walk, amount: Decimal, currency: str) -> None:
    commitment_id = walk.agreed()
    refused(
        walk,
        DoesNotFit,
        lambda: remedy.deliver(commitment_id=commitment_id, by=walk.somchai, amount=amount, currency=currency),
    )


def test_a_delivery_is_sealed_for_the_desk_and_moves_the_issue(walk: Walk) -> None:
    # Given an agreed plan, when Somchai says that it is delivered and uploads the pay run
    commitment_id = walk.agreed()
    remedy.deliver(
        commitment_id=commitment_id, by=walk.somchai, amount=Decimal("184000.50"), currency="thb", file=PAY_RUN
    )
    assert walk.stage() == "delivered"
    refused(walk, NotNow, lambda: remedy.deliver(commitment_id=commitment_id, by=walk.somchai))

    # Then the desk can open it, which is audited, and he cannot
    with acting_as(walk.somchai):
        evidence = Evidence.objects.get()
    assert b"names" not in bytes(evidence.sealed)
    assert remedy.open_evidence(evidence_id=evidence.id, by=walk.preecha) == ("application/pdf", PAY_RUN.content)
    assert len(events("vault.opened", why="evidence_read")) == 1
    with pytest.raises(NotAllowed):
        remedy.open_evidence(evidence_id=evidence.id, by=walk.world.verifier(walk.world.stranger))
    from saphan.vault.services import key_of

    with acting_as(walk.somchai), pytest.raises(CannotOpen):
        key_of(evidence.subject_id)


@pytest.mark.parametrize("content", [b"", b"MZ a program", b"<html>"])
def test_a_strange_file_is_not_kept(walk: Walk, content: bytes) -> None:
    shown = walk.disclosed()
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai)
    refused(
        walk, WrongFile, lambda: remedy.add_evidence(disclosure_id=shown, file=PartnerFile(content), by=walk.somchai)
    )


def test_a_dispute_stands_beside_the_issue(walk: Walk) -> None:
    # Given an issue in progress
    shown = walk.disclosed()
    walk.promised(shown)

    # When Somchai disputes it
    remedy.dispute(disclosure_id=shown, reason="facts_differ", words="Everybody was paid.", by=walk.somchai)

    # Then the desk reads his reasons, and the issue stands where it stood
    assert walk.stage() == "planned"
    panel = selectors.issue_remedy(walk.preecha, walk.issue_id)
    assert panel is not None
    assert [(reason, words) for reason, words, _ in panel.disclosures[0].disputes] == [
        ("facts_differ", "Everybody was paid.")
    ]
    refused(walk, DoesNotFit, lambda: remedy.dispute(disclosure_id=shown, reason="lies", words="x", by=walk.somchai))


def test_messages_name_the_desk_and_nobody(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.write_to_desk(disclosure_id=shown, words="Which months?", by=walk.somchai)
    remedy.write_to_partner(disclosure_id=shown, words="March and April.", by=walk.preecha)
    page = selectors.disclosure_page(walk.somchai, shown, "en")
    assert [(row.from_partner, row.words) for row in page.messages] == [
        (True, "Which months?"),
        (False, "March and April."),
    ]
    assert page.desk == "Bridge Thailand"
    refused(walk, NotAllowed, lambda: remedy.write_to_desk(disclosure_id=shown, words="Hello", by=walk.ellen))


def test_another_partner_can_do_nothing_with_it(walk: Walk) -> None:
    shown, ellen = walk.disclosed(), walk.ellen
    remedy.acknowledge(disclosure_id=shown, by=walk.somchai)
    for act in (
        lambda: remedy.acknowledge(disclosure_id=shown, by=ellen),
        lambda: promise(walk, shown, by=ellen),
        lambda: remedy.dispute(disclosure_id=shown, reason="other", words="x", by=ellen),
        lambda: remedy.add_evidence(disclosure_id=shown, file=PAY_RUN, by=ellen),
        lambda: remedy.see(disclosure_id=shown, by=ellen),
    ):
        refused(walk, NotAllowed, act)


def test_looking_is_logged_once_a_day(walk: Walk) -> None:
    shown = walk.disclosed()
    remedy.see(disclosure_id=shown, by=walk.somchai)
    remedy.see(disclosure_id=shown, by=walk.somchai)
    with acting_as(walk.preecha):
        assert View.objects.get().by == walk.somchai.id


def test_a_partner_reads_no_issue_no_round_and_no_retaliation(walk: Walk) -> None:
    walk.remedied()
    with acting_as(walk.somchai):
        assert not Issue.objects.exists()
        assert not Round.objects.exists()
        assert not Retaliation.objects.exists()
        assert Issue.objects.update(stage="remedied") == 0
