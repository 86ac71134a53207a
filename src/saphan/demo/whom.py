"""Whom one may go with, in the demo: the directory, what people say of two recruiters, and what was paid on the way.

One recruiter stands above the thresholds and has answered; of the other too few have told, so nothing is known.
Every name, number, list and licence is invented. The list is taken in as a desk would take one in.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from saphan.casework.fees.seen import FeeSeen
from saphan.casework.fees.services import record_fee
from saphan.demo import cast, passing
from saphan.demo.history import SEED
from saphan.demo.story import People
from saphan.empowerment.directory import importing
from saphan.empowerment.reviews import moderating, publishing, replying
from saphan.empowerment.reviews.steps import Given
from saphan.empowerment.reviews.taking import Beside, take_review, take_with_her
from saphan.network.models import Organisation
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.voice.old_logs.sheets import Row

TELLING: Final = System("demo.whom")
LIST: Final = {"list_name": "Register of the demo (invented)", "source": "Invented for this demo", "seen_on": ""}
ABOVE, BELOW = "Open Gate Recruitment", "Hill Station Overseas"

# kind, country, name, place, other names, languages, telephone, what the list said; those of `cast` are described too.
LISTED: Final = (
    ("recruiter", "MM", ABOVE, "Yangon", "တံခါးဖွင့် အလုပ်အကိုင်", "my en", "000-21", "listed"),
    ("recruiter", "MM", "Two Shores Manpower", "Mawlamyine", "ကမ်းနှစ်ဖက် အလုပ်အကိုင်", "my mnw", "000-22", "suspended"),
    ("recruiter", "MM", "Tamarind Boat Overseas", "Yangon", "မန်ကျည်းလှေ ပြည်ပ", "my", "000-23", "expired"),
    ("sub_agent", "MM", "Ferry Stairs Broker", "Myawaddy", "ကူးတို့လှေကား ပွဲစား", "my", "", "not_found"),
    ("recruiter", "NP", BELOW, "Pokhara", "हिल स्टेसन ओभरसिज", "ne en", "000-24", "listed"),
    ("recruiter", "NP", "Paper Lantern Manpower", "Kathmandu", "कागजी लालटिन म्यानपावर", "ne", "000-25", "listed"),
    ("recruiter", "NP", "Snow Sparrow Overseas", "Butwal", "हिउँ भँगेरा ओभरसिज", "ne", "000-26", "revoked"),
    ("recruiter", "KH", "Lotus Road Agency", "Battambang", "ទីភ្នាក់ងារ ផ្លូវឈូក", "km", "000-27", "listed"),
    ("recruiter", "KH", "Clay Kettle Manpower", "Phnom Penh", "ក្រុមហ៊ុន កំសៀវដី", "km", "000-28", ""),
    ("recruiter", "BD", "Seven Kites Overseas", "Dhaka", "সাত ঘুড়ি ওভারসিজ", "bn", "000-29", "listed"),
    ("recruiter", "BD", "Jute Bridge International", "Cumilla", "পাটের সেতু ইন্টারন্যাশনাল", "bn", "000-30", "expired"),
    ("sub_agent", "BD", "Banyan Stop Broker", "Cumilla", "বটতলার দালাল", "bn", "", "not_found"),
    ("supplier", "TH", "Blue Prawn Foods", "Samut Sakhon", "", "th", "", ""),
    ("supplier", "TH", "Golden Kite Garments", "Mae Sot", "ว่าวทอง การ์เม้นท์", "th my", "", ""),
    ("supplier", "MY", "Harbour Light Gloves", "Klang", "", "en", "", ""),
    ("service", "TH", "Lantern Pier Clinic", "Samut Sakhon", "คลินิกท่าเรือโคมไฟ", "th my km", "000-31", ""),
    ("service", "NP", "Returnees' Corner", "Pokhara", "फर्केकाहरूको कुना", "ne", "000-32", ""),
    ("service", "BD", "Ghat Lamp Legal Aid", "Dhaka", "ঘাটের বাতি আইন সহায়তা", "bn", "000-33", ""),
    ("service", "MM", "Third Bridge Legal Room", "Yangon", "တတိယတံတား ဥပဒေအခန်း", "my shn", "000-34", ""),
)

WORDS: Final = "သဘောတူထားတာထက် ပိုတောင်းတယ်။ ပြေစာ မပေးဘူး။"
ANSWER: Final = (
    "We give a receipt for every payment now. Whoever paid too much can come to our office and is paid back."
)


@dataclass(frozen=True, slots=True)
class Paid:
    """What many paid on one corridor. sums: from and to, in `currency`. of: by a recruiter's name, how many."""

    origin: str
    destination: str
    currency: str
    sums: tuple[int, int]
    step: int
    of: Mapping[str, int]


PAID: Final = (
    Paid("NP", "MY", "NPR", (90_000, 420_000), 5_000, {"Paper Lantern Manpower": 14, BELOW: 7, "": 6}),
    Paid("MM", "TH", "MMK", (800_000, 3_200_000), 50_000, {ABOVE: 13, "Two Shores Manpower": 5, "": 8}),
    Paid("BD", "MY", "BDT", (180_000, 480_000), 10_000, {"Seven Kites Overseas": 8, "": 5}),
)
ASKED: Final = 12  # who only checked an offer from Nepal


def fill(everybody: People, now: datetime) -> None:
    """The directory half a year ago; then reviews and fees; a release two months later, and its answer."""
    chance = random.Random(SEED)
    passing.travel_to(now - timedelta(days=190))
    importing.take(tuple(_rows(now.date() - timedelta(days=191))))
    ids = dict(Organisation.objects.values_list("name", "id"))
    released = _first_of_last_month(now)
    _review(ids, everybody, released, chance)
    for paid in PAID:
        _pay(paid, ids, everybody, now, chance)
    passing.travel_to(released)
    publishing.release_reviews()
    _answer(everybody, released)


def _rows(seen_on: date) -> Iterator[Row]:
    for at, (kind, country, name, place, others, languages, phone, status) in enumerate(LISTED, start=2):
        cells = {"kind": kind, "country": country, "name": name, "place": place, "other_names": others}
        cells |= {"languages": languages, "phone": phone}
        if status:
            number = "" if status == "not_found" else f"DEMO-{100 + at}"
            cells |= {**LIST, "number": number, "status": status, "seen_on": seen_on.isoformat()}
        yield Row(at, {column: cell for column, cell in cells.items() if cell})


def _first_of_last_month(now: datetime) -> datetime:
    this = now.date().replace(day=1)
    return datetime.combine((this - timedelta(days=1)).replace(day=1), time(3), UTC)


def _review(ids: Mapping[str, UUID], everybody: People, released: datetime, chance: random.Random) -> None:
    """Each on a day of her own, the last more than two weeks before the release: none counts before its random days."""
    mon, desk_id = everybody.staff["mon"], everybody.desks[cast.THAILAND]
    for at in range(16):
        passing.travel_to(released - timedelta(days=20 + 7 * at, hours=chance.randrange(9)))
        day = (released - timedelta(days=200)).date()
        given = Given(
            first_hand=True,
            when=(day.year, 1 if day.month < 7 else 2),
            answers=_answers(chance),
            facts={"paid_more": at % 4 != 3, "other_work": at % 5 == 0},
            comment=WORDS if at == 1 else "",
        )
        if at % 2:
            beside = Beside(desk_id, "my", browser=f"{chance.getrandbits(96):024x}")
            take_review(organisation_id=ids[ABOVE], given=given, beside=beside)
        else:
            once = random_id()
            take_with_her(organisation_id=ids[ABOVE], given=given, language="my", once=once, agreed=True, by=mon)
        if at % 4 == 0:
            beside = Beside(desk_id, "ne", browser=f"{chance.getrandbits(96):024x}")
            take_review(organisation_id=ids[BELOW], given=given, beside=beside)


def _answers(chance: random.Random) -> dict[str, int]:
    """Fees worst, the rest as it comes."""
    usual = ("contract_as_promised", "orientation", "treatment", "help_after_arrival", "documents")
    return {"fees_as_told": chance.choice((1, 1, 2, 3)), **{code: chance.choice((2, 3, 3, 4)) for code in usual}}


def _answer(everybody: People, released: datetime) -> None:
    """The recruiter answers what everybody reads; a moderator looks first."""
    passing.travel_to(released + timedelta(days=3))
    reply_id = random_id()
    replying.reply(text=ANSWER, language="en", once=reply_id, by=everybody.partners["aye"])
    passing.travel_to(released + timedelta(days=4))
    by = everybody.staff["ploy"]
    moderating.show_reply(reply_id=reply_id, names_nobody=True, asks_for_nobody=True, by=by)


def _pay(paid: Paid, ids: Mapping[str, UUID], everybody: People, now: datetime, chance: random.Random) -> None:
    """Told some months ago, of work begun up to three years ago; dearer from year to year."""
    passing.travel_to(now - timedelta(days=75))
    desk_id = everybody.desks[cast.MALAYSIA if paid.destination == "MY" else cast.THAILAND]
    for name, many in paid.of.items():
        for _ in range(many):
            _tell(paid, ids.get(name), desk_id, now, chance)
    for _ in range(ASKED if paid.origin == "NP" else 0):
        _tell(paid, None, desk_id, now, chance, source="offer")


def _tell(
    paid: Paid,
    organisation_id: UUID | None,
    desk_id: UUID,
    now: datetime,
    chance: random.Random,
    source: str = "review",
) -> None:
    low, high = paid.sums
    years = chance.choice((0, 1, 1, 2)) if source == "review" else 0
    sum_paid = Decimal(chance.randrange(low, high, paid.step)) * (10 - years) / 10
    with_receipt = source == "review" and chance.random() < 0.6
    seen = FeeSeen(
        desk_id=desk_id,
        source=source,
        organisation_id=organisation_id,
        origin=paid.origin,
        destination=paid.destination,
        paid_on=now.date() - timedelta(days=120 + 365 * years),
        currency=paid.currency,
        worker=sum_paid,
        receipt=(sum_paid / 4).quantize(Decimal(100)) if with_receipt else None,
    )
    record_fee(observation=seen, by=TELLING)
