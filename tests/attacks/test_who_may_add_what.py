"""Somebody signed in writes rows by hand: for another desk, for another's disclosure, in another's name.

Every attempt is refused by the database, and nothing is there afterwards.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, models, transaction

from saphan.remedy.models import (
    Acknowledgement,
    Commitment,
    Delivered,
    Disclosure,
    Dispute,
    Draft,
    Outcome,
    PartnerMessage,
    Recall,
    View,
)
from saphan.store import Intake, Lookup, Moment, Partner, Staff, Story, System, acting_as, clock
from saphan.store.callers import Caller
from saphan.vault.models import DataKey, Event, Fact, Shredded
from saphan.verification.models import Finding, Issue, Step
from saphan.voice.models import Answer, Ask, Consent, Contact, Conversation, Message, Told, WrongTry
from tests.remedy.conftest import walk
from tests.remedy.walk import Walk
from tests.verification.conftest import world

__all__ = ["walk", "world"]

pytestmark = pytest.mark.django_db


def is_refused(caller: Caller, row: models.Model) -> bool:
    """Whether the database refuses this row of this caller; then nothing is there."""
    before = count(type(row))
    try:
        with transaction.atomic(), acting_as(caller):
            row.save(force_insert=True)
    except DatabaseError as error:
        assert str(error).startswith(("42501", "SP002")), "refused for another reason"
        return count(type(row)) == before
    return False


def count(model: type[models.Model]) -> int:
    with acting_as(System("test.count")):
        return model._default_manager.count()


def shown(walk: Walk, disclosure_id: UUID) -> Disclosure:
    with acting_as(System("test.look")):
        return Disclosure.objects.get(id=disclosure_id)


def said(model: type[models.Model], disclosure: Disclosure, author: Partner | Staff, **more: Any) -> models.Model:
    """A row that a partner would write about this disclosure."""
    own = {
        Acknowledgement: {"language": "th"},
        Commitment: {"issue_id": disclosure.issue_id, "words": "we pay", "covers": "line", "due_on": clock.today()},
        Dispute: {"reason": "other", "words": "no"},
        PartnerMessage: {"number": 7, "from_partner": True, "words": "hello"},
        View: {},
    }[model]
    given = {
        "desk_id": disclosure.desk_id,
        "recipient_id": disclosure.recipient_id,
        "disclosure_id": disclosure.id,
        "by": author.id,
        "on": clock.today(),
        **own,
        **more,
    }
    return model(**given)


SAID = (Acknowledgement, Commitment, Dispute, PartnerMessage, View)


@pytest.mark.parametrize("model", SAID)
def test_a_partner_writes_about_what_it_was_shown_and_nothing_else(walk: Walk, model: type[models.Model]) -> None:
    plants, brands = shown(walk, walk.disclosed()), shown(walk, walk.disclosed(to=walk.brand))
    as_its_own = said(model, brands, walk.somchai, recipient_id=walk.plant)
    for row in (
        as_its_own,
        said(model, brands, walk.somchai),
        said(model, plants, walk.somchai, desk_id=walk.world.river),
        said(model, plants, walk.somchai, disclosure_id=uuid4()),
        said(model, plants, walk.somchai, by=walk.preecha.id),
    ):
        assert is_refused(walk.somchai, row)
    assert not is_refused(walk.somchai, said(model, plants, walk.somchai)), "the honest row is taken"


@pytest.mark.parametrize("model", SAID)
def test_nobody_of_the_desk_speaks_for_a_partner(walk: Walk, model: type[models.Model]) -> None:
    disclosure = shown(walk, walk.disclosed())
    for member in (walk.preecha, walk.world.member("lead", walk.world.river)):
        assert is_refused(member, said(model, disclosure, member))
        assert is_refused(member, said(model, disclosure, walk.somchai, desk_id=member.desk_id))


def test_a_partner_says_delivered_of_its_own_promises_only(walk: Walk) -> None:
    commitment_id = walk.promised(walk.disclosed())
    given = {"recipient_id": walk.brand, "commitment_id": commitment_id, "by": walk.ellen.id, "on": clock.today()}
    assert is_refused(walk.ellen, Delivered(desk_id=walk.world.bridge, **given))


def test_a_partner_adds_no_key_but_a_files(walk: Walk) -> None:
    given = {"desk_id": walk.world.bridge, "subject_id": uuid4(), "desk_key_version": 1, "wrapped": b"x"}
    assert is_refused(walk.somchai, DataKey(id=uuid4(), kind="conversation", **given))


@pytest.mark.parametrize(
    ("model", "more"), [(Recall, {"reason": "mistake"}), (Outcome, {"kind": "plan", "code": "agreed"})]
)
def test_another_desk_takes_nothing_back_and_says_nothing(
    walk: Walk, model: type[models.Model], more: dict[str, str]
) -> None:
    disclosure = shown(walk, walk.disclosed())
    stranger = walk.world.member("lead", walk.world.river)
    for desk_id in (stranger.desk_id, disclosure.desk_id):
        given = {"recipient_id": disclosure.recipient_id, "disclosure_id": disclosure.id, "on": clock.today()}
        assert is_refused(stranger, model(desk_id=desk_id, **given, **more))


def test_another_desk_of_the_pool_moves_no_issue(walk: Walk) -> None:
    issue, stranger = walk.world.issue(), walk.world.verifier(walk.world.river)
    where = {"pool_id": issue.pool_id, "issue_id": issue.id, "on": clock.today()}
    for lead_desk_id in (stranger.desk_id, issue.lead_desk_id):
        step = Step(
            lead_desk_id=lead_desk_id,
            from_stage="verified",
            to_stage="remedied",
            reason="x",
            by=stranger.id,
            **where,
        )
        assert is_refused(stranger, step)
        assert is_refused(stranger, Finding(lead_desk_id=lead_desk_id, kind="payroll", by=stranger.id, **where))
    with acting_as(stranger):
        assert Issue.objects.filter(id=issue.id).update(stage="remedied") == 0


def test_words_that_she_was_asked_about_stay_as_they_were(walk: Walk) -> None:
    draft_id = walk.draft()
    walk.consent(draft_id)
    with acting_as(System("test.look")):
        consent = Consent.objects.filter(draft_id=draft_id).first()
    assert consent
    attempts: tuple[Callable[[], int], ...] = (
        lambda: Draft.objects.filter(id=draft_id).update(words={"en": "They all lie."}),
        lambda: Draft.objects.filter(id=draft_id).update(crowd=5_000),
        lambda: Draft.objects.filter(id=draft_id).update(wait_days=0),
        lambda: Ask.objects.filter(ref=draft_id).update(words="Something harmless"),
        lambda: Consent.objects.filter(draft_id=draft_id).update(given=True, recipient_id=walk.brand),
        lambda: Message.objects.filter(conversation_id=consent.conversation_id).update(sealed=b"x"),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="SP001"), transaction.atomic(), acting_as(walk.ann):
            attempt()


def test_nobody_of_the_desk_takes_away_what_she_said_or_answered(walk: Walk) -> None:
    walk.consent(walk.draft())
    for model in (Message, Ask, Answer, Told, Consent, Contact):
        before = count(model)
        for caller in (walk.ann, walk.nok, Story(walk.stories[0])):
            with acting_as(caller):
                assert model._default_manager.all()._raw_delete("default") == 0
        assert count(model) == before


def test_a_worker_writes_into_her_own_story_and_for_her_own_desk(walk: Walk) -> None:
    hers, others = walk.stories[:2]
    for conversation_id, desk_id in ((others, walk.world.bridge), (hers, walk.world.stranger)):
        told = Told(desk_id=desk_id, conversation_id=conversation_id, step="remedied", on=clock.today())
        assert is_refused(Story(hers), told)
    with acting_as(System("test.look")):
        asked = Ask.objects.filter(id__in=walk.asks("consent", walk.draft()).values(), conversation_id=others).get()
    given = {"desk_id": walk.world.bridge, "conversation_id": hers, "code": "yes", "on": clock.today()}
    assert is_refused(Story(hers), Answer(ask_id=asked.id, **given))


def test_a_new_voice_sees_its_own_story_and_contact_only(walk: Walk) -> None:
    with acting_as(System("test.look")):
        row = Conversation.objects.get(id=walk.stories[0])
        Contact.objects.filter(id=row.contact_id).update(handle_kind="phone", handle_index=b"her number")
    with acting_as(Intake(walk.world.bridge, uuid4())):
        assert not Conversation.objects.exists()
        assert not Contact.objects.exists()
        assert Contact.objects.update(safe_times=["night"]) == 0
    with acting_as(Intake(walk.world.bridge, uuid4(), handle_index=b"her number")):
        assert list(Contact.objects.values_list("id", flat=True)) == [row.contact_id]


def test_the_hash_of_one_code_opens_one_row(walk: Walk) -> None:
    with acting_as(System("test.look")):
        row = Conversation.objects.get(id=walk.stories[0])
    with acting_as(Lookup(bytes(row.code_hash))):
        assert list(Conversation.objects.values_list("id", flat=True)) == [row.id]
        assert Conversation.objects.update(status="closed") == 0
        assert not Message.objects.exists()
    with acting_as(Lookup(b"")):
        assert not Conversation.objects.exists()
    with acting_as(walk.somchai):
        assert not Conversation.objects.exists()
        assert not WrongTry.objects.exists()
    now = clock.now()
    assert is_refused(walk.somchai, WrongTry(at=now))


def test_nobody_signs_for_another(walk: Walk) -> None:
    moment = Moment(clock.now())
    for caller, signed, by in (
        (walk.somchai, "staff", walk.preecha.id),
        (walk.somchai, "partner", walk.ellen.id),
        (walk.nok, "staff", walk.ann.id),
        (Story(walk.stories[0]), "system", None),
    ):
        event = Event(id=uuid4(), at=moment.now, caller=signed, caller_id=by, act="test.made_up")
        assert is_refused(caller, event)
    fact = Fact(id=uuid4(), on=moment.day, kind="remedy.remedied", subject=uuid4(), desk_id=walk.world.bridge)
    assert is_refused(walk.somchai, fact)
    assert is_refused(walk.somchai, Shredded(subject_id=uuid4(), on=moment.day))
