"""The walk, act by act, by calling the services: for the demo's world, and for tests that mix them with a browser.

Each act is one thing that one person does. None of them moves the clock; whoever calls them lets days pass between.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from saphan.casework import services as casework
from saphan.demo import cast
from saphan.demo.affairs import Affair, Worker
from saphan.demo.sayings import MORE, REPLIES, TOPICS
from saphan.network.models import Desk, Organisation, Staff
from saphan.network.selectors import caller_of
from saphan.remedy import selectors as remedy_reads
from saphan.remedy import services as remedy
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store import callers, clock
from saphan.store.acting import acting_as
from saphan.store.tasks import run_waiting
from saphan.verification import selectors as verification_reads
from saphan.verification import services as verification
from saphan.verification.models import Issue
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.models import Ask

READING = callers.System("demo.story")


@dataclass(frozen=True, slots=True)
class People:
    """The callers and ids that the acts need, found by the keys and names of `cast`."""

    staff: dict[str, callers.Staff]
    partners: dict[str, callers.Partner]
    organisations: dict[str, UUID]
    desks: dict[str, UUID]

    def partner_of(self, organisation: str) -> callers.Partner:
        return next(one for one in self.partners.values() if one.organisation_id == self.organisations[organisation])


def people() -> People:
    """Everybody of the cast who is in this database."""
    by_key = {one.email: one.key for one in cast.PEOPLE}
    found = {by_key[one.email]: caller_of(one) for one in Staff.objects.filter(email__in=by_key)}
    return People(
        staff={key: one for key, one in found.items() if isinstance(one, callers.Staff)},
        partners={key: one for key, one in found.items() if isinstance(one, callers.Partner)},
        organisations={one.name: one.id for one in Organisation.objects.all()},
        desks={one.name: one.id for one in Desk.objects.all()},
    )


# -- acts 1 to 6: voices


def she_writes(affair: Affair, worker: Worker, desk_id: UUID) -> None:
    """Act 1. One sentence is kept; she has a claim code."""
    accepted = voice.accept(
        Inbound(
            desk_id=desk_id,
            channel=worker.channel,
            language=worker.language,
            once=str(uuid4()),
            text=TOPICS[affair.topic][worker.language],
            icon=affair.icon,
        )
    )
    worker.conversation_id, worker.code = accepted.conversation_id, accepted.claim_code
    run_waiting()


def she_adds_details(affair: Affair, worker: Worker) -> None:
    """Act 2. About herself; where; ask me first."""
    voice.set_details(
        conversation_id=worker.conversation_id,
        about_someone_else=False,
        place=f"{affair.respondent}, {affair.line}",
        tell="ask_first",
    )


def the_desk_answers(worker: Worker, by: callers.Staff) -> None:
    """Act 3."""
    casework.take_up(conversation_id=worker.conversation_id, by=by)
    voice.reply(conversation_id=worker.conversation_id, text=REPLIES[worker.language], by=by)


def she_writes_on(worker: Worker, sentence: int = 0) -> None:
    """Act 4."""
    lines = MORE[worker.language]
    voice.say_more(conversation_id=worker.conversation_id, text=lines[sentence % len(lines)], once=str(uuid4()))
    run_waiting()


def the_desk_records(affair: Affair, worker: Worker, by: callers.Staff, respondent_id: UUID) -> UUID:
    """Act 5. Opens a case, or lets the third voice join the second's at the same desk; returns the concern's id."""
    if worker is affair.workers[-1] and len(affair.workers) > 2 and worker.desk == affair.workers[-2].desk:
        case_id = affair.case_id
        casework.join_case(case_id=case_id, conversation_id=worker.conversation_id, by=by)
    else:
        affair.case_id = case_id = casework.open_case(conversation_id=worker.conversation_id, by=by)
    concern_id = casework.record_concern(
        case_id=case_id,
        conversation_id=worker.conversation_id,
        by=by,
        kind=affair.kind,
        respondent_id=respondent_id,
        stage=kind_of(affair.kind).stage,
        period_from=clock.today() - timedelta(days=60),
        first_hand=True,
        number_affected=worker.number,
        line=affair.line,
    )
    run_waiting()
    affair.issue_id = issue_about(affair, respondent_id)
    return concern_id


def issue_about(affair: Affair, respondent_id: UUID) -> UUID:
    with acting_as(READING):
        issue: UUID = Issue.objects.values_list("id", flat=True).get(
            family=kind_of(affair.kind).family, respondent_id=respondent_id
        )
        return issue


# -- acts 7 to 10: verified, consented, disclosed


def the_verifier_verifies(affair: Affair, by: callers.Staff) -> None:
    """Act 7. One voice was called back and a payslip seen."""
    with acting_as(READING):
        called = verification_reads.voices_of(affair.issue_id)[0].voice_group
    verification.record_finding(issue_id=affair.issue_id, kind="call_back", voice_group=called, by=by)
    verification.record_finding(issue_id=affair.issue_id, kind="payslip", by=by)
    verification.verify(issue_id=affair.issue_id, method="call_back", confidence="high", by=by)
    run_waiting()


def the_verifier_drafts(affair: Affair, by: callers.Staff, organisations: dict[str, UUID]) -> None:
    """Act 8. The very words that each recipient would read."""
    for recipient in affair.recipients:
        affair.drafts[recipient] = remedy.write_draft(
            issue_id=affair.issue_id,
            recipient_id=organisations[recipient],
            words=affair.partner_words,
            asked_action=affair.asked_action,
            crowd=affair.crowd,
            crowd_source=f"Head count on the {affair.line}, from a poster of the personnel office",
            by=by,
        )
    run_waiting()


def she_answers(worker: Worker, question: str, code: str) -> None:
    """Acts 9, 13, 17 and 18. Her answer to every open question of this sort."""
    herself = callers.Story(worker.conversation_id)
    with acting_as(herself):
        asked = list(Ask.objects.filter(question=question, closed_on=None).values_list("id", flat=True))
    for ask_id in asked:
        voice.answer(ask_id=ask_id, code=code, by=herself)
    run_waiting()


def the_verifier_discloses(affair: Affair, by: callers.Staff) -> None:
    """Act 10. After the random wait."""
    for recipient, draft_id in affair.drafts.items():
        affair.disclosures[recipient] = remedy.disclose_issue(draft_id=draft_id, by=by)
    run_waiting()


# -- acts 11 to 15: the partners


def the_partner_acknowledges(affair: Affair, recipient: str, by: callers.Partner, language: str = "en") -> None:
    """Act 11. The three promises."""
    remedy.acknowledge(disclosure_id=affair.disclosures[recipient], by=by, language=language)
    run_waiting()


def the_partner_commits(affair: Affair, recipient: str, by: callers.Partner, days: int = 23) -> None:
    """Act 12."""
    promise = affair.promise if recipient == affair.respondent else affair.buyer_promise
    affair.commitments[recipient] = remedy.commit(
        disclosure_id=affair.disclosures[recipient],
        words=promise,
        covers="line",
        due_on=clock.today() + timedelta(days=days),
        by=by,
    )
    run_waiting()


def the_desk_asks_whether_enough(affair: Affair, by: callers.Staff) -> None:
    """Act 13, first half."""
    remedy.ask_whether_enough(issue_id=affair.issue_id, by=by)
    run_waiting()


def the_desk_gives_advice(affair: Affair, by: callers.Staff) -> None:
    """Act 14, first half: to everyone who wants it first."""
    panel = remedy_reads.issue_remedy(by, affair.issue_id)
    for answer_id in panel.rounds[0].advice_wanted if panel else ():
        remedy.record_advice(answer_id=answer_id, by=by)
    run_waiting()


def the_desk_agrees(affair: Affair, by: callers.Staff) -> None:
    """Act 14, second half."""
    remedy.agree_plan(issue_id=affair.issue_id, by=by)
    run_waiting()


def the_partner_delivers(affair: Affair, recipient: str, by: callers.Partner) -> None:
    """Act 15."""
    pays = bool(affair.amount) and recipient == affair.respondent
    remedy.deliver(
        commitment_id=affair.commitments[recipient],
        by=by,
        amount=Decimal(affair.amount) if pays else None,
        currency="THB" if pays else "",
    )
    run_waiting()


# -- act 16: the workers confirm


def the_desk_asks_for_confirmation(affair: Affair, by: callers.Staff) -> None:
    """Act 16."""
    remedy.ask_confirmation(issue_id=affair.issue_id, by=by)
    run_waiting()
