"""The claim codes of the demo's invented workers, so that a visitor may come back as one of them.

A real worker's code is known to her alone; these stand in a file of the demo's home, and nowhere else.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from saphan.demo.affairs import Worker
from saphan.store.place import write_secret
from saphan.vault.codes import in_groups


def keep(workers: Iterable[Worker]) -> None:
    write_secret(_file(), json.dumps({worker.name: worker.code for worker in workers}, ensure_ascii=False))


def listed() -> dict[str, str]:
    """Name → code in groups of four; empty where this home never made a demo."""
    if not _file().exists():
        return {}
    codes: dict[str, str] = json.loads(_file().read_text(encoding="utf-8"))
    return {name: in_groups(code) for name, code in codes.items()}


def _file() -> Path:
    return Path(settings.SAPHAN_HOME) / "demo-claim-codes.json"
