"""Polls on a company's first page: those that wait for its promise, and those that wait for its answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.polls import desk_reading
from saphan.remedy.also_needs import Need
from saphan.store import clock
from saphan.store.callers import Partner

WAITS = {
    "proposed": (
        _("Workers will be asked only if you promise to answer."),
        _("Read what you are asked to promise"),
    ),
    "ended": (_("Workers have answered. They wait for your answer."), _("Answer workers")),
    "broken": (_("You let the day of your answer pass. Workers read so."), _("Answer workers")),
}


def needs_of(by: Partner) -> Iterator[Need]:
    """Of one that waits for its promise the last day is the one on which it shall begin."""
    today = clock.today()
    for card in desk_reading.polls_of(by):
        if card.state in WAITS:
            what, act = WAITS[card.state]
            due = card.begins_on if card.state == "proposed" else card.respond_by
            late = due is not None and due < today
            yield Need(card.name, what, act, reverse("dialogue:asked", args=[card.id]), due, late)
