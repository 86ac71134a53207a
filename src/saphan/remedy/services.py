"""Everything that remedy writes, by who does it: the desk, a partner, the workers' answers."""

from saphan.remedy.beside import see_own_cases
from saphan.remedy.confirming import ask_confirmation
from saphan.remedy.disclosing import disclose_issue, recall_disclosure
from saphan.remedy.drafting import decide_best_interest, waive_wait, write_draft
from saphan.remedy.evidence import PartnerFile, add_evidence, open_evidence
from saphan.remedy.partner_acts import acknowledge, commit, deliver, see
from saphan.remedy.planning import agree_plan, ask_whether_enough, record_advice
from saphan.remedy.retaliation import end_retaliation, speak_with_partner
from saphan.remedy.talking import dispute, write_to_desk, write_to_partner

__all__ = [
    "PartnerFile",
    "acknowledge",
    "add_evidence",
    "agree_plan",
    "ask_confirmation",
    "ask_whether_enough",
    "commit",
    "decide_best_interest",
    "deliver",
    "disclose_issue",
    "dispute",
    "end_retaliation",
    "open_evidence",
    "recall_disclosure",
    "record_advice",
    "see",
    "see_own_cases",
    "speak_with_partner",
    "waive_wait",
    "write_draft",
    "write_to_desk",
    "write_to_partner",
]
