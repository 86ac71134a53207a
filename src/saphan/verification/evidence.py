"""All that decides where issues stand: one look for each thing, however many issues they are. As System."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from saphan.store.made_once import MadeOnce
from saphan.verification.behind import Behind, Key, behind_of, key_of, rulings_about, with_origins
from saphan.verification.cards import outside
from saphan.verification.corroboration import Reached, reached
from saphan.verification.facts import AnyFact
from saphan.verification.heard import FindingFacts
from saphan.verification.models import Finding, Issue
from saphan.verification.sources import Origin
from saphan.verification.together.reading import Around, beside_it


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one issue. outwards, found_outwards: without those who wait for others. somebody_waits: there is one."""

    heard: Behind
    found: Sequence[FindingFacts]
    outwards: Behind
    found_outwards: Sequence[FindingFacts]
    somebody_waits: bool

    def judged(self) -> tuple[Reached, Reached]:
        """As the desk knows it, and as far as anybody outside may notice it."""
        known = reached(self.heard.voices, self.found, self.heard.clusters)
        if not self.somebody_waits:
            return known, known
        return known, reached(self.outwards.voices, self.found_outwards, self.outwards.clusters)


def evidence_of(
    issues: Sequence[Issue], seated: Around, standing: Mapping[Key, Sequence[AnyFact]], origins: Mapping[UUID, Origin]
) -> dict[UUID, Evidence]:
    """By issue. seated: `around` of the same issues, of which none rests. standing: the facts behind each of them.

    origins: of the concerns of all these facts.
    """
    rulings = rulings_about(standing, seated.same)
    found = _found(issues, seated)
    evidence = {}
    for issue in issues:
        key = key_of(issue)
        said = with_origins(standing[key], origins)
        heard = behind_of(said, rulings[key])
        waits = any(origin.waits for _, origin in said)
        outwards = outside(issue) if waits else (heard, found[issue.id])
        evidence[issue.id] = Evidence(heard, found[issue.id], *outwards, waits)
    return evidence


def _found(issues: Iterable[Issue], seated: Around) -> dict[UUID, list[FindingFacts]]:
    """What verifiers found behind each of them, oldest first."""
    speaks_for = {one: issue.id for issue in issues for one in beside_it(issue, seated)}
    found: dict[UUID, list[FindingFacts]] = {issue.id: [] for issue in issues}
    for issue_id, *finding in _findings_of(speaks_for):
        found[speaks_for[issue_id]].append(FindingFacts(*finding))
    return found


_findings_of = MadeOnce(
    lambda ids: (
        Finding.objects.filter(issue_id__among=ids)
        .order_by("on", "id")
        .values_list("issue_id", "kind", "supports", "voice_group")
    )
)
