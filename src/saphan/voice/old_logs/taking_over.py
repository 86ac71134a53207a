"""Take over a log, row by row, each in a transaction of its own: killed in the middle, the next run goes on.

A row is known by the keyed hash of the log's name and all of its cells. The mark outlives the story, so that a story
that was deleted does not come back with the same file.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from saphan.network.named import organisation_named
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault import hashing
from saphan.vault.hashing import Token
from saphan.vault.recording import record
from saphan.voice.inbound import IMPORTED, Inbound, OldRow
from saphan.voice.input_class import OLD_LOG
from saphan.voice.intake import accept
from saphan.voice.marks import ImportedRow
from saphan.voice.old_logs.mapping import Mapping
from saphan.voice.old_logs.rows import BadRow, Said, read_row
from saphan.voice.old_logs.sheets import Row
from saphan.voice.refusals import KnownRow, WasDeleted

BATCH = 200
TAKEN, KNOWN, EMPTY = "taken", "known", "empty"
OURSELVES = System("voice.import_log")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `taken`, `known`, `empty`, or why it was not taken. No word of the row."""

    row: int
    code: str
    remark: str = ""
    conversation_id: UUID | None = None

    @property
    def refused(self) -> bool:
        return self.code not in {TAKEN, KNOWN, EMPTY}


def take_over(rows: Iterator[Row], mapping: Mapping, desk_id: UUID, *, dry_run: bool = False) -> Iterator[Outcome]:
    """One outcome a row, in order. dry_run: nothing is written, and `taken` means it would be."""
    with acting_as(OURSELVES) as moment:
        now = moment.now
    seen: set[bytes] = set()
    whom = _Organisations()
    while batch := list(islice(rows, BATCH)):
        tokens = {row.number: _tokens(row, mapping) for row in batch if row.cells and not row.problem}
        known = _known(tokens)
        for row in batch:
            if not row.cells and not row.problem:
                yield Outcome(row.number, EMPTY)
                continue
            try:
                said = read_row(row, mapping, now=now, organisation=whom)
            except BadRow as bad:
                yield Outcome(row.number, bad.code)
                continue
            versions = tokens[row.number]
            if versions[0].hash in seen or any(each.hash in known for each in versions):
                yield Outcome(row.number, KNOWN)
                continue
            seen.add(versions[0].hash)
            yield _take(row, said, versions, desk_id, dry_run)


def note_end(desk_id: UUID, outcomes: dict[str, int]) -> None:
    """One event in the audit for the whole log: how many of each."""
    with acting_as(OURSELVES):
        record("voice.log_imported", desk_id, detail=dict(sorted(outcomes.items())))


def _take(row: Row, said: Said, versions: tuple[Token, ...], desk_id: UUID, dry_run: bool) -> Outcome:
    remark = "consent_incomplete" if said.consent_incomplete else ""
    if dry_run:
        return Outcome(row.number, TAKEN, remark)
    try:
        accepted = accept(_inbound(row, said, versions, desk_id))
    except (KnownRow, WasDeleted):
        return Outcome(row.number, KNOWN)
    if accepted.repeated:
        return Outcome(row.number, KNOWN)
    return Outcome(row.number, TAKEN, remark, accepted.conversation_id)


def _inbound(row: Row, said: Said, versions: tuple[Token, ...], desk_id: UUID) -> Inbound:
    """Never urgent: what was dangerous then is for a person to ask about now, not for an alarm."""
    token, *older = versions
    return Inbound(
        desk_id=desk_id,
        channel=IMPORTED,
        language=said.language,
        once=f"import:{token.hash.hex()}",
        text=said.text,
        icon=said.icon,
        handle=said.handle,
        place=said.place,
        happened_on=said.happened_on,
        consents=(said.consent,) if said.consent else (),
        old=OldRow(token.hash, _raw(row), said.opened_at, said.is_open, tuple(each.hash for each in older)),
        rule=OLD_LOG,
    )


def _tokens(row: Row, mapping: Mapping) -> tuple[Token, ...]:
    return hashing.tokens("imported-row", f"{mapping.source}\0{_raw(row)}")


def _raw(row: Row) -> str:
    return json.dumps(row.cells, ensure_ascii=False, sort_keys=True)


def _known(tokens: dict[int, tuple[Token, ...]]) -> set[bytes]:
    """The marks of rows that were taken over before, under whichever version of the key."""
    hashes = [token.hash for versions in tokens.values() for token in versions]
    with acting_as(OURSELVES):
        found = ImportedRow.objects.filter(row_hash__in=hashes).values_list("row_hash", flat=True)
        return {bytes(each) for each in found}


class _Organisations:
    """Ids by name; each name is looked up once."""

    def __init__(self) -> None:
        self._known: dict[str, UUID | None] = {}

    def __call__(self, name: str) -> UUID | None:
        if name not in self._known:
            self._known[name] = organisation_named(name)
        return self._known[name]
