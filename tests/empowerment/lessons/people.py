"""Somebody of a desk who grew up with English and Burmese, as a lead has written down."""

from uuid import UUID

from django.test import Client

from saphan.network.models import Staff
from tests.signed_in import desk_person, sign_in


def person(desk_id: UUID, role: str, name: str) -> Client:
    row = desk_person(desk_id, role, name=name)
    Staff.objects.filter(id=row.id).update(languages=["en", "my"])
    return sign_in(Client(), row)
