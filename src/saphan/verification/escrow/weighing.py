"""After every change behind an issue: where the wish of each one who waits for others stands now. As System."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.selectors import ConcernBehind
from saphan.network.selectors import lead_ids
from saphan.network.services import notify
from saphan.store.clock import today
from saphan.vault.recording import record
from saphan.verification.cards import everyone_behind, places_of
from saphan.verification.escrow.holding import those_who_wait
from saphan.verification.escrow.independent import independent_voices
from saphan.verification.escrow.models import Escrow, Spoken
from saphan.verification.escrow.numbers import random_days
from saphan.verification.escrow.rules import Standing, State, Wish, next_wish
from saphan.verification.escrow.tags import tags
from saphan.verification.models import Issue
from saphan.voice.models import Conversation

MATCHED = "verification.speak_with_each"


def weigh(issue: Issue) -> None:
    """Bring every wish about it to where it stands today; its desks hear when enough say it."""
    concerns = everyone_behind(issue)
    rows = list(wishes_about(issue, concerns).select_for_update())
    if not rows:
        return
    standing, voices = standing_of(issue.id, concerns), voices_by_story(concerns)
    became_ready = [_follow(row, voices[row.conversation_id], standing) for row in rows]
    if any(became_ready):
        _ring_the_desks(issue.id, concerns)


def wishes_about(issue: Issue, concerns: Iterable[ConcernBehind]) -> QuerySet[Escrow]:
    """The wishes about an issue of those who stand behind it and wait, always in the same order."""
    waiting = those_who_wait(concerns)
    if not waiting:
        return Escrow.objects.none()
    about = tags(places_of(issue), issue.family)
    return Escrow.objects.filter(tag__in=about, conversation_id__in=waiting.keys()).order_by("id")


def standing_of(issue_id: UUID, concerns: list[ConcernBehind]) -> Standing:
    """The independent voices, and with which of them somebody has spoken."""
    days = dict(
        Spoken.objects.filter(conversation_id__in={concern.conversation_id for concern in concerns}).values_list(
            "conversation_id", "on"
        )
    )
    spoken = {
        concern.voice_group: days[concern.conversation_id] for concern in concerns if concern.conversation_id in days
    }
    return Standing(independent_voices(issue_id), spoken)


def voices_by_story(concerns: Iterable[ConcernBehind]) -> dict[UUID, UUID]:
    return {concern.conversation_id: concern.voice_group for concern in concerns}


def wish_of(row: Escrow, voice: UUID) -> Wish:
    return Wish(voice, row.needs, State(row.state), row.matched_on, row.tell_on, row.asked_on)


def _follow(row: Escrow, voice: UUID, standing: Standing) -> bool:
    """True when enough say it from now on."""
    was = wish_of(row, voice)
    now = next_wish(was, standing, today(), random_days())
    if now == was:
        return False
    row.state, row.matched_on, row.tell_on = now.state, now.matched_on, now.tell_on
    row.save(update_fields=["state", "matched_on", "tell_on"])
    record("verification.escrow_weighed", row.id, detail={"from": str(was.state), "to": str(now.state)})
    return was.state == State.HELD


def _ring_the_desks(issue_id: UUID, concerns: Iterable[ConcernBehind]) -> None:
    """Whoever answers each of these stories, else the leads of her desk. The bell leads to the issue."""
    stories = {concern.conversation_id for concern in concerns}
    staff: dict[UUID, None] = {}
    for desk_id, holder in Conversation.objects.filter(id__in=stories).values_list("desk_id", "assigned_to"):
        staff |= dict.fromkeys([holder] if holder else lead_ids(desk_id))
    notify(staff_ids=list(staff), kind=MATCHED, object_id=issue_id)
