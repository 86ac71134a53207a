"""The pieces of which a report is laid out, as plain data: what the template draws, and nothing that it computes."""

from collections.abc import Iterable, Sequence
from typing import Any

from saphan.impact.publishing.reading import Figure

Block = dict[str, Any]


def text(*sentences: str) -> Block:
    return {"kind": "text", "sentences": list(sentences)}


def points(*sentences: str) -> Block:
    return {"kind": "points", "sentences": list(sentences)}


def tiles(items: Iterable[dict[str, str]]) -> Block:
    """items: `name`, `value`, `means`, `limits`."""
    return {"kind": "tiles", "items": list(items)}


def bars(title: str, series: Sequence[tuple[str, str, float | None]], finding: str = "") -> Block:
    """series: label, value as it is written, value; None is drawn striped."""
    most = max((value for _, _, value in series if value), default=1) or 1
    drawn = [
        {"label": label, "value": written, "height": None if value is None else round(value / most, 4)}
        for label, written, value in series
    ]
    alt = "; ".join([title, *(f"{label} {written}" for label, written, _ in series)])
    return {"kind": "bars", "title": title, "finding": finding, "bars": drawn, "alt": alt}


def lengths(title: str, items: Sequence[tuple[str, str, float | None]]) -> Block:
    """Lying bars, one for each name: name, value as it is written, value."""
    most = max((value for _, _, value in items if value), default=1) or 1
    drawn = [
        {"name": name, "value": written, "length": None if value is None else round(value / most, 4)}
        for name, written, value in items
    ]
    alt = "; ".join([title, *(f"{name} {written}" for name, written, _ in items)])
    return {"kind": "lengths", "title": title, "items": drawn, "alt": alt}


def table(title: str, head: Sequence[str], rows: Sequence[dict[str, Any]]) -> Block:
    """rows: of `row`, each with as many cells as `head`."""
    return {"kind": "table", "title": title, "head": list(head), "rows": list(rows)}


def row(cells: Sequence[str], hint: str = "", share: Figure | None = None) -> dict[str, Any]:
    """The first cell is the name; hint: stands beside it; share: is drawn, where it is shown."""
    shown = share is not None and share.value is not None
    at = {"value": share.value, "low": share.low, "high": share.high} if share and shown else None
    return {"cells": list(cells), "hint": hint, "at": at}


def section(title: str, *blocks: Block, new_page: bool = False) -> dict[str, Any]:
    return {"title": title, "blocks": list(blocks), "new_page": new_page}
