"""How long a caseworker waits for the stories about one workplace when her desk holds 1,000,000 sealed messages.

The whole page as the browser gets it from the running house, signed in: a name typed in Latin, Thai or Burmese letters,
a place or a marked word; half of them asked as often as they are named, half at random, and some that nobody named.
`--messages` makes a smaller world, `--no-record` prints only.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING
from uuid import UUID

from benchmarks.house import House, house
from benchmarks.record import record
from benchmarks.wire import Wire

if TYPE_CHECKING:
    from benchmarks.filling import Story

MESSAGES, A_STORY = 1_000_000, 5
ORGANISATIONS, PLACES, MARKS = 2_000, 3_000, 5_000
QUERIES = 300
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SYLLABLES = """
ba บา ဘာ|lu ลู လူ|san ซาน စန်|ko โก ကို|mi มี မီ|ta ทา တာ|ren เรน ရန်|pho โพ ဖို|nga งา ငါ|wat วัด ဝတ်|si ซี စီ|don ดอน ဒန်
mon มอน မွန်|kha ขา ခါ|le เล လေ|pan ปาน ပန်|ru รู ရူ|thi ธี သီ|no โน နို|cha ชา ချာ|gam กาม ဂမ်|ya ยา ယာ|bet เบท ဗက်|sot สอด ဆော့
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One name in three scripts."""

    latin: str
    thai: str
    burmese: str


def main() -> None:
    options = _options()
    cookies: dict[str, str] = {}
    with house(lambda: cookies.update(_sign_in())) as running:
        names = list(_names(ORGANISATIONS + PLACES + MARKS))
        began = time.perf_counter()
        world = _fill(running, names, options.messages // A_STORY)
        print(f"{world} made in {time.perf_counter() - began:.0f} s", flush=True)
        wire = Wire(running.port)
        wire.cookies.update(cookies)
        times = _ask(wire, names)
    how = f"POST /desk/find/ of the running house, {world}"
    for id, value, target in (
        ("sealed_search_p50", median(times), None),
        ("sealed_search_p95", quantiles(times, n=20)[18], 200),
    ):
        if options.no_record:
            print(f"{id}: {value:.1f} ms")
        else:
            record(id, round(value, 1), "ms", target, "lower", len(times), how)


def _names(count: int) -> Iterator[Name]:
    """Different names of four syllables in two words."""
    syllables = [tuple(one.split()) for line in SYLLABLES.strip().splitlines() for one in line.split("|")]
    dice, seen = random.Random(3), set()
    while len(seen) < count:
        four = tuple(dice.choices(syllables, k=4))
        if four not in seen:
            seen.add(four)
            yield Name(*(f"{each[0]}{each[1]} {each[2]}{each[3]}" for each in zip(*four, strict=True)))


def _sign_in() -> dict[str, str]:
    """A caseworker past the second factor; her browser's cookies."""
    from django.test import Client

    from saphan.network.models import Desk
    from tests.signed_in import desk_person, sign_in

    staff = desk_person(Desk.objects.get().id, "caseworker", name="Nok")
    return {name: morsel.value for name, morsel in sign_in(Client(), staff).cookies.items()}


def _fill(running: House, names: list[Name], stories: int) -> str:
    from benchmarks.filling import fill
    from saphan.network.models import Alias, Desk, Organisation, Staff

    own = names[:ORGANISATIONS]
    made = Organisation.objects.bulk_create(
        Organisation(kind="supplier", name=f"{one.latin} Co., Ltd.".title(), country="TH") for one in own
    )
    aliases = [(row.id, written) for row, one in zip(made, own, strict=True) for written in (one.thai, one.burmese)]
    Alias.objects.bulk_create(Alias(organisation_id=id, name=written) for id, written in aliases)
    with running.connect() as owner:
        fill(owner, _stories(names, [row.id for row in made], stories), Desk.objects.get().id, Staff.objects.get().id)
        messages, keys = owner.execute(
            "SELECT (SELECT count(*) FROM voice_message), (SELECT count(*) FROM voice_search_key)"
        ).fetchone() or (0, 0)
    return f"{messages:,} messages in {stories:,} stories with {keys:,} keys of {len(names):,} names"


def _stories(names: list[Name], organisations: list[UUID], count: int) -> Iterator["Story"]:
    """Seven in ten name an organisation, four in ten a place, one in ten has a marked word; some far more often."""
    from benchmarks.filling import Story
    from saphan.languages.search_keys import Mention
    from saphan.store import clock

    dice, now = random.Random(5), clock.now()
    places, marks = names[ORGANISATIONS:][:PLACES], names[ORGANISATIONS + PLACES :]
    for number in range(count):
        mentions = []
        if dice.random() < 0.7:
            mentions.append(("name", Mention(organisation_id=organisations[_often(dice, ORGANISATIONS)])))
        if dice.random() < 0.4:
            mentions.append(("place", Mention(places[_often(dice, PLACES)].burmese)))
        if dice.random() < 0.1:
            mentions.append(("mark", Mention(marks[_often(dice, MARKS)].latin)))
        began = now - timedelta(minutes=5 * (count - number))
        yield Story(
            began=began, messages=A_STORY, ends=("waiting", "answered", "closed")[number % 3], mentions=tuple(mentions)
        )


def _often(dice: random.Random, count: int) -> int:
    """A number below `count`; the first ones far more often (as one over the rank)."""
    return min(int(count ** dice.random()) - 1, count - 1)


def _ask(wire: Wire, names: list[Name]) -> list[float]:
    (token,) = set(TOKEN.findall(wire.get("/desk/").text)) or ("",)
    dice, times = random.Random(9), []
    for number in range(QUERIES):
        typed = _typed(dice, names, number)
        started = time.perf_counter()
        answer = wire.post("/desk/find/", {"csrfmiddlewaretoken": token, "typed": typed})
        times.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"The search answered {answer.status}.")
    return times


def _typed(dice: random.Random, names: list[Name], number: int) -> str:
    """In turn by an organisation, a place, a marked word; every tenth by a name that nobody said."""
    if number % 10 == 9:
        return f"zulu {number} quay"
    first, count = ((0, ORGANISATIONS), (ORGANISATIONS, PLACES), (ORGANISATIONS + PLACES, MARKS))[number % 3]
    place = _often(dice, count) if number % 2 else dice.randrange(count)
    name = names[first + place]
    return (name.latin, name.thai, name.burmese)[number // 3 % 3]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
