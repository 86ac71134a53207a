"""Make sure that this machine has a Chromium and letters for the workers' languages. Standard library only.

As root on a machine with apt what is missing is installed; everybody else is told in one line how to get it.
"""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fontconfig", "fonts-noto-core")
LANGUAGES = {
    "my": "Burmese",
    "th": "Thai",
    "km": "Khmer",
    "lo": "Lao",
    "vi": "Vietnamese",
    "ne": "Nepali",
    "bn": "Bengali",
    "hi": "Hindi",
}


def main() -> None:
    missing = what_is_missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(PACKAGES)} (missing: {', '.join(missing)}).", flush=True)
        install()
        missing = what_is_missing()
    if missing:
        sys.exit(f"Missing: {', '.join(missing)}. To get it: sudo apt-get install {' '.join(PACKAGES)}")


def what_is_missing() -> list[str]:
    browser = [] if any(shutil.which(name) for name in BROWSERS) else ["a Chromium browser"]
    return browser + [f"letters for {name}" for code, name in LANGUAGES.items() if not has_letters(code)]


def has_letters(language: str) -> bool:
    """True when some installed font covers this language."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", f":lang={language}"], capture_output=True).stdout.strip())


def install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
