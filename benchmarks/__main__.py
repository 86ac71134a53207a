"""`python -m benchmarks`: every figure anew, one script after another, and the README's table of them."""

import subprocess
import sys

from benchmarks import readme
from benchmarks.record import RESULTS

SCRIPTS = (
    *("intake_rate", "intake_over_http", "webhook", "claim_code_return", "inbox", "memory", "filling_the_demo"),
    *("zawgyi", "sealed_search", "identify_languages", "adversaries", "rings", "rating"),
    *("matching", "dedupe", "recount", "indicators", "crowding_out", "sparse_signals", "noufaily"),
    *("page_weight", "slow_link", "counted_in_the_browser", "offer_check", "directory"),
    *("release_engine", "attacks_on_outputs", "public_dashboard"),
)


def main() -> None:
    RESULTS.write_text("[]\n")
    failed = [name for name in SCRIPTS if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode != 0]
    readme.main()
    if failed:
        sys.exit(f"These could not be measured: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
