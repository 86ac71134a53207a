"""The first test of all: these tests log in as the serving role. Otherwise everything is green with security off."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_tests_log_in_as_the_serving_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("saphan_serving", "saphan_serving")


def test_the_serving_role_has_no_special_power() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)


def test_the_serving_role_is_no_member_of_the_owner_and_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(current_user, 'saphan_owner', 'MEMBER')")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
        )
        assert cursor.fetchone() == (0,)


def test_the_owning_role_is_no_superuser_either() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'saphan_owner'")
        assert cursor.fetchone() == (False, False)
