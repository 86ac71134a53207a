"""What a browser test counted on its walk: words and taps of the worker, keys and pages of the desk.

The journeys of tests/journeys call `benchmarks.record.count(id, value)`; this runs them and records what they counted.
"""

import subprocess
import sys

from benchmarks.record import COUNTS, ROOT, counted, record

TARGETS = {
    "taps_before_first_sentence": (3, "taps", "from the first page until her first sentence is kept"),
    "words_before_first_sentence": (40, "words", "English words in <main> until her first sentence is kept"),
    "keys_to_close_test_call": (3, "keys", "a test call answered from an approved reply and closed"),
    "keys_to_recorded_concern": (12, "keys", "from the message to a recorded concern, a typed name counts as one"),
    "pages_from_issue_to_disclosure": (5, "pages", "from the issue to its disclosure"),
}


def main() -> None:
    COUNTS.unlink(missing_ok=True)
    walked = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "journey", "tests/journeys"], cwd=ROOT)
    found = counted()
    for id, (target, unit, how) in TARGETS.items():
        if id in found:
            record(id, found[id], unit, target, "lower", 1, f"counted by the journey in the browser: {how}")
    missing = TARGETS.keys() - found.keys()
    if walked.returncode != 0 or missing:
        sys.exit(f"The journeys did not count {', '.join(sorted(missing)) or 'everything: one of them failed'}.")


if __name__ == "__main__":
    main()
