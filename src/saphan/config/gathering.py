"""Static files of all rooms, gathered under names that carry their content's hash; only when one has changed."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> bool:
    """True when something had changed and was gathered."""
    folder = Path(settings.STATIC_ROOT)
    mark = folder / ".gathered-from"
    now = fingerprint()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(now)
    return True


def fingerprint() -> str:
    """Changes when a file was added, removed or written."""
    found = sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            found.update(f"{path} {Path(storage.path(path)).stat().st_mtime_ns}\n".encode())
    return found.hexdigest()
