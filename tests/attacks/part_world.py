"""The world of the routes, and in it a row of either desk in every table that carries what a worker said or is.

What carries that is written by the services, as it is in life. In every other table, where no service was asked for a
row, the owning role puts one in, of made-up values: a table that is empty proves nothing about its policies.
"""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from psycopg import sql

from saphan.casework import services as casework
from saphan.empowerment.journey.of_reviews import of_review
from saphan.empowerment.journey.services import keep
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.unplaced import keep_unplaced
from saphan.impact.models import StoryPage
from saphan.network.models import Organisation
from saphan.network.models import Staff as StaffRow
from saphan.remedy import claim_answers, claim_endings, claim_quarrels, claims
from saphan.remedy.claim_codes import SAFETY
from saphan.store import Staff, System, acting_as, clock
from saphan.store.callers import Story
from saphan.store.embedded import Cluster
from saphan.store.ids import random_id
from saphan.store.place import Place
from saphan.store.protection import protected_tables
from saphan.store.tasks import run_waiting
from saphan.verification.escrow.asking import record_spoken
from saphan.voice import intake
from saphan.voice import services as voice
from saphan.voice.inbound import IMPORTED, Inbound, OldRow
from saphan.voice.models import Ask
from saphan.voice.visits.entries import Entry
from saphan.voice.visits.taking import take
from saphan.voice.visits.visits import visits_of
from tests.attacks import route_world
from tests.attacks.route_world import Ground
from tests.attacks.test_nothing_of_hers_is_left import key_of, made_up, tables
from tests.conftest import HOME
from tests.remedy.walk import Walk

# Whose a row is, where it is not said by `desk_id`; in a table with none of these, no row is anybody's.
RECEIVED = frozenset({"casework_referred_part"})  # is there for the desk that it was sent to
OWNERS = ("desk_id", "lead_desk_id")


def build() -> Ground:
    found = route_world.build()
    for walk in found.walks:
        _own_case(walk)
        _close_and_link(walk)
        _take_over_an_old_log(walk)
        _meet_somebody(walk)
        _wait_for_others(walk)
        _keep_before(walk)
        _tell_everybody(walk)
    return found


def fill(found: Ground, database: str) -> None:
    """Made-up rows of either desk, in the tables that still have none."""
    with Cluster(Place(HOME)).connect(database=database) as root:
        root.execute("SET session_replication_role = replica")
        for walk in found.walks:
            desk = walk.world.bridge
            whose = {"pool_id": walk.world.pool(), **dict.fromkeys(OWNERS, desk)}
            for table in sorted(protected_tables()):
                if not rows_of(table, desk):
                    made_up(root, table, {name: str(whose[name]) for name in columns_of(table) if name in whose})


def columns_of(table: str) -> list[str]:
    return [each.column for each in tables()[table]._meta.concrete_fields]


def rows_of(table: str, desk: UUID) -> set[str]:
    """Keys of all rows of one desk, as a task sees them; of all rows, where none is anybody's."""
    with acting_as(System("test.parts")):
        return seen_rows(table, desk)


def seen_rows(table: str, desk: UUID | None = None) -> set[str]:
    """Keys of the rows that whoever acts sees; of those of one desk, if named."""
    names = columns_of(table)
    owner = "to_desk_id" if table in RECEIVED else next((each for each in OWNERS if each in names), "")
    query = sql.SQL("SELECT {}::text FROM {}").format(sql.Identifier(key_of(table)), sql.Identifier(table))
    if desk and owner:
        query += sql.SQL(" WHERE {} = {}").format(sql.Identifier(owner), sql.Literal(str(desk)))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {key for (key,) in cursor.fetchall()}


def somebody(walk: Walk, role: str) -> Staff:
    """Of the walk's desk, with this one role: who has been working there, if anybody has."""
    desk = walk.world.bridge
    known = StaffRow.objects.filter(desk_id=desk, roles=[role]).order_by("id").first()
    return Staff(known.id if known else random_id(), desk, frozenset({role}), walk.world.pool())


def _own_case(walk: Walk) -> None:
    """The second worker is under 18 and had a quarrel; all is decided and shown; the plant answers; it goes badly."""
    story, nok, ann, plant = walk.stories[1], walk.nok, walk.ann, walk.plant
    Organisation.objects.filter(id=plant).update(provisional=False)
    case_id = casework.open_case(conversation_id=story, by=nok)
    casework.set_under_18(case_id=case_id, under_18=True, by=nok)
    claim_id = claims.wish_in_talk(conversation_id=story, by=nok)
    claims.check_safety(claim_id=claim_id, answers=dict.fromkeys(SAFETY, "yes"), safe=True, by=nok)
    claims.decide_for_under_18(claim_id=claim_id, words="It serves her.", by=ann)
    claims.propose_claim(claim_id=claim_id, recipient_id=plant, words="Please pay me.", fields={}, by=nok)
    _says(story, claim_id, "claim", "yes")
    casework.set_quarrel(case_id=case_id, on=clock.today() - timedelta(days=3), by=nok)
    claim_quarrels.waive_quarrel(claim_id=claim_id, words="She wants it now.", she_agreed=True, by=ann)
    claims.show_claim(claim_id=claim_id, by=nok)
    claim_answers.answer_claim(claim_id=claim_id, words="We pay on Friday.", by=walk.somchai)
    for code in ("told_to_say_yes", "retaliation"):
        claims.ask_outcome(claim_id=claim_id, by=nok)
        _says(story, claim_id, "confirm", code)
    claim_endings.withdraw_claim(claim_id=claim_id, by=nok)


def _says(story: UUID, claim_id: UUID, question: str, code: str) -> None:
    with acting_as(System("test.parts")):
        ask_id = Ask.objects.get(ref=claim_id, question=question, closed_on=None).id
    voice.answer(ask_id=ask_id, code=code, parts=["claim"] if question == "claim" else [], by=Story(story))
    run_waiting()


def _meet_somebody(walk: Walk) -> None:
    outreach = somebody(walk, "outreach")
    met = Entry(language="my", asked_in="my", words="0" * 12, said="They keep our passports", keep=True)
    take(visits_of(outreach)[0], random_id(), met)
    once, sent = random_id(), {"when": "2026-1", "treatment": "2"}
    keep_unplaced(once=once, called="Long Road", group="recruiter", sent=sent, language="my", agreed=True, by=outreach)


def _keep_before(walk: Walk) -> None:
    said = of_review("Golden Path", Given(first_hand=True, answers={"treatment": 1}), "my")
    keep(conversation_id=walk.stories[0], thing=said, once=f"kept {walk.stories[0]}")


def _wait_for_others(walk: Walk) -> None:
    story = walk.world.conversation_of(walk.world.speak())
    voice.set_details(conversation_id=story, tell="if_10")
    run_waiting()
    record_spoken(conversation_id=story, by=walk.nok)


def _close_and_link(walk: Walk) -> None:
    voice.link_lost(conversation_id=walk.stories[2], earlier_id=walk.stories[0], by=walk.nok)
    voice.close(conversation_id=walk.stories[2], by=walk.nok)


def _take_over_an_old_log(walk: Walk) -> None:
    old = OldRow(random_id().bytes, "all cells of a row", clock.now())
    intake.accept(Inbound(walk.world.bridge, IMPORTED, "my", f"import:{random_id()}", text="They did not pay", old=old))


def _tell_everybody(walk: Walk) -> None:
    """As the service writes it, which wants eleven who fit; here are three."""
    with acting_as(walk.nok):
        StoryPage.objects.create(
            desk_id=walk.nok.desk_id,
            conversation_id=walk.stories[0],
            words={"my": "She was not paid."},
            described={"language": "my"},
            written_by=walk.nok.id,
            written_on=clock.today(),
        )
