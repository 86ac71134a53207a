"""An invented log of a hotline, 500 rows in five languages, to try an import with. The same rows every time."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from saphan.demo.sayings import MORE, QUESTIONS, TOPICS

ROWS = 500
HEADINGS = (
    "No.",
    "Date",
    "Language",
    "Topic",
    "What was said",
    "Phone",
    "Workplace",
    "Status",
    "May tell",
    "Agreed on",
)
LANGUAGES = {"my": "Burmese", "th": "Thai", "km": "Khmer", "ne": "Nepali", "en": "English"}
SHARES = (45, 20, 15, 12, 8)  # of a hundred, in the order above
PLACES = ("Blue Prawn, night line", "Harbour Cannery", "a building site", "a farm", "")
WORDS_OF_TOPICS = {
    "pay": "Wages",
    "fees": "Recruitment fees",
    "papers": "Passport held",
    "hours": "Working time",
    "unsafe": "Safety",
    "shouting": "Abuse",
    "housing": "Housing",
    "coached": "Other",
    "leaving": "Wages",
}
SINCE = datetime(2024, 1, 8, 9, 0)
MAPPING = """\
# Which column of the log is what. Fields and codes: docs/how-to/import-a-hotline-log.md
source = "Sample hotline"
time_zone = "Asia/Bangkok"
country = "TH"
dates = ["%Y-%m-%d %H:%M", "%d/%m/%Y"]
consent_words = "hotline form 3"

[columns]
opened_at = "Date"
language = "Language"
icon = "Topic"
text = "What was said"
phone = "Phone"
place = "Workplace"
status = "Status"
consent_for = "May tell"
consent_on = "Agreed on"

[values.language]
Burmese = "my"
Thai = "th"
Khmer = "km"
Nepali = "ne"
English = "en"

[values.icon]
"Wages" = "pay"
"Recruitment fees" = "fees"
"Passport held" = "papers"
"Working time" = "hours"
"Safety" = "unsafe"
"Abuse" = "hurt"
"Housing" = "other"
"Question" = "ask"
"Other" = "other"

[values.status]
"in work" = "open"
"done" = "closed"
"""


def write(file: Path) -> Path:
    """The log as a workbook, and its mapping beside it, whose path is returned."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Calls")
    sheet.append(HEADINGS)
    for row in rows():
        sheet.append(row)
    book.save(file)
    mapping = file.with_suffix(".toml")
    mapping.write_text(MAPPING, encoding="utf-8")
    return mapping


def rows() -> Iterator[tuple[object, ...]]:
    """Four of them with something wrong, as every log has: no words, another calendar, a formula, a day to come."""
    chance = random.Random(20240108)
    for number in range(1, ROWS + 1):
        at = SINCE + timedelta(hours=number * 31 % 17_000, minutes=chance.randrange(60))
        yield _damaged(number, _row(number, at, chance))


def _row(number: int, at: datetime, chance: random.Random) -> list[object]:
    language = chance.choices(tuple(LANGUAGES), SHARES)[0]
    if chance.random() < 0.3:
        topic, said = "Question", chance.choice(QUESTIONS[language])
    else:
        kind = chance.choice(tuple(WORDS_OF_TOPICS))
        topic, said = WORDS_OF_TOPICS[kind], f"{TOPICS[kind][language]} {chance.choice(MORE[language])}"
    phone = f"02 000 {chance.randrange(300):04d}" if chance.random() < 0.6 else ""
    status = "in work" if number > ROWS - 40 else "done"
    return [
        *(number, at.strftime("%Y-%m-%d %H:%M"), LANGUAGES[language], topic, said, phone),
        *(chance.choice(PLACES), status, "", ""),
    ]


def _damaged(number: int, row: list[object]) -> tuple[object, ...]:
    if number == 77:
        row[3] = row[4] = ""
    elif number == 154:
        row[1] = "15/03/2567"
    elif number == 231:
        row[4] = "=A1"
    elif number == 308:
        row[1] = "2049-01-01 09:00"
    return tuple(row)
