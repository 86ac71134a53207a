"""The line drawings made for this project, read once from `drawings.txt`. Pure."""

from pathlib import Path


def read(text: str) -> dict[str, str]:
    """Name → SVG path, in the order of the lines; lines that begin with `#` say something else."""
    lines = (line.partition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: drawn for name, _, drawn in lines}


DRAWINGS = read((Path(__file__).parent / "drawings.txt").read_text(encoding="utf-8"))
