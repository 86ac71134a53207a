"""The demo's invented world: made by the services and by passing time, marked for good, never on a real database."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from saphan.casework import services as casework
from saphan.demo import (
    affairs,
    asking_a_company,
    at_a_table,
    cast,
    claim_codes,
    founding,
    going_out,
    history,
    passing,
    polled,
    quiet,
    referring,
    story,
    whom,
)
from saphan.demo.affairs import Affair, Worker
from saphan.demo.sayings import DANGER, QUESTIONS
from saphan.demo.story import People
from saphan.impact import recounting
from saphan.impact.facts import next_month
from saphan.impact.publishing import services as editions
from saphan.network.models import Desk
from saphan.remedy import sweeping
from saphan.store import callers, clock
from saphan.store.models import Deployment
from saphan.store.refusals import Refusal
from saphan.store.tasks import run_waiting
from saphan.vault import keyring
from saphan.verification import asking
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound

CHATTER = 24  # contacts who only ask or try

# Days after the first word on which each stage is reached.
DAY_OF = {
    "received": 3,
    "understood": 1,
    "corroborated": 5,
    "verified": 10,
    "disclosed": 26,
    "acknowledged": 27,
    "planned": 30,
    "asked": 31,
    "agreed": 34,
    "delivered": 50,
    "confirming": 51,
    "remedied": 53,
    "reopened": 66,
}
AGO = timedelta(days=2)  # the last act of each walk


class NotEmpty(Refusal):
    """The demo is made on an empty database only."""

    code = "not_empty"


def fill_when_empty() -> bool:
    """Fill a database that has never held anything; True when this made the world. Raises NotEmpty on a real one."""
    if Deployment.objects.get().ever_demo:
        return False
    if Desk.objects.exists():
        raise NotEmpty
    with transaction.atomic():  # all or nothing: half a world would never be finished
        mark_as_demo()
        build(clock.now())
    return True


def mark_as_demo() -> None:
    """From here on this database is a demo for good; its key file is made where there is none."""
    keys = Path(settings.SAPHAN_KEYS)
    if not keys.exists():
        keyring.make(keys)
    Deployment.objects.update(ever_demo=True)


def build(now: datetime) -> None:
    """Organisations and people; a year of facts; a few voices of long ago; fifteen walks; those who only asked; the
    public figures; whom one may go with; a board, a round table, a poll; and what the scan for signals makes of it."""
    passing.travel_to(now - timedelta(days=400))
    founding.found_everything(now.date() - timedelta(days=400))
    history.write(now.date())
    everybody = story.people()
    quiet.let_them_speak(quiet.NOW_AND_THEN, everybody, now)
    walks = [affairs.the_story(), *affairs.live(), *affairs.at_other_desks()]
    for affair in walks:
        walk(affair, everybody, now)
    between_desks(next(one for one in walks if one.respondent == "Hill Station Overseas"), everybody, now)
    claim_codes.keep(walks[0].workers)
    quiet.let_them_speak(quiet.ALL_IS_WELL, everybody, now)
    chatter(everybody, now)
    referring.one_who_goes_home(everybody, now)
    referring.a_committee(everybody)
    going_out.go_out(everybody, now)
    whom.fill(everybody, now)
    asking_a_company.ask_on_a_board(everybody, now)
    at_a_table.sit_there(everybody, now)
    polled.ask_workers(everybody, now)
    somebody_in_danger(everybody, now)
    publish(now)
    passing.return_to_now()
    quiet.look_for_signals()


def walk(affair: Affair, everybody: People, now: datetime) -> None:
    """Live one affair through, day by day, so that its last act was two days ago."""
    first_day = now - AGO - timedelta(days=DAY_OF[affair.stands_at])
    for day, act in acts(affair, everybody):
        passing.travel_to(first_day + timedelta(days=day))
        act()


Act = tuple[int, Callable[[], None]]


def acts(affair: Affair, everybody: People) -> Iterator[Act]:
    """Day and act, in order, until the affair stands where it should."""
    for until, steps in (
        (("received", "understood", "corroborated"), voices(affair, everybody)),
        (("verified", "disclosed"), checked(affair, everybody)),
        (("acknowledged", "planned", "asked", "agreed"), planned(affair, everybody)),
        (("delivered", "confirming", "remedied", "reopened"), confirmed(affair, everybody)),
    ):
        for stage, day, act in steps:
            yield day, act
            if stage == affair.stands_at:
                return
        if affair.stands_at in until:
            return


Step = tuple[str, int, Callable[[], None]]
BETWEEN = ""


def voices(affair: Affair, everybody: People) -> Iterator[Step]:
    """Acts 1 to 6: three workers speak, each is answered and understood."""
    respondent_id = everybody.organisations[affair.respondent]
    concerns: list[UUID] = []
    for at, worker in enumerate(affair.workers):
        caseworker = everybody.staff[quiet.ANSWERS_AT[worker.desk]]
        yield (
            BETWEEN,
            at * 2,
            lambda worker=worker, by=caseworker: speak(affair, worker, everybody.desks[worker.desk], by),  # type: ignore[misc]
        )
        yield (
            ("", "understood", "corroborated")[at] if affair.stands_at != "received" else BETWEEN,
            at * 2 + 1,
            lambda worker=worker, by=caseworker: concerns.append(
                story.the_desk_records(affair, worker, by, respondent_id)
            ),  # type: ignore[misc]
        )
        if affair.stands_at in {"received", "understood"}:
            break
    if affair.stands_at == "received":
        yield "received", 3, lambda: take_back(concerns[0], caseworker)


def speak(affair: Affair, worker: Worker, desk_id: UUID, caseworker: callers.Staff) -> None:
    story.she_writes(affair, worker, desk_id)
    story.she_adds_details(affair, worker)
    story.the_desk_answers(worker, caseworker)
    for sentence in range(2):
        story.she_writes_on(worker, sentence)
    story.the_desk_answers(worker, caseworker)


def take_back(concern_id: UUID, caseworker: callers.Staff) -> None:
    casework.withdraw_concern(concern_id=concern_id, by=caseworker)
    run_waiting()


def checked(affair: Affair, everybody: People) -> Iterator[Step]:
    """Acts 7 to 10: verified, drafted, consented, disclosed."""
    verifier = everybody.staff["preecha"]
    yield "verified", 10, lambda: story.the_verifier_verifies(affair, verifier)
    yield BETWEEN, 10, lambda: story.the_verifier_drafts(affair, verifier, everybody.organisations)
    yield BETWEEN, 11, lambda: all_answer(affair, "consent", "yes", "yes", "yes")
    yield "disclosed", 26, lambda: story.the_verifier_discloses(affair, verifier)


def planned(affair: Affair, everybody: People) -> Iterator[Step]:
    """Acts 11 to 14: the partners accept and promise, the workers say whether it is enough."""
    verifier = everybody.staff["preecha"]
    for stage, day, act in (
        ("acknowledged", 27, story.the_partner_acknowledges),
        ("planned", 30, story.the_partner_commits),
    ):
        for recipient in affair.recipients:
            partner = partner_of(recipient, everybody)
            is_last = recipient == affair.recipients[-1]
            yield (
                stage if is_last else BETWEEN,
                day,
                lambda act=act, recipient=recipient, partner=partner: act(affair, recipient, partner),  # type: ignore[misc]
            )
    yield "asked", 31, lambda: story.the_desk_asks_whether_enough(affair, verifier)
    yield BETWEEN, 32, lambda: all_answer(affair, "enough", "enough", "enough", "advice_first")
    yield BETWEEN, 33, lambda: story.the_desk_gives_advice(affair, verifier)
    yield BETWEEN, 33, lambda: story.she_answers(affair.workers[-1], "enough", "enough")
    yield "agreed", 34, lambda: story.the_desk_agrees(affair, verifier)


def confirmed(affair: Affair, everybody: People) -> Iterator[Step]:
    """Acts 15 to 18: delivered, asked, confirmed; and where it goes wrong again, the search for who spoke."""
    caseworker = everybody.staff["nok"]
    for recipient in affair.recipients:
        partner = partner_of(recipient, everybody)
        is_last = recipient == affair.recipients[-1]
        yield (
            "delivered" if is_last else BETWEEN,
            50,
            lambda recipient=recipient, partner=partner: story.the_partner_delivers(affair, recipient, partner),  # type: ignore[misc]
        )
    yield "confirming", 51, lambda: story.the_desk_asks_for_confirmation(affair, caseworker)
    yield "remedied", 53, lambda: all_answer(affair, "confirm", "yes", "yes", "partly")
    yield BETWEEN, 61, sweep_remedy  # a week later the desk is reminded, and she is asked whether it has held
    yield "reopened", 66, lambda: story.she_answers(affair.workers[1], "held", "retaliation")


def sweep_remedy() -> None:
    sweeping.sweep()
    run_waiting()


def partner_of(organisation: str, everybody: People) -> callers.Partner:
    """Who acts for a company; one without a log-in in the demo is spoken for by a person nobody can sign in as."""
    known = (one for one in everybody.partners.values() if one.organisation_id == everybody.organisations[organisation])
    return next(known, callers.Partner(uuid4(), everybody.organisations[organisation], frozenset({"partner"})))


def all_answer(affair: Affair, question: str, *codes: str) -> None:
    for worker, code in zip(affair.workers, codes, strict=True):
        story.she_answers(worker, question, code)


def chatter(everybody: People, now: datetime) -> None:
    """Most who write only ask, or try: each is answered kindly; the last ones still wait."""
    chance = random.Random(history.SEED)
    languages = list(QUESTIONS)
    for at in range(CHATTER):
        language, waits = languages[at % len(languages)], at >= CHATTER - 6
        passing.travel_to(now - (timedelta(hours=1 + at % 6) if waits else timedelta(days=chance.randint(3, 60))))
        desk = {"my": cast.MYANMAR, "ne": cast.MALAYSIA}.get(language, cast.THAILAND) if at % 2 else cast.THAILAND
        question = QUESTIONS[language][at % len(QUESTIONS[language])]
        accepted = voice.accept(
            Inbound(everybody.desks[desk], "web", language, once=str(uuid4()), text=question, icon="ask")
        )
        run_waiting()
        if not waits:
            answerer = everybody.staff["dara" if desk == cast.THAILAND else quiet.ANSWERS_AT[desk]]
            casework.answer_and_close(
                conversation_id=accepted.conversation_id, reply="question_rights_generic", by=answerer
            )


def between_desks(affair: Affair, everybody: People, now: datetime) -> None:
    """Malaysia leads what Thailand feeds: one question is answered, one waits for Thailand's verifier."""
    asks, answers = everybody.staff["meiling"], everybody.staff["preecha"]
    about = next(one for one in asking.may_be_asked(asks, affair.issue_id) if one.voice_group is not None)

    def ask(code: str, words: str) -> UUID:
        return asking.ask_desk(
            issue_id=affair.issue_id,
            desk_id=about.desk_id,
            voice_group=about.voice_group,
            code=code,
            words=words,
            by=asks,
        )

    passing.travel_to(now - timedelta(days=1, hours=6))
    first = ask("first_hand", "")
    asking.answer_question(question_id=first, answer="yes", words="She paid it herself, in two parts.", by=answers)
    passing.travel_to(now - timedelta(hours=5))
    ask("document", "A receipt would carry it.")
    run_waiting()


def somebody_in_danger(everybody: People, now: datetime) -> None:
    """What stands on top of the inbox when the first visitor looks: it was seen, and is being worked on."""
    passing.travel_to(now - timedelta(minutes=40))
    nok = everybody.staff["nok"]
    accepted = voice.accept(
        Inbound(everybody.desks[cast.THAILAND], "web", "my", once=str(uuid4()), text=DANGER["my"], danger=True)
    )
    run_waiting()
    casework.take_up(conversation_id=accepted.conversation_id, by=nok)
    casework.open_case(conversation_id=accepted.conversation_id, by=nok)


def publish(now: datetime) -> None:
    """Month by month, as the sweep would have done on each first day."""
    this_month = now.date().replace(day=1)
    passing.travel_to(datetime.combine(this_month, time(3), UTC))
    recounting.fold_ended_days()
    for month in history.months_before(this_month):
        passing.travel_to(datetime.combine(next_month(month), time(3), UTC))
        editions.publish(month)
