"""Asking a provider that is played on loopback, as the core asks the real one."""

from uuid import UUID

from saphan.voice.channels.contract import Account, Content, Failed, Finding, Outgoing, Request, Sent, Step
from saphan.voice.channels.events import File
from saphan.voice.channels.registry import channels
from saphan.voice.channels.wire import speak

MOST = 3


def told(name: str, ours: Account, text: str, to: str, *, once: int = 5, **more: object) -> Sent | Failed:
    """One message, and what the provider's answer to it means."""
    it = channels()[name]
    assert it.send is not None
    outgoing = Outgoing(to, text, "en", UUID(int=once), **more)  # type: ignore[arg-type]
    return it.sent(speak(it.send(outgoing, ours)))


def fetched(name: str, file: File, ours: Account) -> Content | Failed:
    """Where it is, and then the file, in as many steps as the core takes."""
    it = channels()[name]
    assert it.fetch is not None and it.fetched is not None
    asked = it.fetch(file, ours)
    for _ in range(MOST):
        answer = it.fetched(speak(asked), file, ours)
        if not isinstance(answer, Request):
            return answer
        asked = answer
    raise AssertionError("never ends")


def tried(step: Step, ours: Account, address: str) -> Finding:
    """One step of the set-up page. address: of our webhook."""
    return step.read(speak(step.ask(ours, address)), ours, address)


def tried_by_name(channel: str, name: str, ours: Account, address: str) -> Finding:
    (step,) = (each for each in channels()[channel].steps if each.name == name)
    return tried(step, ours, address)
