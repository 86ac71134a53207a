"""What reaches a desk by other ways than a worker's pages, on the same day, in all five scripts.

By another system, by a hotline's old log, by a referral to another desk and its answer, in an individual claim with
all that is written about it, and about somebody who speaks for others. Each thing is seen once where it belongs.
"""

import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from saphan.demo import cast
from saphan.network.people import DEMO_PASSWORD
from saphan.store.embedded import wait_for
from tests.attacks import lying
from tests.attacks.load import Line
from tests.config.browser import Browser, she_returns, signs_in
from tests.config.installation import Installation

LANGUAGES = tuple(lying.SCRIPTS)
FIRST = 1000  # no number of the worker's pages
MAPPING = f"""
source = "Harbour hotline"
desk = "{cast.THAILAND}"
time_zone = "Asia/Bangkok"
country = "TH"
[columns]
opened_at = "Date"
text = "Said"
phone = "Phone"
place = "Place"
"""
SAFE = {
    **dict.fromkeys(("guess", "home", "papers", "sent_away", "family", "place"), "no"),
    "knows": "yes",
    "safe": "yes",
}


@dataclass
class Told:
    """A story that came by another system: its id, and the code that she was given with it."""

    language: str
    story: str
    code: str
    words: str

    @property
    def page(self) -> str:
        return f"/desk/story/{self.story}/"


@dataclass
class Otherwise:
    """said: all that must not be found, by the way it came. printed: what commands said."""

    saphan: Installation
    folder: Path
    said: dict[str, list[str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    printed: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST))

    def word(self, way: str, language: str) -> str:
        return self._said(way, lying.words(language, next(self.numbers)))

    def phone(self, way: str) -> str:
        return self._said(way, lying.phone(next(self.numbers)))

    def _said(self, way: str, one: str) -> str:
        self.said.setdefault(way, []).append(one)
        return one

    def browser(self, key: str) -> Browser:
        who = next(one for one in cast.PEOPLE if one.key == key)
        browser = Browser(self.saphan.address)
        signs_in(browser, who.email, DEMO_PASSWORD)
        return browser


def by_all_ways(saphan: Installation, folder: Path) -> Otherwise:
    day = Otherwise(saphan, folder)
    ann, kyaw, somchai = (day.browser(key) for key in ("ann", "kyaw", "somchai"))
    told = by_another_system(day, ann)
    by_an_old_log(day, ann)
    asked = [
        *(by_a_referral(day, one, ann, kyaw, taken_back=one is told[1]) for one in told[:2]),
        *(in_a_claim(day, one, ann, somchai, taken_back=one is told[3]) for one in told[2:4]),
    ]
    for each in asked:  # up to her answer; while the worker does its tasks, the next one is asked
        next(each)
    by_who_speaks_for_others(day, told[4], ann)
    for each in asked:
        assert next(each, None) is None
    return day


def by_another_system(day: Otherwise, ann: Browser) -> list[Told]:
    """One report in each script; and one that is refused for what it says."""
    ann.send_form("/desk/network/systems/", name="Hotline", run_by="desk", organisation="")
    key = seen(ann, r"<code>([^<]+)</code>")[0]
    line, told = Line(day.saphan.port), []
    for language in LANGUAGES:
        report = {
            "language": language,
            "channel": "phone",
            "icon": "pay",
            "text": day.word("system", language),
            "place": day.word("system", language),
            "handle": {"kind": "phone", "value": f"+66{day.phone('system')}"},
        }
        status, answer = report_of(line, key, report)
        assert status == 202, answer
        taken = json.loads(answer)
        told.append(Told(language, taken["id"], taken["claim_code"], str(report["text"])))
        assert told[-1].words in ann.open(told[-1].page)
    wrong = {"text": day.word("system", "my"), "channel": day.word("system", "th"), day.word("system", "en"): "x"}
    status, answer = report_of(line, key, wrong)
    assert status == 422, answer
    day.codes += [one.code.replace(" ", "") for one in told]
    return told


def report_of(line: Line, key: str, report: object) -> tuple[int, str]:
    status, answer, _ = line.ask(
        *("POST", "/api/v1/voice", json.dumps(report)),
        Authorization=f"Bearer {key}",
        Idempotency_Key=str(uuid4()),
        Content_Type="application/json",
    )
    return status, answer


def by_an_old_log(day: Otherwise, ann: Browser) -> None:
    """A row in each script, with a column that nobody maps; and a row that is refused."""
    log = day.folder / "log" / "log.csv"
    log.parent.mkdir()
    log.with_suffix(".toml").write_text(MAPPING)
    with log.open("w", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(("Date", "Said", "Phone", "Place", "Remarks"))
        for on, language in [*(("2026-03-01 10:00", each) for each in LANGUAGES), (day.word("log", "en"), "my")]:
            text, place, remark = (day.word("log", language) for _ in range(3))
            sheet.writerow((on, text, f"+66{day.phone('log')}", place, remark))
    done = day.saphan.saphan("import-contacts", str(log), "--destroy")
    assert (done.returncode, log.exists()) == (0, False), done.stderr
    day.printed += done.stdout + done.stderr
    with log.with_suffix(".result.csv").open() as result:
        taken = [row["conversation"] for row in csv.DictReader(result) if row["conversation"]]
    assert len(taken) == len(LANGUAGES)
    read = "".join(ann.open(f"/desk/story/{story}/") for story in taken)
    assert sum(one in read for one in day.said["log"]) >= 2 * len(LANGUAGES)


def by_a_referral(day: Otherwise, told: Told, ann: Browser, kyaw: Browser, *, taken_back: bool) -> Iterator[str]:
    """She agrees that another desk reads all of it, and why; that desk answers. The second one is taken back."""
    why, answer = (day.word("referral", told.language) for _ in range(2))
    form = f"{told.page}refer/"
    ann.open(form)
    chosen = {"recipient": option(ann, cast.MYANMAR), "line": seen(ann, r'name="line" value="([^"]+)"')}
    well(ann.send_form(form, part=["where", "reach"], why=why, **chosen))
    referral = ann.links(r"/desk/referrals/[0-9a-f-]{36}/", ann.open(told.page))[0]
    yield she_ticks_all(day, told, why)
    assert wait_for(lambda: why in kyaw.open(referral), 20)
    assert told.words in kyaw.page
    well(kyaw.send_form(referral, f"{referral}accept/"))
    well(kyaw.send_form(referral, f"{referral}answer/", answer=answer))
    assert answer in ann.open(told.page)
    if taken_back:
        well(ann.send_form(referral, f"{referral}withdraw/"))
        assert why not in kyaw.open(referral)


def in_a_claim(day: Otherwise, told: Told, ann: Browser, somchai: Browser, *, taken_back: bool) -> Iterator[str]:
    """She is under 18 and has quarrelled: a lead decides twice in writing. The company reads, and answers."""
    decision, waiver, words, answer, *hers = (day.word("claim", told.language) for _ in range(8))
    case = case_of(told, ann)
    well(ann.send_form(case, f"{case}facts/", what="age", under_18="yes"))
    well(ann.send_form(case, f"{case}facts/", what="quarrel", quarrel=f"{datetime.now(UTC):%Y-%m-%d}"))
    well(ann.send_form(f"/desk/claims/new/{told.story}/"))
    claim = ann.address.removeprefix(ann.home)
    well(ann.send_form(claim, f"{claim}check/", **SAFE))
    well(ann.send_form(claim, f"{claim}decide/", words=decision))
    well(ann.send_form(claim, f"{claim}quarrel/", words=waiver, she_agreed="yes"))
    fields = dict(zip(("name", "number", "amount", "dates"), hers, strict=True))
    recipient = option(ann, "Blue Prawn Foods")
    well(ann.send_form(claim, f"{claim}propose/", recipient=recipient, words=words, **fields))
    yield she_ticks_all(day, told, words)
    assert wait_for(lambda: f"{claim}show/" in ann.open(claim), 20)
    well(ann.send_form(claim, f"{claim}show/"))
    theirs = claim.replace("/desk/", "/partner/")
    shown = somchai.open(theirs)
    assert all(one in shown for one in (words, *hers))
    well(somchai.send_form(theirs, f"{theirs}answer/", words=answer))
    assert answer in ann.open(claim) and decision in ann.page
    if taken_back:
        well(ann.send_form(claim, f"{claim}withdraw/"))
        assert words not in somchai.open(theirs)


def by_who_speaks_for_others(day: Otherwise, told: Told, ann: Browser) -> None:
    """What the desk writes: about a mandate, to her, about her, and for the next shift."""
    mandate, note, reply, shift = (day.word("desk", told.language) for _ in range(4))
    case = case_of(told, ann)
    speaks = {"kind": "friend", "mandate": "own_word", "number": "3", "may_confirm": "workers", "words": mandate}
    well(ann.send_form(case, f"{case}speaks/", conversation=told.story, **speaks))
    assert mandate in ann.page
    well(ann.send_form(told.page, f"{told.page}note/", note=note))
    well(ann.send_form(told.page, f"{told.page}reply/", reply=reply))
    assert note in ann.open(told.page) and reply in ann.page
    well(ann.send_form("/desk/hand-over/", text=shift))
    assert shift in ann.page


def case_of(told: Told, ann: Browser) -> str:
    well(ann.send_form(told.page, f"{told.page}case/"))
    return ann.links(r"/desk/case/[0-9a-f-]{36}/", ann.open(told.page))[0]


def she_ticks_all(day: Otherwise, told: Told, words: str) -> str:
    """She comes back with her code, reads each part, and says yes to every one."""
    phone = Browser(day.saphan.address)
    ask = phone.links(rf"/{told.language}/story/ask/[0-9a-f-]{{36}}/", she_returns(phone, told.code, told.language))[0]
    assert words in phone.open(ask)
    return well(phone.send_form(ask, code="yes", part=seen(phone, r'name="part" value="([^"]+)"')))


def option(browser: Browser, name: str) -> str:
    return seen(browser, rf'<option value="([^"]+)"[^>]*>{re.escape(html.escape(name))}')[0]


def seen(browser: Browser, pattern: str) -> list[str]:
    found = re.findall(pattern, browser.page)
    assert found, browser.page
    return found


def well(page: str) -> str:
    assert page.startswith("<!doctype html>"), page
    return page
