"""Keep a small dump of this version's demo, for the test that later versions can still take it over.

Usage: .venv/bin/python tools/make_fixture.py

Run it last before a release. The folder is tests/fixtures/demo-VERSION; what stands in one of an earlier version
never changes again.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "saphan"
sys.path.insert(0, str(SOURCE.parent))

from saphan.store import roles  # noqa: E402
from saphan.store.embedded import Cluster  # noqa: E402
from saphan.store.place import OWNER, Place  # noqa: E402

READ_ME = """# The demo of Saphan {version}

`demo.dump` is the demo's database as `pg_dump --format custom` writes it, `keys.json` its key file and
`migrations.json` the migrations that made it. tests/test_taking_over.py brings it up to date with today's source.

**The keys here are worth nothing.** They open the stories of this invented demo and no others: nobody in it lives,
and no installation uses them. That is why they may stand in public; the key file of real work never may.

Made by `tools/make_fixture.py`. After {version} is released nothing in this folder changes any more.
"""


def main() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    folder = ROOT / "tests" / "fixtures" / f"demo-{version}"
    home = Path(tempfile.mkdtemp(prefix="saphan-fixture-"))
    home.chmod(0o711)  # as root the server runs as a user of its own, who must reach its data
    try:
        make(home, folder)
    finally:
        shutil.rmtree(home)
    (folder / "migrations.json").write_text(json.dumps(migrations(), indent=1) + "\n")
    (folder / "README.md").write_text(READ_ME.format(version=version))
    print(f"{folder.relative_to(ROOT)}: {sum(file.stat().st_size for file in folder.iterdir()) >> 10} kB")


def make(home: Path, folder: Path) -> None:
    """Fill a demo in `home`; leave its dump and its key file in `folder`."""
    place = Place(home)
    cluster = Cluster(place, durable=False)
    cluster.start()
    try:
        roles.prepare(cluster, place.database)
        for step in ("migrate", "fill"):
            saphan(step, home)
        folder.mkdir(parents=True, exist_ok=True)
        dump(cluster, folder / "demo.dump")
    finally:
        cluster.stop()
    shutil.copyfile(home / "keys.json", folder / "keys.json")


def saphan(step: str, home: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAPHAN_", "DATABASE_URL"))}
    environment = {**kept, "SAPHAN_HOME": str(home), "SAPHAN_DEMO": "1", "PYTHONPATH": str(SOURCE.parent)}
    subprocess.run([sys.executable, "-m", "saphan.config.command", step], check=True, env=environment)


def dump(cluster: Cluster, file: Path) -> None:
    """As docs/operations.md says it: the whole database, by its owner."""
    place = cluster.place
    subprocess.run(
        [
            *(str(cluster.binary("pg_dump")), "--host", str(place.socket), "--username", OWNER),
            *("--format", "custom", "--compress", "9", "--file", str(file), place.database),
        ],
        check=True,
        env={**os.environ, "PGPASSWORD": place.passwords()[OWNER]},
    )


def migrations() -> dict[str, str]:
    """SHA-256 of each of our migrations, by its path."""
    return {
        str(file.relative_to(SOURCE)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(SOURCE.glob("*/migrations/0*.py"))
    }


if __name__ == "__main__":
    main()
