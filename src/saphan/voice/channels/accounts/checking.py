"""The self-test of an account: each step asks the provider once, and says in words what it found."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.callers import Staff
from saphan.voice.channels import wire
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.contract import NOTHING_TO_ASK, Finding, Response, Step

NOT_REACHED = _("The provider was not reached.")
NOT_ALLOWED = _("This address may not be asked. Whoever keeps the machine can name it.")
NO_ANSWER = _("The provider did not answer.")


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step. good: None where it was not tried. acts: a button of its own, because it changes something there."""

    name: str
    label: str | Promise
    acts: bool
    good: bool | None = None
    says: str | Promise = ""


def steps_of(by: Staff, account_id: UUID) -> tuple[StepShown, ...]:
    """What can be tried. Raises NotAllowed."""
    found = accounts.opened_for(by, account_id)
    return tuple(StepShown(step.name, step.label, step.acts) for step in found.channel.steps)


def check(by: Staff, account_id: UUID, *, act: str = "") -> tuple[StepShown, ...]:
    """Try every step that only looks, and the one that acts if it was named; a good whole ends the trouble.

    Raises NotAllowed.
    """
    found = accounts.opened_for(by, account_id)
    shown = tuple(_tried(step, found) if not step.acts or step.name == act else _left(step) for step in _steps(found))
    tried = [step.good for step in shown if step.good is not None]
    accounts.note_checked(account_id, good=bool(tried) and all(tried), by=by)
    return shown


def _steps(found: Opened) -> tuple[Step, ...]:
    return found.channel.steps


def _left(step: Step) -> StepShown:
    return StepShown(step.name, step.label, step.acts)


def _tried(step: Step, found: Opened) -> StepShown:
    finding = _finding(step, found)
    return StepShown(step.name, step.label, step.acts, finding.good, finding.says)


def _finding(step: Step, found: Opened) -> Finding:
    address = accounts.address_of(found.declaration.name, found.id)
    asked = step.ask(found.account, address)
    if asked is NOTHING_TO_ASK:
        return step.read(Response(0), found.account, address)
    try:
        response = wire.speak(asked)
    except wire.Forbidden:
        return Finding(False, NOT_ALLOWED)
    except wire.NotAsked:
        return Finding(False, NOT_REACHED)
    except (wire.NoAnswer, wire.TooLong):
        return Finding(False, NO_ANSWER)
    return step.read(response, found.account, address)
