"""Voices that were found missing are counted, and whoever must hear of one at once is called, as when it is gathered.

As System.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from saphan.network.services import notify
from saphan.store.tasks import defer
from saphan.vault.recording import Act, record_many
from saphan.verification.again import Voices, counted
from saphan.verification.gathering import RETALIATION, is_severe, people_to_call
from saphan.verification.models import Issue
from saphan.verification.recounting.codes import About, Added, Codes
from saphan.verification.together.reading import Around

Hosts = Mapping[About, Issue]  # the issue that a voice of this kind family about this organisation joins


def hosts_of(issues: Sequence[Issue], seated: Around) -> Hosts:
    """Of issues none of which rests. Where two hold one organisation, its own comes first."""
    held = {(issue.family, place): issue for issue in issues for place in seated.places[issue.id]}
    return held | {(issue.family, issue.respondent_id): issue for issue in issues}


def count_each(codes: Codes, hosts: Hosts) -> None:
    if not codes.added:
        return
    new = {each.fact.source for each in codes.added}
    voices = Voices(fact for fact in codes.standing if fact.source not in new)
    acts = [
        Act(
            hosts[each.about].id,
            {},
            counted(each.fact, each.said.number_affected, again=voices.take_in(each.fact)),
        )
        for each in codes.added
    ]
    record_many("verification.voice_counted", acts)
    for each in codes.added:
        if each.said.kind == RETALIATION:
            defer("remedy.take_retaliation", priority=10, concern_id=each.said.concern_id)


def call_people(added: Iterable[Added], hosts: Hosts, were_severe: Collection[UUID]) -> None:
    """Once for each issue that was not severe before: the desk of the first who may be in danger."""
    called: dict[UUID, UUID] = {}
    for each in (each for each in added if is_severe(each.said.kind)):
        issue_id = hosts[each.about].id
        if issue_id not in were_severe:
            called.setdefault(issue_id, each.said.desk_id)
    people = {desk_id: people_to_call(desk_id) for desk_id in set(called.values())}
    for issue_id, desk_id in called.items():
        if people[desk_id]:
            notify(staff_ids=people[desk_id], kind="verification.severe", object_id=issue_id, urgent=True)
