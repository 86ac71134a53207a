"""What a recount looked at, and what it had to mend. Pure."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """written, taken_back, renewed: coded facts. opened, settled: issues. In a sound system these five are 0."""

    concerns: int = 0
    issues: int = 0
    written: int = 0
    taken_back: int = 0
    renewed: int = 0
    opened: int = 0
    settled: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{name: number + other.counts[name] for name, number in self.counts.items()})

    @property
    def counts(self) -> dict[str, int]:
        """By name."""
        return asdict(self)

    @property
    def touched(self) -> bool:
        """Whether facts that stood were changed, by the services that settle their issues."""
        return bool(self.taken_back or self.renewed)

    @property
    def differed(self) -> int:
        """Issues that did not stand as the concerns say."""
        return self.opened + self.settled
