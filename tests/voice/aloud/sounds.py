"""Tones, and programs that stand in for those of the machine. No sound here is of anybody."""

import math
import sys
import wave
from io import BytesIO
from pathlib import Path

MADE_SMALL = b"\xff\xf3\x48\xc4" + b"\x00" * 200
"""What the stand-in for ffmpeg makes: the head of an MPEG frame."""


def tone(seconds: float = 1.0) -> bytes:
    """A tone of 440 Hz, 8000 bytes a second."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        frames = (128 + int(80 * math.sin(at * 440 * math.tau / 8000)) for at in range(int(8000 * seconds)))
        sound.writeframes(bytes(frames))
    return out.getvalue()


def stand_in(folder: Path, name: str, body: str) -> None:
    """A program of this name, which has its arguments in `given`."""
    program = folder / name
    program.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\ngiven = sys.argv[1:]\n{body}\n")
    program.chmod(0o755)


def both(folder: Path) -> None:
    stand_in(folder, "ffmpeg", f"Path(given[-1]).write_bytes({MADE_SMALL!r})")
    stand_in(folder, "espeak-ng", "Path(given[given.index('-w') + 1]).write_bytes(b'RIFF\\0\\0\\0\\0WAVE')")
