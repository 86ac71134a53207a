"""One at a time: transactions about the same thing wait for each other, also where its rows can never be locked."""

from uuid import UUID

from django.db import connection


def one_at_a_time(thing_id: UUID) -> None:
    """Wait for every other transaction that called this for the same thing; holds until this one ends.

    For append-only rows, on which the policies allow no row lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(thing_id.bytes[8:], signed=True)])
