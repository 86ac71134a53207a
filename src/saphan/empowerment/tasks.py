"""Tasks of this room. Arguments are ids."""

from uuid import UUID

from saphan.empowerment.outreach import folding
from saphan.store.tasks import task


@task("empowerment.fold_visit")
def fold_visit(plan_id: str) -> None:
    """Write anew who was met on one outreach visit."""
    folding.fold_visit(UUID(plan_id))


@task("empowerment.fold_tablet")
def fold_tablet(visit_id: str) -> None:
    """Write anew who was met on one visit that nobody planned."""
    folding.fold_tablet(UUID(visit_id))
