"""Keeps that a check was finished, in codes."""

import hashlib
from uuid import UUID

from django.db import IntegrityError

from saphan.empowerment.offers.checking import Answer
from saphan.empowerment.offers.models import Intent, OfferCheck
from saphan.store.acting import acting_as
from saphan.store.callers import Story
from saphan.store.errors import is_refused_by
from saphan.vault.recording import Payload, record

NOBODY = Story(UUID(int=0))
"""She acts as herself, and no story is open."""


def keep_check(*, answer: Answer, of: str, corridor: str, intent: str, language: str, once: str) -> bool:
    """One row without anybody in it. The same `once` a second time changes nothing (False)."""
    if intent not in Intent.values:
        raise ValueError("no such intent")
    row_id = UUID(bytes=hashlib.sha256(f"offer-check {once}".encode()).digest()[:16], version=4)
    try:
        with acting_as(NOBODY) as moment:
            year, week, _day = moment.day.isocalendar()
            OfferCheck.objects.create(
                id=row_id,
                of=of,
                corridor=corridor,
                worst=answer.level,
                reds=len(answer.of("red")),
                ambers=len(answer.of("amber")),
                greens=len(answer.of("green")),
                intent=intent,
                week=f"{year}-W{week:02}",
                language=language[:12],
            )
            # At which moment this row came is not said, and the fact has an id of its own.
            coded: Payload = {"of": of, "worst": answer.level, "intent": intent, "corridor": corridor}
            record("empowerment.offer_checked", None, fact=coded)
    except IntegrityError as error:
        if is_refused_by(error, "empowerment_offer_check_pkey"):
            return False
        raise
    return True
