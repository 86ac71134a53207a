"""Two programs that may be on the machine and need not be: one speaks, one makes a sound small. Never linked, only run.

Both are Debian packages: espeak-ng (GPL-3) and ffmpeg (docs/adr/0035). What is missing is said on the desk's page.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

SPEAKS, MAKES_SMALL = "espeak-ng", "ffmpeg"
SECONDS = 20  # that a program may take
DEMUXERS = {
    "audio/mp4": "mov",
    "audio/amr": "amr",
    "audio/ogg": "ogg",
    "audio/webm": "matroska",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/mpeg": "mp3",
}
VOICES = {"en": "en-gb", **{code: code for code in ("my", "th", "vi", "ms", "id", "ne", "bn", "hi")}}
"""Languages of our pages for which espeak-ng has a voice; whether it is understood, it does not say. Its Shan and Tamil
are not here: there are no sentences of ours in these languages that it could read."""


class ProgramFailed(Exception):
    """It is not there, took too long or made nothing. Carries nothing of what it was given."""


def missing() -> tuple[str, ...]:
    """Those of the two that are not on this machine."""
    return tuple(name for name in (SPEAKS, MAKES_SMALL) if shutil.which(name) is None)


def can_make_small() -> bool:
    return shutil.which(MAKES_SMALL) is not None


def can_speak(language: str) -> bool:
    return language in VOICES and not missing()


def spoken(lines: tuple[str, ...], language: str) -> bytes:
    """A machine's reading, as a small file. Raises ProgramFailed."""
    with TemporaryDirectory() as folder:
        words, wave = Path(folder) / "words", Path(folder) / "wave"
        words.write_text("\n\n".join(lines), encoding="utf-8")
        _run(SPEAKS, "-v", VOICES[language], "-s", "140", "-b", "1", "-f", str(words), "-w", str(wave))
        return made_small(wave.read_bytes() if wave.exists() else b"", "audio/wav")


def made_small(content: bytes, kind: str) -> bytes:
    """The same sound as MPEG audio in one channel, which every phone and telephone line plays. Raises ProgramFailed."""
    with TemporaryDirectory() as folder:
        given, made = Path(folder) / "given", Path(folder) / "made.mp3"
        given.write_bytes(content)
        read = ("-protocol_whitelist", "file", "-f", DEMUXERS[kind], "-i", str(given))
        write = (
            "-map",
            "0:a:0",
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
            "-ac",
            "1",
            "-ar",
            "16000",
            "-b:a",
            "16k",
        )
        _run(
            MAKES_SMALL,
            "-nostdin",
            "-loglevel",
            "quiet",
            *read,
            *write,
            "-write_xing",
            "0",
            "-id3v2_version",
            "0",
            str(made),
        )
        return made.read_bytes()


def _run(name: str, *arguments: str) -> None:
    program = shutil.which(name)
    if program is None:
        raise ProgramFailed
    try:
        subprocess.run([program, *arguments], check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        raise ProgramFailed from None
