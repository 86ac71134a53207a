"""The `saphan` command: one file for everything that is done from a terminal."""

import argparse
import os
import sys
from collections.abc import Callable

from saphan.store.place import OWNER


def main(arguments: list[str] | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    parser = argparse.ArgumentParser(prog="saphan", description="Worker voice, from a phone to a remedy.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, action, help_text in COMMANDS:
        command = commands.add_parser(name, help=help_text)
        command.set_defaults(action=action)
        if name == "django":
            command.add_argument("rest", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    chosen.action(chosen)


def migrate(options: argparse.Namespace) -> None:
    os.environ["SAPHAN_ROLE"] = OWNER
    _set_up()
    from saphan.store.migrating import migrate as bring_up_to_date

    bring_up_to_date()


def django_command(options: argparse.Namespace) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["saphan django", *options.rest])


def _set_up() -> None:
    import django

    django.setup()


COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], None], str], ...] = (
    ("migrate", migrate, "bring the schema and the policies up to date"),
    ("django", django_command, "run one of Django's own commands"),
)

if __name__ == "__main__":
    main(sys.argv[1:])
