"""Write docs/translations.md from the catalogues: language, room, sentences, and who accepted how many.

Usage: .venv/bin/python tools/translations_page.py
"""

from pathlib import Path

from saphan.config.words import SOURCE
from saphan.languages.reviewing import State, catalogues, state

PAGE = Path(__file__).resolve().parent.parent / "docs" / "translations.md"
READ_BY = {
    "voice": "workers",
    "web": "everybody",
    "impact": "everybody",
    "network": "staff, partners",
    "casework": "staff; workers (approved replies)",
    "verification": "staff",
    "empowerment": "job seekers, workers; staff",
    "dialogue": "workers; staff, partners",
    "remedy": "staff, partners; workers (the promises)",
}

HEAD = """\
# State of the translations

Made from the catalogues by `tools/translations_page.py`; a test fails when this page says something else. The same is
printed by `saphan words-state`.

Every translation is made by a machine until a named native reviewer has accepted it. An entry that nobody has accepted
says so in a comment above it, and so does the foot of every page that uses one. Acceptance stands in `accepted.tsv`
beside the catalogue: hash of the words, day, name. Words that are changed later are machine-made again. Do not serve
workers in a language before two native speakers have read its worker pages; see
[add a language](how-to/add-a-language.md) and the [glossary of words](reference/words-glossary.md).

English is the source and stands in the pages themselves.

| Language | Room | Read by | Sentences | Accepted | By |
|---|---|---|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(map(row, map(state, catalogues(SOURCE))))


def row(one: State) -> str:
    by = ", ".join(one.by) or "nobody yet: machine-made"
    return f"| {one.language} | {one.room} | {READ_BY[one.room]} | {one.sentences} | {one.accepted} | {by} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
