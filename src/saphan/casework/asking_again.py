"""Whom to ask again only with care, as codes for the rooms above. Call as System."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from saphan.casework.models import Concern, Party
from saphan.standards.concern_kinds import all_kinds
from saphan.store.clock import today

QUARREL: Final = timedelta(days=14)  # after her known quarrel with management


def with_care(conversation_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these stories those of whoever is under 18, quarrelled lately, or is in a case or said a thing of danger."""
    ids = list(conversation_ids)
    care = Q(case__severe=True) | Q(case__under_18=True) | Q(case__quarrel_on__gte=today() - QUARREL)
    parties = Party.objects.filter(care, conversation_id__in=ids).values_list("conversation_id", flat=True)
    severe = [code for code, kind in all_kinds().items() if kind.is_severe or kind.danger == "her"]
    said = Concern.objects.filter(care | Q(kind__in=severe), conversation_id__in=ids, withdrawn_on=None)
    return frozenset(parties) | frozenset(said.values_list("conversation_id", flat=True))
