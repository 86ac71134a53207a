"""What verification can show and tell. Lists and cards hold codes only; nothing here opens sealed text."""

from saphan.verification.behind import Behind, behind
from saphan.verification.cards import (
    IssueCard,
    conversations_behind,
    findings_of,
    independent_people,
    issue_card,
    proof_stands,
    voices_of,
)
from saphan.verification.escrow.telling import may_be_told
from saphan.verification.pages import IssuePage, IssueRow, issue, issues
from saphan.verification.together.reading import seen_covering

__all__ = [
    "Behind",
    "IssueCard",
    "IssuePage",
    "IssueRow",
    "behind",
    "conversations_behind",
    "findings_of",
    "independent_people",
    "issue",
    "issue_card",
    "issues",
    "may_be_told",
    "proof_stands",
    "seen_covering",
    "voices_of",
]
