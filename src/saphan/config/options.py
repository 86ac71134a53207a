"""What each command may be told beside its name. A command that stands not here is told nothing."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from saphan.config import (
    annual_reports,
    deduplicating,
    fee_sheets,
    first_day,
    htcds_files,
    importing,
    importing_directory,
    indicators,
    receiving,
    recounting,
    restoring,
)

Command = argparse.ArgumentParser


def _where(command: Command) -> None:
    command.add_argument("--bind", default="127.0.0.1", help="the address to serve at (default: this machine only)")


def _serve(command: Command) -> None:
    _where(command)
    command.add_argument("--port", type=int, default=8000)


def _run(command: Command) -> None:
    _serve(command)
    command.add_argument("--demo", action="store_true", help="with an invented world, on this machine only")


def _accept_words(command: Command) -> None:
    command.add_argument("language", help="code of the language, for instance km")
    command.add_argument("room", help="room of the catalogue, for instance voice")
    command.add_argument("--by", required=True, help="name of the native reviewer")
    command.add_argument("--file", type=Path, help="only the English sentences of this file, one a line")


def _check_lessons(command: Command) -> None:
    command.add_argument("--day", type=date.fromisoformat, help="as of this day (default: today)")


def _rotate_keys(command: Command) -> None:
    command.add_argument("--desk", metavar="NAME", help="the key of this desk, or of `all`")
    command.add_argument("--hashing", action="store_true", help="the key of the keyed hashes")
    command.add_argument("--finish", action="store_true", help="take out old versions that nothing needs")


def _verify_audit(command: Command) -> None:
    command.add_argument("--head", default="", help="a seal that was written down: its number and its digits")


def _backup(command: Command) -> None:
    command.add_argument("file", type=restoring.whole_path, help="where to; there must be none yet")


def _sample_log(command: Command) -> None:
    command.add_argument("file", type=Path, help="where to; its mapping is written beside it")


def _reopen_desk(command: Command) -> None:
    command.add_argument("name", help="name of the desk")


def _retention(command: Command) -> None:
    command.add_argument("--set", action="append", default=[], metavar="KIND=DAYS", help="keep a kind so long")


def _django(command: Command) -> None:
    command.add_argument("rest", nargs=argparse.REMAINDER)


OPTIONS: Mapping[str, Callable[[Command], None]] = {
    "run": _run,
    "serve": _serve,
    "check": _where,
    "init": first_day.add_answers,
    "rotate-keys": _rotate_keys,
    "verify-audit": _verify_audit,
    "backup": _backup,
    "restore": restoring.add_answers,
    "reopen-desk": _reopen_desk,
    "import-contacts": importing.add_arguments,
    "import-directory": importing_directory.add_arguments,
    "check-htcds": htcds_files.add_arguments,
    "import-fees": fee_sheets.add_arguments,
    "dedupe": deduplicating.add_arguments,
    "recount": recounting.add_arguments,
    "correct-edition": indicators.add_reason,
    "annual-report": annual_reports.add_arguments,
    "receive-mail": receiving.add_arguments,
    "sample-log": _sample_log,
    "retention": _retention,
    "check-lessons": _check_lessons,
    "accept-words": _accept_words,
    "django": _django,
}
