"""`saphan annual-report`: the annual report of one year, kept for everybody to take, and as a file."""

import argparse
from pathlib import Path

from saphan.config import starting
from saphan.store.place import Place

WHY = {
    "nothing_to_report": "No number of this year was published yet.",
    "typst": "Install what sets it: python3 tools/environment.py pdf",
    "letters": "This machine has no letters of this language. To get them: sudo apt-get install fonts-noto-core",
}


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("year", type=int, help="of which year, for instance 2026")
    command.add_argument("--language", help="code of one language, for instance my (default: all that are offered)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write it to this file, too; for one language")


def annual_report(options: argparse.Namespace) -> None:
    """Prints how large each is."""
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        from saphan.impact.exports import reports

        if options.language and options.language not in reports.LANGUAGES:
            raise starting.NotReady(f"Reports are made in these languages: {', '.join(reports.LANGUAGES)}.")
        if options.out and not options.language:
            raise starting.NotReady("Say of which language the file shall be: --language.")
        for language in [options.language] if options.language else reports.LANGUAGES:
            content = _made(options.year, language)
            print(f"{options.year}  {language}  {len(content)} bytes")
            if options.out:
                options.out.write_bytes(content)


def _made(year: int, language: str) -> bytes:
    from saphan.impact.exports import reports
    from saphan.impact.exports.report.typesetting import CannotBeSet

    try:
        return reports.make(year, language)
    except CannotBeSet as refused:
        raise starting.NotReady(WHY[refused.ways_out[0]]) from None
    except reports.NothingToReport as refused:
        raise starting.NotReady(WHY[refused.code]) from None
