"""Whom the network knows by a name: in a text that somebody wrote, and behind a name that somebody looks for."""

from functools import lru_cache

from django.db import connection

from saphan.languages.search_keys import Names
from saphan.network.models import Alias, Organisation

_STAND = """
    SELECT (SELECT (count(*), sum(hashtext(id::text || name)))::text FROM network_organisation),
           (SELECT (count(*), sum(hashtext(id::text || name)))::text FROM network_alias)
"""


def names() -> Names:
    """Every name and alias, built anew when one was added or changed."""
    with connection.cursor() as cursor:
        cursor.execute(_STAND)
        return _names(cursor.fetchone())


@lru_cache(maxsize=1)
def _names(stand: tuple[str, str]) -> Names:
    own = Organisation.objects.values_list("id", "name")
    return Names([*own, *Alias.objects.values_list("organisation_id", "name")])
