"""A budget of answers to wrong keys. Pure.

A key has 256 random bits, so nobody finds one by trying. The budget keeps whoever tries from costing more than a look:
it belongs to the process, not to an address, and a right key never meets it.
"""

import threading
import time
from collections.abc import Callable


class Budget:
    """`each` answers a minute; `may_be_told` takes one, and is False when none is left."""

    def __init__(self, each: int, now: Callable[[], float] = time.monotonic) -> None:
        self.each = each
        self._now = now
        self._lock = threading.Lock()
        self._left = float(each)
        self._seen = now()

    def may_be_told(self) -> bool:
        with self._lock:
            now = self._now()
            self._left = min(float(self.each), self._left + (now - self._seen) * self.each / 60)
            self._seen = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


WRONG_KEYS = Budget(30)
