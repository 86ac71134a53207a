"""How long each kind of data is kept. The defaults are ours; a deployment sets its own (docs/adr/0020)."""

from dataclasses import dataclass

from saphan.vault.models import Retention

FEWEST, MOST = 30, 36_500  # days: she is told a month ahead, and a century is no date


class NoSuchTime(ValueError):
    """The kind of data is not known, its time is fixed, or the number of days is out of range."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data. days: None for what stays. fixed: not for a deployment to set. since: what its time runs from.

    what: for whoever runs the deployment, in English.
    """

    name: str
    days: int | None
    since: str
    what: str
    fixed: bool = False


KINDS = (
    Kind("words", 730, "closing", "messages and answers of a closed story; the whole story goes, a tombstone stays"),
    Kind("media", 365, "closing", "photos and recordings of a closed story, without their metadata"),
    Kind("proof", 730, "closing", "untouched files that she kept as proof"),
    Kind("handle", 180, "closing", "phone numbers and accounts, when all her stories are closed"),
    Kind("case", 1825, "closing", "needs noted in a closed case"),
    Kind("receipt", 30, "sending", "that one send was accepted, with its answer sealed"),
    Kind("draft", 1, "the last page", "what a browser typed and did not send", fixed=True),
    Kind("backup", 30, "making", "back-ups", fixed=True),
    Kind("audit", None, "", "who did what to which id; no words", fixed=True),
    Kind("fact", None, "", "coded figures without a person", fixed=True),
)


def days(name: str) -> int | None:
    """For how many days this kind is kept here; None for ever."""
    return all_days()[name]


def all_days() -> dict[str, int | None]:
    """Of every kind, here."""
    return {kind.name: kind.days for kind in KINDS} | dict(Retention.objects.values_list("name", "days"))


def set_days(name: str, number: int) -> None:
    """From the next sweep on; what is gone does not come back. Raises NoSuchTime."""
    kind = next((each for each in KINDS if each.name == name), None)
    if kind is None or kind.fixed or not FEWEST <= number <= MOST:
        raise NoSuchTime
    Retention.objects.update_or_create(name=name, defaults={"days": number})
