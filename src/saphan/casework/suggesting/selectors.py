"""What may be suggested for one story, and how good the suggestions of this desk were."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Count, Sum

from saphan.casework.finding import conversation_of
from saphan.casework.models import Concern
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.suggesting import meaning
from saphan.casework.suggesting.interval import wilson
from saphan.casework.suggesting.models import Taken
from saphan.casework.suggesting.ranking import Evidence, Suggestion, suggest
from saphan.network.models import Role
from saphan.network.selectors import same_as
from saphan.standards.concern_kinds import all_kinds, family_of_icon
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice import selectors as voice
from saphan.voice.models import Conversation

SURE_FROM = 30  # concerns; below, a share says nothing yet


@dataclass(frozen=True, slots=True)
class Suggested:
    """by_words: a model on this machine had read her words."""

    kinds: tuple[Suggestion, ...]
    by_words: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: of how many concerns the kind stood first, or among the three. Shares are 0 to 1, ends at 95 %."""

    language: str
    by_words: bool
    concerns: int
    first: int
    among: int
    kinds_missed: tuple[tuple[str, int], ...] = field(default=())

    @property
    def share(self) -> float:
        return self.among / self.concerns

    @property
    def ends(self) -> tuple[float, float]:
        return wilson(self.among, self.concerns)

    @property
    def is_sure(self) -> bool:
        return self.concerns >= SURE_FROM


def suggested_for(by: Staff, conversation_id: UUID, *, reading: bool = False) -> Suggested:
    """At most three kinds. reading: let the model on this machine read her newest words, an audited read.

    Raises NotAllowed.
    """
    families = {code: kind.family for code, kind in all_kinds().items() if kind.is_a_concern}
    with acting_as(by):
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        family = family_of_icon(conversation.icon) or ""
        evidence = Evidence(
            family=family if family in families.values() else "",
            usual=_recorded_after(conversation),
            at_place=_said_of(conversation.place_organisation_id),
        )
        words = _her_words(by, conversation_id) if reading else ""
    # The model takes its time, and at first is loaded: no transaction waits for it.
    evidence = replace(evidence, near=meaning.nearness(words, conversation.language))
    return Suggested(suggest(evidence, families), evidence.near is not None)


def measured(by: Staff) -> tuple[Measured, ...]:
    """The desk's own counts by language, with and without the model. Raises NotAllowed."""
    require(may_work_with_stories(by) or by.has_role(Role.ANALYST))
    with acting_as(by):
        rows = list(
            Taken.objects.filter(desk_id=by.desk_id).values_list("language", "by_words", "kind", "place", "times")
        )
    keys = sorted({(language, by_words) for language, by_words, *_ in rows})
    return tuple(_line(key, [row[2:] for row in rows if row[:2] == key]) for key in keys)


def _line(key: tuple[str, bool], rows: Iterable[tuple[str, int, int]]) -> Measured:
    counted = list(rows)
    missed: dict[str, int] = {}
    for kind, place, times in counted:
        if place == 0:
            missed[kind] = missed.get(kind, 0) + times
    return Measured(
        language=key[0],
        by_words=key[1],
        concerns=sum(times for _, _, times in counted),
        first=sum(times for _, place, times in counted if place == 1),
        among=sum(times for _, place, times in counted if place > 0),
        kinds_missed=tuple(sorted(missed.items(), key=lambda one: (-one[1], one[0]))[:3]),
    )


def _her_words(by: Staff, conversation_id: UUID) -> str:
    said = [line.text for line in voice.thread(by, conversation_id).messages if line.inbound and not line.superseded]
    return "\n".join(text for text in said if text)


def _recorded_after(conversation: Conversation) -> dict[str, int]:
    """Each kind's concerns after the same tap at this desk."""
    same = Taken.objects.filter(desk_id=conversation.desk_id, tapped=conversation.icon)
    return dict(same.values_list("kind").annotate(times=Sum("times")).values_list("kind", "times"))


def _said_of(place_id: UUID | None) -> dict[str, int]:
    """Each kind's voices at her place, of this desk, as far as they count."""
    if place_id is None:
        return {}
    there = Concern.objects.filter(respondent_id__in=same_as(place_id), withdrawn_on=None)
    voices = there.values("kind").annotate(voices=Count("voice_group", distinct=True))
    return dict(voices.values_list("kind", "voices"))
