"""People who sign in, for tests of pages: an organisation, a desk, staff, and a browser past the second factor."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.test import Client

from saphan.network import services
from saphan.network.middleware import PASSED
from saphan.network.models import Organisation, Staff
from saphan.network.sealed import seal_factor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "saphan.network.sign_in.StaffBackend"


def open_desk(name: str = "Bridge Thailand", *, pool_id: UUID | None = None) -> UUID:
    """A desk with a key, in a pool, of a service organisation of its own."""
    organisation_id = services.create_organisation(kind="service", name=f"{name} Foundation", country="TH")
    return services.open_desk(
        organisation_id=organisation_id,
        name=name,
        country="TH",
        languages=["my", "th", "en"],
        time_zone="Asia/Bangkok",
        pool_id=pool_id,
    )


def desk_person(desk_id: UUID, *roles: str, name: str = "Nok", language: str = "en") -> Staff:
    """Somebody of a desk; a caseworker unless told otherwise."""
    organisation_id = Organisation.objects.get(desk=desk_id).id
    return _person(organisation_id, desk_id, roles or ("caseworker",), name, language)


def partner_person(organisation_id: UUID, *, name: str = "Somchai", language: str = "en") -> Staff:
    return _person(organisation_id, None, ("partner",), name, language)


def sign_in(client: Client, staff: Staff) -> Client:
    """Signed in, second factor set up and shown in this session."""
    give_second_factor(staff)
    client.force_login(staff, backend=BACKEND)
    session = client.session
    session[PASSED] = str(staff.id)
    session.save()
    return client


def give_second_factor(staff: Staff) -> None:
    Authenticator.objects.get_or_create(
        user=staff, type=Authenticator.Type.TOTP, defaults={"data": {"secret": seal_factor(SECRET)}}
    )


def _person(organisation_id: UUID, desk_id: UUID | None, roles: tuple[str, ...], name: str, language: str) -> Staff:
    email = f"{name.lower()}.{organisation_id.hex[:6]}@example.org"
    invited = services.invite_staff(
        email=email, name=name, organisation_id=organisation_id, desk_id=desk_id, roles=roles, language=language
    )
    return Staff.objects.get(id=invited.staff_id)
