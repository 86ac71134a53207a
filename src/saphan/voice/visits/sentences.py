"""What the person with the tablet reads when an entry was not taken, and where it was with a reservation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

NOT_TAKEN: dict[str, str | Promise] = {
    "entry_not_read": _("It could not be read: it was cut short, changed, or made for another visit. Enter it again."),
    "she_said_no": _("It has no yes to writing it down. Ask her again."),
    "nothing_in_entry": _("Nothing was said in it: no words, no picture, no danger."),
    "too_many_entries": _("This visit is full. Ask your lead for another one."),
    "visit_over": _("This visit has ended. Ask your lead for another one."),
}
OTHER_CODE = _("It is kept, but her code does not open it. Tell a caseworker.")


def why(refusal: Refusal) -> str:
    return str(NOT_TAKEN.get(refusal.code, NOT_TAKEN["entry_not_read"]))
