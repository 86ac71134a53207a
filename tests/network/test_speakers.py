"""Who speaks her language, and when: only what the roster says is promised."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest

from saphan.network import services as network
from saphan.network.models import Organisation, Staff
from saphan.network.speakers import Reached, Speaker, languages_of, reached, speakers, who_speaks, who_writes_with
from tests.signed_in import desk_person, open_desk

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MONDAY = NOW + timedelta(days=7)


def one(name: str, *languages: str, until: datetime | None = None, next_at: datetime | None = None) -> Speaker:
    return Speaker(UUID(int=len(name)), name, languages, until, next_at)


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ([one("Nok", "shn", until=NOW)], Reached("shn", here=True)),
        ([one("Nok", "shn", next_at=MONDAY), one("Mya", "my", until=NOW)], Reached("shn", at=MONDAY)),
        ([one("Mya", "my", until=NOW)], Reached("my", here=True, closest=True)),
        ([one("Mya", "th", next_at=MONDAY)], Reached("th", at=MONDAY, closest=True)),
        ([one("Mya", "shn")], Reached(unknown=True)),
        ([one("Mya", "ne", until=NOW)], Reached()),
        ([], Reached()),
    ],
)
def test_what_can_honestly_be_said(people: list[Speaker], found: Reached) -> None:
    assert reached(people, "shn", "my") == found


def test_who_is_here_comes_first() -> None:
    people = (one("A", "my"), one("Bb", "my", next_at=MONDAY), one("Ccc", "my", until=NOW), one("Dddd", "th"))
    assert [each.name for each in who_speaks(people, "my")] == ["Ccc", "Bb", "A"]


@pytest.mark.django_db
def test_the_people_of_a_desk_with_their_hours(day_one: datetime) -> None:
    # Given one on duty until 18:00 in Bangkok, one from Tuesday on, a verifier, and one who left
    desk_id = open_desk()
    nok, mya = desk_person(desk_id, name="Nok"), desk_person(desk_id, "lead", name="Mya")
    desk_person(desk_id, "verifier", name="Preecha")
    network.let_go(staff_id=desk_person(desk_id, name="Gone").id)
    Staff.objects.filter(id=nok.id).update(languages=["my", "shn"])
    network.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=0, opens=time(9), closes=time(18))
    network.set_duty(desk_id=desk_id, staff_id=mya.id, weekday=1, opens=time(8), closes=time(12))
    # When they are listed on Monday at 16:00 there
    first, second = speakers(desk_id, day_one)
    # Then each stands there with her languages and hours; who named none speaks that of her pages
    assert (first.name, first.languages, first.until, first.next_at) == (
        "Mya",
        ("en",),
        None,
        datetime(2026, 3, 3, 1, 0, tzinfo=UTC),
    )
    assert (second.name, second.languages, second.until) == ("Nok", ("my", "shn"), datetime(2026, 3, 2, 11, tzinfo=UTC))


@pytest.mark.django_db
def test_words_of_a_company_go_to_who_speaks_its_language() -> None:
    desk_id = open_desk()
    thai, other = desk_person(desk_id, "verifier", name="Nok", language="th"), desk_person(desk_id, "lead", name="Ann")
    company = network.create_organisation(kind="supplier", name="Blue Prawn", country="TH")
    everybody = [thai.id, other.id]
    Organisation.objects.filter(id=company).update(language="th")
    assert who_writes_with(company, everybody) == [thai.id]
    Organisation.objects.filter(id=company).update(language="ko")
    assert who_writes_with(company, everybody) == everybody
    assert languages_of(thai) == ("th",)
