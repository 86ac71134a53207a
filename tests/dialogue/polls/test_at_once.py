"""Polls that begin in one moment, at one workplace and in a corridor that ends in its country, spend one budget."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connections

from saphan.dialogue.models import Poll
from saphan.dialogue.polls import services
from saphan.dialogue.refusals import NotYet
from saphan.store import System, acting_as
from tests.dialogue.given import HEAT, a_place


def test_of_three_that_begin_at_once_one_is_asked(fresh_database: str) -> None:
    place = a_place()
    seven = {"questions": (HEAT,) * 7}
    ways = ({}, {}, {"organisation_id": None, "corridor": "MM-TH"})
    waiting = [place.proposed(**seven, **way) for way in ways]
    for poll_id in waiting:
        services.accept(poll_id=poll_id, by=place.responder)

    def begin(poll_id: UUID) -> bool:
        try:
            services.begin(poll_id=poll_id, by=place.lead)
        except NotYet as refused:
            assert refused.ways_out == ("burden",)
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(3) as leads:
        assert sorted(leads.map(begin, waiting)) == [False, False, True]
    with acting_as(System("test")):
        assert Poll.objects.filter(state="running").count() == 1
