"""An organisation by a name that somebody wrote into a list: only when it can be no other."""

from uuid import UUID

from django.db.models import Q

from saphan.network.models import Organisation


def organisation_named(name: str) -> UUID | None:
    """The one with exactly this name or alias, large and small letters alike; None when there is none or several."""
    known = Organisation.objects.filter(Q(name__iexact=name.strip()) | Q(aliases__name__iexact=name.strip()))
    found = list(known.values_list("id", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def organisation_is_called(organisation_id: UUID, name: str) -> bool:
    """Whether this is its name or one of its other names, large and small letters alike."""
    called = Q(name__iexact=name) | Q(aliases__name__iexact=name)
    return Organisation.objects.filter(called, id=organisation_id).exists()
