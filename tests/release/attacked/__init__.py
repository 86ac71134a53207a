"""The attack suite: on random worlds, the real functions that let numbers out, and whoever wants what they keep."""

from dataclasses import dataclass

WORLDS = 1_000


@dataclass(slots=True)
class Outcome:
    """worlds: how many. found: in how many an attack succeeded. bare: in how many it does without what protects them.

    wanted, shown: numbers of eleven people or more, and those of them that are read. off: how far those are from the
    truth, added up.
    """

    worlds: int = 0
    found: int = 0
    bare: int = 0
    wanted: int = 0
    shown: int = 0
    off: float = 0.0

    @property
    def share(self) -> float:
        return self.shown / self.wanted if self.wanted else 1.0

    @property
    def error(self) -> float:
        return self.off / self.shown if self.shown else 0.0

    def reads(self, truth: float, shown: float | None) -> None:
        """One number that somebody would like to read."""
        if truth >= 11:
            self.wanted += 1
            if shown is not None:
                self.shown += 1
                self.off += abs(truth - shown)
