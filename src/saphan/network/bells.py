"""What the bell says of people and machine, and where it leads."""

from django.utils.translation import gettext_lazy as _

from saphan.network import backups, restoring
from saphan.network.notice_words import say

BELLS = {
    restoring.ASKED: (
        _("A colleague lost her phone or password. A second person is needed."),
        "network:restorations",
    ),
    restoring.RESTORED: (_("Two persons let a colleague in again."), "network:restorations"),
    backups.FAILED: (_("The nightly back-up failed."), "network:desk"),
}


def name_them() -> None:
    """Called once, when the room is ready."""
    for kind, (words, page) in BELLS.items():
        say(kind, words, page, takes_id=False)
