"""What a worker answered, brought to the round or the check that asked."""

from dataclasses import dataclass
from uuid import UUID

from saphan.remedy import claim_retaliation, claims, pressure, retaliation
from saphan.remedy.confirming import take_confirmation, take_held_answer
from saphan.remedy.models import HeldCheck, Round
from saphan.remedy.planning import take_plan_answer
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.voice.models import Answer, Ask


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's last answer. ref: the round or the check that asked."""

    question: str
    ref: UUID
    conversation_id: UUID
    code: str


def take_answer(ask_id: UUID) -> None:
    """Take her last answer. Retaliation opens the issue at once, whatever was asked."""
    with acting_as(System("remedy.take_answer")) as moment:
        heard = _last(ask_id)
        if heard is None:
            return
        if claims.take_outcome(heard.ref, heard.code):
            _take_in_claim(heard, moment)
            return
        if heard.question == "held":
            _take_held(heard, moment)
        else:
            _take_in_round(heard, moment)


def _take_in_claim(heard: Heard, moment: Moment) -> None:
    if heard.code == pressure.TOLD:
        pressure.report_in_claim(heard.ref, heard.conversation_id, moment)
    if heard.code == "retaliation":
        claim_retaliation.report(heard.ref, moment)


def _take_in_round(heard: Heard, moment: Moment) -> None:
    row = Round.objects.select_for_update().filter(id=heard.ref).first()
    if row is None:
        return
    if heard.question == "enough":
        take_plan_answer(row, heard.conversation_id, heard.code, moment)
        return
    if heard.code == pressure.TOLD:
        pressure.report(row.issue_id, heard.conversation_id, moment)
    if heard.code == "retaliation":
        retaliation.report(row.issue_id, heard.conversation_id, moment)
        row.refresh_from_db()
    take_confirmation(row, heard.conversation_id, heard.code, moment)


def _take_held(heard: Heard, moment: Moment) -> None:
    check = HeldCheck.objects.select_for_update().filter(id=heard.ref).first()
    if check is None:
        return
    if heard.code == "retaliation":
        retaliation.report(check.issue_id, heard.conversation_id, moment)
    take_held_answer(check, heard.code)


def _last(ask_id: UUID) -> Heard | None:
    """None when she deleted her story meanwhile."""
    asked = Ask.objects.filter(id=ask_id).first()
    code = Answer.objects.filter(ask_id=ask_id).order_by("-id").values_list("code", flat=True).first()
    if asked is None or code is None:
        return None
    return Heard(asked.question, asked.ref, asked.conversation_id, code)
