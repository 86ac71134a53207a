"""Concerns by the million, made inside the database: what a caseworker would have recorded, without the words.

Of each concern there are its story, its contact, its case and the traces of where it came from; nothing of verification
(that is what is measured). Respondents are named unevenly, as in life: the most named one by thousands, most by a few.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from saphan.store.embedded import Cluster

YEARS = 3
_GUARDED = ("voice_message", "casework_party", "casework_concern")

# Of a hundred stories five share a browser with somebody who speaks of the same respondent, two a phone number and one
# its words; every second story is long enough for its words to be compared.
_STEPS = (
    "DROP TABLE IF EXISTS made",
    """
    CREATE TEMPORARY TABLE made AS
    SELECT number, gen_random_uuid() AS concern, gen_random_uuid() AS story, gen_random_uuid() AS contact,
        gen_random_uuid() AS of_case, gen_random_uuid() AS voice,
        floor(%(respondents)s * power(random(), 2))::int AS respondent,
        (%(kinds)s::text[])[1 + floor(random() * cardinality(%(kinds)s::text[]))::int] AS kind,
        (ARRAY['web','web','telegram','sms','phone'])[1 + floor(random() * 5)::int] AS channel,
        (ARRAY['my','my','my','km','ne','th'])[1 + floor(random() * 6)::int] AS language,
        now() - random() * interval '1 year' * %(years)s AS at,
        random() AS shares, random() AS hand, random() AS proof, random() AS length
    FROM generate_series(1, %(concerns)s) AS number
    """,
    """
    INSERT INTO network_organisation (id, kind, name, country, place, provisional, language)
    SELECT md5('respondent ' || number)::uuid, 'supplier', 'Plant ' || number, 'TH', '', false, 'en'
    FROM generate_series(0, %(respondents)s - 1) AS number ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO voice_contact (id, desk_id, language, dialect, handle_kind, safe_times)
    SELECT contact, %(desk)s, language, '', '', '{}' FROM made
    """,
    """
    INSERT INTO voice_conversation (id, desk_id, contact_id, code_hash, code_key_version, word_tries, channel, language,
        dialect, icon, place_line, reply_by, tell, status, urgency, opened_at)
    SELECT story, %(desk)s, contact, decode(md5(random()::text), 'hex'), 1, 0, channel, language,
        '', 'pay', '', 'code', 'ask_first', 'answered', 0, at FROM made
    """,
    """
    INSERT INTO voice_message (id, desk_id, conversation_id, inbound, part, kind, input_class, language, sealed, size,
        at, approved_reply, rule)
    SELECT gen_random_uuid(), %(desk)s, story, true, 'said', 'text', 'voice', language, sha512(story::text::bytea), 64,
        at, '', '' FROM made
    """,
    """
    CREATE OR REPLACE FUNCTION pg_temp.mark(shown text) RETURNS bytea LANGUAGE sql IMMUTABLE
    RETURN '\\x01'::bytea || substr(sha256(shown::bytea), 1, 7)
    """,
    """
    CREATE OR REPLACE FUNCTION pg_temp.signed(said text) RETURNS bytea LANGUAGE sql IMMUTABLE
    RETURN sha512((said || 1)::bytea) || sha512((said || 2)::bytea)
    """,
    """
    INSERT INTO voice_trace (conversation_id, desk_id, began, sources, handles, phones, browsers, texts, key_version)
    SELECT story, %(desk)s, extract(epoch FROM at)::int / 3600, ARRAY[pg_temp.mark('door ' || channel)], '{}',
        CASE WHEN shares BETWEEN 0.05 AND 0.07 THEN ARRAY[pg_temp.mark('phone ' || place)] ELSE '{}' END,
        ARRAY[pg_temp.mark(CASE WHEN shares < 0.05 THEN 'browser ' || place ELSE story::text END)],
        CASE WHEN length < 0.5 THEN ARRAY['\\x01'::bytea || uuid_send(story)
            || pg_temp.signed(CASE WHEN shares > 0.99 THEN 'words ' || place ELSE story::text END)] ELSE '{}' END, 1
    FROM (SELECT *, respondent || '/' || number %% 3 AS place FROM made) AS made
    """,
    """
    INSERT INTO casework_case (id, desk_id, owner, status, outcome, severe, under_18, opened_on)
    SELECT of_case, %(desk)s, %(staff)s, 'open', '', false, false, at::date FROM made
    """,
    """
    INSERT INTO casework_party (id, desk_id, conversation_id, joined_on, case_id, left_why)
    SELECT gen_random_uuid(), %(desk)s, story, at::date, of_case, '' FROM made
    """,
    """
    INSERT INTO casework_concern (id, desk_id, conversation_id, kind, respondent_id, line, stage, period_from,
        first_hand, number_affected, proof, voice_group, recorded_by, recorded_on, case_id)
    SELECT concern, %(desk)s, story, kind, md5('respondent ' || respondent)::uuid, '', 'employment', at::date,
        hand < 0.8, 1, CASE WHEN proof < 0.05 THEN 'payslip' ELSE '' END, voice, %(staff)s, at::date, of_case FROM made
    """,
)


@dataclass(frozen=True, slots=True)
class Size:
    concerns: int
    respondents: int


def fill(owner: psycopg.Connection, size: Size, desk_id: UUID, seed: float) -> list[UUID]:
    """As the database's owner; returns the concerns. seed: 0..1; it makes the same world but for its random ids."""
    from saphan.standards.concern_kinds import all_kinds

    kinds = [code for code, kind in all_kinds().items() if kind.is_a_concern]
    values = {
        "concerns": size.concerns,
        "respondents": size.respondents,
        "years": YEARS,
        "kinds": kinds,
        "desk": desk_id,
        "staff": uuid4(),
    }
    owner.execute("SELECT setseed(%s)", [seed])
    for table in _GUARDED:  # their triggers lock each story, which is more than one transaction can hold
        owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    for step in _STEPS:
        owner.execute(step, values)
    for table in _GUARDED:
        owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
    owner.commit()
    return [concern for (concern,) in owner.execute("SELECT concern FROM made ORDER BY number").fetchall()]


def settle_down(cluster: Cluster) -> None:
    """What a database that grew for years has long done: looked where its rows are, and written them down."""
    with cluster.connect(database="saphan") as root:
        root.autocommit = True
        root.execute("VACUUM ANALYZE")
        root.execute("CHECKPOINT")
