"""Everything that reads remedy: for the desk, and for a partner."""

from saphan.remedy.desk_pages import DraftPage, NewDraftPage, RemedyPanel, draft_page, issue_remedy, new_draft_page
from saphan.remedy.partner_pages import (
    DisclosureCard,
    DisclosurePage,
    PartnerHome,
    disclosure_page,
    disclosures_for,
    partner_home,
)

__all__ = [
    "DisclosureCard",
    "DisclosurePage",
    "DraftPage",
    "NewDraftPage",
    "PartnerHome",
    "RemedyPanel",
    "disclosure_page",
    "disclosures_for",
    "draft_page",
    "issue_remedy",
    "new_draft_page",
    "partner_home",
]
