"""The `saphan` command: one file that names everything that is done from a terminal; the modules beside it do it."""

import argparse
import os
import signal
import sys
from collections.abc import Callable

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
    starting,
)
from saphan.config.options import OPTIONS
from saphan.store.embedded import ClusterError
from saphan.store.place import OWNER, Place
from saphan.vault.backup_file import BackupFileError
from saphan.vault.keyring import KeyFileError, key_ring
from saphan.vault.sheet_lines import SheetError
from saphan.vault.sheet_made import sheet_made

Action = Callable[[argparse.Namespace], None]


def main(arguments: list[str] | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    starting.end_with_the_supervisor()
    chosen = parser().parse_args(arguments)
    place = Place.from_environment()
    starting.remember_settings(place)
    try:
        if chosen.action is not restore:
            starting.refuse_what_is_half_restored(place)
        chosen.action(chosen)
    except (starting.NotReady, ClusterError, KeyFileError, SheetError, BackupFileError) as error:
        if chosen.action is receive_mail:  # the mail server keeps it and tries again
            print(error, file=sys.stderr)
            sys.exit(receiving.LATER)
        sys.exit(str(error))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="saphan", description="Worker voice, from a phone to a remedy.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, action, help_text in COMMANDS:
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(action=action)
        if name in OPTIONS:
            OPTIONS[name](command)
    return top


def run(options: argparse.Namespace) -> None:
    from saphan.config import running

    demo = options.demo or os.environ.get("SAPHAN_DEMO") == "1"
    running.run(running.Wanted(demo=demo, bind=options.bind, port=options.port))


def serve(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import serving

    serving.serve(bind=options.bind, port=options.port)


def work(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import working

    starting.check(bind="127.0.0.1")
    working.work()


def init(options: argparse.Namespace) -> None:
    first_day.begin(options)


def migrate(options: argparse.Namespace) -> None:
    with starting.database_at_hand(Place.from_environment()):
        starting.set_up(OWNER)
        from saphan.store.migrating import migrate as bring_up_to_date

        bring_up_to_date()
        from saphan.network.matching.filling import catch_up

        catch_up()


def gather(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import gathering

    gathering.gather()


def fill(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import key_sheet
    from saphan.demo import world

    try:
        world.fill_when_empty()
    except world.NotEmpty:
        raise starting.NotReady(starting.REAL) from None
    place = Place.from_environment()
    if sheet_made(place) is None:  # so that a demo's nights have their back-ups, too
        key_sheet.write(place)


def log_ins(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.demo import claim_codes
    from saphan.network import demo_log_ins
    from saphan.network.people import DEMO_PASSWORD

    for name, code in claim_codes.listed().items():
        print(f"  {code:<26} {name}, worker")
    for one in demo_log_ins.listed():
        print(f"  {one.email:<26} {one.name}, {one.role.lower()}, {one.place}")
    print(f"  The password of all is: {DEMO_PASSWORD}. The sign-in page shows the second factor's code.")


def check(options: argparse.Namespace) -> None:
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        starting.check(bind=options.bind)


def compile_words(options: argparse.Namespace) -> None:
    from saphan.config import words

    words.compile_all()


def check_words(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import word_faults, words

    wrong, found = word_faults.faults(), words.missing()
    for fault in wrong:
        print(f"{fault.language}  {fault.room}  {fault.sentence}: {fault.what}")
    for one in found:
        print(f"{one.language}  {one.file}:{one.line}  {one.sentence}")
    if found or wrong:
        sys.exit(f"{len(found)} translations are missing, {len(wrong)} are wrong.")


def check_lessons(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.empowerment.lessons import library
    from saphan.store import clock

    wrong = library.faults()
    found = [] if wrong else library.remarks(options.day or clock.today(), library.WANTED, library.lessons())
    for one in (*wrong, *found):
        print(f"{one.slug}  {one.language}  {one.what}")
    if wrong or found:
        sys.exit(f"{len(wrong)} files are wrong, {len(found)} things should be looked at.")


def accept_words(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import word_review

    done = word_review.accept(options.language, options.room, by=options.by, chosen=options.file)
    print(f"{done} sentences accepted by {options.by}.")


def keep_reviews(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import word_review

    with starting.database_at_hand(Place.from_environment()):
        print(*word_review.keep_reviews(), sep="\n")


def words_state(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import word_review

    print(*word_review.lines_of_state(), sep="\n")


def doctor(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import doctor as doctors

    with starting.database_at_hand(Place.from_environment()):
        sys.exit(doctors.tell(doctors.examine()))


def rotate_keys(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import key_sheet, rotating

    place = Place.from_environment()
    with starting.database_at_hand(place):
        keys = rotating.wanted(options.desk, options.hashing)
        if options.finish:
            rotating.let_it_rest()
            done = [rotating.finish(key) for key in keys or rotating.wanted("all", True)]
            sys.exit(int(not all(done)))
        if not keys:
            raise starting.NotReady("Say which key: --desk NAME, --desk all, --hashing, or several of them.")
        for key in keys:
            rotating.change(key)
    print(key_sheet.farewell(key_sheet.write(place)))


def backup(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.vault import backing_up

    place = Place.from_environment()
    with starting.database_at_hand(place):
        try:
            made = backing_up.back_up(place, options.file)
        except backing_up.BackupFailed as failed:
            raise starting.NotReady(str(failed)) from None
    print(f"{made.file}  {made.size} bytes  SHA-256 {made.digest}")
    print("Saphan does not delete this copy. Delete it after 30 days: workers were told so.")


def restore(options: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("The restore was ended; nothing was restored."))
    done = restoring.restore(
        restoring.Wanted(
            options.file.absolute(), options.key_sheet.absolute(), options.shredded and options.shredded.absolute()
        )
    )
    print(restoring.farewell(done))


def make_key_sheet(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import key_sheet

    place = Place.from_environment()
    key_ring()  # a sheet of a damaged file would be worth nothing
    print(key_sheet.farewell(key_sheet.write(place)))


def audit_head(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import auditing

    with starting.database_at_hand(Place.from_environment()):
        auditing.tell_head()


def verify_audit(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import auditing

    with starting.database_at_hand(Place.from_environment()):
        sys.exit(auditing.verify(options.head))


def sample_log(options: argparse.Namespace) -> None:
    from saphan.demo import sample_log as samples

    if options.file.exists() or options.file.suffix != ".xlsx":
        raise starting.NotReady("Name a file that ends in .xlsx and does not exist yet.")
    print(f"{samples.ROWS} invented rows: {options.file}. Their mapping: {samples.write(options.file)}.")


def retain(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import retaining

    with starting.database_at_hand(Place.from_environment()):
        retaining.retain(options.set)


def receive_mail(options: argparse.Namespace) -> None:
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        sys.exit(receiving.receive(options.account, options.recipient, receiving.standard_input()))


def read_again(options: argparse.Namespace) -> None:
    starting.set_up()
    with starting.database_at_hand(Place.from_environment()):
        receiving.read_again()


def reopen_desk(options: argparse.Namespace) -> None:
    starting.set_up()
    from saphan.config import reopening

    place = Place.from_environment()
    with starting.database_at_hand(place):
        reopening.reopen(options.name, place)


def django_command(options: argparse.Namespace) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["saphan django", *options.rest])


COMMANDS: tuple[tuple[str, Action, str], ...] = (
    ("run", run, "run everything: database, web server and worker"),
    (
        "init",
        init,
        "make a real, empty deployment: first desk, lead, duty hours, emergency words, mail, key sheet",
    ),
    ("serve", serve, "run the web server only"),
    ("work", work, "run the worker only"),
    ("migrate", migrate, "bring the schema and the policies up to date"),
    ("gather", gather, "gather the static files, when one has changed"),
    ("fill", fill, "fill an empty demo database with its invented world"),
    ("log-ins", log_ins, "list the log-ins of a demo"),
    ("check", check, "refuse what would be unsafe: key file, rights of the serving role, demo or real"),
    ("doctor", doctor, "look at everything and say what is wrong"),
    ("rotate-keys", rotate_keys, "give a desk, or the keyed hashes, a new key while everything runs"),
    ("audit-head", audit_head, "print the newest seal of the audit, to be kept elsewhere"),
    ("verify-audit", verify_audit, "prove that the sealed part of the audit stands as it was written"),
    ("backup", backup, "make an encrypted back-up that only the key sheet opens"),
    ("restore", restore, "make a working desk of a back-up and the key sheet, in an empty home folder"),
    ("key-sheet", make_key_sheet, "make a new key sheet to print, after a desk was opened or keys were changed"),
    ("reopen-desk", reopen_desk, "open a frozen desk of a single lead, with the key sheet as the second person"),
    ("import-contacts", importing.import_contacts, "take over the log of a hotline that was kept before"),
    ("import-fees", fee_sheets.import_fees, "take over what people paid for their jobs, from a sheet of fees"),
    ("check-htcds", htcds_files.check_htcds, "check a file of the case data standard HTCDS; nothing is kept"),
    ("import-directory", importing_directory.import_directory, "take a list of organisations and licences in"),
    ("dedupe", deduplicating.dedupe, "look for organisations that are in the list twice, and ask a person"),
    ("recount", recounting.recount, "make the cross-check anew from the concerns, and say what differed"),
    ("recount-indicators", indicators.recount, "fold the indicators of the theory of change anew, from every fact"),
    ("correct-edition", indicators.correct_edition, "make the newest edition of the indicators anew, and say why"),
    ("annual-report", annual_reports.annual_report, "make the annual report of a year as PDF, for everybody to take"),
    ("receive-mail", receive_mail, "take in one e-mail of a partner, as a mail server hands it over"),
    ("read-again", read_again, "read again what came by a channel and could not be read, after an upgrade"),
    ("sample-log", sample_log, "write an invented log of 500 rows, to try an import with"),
    ("retention", retain, "list how long each kind of data is kept here, or set it"),
    ("words", compile_words, "compile the catalogues of all languages"),
    ("check-words", check_words, "list the sentences that have no translation, and what is wrong with one"),
    ("check-lessons", check_lessons, "name facts whose date is over, translations of older English, missing ones"),
    ("accept-words", accept_words, "keep that a native reviewer accepts a room's words in a language, as they stand"),
    ("keep-reviews", keep_reviews, "carry what reviewers accepted on their page into the files beside the catalogues"),
    ("words-state", words_state, "say for each language and room who has accepted how many of its words"),
    ("django", django_command, "run one of Django's own commands"),
)

if __name__ == "__main__":
    main(sys.argv[1:])
