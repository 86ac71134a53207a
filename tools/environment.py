"""Make `.venv` hold exactly what the lock names. Standard library only; safe to run again.

Usage: python3 tools/environment.py run|dev|nlp|translate|scale|parquet|pdf (an extra, beside what is there)

Works with or without python3-venv: where `ensurepip` is missing, one pinned pip wheel is fetched from the
package index and used to install the rest. Every package is checked against its hash.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
EXTRAS = {"nlp", "translate", "scale", "parquet", "pdf"}
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def main(which: str) -> None:
    if sys.version_info < (3, 11):
        sys.exit("Saphan needs Python 3.11 or newer. Install it, then run this again.")
    if which in EXTRAS and not PYTHON.exists():
        main("run")
    lock = ROOT / "requirements" / f"{which}.lock"
    wanted = wanted_for(which)
    stamp = VENV / "saphan-environment.json"
    installed = json.loads(stamp.read_text()) if stamp.exists() else {}
    if installed.get(which) == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        create()
    install("--require-hashes", "--no-deps", "-r", str(lock))  # the lock names everything; pip need not choose
    link_source()
    also = installed if which in EXTRAS else {"run": wanted_for("run")}
    stamp.write_text(json.dumps({**also, which: wanted}))


def wanted_for(which: str) -> str:
    """What the stamp must say: the lock, the project file and the place they were installed for."""
    lock = ROOT / "requirements" / f"{which}.lock"
    return hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()


def create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    has_pip = importlib.util.find_spec("ensurepip") is not None
    venv.EnvBuilder(with_pip=has_pip, symlinks=True).create(VENV)


def importable(name: str) -> bool:
    return subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True).returncode == 0


def link_source() -> None:
    """Saphan itself needs no build tools: a path file and a starter do."""
    site = subprocess.check_output(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    (Path(site) / "saphan-source.pth").write_text(f"{ROOT / 'src'}\n")
    starter = VENV / "bin" / "saphan"
    starter.write_text(f"#!{PYTHON}\nfrom saphan.config.command import main\n\nmain()\n")
    starter.chmod(0o755)


def install(*arguments: str) -> None:
    command = [*pip(), "install", "--quiet", "--no-warn-script-location", *arguments]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if subprocess.run(command, env=environment, stderr=subprocess.DEVNULL).returncode == 0:
        return
    if subprocess.run(command, env=environment).returncode != 0:
        sys.exit("The packages could not be installed. Check the network and the package index, then run this again.")


def pip() -> list[str]:
    if importable("pip"):
        return [str(PYTHON), "-m", "pip"]
    return [str(PYTHON), f"{fetched_pip()}/pip"]


def fetched_pip() -> Path:
    """The pinned pip wheel, which can be run without being installed."""
    wheel = VENV / PIP_WHEEL
    if not wheel.exists():
        index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
        page = address_opened(f"{index}/pip/").decode()
        found = re.search(rf'href="([^"]*{re.escape(PIP_WHEEL)}[^"]*)"', page)
        if not found:
            sys.exit(f"The package index has no {PIP_WHEEL}.")
        address = urllib.parse.urljoin(f"{index}/pip/", found.group(1))
        content = address_opened(address)
        if hashlib.sha256(content).hexdigest() != PIP_SHA256:
            sys.exit(f"{PIP_WHEEL} does not have the expected hash; nothing was installed.")
        wheel.write_bytes(content)
    return wheel


def address_opened(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
