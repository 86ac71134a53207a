"""Codes of remedy: what a partner is asked to do, whom a promise covers, why it is disputed or taken back. Pure."""

CHECK_ALL_SITES = "check_all_sites"
ASKED_ACTIONS = (
    *("pay_what_is_owed", "repay_fees", "return_documents", "change_hours", "make_safe", "stop_and_protect"),
    *("mend_housing", "keep_contract", CHECK_ALL_SITES, "other"),
)

COVERS = ("everyone", "line", "site", "all_sites")  # each: everyone there in that situation, those who left too

DISPUTE_REASONS = ("not_us", "already_mended", "facts_differ", "law_differs", "other")

RECALL_REASONS = ("wrong_respondent", "wrong_words", "danger", "consent_ended")

PARTNER_KINDS = frozenset({"supplier", "recruiter", "sub_agent", "brand", "retailer"})
BUYER_KINDS = frozenset({"brand", "retailer"})

MOST_WORDS = 4000  # characters of a draft, a promise, a message
