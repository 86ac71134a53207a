"""Given somebody of a desk in each role, the database itself shows her rows of her part and no others.

Raw SQL as the serving role: no page, no policy function and no filter stands between. Every protected table is named
once below, by who of a desk sees it, and has rows of two desks; a table that is named nowhere fails.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from saphan.network.models import Role
from saphan.store import Staff, System, acting_as, clock
from saphan.store.callers import Partner, Story
from saphan.store.protection import protected_tables
from saphan.voice import services as voice
from saphan.voice.models import Consent
from tests import ground
from tests.attacks import part_world
from tests.attacks.part_world import rows_of, seen_rows, somebody
from tests.attacks.route_world import Ground
from tests.conftest import HOME, TEMPLATE
from tests.remedy.walk import Walk

# What a worker said, who she is, what she was told, asked and agreed to: for caseworkers and leads of her desk alone.
STORIES = frozenset(
    {
        *("voice_contact", "voice_conversation", "voice_message", "voice_attachment", "voice_told", "voice_ask"),
        *("voice_answer", "voice_consent", "voice_link", "voice_ending", "voice_imported_row"),
        *("voice_search_key", "voice_visit_entry", "verification_escrow", "verification_spoken"),
        "empowerment_journey_part",  # what she kept with her story before she left, where she lets the desk read it
        "empowerment_outreach_place",  # where workers meet us; on a visit its name stands for whoever goes
        *("voice_way", "voice_delivery", "voice_call_back", "voice_wish"),
        *("casework_colleague", "casework_interest", "casework_route", "casework_aside", "casework_ready_reply"),
        *("casework_note", "casework_hand_over", "casework_slip", "casework_batch", "casework_batch_item"),
        *("casework_rendering", "casework_asking", "casework_asked_about", "casework_machine"),
        *("casework_move", "casework_look", "casework_referral", "casework_proposal", "casework_referred_part"),
        *("remedy_claim", "remedy_claim_check", "remedy_claim_decision", "remedy_claim_waiver"),
        "impact_story",  # words of ours about her
        *("remedy_claim_shown", "remedy_claim_answer", "remedy_claim_closed", "remedy_claim_retaliation"),
    }
)
# Facts, as codes, and what goes between the desk and a company about an issue: for verifiers too. Where words of hers
# lie in such a row (a representative's mandate), they are sealed under her story, whose key a verifier cannot open.
FACTS = frozenset(
    {
        "network_match_decision",  # whom a concern was taken to be about, beside whom the house proposed
        "empowerment_lesson_taught",  # which lesson, how many people; whoever taught sees her own
        "network_desk_term",  # words of a language without pages, and what they mean
        *("casework_case", "casework_party", "casework_need", "casework_concern", "casework_representative"),
        *("verification_issue", "verification_step", "verification_finding", "verification_ruling"),
        *("verification_question", "verification_question_words"),
        *("verification_signal", "verification_signal_outcome", "verification_known_days"),
        *("remedy_draft", "remedy_best_interest", "remedy_disclosure", "remedy_recall", "remedy_view"),
        *("remedy_acknowledgement", "remedy_commitment", "remedy_delivered", "remedy_evidence", "remedy_dispute"),
        *("remedy_partner_message", "remedy_round", "remedy_round_answer", "remedy_outcome", "remedy_retaliation"),
        *("remedy_held_check", "remedy_own_word", "remedy_own_word_act"),
        # What is asked of workers, and what a company promised; of who answered there is no row
        *("dialogue_round_table", "dialogue_round_table_seat"),
        *("dialogue_round_table_promise", "dialogue_round_table_yes"),
        *("dialogue_crowding_finding", "dialogue_poll_reason"),  # counts of a workplace; why a lead asked all the same
        *("dialogue_poll", "dialogue_poll_question", "dialogue_poll_acceptance", "dialogue_poll_response"),
        "dialogue_poll_sending",  # that a poll was sent, to about how many
        "dialogue_poll_sound",  # our questions, read aloud
        *("dialogue_board", "dialogue_board_acceptance"),
    }
)
IN_PART = frozenset({"vault_data_key", "remedy_pressure"})  # of some rows a story can be known: not for verifiers
EVERYBODY = frozenset(
    {
        *("voice_page_feedback", "vault_backup"),  # a page's name and a day; that a back-up was made
        *("empowerment_acceptance", "empowerment_lesson_text", "empowerment_lesson_sound"),  # our own words
        "empowerment_lesson_learned",  # a number
    }
)
NOBODY = frozenset(
    {
        *("voice_receipt", "voice_page_draft", "voice_wrong_try"),  # for whoever knows the secret
        "voice_inbound_event",  # until a task has read it
        "voice_trace",  # for the cross-check, as the system
        "casework_asked_words",  # for the interpreter whose turn it is, through `OneMessage`
        *("vault_fact", "vault_seal", "vault_shredded", "remedy_reminder"),
        *("impact_subject_state", "impact_tally_cell", "impact_folded_until"),  # what facts left, for figures only
        *("impact_release_ground", "impact_edition_ground"),  # true counts, for the releasing task
        *("empowerment_review_trace", "empowerment_review_release"),  # marks of reviews; what everybody reads of them
        "verification_watch",  # when the nightly look was set going
        "network_reach",  # who was met where, in numbers; pages read it through `network.reach.selectors`
        "empowerment_offer_check",  # codes and a week, for figures only
        "empowerment_ask_again",  # that somebody is to be asked, by the system alone
        "dialogue_crowding_month",  # that a month was judged
        *("dialogue_poll_answer", "dialogue_poll_window"),  # answers, by the system alone until there are enough
        "dialogue_poll_invitation",  # who is to be sent the address of a poll, by the system alone
        "dialogue_board_truth",  # the same
        "empowerment_offline_key",  # which opens what a phone sealed, by the system alone
    }
)
CODED, TRAIL = frozenset({"verification_coded_fact"}), frozenset({"vault_event"})
SET_UP = frozenset({"voice_channel_account"})  # what was entered is sealed, and opened by tasks alone
SUGGESTED = frozenset({"casework_suggestion_taken"})  # how often a suggested kind was taken: counts
FEES = frozenset({"casework_fee_observation"})  # four amounts and codes; of who paid a random id
# A place, a day, who carries the tablet and how many were met: for her who goes and for who plans
VISITS = frozenset(
    {
        *("voice_visit", "empowerment_outreach_visit", "empowerment_group_met"),
        "empowerment_review_unplaced",  # what she took on the road herself, sealed; of nobody
    }
)
REVIEWS = frozenset({"empowerment_review"})  # coded, of nobody; moderators weigh them
MODERATED = frozenset(
    {
        *("empowerment_review_comment", "empowerment_review_letter", "empowerment_review_reply"),
        *("dialogue_board_question", "dialogue_board_answer"),  # until everybody reads them, a page at a time
    }
)
LOOKS = frozenset({"casework_look"})  # those that were opened to her, and no other
KINDS = (STORIES, FACTS, IN_PART, EVERYBODY, NOBODY, CODED, TRAIL, SET_UP, SUGGESTED, VISITS, FEES, REVIEWS, MODERATED)

PARTS = {
    **dict.fromkeys(("caseworker", "lead"), STORIES | FACTS | IN_PART | SET_UP | SUGGESTED | VISITS | FEES),
    "verifier": FACTS | IN_PART | FEES,
    "analyst": CODED | SUGGESTED | FEES,
    "administrator": TRAIL | LOOKS | SET_UP,
    "custodian": LOOKS,
    "interpreter": frozenset({"casework_asking"}),  # those that wait for her or are with her; no word stands in it
    "outreach": VISITS,  # her own; of those she met no row
    "moderator": REVIEWS | MODERATED,
    **dict.fromkeys(("editor", "reviewer"), frozenset[str]()),
}
# Rows of ours that another desk of our pool sees, by what she is: an issue belongs to the pool, coded as it is.
POOLED = frozenset(
    {
        *("verification_issue", "verification_step", "verification_finding", "verification_signal_outcome"),
        "verification_ruling",
    }
)
REFERRED = frozenset({"casework_referral"})
SHARED_BY_ALL = frozenset(
    table for table in protected_tables() if not {"desk_id", "lead_desk_id"} & set(part_world.columns_of(table))
)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    name = f"{os.environ['SAPHAN_DATABASE']}_parts"
    ground.copy(HOME, TEMPLATE, name)
    with (
        django_db_blocker.unblock(),
        ground.connected_to(name),
        clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
    ):
        found = part_world.build()
        without = {table for table in STORIES for walk in found.walks if not rows_of(table, walk.world.bridge)}
        assert without == set(), "let a service write a row of it in tests/attacks/part_world.py"
        part_world.fill(found, name)
        yield found
    ground.drop(HOME, name)


@pytest.fixture
def here(made: Ground, django_db_blocker: Any) -> Iterator[Ground]:
    with django_db_blocker.unblock():
        yield made


@pytest.fixture
def ours(here: Ground) -> Walk:
    return here.walks[0]


@pytest.fixture
def theirs(here: Ground) -> Walk:
    return here.walks[1]


def seen(by: Staff, *, of: UUID | None = None) -> dict[str, set[str]]:
    """Keys of the rows that she sees, of all or of one desk's, by table with any."""
    with acting_as(by):
        found = {table: seen_rows(table, of) for table in protected_tables()}
    return {table: keys for table, keys in found.items() if keys}


# The ground


def test_every_protected_table_is_named_once() -> None:
    named = [table for kind in KINDS for table in kind]
    assert sorted(protected_tables() - set(named)) == [], "who of a desk sees it? name it above"
    assert sorted(set(named) - protected_tables()) == [], "it is gone: take it out above"
    assert len(named) == len(set(named))


def test_every_role_of_a_desk_is_named() -> None:
    assert PARTS.keys() == set(Role.values) - {Role.PARTNER}


def test_every_table_has_a_row_of_either_desk(ours: Walk, theirs: Walk) -> None:
    """As a task sees it: what is shown to nobody below is there."""
    for walk in (ours, theirs):
        assert [table for table in sorted(protected_tables()) if not rows_of(table, walk.world.bridge)] == []


# What each role sees


@pytest.mark.parametrize("role", PARTS)
def test_each_role_sees_the_tables_of_its_part_and_no_other(ours: Walk, theirs: Walk, role: str) -> None:
    for walk in (ours, theirs):
        assert seen(somebody(walk, role)).keys() == PARTS[role] | EVERYBODY


@pytest.mark.parametrize("kind", ["plant", "stranger"])
def test_a_partner_sees_nothing_of_the_cross_check(ours: Walk, kind: str) -> None:
    """Traces, coded facts, rulings, escrow, signals, what is said for it, whom a concern was taken to be about."""
    company = Partner(UUID(int=7), ours.world.plant if kind == "plant" else UUID(int=8), frozenset({"partner"}))
    of_it = {
        each for each in protected_tables() if each.startswith(("verification_", "voice_", "casework_", "network_"))
    }
    with acting_as(company):
        found = {table for table in of_it if seen_rows(table)}
        with connection.cursor() as cursor:
            cursor.execute("UPDATE verification_signal SET voices = 0")
            assert cursor.rowcount == 0
    assert {"voice_trace", "verification_signal", "verification_escrow", "network_match_decision"} <= of_it
    assert found <= EVERYBODY


@pytest.mark.parametrize("role", ["caseworker", "lead"])
def test_those_who_work_with_stories_see_all_of_their_own_desk(ours: Walk, role: str) -> None:
    found = seen(somebody(ours, role))
    for table in (STORIES | FACTS | IN_PART) - POOLED:
        missing = rows_of(table, ours.world.bridge) - found[table]
        assert missing == set(), table


@pytest.mark.parametrize("table", sorted(IN_PART))
def test_of_what_is_shown_in_part_a_verifier_sees_less(ours: Walk, table: str) -> None:
    assert seen(ours.preecha)[table] < seen(ours.nok)[table]


def test_a_verifier_opens_no_key_of_a_story(ours: Walk) -> None:
    with acting_as(ours.preecha), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM vault_data_key")
        assert {kind for (kind,) in cursor.fetchall()} <= {"dialogue", "decision", "question"}
        cursor.execute("DELETE FROM vault_data_key")
        assert cursor.rowcount == 0


def test_a_verifier_learns_of_no_pressure_in_somebody_s_own_case(ours: Walk) -> None:
    with acting_as(ours.preecha), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(claim_id) FROM remedy_pressure")
        assert cursor.fetchone() == (1, 0)


@pytest.mark.parametrize(
    ("role", "condition"),
    [
        ("administrator", "kind = 'glass' AND looker = %s"),
        ("custodian", "kind = 'identity' AND %s IS NOT NULL"),
    ],
)
def test_whoever_may_look_at_one_thing_sees_that_request_alone(ours: Walk, role: str, condition: str) -> None:
    by = somebody(ours, role)
    with acting_as(System("test.parts")), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id::text FROM casework_look WHERE desk_id = %s AND {condition}",  # noqa: S608  constants
            [by.desk_id, by.id],
        )
        hers = {key for (key,) in cursor.fetchall()}
        assert hers < seen_rows("casework_look", by.desk_id)
    assert seen(by)["casework_look"] == hers
    stranger = Staff(ours.nok.id, by.desk_id, by.roles, by.pool_id)
    assert seen(stranger).get("casework_look", set()) == (hers if role == "custodian" else set())


@pytest.fixture
def planted(ours: Walk) -> Iterator[None]:
    """By the owning role: own cases are shown to all who work with facts, and messages to everybody."""
    faults = {"remedy_claim": "desk_id::text = current_setting('saphan.desk')", "voice_message": "true"}
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as owner:
        for table, condition in faults.items():
            owner.execute(f"CREATE POLICY planted ON {table} FOR SELECT USING ({condition})".encode())
        yield
        for table in faults:
            owner.execute(f"DROP POLICY planted ON {table}".encode())


def test_policies_that_open_too_much_are_found(planted: None, ours: Walk, theirs: Walk) -> None:
    too_much = seen(somebody(ours, "verifier")).keys() - PARTS["verifier"] - EVERYBODY
    assert too_much == {"remedy_claim", "voice_message"}
    assert of_ours(somebody(theirs, "caseworker"), ours).keys() - POOLED - REFERRED == {"voice_message"}
    assert of_ours(somebody(theirs, "editor"), ours).keys() == {"voice_message"}


def test_somebody_without_a_role_sees_no_row(ours: Walk) -> None:
    by = Staff(ours.nok.id, ours.world.bridge, frozenset(), ours.world.pool())
    assert seen(by).keys() == EVERYBODY


def test_roles_add_up(ours: Walk) -> None:
    verifier = somebody(ours, "verifier")
    both = Staff(verifier.id, verifier.desk_id, frozenset({"verifier", "analyst"}), verifier.pool_id)
    assert seen(both) == seen(verifier) | seen(somebody(ours, "analyst"))


# What another desk sees of ours


@pytest.mark.parametrize("role", PARTS)
def test_another_desk_of_our_pool_sees_the_pool_s_issues_and_what_she_was_referred(
    here: Ground, ours: Walk, theirs: Walk, role: str
) -> None:
    expected = POOLED if role in {"caseworker", "lead", "verifier"} else frozenset()
    if role in {"caseworker", "lead"}:
        expected |= REFERRED
    found = of_ours(somebody(theirs, role), ours)
    assert found.keys() == expected
    assert found.get("casework_referral", set()) <= {here.things["own"]["sent_id"]}


@pytest.mark.parametrize("role", PARTS)
def test_a_desk_outside_our_pool_sees_nothing_of_ours(ours: Walk, role: str) -> None:
    world = ours.world
    by = Staff(world.people[f"lead {world.stranger}"].id, world.stranger, frozenset({role}), None)
    assert of_ours(by, ours) == {}


def test_of_the_referral_she_sees_the_parts_that_were_agreed_to(here: Ground, theirs: Walk) -> None:
    assert parts_of(here.things["own"]["sent_id"], theirs.nok) == [("reach",)]
    assert parts_of(here.things["own"]["sent_id"], theirs.preecha) == []


def test_once_it_is_taken_back_she_sees_no_part_and_opens_no_key_of_it(here: Ground, theirs: Walk) -> None:
    sent = UUID(here.things["own"]["sent_id"])
    with transaction.atomic():
        with acting_as(System("test.parts")):
            consent = Consent.objects.get(draft_id=sent, given=True, ended_on=None)
        voice.end_consent(consent_id=consent.id, by=Story(consent.conversation_id))
        assert parts_of(str(sent), theirs.nok) == []
        with acting_as(theirs.nok), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM vault_data_key WHERE subject_id = %s", [sent])
            assert cursor.fetchone() == (0,)
        transaction.set_rollback(True)


def of_ours(by: Staff, ours: Walk) -> dict[str, set[str]]:
    found = seen(by, of=ours.world.bridge)
    return {table: keys for table, keys in found.items() if table not in SHARED_BY_ALL}


def parts_of(referral_id: str, by: Staff) -> list[tuple[str]]:
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT part FROM casework_referred_part WHERE referral_id = %s ORDER BY part", [referral_id])
        found: list[tuple[str]] = cursor.fetchall()
    return found
