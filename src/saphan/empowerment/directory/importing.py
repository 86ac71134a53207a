"""A sheet of organisations taken into the directory: looked at first (`planning`), then all of it in one transaction.

The same sheet again changes nothing. What a person said of a doubtful row is kept as another name of whom she meant.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from uuid import UUID

from saphan.empowerment.directory import planning
from saphan.empowerment.directory.models import Listing
from saphan.empowerment.directory.planning import DOUBTFUL, MORE, NEW, REFUSED, SAME, Planned
from saphan.empowerment.directory.services import OURSELVES, By, list_organisation, may_list, note_licence, note_way
from saphan.empowerment.directory.sheet import COLUMNS, NEEDED, Wanted
from saphan.network import policies
from saphan.network import services as network
from saphan.network.named import organisation_is_called
from saphan.network.sectors import sectors_of, set_sector
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.voice.old_logs.mapping import Mapping as HowToRead
from saphan.voice.old_logs.sheets import Row, Sheet, SheetError, opened, opened_in_memory

TURN = UUID("64697265-6374-4000-8000-000000000000")  # one import after another, or both would make the same
READ = HowToRead(source="directory", columns={})
MADE = "new"  # what a person says of a doubtful row that is nobody who is here
Choices = Mapping[int, str]  # by the row's number: the id of whom it means, or MADE; nothing leaves it out


@dataclass(frozen=True, slots=True)
class Taken:
    """How many organisations were made and how many rows said more of one; and every row that was not taken."""

    new: int
    more: int
    left: tuple[Planned, ...]


def rows_in(file: Path) -> tuple[Row, ...]:
    """Raises SheetError."""
    with opened(file, READ) as sheet:
        return _rows(sheet)


def rows_sent(name: str, content: bytes) -> tuple[Row, ...]:
    """Of a file that came with a form. Raises SheetError."""
    with opened_in_memory(name, content, READ) as sheet:
        return _rows(sheet)


def look(rows: Sequence[Row], by: By = OURSELVES) -> tuple[Planned, ...]:
    """What would happen to each row; nothing does. Raises NotAllowed."""
    if not may_list(by):
        raise NotAllowed
    return planning.plan(rows, clock.today(), by)


def take(rows: Sequence[Row], choices: Choices | None = None, by: By = OURSELVES) -> Taken:
    """Do it, all or nothing, looked at anew: others may have written meanwhile. Raises NotAllowed."""
    chosen, done, left = choices or {}, Counter[str](), list[Planned]()
    with acting_as(by):
        one_at_a_time(TURN)
        made: dict[tuple[str, str], UUID] = {}
        for each in look(rows, by):
            meant = _meant(each, chosen.get(each.number, ""), by)
            if meant is None:
                left.append(each)
            elif meant.state != SAME:
                done[meant.state] += 1
                _write(meant, made, by)
        if done:
            record("empowerment.directory_imported", None, detail={"new": done[NEW], "more": done[MORE]})
    return Taken(done[NEW], done[MORE], tuple(left))


def _meant(each: Planned, said: str, by: By) -> Planned | None:
    """With what a person said of a doubtful one; None where it is not taken."""
    if each.state == REFUSED:
        return None
    if each.state != DOUBTFUL:
        return each
    if said == MADE and policies.may_manage(by):
        return replace(each, state=NEW)
    one = next((one for one, _name in each.alike if str(one) == said), None)
    return replace(each, state=MORE, organisation_id=one) if one else None


def _write(each: Planned, made: dict[tuple[str, str], UUID], by: By) -> None:
    """made: by name and country, those of this sheet that were new. Other names are ours to add: she let us."""
    wanted = each.wanted
    assert wanted is not None
    one = each.organisation_id or made.get(wanted.key) or _make(wanted, by)
    made.setdefault(wanted.key, one)
    names = (wanted.name, *wanted.other_names) if each.organisation_id else wanted.other_names
    for name in names:
        if not organisation_is_called(one, name):
            network.add_alias(organisation_id=one, name=name)
    before = Listing.objects.filter(organisation_id=one).values_list("languages", flat=True).first()
    if before is None or not set(wanted.languages) <= set(before):
        languages = dict.fromkeys((*(before or ()), *wanted.languages))
        list_organisation(organisation_id=one, languages=tuple(languages), by=by)
    for kind, written in wanted.ways:
        note_way(organisation_id=one, kind=kind, written=written, by=by)
    if wanted.sector and not sectors_of([one]):
        set_sector(organisation_id=one, sector=wanted.sector)
    if wanted.look:
        note_licence(organisation_id=one, **asdict(wanted.look), by=by)


def _make(wanted: Wanted, by: By) -> UUID:
    return network.create_organisation(
        kind=wanted.kind, name=wanted.name, country=wanted.country, place=wanted.place, by=by
    )


def _rows(sheet: Sheet) -> tuple[Row, ...]:
    missing = [name for name in NEEDED if name not in sheet.headings]
    if missing:
        raise SheetError(f"The file has no column of the name {missing[0]!r}.")
    return tuple(
        Row(row.number, {name: cell for name, cell in row.cells.items() if name in COLUMNS}, row.problem)
        for row in sheet.rows
    )
