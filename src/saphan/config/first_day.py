"""`saphan init`: a real, empty deployment. Asks for what was not given; made at once or not at all."""

import argparse
import getpass
import os
import re
import smtplib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from saphan.config import key_sheet, starting
from saphan.store.place import Place, has_real_server, write_secret

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORDS_IN = {"en": "English", "my": "Burmese", "th": "Thai"}
WORDS_LATER = {"km": "Khmer", "ne": "Nepali"}  # may stay empty: a desk that speaks them writes them on its own page


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know. Its answer comes from its flag, else from the environment, else from whoever sits there."""

    name: str
    words: str
    default: str | None = None
    secret: bool = False

    @property
    def flag(self) -> str:
        return f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        return f"SAPHAN_INIT_{self.name.upper()}"


QUESTIONS = (
    Question("organisation", "Name of your organisation"),
    Question("desk", "Name of the first desk, as workers will read it"),
    Question("country", "Country of the desk, two letters (TH)"),
    Question("languages", "Languages the desk speaks, with commas", "my,th,en"),
    Question("time_zone", "Time zone of the desk", "Asia/Bangkok"),
    Question("lead_name", "Name of the desk's lead"),
    Question("lead_email", "E-mail address of the lead"),
    Question("duty", "Hours with somebody on duty, for instance mon-fri 09:00-17:00"),
    *(
        Question(f"emergency_{code}", f"What a worker in danger reads in {language}: numbers, places")
        for code, language in WORDS_IN.items()
    ),
    *(
        Question(f"emergency_{code}", f"The same in {language} (empty: written later, on the desk's page)", "")
        for code, language in WORDS_LATER.items()
    ),
    Question("address", "Address that workers will type", "http://127.0.0.1:8000"),
    Question("smtp_host", "Mail server (empty: no e-mail)", ""),
)
MAIL_QUESTIONS = (
    Question("smtp_port", "Port of the mail server", "587"),
    Question("smtp_user", "User at the mail server (empty: none)", ""),
    Question("smtp_password", "Password there", "", secret=True),
    Question("mail_from", "Address that e-mails come from"),
)

Answers = dict[str, str]
Read = Callable[[str], str]


def add_answers(command: argparse.ArgumentParser) -> None:
    """A flag for every question; else the environment or the person is asked. A password has none: others see flags."""
    for question in (*QUESTIONS, *MAIL_QUESTIONS):
        if not question.secret:
            command.add_argument(question.flag, help=f"{question.words} (or {question.variable})")


def begin(options: argparse.Namespace) -> None:
    """Make the deployment. Raises NotReady, ClusterError or KeyFileError; then nothing was made."""
    place = Place.from_environment()
    if not sys.stdin.isatty():
        ask(options, QUESTIONS)  # nobody can be asked, so what is missing is said before a database is made
    with starting.database_at_hand(place):
        starting.migrate_in_a_process()
        starting.set_up()
        _refuse_what_is_not_empty(place)
        answers = ask(options, QUESTIONS)
        if answers["smtp_host"]:
            answers |= ask(options, MAIL_QUESTIONS)
            try_mail(answers)
        check(answers)
        link = _make(place, answers)
        sheet = key_sheet.write(place)
    print(farewell(link, str(sheet)))


def _refuse_what_is_not_empty(place: Place) -> None:
    from saphan.network.models import Desk
    from saphan.store.models import Deployment

    if os.environ.get("SAPHAN_DEMO") == "1" or Deployment.objects.get().ever_demo:
        raise starting.NotReady(
            "This database held the demo, and its log-ins are public. Set SAPHAN_HOME to another, empty folder."
        )
    if Desk.objects.exists():
        raise starting.NotReady("This deployment has been made already; nothing was changed.")
    if place.keys.exists() and not has_real_server():
        raise starting.NotReady(f"There is a key file of something else at {place.keys}. Move it away first.")


def ask(
    options: argparse.Namespace, questions: Sequence[Question], read: Callable[[str], str] | None = None
) -> Answers:
    """The answer to each question. Raises NotReady when nobody is there to be asked."""
    return {question.name: _answer(question, options, read) for question in questions}


def _answer(question: Question, options: argparse.Namespace, read: Read | None) -> str:
    given = getattr(options, question.name, None) or os.environ.get(question.variable)
    if given is not None:
        return given.strip()
    if read is None and not sys.stdin.isatty():
        if question.default is not None:
            return question.default
        raise starting.NotReady(f"{question.words}? Say {question.flag} or set {question.variable}.")
    reader = read or (getpass.getpass if question.secret else input)
    offered = f" [{question.default}]" if question.default else ""
    while True:
        typed = reader(f"{question.words}{offered}: ").strip() or question.default
        if typed is not None:
            return typed


def check(answers: Answers) -> None:
    """Raises NotReady with the first answer that cannot be right."""
    if not re.fullmatch(r"[A-Za-z]{2}", answers["country"]):
        raise starting.NotReady("A country is two letters, for instance TH.")
    try:
        ZoneInfo(answers["time_zone"])
    except (KeyError, ValueError, OSError):
        raise starting.NotReady(f"There is no time zone {answers['time_zone']}; one is Asia/Bangkok.") from None
    if "@" not in answers["lead_email"]:
        raise starting.NotReady("The lead's e-mail address needs an @.")
    hours_of(answers["duty"])


def hours_of(duty: str) -> list[tuple[int, time, time]]:
    """`mon-fri 09:00-17:00, sat 09:00-12:00` as weekday (0 is Monday), opens, closes. Raises NotReady."""
    rows = []
    for stretch in duty.lower().split(","):
        found = re.fullmatch(r"(\w{3})(?:-(\w{3}))?\s+(\d\d:\d\d)-(\d\d:\d\d)", stretch.strip())
        if not found or found[1] not in DAYS or (found[2] or found[1]) not in DAYS:
            raise starting.NotReady(f"Duty hours look like: mon-fri 09:00-17:00. This does not: {stretch.strip()}")
        first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
        try:
            opens, closes = time.fromisoformat(found[3]), time.fromisoformat(found[4])
        except ValueError:
            raise starting.NotReady(f"There is no such hour: {stretch.strip()}") from None
        rows += [(day % 7, opens, closes) for day in range(first, last + 1 if last >= first else last + 8)]
    return rows


def try_mail(answers: Answers) -> None:
    """Send one e-mail to the lead, so that a wrong password is found today. Raises NotReady."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = answers["mail_from"], answers["lead_email"], "Saphan"
    message.set_content("This mail server works for Saphan.")
    try:
        with smtplib.SMTP(answers["smtp_host"], int(answers["smtp_port"]), timeout=20) as server:
            if os.environ.get("SAPHAN_SMTP_TLS", "1") == "1":
                server.starttls()
            if answers["smtp_user"]:
                server.login(answers["smtp_user"], answers["smtp_password"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise starting.NotReady(
            f"The mail server {answers['smtp_host']} did not take an e-mail ({type(error).__name__}). Nothing was made."
        ) from None


def _make(place: Place, answers: Answers) -> str:
    """The desk, its words, its lead and its roster; returns the lead's one-time link."""
    from django.conf import settings
    from django.db import transaction

    from saphan.network import people
    from saphan.network import services as network
    from saphan.vault import keyring

    _write_settings(place, answers)
    settings.SAPHAN_ADDRESS = answers["address"]
    if not place.keys.exists():
        keyring.make(place.keys)
    with transaction.atomic():
        organisation_id = network.create_organisation(
            kind="service", name=answers["organisation"], country=answers["country"]
        )
        languages = [code.strip() for code in answers["languages"].split(",") if code.strip()]
        desk_id = network.open_desk(
            organisation_id=organisation_id,
            name=answers["desk"],
            country=answers["country"],
            languages=languages,
            time_zone=answers["time_zone"],
        )
        for code in (*WORDS_IN, *WORDS_LATER):
            if text := answers[f"emergency_{code}"]:
                network.set_emergency_words(desk_id=desk_id, language=code, text=text)
        invited = people.invite_staff(
            email=answers["lead_email"],
            name=answers["lead_name"],
            organisation_id=organisation_id,
            desk_id=desk_id,
            roles=["lead", "caseworker", "verifier"],
            languages=languages,
        )
        for weekday, opens, closes in hours_of(answers["duty"]):
            network.set_duty(desk_id=desk_id, staff_id=invited.staff_id, weekday=weekday, opens=opens, closes=closes)
    return invited.link


def _write_settings(place: Place, answers: Answers) -> None:
    kept = {"SAPHAN_ADDRESS": answers["address"], "SAPHAN_HOSTS": answers["address"].split("//")[-1].split(":")[0]}
    kept |= {f"SAPHAN_{name.upper()}": answers[name] for name in answers if name.startswith(("smtp_", "mail_"))}
    write_secret(place.settings_file, "".join(f"{name}={value}\n" for name, value in kept.items() if value))


def farewell(link: str, sheet: str) -> str:
    return "\n".join(
        [
            "",
            "Your deployment is made. It is empty.",
            "",
            f"1. Print the key sheet {sheet}, keep it in a safe, then delete the file.",
            "   Without the keys no story can ever be read again, by anybody.",
            "2. Start Saphan: saphan run",
            "3. Give this link to the lead. It works once, for 72 hours:",
            f"   {link}",
            "",
        ]
    )
