"""Two desks with their people, a supplier, and voices that reach the first desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from saphan.network.models import Staff as Member
from saphan.network.people import invite_staff
from saphan.network.services import create_organisation, open_desk, set_duty
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import random_id
from saphan.vault.models import Event
from saphan.voice.inbound import Handle, Inbound, Media
from saphan.voice.intake import accept


@dataclass(frozen=True)
class Desk:
    id: UUID
    nok: Staff  # caseworker, on duty 09:00 to 18:00 Bangkok time every day
    preecha: Staff  # verifier
    ann: Staff  # lead


def _people(desk_id: UUID, organisation_id: UUID, prefix: str) -> Desk:
    def hire(name: str, role: str) -> Staff:
        invited = invite_staff(
            email=f"{name.lower()}@{prefix}.example",
            name=name,
            organisation_id=organisation_id,
            desk_id=desk_id,
            roles=[role],
            languages=["my", "th"],
        )
        return Staff(invited.staff_id, desk_id, frozenset({role}))

    return Desk(desk_id, hire("Nok", "caseworker"), hire("Preecha", "verifier"), hire("Ann", "lead"))


def _desk(name: str, prefix: str) -> Desk:
    organisation_id = create_organisation(kind="service", name=name, country="TH")
    desk_id = open_desk(
        organisation_id=organisation_id, name=name, country="TH", languages=["my", "th", "en"], time_zone="Asia/Bangkok"
    )
    return _people(desk_id, organisation_id, prefix)


def our_desk() -> Desk:
    """Nok is on duty every day from 09:00 to 18:00, Bangkok time."""
    made = _desk("Bridge Thailand", "bridge")
    for weekday in range(7):
        set_duty(desk_id=made.id, staff_id=made.nok.id, weekday=weekday, opens=time(9), closes=time(18))
    return made


def their_desk() -> Desk:
    return _desk("Harbour Desk", "harbour")


def blue_prawn() -> UUID:
    return create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH", place="Samut Sakhon")


Say = Callable[..., UUID]


def voices_for(desk: Desk) -> Say:
    """A voice arrives at the desk; returns the conversation's id."""

    def arrive(
        text: str = "လုပ်ခမရဘူး",
        *,
        icon: str = "pay",
        language: str = "my",
        danger: bool = False,
        phone: str = "",
        photo: bytes = b"",
        place: UUID | None = None,
        channel: str = "web",
    ) -> UUID:
        return accept(
            Inbound(
                desk_id=desk.id,
                channel=channel,
                language=language,
                once=str(random_id()),
                text=text,
                icon=icon,
                danger=danger,
                handle=Handle("phone", phone) if phone else None,
                media=Media("image/png", photo) if photo else None,
                place_organisation_id=place,
            )
        ).conversation_id

    return arrive


def events(act: str, **detail: object) -> list[Event]:
    """What the audit says of one act."""
    with acting_as(System("test")):
        return list(Event.objects.filter(act=act, **{f"detail__{key}": value for key, value in detail.items()}))


def member(staff: Staff) -> Member:
    return Member.objects.get(id=staff.id)


NIGHT = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)  # 02:00 in Bangkok
