"""What the figures hear of an issue that is opened: its kind family, who is answerable, and which behaviour it is."""

from collections.abc import Collection
from uuid import UUID

from saphan.network.models import Organisation
from saphan.network.sectors import NOBODY_SAID, sectors_of
from saphan.standards.behaviours import behaviours
from saphan.vault.recording import Payload
from saphan.verification.models import Issue


def opened(issues: Collection[Issue]) -> dict[UUID, Payload]:
    """By issue: codes, never which organisation."""
    about = {issue.respondent_id for issue in issues}
    sectors = sectors_of(about)
    kinds = dict(Organisation.objects.filter(id__in=about).values_list("id", "kind"))
    return {
        issue.id: coded(issue.family, kinds.get(issue.respondent_id, ""))
        | {"sector": sectors.get(issue.respondent_id, NOBODY_SAID)}
        for issue in issues
    }


def coded(family: str, kind: str) -> Payload:
    known = behaviours().get(family)
    if known is None:
        return {"family": family, "kind": kind}
    return {"family": family, "kind": kind, "harm": f"{kind} {known.harmful}", "better": f"{kind} {known.better}"}
