"""`saphan reopen-desk`: the key sheet as the second person where a frozen desk has a single lead (docs/adr/0028)."""

import getpass
import sys
from collections.abc import Callable

from saphan.config.starting import NotReady
from saphan.network.freezing import keeper_agrees, note_wrong_word
from saphan.network.models import Desk
from saphan.store.models import FrozenDesk
from saphan.store.place import Place
from saphan.store.refusals import NotAllowed
from saphan.vault.sheet_made import SheetMade, sheet_made

LEAD_FIRST = """\
Nothing was changed. This way is for a desk that no two leads can open, and its lead goes first: she signs in, and types
the code of her phone on the page that says that the desk is frozen."""


def reopen(name: str, place: Place, read: Callable[[str], str] = getpass.getpass) -> None:
    """Ask for the last check word of the key sheet, and open the desk. Raises NotReady with what to do."""
    desk = Desk.objects.filter(name=name).first()
    if desk is None:
        raise NotReady(f"There is no desk with the name {name}.")
    frozen = FrozenDesk.objects.filter(desk_id=desk.id).first()
    if frozen is None:
        raise NotReady(f"{name} is not frozen.")
    sheet = _sheet_of_then(place, frozen)
    if read is getpass.getpass and not sys.stdin.isatty():
        raise NotReady("Nobody is there to be asked. Run this at the machine, with the key sheet in your hand.")
    typed = read(f"Key sheet {sheet.number}, made {sheet.made}: the word at the end of its last line: ")
    if not sheet.is_shown_by(typed):
        note_wrong_word(desk_id=desk.id)
        raise NotReady("That is not the word. Nothing was changed, and the audit says that somebody tried.")
    try:
        keeper_agrees(desk_id=desk.id)
    except NotAllowed:
        raise NotReady(LEAD_FIRST) from None
    print(f"{name} is open again. Its lead and you have said so; both words stand in the audit.")


def _sheet_of_then(place: Place, frozen: FrozenDesk) -> SheetMade:
    """A sheet that was made while the desk was frozen proves nothing: whoever has the machine can make one."""
    sheet = sheet_made(place)
    if sheet is None or not sheet.was_there(frozen.since):
        raise NotReady(
            "The key sheet that this machine knows was made after the desk was frozen, or by an older version. "
            "It cannot stand for a second person. A second lead, or a desk of the same pool, can."
        )
    return sheet
