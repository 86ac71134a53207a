"""What verification can show and tell. Lists and cards hold codes only; nothing here opens sealed text."""

from saphan.verification.cards import IssueCard, conversations_behind, findings_of, issue_card, proof_stands, voices_of
from saphan.verification.pages import IssuePage, IssueRow, issue, issues

__all__ = [
    "IssueCard",
    "IssuePage",
    "IssueRow",
    "conversations_behind",
    "findings_of",
    "issue",
    "issue_card",
    "issues",
    "proof_stands",
    "voices_of",
]
