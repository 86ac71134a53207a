"""Marks of browsers under a key that is to be changed: each is forgotten within its days."""

from saphan.dialogue.boards.models import BoardQuestion
from saphan.dialogue.boards.services import OURSELVES
from saphan.store.acting import acting_as


def older_askers(version: int) -> int:
    with acting_as(OURSELVES):
        kept = BoardQuestion.objects.exclude(askers=[]).values_list("askers", flat=True)
        return sum(not any(bytes(each)[0] == version % 256 for each in askers) for askers in kept)
