"""Who there is in the demo: desks, organisations and how they hang together, and everybody who signs in."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from saphan.demo import cast, passing
from saphan.network import people as network_people
from saphan.network import services as network
from saphan.network.models import Desk
from saphan.network.selectors import pool_of_desk

EMERGENCY = {
    "en": "These numbers are invented. Ambulance 000-1. Shelter of the desk 000-2, day and night.",
    "my": "ဒီနံပါတ်တွေက စမ်းသပ်ဖို့ပါ။ လူနာတင်ယာဉ် 000-1။ ခိုလှုံရာ 000-2၊ နေ့ရော ညရော။",
    "th": "หมายเลขเหล่านี้สมมุติขึ้น รถพยาบาล 000-1 บ้านพักของศูนย์ 000-2 ทั้งวันทั้งคืน",
    "km": "លេខទាំងនេះសម្រាប់សាកល្បងប៉ុណ្ណោះ។ រថយន្តសង្គ្រោះ 000-1។ ផ្ទះជ្រកកោន 000-2 ទាំងថ្ងៃទាំងយប់។",
    "ne": "यी नम्बर नमुना मात्र हुन्। एम्बुलेन्स 000-1। आश्रय घर 000-2, दिनरात।",
}


def found_everything(since: date) -> None:
    """The desks, the organisations and how they hang together, and everybody who signs in."""
    desks = open_desks(since)
    companies = found_companies(since)
    for one in cast.PEOPLE:
        desk_id = desks.get(one.works_for)
        organisation_id = Desk.objects.get(id=desk_id).organisation_id if desk_id else companies[one.works_for]
        staff_id = network_people.add_demo_staff(
            email=one.email,
            name=one.name,
            organisation_id=organisation_id,
            desk_id=desk_id,
            roles=one.roles,
            language=one.language,
            languages=one.languages,
        )
        if desk_id and "caseworker" in one.roles:
            put_on_duty(next(part for part in cast.DESKS if part.name == one.works_for), desk_id, staff_id)


def open_desks(since: date) -> dict[str, UUID]:
    """One after another, a day each, in one pool."""
    desks: dict[str, UUID] = {}
    for at, part in enumerate(cast.DESKS):
        passing.travel_to(datetime.combine(since + timedelta(days=at), time(1), UTC))
        organisation_id = network.create_organisation(kind="service", name=part.organisation, country=part.country)
        pool_id = pool_of_desk(next(iter(desks.values()))) if desks else None
        desks[part.name] = network.open_desk(
            organisation_id=organisation_id,
            name=part.name,
            country=part.country,
            languages=part.languages,
            time_zone=part.time_zone,
            pool_id=pool_id,
        )
        for language, words in EMERGENCY.items():
            network.set_emergency_words(desk_id=desks[part.name], language=language, text=words)
    return desks


def put_on_duty(part: cast.DeskPart, desk_id: UUID, staff_id: UUID) -> None:
    for weekday in range(part.days):
        network.set_duty(desk_id=desk_id, staff_id=staff_id, weekday=weekday, opens=part.opens, closes=part.closes)


def found_companies(since: date) -> dict[str, UUID]:
    ids = {
        one.name: network.create_organisation(
            kind=one.kind, name=one.name, country=one.country, place=one.place, language=one.language
        )
        for one in cast.COMPANIES
    }
    for one in cast.COMPANIES:
        for name in one.also_called:
            network.add_alias(organisation_id=ids[one.name], name=name)
        if one.buyer:
            network.relate(source_id=ids[one.name], kind="supplies", target_id=ids[one.buyer], since=since)
        for employer in one.recruits_for:
            network.relate(source_id=ids[one.name], kind="recruits_for", target_id=ids[employer], since=since)
        if one.kind == "supplier":
            count_workers(ids[one.name], since)
    return ids


def count_workers(organisation_id: UUID, since: date) -> None:
    """The figures of story.md at every plant: 240 people, the night line 60."""
    for line, headcount in (("", 240), ("night line", 60)):
        network.add_workforce_group(
            organisation_id=organisation_id,
            headcount=headcount,
            line=line,
            counted_on=since,
            source="Head count on a poster of the personnel office",
        )


# -- what happens
