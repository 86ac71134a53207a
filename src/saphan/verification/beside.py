"""The way from a concern to the issue it belongs to, for the pages of casework."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from saphan.casework.links import Link
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.verification import words
from saphan.verification.models import Issue
from saphan.verification.together.reading import issue_at


def issue_beside(by: Staff, family: str, respondent_id: UUID) -> Link | None:
    """The issue of this kind family at this respondent, with where it stands; None while there is none."""
    if by.pool_id is None:
        return None
    found, _ = issue_at(by.pool_id, family, respondent_id)
    with acting_as(by):
        issue = Issue.objects.filter(id=found.id).first() if found else None
    if issue is None:
        return None
    stage = words.word(words.STAGES, issue.stage)
    return Link(gettext("Issue: %(stage)s") % {"stage": stage}, reverse("verification:issue", args=[issue.id]))
